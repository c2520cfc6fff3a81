#!/usr/bin/env python3
"""Pages that hold no fact of the domain give none: advertising, navigation, fiction, foreign subjects (pages.txt, own writing).

    run.py BINARY     ends with `N passed, N failed`

A page is what follows a line `== name`. Facts for review are allowed: nobody counts them.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    binary = os.path.abspath(sys.argv[1])
    pages, name = {}, None
    for line in open(os.path.join(HERE, 'pages.txt'), encoding='utf-8'):
        if line.startswith('== '):
            name = line[3:].strip()
            pages[name] = ''
        else:
            pages[name] += line
    passed = failed = 0
    env = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent')
    with tempfile.TemporaryDirectory() as tmp:
        for i, (name, text) in enumerate(pages.items()):
            path = os.path.join(tmp, '%02d.txt' % i)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
            r = subprocess.run([binary, 'facts', '--date', '2024-05-06', path], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            facts = [json.loads(x) for x in r.stdout.decode('utf-8', 'replace').splitlines() if x]
            facts = [f for f in facts if f.get('type') == 'fact' and not f.get('review')]
            if r.returncode or facts:
                failed += 1
                print('%s: exit %d' % (name, r.returncode))
                for f in facts:
                    print('    %s %s %s %s' % (f['kind'], f.get('region'), f.get('subject'), f.get('as_written')))
            else:
                passed += 1
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
