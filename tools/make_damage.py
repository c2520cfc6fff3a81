#!/usr/bin/env python3
"""make_damage.py MODE [--seed N] [--coverage X] [--style S] [--randomise] < CLEAN.txt > DAMAGED.txt

Damages clean simplified Chinese text the way crawled pages are damaged; the same seed gives the same damage. For example pages
and tests. From Python: `damage(text, mode, seed=0, **options) -> text`.

MODES
  traditional  characters to traditional ones, one by one
  pinyin       traditional, and a fixed random table of the converted characters (--coverage) followed by their reading: 監(jiān)
               --style plain, toneless 關(guan)_, spaced 創(chuàng_), doubled 產(chǎn)(chǎn), mixed (_ = a blank)
  gbkshift     pinyin done byte-blind on GBK, then full-width signs replaced byte-blind by ASCII (A3 A1 -> '!', A3 BF -> '?'), which
               also hits across two characters and leaves the rest one byte out of step; decoded as browsers do; signs folded to
               half width. --randomise: by the seed another set of signs and other policies for invalid bytes
  taiwan       words to Taiwan usage, some wrongly (应用 -> 套用, 响应 -> 回響), the rest to traditional characters, some of them
               wrong (发展 -> 髮展, 平台 -> 平檯)
Standard library only.
"""
import argparse
import os
import random
import re
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data')
_CACHE = {}


def s2t_table():
    if 's2t' not in _CACHE:
        t = {}
        with open(os.path.join(DATA, 'stchars.txt'), encoding='utf-8') as f:
            for line in f:
                p = line.rstrip('\n').split('\t')
                if not line.startswith('#') and len(p) == 2:
                    first = p[1].split(' ')[0]
                    if len(p[0]) == 1 and len(first) == 1:
                        t[p[0]] = first
        _CACHE['s2t'] = t
    return _CACHE['s2t']


def pinyin_table():
    if 'py' not in _CACHE:
        with open(os.path.join(DATA, 'pinyin.tsv'), encoding='utf-8') as f:
            _CACHE['py'] = dict(line.rstrip('\n').split('\t') for line in f if '\t' in line)
    return _CACHE['py']


def traditional(clean, rnd=None, opt=None):
    s2t = s2t_table()
    return ''.join(s2t.get(c, c) for c in clean)


# ------------------------------------------------------------------ pinyin
TONELESS = str.maketrans('āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ', 'aaaaeeeeiiiioooouuuuüüüü')


def annotate(t, py, style, rnd):
    if style == 'mixed':
        style = rnd.choice(('plain', 'plain', 'plain', 'toneless', 'spaced', 'doubled'))
    return {'plain': '%s(%s)' % (t, py), 'toneless': '%s(%s) ' % (t, py.translate(TONELESS)), 'spaced': '%s(%s )' % (t, py),
            'doubled': '%s(%s)(%s)' % (t, py, py)}[style]


def random_table(clean, coverage, rnd):
    """The characters that get a reading, in a random order; fixed for a text, as on real pages."""
    s2t, py = s2t_table(), pinyin_table()
    chars = sorted({s2t[c] for c in clean if s2t.get(c, c) != c and s2t[c] in py})
    rnd.shuffle(chars)
    return [(c, py[c]) for c in chars[:round(len(chars) * coverage)]]


def pinyin(clean, rnd, opt):
    table = dict(random_table(clean, opt['coverage'], rnd))
    return ''.join(annotate(t, table[t], opt['style'], rnd) if t in table else t for t in traditional(clean))


# ------------------------------------------------------------------ GBK shift
def recode(b, policy):
    """Decode and encode again: an invalid two-byte unit becomes '?' with both bytes eaten ('eat'), '?' for the first byte only
    ('step'), or nothing ('drop')."""
    out, i = bytearray(), 0
    while i < len(b):
        pair = b[i:i + 2]
        if b[i] < 0x80:
            out += b[i:i + 1]
            i += 1
        elif len(pair) == 2 and b[i] not in (0x80, 0xff) and 0x40 <= pair[1] <= 0xfe and pair[1] != 0x7f:
            out += pair
            i += 2
        else:
            if policy != 'drop':
                out += b'?'
            i += 2 if policy == 'eat' and len(pair) == 2 else 1
    return bytes(out)


def decode_unit(lead, trail):
    """One two-byte unit as the WHATWG decoder of GBK has it; None = an error."""
    try:
        return bytes((lead, trail)).decode('gbk')
    except UnicodeDecodeError:
        pass
    if 0xaa <= lead <= 0xaf and trail >= 0xa1:
        return chr(0xe000 + (lead - 0xaa) * 94 + trail - 0xa1)
    if 0xf8 <= lead <= 0xfe and trail >= 0xa1:
        return chr(0xe234 + (lead - 0xf8) * 94 + trail - 0xa1)
    if 0xa1 <= lead <= 0xa7 and trail <= 0xa0:
        return chr(0xe4c6 + (lead - 0xa1) * 96 + trail - 0x40 - (1 if trail > 0x7f else 0))
    try:
        return bytes((lead, trail)).decode('gb18030')
    except UnicodeDecodeError:
        return None


