#!/usr/bin/env python3
"""The server: API, security, files, shutdown; and the workbench in a browser where there is one.

    run.py BINARY [--bless] [--no-browser]

A knowledge base is made from examples/pages and two hostile pages written here, and served on a free loopback port. Checked: every
answer against the shapes of /api/openapi.json; rows against the command's --format json; random and nasty parameters never
give a 5xx or anything but JSON; headers, hosts, methods, sizes, slow clients; reading while another process adds; SIGTERM.
--bless renews what is generated from the OpenAPI document: ui/src/api.d.ts and the table in docs/api.md.
The browser part runs on the release build, with Chromium and the modules that tools/build_ui.sh left; otherwise it is skipped, in words.
"""
import concurrent.futures
import gzip
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, 'tools'))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
import huge
import properties
import team
from kit import PATIENCE, Server, check, conforms, must, op, raw, results, say, until
HOSTILE = {
    'a"><img src=x onerror=alert(1)>.html':
        '<html><head><meta charset="utf-8"><title>&lt;script&gt;alert(1)&lt;/script&gt;新城人工智能产业规模</title></head><body>'
        '<h1>&lt;script&gt;alert(1)&lt;/script&gt;新城人工智能产业规模</h1><p>来源：&lt;b onmouseover=alert(2)&gt;示例报　2024-05-06</p>'
        '<p>2023年，厦门市人工智能产业规模达到312.5亿元，同比增长18%。&lt;svg/onload=alert(3)&gt;企业共有204家，javascript:alert(4)。</p>'
        '<p>到2026年，厦门市人工智能产业规模力争突破600亿元。</p></body></html>',
    "b'; DROP TABLE facts; --.txt":
        "厦门市推进智能算力建设\n\n示例日报 2024-03-02\n\n截至2023年底，厦门市智能算力规模达到1200PFLOPS。'; DROP TABLE facts; --\n\n"
        '=cmd|calc!A1 只是一行字，表格软件不应把它当作公式。\n',
}

# A pack of the user's own may hold anything, too: its names and forms come out on pages, in lists, in suggestions.
EVIL_NAME = '<img src=x onerror=alert(7)>坏规模'
EVIL_FORM = '坏"onmouseover="alert(8)规模'


def evil_packs(box):
    """The packs, with an indicator whose name, form and example are markup; and a page that speaks of it. Their folder, the page."""
    folder, page = os.path.join(box, 'packs'), os.path.join(box, "evil'><img src=x onerror=alert(10)>.txt".replace('/', ''))
    shutil.copytree(os.path.join(TOP, 'packs'), folder)
    with open(os.path.join(folder, 'low-altitude', 'indicators.tsv'), 'a', encoding='utf-8') as f:
        f.write('\t'.join(['evil.size', EVIL_NAME, EVIL_FORM, 'money', '元', '规模', '', 'up', '去年%s达到460亿元<svg/onload=alert(9)>。' % EVIL_FORM]) + '\n')
    with open(page, 'w', encoding='utf-8') as f:
        f.write('厦门市<svg/onload=alert(11)>通报\n\n示例日报<i onclick=alert(12)> 2024-03-02\n\n2023年，厦门市%s达到412.5亿元。到2026年，厦门市%s力争突破600亿元。\n' % (EVIL_FORM, EVIL_FORM))
    return folder, page


