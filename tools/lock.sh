#!/bin/sh
# Pins every dependency for all systems; run after a change of pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || .venv/bin/pip install -q uv
for extra in dev train bench packs; do
    "$uv" pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        --extra frames --extra "$extra" pyproject.toml -o "requirements/$extra.txt"
done
