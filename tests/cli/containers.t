# Containers: each member is a page of its own, with `member` and, where the container says it, `url`. Nothing is lost silently.
--- file one.html
<html><head><title>甲市规划</title></head><body><p>2023年，成都市人工智能企业数量达800家，人工智能产业规模达300亿元。</p></body></html>
--- file style.css
p {}
--- file pages.jsonl
{"url":"http://example.org/1","text":"2023年，成都市人工智能企业数量达805家。","title":"乙市规划","date":"2024/3/1"}
{broken
{"url":"http://example.org/3"}
--- file table.csv
编号,正文
1,"2023年，成都市人工智能企业数量达806家。
2023年，成都市人工智能产业规模达300亿元。"
--- file signed.jsonl
{"text":"成都市算力券申领通知\n各企业可在六月底前申领算力券，每家不超过20万元，具体办法另行公布。\n2023年5月6日","date":"2023-05-08"}
{"text":"成都市算力券申领通知\n各企业可在六月底前申领算力券，每家不超过20万元，具体办法另行公布。\n2023年5月6日"}
--- cmd
cedu read --format json signed.jsonl | pick member published
tar czf site.tar.gz one.html style.css; gzip -k one.html
cedu read --format json site.tar.gz | pick file member title error; echo $?
cedu read --format json one.html.gz | pick member title
cedu read --format json pages.jsonl | pick member url title published error
cedu facts --column 正文 table.csv | pick member kind value
cedu facts --column 没有 table.csv; echo $?
cedu read --field text; echo $?
gzip -c pages.jsonl | cedu read - | head -c 30; echo; echo ==
cat one.html.gz | cedu read -
cedu add -q -d k.db site.tar.gz > out; cedu add -q -d k.db --format json site.tar.gz | pick new same
cedu add -q -d k.db --format json site.tar.gz pages.jsonl | pick new same failed
--- stdout
1	2023-05-08
2	2023-05-06
site.tar.gz	one.html	甲市规划	null
0
one.html	甲市规划
1	http://example.org/1	乙市规划	2024-03-01	null
2	null	null	null	BAD_INPUT: this line is no JSON object (column 7: string or '}' expected near 'broken')
2	null	null
null	observation	806
null	observation	30000000000
2
2
{"url":"http://example.org/1",
==
甲市规划
2023年，成都市人工智能企业数量达800家，人工智能产业规模达300亿元。
0	1
1	1	1
--- stderr
cedu: site.tar.gz：2 项，读取 1，失败 0，跳过 1（样式与脚本 1）
cedu: pages.jsonl：3 项，读取 1，失败 1，跳过 1（没有正文字段 1）
cedu: pages.jsonl!2：这一行不是 JSON 对象（第 7 列：string or '}' expected near 'broken'）
cedu: table.csv：1 项，读取 0，失败 1，跳过 0
cedu: table.csv：没有名为 没有 的列；请看表头，或给出列号（从 1 起）
cedu: --field 应写作 名称=路径（名称： html text url title date charset ），不是 text（用法见 cedu help read）
cedu: pages.jsonl!2：这一行不是 JSON 对象（第 7 列：string or '}' expected near 'broken'）
--- exit
0
