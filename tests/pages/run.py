#!/usr/bin/env python3
"""Pages of our own in the layouts of the Chinese web: metadata (layouts.py, notations.py), whole pages with the article that is to be found, whole pages as
sites have them (sites.py, sites_more.py: metadata and article).

    run.py BINARY [NAME...]       ends with `N passed, N failed`

A whole page is a pair of files: NAME.html (or .txt), and NAME.want: title:, published:, outlet:, authors: where they matter, then the article's
paragraphs, a line each, as `cedu read --raw` must give them (all of them, in order, and nothing else).
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

import layouts
import notations
import sites
import sites_more  # noqa: F401  (adds to sites.CASES)

HERE = os.path.dirname(os.path.abspath(__file__))
ENV = dict(os.environ, XDG_CONFIG_HOME='/nonexistent', XDG_DATA_HOME='/nonexistent')


def read(binary, paths):
    r = subprocess.run([binary, 'read', '--raw', '--format', 'json'] + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV, timeout=300)
    rows = [json.loads(x) for x in r.stdout.decode('utf-8', 'replace').splitlines() if x.strip()]
    return {os.path.basename(x['file']): x for x in rows}


def value(row, field):
    v = row.get(field)
    if isinstance(v, dict):
        v = v.get('name') or v.get('value')
    if field == 'authors':
        return [x.get('name') if isinstance(x, dict) else x for x in v or []]
    return v


def wrong(row, want):
    bad = []
    for field, w in want.items():
        if field == 'clock':
            continue
        got = value(row, field)
        ok = (got or '').startswith(w) if field == 'published' and w else not got if w is None else got == w
        if not ok:
            bad.append('%s: %r, expected %r' % (field, got, w))
    return bad


def metadata(tmp):
    """name -> (file, expected)"""
    out = {}
    for name, head, between, below, want in layouts.ROWS:
        out[name] = (layouts.page(head, between, below, clock=want.get('clock', False)), dict(want, title=layouts.TITLE))
    for name, lead, authors in layouts.LEADS:
        out[name] = (layouts.page(body=layouts.BODY.replace('<p>', lead, 1)), {'authors': authors, 'title': layouts.TITLE})
    for k, (text, authors) in enumerate(layouts.ABOVE):
        out['above-%02d' % k] = (layouts.page(between='<p>2023-05-06 来源：青岭网</p><p>%s</p>' % text), {'authors': authors, 'title': layouts.TITLE})
    for k, (text, authors) in enumerate(layouts.BELOW):
        out['below-%02d' % k] = (layouts.page(between='<p>2023-05-06 来源：青岭网</p>', body=layouts.BODY + '<p>%s</p>' % text), {'authors': authors, 'title': layouts.TITLE})
    out.update(('notation-' + name, (html, want)) for name, html, want in notations.ROWS)
    for name, (html, _) in out.items():
        with open(os.path.join(tmp, name + '.html'), 'w', encoding='utf-8') as f:
            f.write(html)
    return {name: (os.path.join(tmp, name + '.html'), want) for name, (_, want) in out.items()}


def whole():
    out = {}
    for path in sorted(glob.glob(os.path.join(HERE, '*.want'))):
        want, text = {}, []
        with open(path, encoding='utf-8') as f:
            for line in f.read().split('\n'):
                key, _, rest = line.partition(': ')
                if not text and key in ('title', 'published', 'outlet', 'editor', 'authors'):
                    want[key] = rest.split() if key == 'authors' else rest or None
                elif line.strip():
                    text.append(line.strip())
        page = [p for p in (path[:-5] + x for x in ('.html', '.txt', '.md')) if os.path.exists(p)][0]
        out[os.path.basename(path)[:-5]] = (page, want, text)
    return out


def of_sites(tmp):
    """name -> (file, case)"""
    out = {}
    for c in sites.CASES:
        path = os.path.join(tmp, 'site-%s.%s' % (c['name'], c['ext']))
        with open(path, 'wb') as f:
            f.write(c['html'].encode(c['enc'], 'xmlcharrefreplace'))
        out['site-' + c['name']] = (path, c)
    return out


def wrong_site(row, c):
    bare = lambda s: ''.join((s or '').split())
    want = {k: c[k] for k in ('title', 'outlet', 'editor') if c[k] != '-'}
    if c['published'] == '-':
        pass
    elif c['published']:
        want['published'] = '%s-%02d-%02d' % tuple(int(x) if k else x for k, x in enumerate(c['published'].split('-')))
    else:
        want['published'] = None
    bad = wrong(row, want)
    got = sorted(value(row, 'authors'))
    if c['authors'] != ['-'] and got != sorted(c['authors']):
        bad.append('authors: %r, expected %r' % (got, c['authors']))
    text = '\n'.join(bare(p['text']) for p in row.get('paragraphs') or [])
    return bad + ['missing: ' + b for b in c['body'] if bare(b) not in text] + ['not of the article: ' + b for b in c['without'] if bare(b) in text]


def main():
    binary, only = os.path.abspath(sys.argv[1]), sys.argv[2:]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        small, large, site = metadata(tmp), whole(), of_sites(tmp)
        rows = read(binary, [v[0] for v in list(small.values()) + list(large.values()) + list(site.values())])
        for name, (path, c) in site.items():
            if only and name not in only:
                continue
            bad = wrong_site(rows.get(os.path.basename(path), {}), c)
            passed, failed = passed + (not bad), failed + bool(bad)
            for b in bad:
                print('FAILED %s: %s' % (name, b))
        for name, v in list(small.items()) + list(large.items()):
            if only and name not in only:
                continue
            row = rows.get(os.path.basename(v[0]), {})
            bad = wrong(row, v[1])
            if len(v) > 2:
                got = [p['text'].strip() for p in row.get('paragraphs') or []]
                bad += ['missing: ' + t for t in v[2] if t not in got] + ['not of the article: ' + t for t in got if t not in v[2]]
            passed, failed = passed + (not bad), failed + bool(bad)
            for b in bad:
                print('FAILED %s: %s' % (name, b))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
