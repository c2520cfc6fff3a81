#!/usr/bin/env python3
"""repair_loo.py CEDU TEXT... [--marks SEED] [--jobs N]    false repairs, each text judged by a model that has not seen it

TEXTs are files or folders of clean simplified text (UTF-8). All are counted once; for each its counts are taken off, a model is made
of what is left and `CEDU repair --format json` reads the text with it. Any change is false and is printed, but for characters
converted from traditional ones (t2s), which are counted. --marks also puts '!', '?' and their full-width forms at the ends of a
third of the sentences and clauses first, as lively prose has them. Exit 1 where there was a false repair.
"""
import argparse
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'tools'))
import make_char_model as model  # noqa: E402

TOTAL = model.Counts()


def lively(text, seed):
    rng = random.Random(seed)
    return ''.join(rng.choice('!?！？') if c in '。；，' and rng.random() < .33 else c for c in text)


def judge(job):
    cedu, path, marks = job
    mine = model.Counts().read(path)
    TOTAL.take(mine)
    blob = model.build(TOTAL)
    TOTAL.add(mine)
    with open(path, encoding='utf-8', errors='ignore') as f:
        text = f.read()
    if marks is not None:
        text = lively(text, '%s/%s' % (marks, os.path.basename(path)))
    with tempfile.TemporaryDirectory() as d:
        name = os.path.join(d, 'model.bin')
        with open(name, 'wb') as f:
            f.write(blob)
        r = subprocess.run([cedu, 'repair', '--format', 'json', '-'], input=text.encode(), stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, env=dict(os.environ, CEDU_CHAR_MODEL=name))
    if r.returncode:
        return path, None, r.stderr.decode('utf-8', 'replace')
    return path, json.loads(r.stdout.decode('utf-8').splitlines()[0]), ''


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('cedu')
    ap.add_argument('texts', nargs='+')
    ap.add_argument('--marks', metavar='SEED')
    ap.add_argument('--jobs', type=int, default=os.cpu_count())
    a = ap.parse_args()
    paths = list(model.walk(a.texts))
    for p in paths:
        TOTAL.read(p)
    changed = converted = failed = 0
    with concurrent.futures.ProcessPoolExecutor(a.jobs) as ex:
        for path, r, err in ex.map(judge, [(a.cedu, p, a.marks) for p in paths]):
            if r is None:
                failed += 1
                print('%s: %s' % (path, err.strip()))
                continue
            converted += r['counts'].get('t2s', 0) > 0
            false = [e for e in r['edits'] if e['class'] != 't2s']
            changed += len(false)
            for e in false:
                print('%s: %s' % (os.path.basename(path), json.dumps(e, ensure_ascii=False)), flush=True)
    print('%d texts, %d false repairs, %d not read; %d with traditional characters' % (len(paths), changed, failed, converted))
    return 1 if changed or failed else 0


if __name__ == '__main__':
    sys.exit(main())
