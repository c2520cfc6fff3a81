#!/usr/bin/env python3
"""Packs and examples: the packs lint clean, every `example` is recognised, a new pack passes its own tests and a pattern that
finds its counter-example does not, examples/pages are what their script makes.

    run.py BINARY     ends with `N passed, N failed`
"""
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def new_pack(binary, env, folder):
    """A pack made by `pack new`: its tests pass; with its pattern's example as counter-example too they fail, at its line."""
    pack = os.path.join(folder, 'hydrogen')
    call = lambda *args: subprocess.run([binary, 'pack'] + list(args), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    packs = ['--packs', os.path.join(TOP, 'packs', 'core'), '--packs', pack]
    ok = call('new', pack, '氢能').returncode == 0 and call('new', pack, '氢能').returncode == 4
    ok = ok and re.search(r'^\d+ passed, 0 failed', call('test', *packs).stdout, re.M) is not None
    ok = ok and 'indicators.tsv' in call('explain', *packs, '去年全市氢能产业规模达到30亿元。').stdout
    path = os.path.join(pack, 'patterns.tsv')
    text = open(path, encoding='utf-8').read().rsplit('\t', 1)[0] + '\t昨日，氢能产业联盟正式揭牌。\n'
    open(path, 'w', encoding='utf-8').write(text)
    r = call('test', *packs)
    return ok and r.returncode == 1 and 'hydrogen/patterns.tsv:5' in r.stdout


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
    with tempfile.TemporaryDirectory() as folder:
        good = new_pack(binary, env, folder)
    passed, failed = passed + good, failed + (not good)
    if not good:
        print('FAILED pack new')
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
