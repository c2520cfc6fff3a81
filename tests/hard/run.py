#!/usr/bin/env python3
"""Bad input and bad weather: each case says what must happen, with the exit code of the contract.

    run.py BINARY [NAME...]       ends with `N passed, N failed, N skipped`
Nothing here is timed; a limit on time only ends a hang. Cases that need privileges the machine does not give are skipped.
"""
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

CASES = []
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

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.encode('utf-8'))
        return path

    def run(self, *args, stdin=b'', limit=None, timeout=300):
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


# ------------------------------------------------------------------ inputs
@case
def empty_file_is_a_finding(b):
    b.write('empty.txt', b'')
    b.expect(0, 'read', '--format', 'json', 'empty.txt')
    assert any(f['class'] == 'empty' for f in b.records()[0]['findings'])
    b.expect(0, 'facts', 'empty.txt')
    b.expect(0, 'add', '-d', 'k.db', 'empty.txt')


@case
def one_gigabyte_of_one_byte(b):
    for byte in (b'a', b'\0'):
        path = b.path('huge.txt')
        with open(path, 'wb') as f:
            if byte == b'\0':
                f.truncate(1 << 30)
            else:
                block = byte * (1 << 20)
                for _ in range(1 << 10):
                    f.write(block)
        b.write('good.txt', GOOD)
        b.expect(1, 'facts', 'huge.txt', 'good.txt', says='huge.txt')
        assert any(r.get('type') == 'fact' for r in b.records()), 'the other file was lost'
        os.remove(path)


@case
def picture_named_html(b):
    png = bytes.fromhex('89504e470d0a1a0a0000000d49484452') + bytes(range(256)) * 8
    b.write('picture.html', png)
    b.write('good.txt', GOOD)
    b.expect(1, 'facts', 'picture.html', 'good.txt', says='picture.html')
    assert any(r.get('type') == 'fact' for r in b.records())


@case
def truncated_gbk_file(b):
    raw = GOOD.encode('gb18030') * 20
    b.write('cut.txt', raw[:-1] if len(raw) % 2 else raw[:-2] + raw[-2:-1])
    b.expect(0, 'facts', 'cut.txt')
    head = [r for r in b.records() if r['type'] == 'document'][0]
    assert head['encoding'].upper().startswith('GB'), head['encoding']
    raw = GOOD.encode('gb18030')[:-2]
    cut = next(i for i in range(len(raw) - 1, 0, -1) if raw[i - 1] > 0x80 and raw[i] > 0x30)
    b.write('half.txt', (GOOD.encode('gb18030') * 20) + raw[:cut])
    b.expect(0, 'facts', 'half.txt')


@case
def folder_loop(b):
    os.makedirs(b.path('a/b'))
    b.write('a/good.txt', GOOD)
    os.symlink('..', b.path('a/b/up'))
    os.symlink('self', b.path('a/self'))
    code = b.run('facts', 'a')
    assert code in (0, 1), code
    assert sum(r['type'] == 'document' for r in b.records()) == 1, 'the one page must be read once'


@case
def unreadable_file(b):
    b.write('closed.txt', GOOD)
    b.write('good.txt', GOOD)
    os.chmod(b.path('closed.txt'), 0)
    if os.access(b.path('closed.txt'), os.R_OK):  # root reads everything: a folder in place of the file, a missing file
        os.remove(b.path('closed.txt'))
    b.expect(1, 'facts', 'closed.txt', 'good.txt', says='closed.txt')
    assert any(r.get('type') == 'fact' for r in b.records())


@case
def fifo_and_device_are_refused(b):
    os.mkfifo(b.path('pipe.txt'))
    b.write('good.txt', GOOD)
    b.expect(1, 'facts', 'pipe.txt', '/dev/null/x', 'good.txt', says='pipe.txt', timeout=60)


@case
def file_names_are_any_bytes(b):
    name = os.path.join(os.fsencode(b.dir), b'bad\xff\n"name.txt')
    with open(name, 'wb') as f:
        f.write(GOOD.encode())
    b.expect(0, 'facts', '.')
    b.records()


@case
def usage_errors(b):
    b.expect(2)
    b.expect(2, 'nonsense')
    b.expect(2, 'facts', '--nonsense')
    b.expect(2, 'facts')
    b.expect(2, 'facts', '--date', '2023-13-99', 'x')
    b.expect(5, 'explain', '-d', 'none.db', 'ffffffff') if False else None
    b.expect(0, '--help')
    b.expect(0, 'facts', '--help')


