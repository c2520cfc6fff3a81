#!/usr/bin/env python3
"""Readers on a large knowledge base while pages are added: what each view costs and how long readers wait.

    bench/serve_load.py CEDU FILE [--readers 64] [--seconds 60] [--think 5000] [--ahead SECONDS] [--no-ingest] [--only WORD]

FILE is a base of tools/make_base.py (it is written to: pages are added and taken out again). The readers are processes of this script with kept-alive
connections; each asks for views at random, as the pages of the workbench ask for them on opening, the regions and subjects by how often they occur, and then
reads for a while (exponential, --think milliseconds on average: 64 readers ask 13 times a second). The ingest is `cedu add`, one thread, without a pause.
Printed: for each view how many, what the reader waited, what the server took (its own log: from the whole request to the answer); processor time a request of the
server, of this script (which shares the machine), of the ingest; the load average. Waits are wall clock: on a machine that does other things only
processor time counts. The row healthz asks nothing of the base: what it waits is the machine's and this script's own share.
"""
import argparse
import collections
import hashlib
import http.client
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse

PATIENCE = 60


def percentile(xs, p):
    xs = sorted(xs)
    return xs[min(len(xs) - 1, int(len(xs) * p))] if xs else float('nan')


def get(port, path):
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=PATIENCE)
    c.request('GET', path)
    r = c.getresponse()
    body = r.read()
    c.close()
    return r.status, body


def views(port):
    """(name, weight, paths): what the pages of the workbench ask for."""
    q = urllib.parse.quote
    rows = lambda p: json.loads(get(port, p)[1])['rows']
    regions = [(r['name'], r['facts']) for r in rows('/api/v1/regions?limit=300')]
    subjects = [r['id'] or r['name'] for r in rows('/api/v1/subjects?limit=40')]
    facts, docs = [f['id'] for f in rows('/api/v1/facts?limit=300')], [d['doc'] for d in rows('/api/v1/documents?limit=300&latest=1')]
    rnd = random.Random(1)
    some = [r[0] for r in rnd.choices(regions, [r[1] for r in regions], k=200)]
    pairs = [(some[i], some[i + 1]) for i in range(0, 100, 2) if some[i] != some[i + 1]]
    of = lambda path: ['/api/v1/' + path % q(r) for r in some]
    one = lambda path: ['/api/v1/' + path]
    year = time.strftime('%Y')
    return [('page', 4, ['/']), ('healthz', 2, ['/healthz']), ('overview', 3, one('overview')), ('regions', 2, one('regions?limit=1000')), ('subjects', 2, one('subjects?limit=1000')),
            ('region', 6, of('region/%s?review=1')), ('plans of a region', 6, of('facts?region=%s&kind=problem,task,instrument,recommendation,project,statement&limit=60')),
            ('timeline', 2, of('facts?region=%s&kind=policy,target,registry,event,project&limit=1000')), ('facts of a subject', 4, ['/api/v1/facts?order=subject&limit=1000&subject=%s' % q(s) for s in subjects]),
            ('fact', 8, ['/api/v1/fact/' + f for f in facts]), ('document', 8, ['/api/v1/document/' + d for d in docs]), ('documents', 3, one('documents?latest=1&limit=50')),
            ('compare', 4, ['/api/v1/compare?latest=1&limit=400&region=%s&region=%s' % (q(a), q(b)) for a, b in pairs]), ('targets', 2, of('targets?numeric=1&weigh=1&limit=1000&region=%s')),
            ('conflicts', 2, of('conflicts?coexist=1&limit=200&region=%s')), ('derived', 2, of('derive?limit=300&region=%s')), ('policies', 2, of('policies?limit=1000&region=%s')),
            ('lineage', 2, of('lineage?review=1&limit=200&region=%s')), ('ledger', 3, of('ledger/compute?review=1&limit=100&region=%s')), ('talent', 1, of('talent?review=1&limit=500&region=%s')),
            ('subsidy', 1, of('subsidy?region=%s&review=1&limit=200')), ('graph', 2, of('graph/%s')), ('overlap', 1, one('overlap?review=1&limit=1')), ('chain', 2, of('chain?review=1&region=%s')),
            ('changes', 1, one('changes?since=%s-01-01&review=1&limit=1000' % year)), ('review', 2, one('review?limit=200')),
            ('search', 6, ['/api/v1/search?limit=30&q=%s' % q(w) for w in ('人工智能', '算力 规模', '企业数量', '产业', '专利')]),
            ('ask', 2, ['/api/v1/ask?review=1&limit=30&q=%s' % q(r + '%d年人工智能产业规模' % (2017 + i % 8)) for i, r in enumerate(some)])]


def reader(port, todo, think, until, seed, out):
    rnd, c, got = random.Random(seed), http.client.HTTPConnection('127.0.0.1', port, timeout=PATIENCE), []
    names = [v[0] for v in todo]
    by = {v[0]: v[2] for v in todo}
    while time.time() < until:
        name = rnd.choices(names, [v[1] for v in todo])[0]
        began = time.time()
        try:
            c.request('GET', rnd.choice(by[name]))
            r = c.getresponse()
            r.read()
            got.append((name, time.time() - began, r.status))
        except (OSError, http.client.HTTPException):
            got.append((name, time.time() - began, 0))
            c.close()
        if think:
            time.sleep(rnd.expovariate(1 / think))
    out.put((got, time.thread_time()))


