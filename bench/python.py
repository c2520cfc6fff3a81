#!/usr/bin/env python3
"""The Python package against the command line, in processor time (user and system), best of N, taken in turn.

    bench/python.py CEDU PYTHON FOLDER [N]     PYTHON: of an environment with the wheel, pandas and polars; FOLDER: pages, no containers

The command is the whole process `cedu facts -j1 --format json FOLDER`, its output thrown away. Python is what a session does after its
imports: cedu.facts(FOLDER, threads=1), packs loaded, and the frame. A page that only one of them reads would spoil it, so both counts are shown.
"""
import os
import resource
import subprocess
import sys

ONE = '''
import sys, time
import cedu
what, folder = sys.argv[1:]
if what != 'facts': __import__(what)
begin = time.process_time()
made = cedu.facts(folder, threads=1)
if what != 'facts': made = getattr(made, 'to_' + what)()
print(time.process_time() - begin, len(made))
'''


def command(cedu, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([cedu, 'facts', '-j1', '--format', 'json', folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    cedu, python, folder = (os.path.abspath(p) for p in sys.argv[1:4])
    out = subprocess.run([cedu, 'facts', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    times, counts = {'command': []}, {'command': out.count(b'"type":"fact"')}
    for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 9):
        times['command'].append(command(cedu, folder))
        for what in ('facts', 'pandas', 'polars'):
            spent, n = subprocess.run([python, '-c', ONE, what, folder], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
            times.setdefault(what, []).append(float(spent))
            counts[what] = int(n)
    best = min(times['command'])
    for what, t in times.items():
        print('%-8s best %.3f s  median %.3f s  %5.1f %% of the command\'s speed  %d facts'
              % (what, min(t), sorted(t)[len(t) // 2], 100 * best / min(t), counts[what]))


if __name__ == '__main__':
    main()