@case
def closed_pipe_ends_quietly(b):
    b.write('good.txt', GOOD * 200)
    r = subprocess.run('"%s" facts good.txt good.txt good.txt | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}' % b.binary, shell=True,
                       executable='/bin/bash', cwd=b.dir, env=ENV, stderr=subprocess.PIPE, timeout=120)
    assert b'rror' not in r.stderr and r.returncode in (0, 141), (r.returncode, r.stderr[-500:])


@case
def full_standard_output(b):
    b.write('good.txt', GOOD)
    if not os.path.exists('/dev/full'):
        raise Skip('no /dev/full')
    with open('/dev/full', 'wb') as full:
        r = subprocess.run([b.binary, 'facts', 'good.txt'], cwd=b.dir, env=ENV, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert r.returncode == 4, (r.returncode, r.stderr)


# ------------------------------------------------------------------ pathological pages
@case
def deep_nesting(b):
    b.write('deep.html', '<html><body>' + '<div>' * 200000 + GOOD + '</div>' * 200000)
    b.expect(0, 'facts', 'deep.html')


@case
def long_attribute_and_unclosed_script(b):
    b.write('attr.html', '<html><body><p title="' + 'x' * (20 << 20) + '">' + GOOD + '</p>')
    b.write('script.html', '<html><body><p>' + GOOD + '<script>' + 'var a="<p>";' * 100000)
    b.write('comment.html', '<html><body><p>' + GOOD + '<!--' + '-' * (5 << 20))
    code = b.run('facts', 'attr.html', 'script.html', 'comment.html')
    assert code in (0, 1), code


@case
def entity_bomb(b):
    rows = ''.join('<!ENTITY e%d "%s">' % (i, '&e%d;' % (i - 1) * 10) for i in range(1, 12))
    b.write('bomb.html', '<!DOCTYPE html [<!ENTITY e0 "boom">%s]><html><body><p>&e11;%s</p>' % (rows, GOOD))
    b.expect(0, 'facts', 'bomb.html')


@case
def runs_of_one_character(b):
    n = 1 << 20
    for k, s in enumerate(['1', '一', '(', '《', '亿', '，', '、1', '2021年', '“', 'a', '?', '笆', '成都']):
        b.write('run%d.txt' % k, s * (n // len(s.encode())) + '。\n')
        b.expect(0, 'facts', 'run%d.txt' % k)


# ------------------------------------------------------------------ the knowledge base
@case
def adding_twice_changes_nothing(b):
    b.write('p/a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'p')
    n = b.facts_of('k.db')
    assert n > 0
    b.expect(0, 'add', '-d', 'k.db', 'p')
    assert b.facts_of('k.db') == n


@case
def damaged_database(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    for suffix in ('-wal', '-shm'):
        if os.path.exists(b.path('k.db' + suffix)):
            os.remove(b.path('k.db' + suffix))
    raw = bytearray(open(b.path('k.db'), 'rb').read())
    b.write('not.db', '这不是数据库' * 1000)
    b.expect(4, 'list', 'documents', '-d', 'not.db')
    assert open(b.path('not.db'), 'rb').read() == ('这不是数据库' * 1000).encode(), 'somebody else\'s file was changed'
    raw[100:3000] = bytes(2900)
    b.write('broken.db', bytes(raw))
    b.expect(4, 'list', 'facts', '-d', 'broken.db')
    b.expect(4, 'check', '-d', 'broken.db')
    b.write('cut.db', bytes(raw[:len(raw) // 2]))
    assert b.run('check', '-d', 'cut.db') == 4


@case
def full_disk(b):
    b.write('good.txt', GOOD)
    for i in range(60):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)) + '成都市人工智能产业发展情况介绍。' * 300 + str(i))
    mount = b.path('small')
    os.mkdir(mount)
    tmpfs = os.geteuid() == 0 and subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', mount], stdout=subprocess.DEVNULL,
                                                 stderr=subprocess.DEVNULL).returncode == 0
    try:
        if tmpfs:
            code = b.run('add', '-d', 'small/k.db', 'p')
        else:  # no right to mount: a limit on file size gives the same refusal
            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (400 << 10, 400 << 10))
            code = b.run('add', '-d', 'small/k.db', 'p', limit=limit)
        assert code == 4, 'exit %d\n%s' % (code, b.err[-800:])
        assert re.search('full|space|disk|large', b.err, re.I), b.err[-500:]
        shutil.copy(b.path('small/k.db'), b.path('after.db'))
        if os.path.exists(b.path('small/k.db-wal')):
            shutil.copy(b.path('small/k.db-wal'), b.path('after.db-wal'))
        b.expect(0, 'check', '-d', 'after.db')
        b.expect(0, 'add', '-d', 'after.db', 'p')
        b.expect(0, 'check', '-d', 'after.db')
    finally:
        if tmpfs:
            subprocess.run(['umount', mount])


@case
def two_processes_add_at_once(b):
    for i in range(40):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)))
        b.write('q/%03d.txt' % i, GOOD.replace('800', str(900 + i)))
    jobs = [subprocess.Popen([b.binary, 'add', '-d', 'k.db', d], cwd=b.dir, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for d in ('p', 'q')]
    out = [j.communicate(timeout=240)[0] for j in jobs]
    assert [j.returncode for j in jobs] == [0, 0], out
    b.expect(0, 'list', 'documents', '-d', 'k.db', '--format', 'json')
    assert len(b.records()) == 80, len(b.records())
    b.expect(0, 'check', '-d', 'k.db')


@case
def killed_while_adding(b):
    for i in range(120):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)))
    for k in range(6):
        j = subprocess.Popen([b.binary, 'add', '-d', 'k.db', 'p'], cwd=b.dir, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.03 * (k + 1))
        j.kill()
        j.wait()
        if os.path.exists(b.path('k.db')):
            b.expect(0, 'check', '-d', 'k.db')
    b.expect(0, 'add', '-d', 'k.db', 'p')
    b.expect(0, 'list', 'documents', '-d', 'k.db', '--format', 'json')
    assert len(b.records()) == 120, len(b.records())
    b.expect(0, 'check', '-d', 'k.db')


