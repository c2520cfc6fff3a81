#!/usr/bin/env python3
"""packs/core/regions.tsv is what tools/make_regions.py makes of the code table: nobody edited the one without the other.
Usage: check_regions.py ROOT CSV; exit 77 (skipped) where the table is absent."""
import os
import subprocess
import sys

root, table = sys.argv[1:]
if not os.path.exists(table):
    sys.exit(77)
made = subprocess.run([sys.executable, os.path.join(root, 'tools/make_regions.py'), table], stdout=subprocess.PIPE, check=True).stdout
with open(os.path.join(root, 'packs/core/regions.tsv'), 'rb') as f:
    have = f.read()
if made != have:
    a, b = made.decode().split('\n'), have.decode().split('\n')
    k = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), min(len(a), len(b)))
    sys.exit('packs/core/regions.tsv:%d differs from what tools/make_regions.py makes; run it again' % (k + 1))
