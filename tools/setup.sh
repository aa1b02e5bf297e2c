#!/bin/sh
# Makes the virtual environment with all pinned packages; on a bare Debian it first installs python3-venv where it may.
set -eu
python=${PYTHON:-python3}
venv=${VENV:-.venv}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "trucewatch needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Try: make PYTHON=python3.12 $*" >&2
    exit 2
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq python3-venv
    else
        echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
        exit 2
    fi
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Installing the pinned packages into $venv (a minute or two the first time) ..." >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
