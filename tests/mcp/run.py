#!/usr/bin/env python3
"""`cedu mcp`: the protocol by hand, hostile lines, and the public client (client.mjs) where npm can install it.

    run.py BINARY     ends with `N passed, N failed[, N skipped]`
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
ENV = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent', CEDU_LANG='en')


def talk(binary, db, lines):
    """What a session answers to these lines (bytes or objects); it must end by itself with code 0."""
    data = b''.join((l if isinstance(l, bytes) else json.dumps(l).encode()) + b'\n' for l in lines)
    r = subprocess.run([binary, 'mcp', '-d', db], input=data, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert r.returncode == 0, 'exit %d: %s' % (r.returncode, r.stderr.decode('utf-8', 'replace'))
    return [json.loads(l) for l in r.stdout.splitlines()]


def ask(method, params=None, number=1):
    return dict({'jsonrpc': '2.0', 'id': number, 'method': method}, **({'params': params} if params is not None else {}))


def check_handshake(binary, db):
    for asked, got in (('2025-03-26', '2025-03-26'), ('2024-11-05', '2024-11-05'), ('1999-01-01', '2025-06-18')):
        a = talk(binary, db, [ask('initialize', {'protocolVersion': asked, 'capabilities': {}, 'clientInfo': {}}),
                              {'jsonrpc': '2.0', 'method': 'notifications/initialized'}, ask('ping', None, 'two')])
        assert len(a) == 2 and a[0]['result']['protocolVersion'] == got and a[1] == {'jsonrpc': '2.0', 'id': 'two', 'result': {}}, a


def check_errors(binary, db):
    a = talk(binary, db, [b'no json', b'[1,2]', b'{}', b'', ask('no/such'), ask('tools/call', {'name': 'nope'}),
                          ask('tools/call', {'name': 'facts', 'arguments': [1]}), ask('tools/call', {'name': 'evidence', 'arguments': {}}),
                          ask('tools/call', {'name': 'search', 'arguments': {'q': 'x', 'limit': 10 ** 9}}),
                          ask('tools/call', {'name': 'evidence', 'arguments': {'id': 'ffffffff'}}), b'{"jsonrpc":"2.0","id":7,"result":{}}'])
    codes = [m.get('error', {}).get('code') for m in a]
    assert codes == [-32700, -32600, -32600, -32601, -32602, -32602, None, None, None], codes
    assert all(m['result']['isError'] for m in a[6:]), a[6:]


def call(number, tool, **arguments):
    return ask('tools/call', {'name': tool, 'arguments': arguments}, number)


def check_unknown_arguments_are_refused(binary, db):
    tools = talk(binary, db, [ask('tools/list')])[0]['result']['tools']
    lines = [call(i, t['name'], no_such_argument=1) for i, t in enumerate(tools)]
    lines += [call(100 + i, t['name'], **{k: {'a': 1} for k in list(t['inputSchema']['properties'])[:1]}) for i, t in enumerate(tools) if t['inputSchema']['properties']]
    for m in talk(binary, db, lines):
        assert m['result']['isError'] and 'structuredContent' not in m['result'], m


def check_nothing_is_written(binary, db):
    """Every tool called, also with SQL and paths for arguments, on a base that may not be written to: not a byte differs."""
    folder = os.path.dirname(db)
    # SQLite's readers keep an index of the journal in -shm; the journal itself, -wal, must stay empty
    state = lambda: {n: open(os.path.join(folder, n), 'rb').read() for n in sorted(os.listdir(folder)) if not n.endswith('-shm')}
    tools = talk(binary, db, [ask('tools/list')])[0]['result']['tools']
    evil = ["'; DELETE FROM facts; --", '../../etc/passwd', '成都', '%00', 'x' * 5000]
    lines = [call(0, t['name'], **{k: ([e] if s.get('type') == 'array' else e) for k, s in t['inputSchema']['properties'].items()})
             for t in tools for e in evil]
    lines += [ask(m) for m in ('resources/list', 'prompts/list', 'tools/add', 'add', 'logging/setLevel')]
    talk(binary, db, [call(1, 'regions')])
    before = state()
    assert not before.get('cedu.db-wal')
    answers = talk(binary, db, lines)
    after = state()
    assert len(answers) == len(lines) and after == before, 'written: ' + ' '.join(n for n in set(after) | set(before) if after.get(n) != before.get(n))
    assert all(t['annotations']['readOnlyHint'] for t in tools)


def check_worked_examples(binary, db):
    """What the four pages say, asked of them: each answer with its quotation and document. Skipped without the pages."""
    seeds = os.path.join(os.path.dirname(TOP), 'shared', 'seeds')
    if not os.path.isdir(seeds):
        print('skipped: the seeds are not here')
        return
    base = os.path.join(os.path.dirname(db), 'seeds', 'cedu.db')
    os.mkdir(os.path.dirname(base))
    subprocess.run([binary, 'add', '-q', '-d', base, seeds], env=ENV, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    a = [m['result']['structuredContent']['rows'] for m in talk(binary, base, [
        call(1, 'derive', region=['成都']), call(2, 'derive', region=['北京']), call(3, 'targets', region=['成都'], asof='2026-01-01'),
        call(4, 'conflicts', region=['全国']), call(5, 'policies', region=['成都']), call(6, 'facts', region=['成都'], subject='人工智能企业数量')])]
    said = lambda rows: json.dumps(rows, ensure_ascii=False)
    assert any(re.search(r'413\.9.*107%.*199\.95', d['formula']) and d['verdict'] == 'consistent' for d in a[0]), '199.95'
    assert '827.8' in said(a[0] + a[1]), 'Beijing 2021'
    t = next(t for t in a[2] if t['target'] == 5e10)
    assert (t['progress'], t['needed'], t['state']) == (82.8, 20.8, 'overdue') and t['statement']['clean_quote'], t
    why = [c['reason'] for c in a[3]]
    assert any('83%' in w and '550' in w for w in why) and any('597' in w and '2985' in w for w in why), why
    p = next(p for p in a[4] if p['document_number'])
    assert (p['signed'], p['published'], len(p['issuers'])) == ('2022-12-28', '2023-01-03', 4) and '2022' in p['document_number'], p
    for f in a[5]:
        assert f['clean_quote'] and re.fullmatch('[0-9a-f]{64}', f['doc']) and re.fullmatch('[0-9a-f]{32}', f['id']), f


def check_hostile_lines(binary, db):
    rng = random.Random(7)
    good = json.dumps(ask('tools/call', {'name': 'facts', 'arguments': {'region': ['成都'], 'from': '2021'}})).encode()
    lines = [b'{' * 100000, b'"' + b'x' * 3000000 + b'"', b'\xff\xfe\x00', json.dumps(ask('tools/call', {'name': 'search', 'arguments': {
        'q': '\u0000' * 3}})).encode()]
    for _ in range(300):
        l = bytearray(good)
        for _ in range(rng.randint(1, 6)):
            l[rng.randrange(len(l))] = rng.choice(b'{}[]",:\\0aZ\x7f')
        lines.append(bytes(l).replace(b'\n', b' '))
    a = talk(binary, db, lines + [ask('ping', None, 'still here')])
    assert a[-1]['id'] == 'still here'


def public_client(binary, db):
    """(passed, failed, skipped) of client.mjs."""
    node, npm = shutil.which('node'), shutil.which('npm')
    folder = os.path.join(TOP, 'build', 'mcp')
    if node and npm and not os.path.isdir(os.path.join(folder, 'node_modules', '@modelcontextprotocol')):
        os.makedirs(folder, exist_ok=True)
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(os.path.join(HERE, name), folder)
        subprocess.run([npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], cwd=folder, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    if not node or not os.path.isdir(os.path.join(folder, 'node_modules', '@modelcontextprotocol')):
        print('skipped: the public MCP client cannot be installed here')
        return 0, 0, 1
    r = subprocess.run([node, os.path.join(HERE, 'client.mjs'), folder, binary, db], env=ENV, stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, text=True)
    m = re.search(r'^(\d+) passed, (\d+) failed', r.stdout, re.M)
    if not m or m.group(2) != '0':
        print(r.stdout[-3000:])
    return (int(m.group(1)), int(m.group(2)), 0) if m else (0, 1, 0)


def main():
    binary = os.path.abspath(sys.argv[1])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, 'cedu.db')
        subprocess.run([binary, 'add', '-q', '-d', db, os.path.join(TOP, 'examples', 'pages')], env=ENV, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        for check in (check_handshake, check_errors, check_unknown_arguments_are_refused, check_nothing_is_written, check_worked_examples,
                      check_hostile_lines):
            try:
                check(binary, db)
                passed += 1
            except (AssertionError, ValueError) as e:
                failed += 1
                print('FAILED %s: %s' % (check.__name__, e))
        more = public_client(binary, db)
    print('%d passed, %d failed%s' % (passed + more[0], failed + more[1], ', %d skipped' % more[2] if more[2] else ''))
    return 1 if failed + more[1] else 0


if __name__ == '__main__':
    sys.exit(main())
