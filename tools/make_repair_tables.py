#!/usr/bin/env python3
"""make_repair_tables.py OUT/repair_tables.c --data src/repair/data --opencc DIR [--opencc DIR ...]

Writes the constant tables of src/repair (declared and described in src/repair/tables.h) as one C file:
  script     OpenCC's traditional -> simplified characters and phrases, for t2s, tw2s and hk2s, each as one table for one pass
  classes    one byte of flags for each BMP character: what the damage detector must know about it
  readings   data/readings.tsv: which readings a character has
  GBK        two-byte code -> character and back, as the WHATWG decoder has it (user-defined codes are private-use characters)
  wording    data/wording.tsv
and beside it charmodel.S: data/charmodel.bin as it is (model.c reads it in place).
The first --opencc directory that has the dictionaries is taken: text files, or Debian's .ocd2 (read by opencc_dict).
Standard library only. The output depends on nothing but the inputs.
"""
import argparse
import hashlib
import os
import subprocess
import sys
import tempfile

SETS = ('TSCharacters', 'TSPhrases', 'STCharacters', 'TWVariantsRev', 'TWVariantsRevPhrases', 'HKVariantsRev', 'HKVariantsRevPhrases')
OPTIONAL = ('TSCharactersExt', 'CJK_Compatibility_Ideographs')  # Debian's older data lack these


def embed_model(path, out):
    """An assembler file that includes the character model; its hash in it lets it be assembled again when the model changes."""
    with open(path, 'rb') as f:
        b = f.read()
    if b[:8] != b'CEDUCHM2':  # tools/make_char_model.py describes the format
        sys.exit('charmodel.bin is not a model of this format')
    name = 'cedu__repair_model_data'
    with open(out, 'w') as f:
        f.write('/* content %s */\n.section .rodata\n.balign 16\n' % hashlib.sha256(b).hexdigest())
        f.write(''.join('.global %s\n.hidden %s\n%s:\n%s' % (n, n, n, body) for n, body in (
            (name, '.incbin "%s"\n' % os.path.abspath(path)), (name + '_end', '.byte 0\n'))))
        f.write('.section .note.GNU-stack,"",%progbits\n')


def read_pairs(path):
    out = {}
    with open(path, encoding='utf-8') as f:
        for line in f:
            p = line.rstrip('\n').split('\t')
            if len(p) == 2 and not line.startswith('#'):
                out[p[0]] = p[1].split(' ')
    return out


def read_opencc(dirs):
    for d in dirs:
        if all(os.path.exists(os.path.join(d, n + '.txt')) for n in ('TSCharacters', 'TSPhrases', 'STCharacters')):
            return {n: read_pairs(os.path.join(d, n + '.txt')) if os.path.exists(os.path.join(d, n + '.txt')) else {}
                    for n in SETS + OPTIONAL}
        if os.path.exists(os.path.join(d, 'TSCharacters.ocd2')):
            out = {n: {} for n in OPTIONAL}
            with tempfile.TemporaryDirectory() as tmp:
                for n in SETS:
                    src, txt = os.path.join(d, n + '.ocd2'), os.path.join(tmp, n + '.txt')
                    if os.path.exists(src):
                        subprocess.run(['opencc_dict', '-i', src, '-o', txt, '-f', 'ocd2', '-t', 'text'], check=True)
                    out[n] = read_pairs(txt) if os.path.exists(txt) else {}
            return out
    sys.exit('make_repair_tables.py: OpenCC 的词典不在 %s。请先运行 tools/fetch_opencc.sh，或 apt-get install libopencc-data opencc。\n'
             "(OpenCC's dictionaries are missing: run tools/fetch_opencc.sh, or install libopencc-data and opencc.)" % '、'.join(dirs))


