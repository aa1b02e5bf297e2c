#!/bin/sh
# Installs a PostgreSQL server for the tests where there is none and this may: on Debian and its kin, as root.
set -eu
for found in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb || true)"; do
    [ -x "$found" ] && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing PostgreSQL for the tests (half a minute) ..." >&2
    # The tests start a server of their own in a temporary folder; the package must not start one, too.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/trucewatch-tests.conf
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
else
    echo "No PostgreSQL server here; on Debian or Ubuntu: sudo apt-get install postgresql" >&2
    exit 3
fi
