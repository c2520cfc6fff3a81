# Adding twice changes nothing; another path of the same content is an alias; one bad file never stops the rest.
--- file pages/a.txt
成都市发布行动方案

2021-03-01 来源：示例日报

到2025年，成都市人工智能核心产业规模突破1000亿元。
--- file pages/b.txt
重慶市人民政府發(fā)布消息，重慶市人工智能企業(yè)數量達200家。
--- cmd
cedu add -q -d k.db --format json pages | pick new same alias failed
cedu add -q -d k.db --format json pages | pick new same alias failed
cp pages/a.txt copy.txt
cedu add -q -d k.db --format json copy.txt missing.txt | pick new same alias failed
cedu add -q -d k.db missing.txt > /dev/null; echo $?
cedu add -q -d k.db --format json . | pick new failed
cedu list documents -d k.db --format json | pick file encoding
cedu search -d k.db --format json 企业 | pick file
cedu search -d k.db 没有这个词; echo $?
cedu check -d k.db > /dev/null 2>&1; echo $?
--- stdout
2	0	0	0
0	2	0	0
0	0	1	1
1
0	0
pages/b.txt	UTF-8
pages/a.txt	UTF-8
pages/b.txt
0
0
--- stderr
cedu: missing.txt：无法读取：文件不存在，请检查路径
cedu: missing.txt：无法读取：文件不存在，请检查路径
cedu: 没有找到
