#!/usr/bin/env python3
"""make_char_model.py [--leave-out PATTERN] OUT.bin TEXT...           make a character model (src/repair/model.c)
make_char_model.py --check MODEL.bin                               is it one, and does MODEL.sha256 beside it agree?
bench/repair_loo.py judges each text of a corpus by a model that has not seen it.

Counts characters, pairs and triples of characters in simplified Chinese text files (folders are walked for .txt) and keeps the
counts only: nothing of the texts can be read back. Before counting, a text is folded the way the decoder folds it: full-width signs
to half-width, digits to 0, Latin letters to A, every blank or line end to \\n (runs once).

Format, little-endian; docs/char-model.md explains it:
  "CEDUCHM2", u32 characters C, u32 pair homes P, u32 triple homes T, u32 pairs, u32 triples, u32 0
  characters  C x {u16 code point, u8 cost, u8 backoff}, ascending code points; a character's number is its place, from 1
  pairs       (P + 128) x u32 slot, (P + 128) x u8 backoff
  triples     (T + 128) x u32 slot                         slot: 24 bits to know it by and the cost; 0 = empty
A cost is -8 log2 of a probability, 1 to 255. OUT.sha256 is written beside it. Standard library only; the same inputs
give the same bytes.
"""
import argparse
import array
import collections
import fnmatch
import hashlib
import math
import os
import re
import struct
import sys

PAIR_DISCOUNT, TRIPLE_DISCOUNT, TRIPLE_LEAST, PROBES = 0.4, 0.5, 1, 128
BACKOFF = (6, 48)   # of a character, least and most
WIDE = {c: c - 0xfee0 for c in range(0xff01, 0xff5f)}


def fold(s):
    s = re.sub(r'[0-9]', '0', s.translate(WIDE))
    s = re.sub(r'[A-Za-z]', 'A', s)
    return ''.join(c for c in re.sub(r'\s+', '\n', s) if ord(c) < 0x10000)


def walk(paths):
    for p in paths:
        if os.path.isdir(p):
            for root, _, names in sorted(os.walk(p)):
                for n in sorted(names):
                    if n.endswith('.txt'):
                        yield os.path.join(root, n)
        else:
            yield p


class Counts:
    """Of one text, or of several: + and - do what they say, in place."""

    def __init__(self):
        self.n = [collections.Counter() for _ in range(3)]

    def read(self, path):
        with open(path, encoding='utf-8', errors='ignore') as f:
            s = fold('\n' + f.read() + '\n')
        for k, c in enumerate(self.n):
            c.update(s[i:i + k + 1] for i in range(len(s) - k))
        return self

    def add(self, other):
        for a, b in zip(self.n, other.n):
            a.update(b)

    def take(self, other):
        for a, b in zip(self.n, other.n):
            for k, v in b.items():
                a[k] -= v


def cost(p):
    return min(255, max(1, round(-8 * math.log2(p))))


def table(entries):
    """entries: [(hash of 32 bits to find the slot, 24 bits to know it by, cost, backoff)] -> homes, slots, backoffs."""
    homes = len(entries) * 3 // 2 + 1
    slots, back = array.array('I', bytes(4 * (homes + PROBES))), bytearray(homes + PROBES)
    for h, mark, c, b in entries:
        i = h * homes >> 32
        while slots[i]:
            i += 1
        if i - (h * homes >> 32) >= PROBES:
            raise SystemExit('the table is too full')
        slots[i], back[i] = mark << 8 | c, b
    if sys.byteorder == 'big':
        slots.byteswap()
    return homes, slots.tobytes(), bytes(back)


