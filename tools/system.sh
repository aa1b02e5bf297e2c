#!/bin/sh
# Installs what tests need of the system, where it is missing and this may be done: on Debian and its kin, as root.
#   sh tools/system.sh postgresql | chromium | pango | icu
set -eu
what=${1:-}

is_there() {
    case $what in
    postgresql) for found in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb || true)"; do [ -x "$found" ] && return; done; false ;;
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    pango) ldconfig -p | grep -q 'libpangoft2-1\.0\.so' && fc-list | grep -q . ;;
    icu) command -v g++ && command -v pkg-config && pkg-config --exists icu-i18n ;;
    esac
}

case $what in
postgresql | chromium) packages=$what ;;
pango) packages="libpango-1.0-0 libpangoft2-1.0-0 fontconfig fonts-dejavu-core" ;;
icu) packages="g++ pkg-config libicu-dev" ;;
*) echo "say what: sh tools/system.sh postgresql, chromium, pango or icu" >&2 && exit 2 ;;
esac
is_there >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "$what is not here; on Debian or Ubuntu: sudo apt-get install $packages" >&2
    exit 3
fi
echo "Installing $packages for the tests (a minute at most) ..." >&2
if [ "$what" = postgresql ]; then
    # The tests start a server of their own in a temporary folder; the package must not start one, too.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/trucewatch-tests.conf
fi
limits="-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20"
# shellcheck disable=SC2086 # several words
apt-get $limits update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get $limits install -y -qq $packages >/dev/null
