#!/usr/bin/env python3
"""What one view of the workbench costs the server, one after another: processor time, size of the answer, peak of memory.

    bench/serve_cost.py CEDU FILE [--rounds N] [--only WORD]

FILE is a base of tools/make_base.py; nothing is written to it. Every request is a different one (nothing kept is measured) but for the rows "again", which ask the same
once more. Processor time is that of all threads of the server (the clock of its process): it holds on a busy machine, too. The largest region, the
median of those that have facts, and the overview of the whole are rows of their own.
"""
import argparse
import json
import re
import signal
import subprocess
import sys
import time
import urllib.parse

from serve_load import get, percentile


def cpu(pid):
    """Milliseconds of processor time of all threads, those that have ended too: the process's clock (clock_getcpuclockid)."""
    return time.clock_gettime((~pid << 3) | 2) * 1000


def rows(port):
    """(view, [paths]): as the pages ask for them (ui/src/pages)."""
    q = urllib.parse.quote
    ask = lambda p: json.loads(get(port, p)[1])['rows']
    regions = [r['name'] for r in ask('/api/v1/regions?limit=1000')]
    subjects = [r['id'] or r['name'] for r in ask('/api/v1/subjects?limit=40')]
    top, mid = regions[0], regions[len(regions) // 2:len(regions) // 2 + 10]
    facts, docs = [f['id'] for f in ask('/api/v1/facts?limit=30')], [d['doc'] for d in ask('/api/v1/documents?limit=30&latest=1')]
    out = [('overview', ['/api/v1/overview'] * 2)]
    for name, of in (('largest region', [top]), ('median region', mid), ('first 20 regions', regions[:20])):
        out += [('region: ' + name, ['/api/v1/region/%s?review=1' % q(r) for r in of]), ('facts: ' + name, ['/api/v1/facts?limit=100&region=%s' % q(r) for r in of]),
                ('targets: ' + name, ['/api/v1/targets?limit=100&region=%s' % q(r) for r in of]), ('conflicts: ' + name, ['/api/v1/conflicts?limit=100&region=%s' % q(r) for r in of]),
                ('policies: ' + name, ['/api/v1/policies?limit=100&region=%s' % q(r) for r in of]), ('ledger compute: ' + name, ['/api/v1/ledger/compute?limit=100&region=%s' % q(r) for r in of]),
                ('graph: ' + name, ['/api/v1/graph/%s' % q(r) for r in of]), ('derived: ' + name, ['/api/v1/derive?limit=300&region=%s' % q(r) for r in of]),
                ('lineage: ' + name, ['/api/v1/lineage?limit=200&region=%s' % q(r) for r in of]), ('chain: ' + name, ['/api/v1/chain?region=%s' % q(r) for r in of]), ('subjects: ' + name, ['/api/v1/subjects?limit=100&region=%s' % q(r) for r in of])]
    out += [('compare: largest two', ['/api/v1/compare?latest=1&limit=400&region=%s&region=%s' % (q(regions[0]), q(regions[1]))]),
            ('compare: two of the first 20', ['/api/v1/compare?latest=1&limit=400&region=%s&region=%s' % (q(regions[i]), q(regions[i + 1])) for i in range(2, 20, 2)]),
            ('compare: two median', ['/api/v1/compare?latest=1&limit=400&region=%s&region=%s' % (q(mid[i]), q(mid[i + 1])) for i in range(0, 8, 2)]),
            ('compare: eight largest', ['/api/v1/compare?latest=1&limit=400&' + '&'.join('region=' + q(r) for r in regions[:8])]),
            ('overlap of two', ['/api/v1/overlap?limit=100&region=%s&region=%s' % (q(regions[0]), q(regions[1]))]), ('chain of two', ['/api/v1/chain?region=%s&region=%s' % (q(regions[0]), q(regions[1]))]),
            ('facts of a subject', ['/api/v1/facts?order=subject&limit=100&subject=%s' % q(s) for s in subjects[:20]]), ('fact (evidence)', ['/api/v1/fact/' + f for f in facts[:20]]),
            ('document (evidence)', ['/api/v1/document/' + d for d in docs[:20]]), ('documents', ['/api/v1/documents?latest=1&limit=%d' % n for n in range(50, 60)]), ('regions', ['/api/v1/regions?limit=%d' % n for n in range(300, 305)]),
            ('subjects', ['/api/v1/subjects?limit=%d' % n for n in range(300, 305)]), ('search', ['/api/v1/search?limit=30&q=%s' % q(w) for w in ('人工智能', '算力 规模', '企业数量', '产业', '专利')]),
            ('ask about a region', ['/api/v1/ask?limit=30&q=%s' % q(r + '2023年人工智能产业规模') for r in regions[:5]]), ('review queue', ['/api/v1/review?limit=%d' % n for n in range(30, 33)]),
            ('policies', ['/api/v1/policies?limit=%d' % n for n in (100, 101)]), ('page', ['/'])]
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('file')
    p.add_argument('--only', default='', help='views whose name holds this')
    a = p.parse_args()
    s = subprocess.Popen([a.cedu, 'serve', '-d', a.file, '--port', '0', '--lang', 'en'], stdout=subprocess.PIPE)
    peak = lambda: int(re.search(r'VmHWM:\s+(\d+)', open('/proc/%d/status' % s.pid).read()).group(1)) // 1024
    try:
        port = int(re.search(rb':(\d+)/', s.stdout.readline()).group(1))
        todo = rows(port)
        print('| view | requests | not 200 | processor ms: median, most | kB: median, most | again, ms | peak MB |\n|---|---|---|---|---|---|---|')
        for name, paths in todo:
            if a.only not in name:
                continue
            spent, sizes, bad, again = [], [], 0, 0
            for i, path in enumerate(paths):
                for second in (False, True):
                    if second and i:
                        continue
                    before = cpu(s.pid)
                    status, body = get(port, path)
                    used = cpu(s.pid) - before
                    if second:
                        again = used
                    else:
                        spent.append(used), sizes.append(len(body) / 1024)
                        bad += status != 200
            print('| %s | %d | %s | %.1f, %.1f | %.0f, %.0f | %.1f | %d |' % (name, len(paths), bad or '', percentile(spent, .5), max(spent), percentile(sizes, .5), max(sizes), again, peak()), flush=True)
    finally:
        s.send_signal(signal.SIGTERM)
        s.wait(30)


if __name__ == '__main__':
    sys.path.insert(0, '.')
    main()