class Script:
    """One configuration: the characters, and the phrases that override them, longest first."""

    def __init__(self, oc, variant):
        self.oc = oc
        norm = {k: v[0] for k, v in oc['CJK_Compatibility_Ideographs'].items()}
        # OpenCC asks TSCharactersExt (characters that few fonts have) first
        chars = {k: v[0] for k, v in list(oc['TSCharacters'].items()) + list(oc['TSCharactersExt'].items())}
        phrases = {k: v[0] for k, v in oc['TSPhrases'].items()}
        rev = {k: v[0] for k, v in oc[variant + 'Rev'].items()} if variant else {}
        revp = {k: v[0] for k, v in oc[variant + 'RevPhrases'].items()} if variant else {}
        self.chars, self.phrases = chars, phrases
        one = dict(chars)
        for k, v in rev.items():
            one[k] = chars.get(v, v)
        for k, v in norm.items():
            one[k] = one.get(v, v)
        two = {}
        for k, v in revp.items():  # the variant's phrase, then plain t2s
            two[k] = self.t2s(v)
        # OpenCC cuts the text at TSPhrases before it looks at variants, so these win
        for k in phrases:
            two[k] = self.t2s(self.map(k, rev, revp))
        # phrases that only the standard form shows: 著 stands for 着 …
        back = {}
        for k, v in rev.items():
            back.setdefault(v, []).append(k)
        for k in phrases:
            for i, c in enumerate(k):
                for b in back.get(c, []):
                    two.setdefault(k[:i] + b + k[i + 1:], phrases[k])
        self.one = {k: v for k, v in one.items() if k != v and len(k) == 1 and len(v) == 1}
        self.two = {k: v for k, v in two.items() if len(k) > 1}

    def map(self, s, rev, revp):
        out, i = '', 0
        while i < len(s):
            for n in range(min(len(s) - i, 12), 1, -1):
                if s[i:i + n] in revp:
                    out += revp[s[i:i + n]]
                    i += n
                    break
            else:
                out += rev.get(s[i], s[i])
                i += 1
        return out

    def t2s(self, s):
        out, i = '', 0
        while i < len(s):
            for n in range(min(len(s) - i, 16), 1, -1):
                if s[i:i + n] in self.phrases:
                    out += self.phrases[s[i:i + n]]
                    i += n
                    break
            else:
                out += self.chars.get(s[i], s[i])
                i += 1
        return out


def gbk_table():
    to = []
    for lead in range(0x81, 0xff):
        for trail in range(0x40, 0xff):
            c = 0
            if trail != 0x7f:
                try:
                    c = ord(bytes((lead, trail)).decode('gbk'))
                except UnicodeDecodeError:
                    if 0xaa <= lead <= 0xaf and trail >= 0xa1:
                        c = 0xe000 + (lead - 0xaa) * 94 + trail - 0xa1
                    elif 0xf8 <= lead <= 0xfe and trail >= 0xa1:
                        c = 0xe234 + (lead - 0xf8) * 94 + trail - 0xa1
                    elif 0xa1 <= lead <= 0xa7 and trail <= 0xa0:
                        c = 0xe4c6 + (lead - 0xa1) * 96 + trail - 0x40 - (1 if trail > 0x7f else 0)
                    else:
                        try:
                            c = ord(bytes((lead, trail)).decode('gb18030'))
                        except UnicodeDecodeError:
                            pass
            to.append(c if c < 0x10000 else 0)
    return to


MARKS = {'ā': 'a1', 'á': 'a2', 'ǎ': 'a3', 'à': 'a4', 'ē': 'e1', 'é': 'e2', 'ě': 'e3', 'è': 'e4', 'ī': 'i1', 'í': 'i2', 'ǐ': 'i3', 'ì': 'i4',
         'ō': 'o1', 'ó': 'o2', 'ǒ': 'o3', 'ò': 'o4', 'ū': 'u1', 'ú': 'u2', 'ǔ': 'u3', 'ù': 'u4', 'ǖ': 'v1', 'ǘ': 'v2', 'ǚ': 'v3', 'ǜ': 'v4', 'ü': 'v',
         'ń': 'n2', 'ň': 'n3', 'ǹ': 'n4', 'ḿ': 'm2'}


def parse_reading(r):
    base, tone = '', 0
    for c in r:
        m = MARKS.get(c, c)
        base += m[0]
        if len(m) > 1:
            tone = int(m[1])
    return (base, tone) if base.isascii() and base.isalpha() and len(base) <= 6 else None


def read_readings(path):
    """-> {character: [(base, tone)]}, the first reading first"""
    first, other = {}, {}
    with open(path, encoding='utf-8') as f:
        for line in f:
            p = line.rstrip('\n').split('\t')
            if line.startswith('#') or len(p) != 3:
                continue
            r = parse_reading(p[0])
            if r is None:
                continue
            for c in p[1] if p[1] != '-' else '':
                first.setdefault(c, []).insert(0, r)
            for c in p[2] if p[2] != '-' else '':
                other.setdefault(c, []).append(r)
    return {c: first.get(c, []) + other.get(c, []) for c in set(first) | set(other)}


