# Row 5 of docs/mechanisms.md. Funds: announced and planned; a group of funds is not one fund.
--- file a.txt
崇州市人工智能行动方案

2023-05-10 来源：崇州市人民政府

设立规模300亿元的人工智能产业基金群。崇州市统筹市级财政资金5亿元支持产业发展。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger funds --format json | pick region name grade value unit
--- stdout
崇州市	人工智能产业基金规模	planned	30000000000	元
