# The same answers in English: headings and messages change, keys and values do not.
--- file a.txt
成都市人工智能产业发展情况

2022-03-01 来源：示例日报

2021年，成都市人工智能产业规模达400亿元。
--- cmd
export CEDU_LANG=en
cedu add -q a.txt | head -1
cedu list facts --kind observation | head -1
cedu list facts --kind observation --format json | pick kind region value unit
cedu show 火星市; echo $?
cedu check; echo $?
cedu help backup | head -3
--- stdout
new  same  alias  reread  failed  stale  facts  findings  seconds
id        kind         region  subject           period    value  as written  stance    source    quote                            doc           tier
observation	成都市	40000000000	元
5
0
cedu backup: save a consistent copy

Usage: cedu backup [OPTIONS] FILE
--- stderr
cedu: there is no region “火星市”; cedu list regions shows those known
cedu: checked 1 originals and 2 facts: 0 problems
