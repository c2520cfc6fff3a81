#!/usr/bin/env python3
"""What leaves the knowledge base: reports in every format, citations, bundles and their check. Standard library only.

    run.py BINARY     ends with `N passed, N failed`

The base is made of examples/pages and of one page whose title, outlet and quotation try to be markup. Each check is a function
whose name begins with `check_`; it gets the folder and raises AssertionError.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import checks  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
HOSTILE = ('<html><head><meta charset="utf-8"><title>&lt;script&gt;alert(1)&lt;/script&gt;&amp;"|*_[x](y)</title></head><body>'
           '<h1>&lt;script&gt;alert(1)&lt;/script&gt;&amp;"|*_[x](y)</h1><p>2024-03-05 来源：&lt;b&gt;某报&lt;/b&gt;</p>'
           '<p>2023年，遵义市人工智能产业规模为21.5亿元，&lt;img src=x onerror=alert(2)&gt;同比增长18.4%%。</p>%s</body></html>'
           % ('<p>这是为了够长而写的一段话，讲述本地产业发展的一般情况。</p>' * 6))
binary = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ''
ENV = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent', CEDU_LANG='zh',
           LSAN_OPTIONS='suppressions=%s:print_suppressions=0' % os.path.join(TOP, 'tests', 'report', 'lsan.txt'))


def cedu(folder, *args, code=0):
    r = subprocess.run([binary] + list(args), cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert r.returncode == code, '%s: exit %d, not %d\n%s' % (' '.join(args), r.returncode, code, r.stderr.decode('utf-8', 'replace'))
    return r.stdout


def report(folder, name, *args):
    cedu(folder, 'report', *args, '--as-of', '2026-01-01', '-f', '-o', name)
    return os.path.join(folder, name)


def check_markdown_every_number_has_a_note(folder):
    text = open(report(folder, 'a.md', '成都'), encoding='utf-8').read()
    body, notes = text.split('\n[^1]: ', 1)
    defined = 1 + len(re.findall(r'^\[\^(\d+)\]: ', notes, re.M))
    used = {int(n) for n in re.findall(r'\[\^(\d+)\]', body)}
    assert used == set(range(1, defined + 1)), 'notes used and defined differ'
    told = body.split('## 二、')[0].split('## 一、')[1].split('**')[0]
    for sentence in re.split('。', told):
        if re.search(r'\d', re.sub(r'\[\^\d+\]|\d+年(\d+月)?', '', sentence)):
            assert '[^' in sentence, 'a number without a note: ' + sentence
    assert '413.9亿元' in body and '82.8%' in body and '见“矛盾与口径”' in body
    assert re.search(r'真冲突：.*597家.*579家', body), 'the planted contradiction is not disclosed'
    assert '尚不掌握' in body


def check_template_of_a_user(folder):
    built_in = cedu(folder, 'report', '成都', '--print-template').decode()
    assert '{indicators}' in built_in and built_in.startswith('# {region}')
    open(os.path.join(folder, 't.txt'), 'w', encoding='utf-8').write('# 关于{region}\n本页有{sources}个来源。\n## 目标\n{targets}\n')
    text = cedu(folder, 'report', '成都', '--template', 't.txt', '--as-of', '2026-01-01').decode()
    assert text.startswith('# 关于成都市\n') and '## 一、目标' in text and '主要指标' not in text and '{' not in text
    open(os.path.join(folder, 't.txt'), 'w', encoding='utf-8').write('# x\n{nothing-of-this-name}\n')
    cedu(folder, 'report', '成都', '--template', 't.txt', code=2)


def check_html_escapes_what_pages_say(folder):
    text = open(report(folder, 'a.html', '遵义'), encoding='utf-8').read()
    assert '21.5亿元' in text and '<script' not in text and '<img' not in text and '<b>' not in text
    assert "default-src 'none'" in text
    ids = re.findall(r'id="([nr]\d+)"', text)
    assert len(ids) == len(set(ids)) and all('id="%s"' % h in text for h in re.findall(r'href="#([nr]\d+)"', text))


def check_markdown_escapes_what_pages_say(folder):
    text = open(report(folder, 'h.md', '遵义'), encoding='utf-8').read()
    assert '<script' not in text.replace('\\<script', '') and '|\\*\\_\\[x\\](y)' in text


def check_docx_is_well_formed_and_footnoted(folder):
    with zipfile.ZipFile(report(folder, 'a.docx', '成都')) as z:
        assert z.testzip() is None and z.namelist()[0] == '[Content_Types].xml'
        trees = {n: ET.fromstring(z.read(n)) for n in z.namelist() if not n.endswith('.png')}
        pictures = [z.read(n) for n in z.namelist() if n.endswith('.png')]
        rels = z.read('word/_rels/document.xml.rels').decode()
    body, notes = trees['word/document.xml'], trees['word/footnotes.xml']
    ids = [int(e.get(W + 'id')) for e in body.iter(W + 'footnoteReference')]
    assert sorted(ids) == [int(e.get(W + 'id')) for e in notes.iter(W + 'footnote') if int(e.get(W + 'id')) > 0], 'every note once'
    styles = {e.get(W + 'styleId') for e in trees['word/styles.xml'].iter(W + 'style')}
    assert {e.get(W + 'val') for e in body.iter(W + 'pStyle')} <= styles
    text = ''.join(e.text or '' for e in body.iter(W + 't'))
    assert '成都市政策与产业情况报告' in text and '413.9亿元' in text
    shown = [e.get('{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed') for e in body.iter() if e.tag.endswith('}blip')]
    assert len(shown) == len(pictures) and all('Id="%s"' % r in rels for r in shown) and all(b[:4] == b'\x89PNG' for b in pictures)
    assert pictures or '没有安装 librsvg' in text, 'neither a chart nor a word about it'
    for row in body.iter(W + 'tbl'):
        assert len({len(r.findall(W + 'tc')) for r in row.findall(W + 'tr')}) == 1, 'rows of one width'


def check_docx_escapes_what_pages_say(folder):
    with zipfile.ZipFile(report(folder, 'h.docx', '遵义')) as z:
        text = ''.join(e.text or '' for e in ET.fromstring(z.read('word/footnotes.xml')).iter(W + 't'))
    assert '<script>' in text, 'text stays text'


def check_xlsx_numbers_are_numbers(folder):
    with zipfile.ZipFile(report(folder, 'a.xlsx', '成都')) as z:
        names = [e.get('name') for e in ET.fromstring(z.read('xl/workbook.xml')).iter(S + 'sheet')]
        sheet = ET.fromstring(z.read('xl/worksheets/sheet1.xml'))
        styles = ET.fromstring(z.read('xl/styles.xml'))
        formats = {e.get('numFmtId'): e.get('formatCode') for e in styles.iter(S + 'numFmt')}
        cells = styles.find(S + 'cellXfs').findall(S + 'xf')
    assert names[0] == '主要指标' and '出处' in names and '正文与说明' in names
    found = [(float(c.find(S + 'v').text), formats.get(cells[int(c.get('s'))].get('numFmtId'))) for c in sheet.iter(S + 'c')
             if c.get('t') in (None, 'n') and c.get('s') and c.find(S + 'v') is not None]
    assert (413.9, '#,##0.0"亿元"') in found, found[:5]
    assert sheet.find(S + 'autoFilter') is not None and next(sheet.iter(S + 'pane')).get('state') == 'frozen'


def check_comparison_topic_and_changes(folder):
    text = cedu(folder, 'report', '成都', '杭州', '--as-of', '2026-01-01').decode()
    assert '| 指标 | 时间 | 成都市 | 杭州市 |' in text and '—' in text
    assert '成都市' in cedu(folder, 'report', '--topic', '人工智能企业数量').decode()
    assert '新政策' in cedu(folder, 'report', '--since', '2020-01-01').decode()
    cedu(folder, 'report', code=2)
    cedu(folder, 'report', '拉萨', code=5)
    cedu(folder, 'report', '成都', '--format', 'pdf', code=2)
    report(folder, 'again.md', '成都')
    cedu(folder, 'report', '成都', '-o', 'again.md', code=2)  # is there already


def check_citations(folder):
    doc = json.loads(cedu(folder, 'list', 'documents', '--format', 'json').decode().split('\n')[0])
    key = doc.get('doc') or doc.get('sha256')
    line = cedu(folder, 'cite', key).decode()
    assert re.search(r'\[EB(/OL)?\]\. ', line), line
    assert 'URL: ' not in line and line.count('\n') == 1
    csl = json.loads(cedu(folder, 'cite', key, '--style', 'csl'))
    assert [c['type'] for c in csl] == ['webpage'] and csl[0]['id'] == key
    tex = cedu(folder, 'cite', key, '--style', 'bibtex').decode()
    assert tex.startswith('@misc{cedu') and tex.count('{') == tex.count('}')
    cedu(folder, 'cite', 'ffffffffffff', code=5)
    cedu(folder, 'cite', key, '--style', 'mla', code=2)


ODD = {  # title of the page -> what must come out of a reader of BibTeX and of CSL
    'braces.html': '一{二}三}四}五\\六^七~八%九&十$#_"双引号"',
    'quotes.html': '“引号”《书名》‘单’ <b>粗</b> @misc{x, title={y}}',
    'pinyin.html': '关于監(jiān)管的通知',
    'none.html': '',
}


def check_citations_of_odd_pages_are_read_by_others(folder):
    import html
    base = os.path.join(folder, 'odd.db')
    text = '<p>%s</p>' % '这是一段足够长的话，讲述本地产业发展的一般情况，没有数字。' * 8
    for name, title in ODD.items():
        head = '<title>%s</title>' % html.escape(title) if title else ''
        open(os.path.join(folder, name), 'w', encoding='utf-8').write(
            '<html><head><meta charset="utf-8">%s</head><body>%s%s<p>页 %s</p></body></html>'
            % (head, '<h1>%s</h1>' % html.escape(title) if title else '', text, name))
    cedu(folder, 'add', '-q', '-d', base, *ODD)
    csl = json.loads(cedu(folder, 'cite', '-d', base, '--style', 'csl', *ODD))
    tex = cedu(folder, 'cite', '-d', base, '--style', 'bibtex', *ODD).decode()
    for style in ('gbt2015', 'gbt2025'):
        lines = cedu(folder, 'cite', '-d', base, '--style', style, *ODD).decode().splitlines()
        assert len(lines) == len(ODD) and not any(l.startswith(('.', '[EB')) or '()' in l or '[]' in l for l in lines), lines
    titles = [c['title'] for c in csl]
    assert len(set(c['id'] for c in csl)) == len(ODD) and all(titles), titles
    assert titles[0] == ODD['braces.html'] and tex.count('{') == tex.count('}')
    assert all(part[0] > 1000 for c in csl for k in ('issued', 'accessed') if k in c for part in c[k]['date-parts'])
    if not shutil.which('pandoc'):
        print('skipped: pandoc is not here to read the citations')
        return
    open(os.path.join(folder, 'odd.bib'), 'w', encoding='utf-8').write(tex)
    open(os.path.join(folder, 'odd.json'), 'w', encoding='utf-8').write(json.dumps(csl))
    read = lambda *a: subprocess.run(['pandoc'] + list(a), cwd=folder, stdout=subprocess.PIPE, check=True).stdout.decode()
    back = json.loads(read('-f', 'bibtex', '-t', 'csljson', 'odd.bib'))
    # what does not match in BibTeX becomes wide; pandoc nests quotation marks its own way
    plain = lambda t: re.sub('[‘’“”"\u2060]', '', re.sub(r'</?[a-z]+[^>]*>', '', t)).translate(str.maketrans('｛｝', '{}'))
    assert [plain(b['title']) for b in back] == [plain(t) for t in titles], [(b['title'], t) for b, t in zip(back, titles)]
    shown = read('-f', 'csljson', '-t', 'plain', '--citeproc', '--wrap=none', 'odd.json')
    assert '一{二}三' in shown and shown.count('\n\n') >= len(ODD) - 1, shown


def check_datasette_metadata_fits_the_base(folder):
    """share/datasette.json names every view with columns that exist, hides every table of the inside; its queries run."""
    import sqlite3
    meta = json.load(open(os.path.join(TOP, 'share', 'datasette.json'), encoding='utf-8'))['databases']['cedu']
    db = sqlite3.connect(os.path.join(folder, 'cedu.db'))
    for name, kind in db.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"):
        assert name in meta['tables'], '%s is not in share/datasette.json' % name
        t = meta['tables'][name]
        assert bool(t.get('hidden')) == (kind == 'table'), name
        columns = {r[0] for r in db.execute('SELECT name FROM pragma_table_info(?)', (name,))}
        assert set(t.get('facets', [])) | {t[k] for k in ('sort', 'sort_desc') if k in t} <= columns, (name, columns)
    for q in meta['queries'].values():
        db.execute(q['sql'], {'subject': '产业'}).fetchall()


def bundle(folder):
    cedu(folder, 'bundle', '成都', '--as-of', '2026-01-01', '-f', '-o', 'b.zip')
    return os.path.join(folder, 'b.zip')


def check_bundle_holds_and_is_reproducible(folder):
    first = open(bundle(folder), 'rb').read()
    cedu(folder, 'verify', 'b.zip')
    assert open(bundle(folder), 'rb').read() == first
    with zipfile.ZipFile(os.path.join(folder, 'b.zip')) as z:
        facts = [json.loads(l) for l in z.read('facts.ndjson').splitlines()]
        assert facts and all('originals/' + f['doc'] in z.namelist() for f in facts)


SHARED = os.path.join(os.path.dirname(TOP), 'shared')
ZONES = '北京 上海 深圳 杭州 广州 成都 天津 济南 青岛'.split()


def check_every_number_of_every_report_is_traced(folder):
    """A region, the eight zones side by side, a topic, changes: over the examples, and over the four seeds where they are."""
    bases = [[os.path.join(TOP, 'examples', 'pages')]]
    if os.path.isdir(os.path.join(SHARED, 'seeds')):
        bases.append(bases[0] + [os.path.join(SHARED, 'seeds')])
    else:
        print('skipped: the seeds are not here')
    for k, pages in enumerate(bases):
        base = 'trace%d.db' % k
        cedu(folder, 'add', '-q', '--db', base, *pages)
        for order in (['成都'], ZONES, ['--topic', '人工智能企业数量'], ['--since', '2020-01-01'], ['--weekly']):
            for lang in ('zh', 'en'):
                cedu(folder, 'bundle', *order, '--db', base, '--lang', lang, '--as-of', '2026-01-01', '-f', '-o', 'x.zip')
                said = cedu(folder, 'verify', 'x.zip').decode()
                assert int(re.search(r'(\d+) 个数字', said).group(1)) > 4 and '无从核对' not in said, said
    if len(bases) == 2:  # a number that was computed, changed
        cedu(folder, 'bundle', '成都', '--db', base, '--as-of', '2026-01-01', '-f', '-o', 'x.zip')
        with zipfile.ZipFile(os.path.join(folder, 'x.zip')) as z:
            files = {n: z.read(n) for n in z.namelist()}
        assert '2985家'.encode() in files['report.html']
        files['report.html'] = files['report.html'].replace('2985家'.encode(), '2885家'.encode())
        renew(files)
        with zipfile.ZipFile(os.path.join(folder, 'y.zip'), 'w') as z:
            for n, b in files.items():
                z.writestr(n, b)
        assert '2885' in cedu(folder, 'verify', 'y.zip', code=1).decode()
    cedu(folder, 'bundle', '--since', '2020-01-01', '--db', base, '-f', '-o', 'x.zip')
    with zipfile.ZipFile(os.path.join(folder, 'x.zip')) as z:
        assert 'Changes' in z.read('report.html').decode() or '变化' in z.read('report.html').decode()


FIELDS = ('<html><head><meta charset="utf-8"><title>%s人工智能产业行动计划发布</title></head><body><h1>%s人工智能产业行动计划发布</h1><p>2024-03-05 来源：某日报</p>'
          '<p>%s重点发展%s等领域。%d年，%s人工智能企业数量达到%d家，人工智能产业规模居全省第%s位。</p><p>%s</p></body></html>')


def check_comparison_draws_what_can_be_compared(folder):
    """Fields that two regions name as dots, an indicator of different years as bars that name them; one region's alone are not drawn."""
    told = (('六安市', '智能网联汽车、量子信息', 2023, 310, '五'), ('九江市', '智能网联汽车、脑机接口', 2022, 120, '三'), ('三亚市', '深海探测', 2023, 0, '二'))
    for k, (city, fields, year, count, rank) in enumerate(told):
        text = FIELDS % (city, city, city, fields, year, city, count, rank, '这是一段足够长的话，讲述本地产业发展的一般情况，没有数字。' * 6)
        open(os.path.join(folder, 'f%d.html' % k), 'w', encoding='utf-8').write(text if count else text.replace('人工智能企业数量达到0家，', ''))
    cedu(folder, 'add', '-q', '--db', 'fields.db', 'f0.html', 'f1.html', 'f2.html')
    cities = [t[0] for t in told]
    html = open(report(folder, 'f.html', *cities, '--db', 'fields.db'), encoding='utf-8').read()
    charts = re.findall(r'<svg.*?</svg>', html, re.S)
    assert len(charts) == 2, len(charts)
    bars, dots = charts
    assert '年份不同' in bars and '2023年' in bars and '2022年' in bars and '310家' in bars and '120家' in bars
    assert dots.count('<circle') == 2 and '智能网联汽车' in dots and '脑机接口' not in dots and all(c in dots for c in cities)
    with zipfile.ZipFile(report(folder, 'f.docx', *cities, '--db', 'fields.db')) as z:
        ids = [int(e.get(W + 'id')) for e in ET.fromstring(z.read('word/document.xml')).iter(W + 'footnoteReference')]
    assert len(ids) == len(set(ids))
    for lang in ('zh', 'en'):
        cedu(folder, 'bundle', *cities, '--db', 'fields.db', '--lang', lang, '-f', '-o', 'f.zip')
        cedu(folder, 'verify', 'f.zip')
    alone = open(report(folder, 'f1.html', '六安', '三亚', '--db', 'fields.db'), encoding='utf-8').read()
    assert '<svg' not in alone


