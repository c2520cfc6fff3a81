#!/usr/bin/env python3
"""A libFuzzer dictionary: words of the packs, so that a mutation puts in what the readers look for and not only bytes. Usage: fuzz_words.py OUT [MOST]

Words are taken evenly from all tables (the same ones each time); a table is a TSV whose head names a column `forms` or `name`.
"""
import glob
import os
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def words(path):
    head, out = None, []
    for line in open(path, encoding='utf-8'):
        cells = line.rstrip('\n').split('\t')
        if line.startswith('#') or not cells[0]:
            head = None if line.startswith('#lexicon') else head
        elif head is None:
            head = cells
        else:
            row = dict(zip(head, cells))
            out += [w.lstrip('!') for w in (row.get('forms') or row.get('name') or '').split('|')]
    return sorted({w for w in out if 0 < len(w.encode()) <= 30})


def main():
    out, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    tables = [words(p) for p in sorted(glob.glob(os.path.join(TOP, 'packs', '*', '*.tsv')))]
    each = max(1, most // max(1, len(tables)))
    chosen = sorted({w for t in tables for w in t[::max(1, -(-len(t) // each))]})
    marks = ['\n', '\n\n', '　　', '。', '；', '，', '、', '：', '（', '）', '《', '》', '“', '”', '%', '亿元', '2024年', '一、', '（一）', '1.', '0', '9' * 40]
    with open(out, 'w') as f:
        for w in marks + chosen:
            f.write('"%s"\n' % ''.join('\\x%02x' % b for b in w.encode()))


main()
