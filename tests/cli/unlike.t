# Two figures are held against each other only where they are of one thing: not two towers of a city, not a mean against that of the whole,
# not two industries' 总产值 in one text, not one number read of a city and of its province; two sources on one number are.
--- file a.txt
崇州市新地标封顶

2023-03-10 来源：示例日报

2022年，崇州市江畔大厦封顶，楼高160米。2022年，崇州市人均可支配收入达6.4万元，人工智能企业数量达300家。
--- file b.txt
崇州市第一高楼开工

2023-04-10 来源：示例时报

2022年，崇州市国际中心开工，楼高463米。2022年，四川省人均可支配收入达3.9万元。2022年，崇州市人工智能企业数量达350家。
--- file c.txt
崇州市产业情况

2022-05-10 来源：崇州市统计局

崇州市大数据企业18家，2021年实现总产值20亿元。电子信息方面，2022年总产值45亿元，同比增长50%。
--- cmd
cedu add -q a.txt b.txt c.txt > /dev/null
cedu conflicts --format json | pick class subject a.value b.value | sort
cedu derive --format json | pick rule verdict subject value | sort
--- stdout
real	人工智能企业数量	null	null
scope	总产值	null	null
scope	楼高	null	null
prior_from_growth	contradicts	总产值	3000000000
