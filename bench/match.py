#!/usr/bin/env python3
"""5,000 scenarios against 20,000 suppliers through `cedu match`: user time and peak memory. Standard library only.

    bench/match.py BINARY [--needs N] [--suppliers N] [--sectors N] [--budget YUAN]
"""
import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile


def items(rng, stem, kinds, low, high):
    return '、'.join('%s%d' % (stem, k) for k in rng.sample(range(kinds), rng.randint(low, min(high, kinds))))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('binary')
    p.add_argument('--needs', type=int, default=5000)
    p.add_argument('--suppliers', type=int, default=20000)
    p.add_argument('--sectors', type=int, default=30)
    p.add_argument('--budget')
    a = p.parse_args()
    rng = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        needs, suppliers = os.path.join(folder, 'n.csv'), os.path.join(folder, 's.csv')
        with open(needs, 'w', encoding='utf-8') as f:
            f.write('id,name,sector,tasks,compute,budget,deadline,qualifications,region\n')
            for i in range(a.needs):
                f.write('N%d,场景%d,%s,%s,%s,%d,2026-%02d-28,%s,区%d\n' % (
                    i, i, items(rng, '领域', a.sectors, 1, 2), items(rng, '任务', 12, 1, 2), rng.choice(['', '2e16', '1e17']),
                    rng.randint(20, 500) * 10000, rng.randint(3, 12), rng.choice(['', '', '资质1']), rng.randint(1, 20)))
        with open(suppliers, 'w', encoding='utf-8') as f:
            f.write('name,sectors,tasks,compute,price,available,capacity,qualifications,region\n')
            for i in range(a.suppliers):
                f.write('商%d,%s,%s,%s,%s,%s,%s,%s,区%d\n' % (
                    i, items(rng, '领域', a.sectors, 1, 3), items(rng, '任务', 12, 1, 6), rng.choice(['', '5e16', '3e17']),
                    rng.choice(['', '%d' % (rng.randint(10, 400) * 10000)]), rng.choice(['', '2026-%02d-01' % rng.randint(1, 12)]),
                    rng.choice(['', '1', '1', '2', '3']), rng.choice(['', '资质1', '资质1、资质2']), rng.randint(1, 20)))
        cmd = [a.binary, 'match', needs, suppliers, '--format', 'json'] + (['--budget', a.budget] if a.budget else [])
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        r = subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        rows = [json.loads(x) for x in r.stdout.decode().splitlines()]
        print(r.stderr.decode().strip())
        print('%d × %d: exit %d, %d served, %.1f s user, %.2f GiB' % (
            a.needs, a.suppliers, r.returncode, sum(1 for x in rows if x.get('supplier')), after.ru_utime - before.ru_utime,
            after.ru_maxrss / 1048576))
    return r.returncode


if __name__ == '__main__':
    sys.exit(main())
