#!/usr/bin/env python3
"""make_char_model.py [--bigrams N] [--leave-out PATTERN] OUT.bin TEXT... - the character model of src/repair/gbk.c.

Counts characters and pairs of characters in simplified Chinese text files (folders are walked for .txt) and keeps the counts
only: nothing of the texts can be read back. Before counting, a text is folded the way the decoder folds it: full-width signs to
half-width, digits to 0, Latin letters to A, every blank or line end to \\n (runs once).

Format, little-endian: "CEDUCHM1", u32 characters, u32 pairs, then
  characters  u16 code point, u8 cost, u8 0; ascending code points       cost = 8 * -log2 P(c), at most 255
  starts      u32 first pair of each character, and one more for the end
  pairs       u16 second code point, u8 cost, u8 0; ascending            cost = 8 * -log2 P(c | before), at most 255
A pair that is not listed costs its second character's cost plus a penalty (gbk.c). Standard library only; the same inputs give
the same bytes.
"""
import argparse
import collections
import fnmatch
import math
import os
import re
import struct
import sys
import unicodedata


def fold(s):
    s = ''.join(chr(ord(c) - 0xfee0) if 0xff01 <= ord(c) <= 0xff5e else c for c in s)
    s = re.sub(r'[0-9]', '0', s)
    s = re.sub(r'[A-Za-z]', 'A', s)
    return re.sub(r'\s+', '\n', s)


def walk(paths):
    for p in paths:
        if os.path.isdir(p):
            for root, _, names in sorted(os.walk(p)):
                for n in sorted(names):
                    if n.endswith('.txt'):
                        yield os.path.join(root, n)
        else:
            yield p


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('out')
    ap.add_argument('texts', nargs='+')
    ap.add_argument('--bigrams', type=int, default=240000)
    ap.add_argument('--leave-out', action='append', default=[], metavar='PATTERN', help='file names to skip (keeps test text apart)')
    a = ap.parse_args()
    one, two, files = collections.Counter(), collections.Counter(), 0
    for path in walk(a.texts):
        if any(fnmatch.fnmatch(os.path.basename(path), x) for x in a.leave_out):
            continue
        with open(path, encoding='utf-8', errors='ignore') as f:
            s = fold('\n' + f.read() + '\n')
        s = ''.join(c for c in s if ord(c) < 0x10000)
        one.update(s)
        two.update(s[i:i + 2] for i in range(len(s) - 1))
        files += 1
    total = sum(one.values())
    pairs = [p for p, n in sorted(two.items(), key=lambda kv: (-kv[1], kv[0])) if one[p[0]] > 1][:a.bigrams]
    by = collections.defaultdict(list)
    for p in pairs:
        by[p[0]].append(p[1])
    chars = sorted(one)
    cost = lambda p: min(255, max(0, round(-8 * math.log2(p))))
    out = [b'CEDUCHM1', struct.pack('<II', len(chars), len(pairs))]
    out += [struct.pack('<HBB', ord(c), cost(one[c] / total), 0) for c in chars]
    starts, rows = [0], []
    for c in chars:
        for d in sorted(by[c]):
            rows.append(struct.pack('<HBB', ord(d), cost((two[c + d] - 0.4) / one[c]), 0))
        starts.append(len(rows))
    out += [struct.pack('<I', x) for x in starts] + rows
    with open(a.out, 'wb') as f:
        f.write(b''.join(out))
    print('%d files, %d characters counted; %d characters, %d of %d pairs kept, %d bytes' % (
        files, total, len(chars), len(pairs), len(two), sum(map(len, out))), file=sys.stderr)


if __name__ == '__main__':
    main()
