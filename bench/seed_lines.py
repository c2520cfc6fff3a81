#!/usr/bin/env python3
"""Precision and recall of article lines and of cut lines in the seeds (../shared/gold/*.meta.json: main_lines, boilerplate).

    bench/seed_lines.py CEDU [--shared DIR]

Non-blank lines only; a line counts as kept when a paragraph, the title or a field (date, outlet) of `cedu read` lies in it. A line of the gold that is
title and suffix at once counts as an article line.
"""
import argparse
import glob
import json
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    a = p.parse_args()
    metas = sorted(glob.glob(os.path.join(a.shared, 'gold', '0*.meta.json')))
    if not metas:
        print('skipped: there is no', a.shared)
    for path in metas:
        meta = json.load(open(path, encoding='utf-8'))
        seed = os.path.join(a.shared, 'seeds', meta['file'])
        lines = open(seed, encoding='utf-8', newline='').read().replace('\r\n', '\n').split('\n')
        out = subprocess.run([a.cedu, 'dump', 'page', seed], stdout=subprocess.PIPE, env=dict(os.environ, CEDU_LANG='en'), text=True).stdout
        starts, at = [], 0
        raw = open(seed, encoding='utf-8', newline='').read()
        for x in raw.split('\n'):
            starts.append(at)
            at += len(x) + 1
        kept = set()
        for row in out.split('\n'):
            f = row.split()
            if len(f) >= 5 and f[0] == 'yes' and f[3].isdigit() and f[4].isdigit():
                for n, s in enumerate(starts):
                    e = s + len(raw.split('\n')[n])
                    if s < int(f[4]) and int(f[3]) < e and raw.split('\n')[n].strip():
                        kept.add(n + 1)
        main_lines = {n for x, y in meta['main_lines'] for n in range(x, y + 1)}
        real = {n + 1 for n, x in enumerate(raw.split('\n')) if x.strip()}
        gold_cut = real - main_lines
        cut = real - kept
        tp = len(cut & gold_cut)
        print('%s  cut: precision %.3f recall %.3f   kept: precision %.3f recall %.3f   wrongly cut %s  wrongly kept %s' % (
            meta['seed'], tp / max(len(cut), 1), tp / max(len(gold_cut), 1), len(kept & main_lines) / max(len(kept), 1),
            len(kept & main_lines) / max(len(real & main_lines), 1), sorted(cut - gold_cut)[:12], sorted(gold_cut - cut)[:12]))
    return 0


if __name__ == '__main__':
    sys.exit(main())
