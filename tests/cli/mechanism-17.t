# Row 17 of docs/mechanisms.md. Tasks and safeguards of a plan.
--- file a.txt
崇州市人工智能产业行动方案

2023-05-10 来源：崇州市人民政府

二、重点任务
（一）推进数据开放。建设公共数据平台，推动人工智能训练数据开放共享。
三、保障措施
（一）加强资金保障。统筹财政资金，加大对人工智能企业的支持力度。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger tasks --format json | pick region name kind
--- stdout
崇州市	加大对人工智能企业的支持力度	task
崇州市	建设公共数据平台	task
崇州市	推动人工智能训练数据开放共享	task
崇州市	统筹财政资金	task
