#!/usr/bin/env python3
"""Chooses the excerpts of the blind annotation: 12 policies and 12 reports of ../shared/corpora, 1,500 code points each.

    tools/make_blind.py [--shared DIR] [--seed N] [--size N] [--without SET...] [--rich N]   prints the excerpts with their offsets, to annotate by reading
    tools/make_blind.py --from NOTES > tests/blind/facts.jsonl                          turns notes into records

The sets of tests/blind: facts has seed 20260101, second 20260202, third 20260303 --without facts second,
fourth 20260404 --size 6 --without facts second third, fifth 20260505 --without facts second third fourth,
seventh_reports 20260707 --only govreports --without facts second third fourth fifth,
sixth_policies 20260606 --only policies --without facts second third fourth fifth (eighth_policies: the same with --size 24,
its excerpts 12 to 23 without 16), ninth_policies 20260909 --only policies --size 30 --rich 4 --without all sets before it, tenth_policies 20261010 --only policies --size 14 --rich 5 likewise,
eleventh 20261111 --size 12 8 --rich 4, twelfth 20261212 --size 9 3 --rich 4 likewise.

The seed decides the files and the offsets, nothing else does. --without leaves out the policies that a set has used, and places that
its excerpts cover (there are only 13 reports). --rich N takes the first drawn place that holds at least N figures with a measure, of the
documents that have one, first of those that no set used. A line of NOTES is
    number|…text that stands before the figure[the figure|value|unit|kind|region|period|subject
(alternatives by `;`, in kind by `/`, in value by `~`; kind `?` = may be reported, need not be). The records hold the SHA-256 of
the document, the offset of the figure and what it means, no quotation.
"""
import argparse
import glob
import hashlib
import json
import os
import random
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZE = 1500
FOLDERS = ('policies', 'govreports')
BASE = {'公里': (1000,), '平方公里': (1e6,), '吨': (1000, 1e6), '立方米': (1000,), '千瓦': (1000,), '亿斤': (1e8, 5e10, 5e13)}  # to base units, as packs have them

FIGURE = re.compile(r'[\d.]+(?:%|％|[万亿]|[家个项名户辆台座所件公里吨元]|个百分点|平方|千瓦)')


def excerpts(corpora, seed, sizes=(12,), without=(), folders=FOLDERS, rich=0):
    used = {}
    for name in without:
        path = os.path.join(TOP, 'tests', 'blind', name + '.jsonl')
        for rec in (json.loads(x) for x in open(path, encoding='utf-8')):
            if 'excerpt' in rec:
                used.setdefault(rec['doc'], []).append(rec['start'])
    r = random.Random(seed)
    for n, folder in enumerate(folders):
        size = sizes[min(n, len(sizes) - 1)]
        paths = sorted(glob.glob(os.path.join(corpora, folder, '*.txt')))
        texts = [(p, open(p, encoding='utf-8', newline='').read()) for p in paths]
        texts = [x for x in texts if len(x[1].replace('\r\n', '\n')) >= SIZE + 200]
        starts = {p: used.get(hashlib.sha256(open(p, 'rb').read()).hexdigest(), []) for p, _ in texts}
        if folder == 'policies' and not rich:
            texts = [x for x in texts if not starts[x[0]]]
        r.shuffle(texts)
        texts.sort(key=lambda x: bool(starts[x[0]]) and folder == 'policies')
        for p, t in texts:
            at = r.randrange(0, len(t) - SIZE)
            fits = lambda: all(abs(at - s) >= SIZE for s in starts[p]) and len(FIGURE.findall(t, at, at + SIZE)) >= rich
            for _ in range(1000):
                if fits():
                    break
                at = r.randrange(0, len(t) - SIZE)
            if rich and not fits():
                continue
            yield p, t, at
            size -= 1
            if not size:
                break


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    p.add_argument('--seed', type=int, default=20260101)
    p.add_argument('--size', type=int, nargs='+', default=[12], help='excerpts of each folder, one number or one a folder')
    p.add_argument('--without', nargs='*', default=(), metavar='SET')
    p.add_argument('--only', choices=FOLDERS, help='one folder of the corpora')
    p.add_argument('--rich', type=int, default=0, help='figures that an excerpt must hold')
    p.add_argument('--from', dest='notes')
    a = p.parse_args()
    corpora = os.path.join(a.shared, 'corpora')
    if not os.path.isdir(corpora):
        print('skipped: there is no %s' % corpora, file=sys.stderr)
        return 0
    ex = list(excerpts(corpora, a.seed, a.size, a.without, (a.only,) if a.only else FOLDERS, a.rich))
    if not a.notes:
        for i, (path, t, at) in enumerate(ex):
            print('===== %d %s @%d\n%s' % (i, os.path.basename(path), at, t[at:at + SIZE]))
        return 0
    sha = [hashlib.sha256(open(path, 'rb').read()).hexdigest() for path, _, _ in ex]
    for i, (path, t, at) in enumerate(ex):
        print(json.dumps({'excerpt': i, 'doc': sha[i], 'start': at, 'end': at + SIZE}))
    for line in open(a.notes, encoding='utf-8'):
        if line.startswith('#') or line.count('|') != 7:
            continue
        n, anchor, value, unit, kind, region, period, subject = line.rstrip('\n').split('|')
        i = int(n)
        _, t, at = ex[i]
        if '[' not in anchor:
            continue
        flat = anchor.replace('[', '', 1)
        pos = t.find(flat, at)
        if pos < 0 or pos >= at + SIZE or t.find(flat, pos + 1, at + SIZE) >= 0:
            print('not found once: %s' % line, file=sys.stderr)
            continue
        rec = {'fact': i, 'at': pos + anchor.index('['), 'unit': unit,
               'value': [x for v in value.split('~') for x in [float(v)] + [float(v) * f for f in BASE.get(unit, ())]]}
        if kind == '?':
            rec['optional'] = True
        else:
            rec['kind'] = kind.split('/')
        for k, v in (('region', region), ('period', period), ('subject', subject)):
            if v:
                rec[k] = v.split(';')
        print(json.dumps(rec, ensure_ascii=False))
    return 0


if __name__ == '__main__':
    sys.exit(main())
