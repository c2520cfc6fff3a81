"""More whole pages as sites have them, written after sites.py and read once before anything was mended for them; the words are our own."""
from sites import case

B1=['临川市第一人民医院日前上线影像辅助诊断系统，一张胸片从上传到给出提示只要十二秒，放射科医生的阅片时间缩短了四成。',
    '“机器先看一遍，人再看一遍，漏掉的小结节少多了。”放射科主任陆闻道一边翻看病例一边说，系统上线三个月共提示可疑病灶四百二十六处。',
    '据市卫生健康委介绍，全市十一家二级以上医院将在年底前接入同一平台，乡镇卫生院拍的片子也能得到同样的提示。',
    '患者周女士在体检中查出早期病变，手术后恢复良好。她说，以前拍片要等两天，现在坐一会儿就能拿到结果。']
B2=['我在一家小报社当了十一年校对，每天的工作是把别人写错的字改过来，把别人漏掉的标点补上去。',
    '去年报社买了一套校对软件，它一秒钟能看完一个版，错别字抓得比我准，可是它分不清“权利”和“权力”在一篇评论里哪个才对。',
    '社长问我怕不怕被它顶替，我说不怕，我怕的是有一天大家觉得错几个字也没什么要紧。',
    '那天夜班，我照例把大样看了三遍，在倒数第二行找到一个它没有找到的错，心里竟有些得意。']
B3=['各县（区）人民政府，市政府各部门、各直属机构：',
    '《临川市公共数据开放管理办法》已经市政府第三十二次常务会议审议通过，现印发给你们，请结合实际认真贯彻落实。',
    '第一条 为了规范和促进公共数据开放，提高公共数据的利用水平，根据有关法律、法规，结合本市实际，制定本办法。',
    '第二条 本市行政区域内公共数据的开放及其相关管理活动，适用本办法。',
    '第三条 市数据主管部门负责统筹、指导、协调和监督全市公共数据开放工作。']
B4=['昨晚的决赛打满了五局，临川队在先输两局的情况下连扳三局，以三比二战胜了卫冕冠军东屏队，捧起了队史上第一座奖杯。',
    '第四局打到二十三平的时候，主教练叫了暂停，他后来说自己只讲了一句话：把球传给小个子。',
    '替补上场的二传手吴小满在最后五分钟里送出四次妙传，赛后她被队友抛到了空中，哭得说不出话来。',
    '这场比赛吸引了六千三百名观众到场，是体育馆建成以来上座人数最多的一次。']
B5=['安装之前先看一下硬盘剩多少空间，至少要留出二十个G，不然装到一半会报错，前面的工夫就白费了。',
    '第一步，把下载好的压缩包解开，放在一个路径里没有中文的文件夹下面，很多人卡在这里就是因为路径里有汉字。',
    '第二步，打开命令行窗口，进入刚才的文件夹，输入安装命令，等进度条走完，中间可能要按两次回车。',
    '第三步，重新启动电脑，桌面上会多一个蓝色的图标，双击它，看到欢迎界面就说明成功了。']
B6=['临川市政府采购中心受市教育局委托，对智慧校园一期项目进行公开招标，欢迎符合条件的供应商参加投标。',
    '一、项目预算：六百八十万元，其中设备购置四百五十万元，软件开发二百三十万元。',
    '二、投标人资格：具有独立承担民事责任的能力，近三年内没有重大违法记录，具备相应的技术服务人员。',
    '三、获取招标文件的方式：供应商登录市公共资源交易平台下载，文件每套售价零元。']
B7=['本文以二〇一五年至二〇二〇年间二百一十六家制造企业的面板数据为样本，考察工业机器人应用对劳动收入份额的影响。',
    '研究发现，机器人密度每提高一个标准差，企业的劳动收入份额下降约零点八个百分点，其中低技能岗位受到的影响最大。',
    '进一步的分析表明，职业培训支出较高的企业，这种负面影响明显减弱，说明人力资本投资具有缓冲作用。',
    '据此，本文建议地方政府在推广机器人的同时，把培训补贴与设备补贴挂钩，并建立岗位变动的监测制度。']
B8=['七十岁的木匠何师傅最近成了网红，他用刨子刨出来的一片木花长达四米，薄得能透出手指的纹路，视频播放量超过三百万次。',
    '何师傅住在临川市西边的石桥镇，十五岁跟着舅舅学手艺，做过犁、风车和婚床，如今做得最多的是给孩子们玩的小板凳。',
    '儿子想给他买一台数控雕刻机，他摆摆手说，机器做的东西没有毛病，可也没有脾气。']
