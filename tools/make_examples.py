#!/usr/bin/env python3
"""Makes examples/pages/ out of examples/src/: clean sources of our own writing become pages as a crawler finds them.

A source is `key: value` lines, a blank line, then paragraphs. Keys: title, outlet, date, site, authors, editor; `as` html or
text; `template` portal, gov, wiki, teasers, plain (what stands around the article); `encoding` utf-8, gbk, big5; `damage`
(names of tools/make_damage.py: pinyin, gbkshift, traditional, taiwan), `truth` (what a reader must find, for people).

    tools/make_examples.py            writes examples/pages
    tools/make_examples.py --check    exit 1 when examples/pages are not what the sources give
The same sources always give the same bytes. Standard library only.
"""
import html
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
sys.path.insert(0, HERE)
import make_damage  # noqa: E402

SRC = os.path.join(TOP, 'examples', 'src')
OUT = os.path.join(TOP, 'examples', 'pages')

NAV = ['首页', '要闻', '政策', '产业', '数据', '专题', '关于我们']
RELATED = ['春季招聘会本周末举行', '多地发布大风降温预报', '地铁新线开始空载试运行', '周末市集展出三百余种手工艺品',
           '图书馆延长开放时间', '社区食堂推出新菜单']
TEASERS = [('博物馆夜间开放首日预约已满', '本市博物馆自本周起延长开放时间，首日预约名额在一小时内约满，馆方提醒观众错峰前往，'),
           ('老街改造完成 游客量增长三成', '经过八个月的修缮，老街昨日重新开放。沿街店铺保留了木质门面，新增了休息区和'),
           ('春运最后一周 铁路加开列车', '铁路部门介绍，本周将加开列车，方便返程旅客。旅客可以通过官方渠道查询余票，'),
           ('某家电企业发布年报 营收增长8 5%', '该企业昨日发布年报，全年营收120 4亿元，同比增长8 5%，董事会建议')]
COPYRIGHT = '本站所载文章仅供学习参考，如涉及版权问题请与本站联系。'


def read_source(path):
    head, _, body = open(path, encoding='utf-8').read().partition('\n\n')
    meta = dict((k.strip(), v.strip()) for k, _, v in (line.partition(':') for line in head.split('\n')))
    return meta, [p for p in body.split('\n') if p.strip()]


def is_heading(p):
    return len(p) < 16 and (p[1:2] == '、' or not p.endswith(('。', '？', '！'))) and not p.startswith('•')


def date_line(m):
    parts = [m.get('date', '')]
    if m.get('outlet'):
        parts.append('来源：' + m['outlet'])
    if m.get('authors'):
        parts.append('作者：' + m['authors'])
    return '　'.join(p for p in parts if p)


def page_html(m, body):
    e = html.escape
    enc = m.get('encoding', 'utf-8')
    charset = {'gbk': 'gb2312', 'big5': 'big5'}.get(enc, 'utf-8')
    gov = m['template'] == 'gov'
    out = ['<!DOCTYPE html>', '<html><head>', '<meta charset="%s">' % charset,
           '<title>%s</title>' % e(m['title'] + ('_' if gov else ' - ') + m.get('site', ''))]
    if gov:
        out += ['<meta name="ArticleTitle" content="%s">' % e(m['title']), '<meta name="PubDate" content="%s">' % e(m.get('date', ''))]
    out += ['<style>body{font:16px/1.8 serif}</style>', '<script>var page = "<p>not text</p>";</script>', '</head><body>',
            '<div class="nav"><ul>%s</ul></div>' % ''.join('<li><a href="#">%s</a></li>' % n for n in NAV),
            '<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">产业</a> &gt; 正文</div>',
            '<div class="%s">' % ('TRS_Editor' if gov else 'article'), '<h1>%s</h1>' % e(m['title']),
            '<div class="info">%s</div>' % e(date_line(m))]
    for p in body:
        out.append('<%s>%s</%s>' % (('h3', e(p), 'h3') if is_heading(p) else ('p', '&emsp;&emsp;' * (not gov) + e(p), 'p')))
    if m.get('editor'):
        out.append('<p class="editor">责任编辑：%s</p>' % e(m['editor']))
    out += ['</div>', '<div class="related"><h4>相关阅读</h4><ul>%s</ul></div>' % ''.join('<li><a href="#">%s</a></li>' % r for r in RELATED),
            '<div class="footer">%s<br>%s 版权所有 &copy; 2020-2026</div>' % (COPYRIGHT, e(m.get('site', ''))), '</body></html>', '']
    return '\n'.join(out)


def page_text(m, body):
    t = m['template']
    out = []
    if t == 'teasers':
        out += ['产业 >', '', m['title'] + '|今日热点', '', '%s   来源:%s' % (m.get('date', ''), m.get('outlet', '')), '']
    elif t == 'wiki':
        out += [m['title'], '', m['title'], '']
    else:
        out += ['|'.join(NAV), '首页 >> 产业 >> 正文', '', m['title'], '', date_line(m), '']
    for p in body:
        out += [p] if t == 'wiki' else [p, '']
    if m.get('authors') and t == 'teasers':
        out += ['(%s记者 %s)' % (m.get('outlet', ''), m['authors']), '']
    if m.get('editor'):
        out += ['责任编辑：' + m['editor'], '']
    if t == 'teasers':
        out += ['标签:', '', '相关阅读', '']
        for r in RELATED:
            out += [r, '', '产业', '', m['date'][:10], '']
        for a, b in TEASERS:
            out += [a, '', b, '']
    elif t == 'wiki':
        out += ['', '相关词条', '', '热门词条', '', '联络我们']
    else:
        out += ['相关新闻', ''] + RELATED + ['关于我们 | 联系我们 | 网站地图', COPYRIGHT]
    return '\n'.join(out) + '\n'


def make(name):
    m, body = read_source(os.path.join(SRC, name + '.txt'))
    text = page_html(m, body) if m['as'] == 'html' else page_text(m, body)
    # Full-width punctuation is folded on the pages that came through the script converter, as on the web.
    for k, mode in enumerate(m.get('damage', '').split()):
        text = make_damage.damage(text, mode, seed=len(name) * 100 + k)
    enc = m.get('encoding', 'utf-8')
    # The page's own bytes: what its encoding cannot say becomes a character reference, as browsers' forms do.
    return name + ('.html' if m['as'] == 'html' else '.txt'), text.encode({'gbk': 'gb18030'}.get(enc, enc), 'xmlcharrefreplace')


def main():
    check = '--check' in sys.argv[1:]
    names = sorted(f[:-4] for f in os.listdir(SRC) if f.endswith('.txt'))
    os.makedirs(OUT, exist_ok=True)
    wanted = dict(make(n) for n in names)
    bad = [n for n in sorted(set(os.listdir(OUT)) | set(wanted))
           if n not in wanted or not os.path.exists(os.path.join(OUT, n)) or open(os.path.join(OUT, n), 'rb').read() != wanted[n]]
    if check:
        for n in bad:
            print('examples/pages/%s is not what tools/make_examples.py makes' % n)
        return 1 if bad else 0
    for n in bad:
        path = os.path.join(OUT, n)
        if n in wanted:
            with open(path, 'wb') as f:
                f.write(wanted[n])
        else:
            os.remove(path)
    print('%d pages, %d changed' % (len(wanted), len(bad)))
    return 0


if __name__ == '__main__':
    sys.exit(main())
