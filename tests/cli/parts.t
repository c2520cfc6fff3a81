# An article on three pages: each page stays a document with bytes of its own, all are one source, and read one after another they read on.
# A page that is only called alike, or has another title, is no part.
--- file news.html
<html><head><meta charset="utf-8"><title>青岭市发布年度报告_青岭网</title></head><body><h1>青岭市发布年度报告</h1><div>2024-01-05 来源：青岭网</div><div class="content"><p>2023年，青岭市人工智能核心产业规模达到120亿元，同比增长15%。全市已有相关企业310家。</p></div><div class="pages">第1页/共3页 <a href="news_2.html">下一页</a></div></body></html>
--- file news_2.html
<html><head><meta charset="utf-8"><title>青岭市发布年度报告(2)_青岭网</title></head><body><h1>青岭市发布年度报告(2)</h1><div>2024-01-05 来源：青岭网</div><div class="content"><p>在算力方面，青岭市建成智算中心3个，总算力达到2000P，未来三年还将继续扩大规模。</p></div><div class="pages">第2页/共3页 <a href="news_3.html">下一页</a></div></body></html>
--- file news_10.html
<html><head><meta charset="utf-8"><title>青岭市发布年度报告_青岭网</title></head><body><h1>青岭市发布年度报告</h1><div>2024-01-05 来源：青岭网</div><div class="content"><p>在应用方面，青岭市已发布场景清单4批，累计落地项目260个，下一步将推动医疗应用。</p></div><div class="pages">第3页/共3页 <a href="news_2.html">上一页</a></div></body></html>
--- file news_3.html
<html><head><meta charset="utf-8"><title>青岭市召开会议_青岭网</title></head><body><h1>青岭市召开会议</h1><div>2024-01-06 来源：青岭网</div><div class="content"><p>会议听取了各部门的工作汇报，研究了下一阶段的安排，并讨论了几项具体工作。</p></div><div>第4页 下一页</div></body></html>
--- file plan_2.html
<html><head><meta charset="utf-8"><title>青岭市发布年度报告_青岭网</title></head><body><h1>青岭市发布年度报告</h1><div>2024-02-05 来源：青岭网</div><div class="content"><p>本期报告介绍了全市交通运输、住房建设和公共服务的情况，并附有各区的数据。</p></div></body></html>
--- cmd
cedu read news.html news_2.html news_10.html
cedu read --format json news_2.html | pick part
cedu read --format json plan_2.html | pick part
cedu add -q -d k.db news_10.html news.html news_3.html news_2.html plan_2.html > /dev/null
cedu list clusters -d k.db --format json | pick file derivation share
cedu list documents -d k.db --format json | pick file cluster_size
cedu check -d k.db > /dev/null 2>&1; echo $?
--- stdout
青岭市发布年度报告
2024-01-05 来源：青岭网
2023年，青岭市人工智能核心产业规模达到120亿元，同比增长15%。全市已有相关企业310家。
在算力方面，青岭市建成智算中心3个，总算力达到2000P，未来三年还将继续扩大规模。
在应用方面，青岭市已发布场景清单4批，累计落地项目260个，下一步将推动医疗应用。
{"series": "news.html", "number": 2, "of": 3}
null
news.html	original	null
news_2.html	part	null
news_10.html	part	null
news_10.html	3
news.html	3
news_2.html	3
news_3.html	1
plan_2.html	1
0
