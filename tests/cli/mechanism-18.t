# Row 18 of docs/mechanisms.md. Targets: operator, deadline, progress, growth still needed, no later evidence.
--- file a.txt
崇州市行动方案

2021-05-10 来源：崇州市人民政府

到2025年，崇州市人工智能产业规模突破100亿元，人工智能企业数量达到400家，示范平台10个以上。
--- file b.txt
崇州市统计公报

2023-03-10 来源：示例日报

2022年，崇州市人工智能产业规模达80亿元。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu targets --as-of 2023-12-31 --format json | pick subject target deadline state progress needed latest_period
cedu targets --as-of 2026-12-31 --due 2025 --format json | pick subject state
--- stdout
人工智能产业规模	10000000000	2025	on_track	80	25	2022
人工智能企业数量	400	2025	no_later	null	null	null
示范平台数量	10	2025	no_later	null	null	null
人工智能产业规模	overdue
人工智能企业数量	overdue
示范平台数量	overdue
