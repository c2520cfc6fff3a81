# Row 27 of docs/mechanisms.md. Designations on top of one another.
--- file a.txt
崇州市称号

2023-05-10 来源：示例日报

2019年，崇州市获批国家新一代人工智能创新发展试验区。
2021年，崇州市获批国家人工智能创新应用先导区。
--- cmd
cedu add -q a.txt > /dev/null
cedu overlay --format json | pick region count has planned
--- stdout
崇州市	2	["国家人工智能创新应用先导区", "国家新一代人工智能创新发展试验区"]	null
