# Row 25 of docs/mechanisms.md. Who issued it, from draft to force.
--- file a.txt
关于《崇州市人工智能产业促进办法（征求意见稿）》公开征求意见的公告

2023-03-10 来源：崇州市人民政府

现就《崇州市人工智能产业促进办法（征求意见稿）》公开征求意见。
--- file b.txt
关于印发《崇州市人工智能产业促进办法》的通知

崇府发〔2023〕18号

2023-08-10 来源：崇州市人民政府

市发展改革局、市财政局联合印发《崇州市人工智能产业促进办法》。第十条 本办法自2023年9月1日起施行，有效期3年。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu list policies --format json | pick title document_number issuers
cedu lineage --as-of 2024-01-01 --format json | pick section link policy upper force expires
--- stdout
关于印发《崇州市人工智能产业促进办法》的通知	崇府发〔2023〕18号	["成都市发展和改革局", "成都市财政局"]
关于《崇州市人工智能产业促进办法（征求意见稿）》公开征求意见的公告	null	[]
崇州市人工智能产业促进办法（征求意见稿）	null	[]
link	final_of	关于印发《崇州市人工智能产业促进办法》的通知	崇州市人工智能产业促进办法（征求意见稿）	null	null
policy	null	关于《崇州市人工智能产业促进办法（征求意见稿）》公开征求意见的公告	null	draft	null
policy	null	崇州市人工智能产业促进办法（征求意见稿）	null	draft	null
policy	null	关于印发《崇州市人工智能产业促进办法》的通知	null	in_force	2026-08-31
