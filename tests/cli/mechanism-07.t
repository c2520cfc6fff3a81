# Row 7 of docs/mechanisms.md. The demand side, with the instrument that pays.
--- file a.txt
崇州市行动方案

2023-05-10 来源：崇州市人民政府

通过算力券支持中小企业租用算力。支持高校通过政府采购等方式使用民间算力资源。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger demand --format json | pick region tag name related
--- stdout
崇州市	采购	政府采购	["算力券"]
崇州市	租用	算力券	["政府采购"]
