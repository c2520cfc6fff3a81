#!/usr/bin/env python3
"""Transcripts: what a person types and what comes back. Each NAME.t in this folder is one case that reads as documentation:

    # what it shows
    --- file a.txt          a file in the case's empty working folder (as many as needed)
    --- cmd                 lines for /bin/sh; `cedu` is the binary under test, `pick KEY...` prints keys of JSON lines
    --- stdin               what the commands read (optional)
    --- stdout              what must come out
    --- stderr              what must be said (optional: only compared where it is there)
    --- exit                the exit code of the last command (optional: 0)

    run.py BINARY [--bless] [NAME...]     --bless shows the difference, then writes what came out as what is expected
The working folder is shown as $PWD. Messages are Chinese unless the case says --lang en. A last line without an end of line cannot be written: pipe it through `od -c`.
It also compares man/cedu.1 with what `cedu --man` prints (case name: man). Ends with `N passed, N failed`.
"""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PICK = '''#!%s
import json, sys
for line in sys.stdin:
    if line.strip():
        r = json.loads(line)
        print('\\t'.join(json.dumps(r.get(k), ensure_ascii=False) if not isinstance(r.get(k), str) else r[k] for k in sys.argv[1:]))
''' % sys.executable


def parse(path):
    """[(head, body)] with the comment as the first head ''."""
    parts, head, body = [], '', []
    for line in open(path, encoding='utf-8', newline='\n'):
        m = re.match(r'--- (file \S+|cmd|stdin|stdout|stderr|exit)\n$', line)
        if m:
            parts.append((head, ''.join(body)))
            head, body = m.group(1), []
        else:
            body.append(line)
    parts.append((head, ''.join(body)))
    return parts


def run(binary, parts):
    box = tempfile.mkdtemp(prefix='cedu-cli-')
    try:
        tools, work = os.path.join(box, 'tools'), os.path.join(box, 'work')
        os.mkdir(tools), os.mkdir(work)
        os.symlink(binary, os.path.join(tools, 'cedu'))
        with open(os.path.join(tools, 'pick'), 'w') as f:
            f.write(PICK)
        os.chmod(os.path.join(tools, 'pick'), 0o755)
        for head, body in parts:
            if head.startswith('file '):
                path = os.path.join(work, head[5:])
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'wb') as f:
                    f.write(body.encode('utf-8'))
        get = dict(parts).get
        env = {k: v for k, v in os.environ.items() if not k.startswith(('CEDU_', 'LC_', 'LANG', 'XDG_', 'NO_COLOR'))}
        env.update(PATH=tools + os.pathsep + env.get('PATH', ''), LC_ALL='C', HOME=box, PYTHONIOENCODING='utf-8')
        if os.environ.get('CEDU_PACKS'):
            env['CEDU_PACKS'] = os.environ['CEDU_PACKS']
        r = subprocess.run(['/bin/sh', '-c', get('cmd', '')], cwd=work, env=env, input=get('stdin', '').encode('utf-8'),
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        out, err = (x.decode('utf-8', 'backslashreplace').replace(work, '$PWD') for x in (r.stdout, r.stderr))
        return out, err, r.returncode
    finally:
        shutil.rmtree(box, ignore_errors=True)


def render(parts):
    return ''.join(body if not head else '--- %s\n%s' % (head, body) for head, body in parts)


def main():
    args = [a for a in sys.argv[1:] if a != '--bless']
    bless = '--bless' in sys.argv
    if not args:
        sys.exit(__doc__)
    binary = os.path.realpath(args[0])
    only = {os.path.basename(a)[:-2] if a.endswith('.t') else a for a in args[1:]}
    passed = failed = 0
    for name in sorted(n for n in os.listdir(HERE) if n.endswith('.t')):
        if only and name[:-2] not in only:
            continue
        path = os.path.join(HERE, name)
        parts = parse(path)
        try:
            out, err, code = run(binary, parts)
        except subprocess.TimeoutExpired:
            failed += 1
            print('%s: no end after 300 s' % name)
            continue
        had = dict(parts)
        got = [(h, b) for h, b in parts if h not in ('stdout', 'stderr', 'exit')] + [('stdout', out)]
        if 'stderr' in had:
            got.append(('stderr', err))
        if code or 'exit' in had:
            got.append(('exit', '%d\n' % code))
        want, new = render(parts), render(got)
        if want == new:
            passed += 1
            continue
        failed += not bless
        print('--- %s' % name)
        sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), new.splitlines(True), 'expected', 'got', n=2))
        if 'stderr' not in had and err:
            print('standard error: %s' % err)
        if bless:
            with open(path, 'w', encoding='utf-8', newline='\n') as f:
                f.write(new)
    if not only or 'man' in only: # man/cedu.1 is made from the table of commands
        path = os.path.join(HERE, '..', '..', 'man', 'cedu.1')
        want = open(path, encoding='utf-8').read() if os.path.exists(path) else ''
        got = subprocess.run([binary, '--man'], stdout=subprocess.PIPE).stdout.decode('utf-8')
        passed += want == got
        failed += want != got and not bless
        if want != got:
            print('--- man/cedu.1 is not what cedu --man prints')
            if bless:
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(got)
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
