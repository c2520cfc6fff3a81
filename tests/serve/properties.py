"""Every route of the generated OpenAPI document × values that its schema forbids or hardly allows: an answer in JSON, never a 5xx, errors in their
shape, a good request still answered afterwards. The schema decides what is good and what is bad: a new route is tested as it is added."""
import http.client
import json
import random
import urllib.parse

from kit import PATIENCE, check, conforms, must, op

STRINGS = ['', ' ', '\t', '0', '-0', '-1', '1e309', '1.5', '+1', '٣', '１２', '99999999999999999999', 'true', 'null', 'undefined', 'NaN', '[]', '{}', '{"a":1}', "'", '"', '\\', '`', '--', ';',
           "' OR '1'='1", "1; DROP TABLE facts", "') UNION SELECT password FROM users --", '" OR ""="', '%', '%25', '%s%n', '_', '*', '"*"', 'a"b', 'NEAR/2', '^a', 'title:x', '../..', '..\\..', '/etc/passwd', 'file:///etc/passwd',
           '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}', '成都', '成都市' * 40, '人工智能', '全国', '\u0000', 'a\u0000b', '\u0001', '\u007f', '\u200b', '\u202e成', '\ufeff', '\ufffd', '\U0001f600', '𠮷' * 100, 'é', 'e\u0301', 'İ',
           'A' * 10, 'A' * 401, 'A' * 2001, '成' * 700, '2021', '2021-02-29', '2024-02-29', '2021-13-01', '0000-00-00', '9999-12-31', '10000', '2021/2025', 'target', 'target,target', ',target', 'deadbeef', 'DEADBEEF', 'zz' * 16, 'f' * 65]


def values(schema, good):
    """(value, whether the schema forbids it for sure)."""
    out = [(v, False) for v in STRINGS]
    kind = schema.get('type')
    if kind == 'integer':
        lo, hi = schema.get('minimum', 0), schema.get('maximum', 1 << 30)
        out += [(str(v), v < lo or v > hi) for v in (lo - 1, lo, hi, hi + 1, 1 << 31, 1 << 63, -(1 << 63))]
        out += [(v, True) for v in ('x', '1.0', '', '0x10')]
    if kind == 'boolean':
        out += [(v, True) for v in ('yes', '2', '', 'TRUE ')]
    if 'enum' in schema:
        out += [(v, False) for v in schema['enum']] + [(schema['enum'][0] + 'x', True), ('', True)]
    if 'maxLength' in schema:
        out += [('a' * (schema['maxLength'] + 1), True), ('', True)]
    if 'pattern' in schema or 'format' in schema:
        out += [('!', True), ('2021 ', True)]
    return out + [(v, False) for v in good]


def ask(s, connection, method, target, body):
    headers = {'X-Cedu': '1'} if method == 'POST' else {}
    connection.request(method, target, body, headers)
    r = connection.getresponse()
    return r.status, r.headers, r.read()


BODIES = [b'', b'{', b'{}', b'[]', b'null', b'1', b'"x"', b'\xff\xfe', b'{"a":' * 3000, b'[' * 5000, b'{"a":1,"a":2}', json.dumps({'name': 'x', 'columns': ['a'] * 500, 'rows': []}).encode(),
          json.dumps({'name': 'x' * 5000, 'columns': ['[]:*?/\\', '成', None, 3, {}], 'rows': [['=1+1', 1e308, None, [], {}], 'x', None, 3, [], [True] * 9], 'fact': 0, 'url': 4}).encode(),
          json.dumps({'name': '表', 'columns': ['a', 'b'], 'rows': [['\x00\x01', -0.0], ['𠮷' * 20000, 12345678901234567890]], 'fact': 99}).encode(),
          json.dumps({'name': '', 'columns': [], 'rows': {}}).encode(), json.dumps({'user': 'x', 'password': 1}).encode(), json.dumps({'user': 'a' * 9999, 'password': 'b' * 9999}).encode(), b'{"password":"\\u0000"}']


