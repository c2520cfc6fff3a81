#!/usr/bin/env python3
"""Makes a large knowledge base of invented facts, for measuring: rows straight into the tables, as fast as SQLite takes them.

    tools/make_base.py CEDU FILE [--documents N] [--facts PER_DOCUMENT] [--seed N] [--no-search]

CEDU makes the file and its schema (so the schema is always today's). Regions and indicators are those of packs/; how often each occurs
follows Zipf's law, so the largest region has about a tenth of all facts. Values grow by region and year with noise; one in 200 contradicts.
Texts are one or two sentences a fact. Nothing in it is true.
"""
import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def rows(path, columns):
    head = None
    for line in open(os.path.join(TOP, 'packs', path), encoding='utf-8'):
        cells = line.rstrip('\n').split('\t')
        if line.startswith('#') or not line.strip():
            continue
        if head is None:
            head = cells
            continue
        r = dict(zip(head, cells))
        yield [r.get(c, '') for c in columns]


class Zipf:
    def __init__(self, rnd, things):
        self.rnd, self.things, total, self.cum = rnd, things, 0.0, []
        for i in range(len(things)):
            total += 1.0 / (i + 1)
            self.cum.append(total)

    def many(self, n):
        return self.rnd.choices(self.things, cum_weights=self.cum, k=n)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('file')
    p.add_argument('--documents', type=int, default=1000000)
    p.add_argument('--facts', type=int, default=3)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--no-search', action='store_true')
    a = p.parse_args()
    rnd = random.Random(a.seed)
    if os.path.exists(a.file):
        sys.exit('%s exists: remove it first' % a.file)
    with tempfile.TemporaryDirectory() as box:
        page = os.path.join(box, 'a.txt')
        open(page, 'w').write('示例\n\n2021-01-01\n\n示例文字。\n')
        subprocess.run([a.cedu, 'add', '-q', '-d', a.file, page], check=True, stdout=subprocess.DEVNULL)
    regions = [(n, c) for n, c, l in rows('core/regions.tsv', ['name', 'code', 'level']) if l in ('province', 'prefecture', 'county')][:1500]
    rnd.shuffle(regions)
    subjects = [(i, n) for i, n in rows('ai-industry/indicators.tsv', ['id', 'name'])]
    subjects += [(None, '%s数量' % w) for w in ('示范平台', '试点项目', '算法备案', '应用场景', '重点实验室', '专利授权', '创新中心', '孵化器', '展会', '标准')]
    fields = ['智能制造', '智慧医疗', '计算机视觉', '自动驾驶', '智慧金融', '大模型', '机器人', '智能芯片', '智慧农业', '城市治理', '无人机', '语音识别']
    kinds = ['task'] * 8 + ['observation'] * 5 + ['target'] * 2 + ['growth', 'share', 'focus', 'policy', 'problem']
    tasks = ['推动%s发展' % f for f in fields] + ['建设%s平台' % f for f in fields]
    zr, zs = Zipf(rnd, regions), Zipf(rnd, subjects)
    db = sqlite3.connect(a.file, isolation_level=None)
    for s in ('journal_mode=OFF', 'synchronous=OFF', 'foreign_keys=OFF', 'cache_size=-1000000', 'temp_store=MEMORY'):
        db.execute('PRAGMA ' + s)
    keep = db.execute("SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL").fetchall()
    for name, _ in keep:
        db.execute('DROP INDEX "%s"' % name)
    fingerprint, = db.execute('SELECT fingerprint FROM documents').fetchone()
    first = db.execute('SELECT max(id) FROM documents').fetchone()[0] + 1
    row = db.execute('SELECT coalesce(max(id), 0) FROM facts').fetchone()[0] + 1
    cluster = db.execute('SELECT max(id) FROM clusters').fetchone()[0] + 1
    t0, step = time.time(), 20000
    base = {}
    for start in range(0, a.documents, step):
        n = min(step, a.documents - start)
        rs, ss, ks = zr.many(n), zs.many(n * a.facts), rnd.choices(kinds, k=n * a.facts)
        docs, texts, facts, places, words, groups = [], [], [], [], [], []
        for i in range(n):
            doc = first + start + i
            region, code = rs[i]
            year = rnd.randint(2016, 2025)
            day = '%d-%02d-%02d' % (year + 1, rnd.randint(1, 12), rnd.randint(1, 28))
            parts = []
            same = rnd.random() < 0.1 and i > 0  # one in ten is a repost
            if not same:
                cluster += 1
                groups.append((cluster, day))
            for k in range(a.facts):
                kind = ks[i * a.facts + k]
                sid, subject = ss[i * a.facts + k]
                value = unit = written = None
                y0 = y1 = year
                extra = None
                if kind in ('observation', 'target', 'growth', 'share'):
                    key = hash((region, subject)) & 0xffff
                    v = base.setdefault(key, 10 + key % 900) * (1.15 ** (year - 2016))
                    if kind == 'observation':
                        v = round(v * (1.3 if rnd.random() < 0.005 else 1), 1)
                    elif kind == 'target':
                        y0 = y1 = year + rnd.randint(1, 5)
                        v = round(v * 1.5, 0)
                    else:
                        v = round(rnd.uniform(3, 40), 1)
                    unit = '%' if kind in ('growth', 'share') else '元'
                    value = v if unit == '%' else v * 1e8
                    written = '%g%s' % (v, '%' if unit == '%' else '亿元')
                    q = '%d年，%s%s达%s' % (y1, region, subject, written)
                elif kind == 'focus':
                    items = rnd.sample(fields, 3)
                    sid, subject = None, None
                    extra = '{"list":["%s"]}' % '","'.join(items)
                    q = '%s重点发展%s' % (region, '、'.join(items))
                elif kind == 'policy':
                    sid, subject = None, '%s%s行动计划（%d年）' % (region, rnd.choice(fields), year)
                    extra = '{"title":"%s","published":"%s"}' % (subject, day)
                    q = '%s印发《%s》' % (region, subject)
                else:
                    sid, subject = None, rnd.choice(tasks)
                    q = '%s要%s' % (region, subject)
                at = sum(len(x.encode()) + 3 for x in parts)
                parts.append(q)
                facts.append((row, '%032x' % (row * 2654435761 % (1 << 128)), doc, k, kind, region, code or None, subject, sid, '%d' % y1, 'explicit', y0, y1,
                              value, None, unit, written, '=', None, 'planned' if kind in ('target', 'task') else 'asserted', 0, 0, 0.9, 'made',
                              at, at + len(q.encode()), 0, 0, 0, 0, q, q, extra))
                places.append((row, region, 0))
                row += 1
            text = '。'.join(parts) + '。'
            docs.append((doc, '%064x' % (doc * 0x9E3779B97F4A7C15), cluster, '/made/%d.html' % doc, len(text.encode()), '%s情况（%d）' % (region, doc), day,
                         '示例日报', fingerprint, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', a.facts))
            texts.append((doc, text))
            if not a.no_search:
                words.append((doc, ' '.join('%s情况' % region), ' '.join(text).replace('。', 'ǁ').replace('，', 'ǁ')))
        db.execute('BEGIN')
        db.executemany('INSERT INTO clusters(id, created_at) VALUES(?, ?)', groups)
        db.executemany('INSERT INTO documents(id, sha256, original_id, cluster_id, file, bytes, encoding, title, published, outlet, fingerprint, added_at, read_at,'
                       " fact_count, finding_count) VALUES(?,?,1,?,?,?,'UTF-8',?,?,?,?,?,?,?,0)", docs)
        db.executemany('INSERT INTO texts(document_id, clean, shingle_hash) VALUES(?, ?, 0)', texts)
        db.executemany('INSERT INTO facts(id, fact_id, document_id, ordinal, kind, region, region_code, subject, subject_id, period, period_basis, year_from,'
                       ' year_to, value, value_max, unit, as_written, modifier, source, stance, denied, review, confidence, rule, clean_start, clean_end, start,'
                       ' "end", byte_start, byte_end, quote, clean_quote, fields) VALUES(' + ','.join('?' * 33) + ')', facts)
        db.executemany('INSERT INTO fact_regions(fact_row, region, ordinal) VALUES(?,?,?)', places)
        if words:
            db.executemany('INSERT INTO search(rowid, title, body) VALUES(?,?,?)', words)
        db.execute('COMMIT')
        print('\r%d documents, %.0f s' % (start + n, time.time() - t0), end='', file=sys.stderr, flush=True)
    for _, sql in keep:
        db.execute(sql)
    db.execute('PRAGMA journal_mode=WAL')
    db.close()
    subprocess.run([a.cedu, 'check', '-d', a.file, '--recount'], check=True, stdout=subprocess.DEVNULL)
    print('\r%d documents, %d facts in %.0f s, %.2f GB' % (a.documents, a.documents * a.facts, time.time() - t0, os.path.getsize(a.file) / 1e9), file=sys.stderr)


if __name__ == '__main__':
    main()
