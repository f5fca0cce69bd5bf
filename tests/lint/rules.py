#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The house rules that no compiler checks: rules.py [--root FOLDER] [--no-tools]

Exit code 0 and silence when all hold, else 1 and one line per violation: `file:line: rule: text`.
A line of C++ may be excused with `// lint: allow RULE, reason`.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

# Which rooms each room may look at, directly or through another one (ARCHITECTURE.md).
ARROWS = {
    "base": [],
    "text": ["base"],
    "oci": ["base"],
    "async": ["base"],
    "copy": ["oci", "async"],
    "http": ["async"],
    "registry": ["copy", "http"],
    "store": ["copy"],
    "archive": ["copy"],
    "layers": ["oci"],
    "tasks": ["copy"],
    "credentials": ["copy"],
    "transfer": ["copy"],
}
ARROWS["service"] = sorted(ARROWS)
# The window and the program see values and the service, never what is behind it: not transitive.
OUTER = {
    "ui": {"ui", "service", "tasks", "copy", "oci", "text", "base"},
    # A command is a coroutine of the main thread.
    "app": {"app", "ui", "service", "async", "tasks", "copy", "oci", "text", "base"},
}
# Headers of libraries that only some rooms may include.
LIBRARIES = [
    (re.compile(r"^(QNetworkAccessManager|QNetworkReply)$|^QtNetwork/QNetwork(AccessManager|Reply)$"), {"http"}),
    (re.compile(r"^yaml-cpp/"), {"tasks"}),
    (re.compile(r"^re2/"), {"tasks"}),
    (re.compile(r"^qt6keychain/"), {"credentials"}),
    (re.compile(r"^Q(Application|Widget|GuiApplication|Icon|Painter|Image|Pixmap|Font|Color)$|^Qt(Gui|Widgets)"),
     {"ui", "app"}),
]
MAX_LINES = 500
MAX_TEST_LINES = 800  # rows of data are long and easily read
SOURCES = (".h", ".cpp")
# Where texts for people live.
VISIBLE = ("ui/", "app/", "core/text/", "core/service/")
SPDX = "SPDX-License-Identifier: Apache-2.0"

FORBIDDEN = [
    ("nested-loop", re.compile(r"\bQEventLoop\b|\bprocessEvents\s*\(|\bqWait\w*\s*\("),
     "no nested event loops: use coroutines and signals"),
    ("blocking-wait", re.compile(r"(\.|->)waitFor(Finished|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|"
                                 r"Started|NewConnection)\s*\("), "no blocking waits: use signals"),
    ("sleep", re.compile(r"\bsleep_(for|until)\s*\(|\bQThread::u?m?sleep\s*\(|(?<!\w)::sleep\s*\(|\b(u|nano)sleep\s*\("),
     "no sleeping: wait on the Clock"),
    ("modal", re.compile(r"(\.|->)exec\s*\(|\bQ(Message|Input|File|Color|Font)(Box|Dialog)::(get\w+|question|warning|"
                         r"information|critical|about\w*)\s*\("), "dialogs are opened with open(), menus with popup()"),
]
# A coroutine may refer to what its scope owns (`T &`), never to what may be a temporary (`const T &`, `T &&`).
COROUTINE = re.compile(r"QCoro::Task<[^;{}()]*>\s+[\w:]+\s*\(([^;{}]*?)\)\s*(?:const\b|override\b|final\b|noexcept\b|=|;|\{)")
ALLOW = re.compile(r"//\s*lint: allow ([a-z-]+), \S")


class Report:
    def __init__(self):
        self.lines = []

    def add(self, path, line, rule, text):
        self.lines.append("%s:%d: %s: %s" % (path, line, rule, text))


def closure(room):
    seen = {room}
    todo = [room]
    while todo:
        for other in ARROWS[todo.pop()]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def allowed_rooms(room):
    return OUTER[room] if room in OUTER else closure(room)


def room_of(path):
    parts = path.split("/")
    if parts[0] == "core" and len(parts) > 2:
        return parts[1]
    return parts[0] if parts[0] in OUTER else None


