#!/usr/bin/env python3
"""Times questions against a large knowledge base: processor time (user and system) of whole commands, start-up included, so that other load on
the machine does not count. Each is run twice, and the second counts: the file's pages are in memory then.

    tools/bench_base.py CEDU FILE [RUNS [--read-only]]       RUNS: regions sampled evenly over those that have facts, default 100

The last table adds one new document (and takes it out again) and asks what follows from it; not with --read-only.
"""
import hashlib
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time


def cpu(args):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode not in (0, 4, 5):
        sys.exit("failed: %s" % " ".join(args))
    if out.returncode == 4:
        return float("inf"), 0, 4
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3, len(out.stdout), out.returncode


SLOW = ('derive of a region', 'conflicts of a region')  # no page waits for them


def incremental(cedu, db, region):
    with tempfile.TemporaryDirectory() as box:
        page = os.path.join(box, 'new.txt')
        with open(page, 'w', encoding='utf-8') as f:
            f.write('%s情况\n\n2025-05-01 来源：示例日报\n\n2024年，%s人工智能产业规模达413.9亿元，同比增长12%%。2024年，%s人工智能核心产业规模达100亿元。\n' % ((region,) * 3))
        since = time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime())
        rows = [('add one document', cpu([cedu, 'add', '-q', page, '-d', db])[0])]
        for c in ('conflicts', 'derive'):
            rows.append(('%s since then' % c, cpu([cedu, c, '--since', since, '-d', db])[0]))
        doc = hashlib.sha256(open(page, 'rb').read()).hexdigest()
        rows.append(('forget it', cpu([cedu, 'forget', doc, '-d', db])[0]))
    for name, ms in rows:
        print('%-24s %7.1f ms   (%s)' % (name, ms, region), flush=True)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    cedu, db, runs = os.path.realpath(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    rnd = random.Random(7)
    con = sqlite3.connect('file:%s?mode=ro' % db, uri=True)
    counts = con.execute('SELECT region, count(*) FROM fact_regions GROUP BY region ORDER BY 2 DESC').fetchall()
    con.close()
    names = [r for r, _ in counts]
    pick = [names[0], names[1]] + rnd.sample(names, min(runs, len(names)) - 2)
    words = ['智能制造', '算力', '平台', '自动驾驶 发展', '医疗', '核心产业', '语音识别', '机器人']
    commands = {
        'show': lambda i: ['show', pick[i]],
        'compare': lambda i: ['compare', pick[i], pick[i - 1]],
        'compare, one subject': lambda i: ['compare', pick[i], pick[i - 1], '--subject', 'core_scale'],
        'targets of a region': lambda i: ['targets', '--region', pick[i]],
        'search': lambda i: ['search', words[i % len(words)]],
        'ask': lambda i: ['ask', '%d年%s的人工智能企业数量' % (2017 + i % 8, pick[i])],
        'ask, several regions': lambda i: ['ask', '%d年%s、%s和%s的人工智能产业规模' % (2017 + i % 8, pick[i], pick[i - 1], pick[i - 2])],
        'ask, all over a bound': lambda i: ['ask', '哪些地区%d年人工智能产业规模超过%d亿元' % (2017 + i % 8, 100 + 10 * i)],
        'ask, cities, target': lambda i: ['ask', '哪些城市的算力目标在%d年超过%dEFLOPS' % (2017 + i % 8, 1 + i)],
        'ask, cities, no year': lambda i: ['ask', '哪些城市人工智能相关产业规模超过%d亿元' % (100 + 10 * i)],
        'ask, the most': lambda i: ['ask', '%d年人工智能核心产业规模最大的城市' % (2017 + i % 8)],
        'ask, a sector': lambda i: ['ask', '哪些城市%s最多' % ['机器人', '大模型', '智能制造'][i % 3]],
        'ask, list of a region': lambda i: ['ask', pick[i] + ['有哪些短板', '重点发展哪些领域', '出台了哪些政策', '有哪些基金'][i % 4]],
        'ask, list of all': lambda i: ['ask', ['哪些城市缺什么', '哪些地方有先导区', '各省出台了哪些规划'][i % 3]],
        'ask, unknown': lambda i: ['ask', ['%s1990年算力规模' % pick[i], '火星的人工智能企业数量', '明天下雨吗'][i % 3]],
        'ledger of a region': lambda i: ['ledger', 'problems', '--region', pick[i]],
        'list facts, 50': lambda i: ['list', 'facts', '--region', pick[i], '--limit', '50'],
        'derive of a region': lambda i: ['derive', '--region', pick[i]],
        'conflicts of a region': lambda i: ['conflicts', '--region', pick[i]],
    }
    print('%d regions; the largest has %d facts, the median %d' % (len(names), counts[0][1], counts[len(counts) // 2][1]))
    for name, command in commands.items():
        times = []
        for i in range(len(pick) if name not in SLOW else min(len(pick), 12)):
            args = [cedu] + command(i) + ['-d', db]
            cpu(args)  # warm: its pages have been read once
            times.append((cpu(args)[0], pick[i]))
        largest = times[0][0]
        t = sorted(x for x, _ in times)
        print('%-24s median %7.1f ms   p99 %7.1f ms   largest region %7.1f ms' % (name, t[len(t) // 2], t[min(len(t) - 1, len(t) * 99 // 100)], largest), flush=True)
    for region in [] if '--read-only' in sys.argv else pick[:1] + pick[-1:]:
        incremental(cedu, db, region)
    print('largest process %d MB' % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))


if __name__ == '__main__':
    main()
