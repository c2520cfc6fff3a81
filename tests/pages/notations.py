"""Ways of writing days and names: pages of our own, each with one notation, in the layouts of portals of twenty years ago, newspapers, agencies,
blogs, forums, offices, firms; Taiwan's years; attributes, scripts, comments, addresses. ROWS: name, page, expected fields.
"""
import layouts

T = layouts.TITLE
B = layouts.BODY
DAY = '2023-05-06'
ROWS = []


def row(name, head='', between='', below='', want=None, body=B, before='', title=T, full=None, doc_title=None, enc='utf-8'):
    w=dict(want or {})
    w.setdefault('title', title)
    if full is None:
        full=('<!DOCTYPE html><html><head><meta charset="%s"><title>%s</title>%s</head><body><div class="top"><a href="/">首页</a> <a href="/n">新闻</a></div>%s<div class="article"><h1>%s</h1>%s<div class="content">%s</div>%s</div>'
            '<div class="footer"><p>联系我们 | 网站地图</p></div></body></html>' % (enc, doc_title or title, head, before, title, between, body, below))
    ROWS.append((name, full, w))


def old(name, rows, want, title=T, body=None, head='', bottom='', window=None):
    """layout of 2000-2006: nested tables, font elements, no headings"""
    body=body or B.replace('<p>','<br>　　').replace('</p>','<br>')
    html=('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>%s</title>%s</head><body><table width=750><tr><td><a href=/>首页</a> | <a href=/n>新闻</a> | <a href=/b>论坛</a></td></tr></table>'
     '<table width=750><tr><td width=560 valign=top><table width=100%%>%s<tr><td class=f14>%s</td></tr><tr><td>%s</td></tr></table></td><td width=190><a href=/1>港口吞吐量创新高</a><br><a href=/2>防汛部署</a></td></tr></table><center>版权所有 青岭在线 2001-2024</center></body></html>'
     % (window or title, head, rows, body, bottom))
    w=dict(want); w.setdefault('title', title); ROWS.append((name, html, w))
