# Questions: numbers, places, limits; what no text says but what follows, said so; lists (designations, weaknesses, advice, policies, funds);
# words that nothing was made of; what cannot be answered.
--- file a.txt
崇州市人工智能发展情况

2022-03-10 来源：示例日报

2021年，崇州市人工智能产业规模达40亿元，约为绵竹市的1/2。2021年，崇州市人工智能企业数量达60家，居全国第五。2021年，全国人工智能企业数量为2000家。
2021年2月，崇州市获批国家人工智能创新应用先导区。崇州市缺少链主企业。
市政协委员何远帆呼吁支持都江堰市申报国家新一代人工智能创新发展试验区。
--- file b.txt
崇州市人工智能行动方案

2023-05-10 来源：崇州市人民政府

设立规模10亿元的人工智能产业基金。到2025年，崇州市人工智能产业规模突破100亿元。2022年，绵阳市人工智能产业规模达120亿元，绵阳市获批国家人工智能创新应用先导区。
--- cmd
cedu add -q a.txt b.txt > /dev/null
ask() { echo "? $*"; cedu ask "$*" --format json | pick section understood cannot unused region subject name value period formula | sed 's/\tnull//g'; }
ask 崇州2021年人工智能产业规模是多少
ask 绵竹2021年人工智能产业规模
ask 崇州人工智能企业占全国的比例
ask 崇州人工智能企业数量居全国第几
ask 哪些城市是人工智能先导区
ask 崇州缺什么
ask 谁建议都江堰申报试验区
ask 崇州的基金规模
ask 崇州人工智能产业规模的目标
ask 哪些城市的人工智能产业规模超过100亿元
ask 火星的人工智能企业数量
ask 明天下雨吗
--- stdout
? 崇州2021年人工智能产业规模是多少
question	人工智能产业规模；崇州市；2021	[]	ai.industry.size
answer	崇州市	人工智能产业规模	4000000000	2021
? 绵竹2021年人工智能产业规模
question	人工智能产业规模；绵竹市；2021	[]	ai.industry.size
derived	绵竹市	人工智能产业规模	8000000000	2021	40亿元/0.5倍 = 约80亿元
? 崇州人工智能企业占全国的比例
question	人工智能企业数量；占比；崇州市	[]	ai.enterprise.count
derived	崇州市	人工智能企业数量	3	2021	60家/2000家 = 3%
? 崇州人工智能企业数量居全国第几
question	人工智能企业数量；位次；崇州市	[]	ai.enterprise.count
answer	崇州市	人工智能企业数量	5	2021
? 哪些城市是人工智能先导区
question	先导区、试验区等称号，含“先导区”；只看级别 city	[]	zone.ai.count
entry	绵阳市	国家人工智能创新应用先导区	2022
? 崇州缺什么
question	自陈的问题；崇州市	[]
entry	崇州市	链主企业数量	2021-02
? 谁建议都江堰申报试验区
question	先导区、试验区等称号，含“试验区”；都江堰市	["申报"]
entry	都江堰市	支持都江堰市申报国家新一代人工智能创新发展试验区	2022-03
? 崇州的基金规模
question	基金与专项资金；崇州市	[]	fund.size
entry	崇州市	人工智能产业基金规模	1000000000	2023-05/..
? 崇州人工智能产业规模的目标
question	人工智能产业规模；目标；崇州市	[]	ai.industry.size
answer	崇州市	人工智能产业规模	10000000000	2025
? 哪些城市的人工智能产业规模超过100亿元
question	人工智能产业规模；只看级别 city；超100亿元	[]	ai.industry.size
answer	绵阳市	人工智能产业规模	12000000000	2022
? 火星的人工智能企业数量
question	人工智能企业数量	["火星"]	ai.enterprise.count
answer	全国	人工智能企业数量	2000	2021
answer	崇州市	人工智能企业数量	60	2021
? 明天下雨吗
question	；2026	没有认出问的是哪个指标；cedu list subjects 列出已有的指标	["下雨"]
