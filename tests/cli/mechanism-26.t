# Row 26 of docs/mechanisms.md. Weaknesses that places name themselves; a ratio gives a value.
--- file a.txt
崇州市存在的问题

2023-05-10 来源：示例日报

2022年，崇州市人工智能产业规模达40亿元，约为绵竹市的1/2。崇州市高端人才不足，产业链尚未形成。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger problems --format json | pick region name quote
cedu derive --format json | pick region period value formula
--- stdout
崇州市	产业链	产业链尚未形成
崇州市	高端人才数量	崇州市高端人才不足
绵竹市	2022	8000000000	40亿元/0.5倍 = 约80亿元