TT='<tr><td align=center><font size=5><b>%s</b></font></td></tr>'%T
# --- portals of twenty years ago
old('sina-old', TT+'<tr><td align=center>http://www.qingling.example <font color=#A20010>2004年10月21日 14:18</font> 青岭时报</td></tr>', dict(published='2004-10-21T14:18', outlet='青岭时报'))
old('sohu-old', TT+'<tr><td align=center class=topwhite>NEWS.QINGLING.EXAMPLE&nbsp;&nbsp;2004年10月21日14:18　[ <font color=#0>张远明</font> ]　来源：[ 青岭经济报 ]</td></tr>', dict(published='2004-10-21', outlet='青岭经济报', authors=['张远明']))
old('163-old', TT+'<tr><td align=center>2004-12-10 11:55:08　来源: <a href=/>青岭商业报道</a>　张远明　网友评论 12 条</td></tr>', dict(published='2004-12-10', outlet='青岭商业报道'))
old('tom-old', TT+'<tr><td align=center>2005年05月13日08时14分　【<a>我要发言</a>】　来源：青岭晚报</td></tr>', dict(published='2005-05-13', outlet='青岭晚报'))
old('xinhua-old', TT+'<tr><td align=center>www.QLNET.example　　2004年11月24日 09:58:36　　来源：青岭网</td></tr>', dict(published='2004-11-24', outlet='青岭网'))
old('paren-time', TT+'<tr><td align=center>青岭网 ( 2004-11-24 09:58:36 )</td></tr>', dict(published='2004-11-24'))
old('daily-old', TT+'<tr><td align=center>《青岭日报》 （2004年11月24日 第二版）</td></tr>', dict(published='2004-11-24', outlet='青岭日报'))
old('china-old', TT+'<tr><td align=center>青岭网 | 时间： 2004 年11 月24 日 | 文章来源：青岭周刊</td></tr>', dict(published='2004-11-24', outlet='青岭周刊'))
old('easy-cms', TT+'<tr><td align=center>作者：佚名　　文章来源：本站原创　　点击数：<script src=h.asp></script>　　更新时间：2005-6-14</td></tr>', dict(published='2005-06-14', authors=[]), bottom='<div align=right>文章录入：admin　　责任编辑：admin</div>')
old('tianya', '<tr><td>『青岭杂谈』 <font size=4><b>%s</b></font></td></tr><tr><td>作者：<a>远山的风</a> 提交日期：2005-6-14 3:25:55 访问:1234 回复:5</td></tr>'%T, dict(published='2005-06-14', authors=['远山的风']))
old('bbs-header', '<tr><td><pre>发信人: yuanshan (远山), 信区: Economy\n标  题: %s\n发信站: 青岭清泉站 (Tue Jun 14 03:25:55 2005), 站内\n</pre></td></tr>'%T, dict(published='2005-06-14'))
old('strong', TT+'<tr><td align=center>[ <b>远山</b> ] 于2005-06-14 12:34:56上贴</td></tr>', dict(published='2005-06-14'))
old('sender', TT+'<tr><td align=center>送交者: <b>远山</b> 2005年06月14日03:25:55 于 [青岭论坛] <a>发送悄悄话</a></td></tr>', dict(published='2005-06-14', authors=['远山']))
old('wenxue', TT+'<tr><td align=center>来源: <a>远山</a> 于 05-06-14 03:25:55 [<a>档案</a>] [<a>博客</a>] [旧帖] [给我悄悄话] 本文已被阅读: 1234 次</td></tr>', dict(published='2005-06-14'))
old('mt-posted', TT, dict(published='2005-06-14', authors=['张远明']), bottom='<div>Posted by 张远明 at June 14, 2005 03:25 PM | <a>TrackBack</a></div>')
old('bbc', TT+'<tr><td><font size=2>2005年06月14日 格林尼治标准时间12:30北京时间20:30发表</font></td></tr>', dict(published='2005-06-14'))
old('dw', TT+'<tr><td>QLNEWS.EXAMPLE-- 2005年6月14日10:56:33(京港台时间) --青岭新闻网</td></tr>', dict(published='2005-06-14'))
old('epoch', TT+'<tr><td>【青岭时报2005年6月14日讯】</td></tr>', dict(published='2005-06-14'))
old('weekday-en', TT+'<tr><td>Tuesday, June 14, 2005</td></tr>', dict(published='2005-06-14'))
old('dd-mon-yyyy', TT+'<tr><td align=center>14-Jun-2005 08:30</td></tr>', dict(published='2005-06-14'))
old('mon-dd-yyyy', TT+'<tr><td align=center>Jun.14,2005</td></tr>', dict(published='2005-06-14'))
old('full-width', TT+'<tr><td align=center>２００５年６月１４日　０８：３０　青岭晚报</td></tr>', dict(published='2005-06-14'))
old('circle-year', TT+'<tr><td align=center>二○○五年六月十四日</td></tr>', dict(published='2005-06-14'))
old('bracket-day', TT+'<tr><td align=center>[2005-06-14]</td></tr>', dict(published='2005-06-14'))
old('title-day', '<tr><td align=center><font size=5><b>%s</b></font> <font size=2>(2005/06/14 03:25)</font></td></tr>'%T, dict(published='2005-06-14'))
old('short-slash', TT+'<tr><td align=center>发布时间：05/06/14</td></tr>', dict(published='2005-06-14'))
old('two-digit-han', TT+'<tr><td align=center>05年6月14日 08:30　来源：青岭晚报</td></tr>', dict(published='2005-06-14', outlet='青岭晚报'))
old('foot-paren', TT, dict(published='2005-06-14'), body=B.replace('<p>','<br>　　').replace('</p>','<br>')+'<br>(2005-06-14)')
old('home-page', TT+'<tr><td align=center>张远明</td></tr>', dict(published='2005-06-14', authors=['张远明']), body=B.replace('<p>','<br>　　').replace('</p>','<br>')+'<br><div align=right>二〇〇五年六月十四日于青岭</div>')
old('clock-old', '<tr><td align=right>2006年12月27日 星期三 今天农历十一月初八</td></tr>'+TT+'<tr><td align=center>2005-06-14 08:30　来源：青岭晚报</td></tr>', dict(published='2005-06-14', outlet='青岭晚报'))
old('saved-from', TT, dict(published='2005-06-14'), head='<!-- saved from url=(0061)http://news.qingling.example/2005-06-14/08301234567s.shtml -->')
# --- Taiwan, Hong Kong
row('roc', between='<p>發布日期：民國112年5月6日</p>', want=dict(published=DAY))
row('roc-dots', between='<div>發布日期：112-05-06　發布單位：產業發展局</div>', want=dict(published=DAY))
row('roc-han', between='<p>中華民國一百一十二年五月六日</p>', want=dict(published=DAY))
row('hk', between='<div>2023年5月6日（星期六）</div>', want=dict(published=DAY))
row('tw-slashes', between='<div><span>2023/05/06 09:30</span> <span>記者張遠明／台北報導</span></div>', want=dict(published=DAY, authors=['張遠明']))
row('tw-agency', body='<p>（中央社記者張遠明台北6日電）'+B[3:], between='<div>發稿時間：2023/05/06 09:30</div>', want=dict(published=DAY, authors=['張遠明']))
# --- newspapers' CMS in comments
row('enp', before='<!--enpproperty <articleid>1234567</articleid><date>2023-05-06 09:30:00.0</date><author>张远明</author><title>%s</title><keyword>人工智能</keyword><subtitle></subtitle><introtitle></introtitle><siteid>2</siteid><nodeid>345</nodeid><nodename>要闻</nodename><source>青岭日报</source>/enpproperty-->'%T, want=dict(published=DAY, outlet='青岭日报', authors=['张远明']))
# --- metas
for k,(n,v) in enumerate([('_pubDate','2023-05-06 09:30'),('createDate','2023-05-06'),('apub:time','5/6/2023, 9:30:15 AM'),('publication_date','2023-05-06'),('DC.Date.created','20230506'),('rnews:datePublished','2023-05-06T09:30:00+08:00'),
    ('article_date','2023-05-06'),('pdate','20230506'),('ArticleDate','2023-05-06'),('weibo: article:create_at','2023-05-06 09:30:00'),('publishTime','1683336600'),('og:article:published_time','2023-05-06T01:30:00Z'),('mediator_published_time','2023-05-06 09:30'),('news_publish_date','2023-05-06'), ('docreltime','2023-05-06 09:30'),('publish-time','2023-05-06'),('date.issued','2023-05-06')]):
    row('meta-%02d'%k, head='<meta name="%s" content="%s">'%(n,v), want=dict(published=DAY))
