#!/usr/bin/env python3
"""Golden tests: tests/golden/STAGE/CASE/ is a folder that reads as documentation.

    input.*     the page (any bytes)
    WHY         one or more sentences: what must come out, and why
    expected    what `cedu dump STAGE input.*` prints (STAGE as the folder's parent is called)
    args        optional: more arguments, blanks between

A case folder whose name ends with .bug is a known failure: it is reported when it passes.
    run.py BINARY [--bless] [CASE...]     --bless shows the difference, then writes `expected`
"""
import difflib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def cases(only):
    for stage in sorted(os.listdir(HERE)):
        folder = os.path.join(HERE, stage)
        if not os.path.isdir(folder) or stage.startswith('__'):
            continue
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if os.path.isdir(path) and (not only or any(os.path.abspath(o).rstrip('/') in (path, folder) for o in only)):
                yield stage, path


def output(binary, stage, path):
    page = sorted(n for n in os.listdir(path) if n.startswith('input'))
    args = open(os.path.join(path, 'args'), encoding='utf-8').read().split() if os.path.exists(os.path.join(path, 'args')) else []
    r = subprocess.run([binary, 'dump', stage] + args + page, cwd=path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                       env=dict(os.environ, CEDU_LANG='en', XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent'))
    text = r.stdout.decode('utf-8', 'replace')
    if r.returncode:
        text += 'exit %d\n%s' % (r.returncode, r.stderr.decode('utf-8', 'replace'))
    return text


def main():
    args = sys.argv[1:]
    bless = '--bless' in args
    args = [a for a in args if a != '--bless']
    if not args:
        sys.exit(__doc__)
    binary, only = os.path.abspath(args[0]), args[1:]
    passed = failed = 0
    for stage, path in cases(only):
        name = os.path.relpath(path, HERE)
        want_file = os.path.join(path, 'expected')
        want = open(want_file, encoding='utf-8').read() if os.path.exists(want_file) else ''
        got = output(binary, stage, path)
        same = got == want and os.path.exists(os.path.join(path, 'WHY'))
        known = path.endswith('.bug')
        if same != known:
            passed += 1
            continue
        if known:
            print('%s: a known bug is fixed: take .bug off its name' % name)
        else:
            print('%s:' % name)
            sys.stdout.writelines(difflib.unified_diff(want.splitlines(1), got.splitlines(1), 'expected', 'got', n=1))
            if not os.path.exists(os.path.join(path, 'WHY')):
                print('  no WHY: say what must come out, and why')
        if bless and not known:
            with open(want_file, 'w', encoding='utf-8') as f:
                f.write(got)
            print('blessed %s' % name)
            passed += 1
        else:
            failed += 1
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
