"""What the cases share: a folder of their own with ways to call cedu in it, the registry, small pages."""
import json
import os
import re
import resource
import sqlite3
import subprocess
import tempfile

CASES = []
PATIENCE = 1200  # seconds; ends a hang, nothing else depends on it
ENV = dict(os.environ, CEDU_LANG='en', XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent',
           ASAN_OPTIONS='allocator_may_return_null=1:detect_leaks=1', UBSAN_OPTIONS='halt_on_error=1')
GOOD = '示例市人工智能产业规模\n\n2024年3月1日\n\n2023年，成都市人工智能企业数量达800家，人工智能产业规模达300亿元，同比增长20%。\n'


class Skip(Exception):
    pass


def case(f):
    CASES.append(f)
    return f


class Box:
    """A folder of its own and ways to call cedu in it."""

    def __init__(self, binary):
        self.binary, self.dir = binary, tempfile.mkdtemp(prefix='cedu-hard-')

    def path(self, name):
        return os.path.join(self.dir, name)

    def sanitized(self):
        with open(self.binary, 'rb') as f:
            return b'__asan_init' in f.read()

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.encode('utf-8'))
        return path

    def run(self, *args, stdin=b'', limit=None, timeout=PATIENCE):
        r = subprocess.run([self.binary] + list(args), cwd=self.dir, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           env=ENV, preexec_fn=limit, timeout=timeout)
        self.out, self.err = r.stdout.decode('utf-8', 'replace'), r.stderr.decode('utf-8', 'replace')
        if r.returncode < 0:
            raise AssertionError('killed by signal %d\n%s' % (-r.returncode, self.err[-2000:]))
        if 'AddressSanitizer' in self.err or 'runtime error:' in self.err or 'LeakSanitizer' in self.err:
            raise AssertionError(self.err[-3000:])
        return r.returncode

    def expect(self, code, *args, says=None, **kw):
        got = self.run(*args, **kw)
        assert got == code, 'exit %d, expected %d: %s\n%s' % (got, code, ' '.join(args), self.err[-1500:])
        if says:
            assert re.search(says, self.err, re.I), 'the message does not say %r: %s' % (says, self.err[-500:])

    def records(self):
        return [json.loads(x) for x in self.out.splitlines() if x.strip()]

    def facts_of(self, db):
        con = sqlite3.connect(self.path(db))
        try:
            return con.execute('select count(*) from facts').fetchone()[0]
        finally:
            con.close()


def page(n):
    return ('<html><head><title>示例市产业规模</title></head><body><p>2023年，成都市人工智能企业数量达%d家，人工智能产业规模达300亿元，'
            '同比增长20%%。</p></body></html>' % n).encode()


def numbers(b):
    return sorted(int(r['paragraphs'][0]['text'].split('达')[1].split('家')[0]) for r in b.records() if r['paragraphs'])


def memory(megabytes):
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
