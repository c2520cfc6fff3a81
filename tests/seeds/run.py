#!/usr/bin/env python3
"""The worked examples of the four source pages come out by themselves, and 85 % of the gold inferences; none that needs outside knowledge.

    run.py BINARY          skipped without the shared folder beside the project
"""
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# 200亿元 twice, 827.8亿元, what the target of 2022 still needs, 550 of 2600 beside 83 %, the fifth place, three dates, four issuers
WORKED = ('D-01', 'D-02', 'D-03', 'D-11', 'D-25', 'D-50', 'D-51')


def main():
    if not os.path.isdir(os.path.join(TOP, '..', 'shared', 'seeds')):
        print('0 passed, 0 failed, %d skipped' % (len(WORKED) + 1))
        return 0
    r = subprocess.run([sys.executable, os.path.join(TOP, 'tools', 'score_derived.py'), sys.argv[1], '-v'], stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, text=True)
    good = set(re.findall(r'^ok   (D-\d+)', r.stdout, re.M))
    bad = [x for x in WORKED if x not in good]
    if bad or r.returncode:
        print(r.stdout)
    failed = len(bad) + (r.returncode != 0)
    print('%d passed, %d failed' % (len(WORKED) + 1 - failed, failed))
    return failed


if __name__ == '__main__':
    sys.exit(main())
