# What says nothing of a place is no entry: the form's labels, 现印发给你们, a policy called only 规划, counts of the text's own parts; a district is
# no rival of its city; a region in the wrong place of the command is told where it goes.
--- file a.txt
绵竹市人民政府办公室关于印发绵竹市智能产业发展规划的通知

发文字号：竹府办〔2023〕7号
成文日期：2023年3月8日
发布日期：2023年3月10日
责任单位：市经信局

各镇人民政府，市级各部门：
《绵竹市智能产业发展规划》已经市政府同意，现印发给你们，请认真组织实施。
规划包括夯实底座、培育人才、开放场景三大任务。2022年，绵竹市人工智能企业数量达到120家。到2025年，绵竹市人工智能企业数量达到300家。
重点发展智能传感、工业软件。
--- file b.txt
德阳市智能产业行动方案

发布日期：2023-05-10 来源：示例政务网

德阳市重点发展工业软件、智能制造。
--- file c.txt
大理市智能产业行动方案

发布日期：2023-06-10 来源：示例政务网

大理市重点发展工业软件、智慧旅游。
--- cmd
cedu add -q a.txt b.txt c.txt > /dev/null
for l in events factors scenarios; do echo "$l: $(cedu ledger $l --region 绵竹 --format json 2>/dev/null | pick name | tr '\n' ' ')"; done
cedu timeline --region 绵竹 --format json | pick what name
cedu diff --since 2000-01-01 --region 绵竹 --format json | pick change name region | sort -u
cedu graph 绵竹 | python3 -c 'import json,sys; print(" ".join(n["name"] for n in json.load(sys.stdin)["nodes"] if n["type"] in ("registry","policy")))'
cedu overlap --format json | grep '"shared"' | pick level a b
cedu timeline 绵竹; echo $?
--- stdout
events: 
factors: 
scenarios: 
signed	绵竹市人民政府办公室关于印发绵竹市智能产业发展规划的通知
signed	绵竹市智能产业发展规划
published	绵竹市人民政府办公室关于印发绵竹市智能产业发展规划的通知
published	绵竹市智能产业发展规划
target	人工智能企业数量
new_policy	绵竹市人民政府办公室关于印发绵竹市智能产业发展规划的通知	绵竹市
new_policy	绵竹市智能产业发展规划	绵竹市
new_target	人工智能企业数量	绵竹市
new_value	人工智能企业数量	绵竹市
绵竹市人民政府办公室关于印发绵竹市智能产业发展规划的通知 绵竹市智能产业发展规划
literal	大理市	德阳市
literal	大理市	绵竹市
null	大理市	德阳市
null	大理市	绵竹市
2
