#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# package.sh BUILD_FOLDER OUTPUT_FOLDER: makes the .deb and checks it and what it installs.
set -euo pipefail
build=$1
output=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

desktop-file-validate "$here/io.github.stowage.Stowage.desktop"
appstreamcli validate --no-net "$here/io.github.stowage.Stowage.metainfo.xml"

rm -rf "$build/package" "$output"
mkdir -p "$output"
(cd "$build" && cpack -G DEB >&2)
mv "$build"/package/*.deb "$output"/
deb=$(echo "$output"/*.deb)
lintian --allow-root --fail-on error,warning "$deb"

# It must run from where it is unpacked, and its manual page must be readable.
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
dpkg-deb -x "$deb" "$unpacked"
"$unpacked/usr/bin/stowage" --version
zcat "$unpacked/usr/share/man/man1/stowage.1.gz" | grep -q '^\.TH STOWAGE'
dpkg-deb -f "$deb" Package Version Depends Recommends
echo "$deb"
