"""Whole pages as sites have them: portals and boards of 2003 to 2007 (GB18030, Big5, tables, font elements), offices, newspapers, messengers,
blogs, firms, universities, flattened texts. All words are our own. CASES: the page, what is to be read of it, paragraphs that must be in the article
and words that must not; '-': not asked.
"""
CASES = []


def case(name, html, title=None, published=None, authors=(), outlet=None, body=(), without=(), enc='utf-8', ext='html', editor='-'):
    CASES.append(dict(name=name, html=html, title=title, published=published, authors=list(authors), outlet=outlet, body=list(body), without=list(without), enc=enc, ext=ext, editor=editor))


# ---- articles of our own
A1=['海原市昨天举行智能制造供需对接会，四十二家工厂把生产线上的难题带到现场，六十多家软件企业当场认领。',
    '记者在会场看到，一张贴满便签的“难题墙”前围满了人，焊缝检测、排产调度和能耗预测是出现最多的三个词。',
    '市工信局装备科负责人说，对接会每季度办一次，去年促成合作九十三项，合同金额四亿二千万元，今年目标是一百二十项。',
    '海原轴承厂厂长告诉记者，厂里三条磨削线装上视觉检测以后，漏检率从百分之一点六降到万分之三，返工少了一半。']
A2=['昨夜翻旧书，翻到一张二十年前的车票，忽然想写几句关于火车站的话。那时候的站台没有顶棚，下雨天大家挤在值班室的屋檐下。',
    '卖茶叶蛋的大娘认识每一个常坐夜车的人，她会把最后两个蛋留给从矿上回来的工人，说他们肚子里没油水。',
    '后来车站搬到了城东，大理石地面亮得能照见人影，可是我再也没有在那里跟一个陌生人说过话。',
    '我想，所谓故乡，大概就是你愿意在那里淋一会儿雨的地方。']
A3=['为贯彻落实省委、省政府关于加快发展数字经济的部署，推动人工智能与实体经济深度融合，现就有关事项通知如下：',
    '一、申报范围。在本市登记注册、具有独立法人资格的企业、高等院校和科研机构均可申报，已获得同类资金支持的项目不再受理。',
    '二、支持标准。对通过评审的示范项目，按照不超过项目总投资的百分之二十给予补助，单个项目最高三百万元。',
    '三、申报程序。申报单位于本月底前登录市科技管理平台填报材料，各区县科技主管部门审核后统一推荐。',
    '四、联系方式。各单位在申报过程中遇到问题，可以向市科技局高新处咨询。']
A4=['我校计算机学院林向东教授课题组在稀疏模型训练方面取得进展，相关论文近日被国际期刊接收发表。',
    '课题组提出一种分块重排方法，在保持精度不变的前提下把显存占用降低约三成，训练同样规模的模型可以少用两张加速卡。',
    '论文第一作者是博士研究生何雨晴，通讯作者为林向东教授，研究得到国家自然科学基金和省重点研发计划的资助。',
    '林向东表示，团队下一步将把该方法用于遥感影像解译，并向社会公开全部代码和模型参数。']
A5=['许多人问我，中小企业到底要不要上大模型。我的回答是：先把自己的数据理清楚，再谈模型。',
    '我走访过三十几家机械加工企业，其中二十家连完整的设备台账都没有，图纸散落在各个工程师的电脑里，谁走了就丢一批。',
    '在这样的基础上谈智能，等于在沙地上盖楼。第一步应该是把图纸、工艺单和质检记录放到一个地方，给它们统一的编号。',
    '第二步才是挑一个痛点，比如报价。过去一个老师傅报价要两天，有了历史数据以后，系统可以先给出一个区间，人再修正。',
    '第三步是算账。投入多少，省下多少，半年看一次，不行就停。技术是拿来用的，不是拿来供着的。']
A6=['本报海原电 海原港自动化码头二期工程昨天投入运行，新增四个泊位，年设计通过能力二百二十万标准箱。',
    '码头采用国产调度系统，六十台无人集卡由五名工程师在控制室里看护，船舶平均在港时间缩短三小时。',
    '据港务集团介绍，二期工程总投资三十六亿元，其中智能设备占四成，全部岸桥实现远程操控。']
A7=['请教各位：家里用的旧笔记本想跑一个小模型，内存八个G，没有独立显卡，应该选哪一种？',
    '我试过在网上下载的那个七十亿参数的，加载到一半就卡死了，风扇响得像拖拉机。听说量化以后能小很多，可是我不会弄。',
    '主要想用它帮我整理读书笔记，不要求快，能跑就行。有经验的朋友麻烦说说步骤，先谢谢了。']
A8=['海原智造股份有限公司今日宣布，公司与海原大学共建的工业视觉联合实验室正式揭牌，双方将在五年内投入八千万元。',
    '实验室设在公司总部园区，面积一千二百平方米，首批入驻研究人员三十五名，由公司首席科学家担任主任。',
    '公司董事长在揭牌仪式上表示，视觉检测产品去年实现销售收入三亿一千万元，同比增长四成，出口到十一个国家。',
    '海原智造成立于二〇〇九年，主要从事工业视觉检测设备的研发、生产和销售，现有员工六百余人。']
A9=['海原市位于云州省东部，濒临黄海，下辖四区三县，是云州省重要的港口城市和装备制造基地。',
    '全市总面积八千四百平方公里，常住人口三百六十二万人，城镇化率百分之六十八点五。',
    '明代在此设海原卫，清雍正年间升为县，民国初年因开埠通商而兴盛，一九八四年被列为沿海开放城市。',
    '工业以船舶、轴承和化工为主，近年来机器人和工业软件发展较快，建有省级智能制造产业园一处。']
