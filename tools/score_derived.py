#!/usr/bin/env python3
"""Scores reasoning on the four source pages: which inferences, tensions, lists and overlaps of the gold file come out of the commands.

    tools/score_derived.py CEDU [--shared DIR] [-v]

Adds the pages to a fresh knowledge base, runs derive, conflicts, targets, overlap, ledger, timeline, claims and list as JSON, and judges
every item strictly: the value to the digits that the gold file gives and in its unit, the region, the verdict, and the evidence - the facts that
a row of output names must lie where the gold facts lie in the pages, all of them. Never by ids of ours. Items that must never come out (outside
knowledge, assumption) are looked for too. Without the shared folder it says so and exits 0; exit 1 when less than 85 % come out or a forbidden one does.
"""
import json
import os
import subprocess
import sys
import tempfile

WANTED = [(1, 7), (9, 15), (19, 27), (29, 37), (41, 47), (50, 56)]
NEVER = ['D-16', 'D-18']


class Base:
    def __init__(self, cedu, pages):
        self.cedu, self.box = cedu, tempfile.TemporaryDirectory(prefix='cedu-derived-')
        self.db, self.cache = os.path.join(self.box.name, 'k.db'), {}
        subprocess.run([cedu, 'add', '-q', '-d', self.db, pages], check=True, stdout=subprocess.DEVNULL)
        page = {r['doc']: os.path.basename(r['file'])[:3] for r in self.rows('list', 'documents')}
        self.at = {r['id']: (page[r['doc']], r['start'], r['end']) for r in self.rows('list', 'facts')}

    def lacks(self, gold_ids, ours, facts):
        """Those of the gold facts where none of our facts lies."""
        spans = [self.at[i] for i in ours if i in self.at]
        out = []
        for g in gold_ids:
            f = facts[g]
            where = [(f['start'], f['end'])] + [(x['start'], x['end']) for x in f.get('also') or [] if 'start' in x]
            if not any(p == g[:3] and s < e2 and s2 < e for p, s, e in spans for s2, e2 in where):
                out.append(g)
        return out

    def rows(self, *args):
        if args not in self.cache:
            r = subprocess.run([self.cedu, *args, '-d', self.db, '--format', 'json'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.cache[args] = [json.loads(x) for x in r.stdout.decode('utf-8').splitlines() if x.strip()]
        return self.cache[args]


def regions(x):
    return set(x) if isinstance(x, list) else {x} if x else set()


def close(a, b, tol=None):
    """Equal to the digits that b is written with."""
    if a is None or b is None:
        return False
    if tol is not None:
        return abs(a - b) <= tol * abs(b)
    digits = ('%r' % b).rstrip('0').rstrip('.') if isinstance(b, float) else str(b).rstrip('0')
    last = 10.0 ** (-len(digits.split('.')[1]) if '.' in digits else len(str(b)) - len(digits) if not isinstance(b, float) else 0)
    return abs(a - b) <= max(0.5001 * last, 1e-9 * abs(b))


def derived(b, value, region=None, verdicts=None, tol=None):
    return [r for r in b.rows('derive') if close(r['value'], value, tol) and (not region or region in str(r['region']))
            and (not verdicts or r['verdict'] in verdicts)]


def zones(b, word, *extra):
    return [r for r in b.rows('ledger', 'zones', *extra) if word in (r['name'] or '') + (r['quote'] or '')]


def named(rows, *words):
    return [r for r in rows if all(w in json.dumps(r, ensure_ascii=False) for w in words)]


def overlap(b, x, y, level=None, word=None):
    for r in b.rows('overlap'):
        if r.get('section') == 'overlap' and {r['a'], r['b']} == {x, y} and (not level or r['level'] in level):
            if not word or word in (r['a_item'] or '') + (r['b_item'] or '') + r['shared']:
                return True
    return False


def gold_regions(ids, facts):
    return {g for f in ids if f in facts for g in regions(facts[f].get('region'))}


def cited(row):
    return [x for k in ('inputs', 'facts') for x in row.get(k) or []] + [row[k] for k in row if k.endswith('fact') and row[k]]


def numeric(b, i, facts):
    """An inference: its number and unit, in derive or targets, for its region, resting on the gold facts."""
    value, unit, region, lacking = i['result'], i['unit'], i['region'], ['the value']
    if unit == '倍' and i['id'] == 'D-07':  # 3.457 times = a growth of 245.7 %
        value, unit = 245.7, '%'
    rows = [r for r in derived(b, value, region, ['consistent'] if i['verdict'] == 'consistent' else None) if r['unit'] == unit and r['formula']]
    rows += [t for t in b.rows('targets') if region in regions(t['region']) and unit == '%' and
             any(close(t.get(k), value) for k in ('progress', 'needed', 'needed_per_year', 'planned_per_year'))]
    for r in rows:
        lack = b.lacks(i['rests_on'], cited(r), facts)
        if not lack:
            return True
        lacking = lack if lacking == ['the value'] or len(lack) < len(lacking) else lacking
    return False, lacking


def contradiction(b, i, facts):
    """The derived number, and rows of `conflicts` that name all the facts, each with its sum."""
    hits = derived(b, i['result'], i['region']) or derived(b, i['result'])
    bad = [r for r in b.rows('conflicts', '--verbose') if r.get('derived')]
    lack = b.lacks(i['rests_on'], [x for r in bad for x in cited(r)], facts)
    return bool(hits) and not lack, lack or ['the value']


def zone_list(b, i, facts):
    have = {g for r in zones(b, '先导区') if r['grade'] in ('stated', 'reported') and r['kind'] == 'registry' for g in regions(r['region'])}
    want = {g for x in i['list'] for g in regions(x['region'])}
    return want <= have, sorted(want - have)


def membership(groups, total):
    def check(b, i, facts):
        """As of the item's period."""
        seen = set()
        for g in groups:
            rows = zones(b, '先导区', '--region', g, '--as-of', i['period'] + '-28')
            seen |= {json.dumps(r['region'], ensure_ascii=False) for r in rows if r['kind'] == 'registry'}
        return len(seen) == total, sorted(seen)
    return check


def pairs(b, i, facts):
    missing = [p for p in i['pairs'] for w in p['shared'] if not overlap(b, p['regions'][0], p['regions'][1], None, w)]
    return not missing, [p['regions'] for p in missing]


def semantic(b, i, facts):
    """Every region of the gold item courts one family with another of them, and both rows' quotations are the gold ones."""
    have, seen = gold_regions(i['rests_on'], facts) - {'多地', '全国'}, set()  # not places that could overlap
    for r in b.rows('overlap'):
        if r.get('section') == 'overlap' and r['level'] in ('kin', 'literal') and r['a'] in have and r['b'] in have:
            for side in ('a', 'b'):
                if len(b.lacks(i['rests_on'], [r[side + '_fact']], facts)) < len(i['rests_on']):
                    seen.add(r[side])
    missing = {g for g in have if g not in seen}
    return len(seen) > 1 and not missing, sorted(missing)


def dates(*wanted, region=None):
    def check(b, i, facts):
        rows = b.rows('timeline', *(['--region', region] if region else []))
        have = {r['date'] for r in rows} | {r['date'] for r in b.rows('timeline')}
        missing = [w for w in wanted if not any(h.startswith(w) for h in have)]
        return not missing, missing
    return check


def all_of(*tests):
    def check(b, i, facts):
        missing = [n for n, f in tests if not f(b)]
        return not missing, missing
    return check


def rank(b, region, value, word):
    return any(region in regions(r['region']) and r['value'] == value and word in (r['name'] or '') + r['quote'] for r in b.rows('ledger', 'ranks'))


def problem(b, region, word):
    return bool(named([r for r in b.rows('ledger', 'problems') if region in regions(r['region'])], word))


def stated(b, kind, region, value, word=''):
    return any(r['kind'] == kind and region in regions(r['region']) and close(r['value'], value, 1e-9) and word in (r['subject'] or '')
               for r in b.rows('claims'))


def zone(b, region, word, grades):
    return any(region in regions(r['region']) and r['grade'] in grades for r in zones(b, word))


def vision(b, i, facts):
    have = set()
    for r in b.rows('overlap'):
        if r.get('level') == 'vision' and '策源地' in r['shared']:
            have |= {r['a'], r['b']}
    missing = {'北京市', '成都市'} - have
    if not have & {'太原市', '山西省'}:
        missing.add('太原市')
    return not missing, sorted(missing)


def periods(b, i, facts):
    have = {(g, r['date']) for r in b.rows('timeline') if r['what'] == 'plan_period' for g in regions(r['region'])}
    want = {(x['region'], x['period']) for x in i['list'] if '/' in x['period']}
    return want <= have, sorted(want - have)


def scope_tension(b, i, facts):
    return any(r['class'] == 'scope' and ('3031' in r['reason'] or close(r['a'], 3.031e11) or close(r['b'], 3.031e11)) and
               '1000' in r['reason'] + str(r['a']) + str(r['b']) for r in b.rows('conflicts', '--verbose'))


def issuers(b, i, facts):
    return any(len(r.get('issuers') or []) >= 4 for r in b.rows('list', 'policies') if '成都市' in regions(r.get('regions') or r.get('region')))


def gap(b, i, facts):
    t = [r for r in b.rows('targets') if '成都市' in regions(r['region']) and '产业规模' in (r['subject'] or '') and '关联' not in r['subject']]
    return {r['deadline'] for r in t} == {2022}


def one_share(b, i, facts):
    c = [r for r in b.rows('claims') if r['kind'] == 'share' and close(r['value'], 83, 1e-9)]
    return len(c) == 1 and c[0]['sources'] == 1, ['%d claims' % len(c)]


def one_focus(b, i, facts):
    f = [r for r in b.rows('show', '杭州') if r.get('section') == 'focus' and '智能制造' in (r.get('name') or '')]
    return bool(f) and f[0]['sources'] == 1, ['focus of Hangzhou']


SPECIAL = {
    'D-03': all_of(('82.8 % of 500亿, 20.8 % to go, no later evidence', lambda b: any(
        close(r['progress'], 82.8) and close(r['needed'], 20.8) and r['state'] in ('overdue', 'no_later')
        for r in b.rows('targets') if '成都市' in regions(r['region']))),),
    'D-11': contradiction, 'D-25': contradiction,
    'D-12': scope_tension,
    'D-13': lambda b, i, f: bool(derived(b, 82.78, '北京市')) and bool(derived(b, 20, '成都市')),
    'D-19': zone_list,
    'D-20': membership(['长三角', '京津冀', '粤港澳大湾区', '成渝地区'], 7),
    'D-21': all_of(('ranks', lambda b: bool(named(b.rows('ledger', 'ranks', '--region', '长三角'), '大模型', '浙江省'))),
                   ('share', lambda b: stated(b, 'share', '长三角', 83))),
    'D-22': all_of(('registry', lambda b: zone(b, '深圳市', '先导区', ('stated', 'reported'))),
                   ('target', lambda b: zone(b, '深圳市', '先导区', ('planned',)))),
    'D-23': all_of(('registry', lambda b: zone(b, '成都市', '先导区', ('stated', 'reported'))),
                   ('plan', lambda b: zone(b, '成都市', '先导区', ('planned',)))),
    'D-24': all_of(('Shenzhen', lambda b: zone(b, '深圳市', '试验区', ('planned', 'stated'))),
                   ('Chengdu', lambda b: zone(b, '成都市', '试验区', ('planned', 'stated'))),
                   ('Taiyuan', lambda b: zone(b, '太原市', '试验区', ('wished',)))),
    'D-26': membership(['西部地区'], 1),
    'D-27': vision,
    'D-29': pairs,
    'D-41': all_of(('Beijing', lambda b: rank(b, '北京市', 1, '专利')), ('Hangzhou', lambda b: rank(b, '杭州市', 2, '专利')),
                   ('no conflict', lambda b: not named(b.rows('conflicts', '--verbose'), '专利'))),
    'D-42': all_of(('Hangzhou', lambda b: rank(b, '杭州市', 1, '算力')), ('Shanxi', lambda b: rank(b, '山西省', 7, '算力')),
                   ('no conflict', lambda b: not named(b.rows('conflicts', '--verbose'), '算力'))),
    'D-43': all_of(('597', lambda b: stated(b, 'observation', '成都市', 597)), ('523', lambda b: stated(b, 'observation', '杭州市', 523)),
                   ('apart', lambda b: not any(r.get('成都市') == 597 and r.get('杭州市') == 523 for r in b.rows('compare', '成都', '杭州')))),
    'D-44': all_of(('fifth', lambda b: rank(b, '成都市', 5, '企业')), ('half', lambda b: stated(b, 'ratio', '成都市', 0.5)),
                   ('5.6 %', lambda b: stated(b, 'share', '成都市', 5.6) or bool(named(b.rows('ledger', 'shares'), '5.6'))),
                   ('no lead firm', lambda b: bool(named(b.rows('ledger', 'problems'), '链主')))),
    'D-45': all_of(('seventh', lambda b: rank(b, '山西省', 7, '算力')), ('chain', lambda b: problem(b, '山西省', '产业链')),
                   ('support', lambda b: problem(b, '山西省', '支撑体系'))),
    'D-46': all_of(('chain', lambda b: problem(b, '山西省', '产业链')),
                   ('claim', lambda b: bool(named(b.rows('ledger', 'statements'), '深度融合', '山西省')))),
    'D-50': dates('2022-09', '2022-12-28', '2023-01-03'),
    'D-51': issuers,
    'D-52': gap,
    'D-53': all_of(('2021', lambda b: bool([r for r in named(b.rows('timeline'), '策源地', '北京市') if r['date'].startswith('2021')])),
                   ('2023', lambda b: bool([r for r in named(b.rows('timeline'), '策源地', '北京市') if r['date'].startswith('2023')]))),
    'D-54': periods,
    'D-55': one_share,
    'D-56': one_focus,
}


def judge(b, i, facts):
    f = SPECIAL.get(i['id']) or (semantic if i.get('verdict') == 'derived_semantic' else numeric)
    r = f(b, i, facts)
    return r if isinstance(r, tuple) else (bool(r), [])


def main():
    args = [a for a in sys.argv[1:] if not a.startswith('-')]
    verbose = '-v' in sys.argv
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shared = sys.argv[sys.argv.index('--shared') + 1] if '--shared' in sys.argv else os.path.join(here, '..', 'shared')
    if not args:
        sys.exit(__doc__)
    if not os.path.isdir(os.path.join(shared, 'gold')):
        print('no shared folder beside the project: nothing to score')
        return 0
    gold = {i['id']: i for i in map(json.loads, open(os.path.join(shared, 'gold', 'derived.jsonl'), encoding='utf-8'))}
    facts = {}
    for n in range(4):
        with open(os.path.join(shared, 'gold', '%03d.facts.jsonl' % n), encoding='utf-8') as f:
            for line in f:
                x = json.loads(line)
                facts[x['id']] = x
    b = Base(os.path.realpath(args[0]), os.path.join(shared, 'seeds'))
    wanted = ['D-%02d' % k for lo, hi in WANTED for k in range(lo, hi + 1)]
    good = 0
    for name in wanted:
        ok, missing = judge(b, gold[name], facts)
        good += ok
        if verbose or not ok:
            print('%s %s %s%s' % ('ok  ' if ok else 'MISS', name, gold[name]['title'], '' if ok else '  lacks: %s' % missing if missing else ''))
    bad = []
    for name in NEVER:
        i = gold[name]
        values = [i['result']] if i.get('result') else [23.7, 3488.7e8]
        if any(derived(b, v, i['region'], tol=0.01) for v in values):
            bad.append(name)
    for name in bad:
        print('NEVER %s came out: %s' % (name, gold[name]['title']))
    share = good / len(wanted)
    print('SUMMARY derived %d of %d (%.1f %%), forbidden %d' % (good, len(wanted), share * 100, len(bad)))
    return 0 if share >= 0.85 and not bad else 1


if __name__ == '__main__':
    sys.exit(main())
