#!/usr/bin/env python3
"""The order of rooms, enforced: a file of src/ROOM may include only cedu.h, its own room and the rooms above it.

The order is that of the list in meson.build. engine and api stand below all rooms, serve and cli below those. Also checked:
a file's length (1,200 lines at most), that only base/trace.c, cli and serve print, and that no word stands in the C code of rooms whose
words are knowledge: they are rows of packs (packs/core/fact_words.tsv, cues.tsv). Exit 1 with file:line for each breach.
"""
import os
import re
import sys

ROOMS = ['base', 'input', 'text', 'pack', 'page', 'repair', 'trust', 'match', 'fact', 'store', 'reason', 'report', 'desk', '(engine)', 'serve', 'cli']
EXTRA = {'repair': {'pack', 'page'}}  # repair is a library of its own: it may not use these although they are above it
MAX_LINES = 1200
PRINTS = re.compile(r'\b(printf|puts|putchar|fprintf\s*\(\s*std|perror|exit|abort)\s*\(')


# Rooms whose code names no word, in whatever spelling; what is no knowledge: particles and the frame of an ordinal, and the files whose
# literals are messages for people.
WORDLESS = {'fact'}
PARTICLES = '\u7684\u7b2c\u53f7'  # 的 第 号
MESSAGES = {'src/fact/pattern.c'}
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')


def words_in(line):
    """Literals of a line that hold a Han character: as they are, or as escaped bytes."""
    for raw in LITERAL.findall(line):
        text = re.sub(rb'\\x([0-9A-Fa-f]{2})', lambda m: bytes([int(m[1], 16)]), raw.encode())
        text = text.decode('utf-8', 'replace')
        if re.search('[\u3400-\u9fff]', re.sub('[%s]' % PARTICLES, '', text)):
            yield text


def room_of(path):
    parts = path.split(os.sep)
    return parts[1] if len(parts) > 2 else '(engine)'


def main():
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    os.chdir(top)
    breaches = []
    for folder, _, names in os.walk('src'):
        for name in sorted(names):
            if not name.endswith(('.c', '.h')):
                continue
            path = os.path.join(folder, name)
            room = room_of(path)
            if room not in ROOMS:
                breaches.append('%s: no such room in the order: add it to %s' % (path, __file__))
                continue
            rank = ROOMS.index(room)
            with open(path, encoding='utf-8') as f:
                lines = f.read().split('\n')
            if len(lines) > MAX_LINES:
                breaches.append('%s: %d lines, at most %d' % (path, len(lines), MAX_LINES))
            for n, line in enumerate(lines, 1):
                if room in WORDLESS and path not in MESSAGES:
                    for word in words_in(line):
                        breaches.append('%s:%d: a word in C (%s): make it a row of a pack' % (path, n, word))
                m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if m and '/' in m[1]:
                    other = m[1].split('/')[0]
                    if other in ROOMS and (ROOMS.index(other) > rank or other in EXTRA.get(room, ())):
                        breaches.append('%s:%d: %s may not use %s' % (path, n, room, other))
                elif m and m[1] == 'engine.h' and rank < ROOMS.index('(engine)'):
                    breaches.append('%s:%d: %s may not use the engine' % (path, n, room))
                if room not in ('cli', 'serve') and path != os.path.join('src', 'base', 'trace.c'):
                    code = re.sub(r'"(\\.|[^"\\])*"|//.*|/\*.*?\*/', '', line)
                    if PRINTS.search(code) and not code.lstrip().startswith('*'):
                        breaches.append('%s:%d: the library never prints and never exits' % (path, n))
    print('\n'.join(breaches) if breaches else 'rooms: in order')
    return 1 if breaches else 0


if __name__ == '__main__':
    sys.exit(main())
