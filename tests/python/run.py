#!/usr/bin/env python3
"""The Python package: builds and installs it into a virtual environment (build/python-venv) as a user would, then runs its pytest.

    run.py BINARY     ends with `N passed, N failed[, N skipped]`; skipped, and said so, where packages cannot be installed
"""
import os
import re
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
    r = run(python, '-m', 'pip', 'install', '-q', 'meson-python>=0.15', 'cffi>=1.16', 'pytest', 'pandas')
    if r.returncode:
        return 'pip cannot install what is needed: ' + r.stdout[-300:]
    return None


def main():
    binary = os.path.abspath(sys.argv[1])
    why = prepare()
    if why:
        print(why)
        print('0 passed, 0 failed, 1 skipped')
        return 0
    python = os.path.join(VENV, 'bin', 'python')
    r = run(python, '-m', 'pip', 'install', '-q', '--no-build-isolation', '--no-deps', '--force-reinstall', '-Cbuild-dir=build/python', TOP,
            env=dict(os.environ, PATH=os.path.join(VENV, 'bin') + os.pathsep + os.environ['PATH']))
    if r.returncode:
        print(r.stdout[-3000:])
        print('0 passed, 1 failed')
        return 1
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
    print('%d passed, %d failed, %d skipped' % (passed, failed or (0 if passed else 1), skipped))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
