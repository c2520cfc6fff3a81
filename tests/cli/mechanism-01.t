# Row 1 of docs/mechanisms.md. Zones: designations with batch and issuer, as of a day.
--- file a.txt
先导区建设进展

2021-03-10 来源：示例日报

2019年，崇州市获批国家新一代人工智能创新发展试验区。2021年2月，工业和信息化部支持创建绵竹市国家人工智能创新应用先导区。
--- file b.txt
试验区名单公布

2022-06-10 来源：示例日报

2022年6月，科技部支持都江堰市建设国家新一代人工智能创新发展试验区。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu ledger zones --format json | pick region name period grade
echo 'as of 2021'
cedu ledger zones --as-of 2021-12-31 --format json | pick region name period
cedu ledger zones --region 四川省 --as-of 2019-12-31 --format json | wc -l
--- stdout
崇州市	国家新一代人工智能创新发展试验区	2019	stated
绵竹市	国家人工智能创新应用先导区	2021-02	stated
都江堰市	国家新一代人工智能创新发展试验区	2022-06	stated
as of 2021
崇州市	国家新一代人工智能创新发展试验区	2019
绵竹市	国家人工智能创新应用先导区	2021-02
0
