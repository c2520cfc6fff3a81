#!/usr/bin/env python3
"""Packs and examples: the packs lint clean, every `example` is recognised, examples/pages are what their script makes.

    run.py BINARY     ends with `N passed, N failed`
"""
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    binary = os.path.abspath(sys.argv[1])
    passed = failed = 0
    env = dict(os.environ, CEDU_LANG='en', XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent')
    for name, cmd in (('pack check', [binary, 'pack', 'check']), ('pack test', [binary, 'pack', 'test']),
                      ('examples', [sys.executable, os.path.join(TOP, 'tools', 'make_examples.py'), '--check'])):
        r = subprocess.run(cmd, cwd=TOP, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        counts = re.findall(r'^(\d+) passed, (\d+) failed', r.stdout, re.M)
        good, bad = map(int, counts[-1]) if counts else (int(r.returncode == 0), int(r.returncode != 0))
        bad = bad or int(r.returncode != 0)
        passed, failed = passed + good, failed + bad
        if bad:
            print('FAILED %s:\n%s' % (name, r.stdout[-3000:]))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
