#!/usr/bin/env python3
"""Page cleaners that others use, on the same pages and the same machine: pages/s and MB/s of CPU time, the best of three rounds, one core.

    peers.py FILE...      in a virtual environment with trafilatura and readability-lxml (tools/bench.sh makes it)
"""
import sys
import time


def rounds(f, pages):
    best = 1e9
    for _ in range(3):
        began = time.process_time()
        for raw in pages:
            try:
                f(raw)
            except Exception:
                pass  # a peer's failure on a page is not our subject; its time counts
        best = min(best, time.process_time() - began)
    return best


def main():
    pages = [open(p, 'rb').read() for p in sys.argv[1:]]
    size = sum(map(len, pages)) / 1e6
    peers = []
    try:
        import trafilatura
        peers.append(('trafilatura ' + trafilatura.__version__, lambda raw: trafilatura.extract(raw)))
    except ImportError:
        pass
    try:
        import readability
        peers.append(('readability-lxml', lambda raw: readability.Document(raw.decode('utf-8', 'replace')).summary()))
    except ImportError:
        pass
    for name, f in peers:
        t = rounds(f, pages)
        print('%-24s %8.2f MB/s %8.1f pages/s' % (name, size / t, len(pages) / t))


if __name__ == '__main__':
    main()
