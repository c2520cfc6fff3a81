# Who speaks on a page and what speaks against it: in the records, in the knowledge base, beside facts. No fact is dropped for it.
# Prints of one text: which is the original, what became of the others. Different texts under one 文号 are an alarm.
--- file gov.html
<html><head><meta charset="utf-8"><title>成都市出台行动方案</title><link rel="canonical" href="https://www.example.gov.cn/art/2023/5/6/art_1.html"></head><body><h1>成都市出台行动方案</h1><div>2023-05-06 来源：试验局</div><p>2023年，成都市人工智能企业数量达800家，人工智能产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，每年不少于50项，推动供需对接，支持企业参与标准制定和人才培养。</p></body></html>
--- file copy.html
<html><head><meta charset="utf-8"><title>成都市出台行动方案</title><link rel="canonical" href="https://www.sohu.com/a/1"></head><body><h1>成都市出台行动方案</h1><div>2023-05-07 来源：新华社</div><p>2023年，成都市人工智能企业数量达800家，人工智能产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，每年不少于50项，推动供需对接，支持企业参与标准制定和人才培养。转载供参考。</p></body></html>
--- file spun.html
<html><head><meta charset="utf-8"><title>成都市出台行动方案</title></head><body><h1>成都市出台行动方案</h1><div>2023-05-08</div><p>本市科技立异成效较好，公共办事本领增强，野生智能财产规模扩大，企业数量达820家，树模应用增多，撑持力度加大。</p></body></html>
--- cmd
cedu read --format json gov.html copy.html spun.html | pick file credibility
cedu facts spun.html | head -1 | pick type credibility
cedu facts spun.html | grep -c '"type":"fact"'
cedu add -q -d k.db gov.html copy.html spun.html > /dev/null
cedu list clusters -d k.db --format json | pick file derivation tier share
cedu list facts -d k.db --region 成都 --kind share --format json | pick tier
cedu list documents -d k.db --format json | pick file tier doubts cluster_size
cedu list numbers -d k.db --format json | wc -l | tr -d ' '
cedu check -d k.db > /dev/null 2>&1; echo $?
--- stdout
gov.html	{"tier": "government", "basis": "host gov.cn", "doubts": []}
copy.html	{"tier": "aggregator", "basis": "host sohu.com", "doubts": []}
spun.html	{"tier": "unknown", "doubts": ["rewritten_text"]}
document	{"tier": "unknown", "doubts": ["rewritten_text"]}
1
gov.html	original	government	null
copy.html	repost	aggregator	0.953
gov.html	government	null	2
copy.html	aggregator	null	2
spun.html	unknown	["rewritten_text"]	1
0
0