A10=['海原气象台今天发布消息，受冷空气影响，未来三天全市气温将下降六到八度，请市民注意添衣。']
A11=['问：您怎么看待各地争建算力中心的现象？',
    '答：热情可以理解，但要防止一哄而上。机架利用率不到三成的中心，我见过不止一个，电费都收不回来。',
    '问：那么中等城市应该做什么？',
    '答：应该做应用。把本地的产业数据用起来，训练几个解决具体问题的小模型，比建一座大机房实惠得多。',
    '问：人才从哪里来？',
    '答：一半靠引进，一半靠自己培养。职业院校完全可以开设数据标注和模型运维的专业，毕业就能上岗。']
A12=['Haiyuan opened the second phase of its automated container terminal on Thursday, adding four berths and an annual capacity of 2.2 million boxes.',
     'Sixty driverless trucks move containers between the quay and the yard, watched by five engineers in a control room two kilometres away.',
     'The port group said the project cost 3.6 billion yuan, two fifths of which was spent on intelligent equipment made in China.',
     'Ships now leave the port three hours earlier on average than they did a year ago, according to the harbour office.']
P=lambda a,s='': ''.join('<p%s>%s</p>\n'%(s,x) for x in a)
BR=lambda a: '<br><br>\n'.join('　　'+x for x in a)
HEADLINES=['海原地铁二号线盾构过江','市民公园周末办花展','三家医院联合义诊','冷空气周四抵达','中学生机器人赛收官','老旧小区加装电梯提速','渔港开海千帆竞发','粮食收购价格公布','博物馆夜间开放延长','公交线路优化调整十二条']
LINKS=lambda n=10,d='': ''.join('<li><a href="/%d.html">%s</a>%s</li>'%(i,h,d) for i,h in enumerate(HEADLINES[:n]))
OLDL=lambda n=8: '<br>'.join('·<a href="/%d.htm">%s</a>'%(i,h) for i,h in enumerate(HEADLINES[:n]))
W=HEADLINES[:3]
H5=lambda t,x,head='':'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title>%s</head><body>%s</body></html>'%(t,head,x)
H4=lambda t,x,cs='gb2312':'<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"><title>%s</title></head><body bgcolor=#ffffff topmargin=0>%s</body></html>'%(cs,t,x)

