#!/bin/sh
# Builds and runs the example in a fresh Debian 12 root that has nothing installed by hand: what a newcomer's machine is.
# By hand (needs root, debootstrap and a package mirror). Usage: tools/test_clean_root.sh [ROOT] [make target...]
set -eu
root=${1:-/tmp/cedu-clean-root}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- run
here=$(cd "$(dirname "$0")/.." && pwd)
[ -x "$root/bin/sh" ] || debootstrap --variant=minbase bookworm "$root" "${MIRROR:-http://deb.debian.org/debian}"
for f in /etc/resolv.conf /etc/hosts; do cp -L "$f" "$root$f" 2>/dev/null || true; done
# Behind a proxy with a certificate of its own, this machine's bundle must be known in there too; elsewhere it changes nothing.
bundle=/etc/ssl/certs/ca-certificates.crt
if [ -e "$bundle" ]; then cp -L "$bundle" "$root/etc/host-ca.crt"; fi
for v in NODE_EXTRA_CA_CERTS SSL_CERT_FILE PIP_CERT REQUESTS_CA_BUNDLE CURL_CA_BUNDLE; do export "$v=/etc/host-ca.crt"; done
mkdir -p "$root/proc" "$root/dev" "$root/src"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
trap 'umount "$root/proc" "$root/dev" 2>/dev/null || true' EXIT
rm -rf "$root/src/cedu"
git clone -q "$here" "$root/src/cedu"
chroot "$root" /bin/sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends make >/dev/null && cd /src/cedu && make "$@"' sh "$@"
