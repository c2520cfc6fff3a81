#!/usr/bin/env python3
"""Everything that `make test` runs, counted. Ends with one line `N passed, N failed[, N skipped]`; exit 1 when something failed.

    tools/test.py            CI size: release and clang ASan+UBSan
    tools/test.py --full     also the long ones (tests/full), by hand
    tools/test.py --only SUITE[,SUITE]   check, unit, packs, nothing, seeds, blind, cli, shells, golden, pages, laws, report, desk, mcp, hard, ledger, serve, python, examples
    tools/test.py --build release|asan   one of the two builds only

A suite outside Meson is a program tests/SUITE/run.py BINARY that ends with the same kind of line.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILDS = {
    'release': (['--buildtype=release', '-Db_ndebug=false', '-Dtests=enabled', '-Dwerror=true'], {}),
    'asan': (['--buildtype=debugoptimized', '-Db_sanitize=address,undefined', '-Db_lundef=false', '-Dtests=enabled',
              '-Dwerror=true'], {'CC': 'clang'}),
}
SUITES = ['cli', 'shells', 'golden', 'pages', 'laws', 'packs', 'nothing', 'seeds', 'blind', 'report', 'desk', 'llm', 'mcp', 'hard', 'ledger', 'serve', 'python']
ONLY_RELEASE = {'python', 'blind'}  # builds a library of its own; measures, the other suites look for faults
COUNT = re.compile(r'^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$', re.M)

total = [0, 0, 0]
failures = []


def count(passed, failed, skipped=0):
    total[0] += passed
    total[1] += failed
    total[2] += skipped


def run(cmd, env=None, **kw):
    return subprocess.run(cmd, cwd=TOP, env=dict(os.environ, **(env or {})), **kw)


def say(text):
    print(text, flush=True)


def build(name):
    options, env = BUILDS[name]
    folder = os.path.join('build', name)
    if not os.path.exists(os.path.join(TOP, folder, 'build.ninja')):
        r = run(['meson', 'setup', folder] + options, env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    else:
        r = run(['meson', 'configure', folder, '-Dtests=enabled'], env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if r.returncode:
        sys.exit(r.stdout[-4000:])
    r = run(['ninja', '-C', folder], env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if r.returncode:
        sys.exit(r.stdout[-8000:] + '\nthe %s build failed' % name)
    link = os.path.join(TOP, folder, 'cedu')
    if not os.path.lexists(link):
        os.symlink(os.path.join('src', 'cli', 'cedu'), link)
    return os.path.join(TOP, folder, 'cedu')


def unit(name):
    """Meson's tests; cmocka's own counts are taken where a program prints them."""
    folder = os.path.join('build', name)
    env = {'ASAN_OPTIONS': 'detect_leaks=1:allocator_may_return_null=1', 'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1'}
    run(['meson', 'test', '-C', folder, '--no-rebuild', '--timeout-multiplier', '10', '--quiet'], env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    passed = failed = skipped = 0
    try:
        log = open(os.path.join(TOP, folder, 'meson-logs', 'testlog.json'), encoding='utf-8')
    except OSError:
        failures.append('%s: meson test left no log' % name)
        return count(0, 1)
    with log:
        for line in log:
            t = json.loads(line)
            out = (t.get('stdout') or '') + (t.get('stderr') or '')
            ok = sum(int(n) for n in re.findall(r'\[  PASSED  \] (\d+) test', out))
            bad = sum(int(n) for n in re.findall(r'\[  FAILED  \] (\d+) test', out))
            if t['result'] == 'SKIP':
                skipped += 1
            elif t['result'] == 'OK':
                passed += ok or 1
            else:
                passed += ok
                failed += bad or 1
                failures.append('%s: %s\n%s' % (name, t['name'], out[-3000:]))
    count(passed, failed, skipped)
    say('  %-8s %-8s %5d passed, %d failed%s' % (name, 'unit', passed, failed, ', %d skipped' % skipped if skipped else ''))


def suite(name, which, binary, extra=()):
    program = os.path.join('tests', which, 'run.py')
    if not os.path.exists(os.path.join(TOP, program)):
        return
    began = time.time()
    r = run([sys.executable, program, binary] + list(extra), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors='replace', stdin=subprocess.DEVNULL)
    m = COUNT.findall(r.stdout)
    if m:
        a, b, c = (int(x or 0) for x in m[-1])
    else:
        a, b, c = 0, 1, 0
    if r.returncode and not b:
        b = 1
    count(a, b, c)
    if b:
        failures.append('%s: %s\n%s' % (name, which, r.stdout[-6000:]))
    say('  %-8s %-8s %5d passed, %d failed%s  (%.0f s)' % (name, which, a, b, ', %d skipped' % c if c else '', time.time() - began))


def check():
    for what, cmd in (('rooms', [sys.executable, 'tools/check_rooms.py']),
                      ('mechanisms', [sys.executable, 'tools/check_mechanisms.py']),
                      ('format', 'find src include tests fuzz bench -name "*.[ch]" | xargs clang-format --dry-run -Werror')):
        r = run(cmd, shell=isinstance(cmd, str), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        count(r.returncode == 0, r.returncode != 0)
        if r.returncode:
            failures.append('%s\n%s' % (what, r.stdout[-3000:]))
        say('  %-8s %-10s %s' % ('check', what, 'ok' if r.returncode == 0 else 'FAILED'))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--full', action='store_true')
    p.add_argument('--only', default='')
    p.add_argument('--build', choices=sorted(BUILDS))
    a = p.parse_args()
    only = [x for x in a.only.split(',') if x]
    wanted = lambda s: not only or s in only
    if wanted('check'):
        check()
    for name in [a.build] if a.build else list(BUILDS):
        say('building %s' % name)
        binary = build(name)
        if wanted('unit'):
            unit(name)
        for s in SUITES + (['full'] if a.full else []):
            if wanted(s) and (name == 'release' or s not in ONLY_RELEASE):
                suite(name, s, binary)
    for f in failures:
        say('\nFAILED ' + f)
    say('')
    say('%d passed, %d failed%s' % (total[0], total[1], ', %d skipped' % total[2] if total[2] else ''))
    return 1 if total[1] or not total[0] else 0


if __name__ == '__main__':
    sys.exit(main())