# ================= old portals 2003-2007 (gb2312 tables)
T='海原办起“难题墙” 工厂出题软件企业揭榜'
case('portal03', H4(T+'_新闻中心_海原在线', '<table width=750 align=center><tr><td><a href=/>首页</a>┊<a href=/n>新闻</a>┊<a href=/s>体育</a>┊<a href=/e>娱乐</a>┊<a href=/f>财经</a></td></tr></table><table width=750 align=center><tr><td width=560><a href=/>海原在线首页</a> > <a href=/n>新闻中心</a> > 国内新闻 > 正文<hr size=1><th class=f24><font color=#05006C>'+T+'</font></th><hr size=1><table width=100%><tr><td align=center class=f12>http://news.haiyuan.example <font color=#A20010>2004年09月17日08:21</font> 海原晚报</td></tr></table><table><tr><td class=l17><font id=zoom>'+P(A1)+'</font><table align=right><tr><td><img src=a.jpg></td></tr></table></td></tr></table><table width=100%><tr><td align=right>【<a href=/r>评论</a>】【<a href=/t>谈天说地</a>】【<a>大</a> <a>中</a> <a>小</a>】【<a>打印</a>】【<a>关闭</a>】</td></tr></table><br><b>相关链接</b><br>'+OLDL()+'</td><td width=190 bgcolor=#eee>热点<br>'+OLDL(5)+'</td></tr></table><center>Copyright &copy; 1999-2004 HAIYUAN, All Rights Reserved 海原在线 版权所有</center>'), T, '2004-09-17', outlet='海原晚报', body=A1, without=W, enc='gb18030')
T='夜车与茶叶蛋'
case('blog05', H4('远山的小屋 - '+T, '<div id=header><h1>远山的小屋</h1><p>走走停停，写写看看</p></div><table><tr><td width=200><b>日历</b><table><tr><td>日</td><td>一</td><td>二</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table><b>最新评论</b><br>'+OLDL(5)+'<br>访问量：10234</td><td><div class=t><b>'+T+'</b></div><div class=d>作者：远山 发表时间：2005-08-22 19:13:18</div><div class=c>'+BR(A2)+'</div><div>阅读全文(120) | 回复(6) | 引用通告(0) | 编辑</div><div><a href=p>上一篇：春天的雨</a> <a href=n>下一篇：城东</a></div><div><b>评论</b><br>1. 小雨 2005-08-23 10:00 写得真好，想家了。<br>2. 老马 2005-08-25 12:12 那张车票还在吗？</div><form>发表评论：昵称：<input> 密码：<input><textarea></textarea></form></td></tr></table>'), T, '2005-08-22', ['远山'], body=A2, without=['写得真好'], enc='gb18030')
T='也谈企业数据'
case('column06', H4(T+' - 海原经济评论', '<table width=760><tr><td>海原经济评论 | <a>宏观</a> | <a>产业</a> | <a>专栏</a></td></tr><tr><td align=center><font size=4><b>'+T+'</b></font></td></tr><tr><td align=center><a href=/zl/linbo>林柏舟</a>&nbsp;&nbsp;发表于 2006-3-14 16:36:00 &nbsp;&nbsp;浏览 2310 人次</td></tr><tr><td>'+BR(A5)+'</td></tr><tr><td align=right>（作者为海原大学经济学院副教授）</td></tr><tr><td>'+OLDL(6)+'</td></tr></table><center>联系编辑部 | 投稿须知 | 京ICP证000000号</center>'), T, '2006-03-14', ['林柏舟'], body=A5, without=W, enc='gb18030')
T='海原港自动化码头二期投运'
case('agency04', H4('海原新闻网-'+T, '<table width=780><tr><td><img src=logo.gif></td><td>2007年3月1日 星期四</td></tr></table><table width=780><tr><td><a>新闻首页</a> - <a>滚动新闻</a> - 正文</td></tr><tr><td align=center><div style="font-size:22px"><strong>'+T+'</strong></div></td></tr><tr><td align=center>2005年05月17日 22:11:42</td></tr><tr><td>'+P(A6)+'</td></tr><tr><td align=right>【编辑：周子川】</td></tr><tr><td><b>相关报道</b><br>'+OLDL(4)+'</td></tr></table>本网站所刊载信息，不代表本社观点。'), T, '2005-05-17', body=A6, without=W, enc='gb18030', editor='周子川')
T='家里旧笔记本能不能跑小模型'
case('bbs04', H4('['+T+'] - 海原社区', '<a>海原社区</a> → <a>电脑技术</a> → 浏览：'+T+'<table><tr><td>您是本帖的第 <b>328</b> 个阅读者</td><td><a>发表一个新主题</a> <a>回复主题</a></td></tr></table><table border=1><tr><td width=150 valign=top>铁拐李<br>等级：论坛游民<br>文章：56<br>积分：312<br>注册：2003-11-2</td><td valign=top><b>'+T+'</b><hr>'+BR(A7)+'<hr>2005-1-14 3:25:55　IP：已记录</td></tr><tr><td>小马哥<br>等级：新手上路<br>文章：3<br>注册：2004-12-1</td><td>楼主试试四位量化的，八个G刚好。<hr>2005-1-14 9:12:01</td></tr></table><center>Powered by DVBBS 7.0 页面执行时间 0.031 秒</center>'), T, '2005-01-14', ['铁拐李'], body=A7, without=['四位量化的，八个G刚好'], enc='gb18030')
T='中等城市应该做应用'
case('essay-mirror', H4(T, '<p align=center><b><font size=5>'+T+'</font></b></p><p align=center>罗望之</p><pre>\n'+'\n\n'.join('    '+x for x in A11)+'\n</pre><p align=center>1998-4</p><p align=center><a href=index.htm>回目录</a></p>'), T, None, ['罗望之'], body=A11, enc='gb18030')
T='海原市关于做好示范项目申报工作的通知'
case('gov03', H4('海原市科技局', '<table width=100%><tr><td><a>首页</a></td><td><a>机构设置</a></td><td><a>政策法规</a></td><td><a>项目申报</a></td></tr></table><table width=90% align=center><tr><td align=center><b>'+T+'</b></td></tr><tr><td align=center>[ 2004-12-10 ]</td></tr><tr><td>'+BR(A3)+'<br><br><div align=right>海原市科学技术局<br>二〇〇四年十二月六日</div></td></tr><tr><td align=center>〖<a>关闭窗口</a>〗</td></tr></table><center>地址：海原市中山路1号 邮编：000000</center>'), T, '2004-12-10', body=A3, without=['邮编'], enc='gb18030')
T='稀疏模型训练少用两张卡'
case('news-author-bracket', H4(T+'-科技频道', '<table><tr><td align=center class=title>'+T+'</td></tr><tr><td align=center>2003年11月12日16:36 [<a>何文轩</a>] 【<a>论坛</a>】 出处：海原科技报</td></tr><tr><td class=content>'+BR(A4)+'</td></tr><tr><td>【<a>推荐</a>】【<a>投稿</a>】</td></tr></table><table><tr><td>'+OLDL(10)+'</td></tr></table>'), T, '2003-11-12', ['何文轩'], outlet='海原科技报', body=A4, without=W, enc='gb18030')
T='车站的屋檐'
case('weblog-en', H4('Yuanshan Weblog: '+T, '<div id="banner"><h1><a>Yuanshan Weblog</a></h1></div><div id="content"><p>&laquo; <a>春天的雨</a> | <a>Main</a> | <a>城东</a> &raquo;</p><h2>August 22, 2005</h2><h3>'+T+'</h3>'+P(A2)+'<p class="posted">Posted by yuanshan at August 22, 2005 07:13 PM</p><h2>Comments</h2><p>nice one</p><p>Posted by: Lao Ma at August 25, 2005 12:12 PM</p></div>','utf-8'), T, '2005-08-22', ['yuanshan'], body=A2, without=['nice one'])
T='三步走：小厂怎样用上大模型'
case('wordpress-old', H4('远山志 &raquo; Blog Archive &raquo; '+T, '<div id="header"><h1>远山志</h1></div><div id="content"><div class="navigation">&laquo; 旧文 新文 &raquo;</div><h2>'+T+'</h2><small>Monday, March 13th, 2006 at 9:05 pm by 林柏舟</small><div class="entry">'+P(A5)+'</div><p class="postmetadata">This entry was posted on Monday, March 13th, 2006 at 9:05 pm and is filed under <a href=/c>产业</a>. You can follow any responses to this entry through the RSS 2.0 feed.</p></div><div id="sidebar"><h2>Archives</h2><ul><li>May 2006</li><li>April 2006</li></ul></div>','utf-8'), T, '2006-03-13', ['林柏舟'], body=A5, without=['Archives'])
T='海原：难题上墙'
case('people04', H4(T+'--时政--海原网', '<table><tr><td>海原网 >> <a>时政</a> >> <a>地方</a></td><td>2004年09月17日05:54</td></tr></table><table><tr><td align=center><font class=t1>'+T+'</font></td></tr><tr><td align=center>本报记者　何文轩</td></tr><tr><td>'+P(A1)+'</td></tr><tr><td align=right>来源：《海原日报》 (责任编辑：李知秋)</td></tr><tr><td>相关专题<br>· 装备制造<br></td></tr></table>'), T, '2004-09-17', ['何文轩'], outlet='海原日报', body=A1, enc='gb18030', editor='李知秋')
T='港口的五名看护人'
case('sohu05', H4(T+'-搜海新闻', '<table><tr><td>搜海首页 - 新闻中心 - 正文</td></tr></table><table><tr><td align=center><h1>'+T+'</h1></td></tr><tr><td align=center>NEWS.SOUHAI.EXAMPLE　2005-06-14 03:25　 来源： 海原时报 　作者：何文轩</td></tr><tr><td id=contentText>'+P(A6)+'</td></tr><tr><td>(责任编辑：王向北)</td></tr></table><table><tr><td>【<a>我来说两句</a>】</td></tr><tr><td>'+OLDL()+'</td></tr></table>'), T, '2005-06-14', ['何文轩'], outlet='海原时报', body=A6, without=W, enc='gb18030', editor='王向北')
T='茶叶蛋和夜行列车'
case('forum-msg', H4(T+' - 海外海论坛', '<a>返回海外海论坛</a><br><center><font size=5>'+T+'</font></center>送交者: 远山 2005年9月11日18:04:42 于 [茶馆] <hr>'+BR(A2)+'<hr>所有跟贴:<ul><li><a>顶</a> - 小雨 (0 bytes) 2005-9-11 19:00</li><li><a>好文</a> - 老马 (12 bytes) 2005-9-12 8:10</li></ul><b>加跟贴</b><form>笔名: <input> 密码: <input> 标题: <input></form>'), T, '2005-09-11', ['远山'], body=A2, without=['好文'], enc='gb18030')
T='大学课题组训练方法获突破'
case('univ05', H4('海原大学新闻网', '<table><tr><td><a>首页</a> <a>要闻</a> <a>学术</a> <a>校园</a></td></tr></table><table><tr><td align=center><b>'+T+'</b></td></tr><tr><td align=center>发布日期：05-05-17　来源：科技处　作者：陈慕白　点击：311</td></tr><tr><td>'+P(A4)+'</td></tr></table><p>海原大学党委宣传部 新闻中心 制作维护</p>'), T, '2005-05-17', ['陈慕白'], outlet='科技处', body=A4, without=['制作维护'], enc='gb18030')
T='海原气温将降八度'
case('short-brief', H4(T, '<table><tr><td align=center><b>'+T+'</b></td></tr><tr><td align=center>2005-03-21 01:20:44　海原晚报</td></tr><tr><td>'+BR(A10)+'</td></tr></table>'+OLDL(10)), T, '2005-03-21', outlet='海原晚报', body=A10, without=W, enc='gb18030')
T='The Second Phase of the Port'
case('english-news', H5(T+' - Haiyuan Daily', '<nav><a>Home</a><a>China</a><a>Business</a></nav><main><h1>'+T+'</h1><div class="info"><span>By LIN BOZHOU in Haiyuan</span> | <span>HAIYUAN DAILY</span> | <span>Updated: 2021-01-29 13:18</span></div><div id="Content">'+P(A12)+'</div></main><aside><h3>Most Read</h3><ul><li><a>Flower show opens in city park</a></li><li><a>Metro tunnel crosses the river</a></li></ul></aside><footer>Copyright 1995 - 2021. All rights reserved.</footer>'), T, '2021-01-29', ['LIN BOZHOU'], outlet='-', body=A12, without=['Flower show'])
T='海原智造與大學共建實驗室'
case('tw-old', '<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>聯報新聞網 - '+T+'</title></head><body><table><tr><td>首頁 > 產業</td></tr></table><h2>'+T+'</h2><p>【記者林柏舟／海原報導】</p><p>海原智造今天宣布，公司與大學共建的工業視覺實驗室正式揭牌，雙方五年內將投入八千萬元。</p><p>實驗室設在公司總部園區，面積一千二百平方公尺，首批進駐研究人員三十五名。</p><p>董事長表示，檢測產品去年營收三億一千萬元，較前年增加四成，外銷十一國。</p><p>【2006/05/17 聯報】</p></body></html>', T, '2006-05-17', ['林柏舟'], body=['海原智造今天宣布，公司與大學共建的工業視覺實驗室正式揭牌，雙方五年內將投入八千萬元。','實驗室設在公司總部園區，面積一千二百平方公尺，首批進駐研究人員三十五名。','董事長表示，檢測產品去年營收三億一千萬元，較前年增加四成，外銷十一國。'], enc='big5', outlet='-')
T='给想买电脑的朋友'
case('homepage', H4('林柏舟的主页', '<h1>'+T+'</h1><h4>林柏舟</h4><h4>2005年1月2日</h4>'+P(A5)+'<hr><p>本文最先发表在我的通讯上。<a href=/>返回首页</a></p><p>最后修改：2008年5月4日</p>'), T, '2005-01-02', ['林柏舟'], body=A5, enc='gb18030')
T='汽车零件线上的眼睛'
case('auto04', H4(T+'_汽车频道_海原网', '<table><tr><td>海原网首页 > 汽车频道 > 新闻 > 正文</td></tr><tr><td align=center><b>'+T+'</b></td></tr><tr><td align=center>海原网　auto.haiyuan.example　2004年10月21日　14:18　来源: 海原汽车周报　作者： 何文轩</td></tr><tr><td>'+BR(A1)+'</td></tr><tr><td>［<a>评论</a>］［<a>推荐给朋友</a>］［<a>关闭窗口</a>］</td></tr></table>'), T, '2004-10-21', ['何文轩'], outlet='海原汽车周报', body=A1, enc='gb18030')
T='海原市情概况'
case('gov-about', H4(T, '<table><tr><td><a>市情</a><br><a>历史</a><br><a>地理</a></td><td><b>'+T+'</b><br>'+BR(A9)+'</td></tr></table><center>海原市信息中心制作</center>'), T, None, body=A9, enc='gb18030')

