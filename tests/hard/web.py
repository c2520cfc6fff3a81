"""Servers that fail, lie, drip or lead astray. All of them listen on this machine; --allow-private lets cedu ask them."""
import gzip
import http.server
import subprocess
import sys
import threading

from kit import ENV, Skip, case, numbers, page


class Site(http.server.BaseHTTPRequestHandler):
    hits, version, down = [], 1, 2

    def log_message(self, *a):
        pass

    def do_GET(self):
        Site.hits.append((self.path, self.headers.get('If-None-Match')))
        tag, code, body, head = '"v%d"' % Site.version, 404, b'', {}
        if self.path == '/robots.txt':
            code, body = 200, b'User-agent: *\nDisallow: /private\n'
        elif self.path == '/a':
            code, body, head = 200, page(Site.version), {'ETag': tag, 'Content-Type': 'text/html; charset=utf-8'}
            if self.headers.get('If-None-Match') == tag:
                code, body = 304, b''
        elif self.path == '/flaky':  # unavailable twice
            Site.down -= 1
            code, body = (503, b'') if Site.down >= 0 else (200, page(3))
            head = {'Content-Type': 'text/html; charset=utf-8'}
        elif self.path in ('/round', '/file'):
            code, head = 302, {'Location': '/round' if self.path == '/round' else 'file:///etc/passwd'}
        elif self.path == '/endless':
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(200):
                    self.wfile.write(bytes(1 << 20))
            except OSError:
                pass
            return
        self.send_response(code)
        for k, v in head.items():
            self.send_header(k, v)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@case
def pages_of_the_web(b):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    at = 'http://127.0.0.1:%d' % server.server_port
    ENV.update(XDG_CACHE_HOME=b.path('cache'), XDG_STATE_HOME=b.path('state'))
    try:
        b.expect(1, 'read', at + '/a', says='private network')
        assert not Site.hits, 'a private address was asked'
        b.expect(0, 'read', '--allow-private', '--format', 'json', at + '/a')
        assert b.records()[0]['url'] == at + '/a' and numbers(b) == [1]
        b.expect(0, 'read', '--allow-private', '--format', 'json', at + '/a')
        assert Site.hits[-1] == ('/a', '"v1"') and numbers(b) == [1], 'the cache was not used'
        b.expect(1, 'read', '--allow-private', at + '/private/x', at + '/round', at + '/file', at + '/endless', says='robots.txt')
        assert not any(p.startswith('/private') for p, _ in Site.hits)
        assert 'root:' not in b.out and 'redirects' in b.err and 'protocol' in b.err and 'MB' in b.err
        b.expect(0, 'read', '--allow-private', '--format', 'json', at + '/flaky')
        assert numbers(b) == [3] and [p for p, _ in Site.hits].count('/flaky') == 3, 'three tries'
        b.write('list.txt', '# pages\n%s/a\n' % at)
        b.expect(0, 'watch', '--allow-private', '--format', 'json', 'list.txt')
        assert [r['state'] for r in b.records()] == ['new']
        b.expect(0, 'watch', '--allow-private', '--format', 'json', 'list.txt')
        assert b.records() == []
        Site.version = 2
        b.expect(0, 'watch', '--allow-private', '--format', 'json', 'list.txt')
        assert [r['state'] for r in b.records()] == ['changed']
        b.expect(0, 'facts', '--allow-private', '--urls', 'list.txt')
        assert any(r.get('type') == 'fact' for r in b.records())
    finally:
        server.shutdown()
        for k in ('XDG_CACHE_HOME', 'XDG_STATE_HOME'):
            del ENV[k]


