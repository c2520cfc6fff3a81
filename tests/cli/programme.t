# A programme from its rules to the audit: lint by line, simulation, variants side by side, operations with request ids, roles, a statement; wrong rules and operations say what is wrong.
--- file v.toml
name = "青山市算力券"
region = "青山市"
payer = "市财政"
budget = 1_000_000
from = 2025-01-01
to = 2025-12-31
valid_days = 180

[[rule]]
name = "租用智能算力"
rate = 30
base = "智能算力"
cap = 500_000
year_cap = 600_000
kinds = ["中小企业", "科研院所"]
excludes = ["失信企业"]
sellers = ["甲算力", "乙算力"]
not_with = ["省级算力补贴"]

[[target]]
name = "服务企业"
measure = "firms"
value = 4
--- file bad.toml
name = "甲"
budget = 10
from = 2025-02-01
to = 2025-01-01
colour = "red"
rate = 30
--- file a.csv
编号,企业,日期,地区,是,不是,供应商,已享受,智能算力
A1,一号公司,2025-02-01,青山市,科技型中小企业,失信企业,甲算力,无,2000000
A2,二号公司,2025-02-10,青山市南区,中小企业,失信企业,乙算力,无,1200000
A3,三号研究所,2025-03-01,青山市,科研院所,失信企业,甲算力,无,500000
A4,四号公司,2025-03-05,青山市,中小企业,,甲算力,无,800000
A5,五号公司,2025-03-09,白水市,中小企业,失信企业,甲算力,省级算力补贴,900000
A6,一号公司,2025-06-01,青山市,科技型中小企业,失信企业,甲算力,无,1000000
--- file bad.csv
企业,日期,智能算力
甲,2025-02-30,很多
--- file ops.ndjson
{"request":"r2","op":"apply","programme":"青山市算力券","actor":"张三","at":"2025-02-01","id":"A1","firm":"一号公司","地区":"青山市","是":"科技型中小企业","不是":"失信企业","供应商":"甲算力","已享受":"无","智能算力":2000000}
{"request":"r3","op":"approve","programme":"青山市算力券","actor":"张三","at":"2025-02-02","id":"A1"}
{"request":"r3","op":"approve","programme":"青山市算力券","actor":"李四","at":"2025-02-02","id":"A1"}
{"request":"r4","op":"issue","programme":"青山市算力券","actor":"李四","at":"2025-02-03","id":"A1"}
{"request":"r5","op":"reserve","programme":"青山市算力券","actor":"张三","at":"2025-02-03","id":"A1","order":"O1","amount":200000}
{"request":"r6","op":"redeem","programme":"青山市算力券","actor":"张三","at":"2025-02-04","id":"A1","order":"O1","seller":"甲算力","amount":150000.55}
{"request":"r6","op":"redeem","programme":"青山市算力券","actor":"张三","at":"2025-02-04","id":"A1","order":"O1","seller":"甲算力","amount":150000.55}
{"request":"r6","op":"redeem","programme":"青山市算力券","actor":"张三","at":"2025-02-04","id":"A1","order":"O1","seller":"甲算力","amount":1}
{"request":"r7","op":"settle","programme":"青山市算力券","actor":"王五","at":"2025-03-01"}
--- cmd
cedu programme check v.toml; echo $?
cedu programme check bad.toml; echo $?
cedu programme simulate v.toml --applications a.csv --format json | pick id state entitled granted formula not_met unknown
echo; cedu programme simulate v.toml --applications a.csv --policy max-min --format json | pick id granted
cedu programme simulate v.toml --applications bad.csv; echo $?
cedu programme whatif v.toml --applications a.csv rate=40,cap=none budget=600000 --format json | pick variant budget demand granted firms runs_out target reached
cedu programme whatif v.toml --applications a.csv rate=20 --save 低比例 -d p.db --format csv > /dev/null
cedu programme whatif v.toml --applications a.csv 低比例 -d p.db --format json | grep variants | pick variant demand
cedu programme whatif v.toml --applications a.csv colour=red; echo $?
cedu programme run -d p.db op=open request=r1 actor=李四 at=2025-01-01 rules=@v.toml
cedu programme run -d p.db ops.ndjson; echo $?
cedu programme statement -d p.db 青山市算力券 --format json | pick id state approved open held payable
cedu programme statement -d p.db 青山市算力券 -o s.xlsx; head -c 2 s.xlsx; echo
cedu programme audit -d p.db 青山市算力券 | sed 's/；链尾.*//'
cedu programme audit -d p.db 没有; echo $?
cedu programme list -d p.db --format json
cedu programme nothing; echo $?
--- stdout
青山市算力券：市财政出资，总盘子100万元；受理2025-01-01至2025-12-31的申请，限青山市；申请超过盘子时按比例分配；券自发放起180天内有效。
第9行 租用智能算力：给中小企业或科研院所，按智能算力的30%，每次申请最多50万元，每家每年最多60万元；不给失信企业；限向甲算力、乙算力购买；不得与省级算力补贴同享。
第20行 目标 服务企业：受益家数 达到 4。
0
bad.toml:5: 错误：不认识的键 colour
bad.toml:1: 错误：from 晚于 to
bad.toml:1: 提示：没有写 region：不限地区
bad.toml:1: 提示：没有写 valid_days：券不会过期
bad.toml:1: 错误：写了 rate，要用 base 写明按什么金额
bad.toml:1: 提示：没有任何上限：一家可以用完整个盘子
bad.toml:1: 提示：没有写 kinds：不限申请者的类型
1
A1	yes	500000	450450.45	200万元(智能算力)×30% = 60万元；每次上限50万元，取此数	null	null
A2	yes	360000	324324.32	120万元(智能算力)×30% = 36万元	null	null
A3	yes	150000	135135.14	50万元(智能算力)×30% = 15万元	null	null
A4	unknown	0	0	80万元(智能算力)×30% = 24万元	null	["除外：失信企业"]
A5	no	0	0	90万元(智能算力)×30% = 27万元	["地区：青山市", "叠加：省级算力补贴"]	null
A6	yes	100000	90090.09	100万元(智能算力)×30% = 30万元；年度上限余10万元，取此数	null	null