# --- JSON
row('next-data', below='<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"detail":{"title":"x","publishTime":1683336600,"author":"y"}}}}</script>', want=dict(published=DAY))
row('nuxt', below='<script>window.__NUXT__={data:[{detail:{releaseDate:"2023-05-06 09:30:00",viewCount:12}}]}</script>', want=dict(published=DAY))
row('initial', below='<script>window.__INITIAL_STATE__={"article":{"publish_date":"2023-05-06","update_date":"2023-08-01"}}</script>', want=dict(published=DAY))
row('ld-created', head='<script type="application/ld+json">{"@context":"https://ziyuan.example/cambrian.jsonld","title":"x","upDate":"2023-08-01T10:00:00","pubDate":"2023-05-06T09:30:00"}</script>', want=dict(published=DAY))
row('ld-upload', head='<script type="application/ld+json">{"@type":"VideoObject","uploadDate":"2023-05-06T09:30:00+08:00"}</script>', want=dict(published=DAY))
row('data-attr', between='<div class="meta"><span class="time" data-time="1683336600">3小时前</span></div>', want=dict(published=DAY))
row('title-attr', between='<div class="meta"><span title="2023-05-06 09:30:15">1 年前</span> <a>远山</a></div>', want=dict(published=DAY))
row('abbr', between='<abbr class="published" title="2023-05-06T09:30:00+0800">上个月</abbr>', want=dict(published=DAY))
# --- addresses
for k,u in enumerate(['https://www.qingling.example/content/2023-05/06/content_1234567.htm','https://www.qingling.example/2023/0506/c1004-1234567.html','https://www.qingling.example/a/20230506/1234567.html','https://www.qingling.example/article/20230506A03X2B00.html',
    'https://www.qingling.example/system/2023/05/06/1012345.shtml','https://www.qingling.example/html/2023-05/06/nw.D110000qlrb_20230506_1-04.htm','https://www.qingling.example/news/2023-05-06-1234.html','https://www.qingling.example/info/202305/06_123.html','https://www.qingling.example/art/2023/5/6/art_12_3456.html', 'https://www.qingling.example/c/2023-05-06/doc-imyuxyz1234567.shtml']):
    row('url-%02d'%k, head='<link rel="canonical" href="%s">'%u, want=dict(published=DAY))
