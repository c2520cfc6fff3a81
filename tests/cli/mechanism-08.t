# Row 8 of docs/mechanisms.md. Factors: a scorecard with counts of evidence.
--- file a.txt
崇州市要素保障

2023-05-10 来源：示例日报

2022年，崇州市算力规模达300PFLOPS。崇州市将建设公共数据开放平台。崇州市缺少领军人才。崇州市发布大模型5个。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger factors --count --format json | pick region tag facts stated planned lacking years
--- stdout
崇州市	人才	1	0	0	1	2022×1
崇州市	数据	1	0	1	0	2023×1
崇州市	算力	1	1	0	0	2022×1
崇州市	算法	1	1	0	0	2022×1
