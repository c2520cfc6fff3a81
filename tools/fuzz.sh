#!/bin/sh
# Fuzzes every reader of foreign bytes for a while each (default 60 s). Usage: tools/fuzz.sh [SECONDS]
# New inputs go to build/fuzz/corpus-NAME; crashes to build/fuzz/crash-NAME-*: minimise them and add them to fuzz/corpus/NAME.
set -eu
seconds=${1:-60}
dir=build/fuzz
[ -f "$dir/build.ninja" ] || CC=clang meson setup "$dir" -Dfuzz=true -Dtests=disabled -Db_lundef=false -Db_sanitize=address,undefined \
  --buildtype=debugoptimized -Dc_args=-fsanitize=fuzzer-no-link >/dev/null
ninja -C "$dir" >/dev/null
python3 tools/fuzz_words.py "$dir/words.dict"
status=0
for target in "$dir"/fuzz/fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  name=${target##*/fuzz_}
  mkdir -p "$dir/corpus-$name"
  echo "== $name"
  "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -artifact_prefix="$dir/crash-$name-" -print_final_stats=0 -dict="$dir/words.dict" \
    "$dir/corpus-$name" "fuzz/corpus/$name" 2>&1 | tail -2 || status=1
  ls "$dir"/crash-"$name"-* >/dev/null 2>&1 && { echo "crashes: $dir/crash-$name-*"; status=1; }
done
exit $status
