#!/usr/bin/env python3
"""detect.py CEDU [CORPUS...] - whose guess of the encoding is right: ours or uchardet's, on the same samples.

Makes samples of GBK, Big5 and UTF-8 from text files: short (12 characters), long (2 000), lossy (each byte lost with a chance of
1 in 100). Big5 samples are in traditional characters. Prints a table; exit 1 when uchardet is better in any group. Without texts
(default ../shared/corpora) or without the command `uchardet` (Debian: apt-get install uchardet) it says so and exits 77 (skipped).
"""
import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, 'tools'))
import make_damage  # noqa: E402

FAMILY = {'GB18030': 'gbk', 'GBK': 'gbk', 'GB2312': 'gbk', 'HZ-GB-2312': 'gbk', 'BIG5': 'big5', 'BIG5-HKSCS': 'big5', 'UTF-8': 'utf-8'}
SAMPLES = 120


def samples(texts, folder):
    rng = random.Random(20260101)
    s2t = make_damage.s2t_table()
    for enc in ('gbk', 'big5', 'utf-8'):
        for group, length in (('short', 12), ('long', 2000), ('lossy', 600)):
            for k in range(SAMPLES):
                t = rng.choice(texts)
                at = rng.randrange(max(1, len(t) - length))
                part = t[at:at + length]
                if enc == 'big5':
                    part = ''.join(s2t.get(c, c) for c in part)
                b = part.encode(enc, 'ignore')
                if group == 'lossy':
                    b = bytes(x for x in b if rng.random() >= .01)
                if all(x < 0x80 for x in b):
                    continue
                path = os.path.join(folder, '%s-%s-%03d.txt' % (enc, group, k))
                with open(path, 'wb') as f:
                    f.write(b)
                yield enc, group, path


def main():
    cedu = os.path.abspath(sys.argv[1])
    roots = sys.argv[2:] or [os.path.join(TOP, '..', 'shared', 'corpora')]
    files = sorted(p for r in roots for p in glob.glob(os.path.join(r, '**', '*.txt'), recursive=True))
    if not files or not shutil.which('uchardet'):
        print('skipped: %s' % ('no texts' if not files else 'no uchardet'))
        return 77
    texts = [''.join(open(p, encoding='utf-8', errors='ignore').read().split()) for p in files]
    texts = [t for t in texts if len(t) > 3000]
    with tempfile.TemporaryDirectory() as d:
        all_samples = list(samples(texts, d))
        paths = [p for _, _, p in all_samples]
        ours, theirs = {}, {}
        r = subprocess.run([cedu, 'repair', '--format', 'json'] + paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in r.stdout.decode('utf-8').splitlines():
            j = json.loads(line)
            ours[j['file']] = FAMILY.get(j['encoding'].upper(), '?')
        r = subprocess.run(['uchardet'] + paths, stdout=subprocess.PIPE)
        for line in r.stdout.decode('utf-8').splitlines():
            name, _, enc = line.rpartition(': ')
            theirs[name] = FAMILY.get(enc.strip().upper(), '?')
        bad = 0
        print('%-6s %-6s %8s %8s %9s' % ('text', 'group', 'samples', 'cedu', 'uchardet'))
        for enc in ('gbk', 'big5', 'utf-8'):
            for group in ('short', 'long', 'lossy'):
                mine = [p for e, g, p in all_samples if (e, g) == (enc, group)]
                a, b = (sum(x.get(p) == enc for p in mine) for x in (ours, theirs))
                bad += a < b
                print('%-6s %-6s %8d %7.1f%% %8.1f%%' % (enc, group, len(mine), 100 * a / len(mine), 100 * b / len(mine)))
        return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
