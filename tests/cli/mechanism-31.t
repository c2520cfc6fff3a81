# Row 31 of docs/mechanisms.md. Governance by tag.
--- file a.txt
崇州市人工智能治理方案

2023-05-10 来源：崇州市人民政府

二、重点任务
（一）完善治理。健全人工智能伦理规范。探索包容审慎监管模式。开展算法安全评估。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger governance --format json | pick region tag grade
--- stdout
崇州市	伦理	planned
崇州市	安全评估	planned
崇州市	监管	planned