def threads(port, todo, think, until, seed, n, out):
    ts = [threading.Thread(target=reader, args=(port, todo, think, until, seed * 1000 + i, out)) for i in range(n)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()


def ingest(cedu, db, box, stop, told):
    """Adds pages in small rounds until told to stop, then takes them out."""
    docs = []
    while not stop.is_set():
        folder = os.path.join(box, 'r%d' % told[0])
        os.mkdir(folder)
        for i in range(200):
            n = told[0] * 1000 + i
            text = ('示例市第%d次通报\n\n2024-05-01 来源：示例日报\n\n2023年，成都市人工智能产业规模达%d.%d亿元，企业%d家。\n' % (n, 300 + n % 400, n % 10, 100 + n % 900))
            docs.append(hashlib.sha256(text.encode()).hexdigest())
            with open(os.path.join(folder, '%d.txt' % i), 'w', encoding='utf-8') as f:
                f.write(text)
        subprocess.run([cedu, 'add', '-q', '-d', db, '-j', '1', folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        told[0] += 1
        told[1] += 200
    for i in range(0, len(docs), 200):
        subprocess.run([cedu, 'forget', '-d', db] + docs[i:i + 200], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('file')
    p.add_argument('--readers', type=int, default=64)
    p.add_argument('--seconds', type=float, default=60)
    p.add_argument('--think', type=float, default=5000, help='milliseconds between two requests of a reader, on average')
    p.add_argument('--ahead', type=float, default=0, help='seconds that the server may take to work out ahead what will be asked, before the readers come; it says on /metrics when it is done')
    p.add_argument('--no-ingest', action='store_true')
    p.add_argument('--only', default='', help='only the views whose name holds this')
    a = p.parse_args()
    cedu, box = os.path.abspath(a.cedu), tempfile.mkdtemp(prefix='cedu-load-')
    log = open(os.path.join(box, 'log'), 'wb')
    s = subprocess.Popen([cedu, 'serve', '-d', a.file, '--port', '0', '--lang', 'en', '--verbose'], stdout=subprocess.PIPE, stderr=log)
    try:
        port = int(re.search(rb':(\d+)/', s.stdout.readline()).group(1))
        todo = [v for v in views(port) if a.only in v[0]]
        print('| first time of each view, one after another | ms |\n|---|---|')
        for name, _, paths in todo:
            began = time.time()
            status = get(port, paths[0])[0]
            print('| %s | %.0f%s |' % (name, (time.time() - began) * 1000, '' if status == 200 else ' (%d)' % status), flush=True)
        began, left = time.time(), 1
        while left and time.time() - began < a.ahead:
            time.sleep(2)
            left = int(re.search(rb'cedu_ahead_waiting (\d+)', get(port, '/metrics')[1]).group(1))
        if a.ahead:
            kept = re.search(rb'cedu_kept_answers (\d+)[^$]*cedu_kept_bytes (\d+)', get(port, '/metrics')[1])
            print('\nworked ahead for %.0f s, %d questions left; %s answers, %.1f MB' % (time.time() - began, left, kept.group(1).decode(), int(kept.group(2)) / 1e6))
        skip = os.path.getsize(log.name)
        ticks = lambda: sum(int(x) for x in open('/proc/%d/stat' % s.pid).read().rsplit(') ', 1)[1].split()[11:13]) / os.sysconf('SC_CLK_TCK')
        stop, told = threading.Event(), [0, 0]
        adder = threading.Thread(target=ingest, args=(cedu, a.file, box, stop, told))
        if not a.no_ingest:
            adder.start()
        cpu, out, per = ticks(), multiprocessing.Queue(), 16
        until = time.time() + a.seconds
        ps = [multiprocessing.Process(target=threads, args=(port, todo, a.think / 1000, until, i, min(per, a.readers - i * per), out)) for i in range((a.readers + per - 1) // per)]
        for x in ps:
            x.start()
        parts = [out.get() for _ in range(a.readers)]
        got, own = [g for part in parts for g in part[0]], sum(part[1] for part in parts)
        for x in ps:
            x.join()
        cpu, load = ticks() - cpu, os.getloadavg()[0]
        stop.set()
        if adder.is_alive():
            adder.join()
        waits, bad = collections.defaultdict(list), collections.Counter()
        of = {path: name for name, _, paths in todo for path in paths}
        for name, t, status in got:
            waits[name].append(t * 1000)
            if status != 200:
                bad[name, status] += 1
        took = collections.defaultdict(list)
        starts = sorted(((urllib.parse.unquote(path.split('?')[0]), name) for path, name in of.items()), key=lambda x: -len(x[0]))
        with open(log.name, 'rb') as f:
            f.seek(skip)
            for line in f:
                r = json.loads(line)
                took[next((name for path, name in starts if r['path'] == path), '')].append(r['ms'])
        n = max(1, len(got))
        print('\n%d readers, think %g ms, %.0f s: %d requests (%.1f/s), not 200: %s; %d pages added meanwhile; load average %.1f on %d processors;\n'
              'processor time a request: server %.2f ms, this script %.2f ms' %
              (a.readers, a.think, a.seconds, len(got), len(got) / a.seconds, dict(bad) or 'none', told[1], load, os.cpu_count(), cpu * 1000 / n, own * 1000 / n))
        print('\n| view | requests | reader waits: p50, p90, p99, most (ms) | server takes: p50, p99 (ms) |\n|---|---|---|---|')
        row = lambda name, w, t: print('| %s | %d | %.0f, %.0f, %.0f, %.0f | %.1f, %.1f |' % (name, len(w), percentile(w, .5), percentile(w, .9), percentile(w, .99), max(w, default=float('nan')), percentile(t, .5), percentile(t, .99)))
        for name, _, _ in todo:
            row(name, waits[name], took[name])
        row('all', [t for v in waits.values() for t in v], [t for v in took.values() for t in v])
    finally:
        s.send_signal(signal.SIGTERM)
        s.wait(30)
        shutil.rmtree(box, ignore_errors=True)


if __name__ == '__main__':
    main()
