# Row 24 of docs/mechanisms.md. Practices to copy.
--- file a.txt
崇州市人工智能经验

2023-05-10 来源：崇州市人民政府

二、重点任务
（一）建设智能软件园，形成可复制可推广的经验。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger practices --format json | pick region name grade
--- stdout
崇州市	形成可复制可推广的经验	planned