# --- split day boxes
row('day-box', between='<div class="date"><b>06</b><span>2023-05</span></div>', want=dict(published=DAY))
row('day-box-2', between='<div class="date"><strong>06</strong><em>2023.05</em></div>', want=dict(published=DAY))
row('day-box-3', between='<div class="time"><p class="y">2023</p><p class="md">05-06</p></div>', want=dict(published=DAY))
row('day-box-4', between='<div class="date"><span class="day">06</span><span class="month">May</span><span class="year">2023</span></div>', want=dict(published=DAY))
row('day-box-5', between='<div class="date"><span>05月06日</span><span>2023年</span></div>', want=dict(published=DAY))
row('md-year', between='<div>2023年<br>5月6日</div>', want=dict(published=DAY))
# --- lines
row('compact-visible', between='<div>日期：20230506　浏览：12</div>', want=dict(published=DAY))
row('am-pm', between='<div>2023-5-6 上午 9:30:15　来源：青岭网</div>', want=dict(published='2023-05-06T09:30', outlet='青岭网'))
row('middle-dots', between='<div>青岭观察 • 2023年5月6日 • 阅读 1203</div>', want=dict(published=DAY))
row('published-in', between='<div>本文发表于《青岭研究》2023年第5期</div>', want=dict(published=None))
row('time-tail', between='<div>来源：市数据局 时间：2023-05-06 点击数：123 【字体：小 大】</div>', want=dict(published=DAY, outlet='市数据局'))
row('date-in-brackets', between='<div>（2023年5月6日）</div>', want=dict(published=DAY))
row('subtitle-speech', between='<p>——在全市人工智能产业推进会上的讲话</p><p>（2023年5月6日）</p><p>张远明</p>', want=dict(published=DAY))
row('sign-foot', body=B+'<p style="text-align:right">青岭市人民政府</p><p style="text-align:right">2023年5月6日</p>', want=dict(published=DAY))
row('sign-foot-box', between='<table><tr><td>索引号</td><td>001/2023-12</td><td>成文日期</td><td>2023-05-04</td></tr><tr><td>发文机关</td><td>青岭市人民政府</td><td>发布日期</td><td>2023-05-06</td></tr></table>', body=B+'<p>青岭市人民政府</p><p>2023年5月4日</p>', want=dict(published=DAY))
row('en-updated', between='<p>By <a>Zhang Yuanming</a> | Qingling Daily | Updated: 2023-05-06 09:30</p>', want=dict(published=DAY, authors=['Zhang Yuanming']))
row('en-by', between='<p>ZHANG Yuanming and Jane Doe<br>May 6, 2023, 9:30 AM</p>', want=dict(published=DAY))
row('ban', between='<div><span>2023-05-06 星期六</span><span>第 A04 版：要闻</span></div>', want=dict(published=DAY))
row('source-day', between='<div>来源：青岭日报 2023-05-06 09:30:15</div>', want=dict(published=DAY, outlet='青岭日报'))
row('source-glued', between='<div><span>来源：青岭日报</span><span>2023-05-06</span><span>责任编辑：李知秋</span></div>', want=dict(published=DAY, outlet='青岭日报', editor='李知秋'))
row('chinese-clock', between='<div>2023年5月6日9时30分　青岭台</div>', want=dict(published='2023-05-06T09:30'))
row('toutiao', between='<div><span>2023-05-06 09:30</span><span>·</span><a>青岭日报</a></div>', want=dict(published=DAY, outlet='青岭日报'))
row('tencent', between='<div class="year">2023</div><div class="md">05/06</div><div class="time">09:30</div><div>青岭日报</div>', want=dict(published=DAY))
row('pub-edit', between='<div>首次发布于 2023-05-06 09:30 · 编辑于 2023-07-01 10:00</div>', want=dict(published=DAY))
row('ask-answer', between='<div>信件编号：QL2023001</div><div>来信时间：2023-05-02</div><div>回复时间：2023-05-06</div>', want=dict())
# --- names


