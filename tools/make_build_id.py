#!/usr/bin/env python3
"""make_build_id.py OUT SOURCE... - a header with CEDU_PACK_BUILD, 64 hex digits over the sources that lay out and read pack images.

An image is a picture of memory: one that was written by other sources must not be read. Hashing the sources makes that certain,
and gives the same header for the same sources everywhere.
"""
import hashlib
import sys

h = hashlib.sha256()
for path in sys.argv[2:]:
    with open(path, 'rb') as f:
        h.update(hashlib.sha256(f.read()).digest())
with open(sys.argv[1], 'w') as f:
    f.write('#define CEDU_PACK_BUILD "%s"\n' % h.hexdigest())