def decode_whatwg(b):
    out, i = [], 0
    while i < len(b):
        if b[i] < 0x80:
            out.append(chr(b[i]))
            i += 1
            continue
        if i + 1 < len(b) and 0x81 <= b[i] <= 0xfe and (0x40 <= b[i + 1] <= 0x7e or 0x80 <= b[i + 1] <= 0xfe):
            out.append(decode_unit(b[i], b[i + 1]) or '\ufffd')
            i += 2
            continue
        out.append('\ufffd')
        i += 1 if i + 1 >= len(b) or b[i + 1] < 0x80 else 2
    return ''.join(out)


def gbkshift(clean, rnd, opt):
    table = random_table(clean, opt['coverage'], rnd)
    replace, invalid, fffd, pua = [(b'\xa3\xa1', b'!'), (b'\xa3\xbf', b'?')], 'eat', '', None
    if opt['randomise']:
        signs = sorted(rnd.sample([0xa1, 0xa8, 0xa9, 0xac, 0xba, 0xbb, 0xbf], rnd.randint(2, 5)))
        replace = [(bytes((0xa3, x)), bytes((x - 0x80,))) for x in signs]
        invalid, fffd, pua = rnd.choice(('eat', 'step', 'drop')), rnd.choice(('', '', '\ufffd', '?')), rnd.choice((None, None, '', ' '))
    b = b''
    for c in traditional(clean):
        try:
            b += c.encode('gbk')
        except UnicodeEncodeError:
            b += b'&#x%x;' % ord(c)
    for ch, py in table:
        try:
            k = ch.encode('gbk')
            b = b.replace(k, k + b'(' + py.encode('gbk') + b')')
        except UnicodeEncodeError:
            pass
    b = recode(b, invalid)
    for old, new in replace:
        b = b.replace(old, new)
    s = decode_whatwg(b).replace('\ufffd', fffd)
    if pua is not None:
        s = re.sub('[\ue000-\uf8ff]', pua, s)
    s = ''.join(chr(ord(c) - 0xfee0) if 0xff01 <= ord(c) <= 0xff5e else c for c in s)
    return re.sub(r'&#x([0-9a-f]+);', lambda m: chr(int(m[1], 16)), s)


# ------------------------------------------------------------------ Taiwan usage
RIGHT = {'人工智能': '人工智慧', '软件': '軟體', '网络': '網路', '信息': '資訊', '互联网': '網際網路', '程序': '程式', '服务器': '伺服器', '硬件': '硬體',
         '芯片': '晶片', '激光': '雷射', '视频': '影片', '项目': '專案', '用户': '使用者', '算法': '演算法', '移动': '行動', '质量': '品質'}
WRONG = {'应用': '套用', '响应': '回響', '优化': '最佳化', '智能': '智慧型', '征求': '徵求', '支持': '支援', '数字': '數位', '核心': '內核', '集成': '整合'}
CHARS = {'发展': '髮展', '平台': '平檯', '方面': '方麵', '制造': '製造', '干部': '乾部', '里程': '裏程', '系统': '係統', '范围': '範圍', '后续': '后續'}


def taiwan(clean, rnd, opt):
    use = {}
    for table, share in ((RIGHT, opt['words']), (WRONG, opt['wrong']), (CHARS, 1.0)):
        for k, v in table.items():
            if rnd.random() < share:
                use[k] = v
    keys, out, i, s2t = sorted(use, key=lambda k: (-len(k), k)), [], 0, s2t_table()
    while i < len(clean):
        k = next((k for k in keys if clean.startswith(k, i)), None)
        if k and (k not in CHARS or rnd.random() < opt['chars']):
            out.append(use[k])
            i += len(k)
        else:
            out.append(s2t.get(clean[i], clean[i]))
            i += 1
    return ''.join(out)


MODES = {'traditional': traditional, 'pinyin': pinyin, 'gbkshift': gbkshift, 'taiwan': taiwan}


def damage(text, mode, seed=0, **options):
    """The damaged text. options: coverage (0.6), style ('plain'), randomise (False); taiwan: words, wrong, chars = shares."""
    opt = {'coverage': .6, 'style': 'plain', 'randomise': False, 'words': .8, 'wrong': .6, 'chars': .3}
    unknown = set(options) - set(opt)
    if mode not in MODES or unknown:
        raise ValueError('no such mode or option: %s %s' % (mode, ' '.join(sorted(unknown))))
    opt.update(options)
    return MODES[mode](text, random.Random('%s/%s' % (mode, seed)), opt)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('mode', choices=sorted(MODES))
    ap.add_argument('--seed', type=int, default=0)
    ap.add_argument('--coverage', type=float, default=.6)
    ap.add_argument('--style', default='plain', choices=('plain', 'toneless', 'spaced', 'doubled', 'mixed'))
    ap.add_argument('--randomise', action='store_true')
    a = ap.parse_args()
    text = sys.stdin.buffer.read().decode('utf-8')
    sys.stdout.buffer.write(damage(text, a.mode, a.seed, coverage=a.coverage, style=a.style, randomise=a.randomise).encode('utf-8'))


if __name__ == '__main__':
    main()