def check_a_templates_own_numbers_are_told_apart(folder):
    open(os.path.join(folder, 'own.txt'), 'w', encoding='utf-8').write('# 关于{region}\n按2026年第17次会议要求，整理{documents}篇。\n{indicators}\n')
    cedu(folder, 'bundle', '成都', '--template', 'own.txt', '-f', '-o', 'own.zip')
    assert '另有 3 个数字' in cedu(folder, 'verify', 'own.zip').decode()


def renew(files):
    """What a forger does who changes a file: the manifest again, with the right hashes."""
    m = json.loads(files['manifest.json'])
    m['files'] = [{'path': n, 'bytes': len(b), 'sha256': hashlib.sha256(b).hexdigest()} for n, b in files.items() if n != 'manifest.json']
    files['manifest.json'] = json.dumps(m).encode()


def check_verify_finds_every_change(folder):
    with zipfile.ZipFile(bundle(folder)) as z:
        files = {n: z.read(n) for n in z.namelist()}
    original = next(n for n in files if n.startswith('originals/'))

    def rewritten(change, manifest=False):
        got = dict(files)
        change(got)
        if manifest:
            renew(got)
        with zipfile.ZipFile(os.path.join(folder, 'c.zip'), 'w') as z:
            for n, b in got.items():
                z.writestr(n, b)
        return cedu(folder, 'verify', 'c.zip', code=1).decode()

    def told(old, new):
        assert old in files['report.html'].decode(), old
        try:
            return rewritten(lambda g: g.update({'report.html': g['report.html'].replace(old.encode(), new.encode(), 1)}), True)
        except AssertionError:
            raise AssertionError('nobody noticed %s instead of %s' % (new, old))

    first = json.loads(files['facts.ndjson'].split(b'\n')[0])
    number = next(f for f in map(json.loads, files['facts.ndjson'].splitlines()) if f.get('value') is not None)
    forged = dict(number, quote=number['quote'][:-1] + '０')
    line = lambda f: json.dumps(f, ensure_ascii=False).encode()
    assert 'SHA-256' in rewritten(lambda g: g.update({original: g[original] + b' '}))
    assert '原件' in rewritten(lambda g: g.update({original: b'x' + g[original]}), True)
    assert '不在包里' in rewritten(lambda g: g.pop(original))
    assert '没有列出' in rewritten(lambda g: g.update({'extra.txt': b'x'}))
    assert '引文' in rewritten(lambda g: g.update({'facts.ndjson': g['facts.ndjson'] + line(forged) + b'\n'}), True)
    assert '引用的事实' in rewritten(lambda g: g.update({'facts.ndjson': b'\n'.join(g['facts.ndjson'].split(b'\n')[1:])}), True)
    # a forger who changes what the report says, and renews the manifest
    for old, new in (('为413.9亿元', '为431.9亿元'), ('82.8%', '92.8%'), ('20.8%', '19.8%'), ('2021年为', '2020年为'), ('>0<', '>3<'),
                     ('<h2>出处', '<p>另有39家企业。</p><h2>出处'), ('>413.9亿元<', '>4139亿元<'),
                     ('为413.9亿元', '为413.9万元'), ('居全国第五位', '居全国第四位'), ('<h2>出处', '<p>另有三十九条措施。</p><h2>出处'),
                     ('首个', '二十个'),
                     ('data-rule="progress"', 'data-rule="nothing"')):
        assert '没有，也算不出来' in told(old, new), (old, new)
    assert '不是这条事实的引文' in told('人工智能产业规模达413.9亿元”', '人工智能产业规模达431.9亿元”')
    shifted = dict(first, byte_start=first['byte_start'] + 1)
    assert '引文' in rewritten(lambda g: g.update({'facts.ndjson': g['facts.ndjson'] + line(shifted) + b'\n'}), True)
    for junk in (b'', b'no zip at all', open(os.path.join(folder, 'b.zip'), 'rb').read()[:-200]):
        open(os.path.join(folder, 'c.zip'), 'wb').write(junk)
        cedu(folder, 'verify', 'c.zip', code=1)


def main():
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, 'hostile.html'), 'w', encoding='utf-8').write(HOSTILE)
        cedu(folder, 'add', '-q', os.path.join(TOP, 'examples', 'pages'), 'hostile.html')
        return checks.run(globals(), lambda check: check(folder))


if __name__ == '__main__':
    sys.exit(main())
