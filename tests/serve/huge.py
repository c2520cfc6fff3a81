#!/usr/bin/env python3
"""A base too large to be judged as a whole (think.h): what pages ask on opening is answered, from the first moment, with bounded memory.

    huge.py BINARY        alone; else a part of run.py
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from kit import PATIENCE, Server, check, must, results

TOP = os.path.dirname(os.path.dirname(HERE))
DOCUMENTS, FACTS = 13600, 30  # a little more than CEDU_THINK_MOST facts
OF_REGION = ('region/%s?review=1', 'graph/%s', 'lineage?region=%s&review=1&limit=200', 'overlap?region=%s&review=1', 'chain?region=%s&review=1', 'subsidy?region=%s',
             'talent?region=%s&review=1&limit=500', 'ledger/compute?region=%s&review=1', 'conflicts?region=%s&coexist=1&limit=200', 'derive?region=%s&limit=300',
             'targets?region=%s&limit=1000', 'facts?region=%s&limit=1000', 'policies?region=%s&limit=1000', 'review?region=%s&limit=50', 'documents?region=%s&limit=50',
             'subjects?region=%s&limit=1000', 'changes?since=2026-01-01&region=%s&review=1&limit=1000')
OF_ALL = ('lineage?review=1&limit=200', 'overlap?review=1&limit=1000', 'subsidy', 'talent?review=1&limit=500', 'ledger/compute?review=1', 'facts?limit=1000', 'policies?limit=1000',
          'review?limit=50', 'documents?latest=1&limit=50', 'changes?since=2026-01-01&review=1&limit=1000')


def answered(s, path):
    status, headers, body = s.ask('/api/v1/' + path, timeout=600)
    must(status == 200, '%s: %d %s' % (path, status, body[:200]))
    return headers['ETag'], body


@check('a huge base: every page opens, counts are there at once')
def test_opens(s, binary, db):
    o = s.json('/api/v1/overview')
    must(o['totals']['documents'] == DOCUMENTS + 1 and o['totals']['facts'] == DOCUMENTS * FACTS and o['judged'] is False, o['totals'])
    must(sum(o['totals']['facts_by_kind'].values()) == o['totals']['facts'] and len(o['regions']) == o['totals']['regions'], 'the counts do not fit')
    must(o['coverage'] and o['newest'], 'the overview is not whole')
    names = [r['name'] for r in s.json('/api/v1/regions', limit=1000)['rows']]
    for name in (names[0], names[len(names) // 2]):
        for path in OF_REGION:
            answered(s, path % urllib.parse.quote(name))
    for path in OF_ALL:
        answered(s, path)
        for path in ('conflicts?region=%s', 'derive?region=%s', 'targets?region=%s'):
            must(json.loads(answered(s, path % urllib.parse.quote(name))[1])['partial'] is True, '%s does not say that it looks back only so far' % path)
    status, _, body = s.ask('/api/v1/conflicts?coexist=1')
    must(status == 400 and b'region' in body, 'a question about everything: %d %s' % (status, body[:200]))


@check('a huge base: pages about one region leave the answers about another alone')
def test_keeps(s, binary, db):
    names = [r['name'] for r in s.json('/api/v1/regions', limit=1000)['rows']]
    here, other = names[3], '成都市' if names[3] != '成都市' else '杭州市'
    path = 'subjects?region=%s&limit=1000' % urllib.parse.quote(here)
    before, documents = answered(s, path), s.json('/api/v1/overview')['totals']['documents']
    with tempfile.TemporaryDirectory() as box:
        page = os.path.join(box, 'a.txt')
        with open(page, 'w', encoding='utf-8') as f:
            f.write('示例市通报\n\n2024-05-01 来源：示例日报\n\n2023年，%s人工智能产业规模达413.9亿元，企业128家。\n' % other)
        subprocess.run([binary, 'add', '-q', '-d', db, page], check=True, stdout=subprocess.DEVNULL)
    must(answered(s, path) == before, 'the answer about %s has changed' % here)
    becomes(s, '/api/v1/overview', lambda x: x['totals']['documents'] == documents + 1)


def comes(holds, why):
    """Waits for what the server does beside the requests, at the lowest priority: on a machine that does other things that may take long."""
    end = time.time() + 6 * PATIENCE
    while not holds():
        must(time.time() < end, why)
        time.sleep(.2)


def becomes(s, path, right):
    """The answer is right at once, or says that it is older than the base until it is."""
    def holds():
        status, headers, body = s.ask(path)
        must(status == 200, '%s: %d' % (path, status))
        if right(json.loads(body)):
            return True
        must('Cedu-As-Of' in headers, '%s: an old answer that does not say so' % path)
        return False
    comes(holds, '%s: never made anew' % path)


def added(binary, db, region):
    """A page about the region: its document."""
    with tempfile.TemporaryDirectory() as box:
        page = os.path.join(box, 'b.txt')
        text = '示例市又一次通报\n\n2024-06-01 来源：示例日报\n\n2023年，%s人工智能产业规模达517.3亿元，企业219家。\n' % region
        with open(page, 'w', encoding='utf-8') as f:
            f.write(text)
        subprocess.run([binary, 'add', '-q', '-d', db, page], check=True, stdout=subprocess.DEVNULL)
    return hashlib.sha256(text.encode()).hexdigest()


@check('a huge base: an answer older than its region says so and is made anew: a page added, a fact corrected, the page forgotten')
def test_older(s, binary, db):
    name = '南京市'
    path = '/api/v1/region/%s?review=1' % urllib.parse.quote(name)
    before = json.loads(s.ask(path)[2])['facts']
    doc = added(binary, db, name)
    mine = s.json('/api/v1/facts', document=doc, region=name)['rows']
    must(mine, 'nothing was read')
    becomes(s, path, lambda x: x['facts'] == before + len(mine))
    fact, listed = next(f['id'] for f in mine if f['value']), '/api/v1/facts?region=%s&document=%s' % (urllib.parse.quote(name), doc)
    must(any(f['id'] == fact for f in json.loads(s.ask(listed)[2])['rows']), 'the list is not kept')
    subprocess.run([binary, 'review', 'correct', fact, 'value=1', '-d', db], check=True, stdout=subprocess.DEVNULL)
    becomes(s, listed, lambda x: next(f for f in x['rows'] if f['id'] == fact)['value'] == 1)
    status, _, body = s.ask('/api/v1/fact/%s/verdict?verdict=undo' % fact, 'POST', {'X-Cedu': '1'})
    must(status == 200, body[:200])
    status, headers, body = s.ask(listed)
    must('Cedu-As-Of' not in headers and next(f for f in json.loads(body)['rows'] if f['id'] == fact)['value'] != 1, 'who undid does not see it at once')
    subprocess.run([binary, 'forget', '-d', db, doc], check=True, stdout=subprocess.DEVNULL)
    becomes(s, path, lambda x: x['facts'] == before)


def metric(s, name):
    return int(re.search(r'\n%s (\d+)' % name, s.ask('/metrics')[2].decode()).group(1))


@check('a huge base: a server that starts again has the answers of the last; those of another file it does not take')
def test_restart(binary, db):
    path = '/api/v1/facts?limit=7&region=' + urllib.parse.quote('南京市')  # nothing that is worked out ahead
    s = Server(binary, db)
    first = s.ask(path)[2]
    s.stop()
    s = Server(binary, db)
    must(s.ask(path)[2] == first and metric(s, 'cedu_kept_given_total') == 1, 'the answer was computed again')
    s.p.kill()  # at any moment
    s.p.wait()
    added(binary, db, '南京市')
    s = Server(binary, db)
    must('Cedu-As-Of' in s.ask(path)[1], 'an answer from before the base was changed does not say so')
    s.stop()
    other = db + '2'
    for end in ('', '.answers'):
        shutil.copy(db + end, other + end)
    s = Server(binary, other)
    s.ask(path)
    must(metric(s, 'cedu_kept_given_total') == 0, 'an answer made for another file was given')
    s.stop()
    with open(db + '.answers', 'r+b') as f:
        f.write(b'no database at all')
    s = Server(binary, db)
    answered(s, path[len('/api/v1/'):])
    s.stop()


@check('a huge base: what the pages of the largest regions ask first is worked out ahead')
def test_ahead(binary, db):
    s = Server(binary, db)
    comes(lambda: metric(s, 'cedu_kept_answers') >= 80, 'nothing is worked out')  # 9 of the base, 40 of subjects, then the regions, the largest first
    name = urllib.parse.quote(s.json('/api/v1/regions', limit=1000)['rows'][0]['name'])
    given = metric(s, 'cedu_kept_given_total')
    for path in ('conflicts?region=%s&coexist=1&limit=200', 'derive?limit=300&region=%s', 'region/%s?review=1'):
        answered(s, path % name)
    must(metric(s, 'cedu_kept_given_total') == given + 3, 'the questions of a page are not those that were worked out')
    s.stop()


@check('a large base: what follows from all of it shows when it is worked out, though the base stays the same')
def test_large(binary, db):
    s = Server(binary, db)
    first = s.json('/api/v1/overview')
    s.json('/api/v1/review', limit=200)
    comes(lambda: s.json('/api/v1/overview')['judged'], 'the overview is never judged: %s' % first['judged'])
    comes(lambda: any(r['impact'] for r in s.json('/api/v1/review', limit=200)['rows']), 'the queue never knows what rests on a fact')
    s.stop()


def make(binary, db, documents):
    made = subprocess.run([sys.executable, os.path.join(TOP, 'tools', 'make_base.py'), binary, db, '--documents', str(documents), '--facts', str(FACTS)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if made.returncode:
        raise SystemExit('make_base.py: %s' % made.stderr.decode(errors='replace')[-1000:])


def run(binary, box):
    db = os.path.join(box, 'large.db')
    make(binary, db, 1040)  # a little more than CEDU_THINK_BIG facts
    test_large(binary, db)
    os.remove(db)
    db = os.path.join(box, 'huge.db')
    make(binary, db, DOCUMENTS)
    s = Server(binary, db)
    test_opens(s, binary, db)
    test_keeps(s, binary, db)
    test_older(s, binary, db)
    s.stop()
    test_restart(binary, db)
    test_ahead(binary, db)
    os.remove(db)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as alone:
        run(os.path.abspath(sys.argv[1]), alone)
    print('%d passed, %d failed' % (results[0], results[1]))
    sys.exit(1 if results[1] else 0)
