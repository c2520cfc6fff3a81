# Policies and what they stand on: a plan that carries out a province's, a report that says so, a draft and its final text, an old text that is
# replaced, a white paper that is no policy; what is in force on a day.
--- file a.txt
绵竹市智能产业发展规划（2024—2026年）

绵市府发〔2024〕7号 2024-02-01 绵竹市人民政府

为贯彻落实《四川省智能产业发展规划（2023—2027年）》，根据《智能产业白皮书（2023年）》和《德阳市智能产业工作要点》，制定本规划。
到2026年，绵竹市智能产业规模达到30亿元。
本规划自2024年3月1日起施行，《绵竹市智能产业扶持意见（2019年）》同时废止。
--- file b.txt
绵竹发布智能产业规划草案

2023-11-05 来源：示例日报

绵竹市经济和信息化局发布《绵竹市智能产业发展规划（2024—2026年）（征求意见稿）》，公开征求意见。
--- file c.txt
崇州出台算力券管理办法

2024-05-01 来源：示例日报

为落实《成都市算力券实施办法（试行）》，崇州市近日印发《崇州市算力券管理办法（2024年）》。
--- cmd
cedu add -q a.txt b.txt c.txt > /dev/null
cedu lineage --format json | pick section link policy upper upper_region cited_only | grep '^link'
echo; cedu lineage 绵竹市 --as-of 2024-02-15 --format json | pick section policy force | grep '^policy'
echo; cedu lineage 绵竹市 --as-of 2024-03-15 --format json | pick section policy force | grep '^policy'
--- stdout
link	carries_out	崇州市算力券管理办法（2024年）	成都市算力券实施办法（试行）	成都市	false
link	carries_out	绵竹市智能产业发展规划（2024—2026年）	四川省智能产业发展规划（2023—2027年）	四川省	false
link	carries_out	绵竹市智能产业发展规划（2024—2026年）	德阳市智能产业工作要点	德阳市	false
link	final_of	绵竹市智能产业发展规划（2024—2026年）	绵竹市智能产业发展规划（2024—2026年）（征求意见稿）	绵竹市	false
link	replaces	绵竹市智能产业发展规划（2024—2026年）	绵竹市智能产业扶持意见（2019年）	绵竹市	false

policy	绵竹市智能产业发展规划（2024—2026年）（征求意见稿）	draft
policy	绵竹市智能产业发展规划（2024—2026年）	later
policy	绵竹市智能产业扶持意见（2019年）	repealed

policy	绵竹市智能产业发展规划（2024—2026年）（征求意见稿）	draft
policy	绵竹市智能产业发展规划（2024—2026年）	in_force
policy	绵竹市智能产业扶持意见（2019年）	repealed
