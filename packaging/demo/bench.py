#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""1 GiB through pull and push, beside Debian's skopeo: speed and peak memory. Run it with ./dev bench.

Every program runs under /usr/bin/time, whose figure for the peak is the program's own. Runs alternate, the best of each
counts; all numbers go to build/bench/result.json as well.
"""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from demo import private_environment  # noqa: E402
from registry import Registry, end_on_signals, heading, say  # noqa: E402
from samples import OCI_CONFIG, OCI_LAYER, OCI_MANIFEST, compact, noise  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
MEMORY_LIMIT_MIB = 100


def fill(registry, size, folder):
    """One image of one layer. Nobody unpacks it, so the layer is noise without a tar around it."""
    path = os.path.join(folder, "layer")
    digest = hashlib.sha256()
    with open(path, "wb") as out:
        for part in noise("bench", size):
            digest.update(part)
            out.write(part)
    layer = "sha256:" + digest.hexdigest()
    registry.push_blob("bench/large", lambda: open(path, "rb"), size, layer)
    config = compact({"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [layer]}})
    config_digest = "sha256:" + hashlib.sha256(config).hexdigest()
    registry.push_blob("bench/large", lambda: iter([config]), len(config), config_digest)
    manifest = compact({"schemaVersion": 2, "mediaType": OCI_MANIFEST,
                        "config": {"mediaType": OCI_CONFIG, "digest": config_digest, "size": len(config)},
                        "layers": [{"mediaType": OCI_LAYER, "digest": layer, "size": size}]})
    registry.push_manifest("bench/large", "1", OCI_MANIFEST, manifest)
    os.remove(path)


def measure(name, arguments, environment, folder):
    figures = os.path.join(folder, "time.txt")
    started = time.monotonic()
    run = subprocess.run(["/usr/bin/time", "-f", "%M %e %U %S", "-o", figures, *arguments], env=environment,
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wall = time.monotonic() - started
    if run.returncode:
        raise SystemExit("%s failed (%d): %s" % (name, run.returncode, run.stderr[-2000:]))
    with open(figures, encoding="utf-8") as held:
        peak, _, user, system = held.read().split()
    return {"name": name, "seconds": wall, "peakMiB": int(peak) / 1024, "cpuSeconds": float(user) + float(system)}


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--size", type=int, default=1024, help="MiB of the layer")
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    program = os.environ.get("STOWAGE_PROGRAM") or os.path.join(ROOT, "build", "release", "app", "stowage")
    skopeo = shutil.which("skopeo")
    end_on_signals()
    folder = os.path.join(ROOT, "build", "bench")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    size = chosen.size << 20
    if shutil.disk_usage(folder).free < 5 * size:
        raise SystemExit("the benchmark needs %d MiB of free disk below build/" % (5 * size >> 20))
    environment = private_environment(os.path.join(folder, "home"))
    results = []

    def step(name, arguments):
        results.append(measure(name, arguments, environment, folder))

    try:
        with Registry(os.path.join(folder, "source"), "source") as source:
            fill(source, size, folder)
            image = source.host + "/bench/large:1"
            for run in range(chosen.runs):
                store, layout = os.path.join(folder, "store"), os.path.join(folder, "layout")
                shutil.rmtree(store, ignore_errors=True)
                shutil.rmtree(layout, ignore_errors=True)
                step("stowage pull", [program, "pull", image, "--to", store, "--plain-http", source.host, "--quiet"])
                if skopeo:
                    step("skopeo pull", [skopeo, "copy", "--quiet", "--src-tls-verify=false", "docker://" + image,
                                         "oci:" + layout + ":1"])
                    shutil.rmtree(layout, ignore_errors=True)
                target_folder = os.path.join(folder, "target")
                with Registry(target_folder, "target") as target:
                    step("stowage push", [program, "push", "--from", store, "--to", target.host + "/in", "--plain-http",
                                          target.host, "--quiet"])
                shutil.rmtree(target_folder, ignore_errors=True)
                say("run %d of %d: %s" % (run + 1, chosen.runs, ", ".join(
                    "%s %.2f s" % (r["name"], r["seconds"]) for r in results[-3 if skopeo else -2:])))
    finally:
        for name in ("source", "target", "store", "layout", "home"):
            shutil.rmtree(os.path.join(folder, name), ignore_errors=True)

    heading("%d MiB, best of %d" % (chosen.size, chosen.runs))
    say("%-14s %8s %10s %12s %8s" % ("", "seconds", "MB/s", "peak memory", "CPU s"))
    best = {}
    for name in dict.fromkeys(r["name"] for r in results):
        mine = [r for r in results if r["name"] == name]
        best[name] = {"seconds": min(r["seconds"] for r in mine), "peakMiB": max(r["peakMiB"] for r in mine),
                      "cpuSeconds": min(r["cpuSeconds"] for r in mine)}
        say("%-14s %8.2f %10.0f %8.0f MiB %8.2f" % (name, best[name]["seconds"], size / best[name]["seconds"] / 1e6,
                                                   best[name]["peakMiB"], best[name]["cpuSeconds"]))
    peak = max(best["stowage pull"]["peakMiB"], best["stowage push"]["peakMiB"])
    say("peak of stowage %.0f MiB: %s" % (peak, "below %d MiB" % MEMORY_LIMIT_MIB if peak < MEMORY_LIMIT_MIB
                                          else "NOT below %d MiB" % MEMORY_LIMIT_MIB))
    if skopeo:
        ratio = best["stowage pull"]["seconds"] / best["skopeo pull"]["seconds"]
        say("pulling took %.2f times what skopeo took" % ratio)
    with open(os.path.join(folder, "result.json"), "w", encoding="utf-8") as out:
        json.dump({"sizeMiB": chosen.size, "runs": results, "best": best}, out, indent=1)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
