# The rows of docs/mechanisms.md that have no case of their own: each command on two small pages. Demand beside its instrument, scorecard of
# factors, compute and energy, layers and chain, roles of companies, parks, practices, data by stage, talents by tier, overlay designations,
# governance tags, weaknesses, groups of regions, the calendar.
--- file a.txt
崇州市智能产业发展情况

2022-03-10 来源：示例日报

2021年，崇州市入选国家新一代人工智能创新发展试验区。2022年，崇州市获批国家人工智能创新应用先导区。
崇州市建成智能计算中心，算力规模达300PFLOPS，PUE为1.2。
崇州市重点发展智能芯片、大模型、智慧医疗等领域。
崇州市拥有单项冠军企业12家，专精特新“小巨人”企业30家。2021年，崇州市人工智能企业数量达200家，占全省的20%。
崇州市缺少链主企业，高端人才不足。崇州市智能芯片产业链尚未形成。
--- file b.txt
崇州市智能产业行动方案

2023-05-10 来源：崇州市人民政府

二、重点任务
（一）推动公共数据开放共享。建立数据交易规则。加强数据安全保护。
（二）健全人工智能伦理规范。探索包容审慎监管模式。
崇州市通过算力券支持中小企业租用算力。
支持高校通过政府采购等方式使用算力资源。
（三）建设崇州智能软件园，形成可复制可推广的经验。
（四）加强领军人才引进。建立人才需求预测预警机制。
到2025年，崇州市人工智能企业数量达到400家。
--- cmd
cedu add -q a.txt b.txt > /dev/null
echo '7 demand'; cedu ledger demand --format json | pick region tag name grade related
echo '8 factors'; cedu ledger factors --count --format json | pick region tag facts stated planned lacking years
echo '10 compute'; cedu ledger compute --format json | pick name grade value unit
echo '11 energy'; cedu ledger energy --format json | pick tag name value
echo '12, 13 chain'; cedu chain 崇州 --format json | pick layer stage state | grep -v unknown; cedu chain 崇州 --format json | grep -c '"state":"unknown"'
echo '15 companies'; cedu ledger companies --format json | pick tag name value grade
echo '19 data'; cedu ledger data --format json | pick tag grade
echo '20 talents'; cedu ledger talents --format json | pick tag grade
echo '22 group'; cedu ledger companies --region 成渝地区 --count --format json | pick region tag facts
echo '23 parks'; cedu ledger parks --format json | pick name grade
echo '24 practices'; cedu ledger practices --format json | pick name grade
echo '26 weaknesses'; cedu ledger problems --format json | pick name grade
echo '27 overlay'; cedu overlay --format json | pick region count has
echo '30 shares'; cedu derive --format json | pick rule region value relative_to
echo '31 governance'; cedu ledger governance --format json | pick tag grade
echo '32 calendar'; cedu timeline --format json | pick date what name | head -4
--- stdout
7 demand
崇州市	采购	政府采购	planned	["算力券"]
崇州市	租用	算力券	planned	["政府采购"]
8 factors
崇州市	人才	2	0	1	1	2022×1 2023×1
崇州市	数据	3	1	2	0	2022×1 2023×2
崇州市	算力	3	1	2	0	2022×1 2023×2
崇州市	算法	1	1	0	0	2022×1
10 compute
数据中心PUE	stated	1.2	null
算力规模	stated	300000000000000000	FLOPS
11 energy
能耗	数据中心PUE	1.2
12, 13 chain
基础层	芯片	gap
基础层	算力	present
技术层	模型	present
8
15 companies
小巨人	专精特新“小巨人”企业数量	30	stated
企业	人工智能企业数量	200	stated
企业	人工智能企业数量	400	planned
单项冠军	单项冠军企业数量	12	stated
企业	链主企业数量	null	lacking
19 data
安全保护	planned
流通交易	planned
20 talents
人才需求	planned
领军人才	lacking
22 group
崇州市	企业	3
崇州市	单项冠军	1
崇州市	小巨人	1
23 parks
24 practices
形成可复制可推广的经验	planned
探索包容审慎监管模式	planned
26 weaknesses
智能芯片产业链	lacking
链主企业数量	lacking
高端人才数量	lacking
27 overlay
30 shares
total_from_share	四川省	1000	null
31 governance
监管	planned
32 calendar
2022	registry	国家人工智能创新应用先导区
2023-05/..	instrument	算力券
2023-05/..	instrument	政府采购
2025	target	人工智能企业数量
