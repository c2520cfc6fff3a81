#!/usr/bin/env python3
"""Scores `cedu facts` on the blind excerpts (tests/blind/facts.jsonl) of ../shared/corpora; skipped without them.

    tools/score_blind.py CEDU [--shared DIR] [--set second] [--show N]

A fact is found when its quotation covers the annotated figure and the value agrees; the levels after that are cumulative: kind,
region, period, subject. What stands inside an excerpt, waits for no review and matches nothing is wrong.
"""
import argparse
import glob
import hashlib
import json
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NUMERIC = ('observation', 'target', 'forecast', 'growth', 'share', 'ratio', 'instrument', 'rank')
LEVELS = ('found', 'kind', 'region', 'period', 'subject')


def bigrams(s):
    return [s[i:i + 2] for i in range(len(s) - 1)]


def same_subject(gold, got):
    measures = ('数量', '人数', '户数', '套数', '里程', '长度', '面积')  # what counts is the same thing
    cut = lambda s: s[:-2] if s.endswith(measures) and len(s) > 4 else s
    g, p = cut(gold), cut(got or '')
    if g == p or (min(len(g), len(p)) >= 3 and (g in p or p in g) and g[-2:] == p[-2:]):
        return True
    a, b = bigrams(g), bigrams(p)
    common = sum(min(a.count(x), b.count(x)) for x in set(a))
    return bool(a and b) and 2.0 * common / (len(a) + len(b)) >= 0.6


def level_target(gold):
    return 'target' in gold.get('kind', ())


def agrees(gold, f, level):
    if level == 'found':
        v = f.get('value')
        return v is not None and any(abs(v - g) <= 1e-6 * max(1, abs(g)) for g in gold['value'])
    if level not in gold:
        return True
    got = f.get(level)
    if level == 'kind' and got == 'instrument':
        return False
    if level == 'subject':
        return any(same_subject(g, got) for g in gold['subject'])
    if level == 'period':
        years = '/'.join(x[:4] for x in (got or '').split('/'))
        return any(years == g or years == '../' + g or (level_target(gold) and years.split('/')[-1] == g) for g in gold['period'])
    if isinstance(got, list):
        got = got[0] if len(got) == 1 else None
    return got in gold[level]


def count(bins, fact, right):
    b = bins.setdefault(round(fact['confidence'], 2), [0, 0])
    b[0] += 1
    b[1] += right


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    p.add_argument('--set', default='facts', help='tests/blind/SET.jsonl')
    p.add_argument('--show', type=int, default=0)
    p.add_argument('--reliability', action='store_true', help='how often facts of each confidence are right, those for review too')
    a = p.parse_args()
    corpora = os.path.join(a.shared, 'corpora')
    if not os.path.isdir(corpora):
        print('skipped: there is no %s' % corpora)
        return 0
    by_sha = {hashlib.sha256(open(x, 'rb').read()).hexdigest(): x for x in glob.glob(os.path.join(corpora, '*', '*.txt'))}
    rows = [json.loads(x) for x in open(os.path.join(TOP, 'tests', 'blind', a.set + '.jsonl'), encoding='utf-8')]
    levels = dict.fromkeys(LEVELS, 0)
    gold_n = wrong = emitted = spare = 0
    bins = {}
    shown = 0
    for ex in (r for r in rows if 'excerpt' in r):
        if ex['doc'] not in by_sha:
            continue
        text = open(by_sha[ex['doc']], encoding='utf-8', newline='').read()
        out = subprocess.run([os.path.abspath(a.cedu), 'facts', by_sha[ex['doc']]], stdout=subprocess.PIPE).stdout.decode()
        facts = [json.loads(x) for x in out.splitlines()]
        facts = [f for f in facts if f['type'] == 'fact' and f['kind'] in NUMERIC and f.get('value') is not None and (a.reliability or not f.get('review'))]
        here = []
        for f in facts:
            at = text.find(f.get('as_written') or '\0', f['start'], f['end'])
            at = f['start'] if at < 0 else at
            if ex['start'] <= at < ex['end']:
                here.append(f)
        gold = [r for r in rows if r.get('fact') == ex['excerpt']]
        used = set()
        for g in gold:
            best, best_n = None, 0
            for i, f in enumerate(here):
                if i in used or not f['start'] <= g['at'] < f['end']:
                    continue
                n = 0
                while n < len(LEVELS) and agrees(g, f, LEVELS[n]):
                    n += 1
                if n > best_n:
                    best, best_n = i, n
            if best is not None:
                used.add(best)
            if best is not None and not g.get('optional'):
                count(bins, here[best], best_n == len(LEVELS))
            if g.get('optional'):
                spare += best is not None
                continue
            gold_n += 1
            for l in LEVELS[:best_n]:
                levels[l] += 1
            if best_n < len(LEVELS) and shown < a.show:
                shown += 1
                f = here[best] if best is not None else {}
                print('MISS %s: %s | gold %s | got %s' % (LEVELS[best_n], text[max(0, g['at'] - 25):g['at'] + 12].replace('\n', ' '), {k: g.get(k) for k in LEVELS[1:] if g.get(k)},
                      [f.get(k) for k in LEVELS[1:]] if f else None))
        counted = {i for i in used}
        for i, f in enumerate(here):
            emitted += 1
            if i in counted:
                continue
            count(bins, f, False)
            wrong += 1
            if shown < a.show:
                shown += 1
                print('WRONG %s %s %s %s %s: %s' % (f['kind'], f.get('region'), f.get('subject'), f.get('as_written'), f.get('period'), f['quote'][:50].replace('\n', ' ')))
    if a.reliability:
        for c, (n, right) in sorted(bins.items()):
            print('confidence %.2f: %4d facts, %4d right in all fields (%.2f)' % (c, n, right, right / n))
        return 0
    full = levels['subject']
    ratio = lambda x, y: x / y if y else 0.0
    prec, rec = ratio(full, emitted - spare), ratio(full, gold_n)
    print('SUMMARY excerpts=%d gold=%d emitted=%d wrong=%d %s precision=%.3f recall=%.3f f1=%.3f' % (
        sum('excerpt' in r for r in rows), gold_n, emitted, wrong, ' '.join('%s=%.3f' % (l, ratio(levels[l], gold_n)) for l in LEVELS), prec, rec, ratio(2 * prec * rec, prec + rec)))
    return 0


if __name__ == '__main__':
    sys.exit(main())
