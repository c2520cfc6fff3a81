# Row 10 of docs/mechanisms.md. Compute: facilities, unit, precision only where it is stated, ranks with their list.
--- file a.txt
崇州市算力发展

2024-03-10 来源：示例日报

2023年，崇州市智算规模达800PFLOPS（FP16）。崇州智能计算中心建成投用。2023年，四川省算力规模居全国第七位。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger compute --format json | pick region name value unit
cedu ledger ranks --format json | pick region name value quote
--- stdout
四川省	算力规模	7	位
崇州市	智能算力规模	800000000000000000	FLOPS
四川省	算力规模	7	四川省算力规模居全国第七位
