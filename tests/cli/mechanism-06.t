# Row 6 of docs/mechanisms.md. Instruments, and what a firm could claim in two places.
--- file a.txt
崇州市支持人工智能发展若干措施

2024-05-10 来源：崇州市人民政府

对租用智能算力的中小企业，按不超过合同金额的30%给予补贴，每家企业每年最高50万元。对困难家庭学生给予5000元资助。下达2024年人工智能奖励资金3000万元。
--- file b.txt
绵竹市支持人工智能发展若干措施

2024-06-10 来源：绵竹市人民政府

对租用智能算力的企业，按合同金额的20%给予补贴，每年最高100万元。
--- file firm.toml
name = "示例科技"
region = "崇州市"
is = ["中小企业"]

[amounts]
"智能算力" = 2_000_000
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu ledger instruments --format json | pick region name grade
cedu subsidy --profile firm.toml --format json | pick region state amount formula unknown
cedu subsidy --profile firm.toml --compare 崇州 绵竹 --format json | pick region sure open refused sum_open
--- stdout
崇州市	困难家庭学生	planned
崇州市	崇州市支持人工智能发展若干措施	planned
崇州市	租用智能算力的中小企业	planned
绵竹市	租用智能算力补贴	planned
崇州市	unknown	500000	200万元(智能算力)×30% = 60万元；每年上限50万元，取上限	["期限：未写明"]
绵竹市	no	400000	200万元(智能算力)×20% = 40万元；每年上限100万元，未达上限	["期限：未写明"]
崇州市	0	1	0	500000
绵竹市	0	1	0	400000