B9=['临川三中今年高考再创佳绩，一本上线率达到百分之七十一，比去年提高四个百分点。']
B10=['The city of Linchuan will open its public data platform to all registered companies from next month, officials said on Monday.',
     'More than four thousand data sets, from bus timetables to air quality readings, can be downloaded without charge.',
     'Officials said that personal information has been removed and that every data set carries a note on how it was collected.']
N=['临川大桥主塔封顶','菜篮子价格稳中有降','市图书馆推出夜读专场','志愿者清理护城河','老字号酱园重新开张','公积金贷款额度调整','小学入学报名启动','冬季供暖提前三天','蓝天保卫战成效明显','古城墙修缮工程验收']
W=N[:3]
P=lambda a,s='': ''.join('<p%s>%s</p>\n'%(s,x) for x in a)
BR=lambda a: '<BR><BR>\n'.join('　　'+x for x in a)
UL=lambda n=8,d='': '<ul>'+''.join('<li><a href="/n/%d.html">%s</a>%s</li>'%(i,h,d) for i,h in enumerate(N[:n]))+'</ul>'
OL=lambda n=8: '<br>\n'.join('·<a href="/n/%d.shtml">%s</a>'%(i,h) for i,h in enumerate(N[:n]))
NAV='<a href="/">首页</a> | <a href="/a">新闻</a> | <a href="/b">体育</a> | <a href="/c">财经</a> | <a href="/d">房产</a> | <a href="/e">论坛</a>'
def H4(t,x,cs='gb2312'): return '<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=%s"><TITLE>%s</TITLE></HEAD><BODY leftMargin=0 topMargin=0>%s</BODY></HTML>'%(cs,t,x)
def H5(t,x,head=''): return '<!doctype html><html><head><meta charset="utf-8"><title>%s</title>%s</head><body>%s</body></html>'%(t,head,x)
T='影像诊断系统十二秒看完一张胸片'
case('p-tomlike', H4(T+'-临川新闻网', '<TABLE width=760><TR><TD>'+NAV+'</TD></TR></TABLE><TABLE width=760><TR><TD width=550><TABLE><TR><TD align=center><FONT style="font-size:20px"><B>'+T+'</B></FONT></TD></TR><TR><TD align=center>临川新闻网　www.lcnews.example　2005年4月27日14时32分　来源：临川晚报　作者：沈一苇</TD></TR><TR><TD>'+BR(B1)+'</TD></TR></TABLE></TD><TD width=200 vAlign=top><B>热点新闻</B><BR>'+OL()+'</TD></TR></TABLE><CENTER>关于我们 - 广告服务 - 网站导航<BR>版权所有 不得转载</CENTER>'), T, '2005-04-27', ['沈一苇'], outlet='临川晚报', body=B1, without=W, enc='gb18030')
T='逆转！临川队首次夺冠'
case('p-sports', H4('体坛快讯_'+T, '<DIV>'+NAV+'</DIV><H1>'+T+'</H1><DIV class=info>2006-10-08 23:15:07 体坛周刊 <A href="/cmt">我要评论(35)</A></DIV><DIV class=art>'+P(B4)+'<P>（沈一苇）</P></DIV><DIV><B>相关报道：</B>'+UL(5)+'</DIV>'), T, '2006-10-08', ['沈一苇'], outlet='体坛周刊', body=B4, without=W, enc='gb18030')
T='校对手记'
case('p-literary', H4('['+T+'] 作者：阿秋 - 榕树文学网', '<TABLE><TR><TD>榕树文学网 → 散文 → 阿秋作品集</TD></TR><TR><TD align=center><FONT size=5>'+T+'</FONT></TD></TR><TR><TD align=center>作者：阿秋　　发布时间：2004-11-3 20:16:00　　阅读次数：<FONT color=red>512</FONT></TD></TR><TR><TD>'+BR(B2)+'</TD></TR><TR><TD>【<A href=#>收藏此文</A>】【<A href=#>推荐给朋友</A>】【<A href=#>返回作品集</A>】</TD></TR><TR><TD>读者评论：<BR>老莫：写到心坎里了。(2004-11-4)</TD></TR></TABLE>'), T, '2004-11-03', ['阿秋'], body=B2, without=['写到心坎里了'], enc='gb18030')
T='怎样安装影音工具箱'
case('p-itsite', H4(T+' - 软件教程 - 天极线', '<TABLE><TR><TD>'+NAV+'</TD></TR><TR><TD><H2 align=center>'+T+'</H2><P align=center>2003-11-12 16:36 作者：小鱼儿 出处：天极线 责任编辑：白露</P>'+P(B5)+'</TD></TR><TR><TD>共2页。 1 <A href=2.shtml>2</A> <A href=2.shtml>下一页</A></TD></TR><TR><TD>'+OL(6)+'</TD></TR></TABLE>'), T, '2003-11-12', ['小鱼儿'], outlet='天极线', body=B5, without=W, enc='gb18030', editor='白露')
T='旧港的灯'
case('p-phpbb', H4('临川论坛 :: 阅读主题 - '+T, '<TABLE><TR><TD><A href=i>临川论坛 论坛首页</A> -> <A href=f>散文随笔</A></TD></TR></TABLE><TABLE border=1><TR><TH>作者</TH><TH>留言</TH></TR><TR><TD>阿秋<BR><BR>注册时间: 2004-02-03<BR>文章: 88<BR>来自: 临川</TD><TD>发表于: 星期二 九月 14, 2004 8:20 pm    文章主题: '+T+'<HR>'+BR(B2)+'</TD></TR><TR><TD>老莫<BR><BR>注册时间: 2004-05-01<BR>文章: 12</TD><TD>发表于: 星期三 九月 15, 2004 7:01 am<HR>写到心坎里了，顶一个。</TD></TR></TABLE>Powered by phpBB 2.0.8'), T, '2004-09-14', ['阿秋'], body=B2, without=['顶一个'], enc='gb18030')
T='临川师专关于公布校级教改项目的通知'
case('p-college', H4('临川师专教务处', '<TABLE width=100%><TR><TD><IMG src=b.jpg></TD></TR><TR><TD><A href=1>教务首页</A> <A href=2>通知公告</A> <A href=3>下载专区</A></TD></TR></TABLE><P align=center><B>'+T+'</B></P><P align=center>作者：教务处 文章来源：本站 点击数：201 更新时间：2006-3-8</P><P>各系（部）：</P><P>经过专家评审和校务会议研究，决定批准二十三个项目立项，现予公布，请各项目负责人按照计划开展研究工作。</P><P>立项项目的研究期限为两年，学校按照重点项目每项三千元、一般项目每项一千元的标准拨付研究经费。</P><P align=right>教务处<BR>二〇〇六年三月七日</P><P align=center>【<A href=javascript:window.close()>关闭窗口</A>】</P>'), T, '2006-03-08', body=['经过专家评审和校务会议研究，决定批准二十三个项目立项，现予公布，请各项目负责人按照计划开展研究工作。','立项项目的研究期限为两年，学校按照重点项目每项三千元、一般项目每项一千元的标准拨付研究经费。'], without=['下载专区'], enc='gb18030')
T='机器替不了的那个字'
case('p-blogcn', H4(T+' - 阿秋的博客 - 临川博客', '<DIV id=banner>阿秋的博客</DIV><DIV id=left><H3>公告</H3>转载请注明<H3>我的分类</H3><A href=1>日记(12)</A><BR><A href=2>评论(8)</A><H3>最新日志</H3>'+OL(4)+'</DIV><DIV id=main><DIV class=date>2005年5月17日</DIV><H2>'+T+'</H2><DIV class=c>'+BR(B2)+'</DIV><DIV class=f>阿秋 发表于 22:11:42 | 阅读全文 | 评论 3 | 引用 0 | 编辑</DIV></DIV>'), T, '2005-05-17', ['阿秋'], body=B2, without=W, enc='gb18030')
T='大刨花：木匠何师傅'
case('p-photo', H4(T+'_图片频道', '<TABLE><TR><TD>'+NAV+'</TD></TR></TABLE><TABLE><TR><TD align=center class=bt>'+T+'</TD></TR><TR><TD align=center>2008-12-01 07:30　　来源：临川都市报　　沈一苇 文/ 李牧野 图</TD></TR><TR><TD><IMG src=1.jpg><BR>何师傅在刨木头。李牧野 摄</TD></TR><TR><TD>'+P(B8)+'</TD></TR></TABLE><TABLE><TR><TD>[<A href=/>回到频道首页</A>]</TD></TR></TABLE>'), T, '2008-12-01', ['沈一苇'], outlet='临川都市报', body=B8, enc='gb18030')
T='我国面板数据视角下机器人与收入份额'
case('p-journal', H4(T, '<P align=center>《临川经济评论》2021年第3期</P><H3 align=center>'+T+'</H3><P align=center>唐景行　　陆小曼</P><P align=center>（临川大学 商学院，云州 临川 000000）</P>'+P(['摘　要：'+B7[0]]+B7[1:])+'<P>收稿日期：2020-11-02</P><P>作者简介：唐景行（1980—），男，云州人，教授。</P>','utf-8'), T, None, ['唐景行','陆小曼'], body=B7[1:], outlet='-')
T='体检报告里的十二秒'
case('p-chinacom', H4(T+'--健康--临川网', '<TABLE><TR><TD>临川网首页 &gt;&gt; 健康 &gt;&gt; 正文</TD></TR><TR><TD align=center><B>'+T+'</B></TD></TR><TR><TD align=center><FONT color=#666666>时间：2007-06-21 10:05　来源： 健康时讯　选稿：赵小雨</FONT></TD></TR><TR><TD>'+P(B1)+'</TD></TR><TR><TD align=right>[ 纠错 ] [ 打印 ] [ 关闭 ]</TD></TR></TABLE>'), T, '2007-06-21', outlet='健康时讯', body=B1, enc='gb18030')
T='市民广场办书市'
case('p-tiny', H4(T, '<TABLE><TR><TD>'+NAV+'</TD></TR></TABLE><B>'+T+'</B><BR>临川晚报 (2005年06月14日) 第12版<BR>'+BR(['昨天上午，市民广场人头攒动，为期五天的旧书市开张，四十多个书摊一字排开，最便宜的书一块钱一本。'])+'<BR>'+OL(10)), T, '2005-06-14', outlet='临川晚报', body=['昨天上午，市民广场人头攒动，为期五天的旧书市开张，四十多个书摊一字排开，最便宜的书一块钱一本。'], without=W, enc='gb18030')
T='Linchuan opens its data'
case('p-english', H5(T+' | Linchuan Post', '<header><a href="/">Linchuan Post</a><nav><a href="/w">World</a><a href="/b">Business</a></nav></header><article><h1>'+T+'</h1><p class="byline">By <span>Tang Jingxing</span></p><p class="date">Published: 8:15am, 17 May 2022</p>'+P(B10)+'</article><aside><h4>Most popular</h4><a href="/1">Bridge tower topped out</a></aside>'), T, '2022-05-17', ['Tang Jingxing'], body=B10, without=['Bridge tower'], outlet='-')
T='醫院啟用影像輔助診斷'
TW=['市立醫院上月啟用影像輔助診斷系統，一張胸部X光片從上傳到給出提示只要十二秒，醫師閱片時間縮短四成。','放射科主任表示，系統上線三個月共提示可疑病灶四百二十六處，小結節的漏診明顯減少。','衛生局指出，全市十一家醫院將在年底前接入同一平台。']
case('p-taiwan', H5(T+' | 生活 | 聯播網', '<div class="nav"><a href="/">首頁</a><a href="/l">生活</a></div><article><h1>'+T+'</h1><div class="meta"><time>2021/11/25 16:26</time><span>（記者林以真／台中報導）</span></div>'+P(TW)+'<p>看更多報導：<a href="/1">大橋主塔封頂</a></p></article><footer>著作權所有</footer>'), T, '2021-11-25', ['林以真'], body=TW, without=['大橋主塔封頂'], outlet='-')
# modern
T='临川市人民政府关于印发《临川市公共数据开放管理办法》的通知'
case('m-gov1', H5(T+'_政策文件_临川市人民政府', '<div class="top">'+NAV+'</div><div class="xxgk_box"><ul><li><label>索引号：</label>LC000-2023-0042</li><li><label>文号：</label>临府规〔2023〕4号</li><li><label>发布机构：</label>市政府办公室</li><li><label>成文时间：</label>2023-07-18</li><li><label>公布时间：</label>2023-07-24 17:05</li><li><label>有效性：</label>有效</li></ul></div><div class="ctn"><h1>'+T+'</h1>'+P(B3)+'<p style="text-align:right">临川市人民政府</p><p style="text-align:right">2023年7月18日</p></div><div class="btm">'+UL(5)+'</div>'), T, '2023-07-24', body=B3, without=W)
T='智慧校园一期项目公开招标公告'
case('m-tender', H5('临川市政府采购网', '<div>您当前所在位置：<a href="/">首页</a> &gt; <a href="/cg">采购公告</a></div><div class="detail"><h2>'+T+'</h2><p class="tip">公告时间：2022年02月11日 08:52　　公告类型：公开招标　　浏览：<i>65</i></p>'+P(B6)+'<p>临川市政府采购中心</p><p>2022年2月10日</p></div><div class="foot">技术支持：云州软件公司 联系电话：000-00000000</div>'), T, '2022-02-11', body=B6, without=['技术支持'], outlet='-')
T='【解读】公共数据开放，企业能得到什么'
case('m-interp', H5(T, '<h1 class="title">'+T+'</h1><div class="source"><span>稿源：市数据局</span>　<span>编辑：数据开放科</span>　<span>2023-07-25 09:10</span>　<span>点击量：<b id=hits></b></span></div><div id="zoomcon">'+P(['问：哪些数据会开放？','答：交通、气象、文旅、医保等二十一个部门的四千一百个数据集，分批向社会开放。','问：企业怎样申请？','答：在平台注册以后在线申请，五个工作日内答复，不收取任何费用。'])+'</div><div class="ewm">扫描二维码 手机浏览</div>'), T, '2023-07-25', outlet='市数据局', body=['答：交通、气象、文旅、医保等二十一个部门的四千一百个数据集，分批向社会开放。','答：在平台注册以后在线申请，五个工作日内答复，不收取任何费用。'], without=['扫描二维码'])
T='夜班校对员'
case('m-douban', H5(T, '<div id="db-nav"><a href="/">读书</a><a href="/m">电影</a></div><div class="note-header"><h1>'+T+'</h1><div><a class="note-author" href="/p/1">阿秋</a> <span class="pub-date">2019-11-03 22:41:18</span></div></div><div id="link-report"><div class="note">'+P(B2)+'</div></div><div class="copyright">© 本文版权归 阿秋 所有，任何形式转载请联系作者。</div><div class="actions"><a href="#">赞 21</a><a href="#">转发 3</a></div><div class="comments"><h2>回应 2</h2><p>老莫：写到心坎里了。</p></div>'), T, '2019-11-03', ['阿秋'], body=B2, without=['写到心坎里了'], outlet='-')
T='“看片子”的新同事'
case('m-paper', H5(T+'_晨光号_晨光新闻', '<div class="index_wrapper"><h1 class="index_title">'+T+'</h1><div class="index_left"><div>临川晨报</div><div><span>2023-02-14 07:21</span><span>云州</span></div><div>来源：晨光新闻·晨光号·媒体 &gt;</div><div>字号</div></div><div class="index_cententWrap">'+P(['原创 沈一苇']+B1)+'<p>记者：沈一苇</p><p>编辑：白露</p></div><div>特别声明：本文为晨光号作者或机构上传并发布，不代表晨光新闻的观点。</div></div><div class="hot"><h2>热榜</h2>'+UL(8)+'</div>'), T, '2023-02-14', ['沈一苇'], body=B1, without=W+['不代表晨光新闻'], outlet='-', editor='白露')
T='何师傅的刨花为什么火了'
case('m-kr', H5(T+'-三十六度', '<main><h1>'+T+'</h1><div class="author"><a href="/u/1">木子观察</a><span>·</span><span>2022年06月30日 19:02</span></div><div class="summary">一片木花背后的流量逻辑</div><div class="content">'+P(B8)+'<p>本文来自微信公众号“木子观察”（ID：muzi），作者：沈一苇，三十六度经授权发布。</p></div><div class="tag"><a href="/t">手艺</a></div></main><aside><h3>最新文章</h3>'+UL(6)+'</aside>'), T, '2022-06-30', ['沈一苇'], body=B8, without=W, outlet='-')
T='临川：十一家医院共用一双“慧眼”'
case('m-rmt', H5(T, '<div class="wrap"><div class="head"><h2>'+T+'</h2><div class="desc"><span class="from">临川融媒</span><span class="time">2024-03-29 10:18:44</span><span class="read">1.2万阅读</span></div></div><div class="video"></div><div class="rich">'+P(B1)+'<p>记者｜沈一苇 李牧野</p><p>责编｜白露　审核｜许国章　监制｜赵小雨</p></div></div>'), T, '2024-03-29', ['沈一苇','李牧野'], outlet='临川融媒', body=B1)
T='我院机器人课题入选省级重点'
case('m-univ', H5(T+'-临川大学商学院', '<header><a href="/">学院首页</a><a href="/x">学院概况</a><a href="/s">师资队伍</a></header><div class="article"><h1 class="arti_title">'+T+'</h1><p class="arti_metas"><span class="arti_publisher">发布者：商学院办公室</span><span class="arti_update">发布时间：2023-12-05</span><span class="arti_views">浏览次数：<span>388</span></span></p><div class="wp_articlecontent">'+P(B7)+'<p style="text-align:right">（文/唐景行 图/陆小曼 审核/许国章）</p></div></div>'), T, '2023-12-05', ['唐景行'], body=B7, outlet='-')
T='三百万次播放的小板凳'
case('m-bili', H5(T+' - 专栏', '<div class="title-container"><h1 class="title">'+T+'</h1><div class="info"><span class="publish-text">2020年11月26日 08:04</span><span class="view-num">5612浏览</span><span> · 302点赞</span><span> · 18评论</span></div></div><div class="up-info"><a class="up-name" href="/u">刨花老李</a><span>粉丝：1.1万</span></div><div class="article-holder">'+P(B8)+'</div><p class="original">本文为我原创</p><div>本文禁止转载或摘编</div>'), T, '2020-11-26', ['刨花老李'], body=B8, outlet='-', without=['禁止转载'])
T='安装失败的四个原因和解决办法'
case('m-jianshu', H5(T+' - 简记', '<nav><a href="/">首页</a></nav><section><h1>'+T+'</h1><div><a href="/u/9"><span>小鱼儿</span></a><div><time datetime="2018-05-06T13:20:11.000Z">2018.05.06 21:20:11</time><span>字数 602</span><span>阅读 1,203</span></div></div><article>'+P(B5)+'</article><div>最后编辑于：2018.06.01 10:00:00</div></section><section><h3>推荐阅读</h3>'+UL(7)+'</section>'), T, '2018-05-06', ['小鱼儿'], body=B5, without=W, outlet='-')
T='高考捷报'
case('m-school', H5('临川市第三中学', '<div class="nav"><a href="/">学校首页</a><a href="/a">校园动态</a></div><h3>'+T+'</h3><div>发布人：办公室 &nbsp; 发布时间：2023/6/26 9:05:00 &nbsp; 阅读：102</div>'+P(B9)+'<div>上一篇：<a href="/1">家长会通知</a></div>'), T, '2023-06-26', body=B9, without=['家长会'], outlet='-')
T='临川市智慧医疗专题：影像平台上线'
case('m-index-mix', H5(T, '<div class="lanmu">要闻 · 民生</div><h1>'+T+'</h1><h2>——十一家医院年底前接入</h2><p><em>2023-09-01</em> 来源：<a href="http://x.example">临川日报</a> 记者：<a href="/r">沈一苇</a> 通讯员：<a href="/r2">陆闻远</a></p>'+P(B1)+'<p>（作者单位：临川日报社）</p>'), T, '2023-09-01', ['沈一苇','陆闻远'], outlet='临川日报', body=B1)
T='一台机器人换掉三个岗位之后'
case('m-weixin2', H5(T, '<h1 id="activity-name">\n'+T+'\n</h1><div id="meta_content"><span id="profileBt"><a href="javascript:void(0);" id="js_name">\n 商学院观点 </a></span><em id="publish_time"></em></div><div id="js_content">'+''.join('<p><span style="font-size:15px">%s</span></p>'%x for x in ['作者 | 唐景行']+B7+['往期推荐'])+'</div>', '<meta property="og:title" content="'+T+'"><script>var oriCreateTime = \'1700560800\'; var createTime = \'2023-11-21 18:00\';</script>'), T, '2023-11-21', ['唐景行'], outlet='商学院观点', body=B7)
T='怎么把老照片修复清楚'
case('m-zhidao', H5(T+'_临川知道', '<div class="ask"><h1>'+T+'</h1><div>我来答</div><div>2个回答</div></div><div class="answer"><div><a href="/u">匠心修图</a> <span>2019-08-12 · 超过53用户采纳过TA的回答</span></div><div class="best-text">'+P(B5)+'</div><div>已赞过 已踩过 评论 收起</div></div><div class="recom">'+UL(5)+'</div>'), T, '-', ['-'], body=B5, without=W, outlet='-')
T='木匠的脾气'
case('m-ghost', H5(T, '<header><a href="/">木屑</a></header><article><header><section><time datetime="2021-07-09">Jul 9, 2021</time> <a href="/tag/x">手艺</a></section><h1>'+T+'</h1></header><section>'+P(B8)+'</section><footer><section><h4><a href="/author/liming/">李牧野</a></h4><p>Read more posts by this author.</p></section></footer></article><footer>Published with Ghost</footer>', '<meta property="article:published_time" content="2021-07-09T03:00:00.000Z"><meta property="article:modified_time" content="2021-08-01T03:00:00.000Z"><meta name="twitter:data1" content="李牧野">'), T, '2021-07-09', ['-'], body=B8, outlet='-', without=['Read more posts'])
T='逆转夺冠之夜'
case('m-amp', H5(T, '<amp-img></amp-img><h1>'+T+'</h1><p>记者 沈一苇 李牧野　发布 2023/10/08 23:59　更新 2023/10/09 08:00</p>'+P(B4)+'<h4>延伸阅读</h4>'+UL(4)), T, '2023-10-08', ['沈一苇','李牧野'], body=B4, without=W, outlet='-')
T='公司荣获省级“专精特新”称号'
case('m-company', H5(T+'-公司新闻-云州木器有限公司', '<div class="nav"><a href="/">网站首页</a><a href="/p">产品展示</a><a href="/n">新闻中心</a></div><div class="tit">'+T+'</div><div class="attr">文章出处：公司新闻 责任编辑：云州木器有限公司 阅读量：- 发表时间：2022-08-15 11:20:00【大 中 小】</div><div class="con">'+P(['近日，省工业和信息化厅公布了第四批专精特新中小企业名单，云州木器有限公司榜上有名，这是公司连续第三年获得省级荣誉。','公司现有数控加工中心二十六台，去年研发投入一千一百万元，占销售收入的百分之六点二，拥有发明专利九项。'])+'</div><div>推荐产品 <a href="/p1">实木餐桌</a></div>'), T, '2022-08-15', body=['近日，省工业和信息化厅公布了第四批专精特新中小企业名单，云州木器有限公司榜上有名，这是公司连续第三年获得省级荣誉。','公司现有数控加工中心二十六台，去年研发投入一千一百万元，占销售收入的百分之六点二，拥有发明专利九项。'], outlet='-', without=['实木餐桌'])
T='石桥镇'
case('m-baike2', H5(T+' - 云州百科', '<div id="siteNotice"></div><h1 id="firstHeading">'+T+'</h1><div id="bodyContent"><p>石桥镇是临川市西部的一个建制镇，面积八十七平方公里，辖十四个行政村，户籍人口三万一千人。</p><p>镇上的石拱桥建于明代嘉靖年间，全长四十六米，是省级文物保护单位，也是镇名的由来。</p><h2>经济<span class="mw-editsection">[<a href="/e">编辑</a>]</span></h2><p>全镇以木器加工为主业，有大小作坊二百余家，年产值约九亿元，产品销往周边十余个县市。</p><div class="printfooter">取自“http://x.example/w/index.php?title=石桥镇&amp;oldid=12”</div></div><div id="footer">本页面最后修订于2020年4月17日 (星期五) 08:30。</div>'), T, None, body=['石桥镇是临川市西部的一个建制镇，面积八十七平方公里，辖十四个行政村，户籍人口三万一千人。','镇上的石拱桥建于明代嘉靖年间，全长四十六米，是省级文物保护单位，也是镇名的由来。','全镇以木器加工为主业，有大小作坊二百余家，年产值约九亿元，产品销往周边十余个县市。'], without=['[编辑]','oldid'], outlet='-')
F=lambda *x:'\n'.join(x)+'\n'
case('f-news', F('临川新闻网','新闻 政务 民生 视频 图片','首页 > 民生 > 正文','影像诊断系统十二秒看完一张胸片','沈一苇 临川日报 2023-09-01 08:15:22','+1',*B1,'[责任编辑：白露]','标签： 医院 影像','上一篇 临川大桥主塔封顶','下一篇 菜篮子价格稳中有降','热门新闻',*N[:5],'版权所有：临川新闻网 云ICP备00000000号'), '影像诊断系统十二秒看完一张胸片', '2023-09-01', ['沈一苇'], outlet='临川日报', body=B1, without=W, ext='txt', editor='白露')
case('f-forum', F('临川论坛','散文随笔','旧港的灯','楼主 阿秋 发表于 2014-9-14 20:20:11 | 只看该作者',*B2,'回复 举报','沙发 老莫 发表于 2014-9-15 07:01:33','写到心坎里了，顶一个。'), '旧港的灯', '2014-09-14', ['阿秋'], body=B2, without=['顶一个'], ext='txt', outlet='-')
case('f-gov', F('临川市人民政府','首页 走进临川 政务公开 办事服务','索 引 号：LC000-2023-0042 主题分类：数据','发文机关：临川市人民政府 成文日期：2023年07月18日','标 题：临川市人民政府关于印发公共数据开放管理办法的通知','发文字号：临府规〔2023〕4号 发布日期：2023年07月24日','临川市人民政府关于印发公共数据开放管理办法的通知','临府规〔2023〕4号',*B3,'临川市人民政府','2023年7月18日','（此件公开发布）','扫一扫在手机打开当前页','网站地图 联系我们 隐私声明'), '临川市人民政府关于印发公共数据开放管理办法的通知', '2023-07-24', body=B3, without=['隐私声明'], ext='txt', outlet='-')
case('f-wechat', F('一台机器人换掉三个岗位之后','唐景行 商学院观点','2023年11月21日 18:00 云州','以下文章来源于临川经济评论 ，作者唐景行',*B7,'阅读原文','喜欢此内容的人还喜欢',*N[:3]), '一台机器人换掉三个岗位之后', '2023-11-21', ['唐景行'], body=B7, without=W, ext='txt', outlet='-')
case('f-en', F('Linchuan Post','Home World Business','Linchuan opens its data','By Tang Jingxing','May 17, 2022 08:15',*B10,'Share this article','Most popular','Bridge tower topped out'), 'Linchuan opens its data', '2022-05-17', ['Tang Jingxing'], body=B10, without=['Bridge tower'], ext='txt', outlet='-')
T='养老院里来了新护工'
case('x-two-dates', H5(T+' - 临川周刊', '<div>'+NAV+'</div><h1>'+T+'</h1><div>本刊记者/沈一苇　《临川周刊》2022年第18期　发布日期：2022-05-09</div>'+P(B8)+'<div>往期回顾 <a href="/1">2022年第17期</a> <a href="/2">2022年第16期</a></div>'), T, '2022-05-09', ['沈一苇'], outlet='-', body=B8, without=['第17期'])
T='让数据多跑路'
case('x-speech', H5(T, '<h1>'+T+'</h1><p>——在全市数据工作会议上的讲话</p><p>市长 陆闻道</p><p>（2023年3月15日）</p>'+P(['同志们：']+['今天这次会议的主要任务是总结去年的数据工作，研究部署今年的重点任务，动员全市上下把数据用起来。','去年我们归集数据二十一亿条，接入部门四十六个，群众办事平均少跑两趟，这些成绩来之不易。'])), T, '2023-03-15', ['-'], body=['今天这次会议的主要任务是总结去年的数据工作，研究部署今年的重点任务，动员全市上下把数据用起来。','去年我们归集数据二十一亿条，接入部门四十六个，群众办事平均少跑两趟，这些成绩来之不易。'], outlet='-')
T='数据要素市场化怎么走'
case('x-aisixiang', H4('唐景行：'+T+'_爱思网', '<div>选择字号：大 中 小　　本文共阅读 1659 次　更新时间：2013-08-01 17:39</div><h3>进入专题： 数据要素</h3><h2>● <a href="/thinker/tang">唐景行</a></h2>'+P(B7)+'<p>本文责编：<b>wangba</b><br>发信站：爱思网，栏目：天益学术 &gt; 经济学<br>本文链接：http://x.example/data/66.html<br>文章来源：作者授权爱思网发布，转载请注明出处。</p>','utf-8'), '唐景行：'+T, '2013-08-01', ['-'], body=B7, outlet='-')