def without_comments(text):
    """The same lines, with comments and the insides of string literals blanked."""
    def blank(match):
        found = match.group(0)
        if found.startswith(("'", '"')):
            return found[0] + " " * (len(found) - 2) + found[-1]
        return re.sub(r"[^\n]", " ", found)
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", blank, text, flags=re.S)


def check_arrows(path, text, report):
    room = room_of(path)
    if room is None:
        return
    if room not in ARROWS and room not in OUTER:
        report.add(path, 1, "arrows", "the room %s is not in the table of tests/lint/rules.py" % room)
        return
    allowed = allowed_rooms(room)
    for number, line in enumerate(text.split("\n"), 1):
        local = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if local:
            target = local.group(1)
            first = target.split("/")[0] if "/" in target else room
            if "/" not in target:
                if not target.endswith(".moc") and room != "app":
                    report.add(path, number, "arrows", 'write "%s" with its room' % target)
            elif first not in allowed:
                report.add(path, number, "arrows", "%s may not look at %s (%s)" % (room, first, target))
        system = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if system:
            for pattern, rooms in LIBRARIES:
                if pattern.search(system.group(1)) and room not in rooms:
                    report.add(path, number, "arrows",
                               "<%s> belongs to %s only" % (system.group(1), ", ".join(sorted(rooms))))


def check_links(path, text, report):
    """A room's CMakeLists.txt links only where its includes may look."""
    room = room_of(path)
    if room not in ARROWS and room not in OUTER:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for target in re.findall(r"\b(?:Stowage::|stowage_)([a-z]+)\b", line.split("#")[0]):
            if target in ARROWS or target in OUTER:
                if target != room and target not in allowed_rooms(room):
                    report.add(path, number, "arrows", "%s may not link %s" % (room, target))


def check_words(path, text, report):
    if room_of(path) is None:
        return
    lines = text.split("\n")
    # A program's own event loop is what main() runs.
    rules = [r for r in FORBIDDEN if not (path == "app/main.cpp" and r[0] == "modal")]
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        for rule, pattern, advice in rules:
            if pattern.search(line):
                excuse = ALLOW.search(lines[number - 1]) or (number > 1 and ALLOW.search(lines[number - 2]))
                if not (excuse and excuse.group(1) == rule):
                    report.add(path, number, rule, advice)


def check_coroutines(path, text, report):
    if room_of(path) is None:
        return
    plain = without_comments(text)
    for match in COROUTINE.finditer(plain):
        if re.search(r"\bconst\b[^,]*&|&&", match.group(1)):
            report.add(path, plain.count("\n", 0, match.start()) + 1, "coroutine",
                       "parameters of a coroutine by value: a reference may be to a temporary")


def check_header(path, text, report):
    if SPDX not in "\n".join(text.split("\n")[:3]):
        report.add(path, 1, "spdx", "the first line must say %s" % SPDX)
    if path.endswith(".h") and "#pragma once" not in text:
        report.add(path, 1, "once", "a header starts with #pragma once")


def check_size(path, text, report):
    lines = text.count("\n")
    limit = MAX_TEST_LINES if path.startswith("tests/") else MAX_LINES
    if path.endswith(SOURCES) and lines > limit:
        report.add(path, lines, "length", "%d lines; one subject per file, %d at most" % (lines, limit))


def check_shell(root, path, report):
    run = subprocess.run(["bash", "-n", path], cwd=root, capture_output=True, text=True)
    if run.returncode:
        report.add(path, 1, "shell", run.stderr.strip().replace("\n", " "))


def check_format(root, files, report):
    program = shutil.which("clang-format-19")
    if not program:
        report.add("tests/lint/rules.py", 1, "format", "clang-format-19 is missing")
        return
    for start in range(0, len(files), 100):
        run = subprocess.run([program, "--dry-run", "-Werror", *files[start:start + 100]], cwd=root,
                             capture_output=True, text=True)
        if run.returncode:
            bad = sorted(set(re.findall(r"^(.*?):\d+:\d+: error", run.stderr, re.M)))
            for path in bad:
                report.add(path, 1, "format", "run ./dev format")
            if not bad:
                report.add(files[start], 1, "format", run.stderr.strip()[:400])


