#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over our own sources: tidy.py BUILD_FOLDER [--all] [FILE...]

Without files: those changed against the branch `main` (or against HEAD on main itself), and when CI=true the whole
program as well; all of them, tests too, with --all. A file that passed is not looked at again until it, a header of ours that it includes, its compile command,
.clang-tidy or clang-tidy itself changes; that memory lives in $STOWAGE_TIDY_CACHE, by default the user's cache folder.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
ROOMS = ("core/", "ui/", "app/", "tests/")
# What GCC understands and clang does not.
FOREIGN_FLAGS = re.compile(r"^(-Wno-maybe-uninitialized|-fcoroutines|-fconcepts.*|-mno-direct-extern-access)$")


def ours(path):
    relative = os.path.relpath(path, ROOT)
    return relative.startswith(ROOMS) and not relative.startswith("tests/data/")


def commands(build):
    """Our sources with their compile commands, as clang understands them."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as held:
        entries = json.load(held)
    found = {}
    for entry in entries:
        path = os.path.abspath(os.path.join(entry["directory"], entry["file"]))
        if not ours(path) or path in found:
            continue
        words = [w for w in shlex.split(entry["command"]) if not FOREIGN_FLAGS.match(w)]
        if os.path.basename(words[0]) == "ccache":
            words = words[1:]
        found[path] = {"directory": entry["directory"], "file": path, "arguments": words}
    return found


class Contents:
    """Hashes of files and of what they include of ours."""

    def __init__(self):
        self.texts = {}
        self.includes = {}

    def text(self, path):
        if path not in self.texts:
            with open(path, "rb") as held:
                self.texts[path] = held.read()
        return self.texts[path]

    def direct(self, path):
        if path not in self.includes:
            names = re.findall(rb'^\s*#\s*include\s+"([^"]+)"', self.text(path), re.M)
            places = [ROOT, os.path.join(ROOT, "core"), os.path.join(ROOT, "tests"), os.path.dirname(path)]
            found = []
            for name in names:
                for place in places:
                    candidate = os.path.join(place, name.decode())
                    if os.path.isfile(candidate):
                        found.append(candidate)
                        break
            self.includes[path] = found
        return self.includes[path]

    def with_headers(self, path):
        seen, todo = {path}, [path]
        while todo:
            for other in self.direct(todo.pop()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return sorted(seen)

    def key(self, path, command, salt):
        digest = hashlib.sha256(salt)
        # Where the clone and its build folder are does not matter.
        words = [w.replace(ROOT, "ROOT") for w in command["arguments"]]
        digest.update(re.sub(r"/build/\w+", "/build", " ".join(words)).encode())
        for other in self.with_headers(path):
            digest.update(os.path.relpath(other, ROOT).encode() + b"\0" + self.text(other) + b"\0")
        return digest.hexdigest()


def changed_files():
    def git(*arguments):
        run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
        return run.stdout.split("\n") if run.returncode == 0 else None

    base = git("merge-base", "HEAD", "main")
    names = git("diff", "--name-only", base[0] if base else "HEAD") or []
    names += git("ls-files", "--others", "--exclude-standard") or []
    return {os.path.join(ROOT, name) for name in names if name}


def make_generated_files(build):
    """moc's output is included by tests: run the generators, compile nothing."""
    run = subprocess.run(["ninja", "-C", build, "-t", "targets", "all"], capture_output=True, text=True, check=True)
    targets = sorted(set(re.findall(r"^([A-Za-z]\w*_autogen): phony", run.stdout, re.M)))
    if targets:
        subprocess.run(["ninja", "-C", build, *targets], stdout=subprocess.DEVNULL, check=True)


def tidy(program, database, path):
    # Deprecation is the compiler's to tell: clang calls GCC 12's own std::stable_sort deprecated.
    run = subprocess.run([program, "-p", database, "--quiet", "--extra-arg=-Wno-unknown-warning-option",
                          "--extra-arg=-Wno-deprecated-declarations", path],
                         capture_output=True, text=True)
    text = "\n".join(line for line in (run.stdout + run.stderr).split("\n")
                     if not re.match(r"^(\d+ warnings? .*generated|Suppressed \d+|Use -header-filter)", line)).strip()
    return run.returncode, text


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("build")
    options.add_argument("files", nargs="*")
    options.add_argument("--all", action="store_true", help="every file")
    options.add_argument("-j", "--jobs", type=int, default=min(4, os.cpu_count() or 2))
    chosen = options.parse_args()

    program = shutil.which("clang-tidy-19")
    if not program:
        print("tidy: clang-tidy-19 is missing", file=sys.stderr)
        return 1
    build = os.path.abspath(chosen.build)
    known = commands(build)
    contents = Contents()
    if chosen.files:
        wanted = [p for p in known if p in {os.path.abspath(f) for f in chosen.files}]
    elif chosen.all:
        wanted = list(known)
    elif os.environ.get("CI") == "true":
        # Half of all files are tests: they are looked at where they change, the program every time.
        changed = changed_files()
        wanted = [p for p in known if p in changed or not os.path.relpath(p, ROOT).startswith("tests" + os.sep)]
    else:
        changed = changed_files()
        wanted = [p for p in known if p in changed]

    cache = os.environ.get("STOWAGE_TIDY_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "stowage-tidy")
    os.makedirs(cache, exist_ok=True)
    with open(os.path.join(ROOT, ".clang-tidy"), "rb") as held:
        salt = held.read() + subprocess.run([program, "--version"], capture_output=True).stdout
    keys = {p: contents.key(p, known[p], salt) for p in wanted}
    todo = [p for p in wanted if not os.path.exists(os.path.join(cache, keys[p]))]
    print("tidy: %d files, %d unchanged since they passed" % (len(wanted), len(wanted) - len(todo)), file=sys.stderr)
    if not todo:
        return 0

    make_generated_files(build)
    database = os.path.join(build, "tidy")
    os.makedirs(database, exist_ok=True)
    with open(os.path.join(database, "compile_commands.json"), "w", encoding="utf-8") as out:
        json.dump(list(known.values()), out)
    failed = 0
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(max_workers=chosen.jobs) as pool:
        runs = {pool.submit(tidy, program, database, p): p for p in todo}
        for done in concurrent.futures.as_completed(runs):
            code, text = done.result()
            if code or text:
                failed += 1
                print(text.replace(ROOT + "/", ""), flush=True)
            else:
                with open(os.path.join(cache, keys[runs[done]]), "w", encoding="utf-8"):
                    pass
    print("tidy: looked at %d files in %d s, %d with findings" % (len(todo), time.monotonic() - started, failed),
          file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