def cli(binary, *args):
    r = subprocess.run([binary] + list(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    must(r.returncode == 0, '%s: %d %s' % (args, r.returncode, r.stderr.decode(errors='replace')[-300:]))
    return [json.loads(line) for line in r.stdout.decode().splitlines() if line.startswith('{')]


@check('every route answers in its shape')
def test_shapes(s):
    facts, docs = s.json('/api/v1/facts', limit=20)['rows'], s.json('/api/v1/documents', limit=100)['rows']
    must(len(facts) == 20 and len(docs) > 10, 'too little in the base')
    names = [r['name'] for r in s.json('/api/v1/regions')['rows']]
    for route, item in s.spec['paths'].items():
        if 'post' in item or op(item).get('x-team') or 'application/json' not in op(item)['responses']['200']['content']:
            continue
        need = [p['name'] for p in op(item)['parameters'] if p['in'] == 'query' and p['required']]
        query = {k: {'region': names[:3], 'q': '算力', 'since': '2020'}[k] for k in need}
        fills = {'{ledger}': ['zones', 'funds', 'compute', 'companies', 'talents', 'scenarios', 'instruments', 'people', 'organisations'], '{name}': names, '{sha}': [d['doc'] for d in docs], '{id}': [f['id'] for f in facts]}
        key = next((k for k in fills if k in route), None)
        for v in fills[key] if key else ['']:
            conforms(s, route, s.json(route.replace(key, v) if key else route, **query))


@check('rows are those of the command')
def test_parity(s, binary, db):
    def same(a, b):
        if isinstance(a, float) or isinstance(b, float):
            return a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(a))
        return a == b
    for args, path, query in ((('list', 'facts'), '/api/v1/facts', {}), (('list', 'regions'), '/api/v1/regions', {}),
                              (('list', 'subjects'), '/api/v1/subjects', {}), (('list', 'documents'), '/api/v1/documents', {}),
                              (('list', 'policies'), '/api/v1/policies', {}), (('targets',), '/api/v1/targets', {}),
                              (('conflicts', '--verbose'), '/api/v1/conflicts', {'coexist': '1'}), (('derive',), '/api/v1/derive', {})):
        want = cli(binary, *args, '-d', db, '--format', 'json')
        got = s.json(path, limit=1000, **query)['rows']
        must(len(want) == len(got), '%s: %d rows, the command has %d' % (path, len(got), len(want)))
        for a, b in zip(want, got):
            for k, v in a.items():
                must(k in b, '%s has no %s' % (path, k))
                must(same(v, b[k]), '%s.%s: %r, the command says %r' % (path, k, b[k], v))
    fact = s.json('/api/v1/facts', limit=1)['rows'][0]['id']
    must(s.json('/api/v1/fact/' + fact)['record'] == cli(binary, 'explain', fact, '-d', db, '--format', 'json')[0], 'explain differs')


@check('evidence: quotations are the original bytes')
def test_evidence(s):
    n = 0
    for d in s.json('/api/v1/documents', limit=100)['rows']:
        status, headers, raw = s.ask('/api/v1/document/%s/original' % d['doc'])
        must(status == 200 and 'attachment' in headers['Content-Disposition'], 'not an attachment')
        must(headers['Content-Type'] == 'application/octet-stream', headers['Content-Type'])
        e = s.json('/api/v1/document/' + d['doc'])
        must(e['aligned'] and e['readable'], 'not aligned')
        text = {}
        for p in e['paragraphs']:
            for i, c in enumerate(p['clean']):
                text[p['clean_start'] + i] = c
        for f, at in zip(e['facts'], e['fact_spans']):
            encoding = d['encoding'] or 'UTF-8'
            must(raw[f['byte_start']:f['byte_end']].decode(encoding, 'replace') == f['quote'], 'bytes of %s' % f['id'])
            clean = ''.join(text.get(i, '\n') for i in range(at['clean_start'], at['clean_end']))
            must(clean.replace('\n', '') == f['clean_quote'].replace('\n', ''), 'restored text of %s: %r' % (f['id'], clean))
            one = s.json('/api/v1/fact/' + f['id'])
            must(bytes.fromhex(one['bytes_hex']) == raw[f['byte_start']:f['byte_end']][:512], 'hex of %s' % f['id'])
            n += 1
    must(n > 50, 'only %d facts' % n)


NASTY = ["' OR 1=1 --", '"; DROP TABLE facts; --', '../../etc/passwd', '..%2f..%2fetc', '<script>alert(1)</script>', '%', '_', '*', '"', '""', '成"', 'NEAR(', 'a AND',
         '-', '(', '\u202e', '𠮷', '０１２', 'a' * 399, '成' * 133, '9999999999', '-1', '0', '1e9', 'NaN', '2020-02-30', '0000', 'null', 'true', '成都', '全国', '人工智能', '12345678',
         '\x00', '\n', '\ud7ff', '%00', '{}', '[]', 'target,growth', 'target,', ',', '1', '2021', '2021-03', '2021-03-04', 'subject', 'deadbeef']


@check('random parameters: never a 5xx, always JSON, errors in their shape')
def test_random(s):
    rnd = random.Random(20240607)
    docs = [d['doc'] for d in s.json('/api/v1/documents', limit=5)['rows']]
    facts = [f['id'] for f in s.json('/api/v1/facts', limit=5)['rows']]
    ok = 0
    for i in range(1500):
        route = rnd.choice(list(s.spec['paths']))
        params, method = op(s.spec['paths'][route])['parameters'], next(iter(s.spec['paths'][route])).upper()
        path, query = route, []
        for p in params:
            good = {'name': ['成都', '510100', '深圳市'], 'sha': docs, 'id': facts, 'region': ['成都', '全国', '杭州市'], 'limit': ['1', '7'], 'offset': ['0', '3'], 'kind': ['target', 'growth,share'],
                    'from': ['2019'], 'to': ['2024'], 'due': ['2025'], 'asof': ['2022-06-30'], 'since': ['2021-03'], 'until': ['2023'], 'q': ['算力', '人工智能 规模'], 'subject': ['规模'],
                    'source': ['委'], 'document': docs, 'order': ['text', 'subject'], 'text': ['报'], 'ledger': ['funds', 'compute'], 'is': ['中小企业，民营企业'], 'has': ['大模型备案'], 'amount': ['智能算力:2000000', '甲:1,乙:2.5'], 'verdict': ['accept', 'reject', 'dispute', 'undo', 'comment'], 'note': ['看过'],
                    'set_region': ['成都'], 'set_period': ['2021', '2021/2025'], 'set_value': ['12.5'], 'set_stance': ['planned'], 'set_modifier': ['>']}.get(p['name'], ['1', '0', 'true'])
            v = rnd.choice(good if rnd.random() < 0.8 else NASTY)
            if p['in'] == 'path':
                path = path.replace('{%s}' % p['name'], urllib.parse.quote(v, safe='', errors='surrogatepass') or 'x')
            elif p['required'] or rnd.random() < 0.4:
                query.append((p['name'], v))
        if rnd.random() < 0.05:
            query.append((rnd.choice(NASTY), rnd.choice(NASTY)))
        target = path + ('?' + urllib.parse.urlencode(query, errors='surrogatepass') if query else '')
        if rnd.random() < 0.03:
            target += '&%ff%fe=%c0%80' if query else '?%ff=%c0'
        status, headers, body = s.ask(target, method, {'X-Cedu': '1'} if method == 'POST' else None, rnd.randbytes(rnd.choice([0, 3, 900])) if '/upload' in route else b'' if method == 'POST' else None)
        must(status < 500 or (status == 503 and '/upload' in route), '%s: %d %s' % (target, status, body[:200]))
        must(headers['X-Content-Type-Options'] == 'nosniff', 'headers of ' + target)
        if status == 200 and 'application/json' not in op(s.spec['paths'][route])['responses']['200']['content']:
            continue # the bytes of a file
        must(headers['Content-Type'].startswith('application/json'), '%s: %s' % (target, headers['Content-Type']))
        got = json.loads(body.decode('utf-8'))
        if status == 200:
            ok += 1
            conforms(s, route, got)
        else:
            must(set(got) == {'error'} and set(got['error']) == {'code', 'zh', 'en'}, '%s: %s' % (target, got))
    must(ok > 300, 'only %d of the requests were answered: the test tests nothing' % ok)


@check('wrong parameters are named')
def test_errors(s):
    for path, status, code in (('/api/v1/facts?limt=3', 400, 'USAGE'), ('/api/v1/facts?limit=0', 400, 'USAGE'), ('/api/v1/facts?limit=2&limit=3', 400, 'USAGE'),
                               ('/api/v1/compare', 400, 'USAGE'), ('/api/v1/search?q=', 400, 'USAGE'), ('/api/v1/region/' + urllib.parse.quote('不存在的地方'), 404, 'NOT_FOUND'),
                               ('/api/v1/document/0000000000', 404, 'NOT_FOUND'), ('/api/v1/fact/zz', 400, 'USAGE'), ('/api/v1/nothing', 404, 'NOT_FOUND'), ('/api', 404, 'NOT_FOUND'),
                               ('/api/v2/facts', 404, 'NOT_FOUND')):
        got, _, body = s.ask(path)
        must(got == status and json.loads(body)['error']['code'] == code, '%s: %d %s' % (path, got, body[:200]))


@check('paging has no gap and no double')
def test_paging(s):
    everything = [f['id'] for f in s.json('/api/v1/facts', limit=1000)['rows']]
    pages, at = [], 0
    while True:
        r = s.json('/api/v1/facts', limit=7, offset=at)
        pages += [f['id'] for f in r['rows']]
        at += 7
        if not r['more']:
            break
    must(pages == everything, '%d and %d' % (len(pages), len(everything)))


# ------------------------------------------------------------------ security
@check('security headers on everything')
def test_headers(s):
    for path in ('/', '/healthz', '/metrics', '/api/openapi.json', '/api/v1/overview', '/api/v1/nothing', '/no.png', '/doc/abcdef'):
        _, h, _ = s.ask(path)
        csp = h['Content-Security-Policy']
        must("default-src 'none'" in csp and "script-src 'self'" in csp and 'unsafe' not in csp and "frame-ancestors 'none'" in csp, path + csp)
        must(h['X-Content-Type-Options'] == 'nosniff' and h['Referrer-Policy'] == 'no-referrer', path)
    page = s.ask('/')[2].decode()
    must(not re.search(r'<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=', page), 'inline script or style in the page')


@check('methods, bodies, hosts')
def test_requests(s):
    for method in ('POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'BREW'):
        status, h, body = s.ask('/api/v1/facts', method, body=b'{}' if method != 'OPTIONS' else None)
        must(status == 405 and json.loads(body)['error'] and 'GET' in h['Allow'], '%s: %d' % (method, status))
    must(s.ask('/api/v1/facts', body=b'x' * 100)[0] == 413, 'a GET with a body')
    must(s.ask('/healthz', 'HEAD')[2] == b'', 'HEAD with a body')
    for host, want in (('127.0.0.1:%d' % s.port, 200), ('localhost', 200), ('[::1]:80', 200), ('evil.example', 421), ('127.0.0.1.evil.example', 421), ('10.0.0.1', 421), ('', 421)):
        status = s.ask('/api/v1/regions', headers={'Host': host})[0]
        must(status == want, 'Host %r: %d' % (host, status))


OWN = {'X-Cedu': '1'}
PAGE = ('<html><head><meta charset="utf-8"><title>海港市智能算力规划</title></head><body><h1>海港市智能算力规划</h1><p>来源：海港示例报　2024-04-01</p>'
        '<p>2023年，厦门市智能算力规模达到1500PFLOPS。</p><p>到2027年，厦门市人工智能产业规模力争突破%d亿元。</p></body></html>')


def settled(s, files):
    r = {}

    def ended():
        r.update(s.json('/api/v1/intake'))
        return not r['running'] and r['files_done'] >= files
    until(ended, lambda: 'the intake does not end: %r' % {k: v for k, v in r.items() if k != 'rows'})
    return r


@check('files sent are read; containers too; the same again is the same; what cannot be read is named')
def test_upload(s):
    import io
    import zipfile
    box = io.BytesIO()
    with zipfile.ZipFile(box, 'w') as z:
        z.writestr('a/一.html', PAGE % 700)
        z.writestr('../../二.html', PAGE % 800)
    before = s.json('/api/v1/overview')['totals']['documents']
    for n, (name, body) in enumerate((('../../etc/x"><img src=x onerror=alert(1)>.html', (PAGE % 600).encode()), ('页面.zip', box.getvalue()), ('again.html', (PAGE % 600).encode()), ('broken.zip', b'PK\x03\x04' + b'\0' * 40))):
        status, _, got = s.ask('/api/v1/upload?file=' + urllib.parse.quote(name), 'POST', OWN, body)
        must(status == 200 and json.loads(got)['bytes'] == len(body), '%s: %d %s' % (name, status, got))
        r = settled(s, 1)
    rows = [x for x in r['rows'] if x['file'] != 'broken.zip' or x['how'] == 'failed']
    must([x['how'] for x in rows] == ['new', 'new', 'new', 'alias', 'failed'], rows)
    must(rows[0]['file'] == 'etc/x"><img src=x onerror=alert(1)>.html' and rows[0]['facts'] >= 2 and rows[1]['member'] == 'a/一.html', rows)
    must(rows[4]['error'] and rows[4]['doc'] is None, rows[4])
    must(s.json('/api/v1/overview')['totals']['documents'] >= before + 3, 'not in the base')
    fact = s.json('/api/v1/facts', document=rows[0]['doc'])['rows'][0]
    raw_bytes = s.ask('/api/v1/document/%s/original' % rows[0]['doc'])[2]
    must(raw_bytes == (PAGE % 600).encode() and raw_bytes[fact['byte_start']:fact['byte_end']].decode() == fact['quote'], 'bytes')
    book = io.BytesIO()
    with zipfile.ZipFile(book, 'w') as z:
        z.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="表一" r:id="a"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Target="w.xml"/></Relationships>')
        z.writestr('xl/w.xml', '<worksheet><sheetData><row r="7"><c r="C7" t="inlineStr"><is><t>2023年厦门市人工智能企业达到77家。</t></is></c></row></sheetData></worksheet>')
    must(s.ask('/api/v1/upload?file=b.xlsx', 'POST', OWN, book.getvalue())[0] == 200, 'a workbook')
    row = settled(s, 1)['rows'][-1]
    fact = s.json('/api/v1/facts', document=row['doc'])['rows'][0]
    must(s.json('/api/v1/fact/' + fact['id'])['record']['where'] == {'sheet': '表一', 'cells': 'C7'}, 'the cell is not known: %r' % row)


@check('progress comes as events, resumes after the last one seen, and costs nothing while nothing happens')
def test_events(s):
    def listen(last=None):
        c = socket.create_connection((s.host, s.port), timeout=PATIENCE)
        c.sendall(b'GET /api/v1/intake/events HTTP/1.1\r\nHost: localhost\r\n%s\r\n' % (b'Last-Event-ID: %d\r\n' % last if last is not None else b''))
        return c

    def until(c, word):
        got = b''
        while word not in got:
            x = c.recv(65536)
            must(x, 'the stream ended: %r' % got[-300:])
            got += x
        return got.decode()
    c = listen()
    text = until(c, b'event: state')
    last = int(re.findall(r'id: (\d+)', text)[-1])
    ticks = lambda: sum(int(x) for x in open('/proc/%d/stat' % s.p.pid).read().rsplit(') ', 1)[1].split()[11:13])
    idle = ticks()
    time.sleep(1.5)
    must(ticks() - idle < 50, 'an idle stream burns processor time: %d ticks' % (ticks() - idle))
    s.ask('/api/v1/upload?file=live.html', 'POST', OWN, (PAGE % 910).encode())
    text = until(c, b'"how":"new"')
    must('id: %d' % (last + 1) in text, text)
    c.close()
    c = listen(last)
    must(re.findall(r'id: (\d+)', until(c, b'event: state')) == [str(last + 1)], 'does not resume')
    c.close()
    streams = [listen() for _ in range(40)]
    answers = [x.recv(15) for x in streams]
    must(sum(b' 200' in a for a in answers) >= 30 and any(b' 503' in a for a in answers), answers)
    for x in streams:
        x.close()
    must(s.ask('/healthz')[0] == 200, 'the server suffered')


@check('a change comes from our own pages only; sizes are limited; a broken upload leaves nothing')
def test_csrf(s):
    for headers, want in (({}, 403), ({'X-Cedu': '2'}, 403), (dict(OWN, Origin='http://evil.example'), 403), (dict(OWN, Origin='null'), 403), (dict(OWN, **{'Sec-Fetch-Site': 'cross-site'}), 403),
                          (dict(OWN, Host='evil.example'), 421), (dict(OWN, Origin='http://%s:%d' % (s.host, s.port)), 200), (dict(OWN, **{'Sec-Fetch-Site': 'same-origin'}), 200)):
        status, _, body = s.ask('/api/v1/upload?file=c.txt', 'POST', headers, '人工智能'.encode())
        must(status == want, '%r: %d %s' % (headers, status, body))
    fact = s.json('/api/v1/facts', limit=1)['rows'][0]['id']
    must(s.ask('/api/v1/fact/%s/verdict?verdict=accept' % fact, 'POST', {}, b'')[0] == 403, 'a verdict without the header')
    must(s.ask('/api/v1/fact/%s/verdict?verdict=accept' % fact, 'POST', OWN, b'{}')[0] == 413, 'a verdict with a body')
    must(s.ask('/api/v1/fact/%s/verdict?verdict=accept' % fact)[0] == 405, 'a verdict by GET')
    head = b'POST /api/v1/upload?file=x HTTP/1.1\r\nHost: localhost\r\nX-Cedu: 1\r\n'
    for extra, want in ((b'Content-Length: 99999999999\r\n', b'413'), (b'Content-Length: 0\r\n', b'400'), (b'Content-Length: -1\r\n', b'400'), (b'Transfer-Encoding: chunked\r\n', b'411')):
        got = raw(s, head + extra + b'Connection: close\r\n\r\n')
        must(got[9:12] == want, '%r: %r' % (extra, got[:80]))
    for _ in range(12):
        c = socket.create_connection((s.host, s.port))
        c.sendall(head + b'Content-Length: 1000\r\n\r\nhalf')
        c.close()
    # at the latest when its patience ends (20 s): an edge-triggered poll may miss a close that came with data
    until(lambda: s.ask('/api/v1/upload?file=d.txt', 'POST', OWN, b'after all')[0] == 200, 'broken uploads keep their room')


@check('the order of indicators, of targets, and counts of overlap are the server\'s')
def test_order(s):
    rows = s.json('/api/v1/subjects', limit=1000)['rows']
    order = [('known', 'comparable', 'measured', 'named').index(r['standing']) for r in rows]
    must(order == sorted(order) and order[0] == 0 and order[-1] == 3, 'standing: %s' % order[:50])
    for r in rows:
        must((r['standing'] == 'known') == (r['id'] is not None), r)
        must(r['standing'] != 'named' or not r['unit'], r)
    first, second = s.json('/api/v1/subjects', limit=7)['rows'], s.json('/api/v1/subjects', limit=7, offset=7)['rows']
    must(first + second == rows[:14], 'pages of the list do not fit together')
    must(all(r['standing'] is None for r in s.json('/api/v1/regions')['rows']), 'a region has no standing')

    plain, weighed = s.json('/api/v1/targets', limit=1000), s.json('/api/v1/targets', limit=1000, weigh=1)
    must(sorted(r['fact'] for r in plain['rows']) == sorted(r['fact'] for r in weighed['rows']), 'weighing loses targets')
    seen = [r['latest'] is not None for r in weighed['rows']]
    must(seen == sorted(seen, reverse=True), 'without evidence before with')
    must(sum(plain['by_state'].values()) == plain['total'] == len(plain['rows']), plain['by_state'])
    for state, n in plain['by_state'].items():
        got = s.json('/api/v1/targets', limit=1000, state=state)
        must(got['total'] == n and all(r['state'] == state for r in got['rows']), state)
    must(all(r['target'] is not None for r in s.json('/api/v1/targets', limit=1000, numeric=1)['rows']), 'numeric')
    must(s.ask('/api/v1/targets?state=nonsense')[0] == 400, 'a state that is none')

    o = s.json('/api/v1/overlap', limit=1, review=1)
    must(o['counts'] and o['total'] > 1 and not o['cut'], 'overlap: the test tests nothing')
    for c in o['counts'][:12]:
        pair = s.json('/api/v1/overlap', limit=1000, review=1, between=1, region=[c['a'], c['b']])
        must({x[k]['region'] for x in pair['rows'] for k in 'ab'} <= {c['a'], c['b']}, 'between lets others in')
        literal = sum(x['level'] == 'literal' for x in pair['rows'])
        must((literal, pair['total'] - literal) == (c['literal'], c['kin']), '%s: %d and %d listed' % (c, literal, pair['total'] - literal))


@check('of a fact: what contradicts it, who else says it')
def test_elsewhere(s):
    for k in s.json('/api/v1/conflicts', limit=50)['rows']:
        for f in (k['a_fact'], k['b_fact']):
            x = s.json('/api/v1/fact/%s/impact' % f)
            must(any({f} & {y['a_fact'], y['b_fact']} for y in x['against']), '%s: a conflict of its own is missing' % f)
            me = s.json('/api/v1/fact/' + f)['fact']
            must(len(x['elsewhere']) == min(40, x['agreeing'] + x['differing']), 'counts')
            for i, y in enumerate(x['elsewhere']):
                must(y['doc'] != me['doc'] and (y['kind'], y['region'], y['period'], y['unit']) == (me['kind'], me['region'], me['period'], me['unit']), 'of another thing')
                must((y['value'] == me['value'] and y['modifier'] == me['modifier']) or i >= x['agreeing'], 'not the same')


@check('verdicts: accept, correct, comment, reject, undo; history; the queue is by impact')
def test_review(s):
    queue = s.json('/api/v1/review', limit=1000)
    must(queue['total'] >= len(queue['rows']) > 3, queue['total'])
    impacts = [r['impact'] for r in queue['rows']]
    must(impacts == sorted(impacts, reverse=True) and impacts[0] > 0, impacts[:20])
    first = queue['rows'][0]['fact']
    rests = s.json('/api/v1/fact/%s/impact' % first['id'])
    must(len(rests['derived']) + len(rests['targets']) + len(rests['conflicts']) >= 1, 'nothing rests on the first')

    def judge(fact, **q):
        status, _, body = s.ask('/api/v1/fact/%s/verdict?%s' % (fact, urllib.parse.urlencode(q)), 'POST', OWN, b'')
        return status, json.loads(body)
    status, h = judge(first['id'], verdict='accept', set_value='1234.5', note='按原文“<b>”改')
    must(status == 200 and h['fact']['value'] == 1234.5 and h['fact']['corrected'] and h['fact']['status'] == 'accepted', h)
    must(h['fact']['quote'] == first['quote'], 'a correction changed the quotation')
    must(first['id'] not in [r['fact']['id'] for r in s.json('/api/v1/review', limit=1000)['rows']], 'still in the queue')
    must(judge(first['id'], verdict='comment', note='再看')[1]['fact']['status'] == 'accepted', 'a comment changed the status')
    status, h = judge(first['id'], verdict='reject')
    must(h['fact']['status'] == 'rejected' and len(h['verdicts']) == 3, h)
    for _ in range(3):
        status, h = judge(first['id'], verdict='undo')
    must(h['fact']['status'] == 'pending' and h['fact']['value'] == first['value'] and not h['fact']['corrected'], h['fact'])
    must(judge(first['id'], verdict='undo')[0] == 404, 'undone once too often')
    must(s.json('/api/v1/fact/%s/history' % first['id'])['verdicts'][0]['note'] == '按原文“<b>”改', 'history')
    for q in ({'verdict': 'accept', 'set_value': 'x'}, {'verdict': 'accept', 'set_stance': 'no'}, {'verdict': 'accept', 'set_modifier': '!'}, {'verdict': 'reject', 'set_value': '1'}, {'verdict': 'comment'},
              {'verdict': 'accept', 'set_period': "2021'"}, {'verdict': 'drop'}, {}):
        status, body = judge(first['id'], **q)
        must(status == 400, '%r: %d %r' % (q, status, body))
    status, body = judge(first['id'], verdict='accept', set_region='不存在的地方')
    must(status == 404, body)


@check('paths lead nowhere else')
def test_traversal(s):
    for path in ('/../../../../etc/passwd', '/..%2f..%2f..%2fetc/passwd', '/assets/../../../etc/passwd', '//etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/%00', '/assets/..\\..\\x.txt', '/etc/passwd.txt'):
        got = raw(s, b'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' % path.encode())
        must(b'root:' not in got and not got.startswith(b'HTTP/1.1 5'), '%s: %r' % (path, got[:100]))


@check('oversized and broken requests are refused')
def test_oversized(s):
    for data in (b'GET /' + b'a' * 200000 + b' HTTP/1.1\r\nHost: localhost\r\n\r\n', b'GET / HTTP/1.1\r\nHost: localhost\r\nX: ' + b'b' * 200000 + b'\r\n\r\n',
                 b'GET / HTTP/1.1\r\nHost: localhost\r\n' + b'X: y\r\n' * 20000 + b'\r\n', b'\x16\x03\x01\x02\x00\x01\x00', b'GET\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n'):
        got = raw(s, data, 4)
        must(not got or (got.startswith(b'HTTP/1.') and got[9:10] in b'45'), '%r…: %r' % (data[:20], got[:80]))
    must(s.ask('/healthz')[0] == 200, 'the server suffered')


class SlowClient(threading.Thread):
    """Sends a byte every two seconds, for minutes; must be hung up on, and must not keep others waiting meanwhile."""
    def __init__(self, s):
        super().__init__(daemon=True)
        self.s, self.closed = s, False
        self.start()

    def run(self):
        c = socket.create_connection((self.s.host, self.s.port), timeout=60)
        try:
            for b in (b'GET / HTTP/1.1\r\nX-Slow: ' + b'a' * 100):
                c.sendall(bytes([b]))
                time.sleep(2)
                c.settimeout(0.01)
                try:
                    if c.recv(100) == b'':
                        self.closed = True
                        return
                except socket.timeout:
                    pass
        except OSError:
            self.closed = True


@check('a slow client is hung up on')
def test_slow(client):
    client.join(2 * PATIENCE)
    must(client.closed, 'it could send its whole request, a byte every two seconds')


# ------------------------------------------------------------------ files, metrics, load, ingest, stop
@check('the files of the workbench')
def test_assets(s):
    status, h, page = s.ask('/')
    must(status == 200 and re.search(r'<title>[^<]*策度', page.decode()), 'the title does not hold 策度')
    must(s.ask('/region/x')[2] == page and s.ask('/doc/abcd')[2] == page, 'views are not the page')
    total = 0
    for path in set(re.findall(r'(?:src|href)="(/[^"]+)"', page.decode())):
        status, h, plain = s.ask(path)
        must(status == 200, '%s: %d' % (path, status))
        status, hz, packed = s.ask(path, headers={'Accept-Encoding': 'br, gzip'})
        must(hz.get('Content-Encoding') != 'gzip' or gzip.decompress(packed) == plain, path + ': gzip differs')
        must(s.ask(path, headers={'If-None-Match': h['ETag']})[0] == 304, path + ': no 304')
        if path.startswith('/assets/'):
            must('immutable' in h['Cache-Control'], path + ': ' + h['Cache-Control'])
        if path.endswith('.css'):
            for font in re.findall(rb'url\(([^)]+)\)', plain):
                status, _, blob = s.ask(font.decode().strip('"\''))
                must(status == 200, font)
                total += len(blob)
        total += len(packed)
    must(total <= 900 * 1024, 'the first page transfers %d bytes' % total)
    print('  the workbench transfers %d kB' % (total // 1024))


@check('health and metrics')
def test_metrics(s):
    must(json.loads(s.ask('/healthz')[2])['status'] == 'ok', 'health')
    _, h, body = s.ask('/metrics')
    must(h['Content-Type'].startswith('text/plain'), h['Content-Type'])
    values = {}
    for line in body.decode().splitlines():
        must(re.match(r'#|[a-z_]+(\{.*\})? [0-9.e+-]+$', line), line)
        if not line.startswith('#'):
            k, v = line.rsplit(' ', 1)
            values[k] = float(v)
    must(values['cedu_documents'] > 10 and values['cedu_facts'] > 50, values)
    must(any(k.startswith('cedu_http_requests_total{route="/api/v1/facts"') for k in values), 'no counter of a route')
    must(values['cedu_http_request_seconds_bucket{le="+Inf"}'] == values['cedu_http_request_seconds_count'], 'histogram')


def percentile(xs, p):
    return sorted(xs)[min(len(xs) - 1, int(len(xs) * p))]


@check('readers while another process adds')
def test_ingest(s, binary, db):
    paths = ['/api/v1/overview', '/api/v1/facts?limit=50', '/api/v1/targets', '/api/v1/search?q=' + urllib.parse.quote('算力'), '/api/v1/region/' + urllib.parse.quote('成都'), '/']
    add = subprocess.Popen([binary, 'reread', '-q', '-d', db] + [d['doc'] for d in s.json('/api/v1/documents', limit=100)['rows']], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    times = []

    def one(i):
        began = time.time()
        status, _, body = s.ask(paths[i % len(paths)])
        times.append(time.time() - began)
        return status, body[:200]
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        for status, body in pool.map(one, range(400)):
            must(status == 200, '%d %s' % (status, body))
    must(add.wait(PATIENCE) == 0, add.stderr.read())
    print('  400 requests, 16 at a time, while pages are read again: p50 %.0f ms, p99 %.0f ms' % (percentile(times, .5) * 1000, percentile(times, .99) * 1000))


@check('log lines are JSON; no knowledge base, a taken port: said')
def test_command(s, binary, db, box):
    other = Server(binary, db, '--verbose')
    other.ask('/api/v1/regions?limit=2')
    other.ask('/%0a%22x')
    code, err = other.stop()
    lines = [json.loads(x) for x in err.splitlines() if x.startswith('{')]
    must(code == 0 and len(lines) == 2 and lines[0]['status'] == 200 and lines[0]['path'] == '/api/v1/regions', err)
    for args, want, word in ((('-d', os.path.join(box, 'none.db')), 5, ''), (('-d', db, '--port', str(s.port)), 4, 'port'), (('-d', db, '--port', 'x'), 2, 'port'), (('-d', db, '--host', 'no.such.host.invalid'), 2, 'address')):
        r = subprocess.run([binary, 'serve', '--lang', 'en'] + list(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=PATIENCE)
        must(r.returncode == want and word in r.stderr.decode(), '%s: %d %s' % (args, r.returncode, r.stderr))
    must(not os.path.exists(os.path.join(box, 'none.db')), 'serve made a file')


@check('an address that others reach is warned about')
def test_warning(binary, db):
    other = Server(binary, db, '--host', '0.0.0.0')
    other.host = '127.0.0.1'
    must(other.ask('/healthz')[0] == 200, 'no answer')
    must(other.ask('/api/v1/upload?file=x', 'POST', OWN, b'x')[0] == 403, 'writes without a password')
    code, err = other.stop()
    must(code == 0 and 'warning' in err, err)


@check('SIGTERM ends it cleanly')
def test_stop(s):
    waiting = socket.create_connection((s.host, s.port))
    code, err = s.stop()
    waiting.close()
    must(code == 0, '%d %s' % (code, err[-2000:]))


# ------------------------------------------------------------------ generated files
def api_md(spec):
    out = ['| path | parameters | answer | what |', '|---|---|---|---|']
    for path, item in spec['paths'].items():
        g = op(item)
        names = ', '.join(('**%s**' if p['required'] else '%s') % p['name'] for p in g['parameters'] if p['in'] == 'query')
        content = g['responses']['200']['content'].get('application/json')
        shape = content['schema']['$ref'].rsplit('/', 1)[1] if content else 'bytes'
        out.append('| %s`%s` | %s | %s | %s<br>%s |' % ('POST ' if 'post' in item else '', path, names, shape, g['x-zh'], g['summary']))
    return '\n'.join(out)


@check('what is generated from OpenAPI is current (--bless renews it)')
def test_generated(s, bless):
    import make_api_types
    types, doc = os.path.join(TOP, 'ui', 'src', 'api.d.ts'), os.path.join(TOP, 'docs', 'api.md')
    new = make_api_types.types(s.spec)
    text = open(doc, encoding='utf-8').read()
    head, rest = text.split('<!-- routes -->', 1)
    fresh = head + '<!-- routes -->\n' + api_md(s.spec) + '\n<!-- end -->' + rest.split('<!-- end -->', 1)[1]
    if bless:
        open(types, 'w', encoding='utf-8').write(new)
        open(doc, 'w', encoding='utf-8').write(fresh)
    must(bless or open(types, encoding='utf-8').read() == new, 'ui/src/api.d.ts is old')
    must(bless or fresh == text, 'docs/api.md is old')


# ------------------------------------------------------------------ the browser
def browser(s, wild, fresh, team_server, evil, bureau, review):
    modules = next((m for m in (os.path.join(TOP, 'build', 'ui', 'tree', 'node_modules'), os.path.join(TOP, 'ui', 'node_modules')) if os.path.exists(os.path.join(m, 'playwright-core'))), None)
    chromium = os.environ.get('CEDU_CHROMIUM') or shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
    served, made = s.ask('/')[2], os.path.join(TOP, 'build', 'ui', 'dist', 'index.html')
    built = b'/assets/' in served
    if built and os.path.exists(made):  # the names in the page are sums of its parts: the same page, the same workbench
        subprocess.run([os.path.join(TOP, 'tools', 'build_ui.sh')], stdin=subprocess.DEVNULL)
        say(open(made, 'rb').read() == served, 'the workbench in the program is that of ui/', 'an older one: build again after tools/build_ui.sh')
    why = 'no node' if not shutil.which('node') else 'no Chromium' if not chromium else 'no modules: tools/build_ui.sh' if not modules else '' if built else 'the pages are not built in'
    if why:
        print('  skipped: the browser tests (%s)' % why)
        results[2] += 1
        return
    r = subprocess.run(['node', os.path.join(HERE, 'browser.mjs'), s.base, modules, os.path.join(TOP, 'build', 'shots')], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                       stdin=subprocess.DEVNULL, text=True, env=dict(os.environ, CEDU_CHROMIUM=chromium, CEDU_WILD=wild.base, CEDU_ROUND=review.base, CEDU_ROUND_DB=review.db, CEDU_BINARY=review.binary, CEDU_FRESH=fresh.base, CEDU_PAGES=os.path.join(TOP, 'examples', 'pages'), CEDU_TEAM=team_server.base, CEDU_EVIL=evil.base,
                                       CEDU_BUREAU=bureau.base, CEDU_DESK=os.path.join(TOP, 'examples', 'desk')), timeout=12 * PATIENCE)
    n = 0
    for line in r.stdout.splitlines():
        if line.startswith('worked example:'):
            print('  ' + line)
        m = re.match(r'(ok|FAIL) (.*)', line)
        if m:
            n += 1
            say(m.group(1) == 'ok', 'browser', m.group(2))
    if not n or (r.returncode and ' FAIL' not in ' ' + r.stdout.replace('\n', ' ')):
        say(False, 'browser', r.stdout[-500:] + r.stderr[-1500:])


def main():
    binary = os.path.abspath(sys.argv[1])
    os.environ.pop('CEDU_LANG', None)
    box = tempfile.mkdtemp(prefix='cedu-serve-')
    try:
        hostile, db = os.path.join(box, 'pages'), os.path.join(box, 'k.db')
        os.mkdir(hostile)
        for name, text in HOSTILE.items():
            with open(os.path.join(hostile, name), 'w', encoding='utf-8') as f:
                f.write(text)
        r = subprocess.run([binary, 'add', '-q', '-d', db, os.path.join(TOP, 'examples', 'pages'), hostile], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        if r.returncode:
            print(r.stderr.decode(errors='replace'))
            say(False, 'making the knowledge base', r.returncode)
            return
        s = Server(binary, db)
        slow = SlowClient(s)
        s.spec = json.loads(s.ask('/api/openapi.json')[2])
        test_generated(s, '--bless' in sys.argv)
        for t in (test_shapes, test_evidence, test_errors, test_paging, test_headers, test_requests, test_traversal, test_oversized, test_assets, test_metrics):
            t(s)
        test_parity(s, binary, db)
        test_order(s)
        test_elsewhere(s)
        wild = Server(binary, shutil.copy(db, os.path.join(box, 'wild.db'))) # what writes has a base of its own
        wild.spec = s.spec
        for t in (test_review, test_upload, test_events, test_csrf, test_random):
            t(wild)
        properties.run(s, wild)
        team.run(binary, db, box)
        if 'asan' not in binary and '--no-browser' not in sys.argv:
            tame = Server(binary, shutil.copy(db, os.path.join(box, 'tame.db')))
            one = os.path.join(box, 'one.txt')
            with open(one, 'w', encoding='utf-8') as f:
                f.write('示例\n\n一行字。\n')
            cli(binary, 'add', '-q', '-d', os.path.join(box, 'fresh.db'), one)
            ours = shutil.copy(db, os.path.join(box, 'ours.db'))
            team.user(binary, ours, 'add', 'chef', 'admin', password='chef-passphrase')
            fresh, together = Server(binary, os.path.join(box, 'fresh.db')), Server(binary, ours, '--team')
            folder, page = evil_packs(box)
            cli(binary, 'add', '-q', '--packs', folder, '-d', os.path.join(box, 'evil.db'), page)
            evil = Server(binary, os.path.join(box, 'evil.db'), '--packs', folder)
            must(any(r['subject'] == EVIL_NAME for r in evil.json('/api/v1/facts')['rows']), 'the pack of the test gives no fact')
            bureau = Server(binary, shutil.copy(db, os.path.join(box, 'bureau.db')))
            review = Server(binary, shutil.copy(db, os.path.join(box, 'review.db')))  # a round of reviewing counts what it did
            browser(s, tame, fresh, together, evil, bureau, review)
            for x in (tame, fresh, together, evil, bureau, review):
                x.stop()
        code, err = wild.stop()
        say(code == 0, 'a server that was written to stops', err[-500:])
        test_command(s, binary, db, box)
        test_warning(binary, db)
        if 'asan' not in binary:
            huge.run(binary, box)
        test_ingest(s, binary, db)
        test_slow(slow)
        test_stop(s)
    finally:
        shutil.rmtree(box, ignore_errors=True)


main()
print('%d passed, %d failed%s' % (results[0], results[1], ', %d skipped' % results[2] if results[2] else ''))
sys.exit(1 if results[1] or not results[0] else 0)
