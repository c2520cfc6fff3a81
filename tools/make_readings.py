#!/usr/bin/env python3
"""make_readings.py PINYIN_DICT.json > src/repair/data/readings.tsv

Cuts the readings table of pypinyin (MIT; `pip download pypinyin==0.55.0`, file pypinyin/pinyin_dict.json, made from Unihan and
the dictionaries it names) down to the characters that GBK has, and turns it round: a reading a line, with the characters whose
first (most usual) reading it is, and those that have it as another reading. Standard library only. Run by hand when the source
changes; the result is committed, so that a build needs no network for it.
"""
import json
import sys


# Readings that older tables give and the source lacks.
EXTRA = {'麼': 'mó', '幀': 'zhēn', '帧': 'zhēn', '嬤': 'mó', '嬷': 'mó', '躂': 'tà', '鉆': 'zuān', '剎': 'chà', '閤': 'hé', '鎈': 'cuō'}


def gbk_han():
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                c = bytes((lead, trail)).decode('gbk')
            except UnicodeDecodeError:
                continue
            if '\u3400' <= c <= '\u9fff':
                yield c


def main():
    with open(sys.argv[1], encoding='utf-8') as f:
        source = {int(k): v.split(',') for k, v in json.load(f).items()}
    first, other = {}, {}
    for c in sorted(set(gbk_han())):
        for n, reading in enumerate(dict.fromkeys(source.get(ord(c), []) + ([EXTRA[c]] if c in EXTRA else []))):
            (first if n == 0 else other).setdefault(reading, []).append(c)
    print('# Readings of the Han characters of GBK. Made by tools/make_readings.py from pypinyin 0.55.0 (MIT, LICENSE.pypinyin);')
    print('# do not edit. reading, characters with it as their first reading, characters with it as another one (- = none)')
    for r in sorted(set(first) | set(other)):
        print('%s\t%s\t%s' % (r, ''.join(first.get(r, [])) or '-', ''.join(other.get(r, [])) or '-'))


if __name__ == '__main__':
    main()
