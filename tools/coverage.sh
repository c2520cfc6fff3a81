#!/bin/sh
# Line coverage of the library by all tests, with clang's own tools: a table, and build/coverage/html/index.html.
set -eu
dir=build/coverage
[ -f "$dir/build.ninja" ] || CC=clang meson setup "$dir" -Dtests=enabled -Db_lundef=false \
  -Dc_args='-fprofile-instr-generate -fcoverage-mapping' -Dc_link_args='-fprofile-instr-generate' >/dev/null
ninja -C "$dir" >/dev/null
rm -f "$dir"/*.profraw
export LLVM_PROFILE_FILE="$PWD/$dir/%p-%m.profraw"
meson test -C "$dir" --no-rebuild --quiet >/dev/null || true
for suite in cli golden laws packs hard; do
  [ -f "tests/$suite/run.py" ] && python3 "tests/$suite/run.py" "$dir/src/cli/cedu" | tail -1
done
cov=$(command -v llvm-cov || ls /usr/bin/llvm-cov-* | tail -1)
prof=$(command -v llvm-profdata || ls /usr/bin/llvm-profdata-* | tail -1)
$prof merge -sparse "$dir"/*.profraw -o "$dir/all.profdata"
$cov show "$dir/src/cli/cedu" -instr-profile="$dir/all.profdata" -format=html -output-dir="$dir/html" src >/dev/null
$cov report "$dir/src/cli/cedu" -instr-profile="$dir/all.profdata" src
