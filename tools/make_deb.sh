#!/bin/sh
# Builds the Debian packages into build/deb: cedu, libcedu0, libcedu-dev, cedu-packs, python3-cedu. Needs root or sudo only to install
# the build dependencies that are missing. Builds from the committed tree, so equal commits give equal sources.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
out=$top/build/deb
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
rm -rf "$out" && mkdir -p "$out/src"
(cd "$top" && git archive HEAD) | tar -x -C "$out/src"
[ -d "$top/build/ui/dist" ] && mkdir -p "$out/src/build/ui" && cp -a "$top/build/ui/dist" "$out/src/build/ui/"
[ -d "$top/build/data" ] && cp -a "$top/build/data" "$out/src/build/"
cd "$out/src"
dpkg-checkbuilddeps 2>/dev/null || { $sudo apt-get update -qq; $sudo apt-get build-dep -y -qq ./; }
SOURCE_DATE_EPOCH=$(cd "$top" && git log -1 --format=%ct) dpkg-buildpackage -b -us -uc -j"${JOBS:-$(nproc)}"
cd "$out" && rm -rf src && ls -l ./*.deb
