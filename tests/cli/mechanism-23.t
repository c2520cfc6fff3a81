# Row 23 of docs/mechanisms.md. Parks and corridors under their city.
--- file a.txt
崇州市人工智能园区

2023-05-10 来源：示例日报

二、重点任务
（一）优化空间布局。建设崇州智能软件园，打造崇州科创大走廊。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger parks --format json | pick region name grade
--- stdout
崇州市	建设崇州智能软件园	planned
崇州市	打造崇州科创大走廊	planned