def check_translations(root, files, report):
    """The committed .ts files hold exactly the texts of the sources."""
    catalogues = [f for f in files if f.endswith(".ts")]
    program = next((p for p in ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate"))
                    if p and os.path.exists(p)), None)
    if not catalogues:
        return
    if not program:
        report.add(catalogues[0], 1, "translations", "lupdate is missing (qt6-l10n-tools)")
        return
    sources = [os.path.join(root, f) for f in files if f.endswith(SOURCES) and f.startswith(VISIBLE)]
    with tempfile.TemporaryDirectory() as folder:
        listing = os.path.join(folder, "sources.txt")
        with open(listing, "w", encoding="utf-8") as out:
            out.write("\n".join(sources))
        for path in catalogues:
            with open(os.path.join(root, path), encoding="utf-8") as held:
                before = held.read()
            copy = os.path.join(folder, os.path.basename(path))
            with open(copy, "w", encoding="utf-8") as out:
                out.write(before)
            # Without the include roots lupdate does not see the namespace of a class, and so names other contexts.
            # English is the language of the sources but for its plurals, which have two forms.
            if path.endswith("_en.ts") and "<numerusform></numerusform>" in before:
                report.add(path, 1, "translations", "an English plural is empty: fill in both forms")
            run = subprocess.run([program, "-silent", "-locations", "none", "-no-obsolete", "-I", root,
                                  "-I", os.path.join(root, "core"), "@" + listing, "-ts", copy],
                                 capture_output=True, text=True)
            with open(copy, encoding="utf-8") as got:
                after = got.read()
            if run.returncode:
                report.add(path, 1, "translations", run.stderr.strip()[:400])
            elif texts_of(before) != texts_of(after):
                missing = texts_of(after) - texts_of(before)
                stale = texts_of(before) - texts_of(after)
                report.add(path, 1, "translations", "%d texts missing, %d stale: build the target update_translations"
                           % (len(missing), len(stale)))


def texts_of(catalogue):
    found = set()
    for context in re.findall(r"<context>(.*?)</context>", catalogue, re.S):
        name = re.search(r"<name>(.*?)</name>", context, re.S).group(1)
        for message in re.findall(r"<message[^>]*>(.*?)</message>", context, re.S):
            if 'type="vanished"' in message or 'type="obsolete"' in message:
                continue
            source = re.search(r"<source>(.*?)</source>", message, re.S)
            comment = re.search(r"<comment>(.*?)</comment>", message, re.S)
            found.add((name, source.group(1) if source else "", comment.group(1) if comment else ""))
    return found


def tracked(root):
    run = shutil.which("git") and subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True)
    if run and run.returncode == 0:
        return sorted({f for f in run.stdout.decode().split("\0") if f and os.path.isfile(os.path.join(root, f))})
    return sorted(os.path.relpath(os.path.join(folder, name), root)
                  for folder, _, names in os.walk(root) for name in names)


def check_tree(root, with_tools=True):
    report = Report()
    files = tracked(root)
    for path in files:
        name = os.path.basename(path)
        code = path.endswith(SOURCES)
        script = path.endswith(".sh") or path in ("dev", ".ci/run")
        if not (code or script or name == "CMakeLists.txt" or path.endswith((".cmake", ".py"))):
            continue
        if path.startswith("tests/data/"):
            continue
        with open(os.path.join(root, path), encoding="utf-8") as held:
            text = held.read()
        check_header(path, text, report)
        check_size(path, text, report)
        if code:
            check_arrows(path, text, report)
            check_words(path, text, report)
            check_coroutines(path, text, report)
        elif name == "CMakeLists.txt":
            check_links(path, text, report)
        if script:
            check_shell(root, path, report)
    if with_tools:
        check_format(root, [f for f in files if f.endswith(SOURCES) and not f.startswith("tests/data/")], report)
        check_translations(root, files, report)
    return report.lines


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--root", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    options.add_argument("--no-tools", action="store_true", help="leave out what needs clang-format and lupdate")
    chosen = options.parse_args()
    lines = check_tree(os.path.abspath(chosen.root), not chosen.no_tools)
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