KINDS = {'sure': 0, 'trad': 1, 'tw': 2}


def read_wording(path):
    out = []
    with open(path, encoding='utf-8') as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if not line or line.startswith('#'):
                continue
            p = line.split('\t')
            if len(p) != 5 or p[2] not in KINDS:
                sys.exit('%s:%d: want wrong, right, kind, keep, need (- = none), separated by tabs' % (path, n))
            keep, need = ([] if x == '-' else x.split() for x in p[3:5])
            for x in keep + need:
                if p[0] not in x or x == p[0]:
                    sys.exit('%s:%d: %s must contain %s and more' % (path, n, x, p[0]))
            out.append((p[0], p[1], KINDS[p[2]], keep, need))
    seen = set()
    for w in out:
        if w[0] in seen:
            sys.exit('%s: %s stands there twice' % (path, w[0]))
        seen.add(w[0])
    return sorted(out, key=lambda w: (ord(w[0][0]), -len(w[0].encode()), w[0]))


class Out:
    def __init__(self):
        self.parts = ['/* Generated by tools/make_repair_tables.py; do not edit. */', '#include "repair/tables.h"', '']

    def array(self, decl, values):
        self.parts.append('%s = {' % decl)
        values = list(values)
        for i in range(0, len(values), 24):
            self.parts.append(','.join(str(v) for v in values[i:i + 24]) + ',')
        self.parts.append('};')

    def line(self, s):
        self.parts.append(s)


def c_string(b):
    return '"' + ''.join('\\%03o' % x for x in b) + '"'


class Pool:
    def __init__(self):
        self.b, self.at = bytearray(), {}

    def add(self, s):
        s = s.encode('utf-8')
        if s not in self.at:
            self.at[s] = len(self.b)
            self.b += s
        return self.at[s], len(s)


