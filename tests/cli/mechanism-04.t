# Row 4 of docs/mechanisms.md. Scenarios: owner, sector, batch, list.
--- file a.txt
崇州市发布应用场景清单

2023-05-10 来源：示例日报

崇州市发布第二批人工智能应用场景清单，涉及智慧医疗、智慧交通等领域。绵竹市开展应用场景征集。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger scenarios --format json | pick region name grade batch
cedu ledger scenarios --region 绵竹 --format json | pick region name
--- stdout
崇州市	人工智能应用场景清单	planned	null
