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

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
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


def main():
    global BINARY
    BINARY = os.path.abspath(sys.argv[1])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pages = sorted(glob.glob(os.path.join(TOP, 'examples', 'pages', '*')))
        assert pages, 'no example pages: run tools/make_examples.py'
        spoilt = list(made_up(folder))
        for f in laws:
            for path in pages + (spoilt if f in (ids_are_stable_and_distinct, paragraphs_lie_in_order) else []):
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
