#!/usr/bin/env python3
"""The ledger of programmes under fire: many clients at once, kill -9 at random points, edited rows. Standard library only.

    run.py BINARY [--kills N] [--seed N]     ends with `N passed, N failed`

Each check is a function whose name begins with `check_`; it gets an empty folder and raises AssertionError. --kills 1000 is the long run
whose result is in docs/figures.md.
"""
import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import checks  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NAME = '试行算力券'
RULES = '''name = "%s"
budget = 1_000_000
from = 2025-01-01
to = 2025-12-31
valid_days = 90
rate = 50
base = "算力费用"
''' % NAME
binary = ''
ENV = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent', CEDU_LANG='zh')
options = None


def op(request, what, actor, **more):
    return dict({'request': request, 'op': what, 'programme': NAME, 'actor': actor, 'at': '2025-03-01'}, **more)


def start(folder):
    return subprocess.Popen([binary, 'programme', 'run', '-d', 'p.db', '-'], cwd=folder, env=ENV, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def run(folder, ops, code=None):
    p = start(folder)
    out, err = p.communicate(''.join(json.dumps(o, ensure_ascii=False) + '\n' for o in ops).encode())
    assert p.returncode in (0, 1) if code is None else p.returncode == code, err.decode('utf-8', 'replace') + out.decode()[-500:]
    return [json.loads(x) for x in out.decode().splitlines()]


def audit(folder, *more):
    r = subprocess.run([binary, 'programme', 'audit', '-d', 'p.db', NAME] + list(more), cwd=folder, env=ENV, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE)
    return r.returncode, (r.stdout + r.stderr).decode('utf-8', 'replace')


def balances(folder):
    db = sqlite3.connect(os.path.join(folder, 'p.db'))
    rows = dict(db.execute('SELECT account, balance FROM ledger_accounts WHERE book = ?', (NAME,)))
    sums = dict(db.execute('SELECT account, sum(amount) FROM ledger_entries WHERE book = ? GROUP BY account', (NAME,)))
    db.close()
    assert rows == sums, 'balances are not the sums of the entries'
    assert sum(rows.values()) == 0, 'money was made or lost'
    assert all(v >= 0 for k, v in rows.items() if k != 'source'), rows
    return rows


def opened(folder, cases=4, cost=20000):
    ops = [op('open', 'open', '李四', rules=RULES)]
    for i in range(cases):
        c = 'c%d' % i
        ops += [op('apply-' + c, 'apply', '张三', id=c, firm='企业%d' % i, **{'算力费用': str(cost)}),
                op('approve-' + c, 'approve', '李四', id=c), op('issue-' + c, 'issue', '李四', id=c)]
    answers = run(folder, ops, 0)
    assert all(a['ok'] for a in answers)


def check_many_clients_spend_once(folder):
    """32 processes want 32 times as much as there is, each request sent by two of them."""
    opened(folder)
    lists = []
    for n in range(16):
        ops = [op('r%d-%d' % (n, k), 'reserve', '张三', id='c%d' % (k % 4), order='o%d' % (n % 5), amount='%d.%02d' % (900 + n, k))
               for k in range(24)]
        ops += [op('d%d-%d' % (n, k), 'redeem', '张三', id='c%d' % (k % 4), order='o%d' % (n % 5), seller='商%d' % (k % 3), amount='700')
                for k in range(12)]
        ops += [op('s%d' % n, 'settle', '王五')]
        lists += [ops, list(ops)]
    got = [None] * len(lists)

    def client(i):
        got[i] = run(folder, lists[i])

    threads = [threading.Thread(target=client, args=(i,)) for i in range(len(lists))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert all(got), 'a client failed'
    rows = balances(folder)
    assert rows['source'] == -100000000
    reserved, redeemed = {}, {}
    for ops, answers in zip(lists, got):
        assert len(ops) == len(answers)
        for o, a in zip(ops, answers):
            assert a['ok'] or a['error']['code'] == 'USAGE', a
            if a['ok'] and o['op'] in ('reserve', 'redeem'):
                where = reserved if o['op'] == 'reserve' else redeemed
                was = where.setdefault(o['request'], (o['id'], a))
                assert was[1] == a, 'the same request, two answers'
    fen = lambda z: round(float(z) * 100)
    for i in range(4):
        c = 'c%d' % i
        taken = sum(fen(a['reserved']) for k, a in reserved.values() if k == c)
        spent = sum(fen(a['redeemed']) for k, a in redeemed.values() if k == c)
        assert taken <= 1000000, 'more was reserved than the voucher holds'
        assert spent <= taken
        assert rows['open/' + c] == 1000000 - taken
        assert sum(v for k, v in rows.items() if k.startswith('held/%s/' % c)) == taken - spent
    assert sum(v for k, v in rows.items() if k.startswith(('payable/', 'paid/'))) == sum(fen(a['redeemed']) for _, a in redeemed.values())
    code, out = audit(folder)
    assert code == 0, out


def valid_operations(rng, cases):
    """A long list in which every operation is allowed, so that it has one outcome however often it is cut short and repeated."""
    ops = [op('open', 'open', '李四', rules=RULES)]
    most = min(200000, 100_000_000 // cases)  # fen; half of each cost is paid, and the budget of RULES holds all of them
    for i in range(cases):
        c, n = 'c%d' % i, 0
        cost = rng.randrange(100, most) * 2
        ops += [op(c + '-a', 'apply', '张三', id=c, firm='企业%d' % (i % 50), **{'算力费用': '%d.%02d' % (cost // 100, cost % 100)}),
                op(c + '-b', 'approve', '李四', id=c), op(c + '-c', 'issue', '李四', id=c)]
        left, held, due = cost // 2, 0, 0
        for k in range(rng.randrange(1, 6)):
            yuan = lambda v: '%d.%02d' % (v // 100, v % 100)
            if left:
                v = rng.randrange(1, left + 1)
                left, held = left - v, held + v
                ops.append(op('%s-%d-r' % (c, k), 'reserve', '张三', id=c, order='o', amount=yuan(v)))
            if held and rng.random() < .8:
                v = rng.randrange(1, held + 1)
                held, due = held - v, due + v
                ops.append(op('%s-%d-d' % (c, k), 'redeem', '张三', id=c, order='o', seller='商', amount=yuan(v)))
            if due and rng.random() < .3:
                v = rng.randrange(1, due + 1)
                due, left = due - v, left + v
                ops.append(op('%s-%d-f' % (c, k), 'refund', '张三', id=c, seller='商', amount=yuan(v)))
            if due and rng.random() < .2:
                due = 0
                ops.append(op('%s-%d-s' % (c, k), 'settle', '王五'))
        if due:
            ops.append(op(c + '-s', 'settle', '王五'))
    return ops


def log_of(folder):
    db = sqlite3.connect(os.path.join(folder, 'p.db'))
    rows = db.execute('SELECT seq, request, content, answer, hash FROM ledger_log WHERE book = ? ORDER BY seq', (NAME,)).fetchall()
    db.close()
    return rows


def check_killed_at_random_points(folder):
    """kill -9 again and again; what was answered is there, what is repeated changes nothing, and the end is that of a run without kills."""
    rng = random.Random(options.seed)
    ops = valid_operations(rng, max(20, options.kills))
    lines = [(json.dumps(o, ensure_ascii=False) + '\n').encode() for o in ops]
    done = kills = empty = 0
    while kills < options.kills and done < len(ops):
        p = start(folder)
        begin = max(0, done - 3)
        feeder = threading.Thread(target=lambda: feed(p, lines[begin:begin + 400]))
        after = rng.choice((0, 0, 1, 2, 3, 5, 8, 13))  # answers before the kill: how fast the machine is does not matter
        killer = threading.Timer(rng.uniform(.0, .05 if not after else .004), p.kill)
        feeder.start()
        if not after:
            killer.start()
        answers = []
        for x in p.stdout:
            if x.endswith(b'\n'):
                answers.append(json.loads(x))
            if len(answers) == after and after:
                killer.start()
        p.wait()
        killer.cancel()
        feeder.join()
        kills += p.returncode == -9
        empty += not answers
        assert p.returncode in (-9, 0), p.stderr.read().decode()
        p.stdout.close(), p.stderr.close()
        for a in answers:
            assert a['ok'], a
        done = max(done, begin + len(answers))
        if kills % 20 == 0:
            code, out = audit(folder)
            assert code == 0 or not done, out  # killed before anything was answered: there may be no base yet
            if done:
                assert len(log_of(folder)) >= done, 'what was answered is gone'
                balances(folder)
    answers = run(folder, ops, 0)
    assert all(a['ok'] for a in answers)
    rows = balances(folder)
    assert run(folder, ops, 0) == answers, 'repeated, the answers differ'
    assert balances(folder) == rows, 'repeated requests moved money'
    calm = os.path.join(folder, 'calm')
    os.mkdir(calm)
    run(calm, ops, 0)
    assert log_of(calm) == log_of(folder), 'the log is not that of a run without kills'
    assert balances(calm) == rows
    code, out = audit(folder, log_of(calm)[-1][4])
    assert code == 0, out
    print('    %d kills (%d before the first answer), %d operations' % (kills, empty, len(ops)))


def feed(p, lines):
    try:
        for x in lines:
            p.stdin.write(x)
        p.stdin.close()
    except (BrokenPipeError, OSError, ValueError):
        pass


def check_every_edited_row_is_found(folder):
    run(folder, valid_operations(random.Random(5), 3), 0)
    source = os.path.join(folder, 'p.db')
    db = sqlite3.connect(source)
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    for table in ('ledger_log', 'ledger_entries', 'ledger_sets'):
        for edit in ('UPDATE %s SET book = book', 'DELETE FROM %s'):
            try:
                db.execute(edit % table)
                raise SystemExit('%s may be changed' % table)
            except sqlite3.DatabaseError:
                pass
    db.rollback()
    for name in [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'")]:
        db.execute('DROP TRIGGER ' + name) # whoever edits rows can do that
    db.commit()
    code, out = audit(folder)
    assert code == 0, out
    tables = {}
    for table in ('ledger_log', 'ledger_entries', 'ledger_sets', 'ledger_accounts', 'ledger_records', 'ledger_heads'):
        columns = [r[1:] for r in db.execute('PRAGMA table_info(%s)' % table)]
        keys = [c[0] for c in sorted(columns, key=lambda c: c[4]) if c[4]]
        names = [c[0] for c in columns]
        tables[table] = (names, keys, db.execute('SELECT %s FROM %s' % (', '.join(names), table)).fetchall())
    db.close()
    kept = source + '.kept'
    shutil.copy(source, kept)
    rng, edits = random.Random(7), []
    for table, (names, keys, rows) in tables.items():
        for n, row in enumerate(rows):
            at = dict(zip(names, row))
            where = ' AND '.join('%s = ?' % k for k in keys), [at[k] for k in keys]
            edits.append(('DELETE FROM %s WHERE %s' % (table, where[0]), where[1]))
            for k in names if n < 2 else [rng.choice(names)]: # each column in the first rows, then one of each row
                new = at[k] + 1 if isinstance(at[k], int) else at[k] + 'x' if not at[k] or rng.random() < .5 else at[k][:-1]
                edits.append(('UPDATE %s SET %s = ? WHERE %s' % (table, k, where[0]), [new] + where[1]))
        edits.append(('INSERT INTO %s(%s) VALUES(%s)' % (table, ', '.join(names), ', '.join('?' * len(names))),
                      [(v + 1000 if isinstance(v, int) else v + 'y' if names[i] != 'book' else v) for i, v in enumerate(rows[-1])]))
    amount = tables['ledger_entries'][2][0][4]
    edits += [('UPDATE ledger_entries SET amount = ? WHERE seq = 1 AND ordinal = 0', [amount + .5]),
              ('UPDATE ledger_log SET content = CAST(content || ? AS BLOB) WHERE seq = 2', ['']),
              ('UPDATE ledger_log SET content = content || CAST(? AS TEXT) WHERE seq = 2', [b'\xff\xfe']),
              ('UPDATE ledger_log SET answer = answer || char(0) || ? WHERE seq = 2', ['tail'])]
    checked = 0
    for sql, values in edits:
        shutil.copy(kept, source)
        for tail in ('-wal', '-shm'):
            if os.path.exists(source + tail):
                os.remove(source + tail)
        db = sqlite3.connect(source)
        try:
            changed = db.execute(sql, values).rowcount
            db.commit()
        except sqlite3.IntegrityError: # two rows with one key, a balance below zero: cannot be
            changed = 0
        db.close()
        if not changed:
            continue
        code, out = audit(folder)
        book_gone = code == 5 and 'ledger_heads' not in sql
        assert code == 1 or book_gone, '%s %s was not found: %s' % (sql, values, out)
        checked += 1
    swapped = 0
    log = tables['ledger_log'][2]
    for i in range(len(log) - 1): # two operations in another order
        shutil.copy(kept, source)
        for tail in ('-wal', '-shm'):
            if os.path.exists(source + tail):
                os.remove(source + tail)
        db = sqlite3.connect(source)
        for table in ('ledger_log', 'ledger_entries', 'ledger_sets'):
            for a, b in ((i + 1, -1), (i + 2, i + 1), (-1, i + 2)):
                db.execute('UPDATE %s SET seq = ? WHERE seq = ?' % table, (b, a))
        db.commit()
        db.close()
        code, out = audit(folder)
        assert code == 1, 'operations %d and %d changed places unseen' % (i + 1, i + 2)
        swapped += 1
    assert checked > 100 and swapped > 5
    print('    %d edits and %d exchanges, all found' % (checked, swapped))


def by_hand(folder, part, budget, policies):
    """Rules, applications and table of a section of docs/desk-programmes.md against the command: in full, then with 10 million under policies."""
    for name, fence in (('p.toml', 'toml'), ('a.csv', 'csv')):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            f.write(part.split('```%s\n' % fence)[1].split('```')[0])
    rows = [[c.strip() for c in line.strip('|').split('|')] for line in part.splitlines() if line.startswith('|')][2:]
    assert len(rows) == 5

    def simulate(*more):
        r = subprocess.run([binary, 'programme', 'simulate', 'p.toml', '--applications', 'a.csv', '--format', 'json'] + list(more),
                           cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert r.returncode == 0, r.stderr.decode()
        return {x['id']: x for x in map(json.loads, r.stdout.decode().splitlines())}

    full = simulate()
    whole = open(os.path.join(folder, 'p.toml'), encoding='utf-8').read()
    assert budget in whole
    with open(os.path.join(folder, 'p.toml'), 'w', encoding='utf-8') as f:
        f.write(whole.replace(budget, 'budget = 10_000_000'))
    small = [simulate('--policy', policy) for policy in policies]
    for row in rows:
        got = [full[row[0]]['entitled'], full[row[0]]['granted']] + [s[row[0]]['granted'] for s in small]
        assert got == [float(x) for x in row[1:]], '%s: by hand %s, simulated %s' % (row[0], row[1:], got)
    return [full[r[0]]['state'] for r in rows]


def check_the_hand_calculations_of_the_docs(folder):
    text = open(os.path.join(TOP, 'docs', 'desk-programmes.md'), encoding='utf-8').read()
    first, second = text.split('## A worked example, by hand')[1].split('\n## ')[0].split('\n### A second city')
    assert by_hand(folder, first, 'budget = 500_000_000', ('pro-rata', 'priority', 'max-min')) == ['yes', 'yes', 'yes', 'unknown', 'no']
    assert by_hand(folder, second, 'budget = 250_000_000', ('priority',)) == ['yes', 'yes', 'yes', 'no', 'yes']


def check_roles_and_refusals(folder):
    opened(folder, 1)
    wrong = [op('x1', 'approve', '张三', id='c0'), op('x2', 'settle', '李四'), op('x3', 'settle', '张三'), op('x4', 'reserve', '李四', id='c0', order='o'),
             op('x5', 'reserve', '张三', id='c0', order='a/b', amount='1'), op('x6', 'reserve', '张三', id='c0', order='o', amount='-1'),
             op('x7', 'reserve', '张三', id='c0', order='o', amount='99999999999999999999'), op('x8', 'issue', '李四', id='c0'),
             op('x9', 'nothing', '李四'), op('', 'settle', '王五'), dict(op('x11', 'settle', '王五'), programme='没有'),
             op('x12', 'reserve', '张三', id='c9', order='o'), op('open', 'open', '李四', rules=RULES + '# other\n')]
    for o, a in zip(wrong, run(folder, wrong, 1)):
        assert not a['ok'] and a['error']['zh'] and a['error']['en'], (o, a)
    assert len(log_of(folder)) == 4, 'a refusal left a trace'
    p = start(folder)
    out, err = p.communicate(b'{"request":1\nnot json\n\n[]\n\xff\xfe\n{"request":"a","request":"b"}\n')
    assert p.returncode == 1 and len(out.splitlines()) == 5, out


def main():
    global binary, options
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('binary')
    p.add_argument('--kills', type=int, default=60)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--only', default='')
    options = p.parse_args()
    binary = os.path.abspath(options.binary)

    def lent(check):
        with tempfile.TemporaryDirectory() as folder:
            check(folder)
    return checks.run(globals(), lent, options.only)


if __name__ == '__main__':
    sys.exit(main())