@check('property: every route × every kind of value: JSON, no 5xx, what the schema forbids is refused')
def test_properties(s, wild):
    rnd = random.Random(7)
    facts = [f['id'] for f in s.json('/api/v1/facts', limit=3)['rows']]
    docs = [d['doc'] for d in s.json('/api/v1/documents', limit=3)['rows']]
    good = {'name': ['成都', '510100'], 'sha': docs, 'id': facts, 'document': docs, 'region': ['成都', '深圳市'], 'kind': ['target,growth'], 'from': ['2019'], 'to': ['2030'], 'due': ['2025'], 'asof': ['2022-06-30'],
            'since': ['2020'], 'until': ['2023-05'], 'q': ['算力', '人工智能 规模最大'], 'ledger': ['funds', 'zones', 'companies'], 'user': ['li'], 'programme': ['示例券']}
    asked = refused = answered = 0
    for route, item in s.spec['paths'].items():
        method, o = next(iter(item)).upper(), op(item)
        params = o['parameters']
        target_server = wild if method == 'POST' else s
        connection = http.client.HTTPConnection(target_server.host, target_server.port, timeout=PATIENCE)
        base = {p['name']: (good.get(p['name']) or p['schema'].get('enum') or ['1'])[0] for p in params if p['required'] or p['in'] == 'path'}

        def one(given, body=None, bad=None):
            nonlocal asked, refused, answered
            path = route
            for p in params:
                if p['in'] == 'path':
                    path = path.replace('{%s}' % p['name'], urllib.parse.quote(given.get(p['name'], ''), safe='', errors='surrogatepass'))
            query = [(k, v) for k, v in given.items() if '{%s}' % k not in route]
            target = path + ('?' + urllib.parse.urlencode(query, errors='surrogatepass') if query else '')
            status, headers, answer = ask(target_server, connection, method, target, body if body is not None else (b'' if method == 'POST' else None))
            asked += 1
            must(status < 500 or (status == 503 and b'DB_LOCKED' in answer), '%s %s: %d %s' % (method, target[:300], status, answer[:200]))
            must(bad is None or status >= 400, '%s %s: %s is forbidden, and %d' % (method, target[:300], bad, status))
            if status == 200:
                answered += 1
                if headers['Content-Type'].startswith('application/json') and route != '/api/v1/upload':
                    conforms(target_server, route, json.loads(answer))
            elif status != 414:
                refused += 1
                e = json.loads(answer)
                must(set(e) == {'error'} and set(e['error']) == {'code', 'zh', 'en'} and e['error']['zh'] and e['error']['en'], '%s: %s' % (target[:300], e))
        if 'requestBody' in o:
            for body in BODIES:
                one(base, body)
        for p in params:
            schema = p['schema'].get('items', p['schema']) if p['schema'].get('type') == 'array' else p['schema']
            for v, bad in rnd.sample(values(schema, good.get(p['name'], [])), 24) + [x for x in values(schema, []) if x[1]]:
                one(dict(base, **{p['name']: v}), bad='%s=%r' % (p['name'], v[:30]) if bad and p['schema'].get('type') != 'array' else None)
        for missing in [p['name'] for p in params if p['required'] and p['in'] == 'query']:
            one({k: v for k, v in base.items() if k != missing}, bad='without ' + missing)
        one(dict(base, nonsense='1'), bad='an unknown parameter')
        connection.close()
    must(answered > 150 and refused > 500, 'asked %d, answered %d, refused %d: the test tests nothing' % (asked, answered, refused))
    must(s.ask('/healthz')[0] == 200 and wild.ask('/healthz')[0] == 200, 'a server suffered')
    print('  properties: %d requests over %d routes, %d answered, %d refused' % (asked, len(s.spec['paths']), answered, refused))


def run(s, wild):
    test_properties(s, wild)
