# Scenarios and suppliers: hard constraints with their reasons, points, alternatives; what is unknown is shown and never assigned; weights; a budget; faults name line and column.
--- file n.csv
id,name,sector,tasks,budget,deadline,region
S1,产线质检,智能制造,质量检测,1000000,2026-09-30,青山市
S2,设备预测,智能制造,预测性维护,500000,2026-06-30,青山市
S3,影像筛查,智慧医疗,影像识别,300000,,
--- file s.csv
name,sectors,tasks,price,available,capacity,region
甲公司,智能制造,质量检测、预测性维护,400000,2026-03-01,1,青山市
乙公司,智能制造,质量检测,800000,2026-03-01,2,白水市
丙公司,智能制造,预测性维护,,2026-03-01,1,青山市
丁公司,智慧医疗,影像识别,350000,2026-03-01,1,白水市
--- file w.toml
price = 100
near = 0
--- file bad.toml
beauty = 3
--- file bad.csv
name,budget
甲,三百万
--- cmd
cedu match n.csv s.csv --format json | pick scenario supplier price score alternatives unknown why stable
echo; cedu match n.csv s.csv --weights w.toml --format json | pick scenario supplier score points
echo; cedu match n.csv s.csv --budget 500000 --format json | pick scenario supplier price
echo; cedu match n.csv s.csv --all --format json | grep candidates | pick scenario supplier state not_met unknown assigned
cedu match n.csv s.csv -o m.xlsx; head -c 2 m.xlsx; echo
cedu match n.csv; echo $?
cedu match n.csv s.csv --weights bad.toml; echo $?
cedu match bad.csv s.csv; echo $?
cedu match n.csv s.csv --budget viel; echo $?
--- stdout
S1	乙公司	800000	129.745	["甲公司（164.2）"]	null	null	1
S2	甲公司	400000	148.465	null	["丙公司（缺预算）"]	null	1
S3	null	null	null	null	null	符合 0、待确认 0；领域不符 3；预算不符 1	1

S1	乙公司	143.745	价格低于预算100×0.2＋早于期限15×0.583＋专长15×1
S2	甲公司	132.465	价格低于预算100×0.2＋早于期限15×0.331＋专长15×0.5
S3	null	null	null

S1	甲公司	400000
S2	null	null
S3	null	null

S1	甲公司	yes	null	null	false
S1	乙公司	yes	null	null	true
S1	丙公司	no	任务	预算	false
S1	丁公司	no	领域、任务	null	false
S2	甲公司	yes	null	null	true
S2	丙公司	unknown	null	预算	false
S2	乙公司	no	任务、预算	null	false
S2	丁公司	no	领域、任务	null	false
S3	甲公司	no	领域、任务、预算	null	false
S3	乙公司	no	领域、任务、预算	null	false
S3	丙公司	no	领域、任务	预算	false
S3	丁公司	no	预算	null	false
PK
2
2
2
2
--- stderr
cedu: 3 个场景对接 2 个，得分 278.2，报价合计 120万元；符合条件的组合 3 个；已证明最优
cedu: 3 个场景对接 2 个，得分 276.2，报价合计 120万元；符合条件的组合 3 个；已证明最优
cedu: 3 个场景对接 1 个，得分 164.2，报价合计 40万元；符合条件的组合 3 个；已证明最优
cedu: 3 个场景对接 2 个，得分 278.2，报价合计 120万元；符合条件的组合 3 个；已证明最优
cedu: 已写入 m.xlsx
cedu: 3 个场景对接 2 个，得分 278.2，报价合计 120万元；符合条件的组合 3 个；已证明最优
cedu: 要给场景表和供应商表两个文件，或都不给（用导入的表）（用法见 cedu help match）
cedu: bad.toml：权重文件第 1 行：不认识的键；可用 near price early focus reserve assigned unknown_capacity hard
cedu: 场景表第 2 行“budget”列的值不对：三百万（金额为元，算力为 FLOPS，日期 2025-01-31）
cedu: --budget 应为元，不是 viel（用法见 cedu help match）
