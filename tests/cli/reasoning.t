# What follows from two pages and a third: derived values, conflicts, questions, ledgers, overlap, changes, verdicts.
--- file a.txt
成都市人工智能产业发展情况

2022-03-01 来源：示例日报

2021年，成都市人工智能产业规模达400亿元，较2020年增长60%。成都市人工智能企业数量达500家，企业数量排名全国第四。到2025年，成都市人工智能产业规模突破1000亿元。成都市重点发展智能制造、计算机视觉、智慧医疗等领域。
--- file b.txt
我国人工智能企业情况

2022-04-01 来源：另一日报

2021年，全国人工智能企业数量超过1500家。2020年，成都市人工智能产业规模达300亿元。
--- file c.txt
杭州市人工智能产业发展情况

2022-05-01 来源：第三日报

杭州市聚焦智能制造、智慧金融、计算机视觉等领域。2021年，杭州市人工智能产业规模达600亿元。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu derive --format json | pick verdict rule region period value stated
echo; cedu conflicts --format json | pick class derived a b
echo; sleep 1; now=$(date -u +%Y-%m-%dT%H:%M:%SZ); cedu add -q c.txt > /dev/null
cedu diff --since $now --format json | pick change region name value
cedu derive --since $now | wc -l; cedu derive --since 2001 --format json | wc -l; cedu conflicts --since $now --format json | wc -l; cedu conflicts --since 2001 --format json | wc -l
echo; cedu ask 2021年成都和杭州的人工智能产业规模 --format json | pick section region value cannot
cedu ask 成都2019年的人工智能企业数量; echo $?
cedu ask 明天下雨吗; echo $?
echo; cedu overlap --format json | pick section level shared a b regions
echo; cedu ledger ranks --format json | pick region name value grade
cedu ledger nothing; echo $?
echo; cedu timeline --region 成都 --format json | pick date what value
echo; id=$(cedu list facts --region 杭州 --kind observation --format json | pick id)
cedu review correct $id value=66000000000 --note 核对原件 --format json | pick status corrected value
cedu reread -q $(cedu list documents --region 杭州 --format json | pick doc) > /dev/null 2>&1
cedu claims --region 杭州 --kind observation --format json | pick value status
cedu review undo $id --format json | pick status corrected value
cedu review history --format json | pick status note region
cedu review correct $id quote=x; echo $?
cedu claims --known-by 2001-01-01; echo $?
cedu graph 杭州 --format json | grep -c '"what":"focuses_on"'
cedu graph 杭州 --format png; echo $?
--- stdout
strained	total_from_rank	全国	2021	2000	1500
new	share_of_whole	成都市	2021	33.33333333333333	null
contradicts	prior_from_growth	成都市	2020	25000000000	30000000000

scope	true	1500	2000
real	true	30000000000	25000000000

new_value	杭州市	人工智能产业规模	60000000000
0
3
0
2

question	null	null	null
answer	成都市	40000000000	null
answer	杭州市	60000000000	null
理解为：人工智能企业数量；成都市；2019
答不了：没有符合条件的数据
已有地区：成都市
已有时间：2021
5
答不了：没有认出问的是哪个指标；cedu list subjects 列出已有的指标
没有用到的词：下雨
5

overlap	literal	智能制造	成都市	杭州市	2
overlap	literal	计算机视觉	成都市	杭州市	2
likeness	null	2	成都市	杭州市	null

成都市	人工智能企业数量	4	stated
2

2025	target	100000000000

accepted	true	66000000000
66000000000	accepted
pending	false	60000000000
accepted	核对原件	杭州市
2
0
1
2
--- stderr
cedu: 没有可推算的数值
cedu: 没有台账 nothing；cedu ledger 列出全部（用法见 cedu help ledger）
cedu: ddae7d6798b201dc8a26ef4c9f09ca9b：不能改“quote”；可改 region period value value_max unit modifier subject stance
cedu: 没有数值主张
cedu: graph 的格式是 json、dot 或 svg，不是 png（用法见 cedu help graph）
