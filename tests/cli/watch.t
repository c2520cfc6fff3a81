# A list of pages and feeds, read again: what is new or changed. An item is known by its address, whatever comes before it; items that leave a feed are not gone.
--- file page.html
<html><body><h1>甲市规划</h1><p>2023年，成都市人工智能企业数量达800家，产业规模达300亿元。</p></body></html>
--- file feed.xml
<rss version="2.0"><channel><title>要闻</title><item><title>第一条</title><link>http://example.org/1</link><pubDate>Sat, 06 May 2023 09:30:00 +0800</pubDate><description>算力券开始申领。</description></item></channel></rss>
--- file list.txt
# 两处
page.html
feed.xml
--- cmd
export XDG_STATE_HOME=$PWD/state
cedu watch list.txt
cedu watch list.txt
sed -i 's/800家/810家/' page.html
echo '<rss version="2.0"><channel><item><title>第二条</title><link>http://example.org/2</link><pubDate>Sun, 07 May 2023 16:30:00 GMT</pubDate><description>算力平台投用。</description></item></channel></rss>' > feed.xml
cedu watch list.txt
cedu facts feed.xml | pick file member url title published
--- stdout
状态  标题      日期        位置
新增  甲市规划              page.html
新增  第一条    2023-05-06  feed.xml!http://example.org/1
状态  标题      日期        位置
变化  甲市规划              page.html
新增  第二条    2023-05-08  feed.xml!http://example.org/2
feed.xml	http://example.org/2	http://example.org/2	第二条	2023-05-08