@case
def backup_and_restore(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    n = b.facts_of('k.db')
    b.expect(0, 'backup', '-d', 'k.db', 'safe.db')
    b.write('b.txt', GOOD.replace('800', '801'))
    b.expect(0, 'add', '-d', 'k.db', 'b.txt')
    b.expect(0, 'restore', '-d', 'new.db', 'safe.db')
    assert b.facts_of('new.db') == n
    b.write('junk.db', b'junk' * 999)
    b.expect(4, 'restore', '-d', 'other.db', 'junk.db')
    assert not os.path.exists(b.path('other.db'))


@case
def missing_and_unwritable_places(b):
    b.write('a.txt', GOOD)
    b.expect(4, 'add', '-d', 'no/such/folder/k.db', 'a.txt')
    assert b.run('list', 'facts', '-d', 'absent.db') in (4, 5)
    assert not os.path.exists(b.path('absent.db')), 'a question must not make a database'


@case
def not_found(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    b.expect(5, 'explain', '-d', 'k.db', 'ffffffffffff')
    b.expect(5, 'forget', '-d', 'k.db', 'ffffffffffff')
    b.expect(5, 'show', '-d', 'k.db', '没有这个地方')


@case
def same_ids_twice_and_with_any_number_of_threads(b):
    for i in range(12):
        b.write('p/%02d.txt' % i, GOOD.replace('800', str(800 + i)))
    b.expect(0, 'facts', 'p')
    first = b.out
    for threads in ('1', '2', '7'):
        b.expect(0, 'facts', '--threads', threads, 'p')
        assert b.out == first, 'threads %s' % threads


def main():
    binary, only = os.path.abspath(sys.argv[1]), sys.argv[2:]
    passed = failed = skipped = 0
    for f in CASES:
        if only and f.__name__ not in only:
            continue
        b = Box(binary)
        try:
            f(b)
            passed += 1
        except Skip as s:
            skipped += 1
            print('skipped %s: %s' % (f.__name__, s))
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError, IndexError, OSError, sqlite3.Error) as e:
            failed += 1
            print('FAILED %s: %s' % (f.__name__, e))
        finally:
            shutil.rmtree(b.dir, ignore_errors=True)
    print('%d passed, %d failed, %d skipped' % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
