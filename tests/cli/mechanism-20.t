# Row 20 of docs/mechanisms.md. Talents by tier, signals of demand.
--- file a.txt
崇州市人才情况

2023-05-10 来源：示例日报

崇州市领军人才仅占全国的5.6%，高端人才不足。崇州市将建立人才需求预测预警机制。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger talents --format json | pick region tag grade value
cedu ledger talents --count --format json | pick region tag facts
--- stdout
崇州市	人才需求	planned	null
崇州市	领军人才	stated	5.6
崇州市	领军人才	lacking	null
崇州市	人才需求	1
崇州市	领军人才	2
