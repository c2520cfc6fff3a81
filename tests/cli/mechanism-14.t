# Row 14 of docs/mechanisms.md. Completeness of a chain as claimed, projects.
--- file a.txt
崇州市人工智能产业链

2024-03-10 来源：示例日报

市政协委员何远帆表示，崇州市人工智能产业链条完善。
二、重点任务
（一）推动强链补链。实施人工智能产业“智造强链”工程，推动产业链强链补链。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger chain --format json | pick region name grade quote
cedu ledger projects --format json | pick region name
--- stdout
崇州市	实施人工智能产业“智造强链”工程	planned	实施人工智能产业“智造强链”工程
崇州市	崇州市人工智能产业链条完善	stated	市政协委员何远帆表示，崇州市人工智能产业链条完善
崇州市	推动产业链强链补链	planned	推动产业链强链补链
