# Row 9 of docs/mechanisms.md. Correlation: claims stay claims; our own only where data suffice; an index with own weights.
--- file a.txt
各市人工智能发展

2022-05-10 来源：示例日报

2021年，成都市人工智能企业数量达600家，人工智能产业规模达410亿元。
2021年，绵阳市人工智能企业数量达200家，人工智能产业规模达150亿元。
2021年，德阳市人工智能企业数量达90家，人工智能产业规模达60亿元。
2021年，宜宾市人工智能企业数量达120家，人工智能产业规模达95亿元。
2021年，泸州市人工智能企业数量达60家，人工智能产业规模达30亿元。
2021年，乐山市人工智能企业数量达40家，人工智能产业规模达28亿元。
专家张景行表示，大模型数量与服务器采购量强相关。
--- file w
人工智能企业数量 2
人工智能产业规模 1
--- file w3
人工智能企业数量 1
人工智能产业规模 1
算力规模 1
--- file one.txt
内江算力

2022-07-10 来源：示例日报

2021年，内江市算力规模达900PFLOPS。
--- file few.txt
两市算力

2022-06-10 来源：示例日报

2021年，成都市算力规模达300PFLOPS。2021年，绵阳市算力规模达100PFLOPS。
--- cmd
cedu add -q a.txt few.txt > /dev/null
cedu correlate 人工智能企业数量 人工智能产业规模 --format json | head -1
cedu correlate 人工智能企业数量 算力规模 --format json 2>&1 | tail -1
cedu index w --format json | pick region score low high missing | sed -n 1,3p
# One lucky number makes no rank.
cedu add -q one.txt > /dev/null; cedu index w3 --format json | pick rank region missing; cedu index w3 | tail -1 | tr -s ' '
cedu ledger correlations --format json | pick name quote
--- stdout
{"section":"result","n":6,"pearson":0.9979,"low":0.9804,"high":0.9998,"spearman":1,"missing_x":0,"missing_y":0}
{"section":"point","region":"绵阳市","x":200,"x_period":"2021","y":100000000000000000,"y_period":"2021","x_fact":"1d3cfbc45f8092a7cdcac5da33d024d2","y_fact":"0fed823a9fb5a74f0d13731cfa6235f2"}
成都市	1	1	1	0
绵阳市	0.2969	0.2857	0.3194	0
宜宾市	0.1537	0.1429	0.1754	0
1	成都市	0
2	绵阳市	0
3	宜宾市	1
4	德阳市	1
5	泸州市	1
6	乐山市	1
null	内江市	2
 内江市 1 1 1 2 3
大模型数量与服务器采购量强相关	专家张景行表示，大模型数量与服务器采购量强相关
