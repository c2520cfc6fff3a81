#!/usr/bin/env python3
"""make_char_model.py [--bigrams N] [--leave-out PATTERN] OUT.bin TEXT...   make a character model (src/repair/model.c)
make_char_model.py --check MODEL.bin                                     is it one, and does MODEL.sha256 beside it agree?

Counts characters and pairs of characters in simplified Chinese text files (folders are walked for .txt) and keeps the counts
only: nothing of the texts can be read back. Before counting, a text is folded the way the decoder folds it: full-width signs to
half-width, digits to 0, Latin letters to A, every blank or line end to \\n (runs once).

Format, little-endian: "CEDUCHM1", u32 characters, u32 pairs, then
  characters  u16 code point, u8 cost, u8 0; ascending code points       cost = 8 * -log2 P(c), at most 255
  starts      u32 first pair of each character, and one more for the end
  pairs       u16 second code point, u8 cost, u8 0; ascending            cost = 8 * -log2 P(c | before), at most 255
docs/char-model.md explains it. OUT.sha256 is written beside it. A pair that is not listed costs its second character's cost plus
what the first one's listed pairs leave over (model.c). Standard library only; the same inputs give
the same bytes.
"""
import argparse
import collections
import hashlib
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


def sidecar(path):
    return os.path.splitext(path)[0] + '.sha256'


def check(path):
    """None, or what is wrong."""
    with open(path, 'rb') as f:
        b = f.read()
    if len(b) < 16 or b[:8] != b'CEDUCHM1':
        return 'no model'
    chars, pairs = struct.unpack_from('<II', b, 8)
    if len(b) != 16 + 4 * chars + 4 * (chars + 1) + 4 * pairs:
        return 'its size does not fit its counts'
    codes = [struct.unpack_from('<H', b, 16 + 4 * i)[0] for i in range(chars)]
    starts = struct.unpack_from('<%dI' % (chars + 1), b, 16 + 4 * chars)
    two = [struct.unpack_from('<H', b, 16 + 4 * chars + 4 * (chars + 1) + 4 * i)[0] for i in range(pairs)]
    if codes != sorted(set(codes)) or list(starts) != sorted(starts) or starts[0] or starts[-1] != pairs:
        return 'its lists are out of order'
    if any(two[i] >= two[i + 1] for a, z in zip(starts, starts[1:]) for i in range(a, z - 1)):
        return 'its pairs are out of order'
    try:
        with open(sidecar(path), encoding='ascii') as f:
            said = f.read().split()[0]
    except (OSError, IndexError):
        return 'its hash is not recorded in ' + sidecar(path)
    return None if said == hashlib.sha256(b).hexdigest() else 'it is not the file whose hash is recorded'


def main():
    if sys.argv[1:2] == ['--check']:
        wrong = [(p, check(p)) for p in sys.argv[2:]]
        for p, w in wrong:
            print('%s: %s' % (p, w or 'ok'))
        sys.exit(any(w for _, w in wrong) or not wrong)
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
    with open(sidecar(a.out), 'w', encoding='ascii') as f:
        f.write('%s  %s\n' % (hashlib.sha256(b''.join(out)).hexdigest(), os.path.basename(a.out)))
    print('%d files, %d characters counted; %d characters, %d of %d pairs kept, %d bytes' % (
        files, total, len(chars), len(pairs), len(two), sum(map(len, out))), file=sys.stderr)


if __name__ == '__main__':
    main()
