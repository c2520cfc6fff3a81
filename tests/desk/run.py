#!/usr/bin/env python3
"""run.py [--seeds N] [--first K] [-v] CEDU: `cedu assess` on drafts of N made-up worlds (drafts.py): every planted fault found, and at most
two false alarms a draft. Also: bytes of every point are the draft's, formats, exit codes. Exit 1 where that does not hold."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tables  # noqa: E402
from drafts import world  # noqa: E402


def run(cedu, *args, **more):
    return subprocess.run([cedu, *args], capture_output=True, text=True, timeout=120, **more)


def points(cedu, db, path):
    r = run(cedu, 'assess', '--format', 'json', '-d', db, path)
    assert r.returncode == 0, (r.returncode, r.stderr)
    records = [json.loads(x) for x in r.stdout.splitlines()]
    assert records[0]['type'] == 'document' and records[-1]['type'] == 'assessment'
    with open(path, 'rb') as f:
        payload = f.read()
    for p in records[1:-1]:
        assert payload[p['byte_start']:p['byte_end']].decode() == p['sentence'], p
        assert p['found'] and p['advice'] and p['severity'] in ('error', 'warning', 'hint'), p
    return records[1:-1], records[-1]


def names(p, classes, piece):
    if p['class'] not in classes:
        return False
    texts = [p['sentence'], p['found']] + [a['sentence'] for a in p['also']]
    return piece is None or any(piece in t or (len(t) > 6 and t in piece) for t in texts)


def judge(found, faults):
    """Missed faults, false alarms. A fault's sentence may have several things wrong with it: what is said of it otherwise is judged too,
    but for hints; a point is right when a fault of its class names its sentence."""
    missed = []
    used = [False] * len(found)
    for classes, piece in faults:
        hit = [i for i, p in enumerate(found) if names(p, classes, piece)]
        if not hit:
            missed.append((classes, piece))
        free = [i for i in hit if not used[i]]
        for i in free[:1] if classes == ['overlap'] else hit:
            used[i] = True
    return missed, [p for i, p in enumerate(found) if not used[i] and p['severity'] != 'hint']


def one(cedu, seed, verbose):
    w = world(seed)
    bad = planted = found_all = 0
    classes = set()
    with tempfile.TemporaryDirectory() as top:
        base, db = os.path.join(top, 'base'), os.path.join(top, 'k.db')
        os.mkdir(base)
        for name, text in w.base().items():
            with open(os.path.join(base, name), 'w', encoding='utf-8') as f:
                f.write(text)
        r = run(cedu, 'add', '-q', '-d', db, base)
        assert r.returncode == 0, r.stderr
        for kind in ('good', 'sloppy', 'copied'):
            text, faults = getattr(w, kind)()
            path = os.path.join(top, kind + '.txt')
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
            found, _ = points(cedu, db, path)
            missed, false = judge(found, faults)
            planted += len(faults)
            found_all += len(faults) - len(missed)
            for c, _p in faults:
                classes.add(c[0])
            if missed or len(false) > 2 or (verbose and false):
                bad += bool(missed) or len(false) > 2
                print('seed %d %s (%s): %d planted, %d missed, %d false alarms' % (seed, kind, w.own, len(faults), len(missed), len(false)))
                for m in missed:
                    print('   missed', m)
                for p in false:
                    print('   false ', p['class'], '|', p['clean_sentence'][:70], '|', p['found'])
    return bad, planted, found_all, classes


def forms(cedu):
    """Formats, other kinds of files, bad input."""
    w = world(7)
    with tempfile.TemporaryDirectory() as top:
        db = os.path.join(top, 'k.db')
        for name, text in w.base().items():
            with open(os.path.join(top, name), 'w', encoding='utf-8') as f:
                f.write(text)
        assert run(cedu, 'add', '-q', '-d', db, *[os.path.join(top, n) for n in w.base()]).returncode == 0
        text, _ = w.sloppy()
        html = '<html><head><meta charset="utf-8"><title>%s</title></head><body><article><h1>%s</h1>%s</article></body></html>' % (
            text.split('\n')[0], text.split('\n')[0], ''.join('<p>%s</p>' % x for x in text.split('\n')[1:]))
        files = {'a.txt': text.encode(), 'a.html': html.encode(), 'gbk.txt': text.replace('〔', '[').encode('gb18030'), 'empty.txt': b''}
        for name, data in files.items():
            with open(os.path.join(top, name), 'wb') as f:
                f.write(data)
        sure = {}
        for name in files:
            r = run(cedu, 'assess', '--format', 'json', '-d', db, os.path.join(top, name))
            assert r.returncode == 0, (name, r.stderr)
            sure[name] = sum(json.loads(x)['type'] == 'point' for x in r.stdout.splitlines())
        assert sure['a.txt'] > 10 and abs(sure['a.html'] - sure['a.txt']) <= 3 and sure['gbk.txt'] > 10 and sure['empty.txt'] == 0, sure
        for kind in ('docx', 'html', 'md'):
            out = os.path.join(top, 'r.' + kind)
            r = run(cedu, 'assess', '-d', db, '-o', out, os.path.join(top, 'a.txt'))
            assert r.returncode == 0 and os.path.getsize(out) > 1000, (kind, r.stderr)
        r = run(cedu, 'assess', '-d', db, os.path.join(top, 'r.docx'))  # its own report is read, and is no plan
        assert r.returncode == 0, r.stderr
        r = run(cedu, 'assess', '-d', db, '--lang', 'en', os.path.join(top, 'a.txt'))
        assert r.returncode == 0 and 'must change' in r.stdout, r.stdout[:300]
        assert run(cedu, 'assess', '-d', db, os.path.join(top, 'none.txt')).returncode == 1
        assert run(cedu, 'assess', '-d', db, '--format', 'xlsx', os.path.join(top, 'a.txt')).returncode == 2
        assert run(cedu, 'assess', '-d', os.path.join(top, 'none.db'), os.path.join(top, 'a.txt')).returncode == 5
        assert run(cedu, 'assess', '-d', db, '--region', '无此地', os.path.join(top, 'a.txt')).returncode == 5


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--seeds', type=int, default=6)
    a.add_argument('--first', type=int, default=1)
    a.add_argument('-v', action='store_true')
    a.add_argument('cedu')
    o = a.parse_args()
    bad = planted = found = 0
    classes = set()
    for seed in range(o.first, o.first + o.seeds):
        b, p, f, c = one(o.cedu, seed, o.v)
        bad, planted, found = bad + b, planted + p, found + f
        classes |= c
    forms(o.cedu)
    print('assess: %d of %d planted faults found, %d classes, %d drafts not right of %d' % (found, planted, len(classes), bad, 3 * o.seeds))
    good, wrong = tables.tests(o.cedu)
    print('%d passed, %d failed' % (3 * o.seeds - bad + good, bad + wrong))
    return 1 if bad + wrong else 0


if __name__ == '__main__':
    sys.exit(main())
