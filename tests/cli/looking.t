# From two pages to answers: a region, two regions side by side, targets, and where a value comes from.
--- file a.txt
成都市人工智能产业发展情况

2022-03-01 来源：示例日报

2021年，成都市人工智能产业规模达400亿元。到2025年，成都市人工智能产业规模突破1000亿元。
--- file b.txt
杭州市人工智能产业发展情况

2022-04-01 来源：另一日报

2021年，杭州市人工智能产业规模达600亿元。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu compare 成都 杭州 --subject 产业规模 --kind observation --format json | pick kind year 成都市 杭州市
cedu compare 成都 杭州 --kind observation | tail -1 | tr -s ' ' | sed 's/^[^ ]* //'
cedu targets --region 成都 --as-of 2023-01-01 --format json | pick region target deadline state latest latest_period
cedu show 510100 --format json | grep '"section":"region"' | pick region region_code documents
id=$(cedu list facts --region 杭州 --kind observation --format json | pick id)
cedu explain $id | grep -E '^(地区|时间|数值|原文摘录)'
cedu explain $(echo $id | cut -c1-10) --format json | pick value unit quote
cedu compare 杭州 不存在的市; echo $?
--- stdout
observation	2021	40000000000	60000000000
现状 2021 400亿元 600亿元
成都市	100000000000	2025	no_later	40000000000	2021
成都市	510100	1
地区：杭州市
时间：2021
时间依据：context
数值：600亿元
原文摘录：杭州市人工智能产业规模达600亿元
60000000000	元	杭州市人工智能产业规模达600亿元
5
--- stderr
cedu: 没有叫“不存在的市”的地区；cedu list regions 列出已有的
