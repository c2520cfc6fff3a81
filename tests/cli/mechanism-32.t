# Row 32 of docs/mechanisms.md. Calendar, what is new, lineage.
--- file a.txt
四川省人工智能规划

2021-05-10 来源：四川省人民政府

四川省人民政府印发《四川省人工智能产业规划》。
--- file b.txt
崇州市人工智能规划

2022-05-10 来源：崇州市人民政府

为贯彻落实《四川省人工智能产业规划》，崇州市人民政府印发《崇州市人工智能产业规划》。到2025年，崇州市人工智能企业数量达到400家。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu timeline --format json | pick date what name
cedu lineage --format json | pick section link policy upper | head -1
cedu diff --since 2000-01-01 --format json | pick change name | sort | uniq
--- stdout
2021-05	event	四川省人工智能产业规划
2021-05-10	policy	四川省人工智能产业规划
2022-05	event	崇州市人工智能产业规划
2022-05-10	policy	四川省人工智能产业规划
2022-05-10	policy	崇州市人工智能产业规划
2025	target	人工智能企业数量
link	carries_out	崇州市人工智能规划	四川省人工智能产业规划
new_policy	四川省人工智能产业规划
new_policy	崇州市人工智能产业规划
new_target	人工智能企业数量