A1	390000
A2	360000
A3	150000
A4	0
A5	0
A6	100000
2
基准	1000000	1110000	1000000	3	2025-03-01	null	null
rate=40,cap=none	1000000	1280000	1000000	3	2025-02-10	null	null
budget=600000	600000	1110000	600000	3	2025-02-10	null	null
null	null	null	null	null	null	null	null
null	null	null	null	null	null	null	null
null	null	null	null	null	null	null	null
null	null	null	null	null	null	null	null
null	null	null	null	null	null	null	null
null	null	null	null	null	null	null	null
基准	null	null	null	null	null	服务企业	3
rate=40,cap=none	null	null	null	null	null	服务企业	3
budget=600000	null	null	null	null	null	服务企业	3
基准	1110000
低比例	940000
2
{"request":"r1","ok":true,"op":"open","programme":"青山市算力券","budget":"1000000"}
{"request":"r2","ok":true,"op":"apply","programme":"青山市算力券","id":"A1","eligible":"yes","entitled":"500000","formula":"200万元(智能算力)×30% = 60万元；每次上限50万元，取此数"}
{"request":"r3","ok":false,"error":{"code":"USAGE","zh":"职责分离：张三 已任 apply，不能再做 approve","en":"separation of roles: 张三 is apply and cannot approve"}}
{"request":"r3","ok":true,"op":"approve","programme":"青山市算力券","id":"A1","approved":"500000"}
{"request":"r4","ok":true,"op":"issue","programme":"青山市算力券","id":"A1","issued":"500000","expires":"2025-08-02"}
{"request":"r5","ok":true,"op":"reserve","programme":"青山市算力券","id":"A1","reserved":"200000","left":"300000"}
{"request":"r6","ok":true,"op":"redeem","programme":"青山市算力券","id":"A1","redeemed":"150000.55","left":"49999.45"}
{"request":"r6","ok":true,"op":"redeem","programme":"青山市算力券","id":"A1","redeemed":"150000.55","left":"49999.45"}
{"request":"r6","ok":false,"error":{"code":"USAGE","zh":"请求编号 r6 已用于另一内容：同一编号只能重发同一请求","en":"request id r6 was used for something else: an id may only repeat the same request"}}
{"request":"r7","ok":true,"op":"settle","programme":"青山市算力券","paid":[{"seller":"甲算力","id":"A1","amount":"150000.55"}],"sum":"150000.55"}
1
A1	issued	500000	300000	49999.45	0
PK
青山市算力券：7 条记录，12 笔分录，7 个账户，0 处不符
5
{"programme":"青山市算力券","source":1000000,"left":500000,"applications":1,"paid":150000.55}
2
--- stderr
cedu: bad.toml：3 处错误，不能用
cedu: 按比例：符合 4、待确认 1、不符合 1；应得合计 111万元，盘子 100万元，分得 100万元，余 0元；按申请先后，盘子不够自 2025-03-01
cedu: 最大最小公平：符合 4、待确认 1、不符合 1；应得合计 111万元，盘子 100万元，分得 100万元，余 0元；按申请先后，盘子不够自 2025-03-01
cedu: bad.csv：申请表第 2 行“日期”列的值不对：2025-02-30
cedu: 已存为方案 低比例
cedu: 方案 colour=red：改动“colour=red”不认识；写作 rate=40,cap=600000
cedu: 青山市算力券：来源 100万元 = 盘子余 50万元 + 已批未发 0元 + 可用 30万元 + 预留 49999.45元 + 待结算 0元 + 已结算 150000.55元
cedu: 已写入 s.xlsx
cedu: 没有开办这个计划：没有
cedu: programme 没有 nothing（可用 check simulate whatif run statement audit list rules）（用法见 cedu help programme）
