#!/bin/sh
# Installs FollowTheMoney for the tests into the environment of the Python that is named (or .venv's), where it is missing.
# It needs PyICU, which is built here with a compiler and ICU's headers.
set -eu
cd "$(dirname "$0")/.."
python=${1:-.venv/bin/python}
"$python" -c 'import followthemoney' 2>/dev/null && exit 0
sh tools/system.sh icu
echo "Building PyICU and installing FollowTheMoney for the tests (one to three minutes, once) ..." >&2
# Not optimised: the tests do not need PyICU to be fast, and it is built in half the time.
CFLAGS=-O0 CXXFLAGS=-O0 "$python" -m pip install --quiet --disable-pip-version-check --no-input --retries 2 --timeout 30 \
    -c requirements/dev.txt followthemoney==4.11.2 pyicu==2.17
