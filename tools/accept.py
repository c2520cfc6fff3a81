#!/usr/bin/env python3
"""Runs the acceptance scorers on the seeds and suites beside the project (../shared) and prints one table.

    tools/accept.py CEDU [--shared DIR]      also writes the SUMMARY lines to build/accept.txt
Without ../shared it says so and exits 0.
"""
import argparse
import glob
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
rows = []


def summary(name, cmd, **kw):
    r = subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', **kw)
    lines = [x for x in r.stdout.split('\n') if x.startswith(('SUMMARY', 'total:'))]
    rows.append((name, lines[-1].replace('SUMMARY', '').strip() if lines else 'not scored: ' + r.stdout.strip()[-200:]))
    print('%-24s %s' % rows[-1], flush=True)


def to_file(path, cmd, **kw):
    with open(path, 'wb') as f:
        subprocess.run(cmd, stdout=f, stderr=subprocess.DEVNULL, **kw)
    return path


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    a = p.parse_args()
    shared, cedu = os.path.abspath(a.shared), os.path.abspath(a.cedu)
    if not os.path.isdir(os.path.join(shared, 'tools')):
        print('skipped: there is no %s' % a.shared)
        return 0
    tool = lambda n: [sys.executable, os.path.join(shared, 'tools', n)]
    gold, seeds = os.path.join(shared, 'gold'), os.path.join(shared, 'seeds')
    with tempfile.TemporaryDirectory() as tmp:
        t = lambda n: os.path.join(tmp, n)
        to_file(t('facts'), [cedu, 'facts'] + sorted(glob.glob(seeds + '/*.txt')))
        summary('facts, core', tool('score_facts.py') + [gold, t('facts'), '--files', seeds, '--tier', 'core'])
        conf = os.path.join(gold, 'conformance_dev.jsonl')
        to_file(t('conf'), tool('score_conformance.py') + [conf, '--emit', t('emit'), '--run', cedu])
        summary('conformance', tool('score_conformance.py') + [conf, t('conf')])
        for suite in sorted(glob.glob(shared + '/suites/*.jsonl')) + [os.path.join(gold, 'mentions.gold.jsonl')]:
            name = os.path.basename(suite).split('.')[0]
            if name == 'opencc':
                summary('opencc', tool('score_opencc.py') + [suite, cedu])
                continue
            to_file(t('in'), tool('score_mentions.py') + [suite, '--make-input', '--files', seeds])
            with open(t('in'), 'rb') as f:
                to_file(t('pred'), [cedu, 'mentions', '--jsonl'], stdin=f)
            summary('mentions, ' + name, tool('score_mentions.py') + [suite, t('pred'), '--files', seeds])
        for pages in ('cwced', 'magic_zh'):
            folder = os.path.join(shared, 'pages', pages)
            files = sorted(f for f in glob.glob(folder + '/**/*', recursive=True) if f.endswith(('.html', '.htm')))
            to_file(t('read'), [cedu, 'read', '--raw', '--format', 'json'] + files)
            summary('pages, ' + pages, tool('score_article.py') + [os.path.join(folder, 'gold.jsonl'), t('read')])
        headers = os.path.join(shared, 'corpora', 'policies', 'headers.dev.jsonl')
        to_file(t('pol'), [cedu, 'facts'] + sorted(glob.glob(shared + '/corpora/policies/*.txt')))
        summary('policy headers', tool('score_headers.py') + [headers, t('pol')])
    os.makedirs(os.path.join(TOP, 'build'), exist_ok=True)
    with open(os.path.join(TOP, 'build', 'accept.txt'), 'w', encoding='utf-8') as f:
        f.writelines('%s\t%s\n' % r for r in rows)
    return 0


if __name__ == '__main__':
    sys.exit(main())