def build(counts):
    """The model's bytes."""
    one, two, three = ({k: v for k, v in c.items() if v > 0} for c in counts.n)
    total = sum(one.values())
    chars = sorted(one)
    number = {c: i + 1 for i, c in enumerate(chars)}
    alone = {c: cost(one[c] / total) for c in chars}
    share = [2 ** (-c / 8) for c in range(256)]
    pairs = {p: cost((n - PAIR_DISCOUNT) / one[p[0]]) for p, n in sorted(two.items()) if one[p[0]] > 1}
    triples = {t: cost((n - TRIPLE_DISCOUNT) / two[t[:2]]) for t, n in sorted(three.items()) if n >= TRIPLE_LEAST and t[:2] in pairs}
    # what the listed ones have of the probability, and what they would have one character shorter
    seen, of_all = collections.Counter(), collections.Counter()
    for p, c in pairs.items():
        seen[p[0]] += share[c]
        of_all[p[0]] += share[alone[p[1]]]
    for t, c in triples.items():
        seen[t[:2]] += share[c]
        of_all[t[:2]] += share[pairs.get(t[1:], 255)]
    left = lambda k: -8 * math.log2(max(.001, 1 - seen[k]) / max(.001, 1 - of_all[k]))
    turn = lambda x: x * 0x9e3779b97f4a7c15 & 0xffffffffffffffff
    mix = lambda x: turn(turn(x) >> 29 ^ turn(x))
    place = lambda h: (h >> 32, h >> 8 & 0xffffff)
    h2 = lambda p: mix(number[p[0]] << 16 | number[p[1]])
    h3 = lambda t: mix(number[t[0]] << 32 | number[t[1]] << 16 | number[t[2]])
    p_size, p_slots, p_back = table([place(h2(p)) + (c, max(0, min(255, round(left(p)))) if seen[p] else 0) for p, c in pairs.items()])
    t_size, t_slots, _ = table([place(h3(t)) + (c, 0) for t, c in triples.items()])
    rows = b''.join(struct.pack('<HBB', ord(c), alone[c], int(max(BACKOFF[0], min(BACKOFF[1], left(c))))) for c in chars)
    head = b'CEDUCHM2' + struct.pack('<6I', len(chars), p_size, t_size, len(pairs), len(triples), 0)
    return head + rows + p_slots + p_back + t_slots


def sidecar(path):
    return os.path.splitext(path)[0] + '.sha256'


def check(path):
    """None, or what is wrong."""
    with open(path, 'rb') as f:
        b = f.read()
    if len(b) < 32 or b[:8] != b'CEDUCHM2':
        return 'no model'
    chars, p, t = struct.unpack_from('<III', b, 8)
    if len(b) != 32 + 4 * chars + 5 * (p + PROBES) + 4 * (t + PROBES):
        return 'its size does not fit its counts'
    codes = [struct.unpack_from('<H', b, 32 + 4 * i)[0] for i in range(chars)]
    if codes != sorted(set(codes)):
        return 'its characters are out of order'
    try:
        with open(sidecar(path), encoding='ascii') as f:
            said = f.read().split()[0]
    except (OSError, IndexError):
        return 'its hash is not recorded in ' + sidecar(path)
    return None if said == hashlib.sha256(b).hexdigest() else 'it is not the file whose hash is recorded'


def write(path, model):
    with open(path, 'wb') as f:
        f.write(model)
    with open(sidecar(path), 'w', encoding='ascii') as f:
        f.write('%s  %s\n' % (hashlib.sha256(model).hexdigest(), os.path.basename(path)))


def main():
    if sys.argv[1:2] == ['--check']:
        wrong = [(p, check(p)) for p in sys.argv[2:]]
        for p, w in wrong:
            print('%s: %s' % (p, w or 'ok'))
        sys.exit(any(w for _, w in wrong) or not wrong)
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('out')
    ap.add_argument('texts', nargs='+')
    ap.add_argument('--leave-out', action='append', default=[], metavar='PATTERN', help='file names to skip (keeps test text apart)')
    a = ap.parse_args()
    counts, files = Counts(), 0
    for path in walk(a.texts):
        if any(fnmatch.fnmatch(os.path.basename(path), x) for x in a.leave_out):
            continue
        counts.read(path)
        files += 1
    model = build(counts)
    write(a.out, model)
    chars, p, t, pairs, triples = struct.unpack_from('<5I', model, 8)
    print('%d files, %d characters counted; %d characters, %d pairs, %d triples, %d bytes' % (
        files, sum(counts.n[0].values()), chars, pairs, triples, len(model)), file=sys.stderr)


if __name__ == '__main__':
    main()
