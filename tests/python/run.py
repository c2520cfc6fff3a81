#!/usr/bin/env python3
"""The Python package: builds and installs it into a virtual environment (build/python-venv) as a user would, then runs its pytest.

    run.py BINARY     ends with `N passed, N failed[, N skipped]`; skipped, and said so, where packages cannot be installed
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(TOP, 'build', 'python-venv')


def run(*cmd, **more):
    return subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def prepare():
    """None, or why the package cannot be installed here."""
    python = os.path.join(VENV, 'bin', 'python')
    if not os.path.exists(python):
        r = run(sys.executable, '-m', 'venv', VENV)
        if r.returncode:
            return 'no virtual environment: ' + r.stdout[-300:]
    r = run(python, '-m', 'pip', 'install', '-q', 'meson-python>=0.15', 'cffi>=1.16', 'pytest', 'pandas', 'polars',
            'pyarrow', 'mypy')
    if r.returncode:
        return 'pip cannot install what is needed: ' + r.stdout[-300:]
    return None


def readme_in_a_fresh_environment(wheel):
    """The README's lines, with the wheel and nothing else but what it asks for. None, or what went wrong."""
    text = open(os.path.join(TOP, 'bindings', 'python', 'README.md'), encoding='utf-8').read()
    lines = text.split('```python\n')[1].split('```')[0].split('\nwith cedu.open')[0]
    with tempfile.TemporaryDirectory() as folder:
        python = os.path.join(folder, 'venv', 'bin', 'python')
        for cmd in ([sys.executable, '-m', 'venv', os.path.join(folder, 'venv')], [python, '-m', 'pip', 'install', '-q', wheel + '[pandas]'],
                    [python, '-c', lines + "\nassert len(frame) > 100 and type(frame).__name__ == 'DataFrame'\n"]):
            r = run(*cmd, cwd=TOP)
            if r.returncode:
                return 'README in a fresh environment: ' + r.stdout[-800:]
    return None


def typed(python):
    with tempfile.TemporaryDirectory() as folder:  # mypy keeps its cache where it runs; two runs must not share one
        r = run(python, '-m', 'mypy', '--ignore-missing-imports', '--no-error-summary', '-p', 'cedu', cwd=folder)
    return 'mypy: ' + r.stdout[-800:] if r.returncode else None


def notebook(python):
    """Runs the cells of the worked notebook one after another, as a notebook does. It is kept without outputs."""
    path = os.path.join(TOP, 'docs', 'python.ipynb')
    cells = [c for c in json.load(open(path, encoding='utf-8'))['cells'] if c['cell_type'] == 'code']
    if any(c['outputs'] or c['execution_count'] for c in cells):
        return 'docs/python.ipynb holds outputs'
    r = run(python, '-c', '\n'.join(''.join(c['source']) for c in cells), cwd=os.path.join(TOP, 'docs'))
    return 'docs/python.ipynb: ' + r.stdout[-800:] if r.returncode else None


def main():
    binary = os.path.abspath(sys.argv[1])
    why = prepare()
    if why:
        print(why)
        print('0 passed, 0 failed, 1 skipped')
        return 0
    python = os.path.join(VENV, 'bin', 'python')
    wheels = os.path.join(TOP, 'build', 'wheel')
    shutil.rmtree(wheels, ignore_errors=True)
    r = run(python, '-m', 'pip', 'wheel', '-q', '--no-build-isolation', '--no-deps', '-Cbuild-dir=build/python', '-w', wheels, TOP,
            env=dict(os.environ, PATH=os.path.join(VENV, 'bin') + os.pathsep + os.environ['PATH']))
    if not r.returncode:
        wheel = os.path.join(wheels, os.listdir(wheels)[0])
        r = run(python, '-m', 'pip', 'install', '-q', '--no-deps', '--force-reinstall', wheel)
    if r.returncode:
        print(r.stdout[-3000:])
        print('0 passed, 1 failed')
        return 1
    more = [readme_in_a_fresh_environment(wheel), typed(python), notebook(python)]
    for why in more:
        if why:
            print('FAILED ' + why)
    with tempfile.TemporaryDirectory() as folder:
        db, examples = os.path.join(folder, 'cedu.db'), os.path.join(TOP, 'examples', 'pages')
        env = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent')
        subprocess.run([binary, 'add', '-q', '-d', db, examples], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        r = run(python, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', os.path.join(TOP, 'bindings', 'python', 'tests'), cwd=folder,
                env=dict(env, CEDU_BINARY=binary, CEDU_EXAMPLES=examples, CEDU_DB=db))
    count = lambda word: int((re.search(r'(\d+) %s' % word, r.stdout.splitlines()[-1]) or [0, 0])[1])
    passed, failed, skipped = count('passed'), count('failed') + count('error'), count('skipped')
    if failed or not passed:
        print(r.stdout[-4000:])
    bad = sum(why is not None for why in more)
    print('%d passed, %d failed, %d skipped' % (passed + len(more) - bad, bad + (failed or (0 if passed else 1)), skipped))
    return 1 if failed or bad or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
