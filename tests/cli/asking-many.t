# Questions over all regions where there are very many facts: the latest of each region are looked at, and that is said. In a large base a
# sector stands for the indicators of the packs, a list for the documents added last in which its words stand. Part of an indicator's name.
--- cmd
python3 - <<'P'
import itertools
places = ['崇州市', '绵竹市', '都江堰市', '绵阳市', '德阳市']
for n, year in itertools.product(range(3), range(2010, 2022)):
    with open('%d-%d.txt' % (year, n), 'w', encoding='utf-8') as f:
        f.write('产业情况汇编第%d期\n\n%d-03-10 来源：示例日报\n\n' % (year * 3 + n, year + 1))
        for i, p in itertools.product(range(15), places):
            f.write('%d年，%s人工智能产业规模达%d.%d亿元。\n' % (year, p, 100 + 10 * places.index(p) + year - 2010 + i // 10, i % 10))
with open('z.txt', 'w', encoding='utf-8') as f:
    f.write('算力情况\n\n2022-03-10 来源：示例日报\n\n2021年，绵阳市智能算力规模达12EFLOPS。2021年，德阳市智能算力规模达2EFLOPS。'
            '2021年2月，绵阳市获批国家人工智能创新应用先导区。德阳市缺少链主企业。\n')
with open('y.txt', 'w', encoding='utf-8') as f:
    f.write('智算简讯\n\n2022-04-10 来源：另一日报\n\n2021年，德阳市智能算力规模达3EFLOPS。\n')
P
cedu add -q *.txt > /dev/null
ask() { echo "? $*"; cedu ask "$*" --format json --limit 2 | pick section understood cannot region name value period looked_at_each looked_at_documents looked_at_facts | sed 's/\tnull//g'; }
cedu list facts --kind observation --region 绵阳市 --limit 3 --format json | pick period value
ask 2021年人工智能产业规模最大的城市
ask 哪些城市人工智能产业规模超过144亿元
ask 哪些城市的算力超过10EFLOPS
ask 哪些城市2021年企业数量超过10家
cedu ask 哪些城市2021年企业数量超过10家 | grep -o 可以是：.*人工智能企业数量
python3 -c "
import sqlite3
d = sqlite3.connect('cedu.db')
n, = d.execute('SELECT max(id) FROM facts').fetchone()
d.execute('UPDATE facts SET id = 200000 WHERE id = ?', (n,)), d.execute('UPDATE fact_regions SET fact_row = 200000 WHERE fact_row = ?', (n,))
d.commit()"
echo 'a base that says it is large'
ask 哪些城市的算力超过10EFLOPS
ask 哪些城市是人工智能先导区
ask 哪些城市缺什么
cedu ask 哪些城市缺什么 | head -2
cedu conflicts --format json 2>&1 | sed '1d' | pick class 
--- stdout
2010	13000000000
2010	13010000000
2010	13020000000
? 2021年人工智能产业规模最大的城市
question	人工智能产业规模；只看级别 city；2021；从大到小	1250	0	0
answer	德阳市	15100000000	2021
answer	绵阳市	14100000000	2021
? 哪些城市人工智能产业规模超过144亿元
question	人工智能产业规模；只看级别 city；超144亿元	1250	0	0
answer	德阳市	14500000000	2015
answer	德阳市	14600000000	2016
? 哪些城市的算力超过10EFLOPS
question	算力；只看级别 city；超10EFLOPS	0	0	0
answer	绵阳市	12000000000000000000	2021
? 哪些城市2021年企业数量超过10家
question	；只看级别 city；2021；超10家	问的可以是几个指标，请写全	0	0	0
可以是：人工智能企业数量、人工智能核心企业数量、规模以上人工智能企业数量
a base that says it is large
? 哪些城市的算力超过10EFLOPS
question	算力；只看级别 city；超10EFLOPS	0	0	0
answer	绵阳市	12000000000000000000	2021
? 哪些城市是人工智能先导区
question	先导区、试验区等称号，含“先导区”；只看级别 city	0	100	0
entry	绵阳市	国家人工智能创新应用先导区	2021-02
? 哪些城市缺什么
question	自陈的问题；只看级别 city	0	0	2500
entry	德阳市	链主企业数量	2021-02
理解为：自陈的问题；只看级别 city
事实很多，只看年份最近的约 2500 条
real