def names(name, between='', want=None, lead=None, below=''):
    b = B if lead is None else B.replace('<p>', lead, 1)
    row(name, between='<p>2023-05-06 09:30 来源：青岭网</p>'+between, body=b+below, want=dict(authors=want))
names('n-spaced','<p>张　远　明</p>',['张远明'])
names('n-spaced-2','<p>作者：张 三　李　四</p>',['张三','李四'])
names('n-compound','<p>本报记者 欧阳远明 司马川</p>',['欧阳远明','司马川'])
names('n-minority','<p>记者 阿依古丽·买买提 报道</p>',['阿依古丽·买买提'])
names('n-foreign','<p>作者：[美] 约翰·史密斯　译者：李知秋</p>',['约翰·史密斯'])
names('n-org-person','<p>文/青岭日报全媒体记者 张远明</p>',['张远明'])
names('n-glued','<p>本报记者张远明 通讯员周子川</p>',['张远明','周子川'])
names('n-glued-2','<p>记者张远明、实习生王向北</p>',['张远明','王向北'])
names('n-xinhua',None or '',['张远明'],lead='<p>新华社北京3月5日电（记者张远明）')
names('n-lead-2','',['张远明'],lead='<p>青岭新闻讯（融媒体记者 张远明）')
names('n-lead-3','',['张远明','周子川'],lead='<p>本报5月6日讯（全媒体记者 张远明 通讯员 周子川）')
names('n-lead-4','',['张远明'],lead='<p>中新网青岭5月6日电 题：算力如何下乡</p><p>作者 张远明</p><p>')
names('n-lead-5','',['张远明'],lead='<p>本报记者 张远明</p><p>')
names('n-lead-6','',['张远明'],lead='<p>青岭财经记者 张远明 青岭报道</p><p>')
names('n-tail','',['张远明','周子川'],below='<p>（青岭日报记者 张远明 周子川）</p>')
names('n-tail-2','',['张远明'],below='<p>总台记者丨张远明</p><p>编辑丨李知秋</p>')
names('n-tail-3','',['张远明'],below='<p>文字丨张远明</p><p>摄影丨王向北</p><p>编辑丨李知秋</p>')
names('n-tail-4','',['张远明'],below='<p>撰稿：张远明　审核：李知秋</p>')
names('n-tail-5','',['张远明'],below='<p>来源：青岭发布</p><p>记者：张远明</p><p>编辑：李知秋</p><p>责编：王向北</p>')
names('n-tail-6','',['张远明'],below='<p>（作者张远明系青岭大学教授）</p>')
names('n-tail-7','',['张远明'],below='<p>作者：张远明，青岭大学数字经济研究院副院长</p>')
names('n-tail-9','',[],below='<p>摄影：王向北</p>')
names('n-tail-10','',[],below='<p>联系人：张远明　电话：0000-0000000</p>')
names('n-inline','<p>记者/张远明 编辑/李知秋 校对/赵明</p>',['张远明'])
names('n-bold','<p><strong>张远明</strong></p>',['张远明'])
names('n-col','<p>专栏作家：张远明</p>',['张远明'])
names('n-interp','<p>口述：张远明　整理：李知秋</p>',['李知秋'])
names('n-en','<p>by Zhang Yuanming</p>',['Zhang Yuanming'])
names('n-none','<p>青岭市数据局</p>',[])
names('n-dept','<p>作者：青岭市数据局办公室</p>',[])
names('n-photo','<p>王向北 摄</p>',[])
names('n-pipe','<p>张远明 | 文　李知秋 | 编辑</p>',['张远明'])
names('n-aside','<p>作者：<a href="/u/1">张远明</a>（<a>查看作者所有文章</a>）</p>',['张远明'])
names('n-nick','<p>博主：青岭_老张</p>',None)
