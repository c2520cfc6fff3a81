#!/usr/bin/env python3
"""Readers on a large knowledge base while pages are added: what each view costs and how long readers wait.

    bench/serve_load.py CEDU FILE [--readers 64] [--seconds 30] [--think MS] [--no-ingest]

FILE is a base of tools/make_base.py (it is written to: pages are added and taken out again). The readers are processes of this script with kept-alive
connections; each walks views at random, as the workbench asks for them, the regions and subjects by how often they occur. Printed: for each view how many, what
the server took (its own log: from the whole request to the answer), what the reader waited (the clients' own processor time included, which shares the
machine), and the server's processor time a request. Wait and server time are wall clock: on a machine that does other things only the last counts.
"""
import argparse
import collections
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
    return [('overview', 2, ['/api/v1/overview']), ('region', 3, ['/api/v1/region/%s?review=1' % q(r) for r in some]), ('facts of a region', 3, ['/api/v1/facts?limit=100&region=%s' % q(r) for r in some]),
            ('facts of a subject', 2, ['/api/v1/facts?order=subject&limit=100&subject=%s' % q(s) for s in subjects]), ('fact', 4, ['/api/v1/fact/' + f for f in facts]), ('document', 4, ['/api/v1/document/' + d for d in docs]),
            ('documents', 2, ['/api/v1/documents?latest=1&limit=50']), ('compare', 2, ['/api/v1/compare?latest=1&limit=400&region=%s&region=%s' % (q(a), q(b)) for a, b in pairs]),
            ('targets of a region', 2, ['/api/v1/targets?limit=100&region=%s' % q(r) for r in some]), ('search', 3, ['/api/v1/search?limit=30&q=%s' % q(w) for w in ('人工智能', '算力 规模', '企业数量', '产业', '专利')]),
            ('page', 2, ['/'])]


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
    out.put(got)


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
            open(os.path.join(folder, '%d.txt' % i), 'w', encoding='utf-8').write('示例市第%d次通报\n\n2024-05-01 来源：示例日报\n\n2023年，成都市人工智能产业规模达%d.%d亿元，企业%d家。\n' % (n, 300 + n % 400, n % 10, 100 + n % 900))
        r = subprocess.run([cedu, 'add', '-q', '-d', db, '-j', '1', '--format', 'json', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        docs += re.findall(r'"doc":"([0-9a-f]{64})"', r.stdout.decode())
        told[0] += 1
        told[1] += 200
    for i in range(0, len(docs), 200):
        subprocess.run([cedu, 'forget', '-d', db] + docs[i:i + 200], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('file')
    p.add_argument('--readers', type=int, default=64)
    p.add_argument('--seconds', type=float, default=30)
    p.add_argument('--think', type=float, default=0, help='milliseconds between two requests of a reader, on average')
    p.add_argument('--no-ingest', action='store_true')
    a = p.parse_args()
    cedu, box = os.path.abspath(a.cedu), tempfile.mkdtemp(prefix='cedu-load-')
    log = open(os.path.join(box, 'log'), 'wb')
    s = subprocess.Popen([cedu, 'serve', '-d', a.file, '--port', '0', '--lang', 'en', '--verbose'], stdout=subprocess.PIPE, stderr=log)
    try:
        port = int(re.search(rb':(\d+)/', s.stdout.readline()).group(1))
        todo = views(port)
        began = time.time()
        for _, _, paths in todo:
            get(port, paths[0])
        print('first round of each view, one after another: %.1f s' % (time.time() - began), flush=True)
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
        got = [g for _ in range(a.readers) for g in out.get()]
        for x in ps:
            x.join()
        cpu = ticks() - cpu
        stop.set()
        if adder.is_alive():
            adder.join()
        waits, bad = collections.defaultdict(list), collections.Counter()
        for name, t, status in got:
            waits[name].append(t * 1000)
            if status != 200:
                bad[name, status] += 1
        took = collections.defaultdict(list)
        route = {'overview': '/api/v1/overview', 'documents': '/api/v1/documents', 'compare': '/api/v1/compare', 'targets of a region': '/api/v1/targets', 'search': '/api/v1/search', 'page': '/'}
        with open(log.name, 'rb') as f:
            f.seek(skip)
            for line in f:
                r = json.loads(line)
                name = next((k for k, v in route.items() if v == r['path']), None) or ('region' if '/region/' in r['path'] else 'fact' if '/fact/' in r['path'] else 'document' if '/document/' in r['path'] else 'facts')
                took[name].append(r['ms'])
        print('%d readers, think %g ms, %.0f s: %d requests (%.0f/s), not 200: %s; %d pages added meanwhile; server %.2f ms of processor time a request' %
              (a.readers, a.think, a.seconds, len(got), len(got) / a.seconds, dict(bad) or 'none', told[1], cpu * 1000 / max(1, len(got))))
        print('| view | requests | reader waits: p50, p99 | server takes: p50, p99 |\n|---|---|---|---|')
        for name, _, _ in todo:
            t = took['facts' if name.startswith('facts') else name]
            print('| %s | %d | %.0f, %.0f ms | %.1f, %.1f ms |' % (name, len(waits[name]), percentile(waits[name], .5), percentile(waits[name], .99), percentile(t, .5), percentile(t, .99)))
        every = [t for v in waits.values() for t in v]
        print('| all | %d | %.0f, %.0f ms | %.1f, %.1f ms |' % (len(every), percentile(every, .5), percentile(every, .99), percentile([t for v in took.values() for t in v], .5), percentile([t for v in took.values() for t in v], .99)))
    finally:
        s.send_signal(signal.SIGTERM)
        s.wait(30)
        shutil.rmtree(box, ignore_errors=True)


if __name__ == '__main__':
    main()
