#!/bin/sh
# Speed of each stage, with page cleaners that others use in the same run. Usage: tools/bench.sh BUILD [FILES...]
# Without files: the pages beside the project (../shared/pages, corpora) where they are, else examples/pages.
set -eu
build=$1
shift
ninja -C "$build" bench/bench_stages >/dev/null
venv=build/bench-venv
if [ ! -x "$venv/bin/python" ]; then
  # pip's resolver fails on readability-lxml's extras of lxml: its few needs are named instead.
  python3 -m venv "$venv" && "$venv/bin/pip" install -q trafilatura lxml_html_clean cssselect chardet >/dev/null 2>&1 &&
    "$venv/bin/pip" install -q --no-deps readability-lxml >/dev/null 2>&1 || echo "no peers: pip could not install them"
fi
one() { # title, flags, files
  title=$1; flags=$2; shift 2
  echo "== $title"
  # shellcheck disable=SC2086
  "$build/bench/bench_stages" $flags "$@"
}
if [ $# -gt 0 ]; then
  one "given files" "" "$@"
  "$venv/bin/python" bench/peers.py "$@" || true
elif [ -d ../shared/pages ]; then
  html=$(find ../shared/pages -name '*.html' -o -name '*.htm' | sort)
  # shellcheck disable=SC2086
  one "HTML pages" "" $html
  # shellcheck disable=SC2086
  "$venv/bin/python" bench/peers.py $html || true
  # shellcheck disable=SC2046
  one "policy documents, plain text" "--plain" $(find ../shared/corpora/policies -name '*.txt' | sort)
else
  one "examples/pages" "" examples/pages/*
  "$venv/bin/python" bench/peers.py examples/pages/*.html || true
fi
