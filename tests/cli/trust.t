# The trust room on a page of each kind: who publishes by the host of its address, and what on the page speaks against it. Adverts inside of
# sentences give the host the tier of a hijacked one, whatever it is called; synonym machines, a headline of another article and sentences that come
# again and again are doubts. No fact is dropped: the figures of the hijacked page are there, with its tier beside them.
--- file 1-government.html
<html><head><meta charset="utf-8"><title>青岭市出台产业行动方案</title><link rel="canonical" href="https://www.qingling.gov.cn/a/1.html"></head><body><h1>青岭市出台产业行动方案</h1><div>2023-05-06 来源：试验局</div><p>青岭市人工智能企业数量达800家，产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元，支持企业开展研发。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，推动供需对接，支持企业参与标准制定和人才培养，并定期公布进展情况。</p></body></html>
--- file 2-media.html
<html><head><meta charset="utf-8"><title>青岭市出台产业行动方案</title><link rel="canonical" href="https://news.cctv.com/2023/a.html"></head><body><h1>青岭市出台产业行动方案</h1><div>2023-05-06 来源：央视网</div><p>青岭市人工智能企业数量达800家，产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元，支持企业开展研发。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，推动供需对接，支持企业参与标准制定和人才培养，并定期公布进展情况。</p></body></html>
--- file 3-unknown.html
<html><head><meta charset="utf-8"><title>青岭市出台产业行动方案</title><link rel="canonical" href="https://www.qingling-zixun.example/a.html"></head><body><h1>青岭市出台产业行动方案</h1><div>2023-05-06 来源：试验局</div><p>青岭市人工智能企业数量达800家，产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元，支持企业开展研发。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，推动供需对接，支持企业参与标准制定和人才培养，并定期公布进展情况。</p></body></html>
--- file 4-hijacked.html
<html><head><meta charset="utf-8"><title>青岭市出台产业行动方案</title><link rel="canonical" href="https://www.qingling-xh.example/a.html"></head><body><h1>青岭市出台产业行动方案</h1><div>2023-05-06 来源：试验局</div><p>青岭市人工智能企业数量达800家，产业规模达300亿元，同比【凯乐宝体育app下载】增长25%。全市建成公共算力平台12个，发放补贴1500万元，支持企业【凯乐宝网址】开展研发。</p><p>下一步将围绕医疗、制造、交通等领域发布场景清单，推动供需对接，支持企业【凯乐宝体育官网】参与标准制定和人才培养，并定期【凯乐宝娱乐登录入口】公布进展情况。</p></body></html>
--- file 5-spun.html
<html><head><meta charset="utf-8"><title>青岭市出台产业行动方案</title><link rel="canonical" href="https://www.qingling-zy.example/a.html"></head><body><h1>青岭市出台产业行动方案</h1><div>2023-05-06 来源：试验局</div><p>本市放慢推进科技立异，晋升公共办事本领，撑持企业扶植野生智能平台，完美机制，树模引领，鞭策数据同享凋谢，企业数量达820家。</p><p>加强构造带领，重点使命由相干部分分工负责，勉励企业晋升焦点合作力，财产规模扩大。</p></body></html>
--- file 6-headline.html
<html><head><meta charset="utf-8"><title>知名影星机场拥吻引发热议</title><link rel="canonical" href="https://www.qingling-tt.example/a.html"></head><body><h1>知名影星机场拥吻引发热议</h1><div>2023-05-06 来源：试验局</div><p>第一个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第二个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第三个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第四个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第五个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第六个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第七个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第八个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第九个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>第十个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行，负责人介绍说产线运转平稳。</p><p>东区的仓库也换上了新的货架，搬运车按照编好的路线来回，夜班的人手因此减少，年底前还要再改造两层楼面和一个院子。</p><p>西区的仓库也换上了新的货架，搬运车按照编好的路线来回，夜班的人手因此减少，年底前还要再改造两层楼面和一个院子。</p><p>南区的仓库也换上了新的货架，搬运车按照编好的路线来回，夜班的人手因此减少，年底前还要再改造两层楼面和一个院子。</p><p>北区的仓库也换上了新的货架，搬运车按照编好的路线来回，夜班的人手因此减少，年底前还要再改造两层楼面和一个院子。</p><p>中区的仓库也换上了新的货架，搬运车按照编好的路线来回，夜班的人手因此减少，年底前还要再改造两层楼面和一个院子。</p></body></html>
--- file 7-filler.html
<html><head><meta charset="utf-8"><title>有关工作的几点要求</title><link rel="canonical" href="https://www.qingling-tc.example/a.html"></head><body><h1>有关工作的几点要求</h1><div>2023-05-06 来源：试验局</div><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p><p>各单位要提高认识，认真落实，加强配合，形成合力，确保各项工作取得实效。</p><p>要加大宣传，营造氛围，及时总结，不断提高，推动工作再上新的台阶。</p></body></html>
--- cmd
cedu read --format json *.html | pick file credibility
cedu read 4-hijacked.html
cedu read --format json 4-hijacked.html 5-spun.html 6-headline.html 7-filler.html | python3 -c "import json,sys; [print(sorted(set(f['class'] for f in json.loads(x)['findings']))) for x in sys.stdin]"
cedu facts 4-hijacked.html | pick kind value unit | sort
--- stdout
1-government.html	{"tier": "government", "basis": "host gov.cn", "doubts": []}
2-media.html	{"tier": "official_media", "basis": "host cctv.com", "doubts": []}
3-unknown.html	{"tier": "unknown", "basis": "host www.qingling-zixun.example", "doubts": []}
4-hijacked.html	{"tier": "hijacked", "basis": "host www.qingling-xh.example", "doubts": ["inserted_text"]}
5-spun.html	{"tier": "unknown", "basis": "host www.qingling-zy.example", "doubts": ["rewritten_text"]}
6-headline.html	{"tier": "unknown", "basis": "host www.qingling-tt.example", "doubts": ["foreign_headline"]}
7-filler.html	{"tier": "unknown", "basis": "host www.qingling-tc.example", "doubts": ["filler_text"]}
青岭市出台产业行动方案
2023-05-06 来源：试验局
青岭市人工智能企业数量达800家，产业规模达300亿元，同比增长25%。全市建成公共算力平台12个，发放补贴1500万元，支持企业开展研发。
下一步将围绕医疗、制造、交通等领域发布场景清单，推动供需对接，支持企业参与标准制定和人才培养，并定期公布进展情况。
['inserted_text']
['rewritten_text']
['foreign_headline']
['filler_text']
focus	null	null
growth	25	%
instrument	15000000	元
instrument	null	null
null	null	null
observation	12	个
observation	30000000000	元
observation	800	家
organisation	null	null
task	null	null
task	null	null
