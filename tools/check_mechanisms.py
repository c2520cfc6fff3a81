#!/usr/bin/env python3
"""Every mechanism has a line in docs/mechanisms.md and a golden case: tests/cli/mechanism-NN.t with a command that its line names, and an
answer that is not empty. With the shared folder beside the project, every row there must have one of both.

    tools/check_mechanisms.py          exit 1 and a line for each that is missing
"""
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def rows(path):
    """Number -> text of the lines of a table that begin with one or more numbers."""
    out = {}
    for line in open(path, encoding='utf-8'):
        m = re.match(r'\|\s*([\d, ]+?)\s*\|(.*)', line)
        for n in m.group(1).split(',') if m else ():
            out[int(n)] = out.get(int(n), '') + m.group(2)
    return out


def main():
    docs, bad = rows(os.path.join(TOP, 'docs', 'mechanisms.md')), []
    whole = open(os.path.join(TOP, 'docs', 'mechanisms.md'), encoding='utf-8').read()
    elsewhere = {n for a, b in re.findall(r'Rows (\d+)–(\d+) belong', whole) for n in range(int(a), int(b) + 1)}
    shared = os.path.join(TOP, '..', 'shared', 'MECHANISMS.md')
    wanted = set(docs) | (set(rows(shared)) if os.path.exists(shared) else set())
    for n in sorted(wanted - elsewhere):
        case = os.path.join(TOP, 'tests', 'cli', 'mechanism-%02d.t' % n)
        if n not in docs:
            bad.append('row %d has no line in docs/mechanisms.md' % n)
        elif not os.path.exists(case):
            bad.append('row %d has no golden case tests/cli/mechanism-%02d.t' % (n, n))
        else:
            text = open(case, encoding='utf-8').read()
            named = {w for w in re.findall(r'`cedu ([a-z]+)', docs[n])}
            run = set(re.findall(r'cedu ([a-z]+)', text.split('--- cmd', 1)[1].split('--- stdout', 1)[0])) - {'add'}
            if not named & run:
                bad.append('row %d: its case runs %s, its line names %s' % (n, sorted(run), sorted(named)))
            if not text.split('--- stdout\n', 1)[1].strip():
                bad.append('row %d: its case expects nothing' % n)
    for line in bad:
        print(line)
    print('%d mechanisms, %d elsewhere, %d faults' % (len(wanted), len(elsewhere), len(bad)))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