# ================= 2010-2026
T='海原市人民政府办公室关于组织申报人工智能示范项目的通知'
def govtab(rows): return '<table class="tb">'+''.join('<tr>'+''.join('<td>%s</td>'%c for c in r)+'</tr>' for r in rows)+'</table>'
case('gov-cms-a', H5(T+'-海原市人民政府', '<div class="hd"><a>首页</a><a>要闻</a><a>政务公开</a></div><div class="crumb">您现在的位置：<a>首页</a> > <a>信息公开</a> > <a>市政府办公室文件</a></div>'+govtab([['索引号','HY001-0202-2022-00018','信息分类','科技/通知'],['发文机关','海原市人民政府办公室','发文字号','海政办发〔2022〕18号'],['生成日期','2022-03-02','公开日期','2022-03-07']])+'<h1>'+T+'</h1><div class="zw"><p>海政办发〔2022〕18号</p>'+P(A3)+'<p>海原市人民政府办公室</p><p>2022年3月2日</p></div><div>【打印】【关闭】</div><ul class="xg">'+LINKS(6)+'</ul><div class="ft">主办：海原市人民政府办公室 网站标识码：1234567890</div>'), T, '2022-03-07', body=A3, without=W)
case('gov-cms-b', H5(T, '<div class="top"><span>2024年11月2日 星期六 12:33:20</span><a>登录</a></div><div class="con"><h2 class="tit">'+T+'</h2><p class="sx"><span>信息来源：市科技局</span><span>发布时间：2022-03-07 16:20</span><span>浏览次数：<em>233</em></span><span>字号：[ 大 中 小 ]</span></p><div class="TRS_Editor">'+P(A3)+'</div><p>附件：<a href=1.doc>1.申报书.doc</a></p></div><div class="fx">扫一扫在手机打开当前页</div>', '<meta name="PubDate" content="2022-03-07 16:20"><meta name="ContentSource" content="市科技局"><meta name="SiteName" content="海原市科技局">'), T, '2022-03-07', outlet='市科技局', body=A3, without=['扫一扫'])
T='《海原市示范项目管理办法》政策解读'
case('gov-read', H5(T+'_政策解读_海原市科技局', '<div class="wz">当前位置：首页 &gt; 政策解读</div><div class="arti"><h1>'+T+'</h1><div class="arti-info"><span>日期：2023-09-12</span><span>来源：海原市科技局 政策法规处</span><span>阅读量：56</span></div><div class="arti-body">'+P(A11)+'</div></div><div class="share">分享：微信 微博</div><div class="related"><h3>相关文件</h3><a>海原市示范项目管理办法</a></div>'), T, '2023-09-12', body=A11, without=['相关文件'], outlet='-')
T='海原轴承厂：漏检率降到万分之三'
case('wechat-export', H5(T, '<div id="js_article"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">'+T+'</h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link">原创</span><span class="rich_media_meta rich_media_meta_text">何文轩</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a id="js_name"> 海原工信 </a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text">2024-04-18 17:30</em><em id="js_ip_wording_wrp">云州</em></div><div class="rich_media_content" id="js_content"><section><p><span>点击蓝字 关注我们</span></p></section>'+''.join('<section><span style="x">%s</span></section>'%x for x in A1)+'<p>END</p><p>来源：海原日报</p><p>编辑：李知秋</p><p>点个在看你最好看</p></div></div></div>'), T, '2024-04-18', ['何文轩'], outlet='海原工信', body=A1, without=['关注我们','点个在看'])
T='海原港无人集卡上岗记'
case('toutiao', H5(T+' - 今日海原', '<div class="header"><a>推荐</a><a>热点</a></div><div class="article-content"><h1>'+T+'</h1><div class="article-meta"><span>2022-02-13 07:48</span><span>·</span><span class="name"><a>海原观察</a></span></div><article>'+P(A6)+'</article></div><div class="tools"><span>点赞 12</span><span>评论 3</span><span>分享</span></div><div class="right"><h3>热榜</h3><ol>'+LINKS()+'</ol></div>'), T, '2022-02-13', outlet='海原观察', body=A6, without=W)
T='工业视觉联合实验室揭牌'
case('company', H5('海原智造 - '+T, '<header><ul><li>首页</li><li>关于我们</li><li>产品中心</li><li>新闻资讯</li><li>联系我们</li></ul></header><section class="news-detail"><h3>'+T+'</h3><div class="news-info">Date: 2021.06.18 &nbsp; Views: 902 &nbsp; 作者：品牌部</div><div class="news-txt">'+P(A8)+'</div><div class="page"><p>上一个：<a>新品发布会</a></p><p>下一个：<a>春季校园招聘</a></p></div></section><footer><p>电话：000-0000000 地址：海原市高新区</p><p>友情链接：海原大学 海原港</p></footer>'), T, '2021-06-18', body=A8, without=['春季校园招聘','友情链接'], outlet=None)
T='专访｜中等城市应该做应用'
case('newsapp', H5(T, '<div id="app"><div class="news"><div class="title">'+T+'</div><div class="info"><div>海原新闻记者 何文轩</div><div>2023-11-20 18:22</div><div>来源：海原新闻 ∙ 深度 &gt;</div></div><div class="text"><p>编者按</p>'+P(A11)+'</div><div class="editor">责任编辑：王向北</div><div class="editor">图片编辑：周子川</div><div class="editor">校对：李知秋</div><div class="copy">海原新闻报料：000-000-0000</div></div></div><div class="rec"><h4>相关推荐</h4><ul>'+LINKS(8)+'</ul></div>'), T, '2023-11-20', ['何文轩'], outlet='海原新闻', body=A11, without=W+['报料'], editor='王向北')
T='小厂上模型的三本账'
case('zhihu-like', H5(T+' - 问海', '<div><a>首页</a><a>会员</a></div><article><header><h1>'+T+'</h1><div class="AuthorInfo"><span class="UserLink"><a>林柏舟</a></span><div>海原大学 副教授</div></div><div>326 人赞同了该文章</div></header><div class="RichText">'+P(A5)+'</div><div class="ContentItem-time">编辑于 2023-08-02 10:11・云州</div><div class="Topics"><a>中小企业</a><a>大模型</a></div></article><div class="Comments"><div>18 条评论</div><p>说到心坎里了</p></div>'), T, '2023-08-02', ['林柏舟'], body=A5, without=['说到心坎里了'], outlet='-')
T='旧笔记本跑小模型全记录'
case('csdn-like', H5(T+'_量化部署-CSBN博客', '<div class="toolbar">博客 下载 学习</div><main><div class="article-header"><h1 class="title-article">'+T+'</h1><div class="bar-content"><span>原创</span> <a class="follow-nickName">铁拐李</a> <span class="time">已于 2024-01-09 20:01:02 修改</span> <span>阅读量3.2k</span> <span>收藏 21</span></div><div class="up-time"><span>于 2023-12-30 11:15:00 首次发布</span></div><div>版权声明：本文为博主原创文章，遵循 CC 4.0 BY-SA 版权协议，转载请附上原文出处链接和本声明。</div></div><div id="content_views">'+P(A7)+'</div></main><div class="recommend-box">'+LINKS(10)+'</div>'), T, '2023-12-30', ['铁拐李'], body=A7, without=W+['版权声明'], outlet='-')
T='海原市'
case('baike', H5(T+'_海百科', '<div class="top">首页 秒懂百科 特色百科 用户</div><div class="lemma"><h1>'+T+'</h1><h2>云州省下辖地级市</h2><div class="tools">编辑 讨论 上传视频 收藏 查看我的收藏 0 有用+1 已投票 0</div><div class="summary">'+P(A9[:2])+'</div><dl><dt>中文名</dt><dd>海原市</dd><dt>行政区类别</dt><dd>地级市</dd></dl><div class="catalog">目录 1 历史沿革 2 经济</div><h2>历史沿革 <a>编辑</a> <a>播报</a></h2>'+P(A9[2:3])+'<h2>经济 <a>编辑</a> <a>播报</a></h2>'+P(A9[3:])+'</div><div class="side"><h3>词条统计</h3><p>浏览次数：102345次</p><p>最近更新：小雨（2024-02-20）</p></div><div class="ref"><h3>参考资料</h3><ol><li>海原统计年鉴．海原市统计局．2021-10-01 [引用日期2022-05-06]</li></ol></div>'), T, None, body=A9, without=['词条统计','查看我的收藏'], outlet='-')
T='海原大学课题组提出分块重排训练方法'
case('univ-web', H5(T+'-海原大学新闻网', '<div class="nav"><a>首页</a><a>学校要闻</a></div><div class="v_news_content_box"><form><h3>'+T+'</h3><div class="xinxi">发布时间：2023-05-29　作者：文/何雨晴 图/林一帆　编辑：陈慕白　审核：许国章　来源：计算机学院　点击：<span id="dynclicks">1023</span></div><div id="vsb_content"><div class="v_news_content">'+P(A4)+'</div></div><div>上一条：<a>我校召开就业推进会</a></div><div>下一条：<a>运动会圆满落幕</a></div></form></div>'), T, '2023-05-29', ['何雨晴'], outlet='计算机学院', body=A4, without=['运动会圆满落幕'])
T='海原机器人企业半年报'
case('trade', H5(T+'-机器人在线', '<div class="t">欢迎来到机器人在线！</div><div class="m"><h1>'+T+'</h1><div class="ly">2020-11-26 08:04　|　类别：行业动态　|　来源：机器人在线　|　编辑：小林　|　人气：5621</div><div class="zy"><b>导读：</b>海原智造视觉检测产品收入同比增长四成。</div><div class="nr">'+P(A8)+'</div><div class="bq">声明：凡本网注明来源机器人在线的作品，版权均属本网所有，转载请注明。</div></div><div class="r"><h4>热门文章</h4><ul>'+LINKS(9)+'</ul></div>'), T, '2020-11-26', outlet='机器人在线', body=A8, without=W+['版权均属本网'], editor='小林')
T='一面墙、四十二家工厂和六十个答案'
case('daily-epaper', H5('海原日报', '<table><tr><td>第 03 版：经济</td><td>上一版 下一版</td></tr></table><table><tr><td>2021年01月29日 星期五</td><td>放大 缩小 默认</td></tr><tr><td>一线调研</td></tr><tr><td><h2>'+T+'</h2></td></tr><tr><td>——海原市供需对接见闻</td></tr><tr><td>本报记者 何文轩 通讯员 周子川</td></tr><tr><td id=ozoom><founder-content>'+P(A1)+'</founder-content></td></tr></table><div>版面导航 第01版：要闻 第02版：综合</div><div>海原日报社版权所有</div>'), T, '2021-01-29', ['何文轩','周子川'], body=A1, without=['版面导航'], outlet='-')
T='海原：以场景换产业'
case('ld-news', H5(T+' | 海原财经', '<header><a>登录</a></header><main><h1>'+T+'</h1><p class="byline">何文轩</p><time>3天前</time>'+P(A5)+'</main><section><h2>你可能喜欢</h2><ul>'+LINKS(6)+'</ul></section>', '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"'+T+'","datePublished":"2025-02-11T00:52:00Z","dateModified":"2025-02-12T01:00:00Z","author":{"@type":"Person","name":"何文轩"},"publisher":{"@type":"Organization","name":"海原财经"}}</script>'), T, '2025-02-11', ['何文轩'], outlet='-', body=A5, without=W)
T='供需对接会侧记'
case('hugo', H5(T+' - 远山札记', '<header><a href=/>远山札记</a><a>归档</a><a>标签</a></header><main><article class="post"><header><h1 class="post-title">'+T+'</h1><div class="post-meta"><time datetime="2022-08-19">2022-08-19</time> · 约 800 字 · 预计阅读 2 分钟</div></header><div class="post-content">'+P(A1)+'</div><footer><p>文章作者 铁拐李</p><p>上次更新 2022-09-01</p><p>许可协议 CC BY-NC-ND 4.0</p></footer></article></main><footer>由 Hugo 强力驱动</footer>'), T, '2022-08-19', ['铁拐李'], body=A1, without=['强力驱动'], outlet='-')
T='海原港：从人海到无人'
case('hexo', H5(T+' | 远山', '<div class="site-nav"><a>首页</a><a>关于</a></div><div class="post-block"><h1 class="post-title">'+T+'</h1><div class="post-meta"><span>发表于</span> <time title="创建时间：2021-03-04 21:10:00" datetime="2021-03-04T21:10:00+08:00">2021-03-04</time> <span>更新于</span> <time title="修改时间：2021-05-01" datetime="2021-05-01T10:00:00+08:00">2021-05-01</time> <span>分类于</span> <a>港口</a> <span>本文字数：</span><span>1.2k</span> <span>阅读时长 ≈</span> <span>1 分钟</span></div><div class="post-body">'+P(A6)+'</div><ul class="post-copyright"><li>本文作者： 远山</li><li>本文链接： http://a.example/1</li></ul></div>'), T, '2021-03-04', ['远山'], body=A6, without=['本文链接'], outlet='-')
T='关于示范项目申报的补充说明'
case('wps-export', H5('', '<div class="Section0">'+'<p style="text-align:center"><b>'+T+'</b></p><p style="text-align:center">海科函〔2023〕7号</p>'+P(['各有关单位：']+A3)+'<p style="text-align:right">海原市科学技术局</p><p style="text-align:right">2023年2月20日</p><p>（此件公开发布）</p></div>'), T, '2023-02-20', body=A3)
T='海原市科学技术局2022年度部门决算说明'
case('gov-dept-list', H5(T, '<div class="l"><ul><li>通知公告</li><li>政策法规</li></ul></div><div class="r"><div class="bt">'+T+'</div><div class="ly"><i>撰写时间：2023-08-30 15:02:11</i> <i>来源：办公室</i> <i>访问量：</i></div><div class="txt"><p>根据部门决算编制要求，现将海原市科学技术局二〇二二年度决算情况说明如下。</p><p>全年收入合计八千一百二十万元，比上年增加三百六十万元，主要原因是科技计划项目经费增加。</p><p>全年支出合计八千零四十五万元，其中基本支出二千三百一十万元，项目支出五千七百三十五万元。</p></div></div>'), T, '2023-08-30', outlet='办公室', body=['根据部门决算编制要求，现将海原市科学技术局二〇二二年度决算情况说明如下。','全年收入合计八千一百二十万元，比上年增加三百六十万元，主要原因是科技计划项目经费增加。','全年支出合计八千零四十五万元，其中基本支出二千三百一十万元，项目支出五千七百三十五万元。'])
T='两会声音丨代表建言算力不要一哄而上'
case('tv-app', H5(T, '<div class="d"><p class="tt">'+T+'</p><p class="st"><span>海原广电</span><span>2022-01-27 09:00</span></p><video></video>'+P(A11)+'<p>记者丨何文轩 周子川</p><p>摄像丨林一帆</p><p>编辑丨李知秋</p><p>监制丨许国章</p></div><div class="cm"><h4>网友评论 2</h4><p>支持！</p></div>'), T, '2022-01-27', ['何文轩','周子川'], outlet='海原广电', body=A11, without=['支持！'], editor='李知秋')
T='海原加快建设智能制造强市'
case('xuexi', H5(T, '<div class="render-detail-title">'+T+'</div><div class="render-detail-header"><span class="render-detail-resource">来源：海原日报</span><span class="render-detail-creator">作者：何文轩</span><span class="render-detail-time">2022-02-11</span></div><div class="render-detail-content">'+P(A1)+'</div><div>责任编辑：李知秋</div>'), T, '2022-02-11', ['何文轩'], outlet='海原日报', body=A1, editor='李知秋')
T='学者：先理数据再谈模型'
case('ifeng', H5(T+'_海凤网', '<div class="nav">海凤网首页 资讯 财经</div><h1>'+T+'</h1><div class="ss-titleInfo"><span>林柏舟</span><span>海凤网财经专栏作家 海原大学副教授</span><span>04/17 10:22</span></div><div class="main">'+P(A5)+'</div><span>“特别声明：以上作品内容仅代表作者本人观点，本平台仅提供信息存储服务。”</span>', '<meta property="og:time" content="2020-04-17 10:22:15"><meta property="og:url" content="https://x.example/c/7abc">'), T, '2020-04-17', ['林柏舟'], body=A5, without=['信息存储服务'], outlet='-')
T='财经观察：码头上的机器'
case('sina20', H5(T+'|码头|集卡_新海财经', '<div class="path"><a>财经首页</a> > 正文</div><h1 class="main-title">'+T+'</h1><div class="top-bar"><div class="date-source"><span class="date">2021年11月25日 16:26</span> <span class="source">海原经济网</span></div><div>新海新闻APP</div></div><div id="artibody"><p>　　原标题：码头上的机器</p><p>　　来源：海原经济网</p>'+P(['　　'+x for x in A6])+'<div>海量资讯、精准解读，尽在新海财经APP</div></div><p class="article-editor">责任编辑：王向北 SF100</p>', '<meta name="weibo: article:create_at" content="2021-11-25 16:26:07"><meta name="mediaid" content="海原经济网">'), T, '2021-11-25', outlet='海原经济网', body=A6, without=['海量资讯'], editor='王向北')
T='论坛：老本本的第二春'
case('discuz-x', H5(T+' - 电脑 - 海原论坛 - Powered by Discuz!', '<div id="hd">海原论坛 | 立即注册 登录</div><div id="postlist"><table><tr><td>查看: 1203 | 回复: 2</td><td><h1><a>[求助]</a> <span id="thread_subject">'+T+'</span> [复制链接]</h1></td></tr></table><div id="post_1"><div class="authi"><a class="xw1">铁拐李</a></div><p>主题 3 帖子 56 积分 312</p><div><em>发表于 2014-7-3 21:08:33</em> | <a>只看该作者</a> | 倒序浏览</div><td class="t_f">'+'<br>'.join(A7)+'</td></div><div id="post_2"><div class="authi"><a>小马哥</a></div><em>发表于 2014-7-3 22:10:00</em><td class="t_f">八个G勉强可以，别抱太大希望。</td></div></div>'), T, '2014-7-3', ['铁拐李'], body=A7, without=['别抱太大希望'], outlet='-')
T='海原气象台发布寒潮消息'
case('brief-modern', H5(T+'-海原新闻', '<div class="nav">'+''.join('<a href=/x>%s</a>'%h for h in HEADLINES)+'</div><h1>'+T+'</h1><p>2022-01-27 08:00:12 来源：海原新闻</p>'+P(A10)+'<h3>更多新闻</h3><ul>'+LINKS()+'</ul>'), T, '2022-01-27', outlet='海原新闻', body=A10, without=W)
# ================= other notations of date and author
T='园区企业的新眼睛'
case('date-parts', H5(T, '<div class="date"><span>18</span>2021/06</div><h2>'+T+'</h2><p>文字：何文轩　摄影：林一帆</p>'+P(A8)), T, '2021-06-18', ['何文轩'], body=A8)
case('source-two', H5(T, '<h1>'+T+'</h1><div>来源：<span>海原日报</span> 作者：<span>何文轩 周子川</span> 发表时间：<span>2021年06月18日 09:12</span></div>'+P(A8)+'<div>[责任编辑：李知秋]</div>'), T, '2021-06-18', ['何文轩','周子川'], outlet='海原日报', body=A8, editor='李知秋')
case('reprint', H5(T, '<h1>'+T+'</h1><div>转自：海原日报　发布人：网管　2021-6-18</div>'+P(A8)), T, '2021-06-18', outlet='海原日报', body=A8)
case('press-dateline', H5(T, '<h1>'+T+'</h1>'+P(['海原2021年6月18日电 /海通社/ -- '+A8[0]]+A8[1:])+'<p>消息来源：海原智造</p>'), T, '2021-06-18', body=A8[1:], outlet='-')
case('weixin-flat-day', H5(T, '<h1>'+T+'</h1><p>海原智造 <em>6月18日</em></p>'+P(A8), '<script>var publish_time = "2021-06-18" || "";</script>'), T, '2021-06-18', body=A8, outlet='-')
case('docs-lines', H5(T, '<h1>'+T+'</h1><ul><li>发布者：综合办</li><li>发布日期：2021/6/18</li><li>已阅：20次</li></ul>'+P(A8)+'<p>（何文轩/文 林一帆/图）</p>'), T, '2021-06-18', ['何文轩'], body=A8)
case('time-first-then-who', H5(T, '<h1>'+T+'</h1><p>2021-06-18 09:12:00　星期五　海原市融媒体中心　何文轩</p>'+P(A8)), T, '2021-06-18', ['何文轩'], outlet='海原市融媒体中心', body=A8)
# ================= flattened texts
T='海原办起难题墙'
flat=lambda *x: '\n'.join(x)+'\n'
case('flat-portal', flat('首页','新闻','财经','体育','登录 注册','海原在线 > 新闻 > 正文',T,'2021-01-29 13:18 来源：海原晚报 作者：何文轩 分享到：','微博 微信 QQ空间',*A1,'责任编辑：李知秋','相关阅读',*HEADLINES[:6],'评论 0','请登录后发表评论','关于我们 | 广告服务 | 联系方式','版权所有 海原在线 京ICP备00000000号'), T, '2021-01-29', ['何文轩'], outlet='海原晚报', body=A1, without=W, ext='txt', editor='李知秋')
case('flat-gov', flat('网站支持IPv6 无障碍浏览 长者模式','海原市科学技术局','首页 政务公开 政务服务 互动交流','当前位置：首页>政务公开>通知公告','海原市科技局关于申报示范项目的通知','发布时间：2022-03-07 信息来源：高新处 浏览次数：83','【 字体：大 中 小 】',*A3,'海原市科学技术局','2022年3月2日','附件：申报书.docx','打印本页 关闭窗口','主办单位：海原市科学技术局','公安备案号 00000000000000'), '海原市科技局关于申报示范项目的通知', '2022-03-07', outlet='高新处', body=A3, without=['公安备案号','无障碍浏览'], ext='txt')
case('flat-wechat', flat('海原轴承厂的磨削线','原创 何文轩 海原工信 2024-04-18 17:30 云州','点击上方蓝字关注我们',*A1,'来源：海原日报','编辑：李知秋','继续滑动看下一个','海原工信','向上滑动看下一个'), '海原轴承厂的磨削线', '2024-04-18', ['何文轩'], outlet='海原工信', body=A1, without=['滑动看下一个'], ext='txt')
case('flat-blog', flat('远山的小屋','博客首页 | 排行榜 | 搜索','夜车与茶叶蛋','(2005-08-22 19:13:18)','标签： 随笔','分类： 生活',*A2,'阅读(120) 评论(6) 收藏(1) 转载(0)','前一篇：春天的雨','后一篇：城东','评论','小雨：写得真好，想家了。'), '夜车与茶叶蛋', '2005-08-22', body=A2, without=['写得真好'], ext='txt', authors=[], outlet='-')
case('flat-univ', flat('设为首页 加入收藏','海原大学新闻网','学校首页 新闻首页 学术科研','我校课题组提出分块重排训练方法','日期：2023年05月29日 作者：何雨晴 来源：计算机学院 审核：许国章 点击：1023',*A4,'上一篇：我校召开就业推进会','下一篇：运动会圆满落幕','版权所有：海原大学党委宣传部'), '我校课题组提出分块重排训练方法', '2023-05-29', ['何雨晴'], outlet='计算机学院', body=A4, without=['运动会圆满落幕'], ext='txt')
case('flat-law', flat('海原市人民政府办公室关于组织申报示范项目的通知','海政办发〔2022〕18号','各区县人民政府，市直各部门：',*A3,'海原市人民政府办公室','2022年3月2日'), '海原市人民政府办公室关于组织申报示范项目的通知', '2022-03-02', body=A3, ext='txt')