def write_script(o, name, script, pool):
    """two-level table of (replacement | first-of-a-phrase flag), and the phrases by first character, longest first"""
    by = {}
    for k, v in script.two.items():
        by.setdefault(ord(k[0]), []).append((k, v))
    entry = {ord(k): ord(v) for k, v in script.one.items()}
    for cp in by:
        entry[cp] = entry.get(cp, 0) | 0x80000000
    pages = sorted({cp >> 6 for cp in entry})
    index = {p: i + 1 for i, p in enumerate(pages)}
    top = 0x32400 >> 6
    o.array('static const uint16_t %s_index[%d]' % (name, top), (index.get(p, 0) for p in range(top)))
    o.array('static const uint32_t %s_page[][64]' % name, ['{0}'] + ['{' + ','.join(str(entry.get(p * 64 + i, 0)) for i in range(64)) + '}'
                                                           for p in pages])
    heads, rows = [], []
    for cp in sorted(by):
        heads.append('{%d,%d,%d}' % (cp, len(rows), len(by[cp])))
        for k, v in sorted(by[cp], key=lambda kv: (-len(kv[0].encode()), kv[0])):
            a, an = pool.add(k)
            b, bn = pool.add(v)
            rows.append('{%d,%d,%d,%d}' % (a, b, an, bn))
    o.array('static const cedu_phrase_head %s_heads[]' % name, heads)
    o.array('static const cedu_phrase %s_phrases[]' % name, rows)
    return '{%s_index, %s_page, %s_heads, %s_phrases, %d}' % (name, name, name, name, len(heads))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('out')
    ap.add_argument('--data', required=True)
    ap.add_argument('--opencc', action='append', required=True)
    a = ap.parse_args()
    oc = read_opencc(a.opencc)
    o, pool = Out(), Pool()
    scripts = [write_script(o, n, Script(oc, v), pool) for n, v in (('t2s', ''), ('tw2s', 'TWVariants'), ('hk2s', 'HKVariants'))]
    o.line('const cedu_script_table cedu__repair_scripts[3] = {%s};' % ', '.join(scripts))

    t2s = Script(oc, '')
    gbk = gbk_table()
    o.array('const uint16_t cedu__repair_gbk_to[%d]' % len(gbk), gbk)
    back = [0] * 65536
    for i, c in enumerate(gbk):
        if c and not back[c]:
            back[c] = (0x81 + i // 191) << 8 | 0x40 + i % 191
    o.array('const uint16_t cedu__repair_gbk_of[65536]', back)

    wording = read_wording(os.path.join(a.data, 'wording.tsv'))
    cls = [0] * 65536
    for k, v in t2s.one.items():
        if ord(k) < 65536:
            cls[ord(k)] |= 1
    for k, v in oc['STCharacters'].items():
        if len(k) == 1 and ord(k) < 65536 and k not in v and not cls[ord(k)] & 1:
            cls[ord(k)] |= 2
        if len(k) == 1 and ord(k) < 65536 and (len(v) > 1 or v[0] != k):
            cls[ord(k)] |= 32
    for c in range(0xe000, 0xf900):
        cls[c] |= 4
    for w in wording:
        if w[2] == KINDS['sure']:
            cls[ord(w[0][0])] |= 8
    for c in '（！？':
        cls[ord(c)] |= 128
    for c, code in enumerate(back):  # what the first two bytes of UTF-8's Chinese look like when read as GBK
        if (code >> 8 in range(0xe2, 0xea) or code >> 8 == 0xef) and 0x80 <= code & 0xff <= 0xbf and not 0xe000 <= c < 0xf900:
            cls[c] |= 64
    cls[0xfffd] |= 64
    for c in '载址册娱官彩棋博录微':  # of the words that adverts end with; detect.c looks closer
        cls[ord(c)] |= 64
    for lead in range(0xb0, 0xd8):  # level 1 of GB 2312: the 3 755 everyday characters
        for trail in range(0xa1, 0xff):
            try:
                cls[ord(bytes((lead, trail)).decode('gb2312'))] |= 16
            except UnicodeDecodeError:
                pass
    o.array('const uint8_t cedu__repair_class_of[65536]', cls)

    readings = read_readings(os.path.join(a.data, 'readings.tsv'))
    syllables = sorted({r[0] for rs in readings.values() for r in rs})
    number = {s: i for i, s in enumerate(syllables)}
    o.array('const char cedu__repair_syllables[][8]', ('"%s"' % s for s in syllables))
    o.line('const uint32_t cedu__repair_syllable_count = %d;' % len(syllables))
    at, runs = [0] * (0xa000 - 0x3400), [0]
    for c in sorted(readings):
        if not 0x3400 <= ord(c) < 0xa000:
            continue
        at[ord(c) - 0x3400] = len(runs)
        rs = list(dict.fromkeys(readings[c]))
        for n, (s, tone) in enumerate(rs):
            runs.append(number[s] << 4 | tone << 1 | (n == len(rs) - 1))
    assert len(runs) < 65536 and len(syllables) < 4096
    o.array('const uint16_t cedu__repair_reading_at[0xA000 - 0x3400]', at)
    o.array('const uint16_t cedu__repair_readings[]', runs)

    rows, lists = [], []
    for wrong, right, kind, keep, need in wording:
        spans = []
        for group in (keep, need):
            spans += [len(lists), len(group)]
            for x in group:
                p, n = pool.add(x)
                lists.append('{%d,%d,%d}' % (p, n, len(x[:x.index(wrong)].encode())))
        w, wn = pool.add(wrong)
        r, rn = pool.add(right)
        rows.append('{%d,%d,%d,%d,%d,%s}' % (w, r, wn, rn, kind, ','.join(map(str, spans))))
    o.array('const cedu_wording_context cedu__repair_wording_contexts[]', lists or ['{0}'])
    o.array('const cedu_wording cedu__repair_wording[]', rows)
    hashed = [0] * 1024
    for w in wording:
        b = w[0].encode()
        h = (b[1] * 131 + b[2] * 17 + b[4] * 31 + b[5] * 7) & 8191  # wording.c has the same
        hashed[h >> 3] |= 1 << (h & 7)
    o.array('const uint8_t cedu__repair_wording_hash[1024]', hashed)
    first = [0] * 65536
    for i, w in reversed(list(enumerate(wording))):
        first[ord(w[0][0])] = i + 1
    o.array('const uint16_t cedu__repair_wording_of[65536]', first)
    o.line('const uint32_t cedu__repair_wording_count = %d;' % len(rows))
    embed_model(os.path.join(a.data, 'charmodel.bin'), os.path.join(os.path.dirname(a.out), 'charmodel.S'))

    o.line('const char cedu__repair_pool[] =')
    for i in range(0, len(pool.b), 32):
        o.line(c_string(pool.b[i:i + 32]))
    o.line(';')
    with open(a.out, 'w', encoding='ascii') as f:
        f.write('\n'.join(o.parts) + '\n')


if __name__ == '__main__':
    main()
