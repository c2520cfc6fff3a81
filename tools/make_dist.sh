#!/bin/sh
# The source as build/dist/cedu-VERSION.tar.gz. Only what is committed goes in; names in order, the commit's time, no owner, no time of
# packing: equal commits give equal bytes. Made twice and compared, so that a tool that breaks this is noticed here.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
version=$(sed -n "s/.*version: '\([0-9][0-9.]*\)'.*/\1/p" meson.build | head -1)
out=$top/build/dist
name=cedu-$version
mkdir -p "$out"
make_one() {
  work=$(mktemp -d)
  mkdir "$work/$name"
  git archive HEAD | tar -x -C "$work/$name"
  tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w --mtime="@$(git log -1 --format=%ct)" \
    -C "$work" -c "$name" | gzip -n -9 >"$1"
  rm -rf "$work"
}
make_one "$out/$name.tar.gz"
sleep 1
make_one "$out/$name.tar.gz.again"
cmp "$out/$name.tar.gz" "$out/$name.tar.gz.again"
rm "$out/$name.tar.gz.again"
(cd "$out" && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
