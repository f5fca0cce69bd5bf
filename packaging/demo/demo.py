#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The main job, for all to see: pull from one registry, look, push into another. Run it with ./dev demo.

Two real registry servers on loopback stand for the internet and for the private site. Everything is made below
build/demo; the servers end with the demo. With a display the window opens on the result at the end.
"""
import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from registry import Registry, end_on_signals, heading, mib, say  # noqa: E402
from samples import CHOSEN, demo_images  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PLATFORMS = ["linux/amd64", "linux/arm64"]
LARGE = 256 << 20


def stowage(program, arguments, environment, capture=False):
    """Runs the command line as a user would, after showing it."""
    say("$ stowage " + " ".join(shlex.quote(a) for a in arguments))
    run = subprocess.run([program, *arguments], env=environment, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE if capture else None)
    if run.returncode:
        say(run.stdout.decode() if capture else "")
        raise SystemExit("stowage %s ended with exit code %d" % (arguments[0], run.returncode))
    return json.loads(run.stdout) if capture else None


def private_environment(home):
    """Settings and state of the demo stay in its folder; the keychain is the user's own."""
    environment = dict(os.environ)
    for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"),
                         ("XDG_DATA_HOME", "data")):
        environment[name] = os.path.join(home, folder)
        os.makedirs(environment[name], mode=0o700, exist_ok=True)
    return environment


def check_digests(report, inside):
    """Every pushed image once more from the second registry, hashed by us."""
    wrong = 0
    say("%-44s %-24s %s" % ("image in the private registry", "digest", "read back"))
    for image in report["images"]:
        name = image["target"].split("/", 1)[1]
        repository, _, tag = name.rpartition(":")
        found = inside.digest(repository, tag)
        same = found == image["digest"]
        wrong += not same
        say("%-44s %-24s %s" % (name, image["digest"][:19] + "…", "equal" if same else found))
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--no-window", action="store_true", help="end after the summary, also with a display")
    options.add_argument("--folder", default=os.path.join(ROOT, "build", "demo"))
    chosen = options.parse_args()
    program = os.environ.get("STOWAGE_PROGRAM") or os.path.join(ROOT, "build", "release", "app", "stowage")
    end_on_signals()

    folder = os.path.abspath(chosen.folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    store = os.path.join(folder, "images")
    environment = private_environment(os.path.join(folder, "home"))
    started = time.monotonic()

    with Registry(os.path.join(folder, "internet"), "the internet") as outside, \
            Registry(os.path.join(folder, "private"), "the private registry") as inside:
        heading("Two registries: the internet at %s, the private one at %s" % (outside.host, inside.host))
        images = demo_images(LARGE)
        for image in images:
            image.push(outside)
            say("  filled in %-22s %s" % (image.name, ", ".join(image.platforms)))

        wanted = os.path.join(folder, "release.txt")
        with open(wanted, "w", encoding="utf-8") as out:
            out.write("# what release 2.1.0 needs\n")
            out.writelines("%s/%s\n" % (outside.host, name) for name in CHOSEN)
        plain = ["--plain-http", outside.host, "--plain-http", inside.host]
        # One image has no arm64: `strict` would refuse it, `warn` takes what there is and says so.
        platforms = [word for platform in PLATFORMS for word in ("--platform", platform)] + ["--policy", "warn"]

        heading("Monday, online: what would be fetched")
        plan = stowage(program, ["pull", "--file", wanted, "--to", store, *platforms, *plain, "--plan", "--json"],
                       environment, capture=True)
        say("%d images, %d blobs, %s to fetch" % (len(plan["images"]), plan["blobs"]["unique"],
                                                  mib(plan["bytes"]["toTransfer"])))
        for warning in plan["warnings"]:
            say("  note: " + warning)

        heading("Fetch it, for %s" % " and ".join(PLATFORMS))
        pulled = stowage(program, ["pull", "--file", wanted, "--to", store, *platforms, *plain, "--json"], environment,
                         capture=True)
        heading("Prove that it is whole")
        verified = stowage(program, ["verify", store, "--json"], environment, capture=True)
        say("%d blobs, %s read and hashed, %d problems" % (verified["blobs"], mib(verified["bytes"]),
                                                           len(verified["problems"])))
        heading("What is on the stick")
        stowage(program, ["list", store], environment)

        heading("Wednesday, inside: push under a name template")
        template = inside.host + "/mirror/{{repository}}:{{reference}}"
        pushed = stowage(program, ["push", "--from", store, "--to", template, *plain, "--json"], environment,
                         capture=True)
        heading("Read the digests back")
        wrong = check_digests(pushed, inside)

        heading("Summary")
        for verb, report in (("pulled", pulled), ("pushed", pushed)):
            moved, seconds = report["bytes"]["transferred"], report["seconds"]
            say("%s %d images, %s in %.1f s (%s/s)" % (verb, len(report["images"]), mib(moved), seconds,
                                                      mib(moved / max(seconds, 0.001))))
        say("%d of %d digests equal at both ends; all of it took %.0f s; the store is %s" % (
            len(pushed["images"]) - wrong, len(pushed["images"]), time.monotonic() - started, store))
        if wrong:
            return 1

        display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if display and not chosen.no_window:
            heading("The window, on the result (the registries run until it is closed)")
            say("For a first pull of your own, type on the page Prepare: %s/shop/base:1.9" % outside.host)
            subprocess.run([program, *plain, store], env=environment, stdin=subprocess.DEVNULL, check=False)
        elif not display:
            say("No display here; with one, the window would open now: ./dev run %s" % store)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
