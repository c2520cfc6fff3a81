#!/usr/bin/env python3
"""`cedu add --llm` against a small model service of our own that tells the truth once and lies in every way it can. Standard library only.

    run.py BINARY     ends with `N passed, N failed`

What must hold: a fact that came from the model stands in the page at its bytes, its number is in its quotation and is what the
matcher reads there; it waits for review and is marked; nothing that the engine read is changed; no text leaves the private network
unless that is asked for.
"""
import http.server
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import checks  # noqa: E402

binary = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ''
ENV = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent', CEDU_LANG='zh', CEDU_LLM_KEY='geheim')
PAGE = ('<html><head><meta charset="utf-8"><title>测试市数字经济发展情况</title></head><body><h1>测试市数字经济发展情况</h1>'
        '<p>2024-03-05 来源：某报</p><p>2023年，遵义市人工智能产业规模为21.5亿元，同比增长18.4%%。</p>'
        '<p>会议指出，遵义市将在2026年以前让机柜总数翻到约3200架，届时遵义市用能指标压到1.25左右。</p>'
        '<p>同日，贵阳市的代表介绍说，当地标注基地有从业者4100余人，另有4100余人在培训。</p>'
        '<p>有关人士说，这里的风车转了又转，日子过得很慢。</p>%s</body></html>'
        % ('<p>这是为了够长而写的一段话，讲述本地产业发展的一般情况。</p>' * 6))
TRUE = {'quote': '届时遵义市用能指标压到1.25左右', 'number': '1.25左右', 'kind': 'target', 'subject': '用能指标', 'region': '遵义市'}
LIES = [
    dict(TRUE, quote='遵义市用能指标压到0.95左右', number='0.95左右'),  # not in the page
    dict(TRUE, number='1.26左右'), dict(TRUE, number='约3200架'), dict(TRUE, number=''), dict(TRUE, number=1.25),  # not in the quotation
    dict(TRUE, value=12.5), dict(TRUE, value=-1.25),  # another value
    dict(TRUE, number='25左右'), dict(TRUE, number='1'),  # a part of a number
    dict(TRUE, quote='遵义市将在2026年以前让机柜总数翻到约3200架', number='2026年', subject='机柜总数'),  # a time is no amount
    dict(TRUE, region='贵阳市'), dict(TRUE, region='火星'), dict(TRUE, period='2030年'), dict(TRUE, subject='利润总额'),
    dict(TRUE, subject='1.25左右'),  # the number as its own subject
    dict(TRUE, kind='verdict'), dict(TRUE, kind='rank'), dict(TRUE, quote=''), dict(TRUE, quote='左'), {}, None, 7, 'x', [], {'quote': None},
    dict(TRUE, quote=TRUE['quote'] + '。', number='1.25左右。'),
    dict(TRUE, quote='4100余人', number='4100余人', kind='observation', subject='余人', region=None),  # in two places
    dict(TRUE, quote='2023年，遵义市人工智能产业规模为21.5亿元', number='21.5亿元', kind='observation', subject='人工智能产业规模'),  # known
    dict(TRUE, quote='有关人士说，这里的风车转了又转，日子过得很慢', number='一', subject='风车', region=None),
    dict(TRUE, quote='这是为了够长而写的一段话', number='一段', subject='够长', region=None),
]
ANSWERS = {  # path -> what the service says
    '/truth': lambda: {'facts': [TRUE]}, '/lies': lambda: {'facts': LIES}, '/mixed': lambda: {'facts': LIES[:9] + [TRUE, TRUE] + LIES[9:]},
    '/many': lambda: {'facts': [dict(TRUE, quote=TRUE['quote'], number='1.%d左右' % n) for n in range(1500)]},
}
RAW = {'/noise': b'no json at all', '/empty': b'', '/null': b'null', '/deep': b'[' * 100000, '/huge': b'{"choices":"' + b'x' * (3 << 20),
       '/array': b'{"choices":[{"message":{"content":"[1,2,3]"}}]}', '/latin': b'{"choices":[{"message":{"content":"{\\"facts\\":[{\\"quote\\":\\"\xff\xfe\\"}]}"}}]}'}
seen = []


