#!/usr/bin/env python3
"""Laws: what must hold for every page, tried on the example pages, on damaged versions of them and on made-up bytes.

    run.py BINARY     ends with `N passed, N failed`
A law is a function with a sentence; it is tried on every page and fails with the first page that breaks it.
"""
import glob
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, 'tools'))
import make_damage  # noqa: E402

BINARY = None
ENV = dict(os.environ, CEDU_LANG='en', XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent')
PYTHON_NAME = {'big5-hkscs': 'big5hkscs'}
laws = []


def law(f):
    laws.append(f)
    return f


def cedu(*args, stdin=None):
    r = subprocess.run([BINARY] + list(args), input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    assert r.returncode in (0, 1), 'exit %d: %s' % (r.returncode, r.stderr[-1000:].decode('utf-8', 'replace'))
    return r.stdout


def facts(path):
    return [json.loads(x) for x in cedu('facts', path).decode('utf-8').splitlines()]


def decoded(path, encoding):
    raw = open(path, 'rb').read()
    return raw, raw.decode(PYTHON_NAME.get(encoding.lower(), encoding), 'replace')


@law
def quotes_are_the_inputs_own_characters(path):
    """quote == decoded[start:end], its bytes decode to it, at most 400 characters; the document's hash is the payload's."""
    records = facts(path)
    if not records:
        return
    doc = records[0]
    raw, text = decoded(path, doc['encoding'])
    assert doc['sha256'] == hashlib.sha256(raw).hexdigest()
    for f in records[1:]:
        q = f['quote']
        assert 0 < len(q) <= 400, f['id']
        assert text[f['start']:f['end']] == q, (f['id'], q, text[f['start']:f['end']])
        part = raw[f['byte_start']:f['byte_end']]
        assert part.decode(PYTHON_NAME.get(doc['encoding'].lower(), doc['encoding']), 'replace') == q, (f['id'], q)
        for c in f.get('context', []):
            assert text[c['start']:c['end']] == c['quote'], (f['id'], c)
        assert 0 <= f['confidence'] <= 1


@law
def ids_are_stable_and_distinct(path):
    """The same input gives the same ids; no two facts of a page share one."""
    a, b = facts(path), facts(path)
    assert a == b
    ids = [f['id'] for f in a if f['type'] == 'fact']
    assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]


@law
def repair_is_idempotent_and_keeps_lines(path):
    """repair(repair(x)) == repair(x); the number of lines does not change."""
    once = cedu('repair', path)
    twice = cedu('repair', '-', stdin=once)
    assert once == twice, next((a, b) for a, b in zip(once.split(b'\n'), twice.split(b'\n')) if a != b)
    doc = facts(path)[0]
    assert decoded(path, doc['encoding'])[1].count('\n') == once.decode('utf-8').count('\n')


@law
def the_record_of_a_repair_is_complete(path):
    """Each edit's `before` stands at its place; putting the `after`s there, and nothing else, gives the repaired text."""
    only = ['--only', 'mojibake,residue,pinyin,gbk_shift,inserted,layout']  # t2s counts what it converts one to one
    r = json.loads(cedu('repair', '--format', 'json', *only, path).decode('utf-8'))
    _, text = decoded(path, r['encoding'])
    out, at = [], 0
    for e in r['edits']:
        assert at <= e['start'] <= e['end'], e
        assert text[e['start']:e['end']] == e['before'], (e, text[e['start']:e['end']])
        assert 0 < e['confidence'] <= 1, e
        out += [text[at:e['start']], e['after']]
        at = e['end']
    want = ''.join(out) + text[at:]
    assert cedu('repair', *only, path).decode('utf-8') == want


@law
def repair_does_not_depend_on_how_the_bytes_arrive(path):
    """A pipe that hands over pieces of any size, cut inside characters as well, gives what the file gives."""
    raw, rng = open(path, 'rb').read(), random.Random(len(path))
    p = subprocess.Popen([BINARY, 'repair', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENV, bufsize=0)
    pieces = [1, 2, 3, 7, 4095, 4096, 65537]

    def feed():
        at = 0
        while at < len(raw):
            n = rng.choice(pieces)
            p.stdin.write(raw[at:at + n])
            at += n
        p.stdin.close()
    t = threading.Thread(target=feed)
    t.start()
    got = p.stdout.read()
    t.join()
    p.stdout.close()
    assert p.wait() in (0, 1) and got == cedu('repair', path)


@law
def paragraphs_lie_in_order(path):
    """The article's paragraphs have ascending places that do not overlap."""
    r = json.loads(cedu('read', '--format', 'json', path))
    at = 0
    for p in r['paragraphs']:
        assert at <= p['start'] <= p['end'], p
        at = p['end']


@law
def encoding_does_not_change_facts(path):
    """The same characters in GB18030 and in UTF-8 give the same facts (but for byte offsets, ids and hashes)."""
    first = facts(path)
    text = decoded(path, first[0]['encoding'])[1].replace('charset=gb2312', 'charset=').replace('charset="gb2312"', '').replace('charset="big5"', '').replace('charset="utf-8"', '')
    if '\ufffd' in text:
        return
    strip = lambda fs: [{k: v for k, v in f.items() if k not in ('byte_start', 'byte_end', 'id', 'doc')} for f in fs if f['type'] == 'fact']
    with tempfile.TemporaryDirectory() as d:
        got = []
        for enc in ('utf-8', 'gb18030'):
            p = os.path.join(d, os.path.basename(path))
            with open(p, 'wb') as f:
                f.write(text.encode(enc))
            got.append(strip(facts(p)))
        assert got[0] == got[1]


def made_up(folder):
    """Pages that nobody wrote: examples cut, shuffled and spoilt, with a fixed seed."""
    rng = random.Random(20260101)
    for k, path in enumerate(sorted(glob.glob(os.path.join(TOP, 'examples', 'pages', '*')))):
        raw = bytearray(open(path, 'rb').read())
        for _ in range(rng.randrange(1, 12)):
            at = rng.randrange(len(raw))
            how = rng.randrange(3)
            if how == 0:
                raw[at] = rng.randrange(256)
            elif how == 1:
                del raw[at:at + rng.randrange(1, 40)]
            else:
                raw[at:at] = raw[:rng.randrange(1, 60)]
        out = os.path.join(folder, 'spoilt-%02d%s' % (k, os.path.splitext(path)[1]))
        with open(out, 'wb') as f:
            f.write(raw)
        yield out


def damaged(folder):
    """The example pages' texts, damaged in every way that tools/make_damage.py knows, misread, and in two encodings at once."""
    ways = [('pinyin', {'style': 'mixed'}), ('gbkshift', {}), ('taiwan', {})] + [('gbkshift', {'randomise': True})] * 3
    for k, path in enumerate(sorted(glob.glob(os.path.join(TOP, 'examples', 'pages', '*')))[:6]):
        text = cedu('read', path).decode('utf-8')
        if text.count('\n') < 3:
            continue
        versions = [make_damage.damage(text, mode, seed=k * 10 + n, **opt).encode('utf-8') for n, (mode, opt) in enumerate(ways)]
        lines = text.split('\n')
        versions += [text.encode('utf-8').decode('gbk', 'replace').encode('utf-8'),
                     text.encode('gb18030').decode('latin-1').encode('utf-8'),
                     b'\n'.join(x.encode('gb18030' if i % 4 == 2 else 'utf-8') for i, x in enumerate(lines))]
        for n, b in enumerate(versions):
            out = os.path.join(folder, 'damaged-%02d-%d.txt' % (k, n))
            with open(out, 'wb') as f:
                f.write(b)
            yield out


def main():
    global BINARY
    BINARY = os.path.abspath(sys.argv[1])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pages = sorted(glob.glob(os.path.join(TOP, 'examples', 'pages', '*')))
        assert pages, 'no example pages: run tools/make_examples.py'
        spoilt, hurt = list(made_up(folder)), list(damaged(folder))
        repairs = (repair_is_idempotent_and_keeps_lines, the_record_of_a_repair_is_complete, repair_does_not_depend_on_how_the_bytes_arrive)
        for f in laws:
            for path in pages + (spoilt if f in (ids_are_stable_and_distinct, paragraphs_lie_in_order) else hurt if f in repairs else []):
                try:
                    f(path)
                    passed += 1
                except (AssertionError, KeyError, ValueError) as e:
                    failed += 1
                    print('FAILED %s on %s: %s' % (f.__name__, os.path.basename(path), str(e)[:600]))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
