"""Where pages say when, by whom and where they were published: small pages of our own in the layouts of the Chinese web.

A row: name, head, what stands between title and text, text below the article, expected fields. The article around them is one of our own;
`{date}` fields are compared as far as they are written here (2023-05-06 fits 2023-05-06T09:30). `None` means: nothing may be claimed.
"""
TITLE = '青岭市发布人工智能产业三年行动安排'
BODY = ('<p>青岭市近日公布人工智能产业三年行动安排，提出到2026年建成公共算力平台六个，服务企业两千家以上，并推动模型在制造、医疗和交通领域落地。</p>'
        '<p>市里有关负责人介绍，安排分为算力、数据、应用和人才四个部分，每个部分都列出了牵头单位和完成时限，进展按季度向社会公布。</p>'
        '<p>当地企业表示，公共平台降低了训练成本，下一步希望开放更多应用场景，让中小企业也能用上成熟的工具和服务。</p>')
DAY = '2023-05-06'

# name, extra head, between title and article, below the article, expected
ROWS = [
    ('gov-meta', '<meta name="ArticleTitle" content="%s"><meta name="PubDate" content="2023-05-06 09:30"><meta name="ContentSource" content="市工业和信息化局">' % TITLE,
     '', '', dict(published=DAY, outlet='市工业和信息化局')),
    ('gov-firstpublished', '<meta name="firstpublishedtime" content="2023-05-06-09:30:00"><meta name="lastmodifiedtime" content="2023-06-01-10:00:00">', '', '',
     dict(published=DAY)),
    ('gov-generated', '<meta name="others" content="页面生成时间 2024-01-02 03:04:05"><meta name="publishdate" content="2023-05-06">', '', '', dict(published=DAY)),
    ('gov-line', '', '<div class="pages-date">2023-05-06 09:30 <span class="font index_switchsize">来源： 青岭市政府网站</span><span>【字体：大 中 小】</span><span>打印</span></div>', '',
     dict(published=DAY, outlet='青岭市政府网站')),
    ('gov-spans', '', '<div class="info"><span>发布时间：2023-05-06</span><span>来源：市发展改革委</span><span>浏览次数：<script>hits()</script>128</span><span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>', '',
     dict(published=DAY, outlet='市发展改革委')),
    ('gov-box', '', '<table><tr><td>索引号：</td><td>0001-2023-00012</td><td>发布机构：</td><td>青岭市人民政府办公室</td></tr><tr><td>成文日期：</td><td>2023年04月28日</td><td>发布日期：</td><td>2023年05月06日</td></tr>'
     '<tr><td>文号：</td><td>青政办〔2023〕12号</td><td>主题分类：</td><td>科技</td></tr></table>', '', dict(published=DAY)),
    ('gov-generated-day', '', '<div class="xxgk"><ul><li><b>索引号：</b>0001</li><li><b>公开主体：</b>市科技局</li><li><b>公开日期：</b>2023-05-06</li></ul></div>', '', dict(published=DAY)),
    ('gov-brackets', '', '<p>【发布时间：2023-05-06】【来源：青岭日报】【字号：大 中 小】</p>', '', dict(published=DAY, outlet='青岭日报')),
    ('gov-bars', '', '<div>2023-05-06 | 作者：市商务局 | 来源：市商务局 | 【大 中 小】【打印】【关闭】</div>', '', dict(published=DAY, outlet='市商务局')),
    ('gov-all-in-one', '', '<div>日期：2023-05-06 09:30　作者：张远明　来源：青岭日报　点击：128次</div>', '', dict(published=DAY, outlet='青岭日报', authors=['张远明'])),
    ('gov-time-source-editor', '', '<div>时间：2023-05-06 09:30:15　来源：市科技局　责任编辑：李知秋　点击数：128</div>', '', dict(published=DAY, outlet='市科技局', editor='李知秋')),
    ('agency-split', '', '<div class="header-time left"><span class="year"><em> 2023</em></span><span class="day"><em>05</em>/<em>06</em></span><span class="time">09:30:15</span></div><div class="source">来源：青岭网</div>', '',
     dict(published=DAY, outlet='青岭网')),
    ('agency-old', '', '<div class="h-info"><span class="h-time"> 2023-05-06 09:30:15</span><span>来源： <em id="source"> 青岭网 </em></span></div>', '<div class="p-jc"><span>责任编辑： 李知秋</span></div>',
     dict(published=DAY, outlet='青岭网', editor='李知秋')),
    ('daily-box', '', '<div class="box01"><div class="fl">2023年05月06日09:30&nbsp;&nbsp;&nbsp;&nbsp;来源：<a href="/">青岭网－青岭日报</a></div></div>', '<div class="edit clearfix">(责编：李知秋、王向北)</div>',
     dict(published=DAY, outlet='青岭网－青岭日报')),
    ('daily-author', '', '<div class="author cf">本报记者　张远明</div><div class="col-1-1">2023年05月06日09:30 | 来源：<a href="/">青岭日报</a></div>', '', dict(published=DAY, outlet='青岭日报', authors=['张远明'])),
    ('daily-edition', '', '<p class="sec">（2023年05月06日 第 04 版）</p>', '', dict(published=DAY)),
    ('daily-edition-2', '', '<div>青岭日报 / 2023 年 05 月 06 日 / 第 003 版</div>', '', dict(published=DAY)),
    ('wechat', '<meta property="og:article:author" content="张远明"><meta property="og:site_name" content="微信公众平台">',
     '<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">张远明</span><span class="rich_media_meta"><a id="js_name">青岭发布</a></span><em id="publish_time" class="rich_media_meta"></em></div>',
     '<script>var nickname = "青岭发布"; var ct = "1683336600"; var svr_time = "1704160000";</script>', dict(published=DAY, authors=['张远明'])),
    ('wechat-create', '', '<div><a id="js_name">青岭发布</a> <em id="publish_time"></em></div>', "<script>var createTime = '2023-05-06 09:30'; var now = '2024-01-02 03:04';</script>", dict(published=DAY)),
    ('portal-sohu', '<meta itemprop="datePublished" content="2023-05-06 09:30"><meta itemprop="dateUpdate" content="2023-06-01 10:00">',
     '<div class="article-info"><span class="time" id="news-time" data-val="1683336600000">2023-05-06 09:30</span><span class="from"> 来源:<a>青岭日报</a></span></div>',
     '<p>返回首页，查看更多</p><p>责任编辑：李知秋</p>', dict(published=DAY, outlet='青岭日报')),
    ('portal-sina', '<meta property="article:published_time" content="2023-05-06T09:30:00+08:00"><meta property="article:author" content="青岭日报">',
     '<div class="date-source"><span class="date">2023年05月06日 09:30</span><a class="source" href="/">青岭日报</a></div>', '<p class="show_author">责任编辑：李知秋 </p>',
     dict(published=DAY, outlet='青岭日报', editor='李知秋')),
    ('portal-163', '', '<div class="post_info">2023-05-06 09:30:15　来源: <a href="/">青岭日报</a> 青岭 <a href="/">举报</a></div>', '<div class="post_author">(责任编辑：李知秋_NB12)</div>',
     dict(published=DAY, outlet='青岭日报', editor='李知秋')),
    ('portal-script', '', '', '<script>window.DATA = {"title":"x","pubtime":"2023-05-06 09:30:00","media":"青岭日报","crawl_time":"2024-01-02 03:04:05"};</script>', dict(published=DAY)),
    ('portal-newstime', '', '', '<script>var allData = {"docData":{"newsTime":"2023-05-06 09:30:15","source":"青岭日报"}};</script>', dict(published=DAY)),
    ('agency-news', '', '<div class="left-t" style="padding-left:6px;">2023-05-06 09:30:15　来源：青岭新闻网</div>', '<div class="left_name">【编辑:李知秋】</div>', dict(published=DAY, outlet='青岭新闻网', editor='李知秋')),
    ('tv', '', '<div class="info1">来源：青岭电视台 | 2023年05月06日 09:30:15</div>', '<div class="zebian"><span>编辑：李知秋</span> <span>责任编辑：王向北</span></div>', dict(published=DAY, outlet='青岭电视台')),
    ('spans-only', '', '<div class="m-title-box"><span class="m-con-time">2023-05-06 09:30</span><span class="m-con-source">来源：<a href="/">青岭在线</a></span></div>', '<div>[ 责编：李知秋 ]</div>',
     dict(published=DAY, outlet='青岭在线', editor='李知秋')),
    ('journalist', '', '<div class="name">青岭新闻记者 张远明</div><div>2023-05-06 09:30　来源：青岭新闻</div>', '', dict(published=DAY, outlet='青岭新闻', authors=['张远明'])),
    ('slashes', '', '<p><span>张远明</span> · <span data-article-publish-time="1683336600">2023/05/06 09:30</span></p>', '', dict(published=DAY)),
    ('dot', '', '<div>2023-05-06 09:30·青岭日报</div>', '', dict(published=DAY)),
    ('blog-posted', '', '', '<div class="postDesc">posted @ 2023-05-06 09:30&nbsp;张远明&nbsp;阅读(120)&nbsp;评论(0)</div>', dict(published=DAY)),
    ('blog-published', '', '<div class="bar-content"><a class="follow-nickName" href="/u">张远明</a> <span class="time">于 2023-05-06 09:30:15 发布</span> <span>阅读量1.2k</span></div>', '', dict(published=DAY)),
    ('blog-edited', '', '', '<div class="ContentItem-time">发布于 2023-05-06 09:30・IP 属地青岭</div>', dict(published=DAY)),
    ('forum', '', '<div class="authi"><a href="/u">远山</a> <em id="authorposton1">发表于 2023-5-6 09:30:15</em> | 只看该作者</div>', '', dict(published=DAY)),
    ('dublin', '<meta name="DC.date.issued" content="2023-05-06"><meta name="DC.creator" content="张远明">', '', '', dict(published=DAY)),
    ('og', '<meta property="og:release_date" content="2023-05-06"><meta property="og:type" content="article">', '', '', dict(published=DAY)),
    ('modified-too', '<meta property="article:modified_time" content="2023-07-01T10:00:00+08:00"><meta property="article:published_time" content="2023-05-06T09:30:00+08:00">', '', '', dict(published=DAY)),
    ('ld-graph', '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"青岭在线"},{"@type":"NewsArticle","headline":"%s","dateModified":"2023-07-01T10:00:00+08:00",'
     '"datePublished":"2023-05-06T09:30:00+08:00","author":[{"@type":"Person","name":"张远明"}]}]}</script>' % TITLE, '', '', dict(published=DAY, authors=['张远明'])),
    ('microdata', '', '<span itemprop="datePublished" content="2023-05-06T09:30:00+08:00">5月6日</span> <span itemprop="author">张远明</span>', '', dict(published=DAY)),
    ('time-element', '', '<time datetime="2023-05-06T09:30:00+08:00">1年前</time>', '', dict(published=DAY)),
    ('clock', '', '<div>2023-05-06 09:30 来源：青岭日报</div>', '', dict(published=DAY, clock=True)),
    ('address', '<link rel="canonical" href="https://www.qingling.example/zwgk/202305/t20230506_1234567.html">', '', '', dict(published=DAY)),
    ('release-label', '', '<div>发稿时间：2023-05-06 09:30　　青岭青年报</div>', '', dict(published=DAY)),
    ('entered', '', '<div>录入时间：2023-05-06　　录入人：李知秋　　阅读次数：12</div>', '', dict(published=DAY)),
    ('uploaded', '', '<div>上传时间：2023.05.06　信息来源：市科技局</div>', '', dict(published=DAY, outlet='市科技局')),
    ('information-source', '', '<div>信息来源：市统计局　　发布日期：2023/05/06　　阅读：12</div>', '', dict(published=DAY, outlet='市统计局')),
    ('article-source', '', '<div>文章来源：青岭市国资委　　发布时间：2023-05-06</div>', '', dict(published=DAY, outlet='青岭市国资委')),
    ('manuscript-source', '', '<div>稿件来源：青岭电视台 发布时间：2023-05-06 09:30:00 [字号：<a>大</a><a>中</a><a>小</a>]</div>', '', dict(published=DAY, outlet='青岭电视台')),
    ('provided-by', '', '<div>供稿单位：市数据局　发布时间：2023年5月6日</div>', '', dict(published=DAY)),
    ('updated-only', '', '<div>更新时间：2023-05-06 09:30　来源：青岭网</div>', '', dict(published=DAY, outlet='青岭网')),
    ('both', '', '<div>发布时间：2023-05-06 09:30　更新时间：2023-06-01 10:00　来源：青岭网</div>', '', dict(published=DAY, outlet='青岭网')),
    ('updated-first', '', '<div>最后更新：2023-06-01 10:00　首发：2023-05-06 09:30</div>', '', dict(published=DAY)),
    ('no-date', '', '', '<p>版权所有 © 2019-2024 青岭在线</p>', dict(published=None, authors=[])),
    ('date-in-text', '', '', '<p>有关安排自2023年7月1日起施行，2019年8月1日印发的旧办法同时废止，请有关单位遵照执行并做好衔接工作。</p>', dict(published=None)),
    ('photo-credit', '', '<div>2023-05-06 09:30 来源：青岭日报</div>', '<p>（本报记者 张远明 通讯员 周子川 摄影报道）</p>', dict(published=DAY, authors=['张远明', '周子川'])),
    ('text-and-editor', '', '<p>文/张远明 编辑/李知秋</p><p>2023-05-06 09:30</p>', '', dict(published=DAY, authors=['张远明'], editor='李知秋')),
    ('author-colon', '', '<div class="info">作者：张远明　周子川　　发布时间：2023-05-06</div>', '', dict(published=DAY, authors=['张远明', '周子川'])),
    ('reporter-list', '', '<div>2023-05-06 09:30　来源：青岭日报　记者：张远明、周子川</div>', '', dict(published=DAY, authors=['张远明', '周子川'])),
    ('not-an-author', '', '<div>2023-05-06 来源：青岭网 作者：青岭网编辑部</div>', '', dict(published=DAY, authors=[])),
    ('weekday', '', '<div>2023年5月6日 星期六 09:30　青岭晚报</div>', '', dict(published=DAY)),
    ('two-lines', '', '<div><span>来源</span><span>青岭日报</span></div><div><span>发布时间</span><span>2023-05-06</span></div>', '', dict(published=DAY)),
    ('definition-list', '', '<dl><dt>发布日期</dt><dd>2023-05-06</dd><dt>来源</dt><dd>青岭日报</dd></dl>', '', dict(published=DAY, outlet='青岭日报')),
    ('han', '', '<p>二〇二三年五月六日</p>', '', dict(published=DAY)),
    ('two-digit-year', '', '<div>发布时间：23-05-06 09:30</div>', '', dict(published=DAY)),
    ('two-digit-spans', '', '<div><span>发布时间：23-05-06</span><span>09:30</span><span>青岭网官方账号</span></div>', '', dict(published=DAY)),
    ('utc', '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-05-05T22:30:00Z"}</script>', '', '', dict(published='2023-05-06T06:30')),
    ('utc-end-of-year', '<meta property="article:published_time" content="2022-12-31T16:00:01+00:00">', '', '', dict(published='2023-01-01')),
    ('other-zone', '<meta property="article:published_time" content="2023-05-06T22:30:00+09:00">', '', '', dict(published='2023-05-06T22:30')),
    ('event-time', '', '<ul><li>活动时间：2023年9月1日 14:00</li><li>报名截止：2023年8月25日</li></ul>', '', dict(published=None)),
    ('apply-time', '', '<p>申报时间：2023年6月1日至2023年6月30日</p>', '', dict(published=None)),
    ('first-published', '', '<div><span>最新推荐文章于 2023-08-01 10:00:00 发布</span></div><div>于 2023-05-06 09:30:15 首次发布</div>', '', dict(published=DAY, outlet=None)),
    ('relative', '', '<div><span>青岭发布</span><span>3小时前</span></div>', '', dict(published=None)),
    ('year-missing', '', '<div>05-06 09:30</div>', '', dict(published=None)),
    ('comments-only', '', '', '<div id="comments"><h3>2 条评论</h3><div><cite>老李</cite> 2023年7月1日 10:00<p>公共算力确实便宜了不少。</p></div><div><cite>小王</cite> 2023年7月2日 15:00<p>清单在哪里？</p></div></div>',
     dict(published=None, authors=[])),
    ('generated-only', '<meta name="Maketime" content="2024-03-22 12:28:37"><meta name="lastmod" content="2024-01-05">', '', '', dict(published=None)),
    ('blog-platform', '', '<div><a class="follow-nickName">远山</a> <span class="time">于 2023-05-06 09:30:15 首次发布</span></div>', '', dict(published=DAY, authors=['远山'])),
    ('byline-element', '', '<div>发布于 <time datetime="2023-05-06T09:30:00+08:00">2023年5月6日</time><span class="byline"> 由 <span class="author vcard"><a>远山</a></span></span></div>', '', dict(published=DAY, authors=['远山'])),
    ('messenger-name', '', '<div><span>原创</span><span>张远明</span><span><a id="js_name">青岭观察</a></span></div>', '<script>var ct = "1683336600";</script>', dict(published=DAY, outlet='青岭观察')),
    ('medium-first', '', '<p><span>青岭财经</span> <em>2023-05-06 09:30:15</em> <a>听新闻</a></p>', '', dict(published=DAY, outlet='青岭财经')),
    ('medium-first-place-last', '', '<div><a>青岭日报</a><span>2023-05-06 09:30</span><span>青岭</span><span>青岭日报官方账号</span></div>', '', dict(published=DAY, outlet='青岭日报')),
    ('person-first', '', '<p><span><a>张远明</a></span> · <span>2023/05/06 09:30</span> <span>浏览 1.2w</span> 来源：青岭新闻</p>', '', dict(published=DAY, outlet='青岭新闻', authors=['张远明'])),
    ('edition-3', '', '<p>本报记者　张远明<br>《青岭日报》（2023年05月06日　第 04 版）</p>', '', dict(published=DAY, outlet='青岭日报', authors=['张远明'])),
    ('thread-line', '', '<div><em>发表于 2023-5-6 09:30:15</em> | <a>只看该作者</a> | <a>倒序浏览</a></div>', '', dict(published=DAY, outlet=None, authors=[])),
    ('thread-head', '', '<div><span>楼主：<a>远山</a></span> <span>时间：2023-05-06 09:30:00</span> <span>点击：1200</span> <span>回复：2</span></div>', '', dict(published=DAY, authors=['远山'])),
    ('cms-defaults', '', '<div><small>时间:</small>2023-05-06 09:30<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>次</div>', '', dict(published=DAY, outlet=None, authors=[])),
    ('editors', '', '<div>2023-05-06</div>', '<div>责任编辑：李知秋</div><div>图片编辑：王向北</div><div>校对：赵明</div>', dict(published=DAY, editor='李知秋')),
    ('picture-source', '', '<div>2023-05-06 图片来源：青岭图片社</div>', '', dict(published=DAY, outlet=None)),
    ('taiwan', '', '<section><time>2023-05-06 09:30</time> <span>聯合晚報／ 記者<a>張遠明</a>／台北即時報導</span></section>', '', dict(published=DAY, authors=['張遠明'])),
    ('written-by', '', '<div><span>撰文：</span><a>張遠明</a></div><div>出版：<time datetime="2023-05-06T09:30:00+08:00">2023-05-06 09:30</time> 更新：<time datetime="2023-05-07T10:30:00+08:00">2023-05-07 10:30</time></div>', '',
     dict(published=DAY, authors=['張遠明'])),
]

