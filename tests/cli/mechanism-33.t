# Row 33 of docs/mechanisms.md. A draft plan held against the base: a figure that disagrees, a goal without a year, a region that claims the same.
--- file base.txt
乐山市人工智能发展情况

2024-06-10 来源：乐山市人民政府

2023年，乐山市人工智能企业数量达到120家。
--- file draft.txt
乐山市人工智能产业行动方案（征求意见稿）

一、发展基础
2023年，乐山市人工智能企业数量达到260家。

二、发展目标
乐山市人工智能核心产业规模达到90亿元。
--- cmd
cedu add -q base.txt > /dev/null
cedu assess draft.txt --format json | pick class severity found | grep -E "conflict|deadline|base"
--- stdout
base_conflict	error	乐山市人工智能企业数量（2023）：草案写260家，“乐山市人工智能发展情况”为120家
no_baseline	warning	人工智能核心产业规模 90亿元没有写明基期，库内也没有现值
no_deadline	warning	人工智能核心产业规模 90亿元没有写明时限
