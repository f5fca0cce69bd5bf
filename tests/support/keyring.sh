#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# keyring.sh open|absent COMMAND...: runs the command with a HOME and a D-Bus session of its own and in it
#   open    a real gnome-keyring with an unlocked login keyring (its password is "test")
#   absent  no session bus at all
# Nothing of the person who runs the tests is touched, and nothing is left behind.
set -euo pipefail
mode=$1
shift

home=$(mktemp -d "${TMPDIR:-/tmp}/stowage-keyring.XXXXXX")
# The bus may have started helpers that outlive it; they are told by their HOME.
clean_up() {
    local environment pid
    for environment in /proc/[0-9]*/environ; do
        pid=${environment#/proc/}
        pid=${pid%/environ}
        if [ "$pid" != $$ ] && tr '\0' '\n' 2>/dev/null <"$environment" | grep -qxF "HOME=$home"; then
            kill "$pid" 2>/dev/null || true
        fi
    done
    rm -rf "$home" || rm -rf "$home"
}
trap clean_up EXIT
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config
export XDG_CACHE_HOME=$home/cache XDG_STATE_HOME=$home/state
mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_SESSION_VERSION GNOME_KEYRING_CONTROL

case "$mode" in
    absent)
        "$@"
        ;;
    open)
        for program in gnome-keyring-daemon dbus-run-session; do
            command -v $program >/dev/null || {
                echo "These tests need $program: install gnome-keyring and dbus. (./dev test does it.)" >&2
                exit 1
            }
        done
        # An empty password would leave no login keyring behind, without an error.
        dbus-run-session -- bash -c '
            printf test | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null && "$@"
        ' keyring "$@"
        ;;
    *)
        echo "keyring.sh: open or absent, not $mode" >&2
        exit 2
        ;;
esac