# How people are named, on a line of their own between the title and the text, or (second list) below it.
ABOVE = [('文 | 张远明', ['张远明']), ('文·张远明', ['张远明']), ('撰文 / 张远明　编辑 / 李知秋', ['张远明']), ('作者丨张远明 编辑丨李知秋', ['张远明']), ('记者｜张远明', ['张远明']),
         ('本报记者 张远明 周子川 青岭报道', ['张远明', '周子川']), ('特约撰稿人 张远明', ['张远明']), ('图文：张远明', ['张远明']), ('■ 张远明', ['张远明']), ('□ 本刊记者 张远明', ['张远明']),
         ('张远明 周子川', ['张远明', '周子川']), ('作者：市科技局', []), ('发布者：admin', []), ('作者：佚名', []), ('作者：张远明（青岭大学教授）', ['张远明']), ('整理：张远明', ['张远明']),
         ('By 张远明', ['张远明']), ('By Jane Doe | Qingling Times', ['Jane Doe']), ('[作者:张远明]', ['张远明']), ('【作者】张远明', ['张远明']), ('作　者：张远明', ['张远明']), ('作者／张远明', ['张远明']),
         ('记者 张远明 通讯员 周子川 实习生 王向北', ['张远明', '周子川', '王向北']), ('采写：南城记者 张远明 周子川', ['张远明', '周子川']), ('记者张远明青岭报道', ['张远明']), ('记者张三综合报道', ['张三']),
         ('青岭新区 人工智能', [])]
