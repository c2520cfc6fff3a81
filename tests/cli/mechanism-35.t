# Row 35 of docs/mechanisms.md. A voucher as a programme: what its rules grant, with the arithmetic, and what another rate would.
--- file voucher.toml
name = "乐山市算力券"
budget = 300_000
from = 2025-01-01
to = 2025-12-31

[[rule]]
name = "租用智能算力"
rate = 20
base = "智能算力"
cap = 200_000
--- file applications.csv
编号,企业,日期,智能算力
A1,甲公司,2025-02-01,600000
A2,乙公司,2025-03-01,1500000
--- cmd
cedu programme simulate voucher.toml --applications applications.csv --format json | pick id state granted formula
cedu programme whatif voucher.toml --applications applications.csv rate=30 --format json | pick variant demand granted runs_out
--- stdout
A1	yes	112500	60万元(智能算力)×20% = 12万元
A2	yes	187500	150万元(智能算力)×20% = 30万元；每次上限20万元，取此数
基准	320000	300000	2025-03-01
rate=30	380000	300000	2025-03-01
null	null	null	null
null	null	null	null
