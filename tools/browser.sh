#!/bin/sh
# Installs Chromium for the tests of the site where there is none and this may: on Debian and its kin, as root.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the tests (a minute) ..." >&2
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    echo "No Chromium here; on Debian: sudo apt-get install chromium" >&2
    exit 3
fi
