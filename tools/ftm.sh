#!/bin/sh
# Installs FollowTheMoney for the tests into the environment of the Python that is named (or .venv's), where it is missing.
# It needs PyICU, which is built here: on Debian and its kin, as root, the compiler and ICU's headers are installed first.
set -eu
cd "$(dirname "$0")/.."
python=${1:-.venv/bin/python}
"$python" -c 'import followthemoney' 2>/dev/null && exit 0
ready() { command -v g++ && command -v pkg-config && pkg-config --exists icu-i18n; }
if ! ready >/dev/null 2>&1; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing a C++ compiler and ICU's headers for the tests (half a minute) ..." >&2
        limits="-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20"
        # shellcheck disable=SC2086 # several words
        apt-get $limits update -qq >/dev/null &&
            DEBIAN_FRONTEND=noninteractive apt-get $limits install -y -qq g++ pkg-config libicu-dev >/dev/null
    else
        echo "PyICU cannot be built here; on Debian or Ubuntu: sudo apt-get install g++ pkg-config libicu-dev" >&2
        exit 3
    fi
fi
echo "Building PyICU and installing FollowTheMoney for the tests (one to three minutes, once) ..." >&2
# Not optimised: the tests do not need PyICU to be fast, and it is built in half the time.
CFLAGS=-O0 CXXFLAGS=-O0 "$python" -m pip install --quiet --disable-pip-version-check --no-input --retries 2 --timeout 30 \
    -c requirements/dev.txt followthemoney==4.11.2 pyicu==2.17