BELOW = [('（作者：张远明，系青岭大学教授）', ['张远明']), ('（作者系青岭大学教授）', []), ('（撰稿人：张远明）', ['张远明']), ('新华社记者 张远明 摄', []), ('供稿：张远明', ['张远明']), ('供稿：市科技局', []),
         ('文字：张远明　图片：王向北', ['张远明']), ('作者单位：青岭大学', []), ('（张远明 周子川）', ['张远明', '周子川']), ('（完）', []), ('（附图二）', [])]

# The article's first words name the reporter.
LEADS = [
    ('lead-agency', '<p>新华社青岭5月6日电（记者张远明、周子川）', ['张远明', '周子川']),
    ('lead-local', '<p>本报讯（记者 张远明 通讯员 周子川）', ['张远明', '周子川']),
    ('lead-net', '<p>青岭网5月6日讯（青岭日报记者 张远明）', ['张远明']),
    ('lead-wire', '<p>青岭网青岭5月6日电 (张远明)', ['张远明']),
    ('lead-glued', '<p>（青岭社记者张远明海城6日电）', ['张远明']),
    ('lead-list', '<p>青岭网青岭5月6日电 (附名单)', []),
    ('lead-none', '<p>', []),
]


def page(head='', between='', below='', body=BODY, clock=False, title=TITLE):
    top = '<div class="top">今天是2024年1月2日 星期二 <a href="/">首页</a> <a href="/login">登录</a></div>' if clock else '<div class="top"><a href="/">首页</a> <a href="/zw">政务</a></div>'
    return ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title>%s</head><body>%s<div class="article"><h1>%s</h1>%s<div class="content">%s</div>%s</div>'
            '<div class="footer"><p>联系我们 | 网站地图</p></div></body></html>' % (title, head, top, title, between, body, below))
