# Row 19 of docs/mechanisms.md. Data rules by stage.
--- file a.txt
崇州市人工智能数据工作方案

2023-05-10 来源：崇州市人民政府

二、重点任务
（一）数据要素。建立数据交易规则。推动公共数据开放共享。加强数据安全保护。推进公共数据采集汇聚。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger data --format json | pick region tag grade quote
--- stdout
崇州市	安全保护	planned	加强数据安全保护
崇州市	流通交易	planned	建立数据交易规则
崇州市	共享开放	planned	推动公共数据开放共享
崇州市	共享开放	planned	推进公共数据采集汇聚
