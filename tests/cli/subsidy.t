# What a firm could claim: rate of an amount under a yearly cap, a fixed award, tiers, a voucher; window, exclusions and combining from the
# end of the document; what is unknown is listed and never counts as met; places side by side; wrong profiles name their line.
--- file a.txt
绵竹市智能产业扶持办法

发布日期：2024-05-10 来源：示例政务网

第一条 对采购智能算力服务的企业，市财政按合同金额的30%给予补助，单个企业每年最高50万元。
第二条 对通过生成式模型备案的企业，给予20万元一次性奖励。
第三条 对年营收首次突破2000万元、1亿元的企业，分别奖励10万元、40万元。
第四条 同一项目符合多条的，从高不重复。列入失信名单、发生重大事故的企业不予支持。
第五条 本办法自2024年6月1日起施行，有效期2年。
--- file b.txt
都江堰市算力券办法

发布日期：2024-03-01 来源：示例政务网

都江堰市对租用智能算力的中小企业，按租用费用的25%给予补贴，最高不超过100万元。本条可与省级政策叠加享受。
--- file firm.toml
name = "示例公司"
region = "绵竹市"
as_of = 2025-03-15
is = ["科技型中小企业"]
is_not = [
  "失信",   # not on the list
]
[amounts]
"智能算力" = 2_000_000
"年营收" = 30_000_000
--- file twice.toml
name = "甲"
name = "乙"
--- file table.toml
[amount]
"算力" = 1
--- file text.toml
[amounts]
"算力" = "很多"
--- file open.toml
is = ["民营企业", 
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu subsidy --profile firm.toml --format json | pick region name state amount formula
echo; cedu subsidy --profile firm.toml 绵竹市 --format json | pick unknown not_met
echo; cedu subsidy --profile firm.toml 绵竹市 --limit 1 --format json | pick payer rate base cap year_cap from to stack
echo; cedu subsidy --profile firm.toml --compare 绵竹市 都江堰市 --format json | pick region sure open refused sum_sure sum_open
echo; cedu subsidy --profile firm.toml --as-of 2027-01-01 绵竹市 --limit 1 --format json | pick state not_met
for f in twice table text open none; do cedu subsidy --profile $f.toml; echo $?; done
cedu subsidy; echo $?
--- stdout
绵竹市	采购智能算力服务的企业	unknown	500000	200万元(智能算力)×30% = 60万元；每年上限50万元，取上限
绵竹市	通过生成式模型备案的企业	unknown	200000	定额20万元
绵竹市	年营收首次突破2000万元的企业	unknown	100000	定额10万元
绵竹市	年营收首次1亿元的企业	no	400000	定额40万元
都江堰市	租用智能算力的中小企业	no	500000	200万元(智能算力)×25% = 50万元；上限100万元，未达上限

["除外：列入失信名单、发生重大事故的企业不予支持"]	null
["行为：生成式模型备案", "除外：列入失信名单、发生重大事故的企业不予支持"]	null
["除外：列入失信名单、发生重大事故的企业不予支持"]	null
["除外：列入失信名单、发生重大事故的企业不予支持"]	["数值：年营收首次1亿元"]

市财政	30	合同金额	null	500000	2024-06-01	2026-06-01	once

绵竹市	0	3	1	0	500000
都江堰市	0	1	0	0	500000

no	["期限：第五条 本办法自2024年6月1日起施行，有效期2年"]
2
2
2
2
1
2
--- stderr
cedu: twice.toml：企业档案第 2 行：同一个键写了两次
cedu: table.toml：企业档案第 1 行：只有一个表 [amounts]
cedu: text.toml：企业档案第 2 行：[amounts] 里的值应为数
cedu: open.toml：企业档案第 2 行：数组里只能是字符串，用逗号分隔
cedu: none.toml：打不开
cedu: 请用 --profile FILE 给出企业档案（用法见 cedu help subsidy）
