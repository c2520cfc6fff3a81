"""What the parts of tests/serve share: the server under test, checks that count, OpenAPI's schemas, raw sockets."""
import http.client
import json
import re
import signal
import socket
import subprocess
import time
import urllib.parse

PATIENCE = 300  # seconds; ends a hang, nothing else depends on it
results = [0, 0, 0]


def say(ok, name, why=''):
    results[0 if ok else 1] += 1
    if not ok:
        print('FAIL %s: %s' % (name, str(why)[:700]), flush=True)


def check(name):
    """A test function that raises says why; one that returns passed."""
    def wrap(f):
        def run(*a):
            try:
                f(*a)
                say(True, name)
            except Exception as e:  # every failure is reported, none stops the rest
                say(False, name, '%s: %s' % (type(e).__name__, e))
        return run
    return wrap


def must(ok, why):
    if not ok:
        raise AssertionError(why)


# ------------------------------------------------------------------ the server under test
class Server:
    def __init__(self, binary, db, *options):
        self.p = subprocess.Popen([binary, 'serve', '-d', db, '--port', '0', '--lang', 'en'] + list(options), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        line = self.p.stdout.readline().decode()
        m = re.search(r'http://(\S+):(\d+)/', line)
        if not m:
            raise SystemExit('the server did not start: %s%s' % (line, self.p.stderr.read().decode(errors='replace')[-2000:]))
        self.host, self.port = m.group(1), int(m.group(2))
        self.base = 'http://%s:%d' % (self.host, self.port)
        self.spec, self.binary, self.db = None, binary, db

    def ask(self, path, method='GET', headers=None, body=None, timeout=PATIENCE):
        c = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            c.putrequest(method, path, skip_host=bool(headers and 'Host' in headers), skip_accept_encoding=True)
            for k, v in (headers or {}).items():
                c.putheader(k, v)
            if body is not None:
                c.putheader('Content-Length', str(len(body)))
            c.endheaders(body)
            r = c.getresponse()
            return r.status, r.headers, r.read()
        finally:
            c.close()

    def json(self, path, **query):
        q = urllib.parse.urlencode([(k, x) for k, v in query.items() for x in (v if isinstance(v, list) else [v])])
        status, _, body = self.ask(urllib.parse.quote(path, safe='/%') + ('?' + q if q else ''))
        must(status == 200, '%s %s: %d %s' % (path, query, status, body[:200]))
        return json.loads(body)

    def stop(self):
        self.p.send_signal(signal.SIGTERM)
        try:
            return self.p.wait(PATIENCE), self.p.stderr.read().decode(errors='replace')
        except subprocess.TimeoutExpired:
            self.p.kill()
            return -9, 'did not stop'


def until(holds, why):
    """Asks until it holds; what it gave."""
    end = time.monotonic() + PATIENCE
    while True:
        got = holds()
        if got:
            return got
        if time.monotonic() > end:
            raise AssertionError(why() if callable(why) else why)
        time.sleep(0.05)


def raw(s, data, wait=PATIENCE):
    """All that comes until the server closes, or (for what may be met with silence) until nothing came for `wait` seconds."""
    c = socket.create_connection((s.host, s.port), timeout=wait)
    try:
        c.sendall(data)
        got = b''
        while True:
            try:
                x = c.recv(65536)
            except (ConnectionResetError, socket.timeout):
                break
            if not x:
                break
            got += x
        return got
    finally:
        c.close()


# ------------------------------------------------------------------ OpenAPI: the little of JSON Schema that it uses
def fits(spec, schema, v, at):
    if '$ref' in schema:
        return fits(spec, spec['components']['schemas'][schema['$ref'].rsplit('/', 1)[1]], v, at)
    if 'anyOf' in schema:
        errors = [fits(spec, s, v, at) for s in schema['anyOf']]
        return None if None in errors else errors[0]
    names = schema.get('type', [])
    names = [names] if isinstance(names, str) else names
    is_a = {'string': isinstance(v, str), 'integer': isinstance(v, int) and not isinstance(v, bool), 'boolean': isinstance(v, bool),
            'number': isinstance(v, (int, float)) and not isinstance(v, bool), 'null': v is None, 'array': isinstance(v, list),
            'object': isinstance(v, dict)}
    if names and not any(is_a[n] for n in names):
        return '%s is %r, not %s' % (at, v, names)
    if isinstance(v, list) and 'items' in schema:
        for i, x in enumerate(v):
            e = fits(spec, schema['items'], x, '%s[%d]' % (at, i))
            if e:
                return e
    if isinstance(v, dict) and 'properties' in schema:
        for k in schema.get('required', []):
            if k not in v:
                return '%s.%s is missing' % (at, k)
        for k, x in v.items():
            if k not in schema['properties']:
                return '%s.%s is not declared' % (at, k)
            e = fits(spec, schema['properties'][k], x, '%s.%s' % (at, k))
            if e:
                return e
    return None


def op(item):
    """The one operation of a path."""
    return next(iter(item.values()))


def conforms(s, route, body):
    schema = op(s.spec['paths'][route])['responses']['200']['content']['application/json']['schema']
    e = fits(s.spec, schema, body, route)
    must(e is None, e)
