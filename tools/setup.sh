#!/bin/sh
# Installs what is missing to build (and, with `dev`, to test) cedu on Debian 12. Does nothing, quickly, when all is there.
# Usage: tools/setup.sh [build|dev]      Needs root or sudo only when something is missing.
set -eu
what=${1:-build}
build="gcc libc6-dev make pkg-config meson ninja-build python3 libxml2-dev libicu-dev libuchardet-dev libsqlite3-dev
libsodium-dev libjansson-dev libmicrohttpd-dev libzstd-dev libarchive-dev libxlsxwriter-dev zlib1g-dev libbrotli-dev libcurl4-openssl-dev poppler-utils opencc libopencc-data"
dev="python3-dev python3-venv clang clang-format llvm libcmocka-dev chromium fonts-noto-cjk librsvg2-2 pandoc zsh fish"
case $what in
  build) want=$build ;;
  dev) want="$build $dev" ;;
  *) echo "usage: tools/setup.sh [build|dev]" >&2; exit 2 ;;
esac

missing=""
for p in $want; do
  dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || missing="$missing $p"
done
# node and npm from elsewhere conflict with Debian's: take Debian's only where there are none.
command -v npm >/dev/null 2>&1 || missing="$missing npm"
# Programs that are there from elsewhere do as well.
have() { command -v "$1" >/dev/null 2>&1; }
keep=""
for p in $missing; do
  case $p in
    gcc|make|meson|clang|clang-format|python3) have "$p" && continue ;;
    ninja-build) have ninja && continue ;;
    chromium) { have chromium || have google-chrome; } && continue ;;
    pkg-config) { have pkg-config || have pkgconf; } && continue ;;
  esac
  keep="$keep $p"
done
[ -n "$keep" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "cedu: please install these packages (Debian names):$keep" >&2
  exit 1
fi
sudo=""
if [ "$(id -u)" != 0 ]; then
  if command -v sudo >/dev/null 2>&1; then sudo=sudo; else
    echo "cedu: not root and no sudo; please install:$keep" >&2
    exit 1
  fi
fi
echo "cedu: installing$keep"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $keep >/dev/null
