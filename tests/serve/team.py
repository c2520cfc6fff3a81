"""cedu serve --team: logins, sessions, roles, tokens, limits, the log. A base of its own; passwords come from standard input as in scripts."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import urllib.parse

from kit import Server, check, must

PASS = {'zhou': 'zhou-passphrase', 'wu': 'wu-passphrase-2', '郑敏': '很长的一句口令一二三'}
ROLE = {'zhou': 'admin', 'wu': 'editor', '郑敏': 'reader'}


class Browser:
    """Keeps its cookie and its token as the workbench does."""
    def __init__(self, s, cookie=None):
        self.s, self.cookie, self.token = s, cookie, None

    def ask(self, path, method='GET', body=None, headers=None, **query):
        h = {'X-Cedu': '1'} if method == 'POST' else {}
        if self.cookie:
            h['Cookie'] = 'cedu_session=' + self.cookie
        if self.token and method == 'POST':
            h['X-Cedu-Token'] = self.token
        h.update(headers or {})
        h = {k: v for k, v in h.items() if v is not None}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        target = urllib.parse.quote(path, safe='/%') + ('?' + urllib.parse.urlencode(query) if query else '')
        status, got, answer = self.s.ask(target, method, h, b'' if data is None and method == 'POST' else data)
        m = re.match(r'cedu_session=([0-9a-f]*)', got.get('Set-Cookie') or '')
        if m:
            self.cookie = m.group(1) or None
        return status, got, (json.loads(answer) if (got['Content-Type'] or '').startswith('application/json') else answer)

    def login(self, name, password=None):
        status, h, got = self.ask('/api/v1/login', 'POST', {'user': name, 'password': password or PASS[name]})
        if status == 200:
            self.token = got['token']
        return status, h, got


def user(binary, db, *args, password=None):
    return subprocess.run([binary, 'user', *args, '-d', db, '--lang', 'en'], input=((password or '') + '\n').encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@check('team: no start without an administrator; users from the command line; passwords unreadable')
def test_users(binary, db):
    r = subprocess.run([binary, 'serve', '--team', '-d', db, '--port', '0', '--lang', 'en'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    must(r.returncode == 5 and b'cedu user add' in r.stderr, r.stderr)
    for name in PASS:
        r = user(binary, db, 'add', name, ROLE[name], password=PASS[name])
        must(r.returncode == 0, r.stderr)
    for args, password, want in ((('add', 'zhou', 'admin'), 'another-password', 2), (('add', 'kurz', 'reader'), 'short', 2), (('add', 'a b', 'reader'), 'long enough pass', 2), (('add', '<b>', 'reader'), 'long enough pass', 2),
                                 (('add', 'same', 'reader'), 'aaaaaaaaaaaaaa', 2), (('add', 'x', 'king'), 'long enough pass', 2), (('disable', 'zhou'), None, 2), (('role', 'zhou', 'reader'), None, 2), (('role', 'nobody', 'reader'), None, 5)):
        r = user(binary, db, *args, password=password)
        must(r.returncode == want, '%s: %d %s' % (args, r.returncode, r.stderr))
    must(os.stat(db + '.team').st_mode & 0o77 == 0, 'others can read the users')
    kept = sqlite3.connect(db + '.team', timeout=60).execute('SELECT password FROM users').fetchall()
    must(len(kept) == 3 and all(p.startswith('$argon2id$') for p, in kept) and not any(x in open(db + '.team', 'rb').read().decode('latin1') for x in PASS.values()), kept)
    os.chmod(db + '.team', 0o644)
    r = subprocess.run([binary, 'serve', '--team', '-d', db, '--port', '0', '--lang', 'en'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    must(r.returncode == 4 and b'chmod' in r.stderr, r.stderr)
    os.chmod(db + '.team', 0o600)


@check('team: without a login only the pages, health and the login; nothing about what is there')
def test_stranger(s):
    b = Browser(s)
    status, _, got = b.ask('/api/v1/session')
    must(status == 200 and got['team'] and got['user'] is None and not got['writable'] and got['token'] is None, got)
    for route, item in s.spec['paths'].items():
        method = next(iter(item)).upper()
        o = item[method.lower()]
        path = re.sub(r'\{\w+\}', 'abcd', route)
        status, _, got = b.ask(path, method, b'{}' if method == 'POST' else None)
        must(o['x-role'] == 'anybody' or status == 401, '%s %s: %d %s' % (method, route, status, got))
    for path in ('/api/v1/nothing', '/api/v1/intake/events', '/api/v1/fact/abcd?x=1'):
        must(b.s.ask(path)[0] == 401, path)
    must(s.ask('/')[0] == 200 and s.ask('/healthz')[0] == 200, 'the page itself')
    must(s.ask('/metrics')[0] == 200 and s.ask('/metrics', headers={'X-Forwarded-For': '203.0.113.9'})[0] == 404, 'metrics')


@check('team: login gives a fresh HttpOnly SameSite session; wrong ones are told apart by nothing; fixation fails')
def test_login(s):
    planted = 'ab' * 32
    b = Browser(s, planted)
    status, h, got = b.login('zhou')
    cookie = h['Set-Cookie']
    must(status == 200 and got['role'] == 'admin' and got['user'] == 'zhou' and len(got['token']) == 64, got)
    must('HttpOnly' in cookie and 'SameSite=Strict' in cookie and 'Path=/' in cookie and 'Max-Age=' in cookie and 'Secure' not in cookie, cookie)
    must(b.cookie != planted and Browser(s, planted).ask('/api/v1/facts')[0] == 401, 'a planted session was taken')
    first = b.cookie
    must(b.login('zhou')[0] == 200 and b.cookie != first, 'the same session after a second login')
    must(Browser(s, first).ask('/api/v1/facts')[0] == 401, 'the session before the login lives on')
    must('Secure' in b.ask('/api/v1/login', 'POST', {'user': 'zhou', 'password': PASS['zhou']}, {'X-Forwarded-Proto': 'https'})[1]['Set-Cookie'], 'no Secure behind TLS')
    wrong = [Browser(s).login(n, p) for n, p in (('zhou', 'not the password'), ('nobody-here', 'not the password'))]
    must([w[0] for w in wrong] == [401, 401] and wrong[0][2] == wrong[1][2] and not wrong[0][1]['Set-Cookie'], wrong)
    must(Browser(s).ask('/api/v1/login', 'POST', {}, user='zhou', password=PASS['zhou'])[0] == 400, 'a password in the address')
    for body in (b'', b'x', b'[]', b'{"user":1}', b'{"user":"zhou"}', b'{"user":"zhou","password":null}', b'\xff', {'user': "zhou' --", 'password': 'x'}):
        status = Browser(s).ask('/api/v1/login', 'POST', body)[0]
        must(status in (400, 401, 422, 429), '%r: %d' % (body, status))


def session(s, name, address):
    """Each test comes from an address of its own: attempts are counted by address."""
    b = Browser(s)
    status, _, got = b.ask('/api/v1/login', 'POST', {'user': name, 'password': PASS[name]}, {'X-Forwarded-For': address})
    must(status == 200, got)
    b.token = got['token']
    return b


@check('team: roles: a reader reads, an editor writes, an administrator manages; every route keeps to its role')
def test_roles(s):
    who = {ROLE[n]: session(s, n, '198.51.100.1') for n in PASS}
    fact = who['reader'].ask('/api/v1/facts', limit=1)[2]['rows'][0]['id']
    rank = {'anybody': -1, 'reader': 0, 'editor': 1, 'admin': 2}
    for route, item in s.spec['paths'].items():
        method = next(iter(item)).upper()
        need = item[method.lower()]['x-role']
        if need == 'anybody' or route in ('/api/v1/logout', '/api/v1/password'):
            continue
        path = route.replace('{id}', fact).replace('{user}', 'wu').replace('{name}', '成都').replace('{ledger}', 'funds').replace('{sha}', 'abcdef')
        for role, b in who.items():
            status = b.ask(path, method, b'{"x":0}' if method == 'POST' else None, nonsense='1')[0]
            must((status == 403) == (rank[role] < rank[need]) and status != 401, '%s as %s: %d' % (route, role, status))
            if method == 'POST':  # a role claimed by the client is none; nor is another's token beside one's own cookie
                for more, headers in (({'role': 'admin'}, {}), ({}, {'X-Role': 'admin', 'X-User': 'zhou', 'Cookie': 'cedu_session=%s; role=admin; user=zhou' % b.cookie})):
                    status = b.ask(path, method, b'{"role":"admin","user":"zhou"}', headers, nonsense='1', **more)[0]
                    must((status == 403) == (rank[role] < rank[need]) and status != 401, '%s as %s with %s %s: %d' % (route, role, more, list(headers), status))
                other = who['admin' if role != 'admin' else 'editor']
                status = b.ask(path, method, b'{"x":0}', {'X-Cedu-Token': other.token}, nonsense='1')[0]
                must(status == 403, "%s as %s with the token of another: %d" % (route, role, status))
    r = who['reader']
    must(r.ask('/api/v1/fact/%s/verdict' % fact, 'POST', verdict='accept')[0] == 403, 'a reader judges')
    must(r.ask('/api/v1/upload', 'POST', b'text', file='x.txt')[0] == 403, 'a reader uploads')
    must(r.ask('/api/v1/user/郑敏', 'POST', {}, role='admin')[0] == 403 and who['editor'].ask('/api/v1/user/wu', 'POST', {}, role='admin')[0] == 403, 'escalation')
    must(r.ask('/api/v1/session')[2]['role'] == 'reader', 'escalated')
    status, _, got = who['editor'].ask('/api/v1/fact/%s/verdict' % fact, 'POST', verdict='accept', note='看过')
    must(status == 200 and got['verdicts'][-1]['who'] == 'wu', got)
    a = who['admin']
    status, _, got = a.ask('/api/v1/user/neu', 'POST', {'password': 'initial password'}, create='1', role='reader')
    must(status == 200 and [u['name'] for u in got['rows'] if u['role'] == 'reader'] == ['neu', '郑敏'], got)
    must(a.ask('/api/v1/user/zhou', 'POST', {}, active='0')[0] == 400, 'the last administrator shut itself out')
    must(a.ask('/api/v1/user/neu', 'POST', {}, active='0')[0] == 200 and Browser(s).login('neu', 'initial password')[0] in (401, 429), 'a disabled user logs in')
    log = a.ask('/api/v1/log', limit=200)[2]['rows']
    told = {(x['who'], x['action'], x['status']) for x in log}
    must({('wu', 'fact/{id}/verdict', 200), ('zhou', 'user/{user}', 200), ('郑敏', 'refused', 403), (None, 'login', 401)} <= told, told)
    must(any(x['target'] == fact + ' accept' for x in log) and all(p not in json.dumps(log, ensure_ascii=False) for p in PASS.values()), 'the log')


@check('team: a change needs the token of its own session, our own origin and the header')
def test_csrf(s):
    b, other = session(s, 'wu', '198.51.100.2'), session(s, 'zhou', '198.51.100.2')
    fact = b.ask('/api/v1/facts', limit=1)[2]['rows'][0]['id']
    for headers in ({'X-Cedu-Token': None}, {'X-Cedu-Token': ''}, {'X-Cedu-Token': 'x' * 64}, {'X-Cedu-Token': other.token}, {'X-Cedu': None}, {'Origin': 'https://evil.example'}, {'Sec-Fetch-Site': 'cross-site'}, {'Origin': 'null'}):
        status = b.ask('/api/v1/fact/%s/verdict' % fact, 'POST', None, headers, verdict='reject')[0]
        must(status == 403, '%s: %d' % (headers, status))
    must(b.ask('/api/v1/fact/' + fact)[2]['fact']['status'] != 'rejected', 'a forged verdict was kept')
    must(Browser(s).ask('/api/v1/login', 'POST', {'user': 'wu', 'password': PASS['wu']}, {'Origin': 'https://evil.example'})[0] == 403, 'a login from elsewhere')
    must(b.ask('/api/v1/facts', headers={'Host': 'cedu.bureau.example'})[0] == 200, 'the name that the proxy has')


@check('team: logout, a new password and the command line end sessions at once')
def test_ends(s, binary, db):
    b, c = session(s, 'wu', '198.51.100.3'), session(s, 'wu', '198.51.100.3')
    was = b.cookie
    must(b.ask('/api/v1/logout', 'POST')[0] == 200 and b.cookie is None and Browser(s, was).ask('/api/v1/facts')[0] == 401, 'logged out')
    must(c.ask('/api/v1/facts')[0] == 200, 'the other session')
    status, _, got = c.ask('/api/v1/password', 'POST', {'old': 'wrong old one', 'new': 'new-passphrase-3'}, {'X-Forwarded-For': '198.51.100.4'})
    must(status == 401, got)
    d = session(s, 'wu', '198.51.100.5')
    status, _, got = c.ask('/api/v1/password', 'POST', {'old': PASS['wu'], 'new': 'new-passphrase-3'}, {'X-Forwarded-For': '198.51.100.4'})
    must(status == 200 and c.ask('/api/v1/facts')[0] == 200, got)
    must(d.ask('/api/v1/facts')[0] == 401, 'a session outlives its password')
    PASS['wu'] = 'new-passphrase-3'
    e = session(s, 'wu', '198.51.100.6')
    must(user(binary, db, 'disable', 'wu').returncode == 0 and e.ask('/api/v1/facts')[0] == 401, 'a session outlives its user')
    must(user(binary, db, 'enable', 'wu').returncode == 0 and e.ask('/api/v1/facts')[0] == 401, 'it comes back')
    base = sqlite3.connect(db + '.team', timeout=60)
    f = session(s, 'wu', '198.51.100.7')
    base.execute('UPDATE sessions SET seen = seen - 13 * 3600')
    base.commit()
    must(f.ask('/api/v1/facts')[0] == 401, 'an idle session lives')
    for sql in ("DELETE FROM log", "UPDATE log SET who = 'x'"):
        try:
            base.execute(sql)
            must(False, 'the log can be changed: ' + sql)
        except sqlite3.IntegrityError:  # a trigger's; not a lock
            pass
    must(not [t for t, in base.execute('SELECT token FROM sessions') if f.cookie and (f.cookie.encode() in t or bytes.fromhex(f.cookie) in t)], 'tokens are kept as they are')
    base.close()


@check('team: guessing passwords is slowed down; others are not locked out')
def test_rate(s):
    b = Browser(s)
    got = []
    while len(got) < 60 and (not got or got[-1][0] == 401):  # ten at once, then one in half a minute: on a slow machine it takes more of them
        got.append(b.ask('/api/v1/login', 'POST', {'user': 'zhou', 'password': 'guess number %d' % len(got)}, {'X-Forwarded-For': '203.0.113.50'}))
    must(got[-1][0] == 429 and got[-1][1]['Retry-After'] and len(got) > 8, [(g[0], g[2]) for g in got])
    session(s, '郑敏', '198.51.100.8')
    r = session(s, '郑敏', '198.51.100.9')
    statuses = [r.ask('/api/v1/session')[0] for _ in range(1200)]
    must(statuses[0] == 200 and set(statuses) <= {200, 429}, set(statuses))


def run(binary, db, box):
    mine = shutil.copy(db, os.path.join(box, 'team.db'))
    test_users(binary, mine)
    s = Server(binary, mine, '--team')
    s.spec = json.loads(s.ask('/api/openapi.json')[2])
    test_stranger(s)
    test_login(s)
    test_roles(s)
    test_csrf(s)
    test_ends(s, binary, mine)
    test_rate(s)
    s.stop()
