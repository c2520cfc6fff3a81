#!/bin/sh
# build_ui.sh - ui/ -> build/ui/dist, which the build embeds. Nothing when nothing changed. Needs npm and, the first time, its registry;
# where either is missing the program is built all the same, with a page that says so (exit 0). `--modules` also leaves the modules
# for the browser tests in build/ui/tree/node_modules.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
work=$top/build/ui/tree
dist=$top/build/ui/dist
mkdir -p "$work"
sum() { (cd "$top/ui" && find . -path ./node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cksum | cksum); }
now=$(sum)
[ -f "$dist/index.html" ] && [ "$(cat "$top/build/ui/stamp" 2>/dev/null)" = "$now" ] && exit 0
say() { echo "build_ui.sh: $1" >&2; }
command -v npm >/dev/null 2>&1 || { say "没有 npm，工作台的页面不装入 (no npm: built without the pages)"; exit 0; }
find "$work" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name lock -exec rm -rf {} +
(cd "$top/ui" && tar -cf - --exclude=./node_modules .) | tar -xf - -C "$work"
cd "$work"
lock=$(cksum package-lock.json)
if [ "$(cat lock 2>/dev/null)" != "$lock" ] || [ ! -d node_modules ]; then
  if ! npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error >npm.log 2>&1; then
    rm -rf node_modules
    say "npm ci 没有成功，工作台的页面不装入，见 build/ui/tree/npm.log (built without the pages)"
    exit 0
  fi
  echo "$lock" >lock
fi
rm -rf "$top/build/ui/new"
if npx --no-install vite build --outDir "$top/build/ui/new" --emptyOutDir --logLevel warn >build.log 2>&1; then
  rm -rf "$dist"
  mv "$top/build/ui/new" "$dist"
  echo "$now" >"$top/build/ui/stamp"
else
  cat build.log >&2
  say "工作台编译失败 (the pages do not build)"
  exit 1
fi