class Liar(http.server.BaseHTTPRequestHandler):
    """Says one thing and does another."""
    hits = []

    def log_message(self, *a):
        pass

    def answer(self, body, length=None, **head):
        self.send_response(200)
        for k, v in head.items():
            self.send_header(k.replace('_', '-'), v)
        self.send_header('Content-Length', str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Liar.hits.append(self.path)
        html = {'Content_Type': 'text/html; charset=utf-8'}
        try:
            if self.path == '/more':  # announces more than it sends
                self.answer(page(1), 100000, **html)
            elif self.path == '/less':  # and less
                self.answer(page(2) + b'<p>' + b'x' * 5000, len(page(2)), **html)
            elif self.path == '/huge':
                self.answer(page(3), 10 ** 13, **html)
            elif self.path == '/bomb':  # 256 MB in many small members
                self.answer(gzip.compress(bytes(1 << 20)) * 256, Content_Encoding='gzip', **html)
            elif self.path == '/cut':
                self.answer(gzip.compress(page(4) * 40)[:-30], Content_Encoding='gzip', **html)
            elif self.path == '/drip':
                self.send_response(200)
                self.end_headers()
                for _ in range(600):
                    self.wfile.write(b'x')
                    threading.Event().wait(.1)
            elif self.path == '/good':
                self.answer(page(9), **html)
            else:
                self.send_error(404)
        except OSError:
            pass  # the reader has left


@case
def servers_that_lie_and_drip(b):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Liar)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    at = 'http://127.0.0.1:%d' % server.server_port
    ENV.update(XDG_CACHE_HOME=b.path('cache'), CEDU_WEB_SECONDS='300')
    try:
        read = ('read', '--allow-private', '--format', 'json')
        # Each is named with its reason, what is cut off says so, and the good page behind them is read.
        b.expect(1, *read, *(at + p for p in ('/more', '/huge', '/bomb', '/cut', '/good')))
        assert numbers(b) == [4] * (len(numbers(b)) - 1) + [9], b.out[-500:]
        cut = [r for r in b.records() if r['file'].endswith('/cut')][0]
        assert cut['findings'][0]['class'] == 'damaged_container', cut['findings']
        errors = {r['file'].rsplit('/', 1)[1]: r['error'] for r in b.records() if r.get('error')}
        ENV['CEDU_WEB_SECONDS'] = '2'  # only where waiting is what is tested
        b.expect(1, *read, at + '/drip')
        errors['drip'] = b.records()[0]['error']
        for name, says in (('more', 'partial'), ('huge', 'MB'), ('bomb', 'limit'), ('drip', 'time')):
            assert says in errors[name].lower() or says in errors[name], (name, errors[name])
        ENV['CEDU_WEB_SECONDS'] = '300'
        assert Liar.hits.count('/drip') == 1, 'a server that drips is asked once'
        b.expect(0, *read, at + '/less')
        assert numbers(b) == [2]
    finally:
        server.shutdown()
        for k in ('XDG_CACHE_HOME', 'CEDU_WEB_SECONDS'):
            del ENV[k]


# A network of its own, in which 203.0.113.7 (for documentation, public by its number) is this machine: a public page that leads inside.
INSIDE = r'''
import ctypes, fcntl, http.server, os, socket, struct, subprocess, sys, threading
if ctypes.CDLL(None, use_errno=True).unshare(0x10000000 | 0x40000000) != 0:
    sys.exit(77)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    fcntl.ioctl(s, 0x8914, struct.pack('16sh22x', b'lo', 0x49))
    fcntl.ioctl(s, 0x8916, struct.pack('16sHH4s16x', b'lo:1', socket.AF_INET, 0, socket.inet_aton('203.0.113.7')))
except OSError:
    sys.exit(77)
hits = []
class Site(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        hits.append(self.headers['Host'] + self.path)
        to = {'/in': 'http://127.0.0.1:%d/secret', '/by-name': 'http://localhost:%d/secret', '/six': 'http://[::ffff:127.0.0.1]:%d/secret'}.get(self.path)
        self.send_response(302 if to else 404 if self.path == '/robots.txt' else 200)
        if to: self.send_header('Location', to % port)
        self.end_headers()
        if self.path in ('/out', '/secret'): self.wfile.write('<html><body><p>到2030年，示例市建成公共算力平台三十个，服务企业一千家以上。</p></body></html>'.encode())
server = http.server.ThreadingHTTPServer(('0.0.0.0', 0), Site)
port = server.server_port
threading.Thread(target=server.serve_forever, daemon=True).start()
at = 'http://203.0.113.7:%d' % port
for more in ([], ['--allow-private']):
    r = subprocess.run([sys.argv[1], 'read', *more] + [at + p for p in ('/in', '/by-name', '/six')], capture_output=True, text=True)
    if 'private network' not in r.stderr or r.returncode != 1: sys.exit('not refused %s: %s' % (more, r.stderr))
r = subprocess.run([sys.argv[1], 'read', at + '/out'], capture_output=True, text=True)
if r.returncode != 0 or '2030' not in r.stdout: sys.exit('the public page was not read: ' + r.stderr)
r = subprocess.run([sys.argv[1], 'read', '--allow-private', 'http://127.0.0.1:%d/in' % port], capture_output=True, text=True)
if r.returncode != 0 or '2030' not in r.stdout: sys.exit('from inside to inside, and allowed: ' + r.stderr)
if [h for h in hits if h.endswith('/secret')] != ['127.0.0.1:%d/secret' % port]: sys.exit('somebody was led inside: %s' % hits)
'''


@case
def public_page_that_leads_inside(b):
    r = subprocess.run([sys.executable, '-c', INSIDE, b.binary], env=dict(ENV, XDG_CACHE_HOME=b.path('cache')), stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, text=True, timeout=900)
    if r.returncode == 77:
        raise Skip('no network of its own to be had here')
    assert r.returncode == 0, r.stderr[-1500:]