class Service(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        seen.append((self.path, self.headers.get('Authorization'), asked))
        way = self.path.split('/chat')[0]
        status = 500 if way == '/broken' else 302 if way == '/moved' else 200
        if way in ANSWERS:
            text = json.dumps(ANSWERS[way](), ensure_ascii=False)
            body = json.dumps({'choices': [{'message': {'content': '```json\n%s\n```' % text if way == '/truth' else text}}]}).encode()
        else:
            body = RAW.get(way, b'{}')
        self.send_response(status)
        if status == 302:
            self.send_header('Location', '/truth/chat/completions')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *a):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Service)
URL = 'http://127.0.0.1:%d' % server.server_port


def add(folder, way, code=0, *more):
    base = os.path.join(folder, way.strip('/').replace('/', '-') + '.db')
    llm = ['--llm', URL + way] if way.startswith('/') else []
    r = subprocess.run([binary, 'add', '-d', base, 'page.html'] + llm + list(more), cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    assert r.returncode == code, '%s: exit %d\n%s' % (way, r.returncode, r.stderr.decode('utf-8', 'replace'))
    return base, r.stderr.decode('utf-8', 'replace')


def facts(base):
    db = sqlite3.connect(base)
    return db.execute('SELECT fact_id, kind, region, subject, value, unit, as_written, rule, review, byte_start, byte_end, quote, confidence, modifier, period FROM facts').fetchall()


def plain(folder):
    return {f[0] for f in facts(add(folder, 'plain')[0])}


def check_the_truth_gets_through_marked_and_for_review(folder):
    base, said = add(folder, '/truth', 0, '--llm-model', 'm1')
    new = [f for f in facts(base) if f[7] == 'llm.proposed']
    assert plain(folder) <= {f[0] for f in facts(base)} and len(new) == 1, new
    f = new[0]
    assert f[1:5] == ('target', '遵义市', '用能指标', 1.25) and f[6] == '1.25左右' and f[8] == 1 and f[12] < 0.5 and f[13] == '~', f
    raw = PAGE.encode()
    assert raw[f[9]:f[10]].decode() == f[11] == TRUE['quote']
    path, key, asked = [s for s in seen if s[0].startswith('/truth') and s[2]['messages']][-1]
    assert key == 'Bearer geheim' and asked['model'] == 'm1' and asked['temperature'] == 0 and TRUE['quote'] in asked['messages'][1]['content']
    assert '1 条建议' in said, said
    r = subprocess.run([binary, 'list', 'facts', '-d', base, '--review', '--format', 'json'], env=ENV, stdout=subprocess.PIPE)
    assert '用能指标' in r.stdout.decode(), 'it is not among those that wait'


def check_no_lie_gets_through(folder):
    base, said = add(folder, '/lies')
    assert {f[0] for f in facts(base)} == plain(folder), [f for f in facts(base) if f[7] == 'llm.proposed']
    assert '0 条建议' in said and '拒绝' in said
    base, said = add(folder, '/mixed')
    assert len([f for f in facts(base) if f[7] == 'llm.proposed']) == 1
    add(folder, '/many')
    assert len([f for f in facts(os.path.join(folder, 'many.db')) if f[7] == 'llm.proposed']) == 1


def check_bad_answers_cost_nothing(folder):
    for way in list(RAW) + ['/broken', '/moved']:
        base, said = add(folder, way, 1 if way in RAW else 4)
        assert {f[0] for f in facts(base)} == plain(folder), way
        assert '没有得到模型的完整回答' in said, said


def check_nothing_leaves_the_private_network(folder):
    base = os.path.join(folder, 'out.db')
    for url, code in (('http://8.8.8.8/v1', 2), ('ftp://127.0.0.1/v1', 2), ('file:///etc/passwd', 2), ('http://127.0.0.1:9', 4)):
        r = subprocess.run([binary, 'add', '-d', base, 'page.html', '--llm', url], cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        assert r.returncode == code, (url, r.returncode, r.stderr.decode())
        assert not os.path.exists(base), 'something was added all the same'
    assert '--llm-remote' in subprocess.run([binary, 'add', '-d', base, 'page.html', '--llm', 'http://8.8.8.8/v1'], cwd=folder, env=ENV, stderr=subprocess.PIPE).stderr.decode()


def main():
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, 'page.html'), 'wb').write(PAGE.encode())
        return checks.run(globals(), lambda check: check(folder))


if __name__ == '__main__':
    sys.exit(main())
