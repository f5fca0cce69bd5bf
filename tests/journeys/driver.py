# SPDX-License-Identifier: Apache-2.0
"""Drives the real window from outside, as a screen reader and a keyboard do.

    with Session() as session:
        window = session.run([program])
        window.enter("Image reference", "alpine:3.19")
        window.press("Add")
        window.until_row("Images", "docker.io/library/alpine")

A session has a display, a window manager, a D-Bus with accessibility bus, an unlocked keyring and an empty home of its own;
all of it ends with the `with`. Things are found by role and accessible name (ux.md's contract), in LANG=C.UTF-8.
Needs Debian's xvfb openbox dbus at-spi2-core gnome-keyring xdotool imagemagick python3-gi gir1.2-atspi-2.0.
"""
import ctypes
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
warnings.filterwarnings("ignore", message=r"Atspi\.")
PATIENCE = float(os.environ.get("STOWAGE_JOURNEY_PATIENCE", "30"))
BUTTONS = ("push button", "button", "toggle button", "menu item", "check menu item", "check box", "radio button",
           "page tab")
FIELDS = ("text", "password text", "editable text", "entry")
VIEWS = ("table", "tree", "tree table", "list")


class Lost(AssertionError):
    """Something did not come about in time; says what was there instead."""


def _child_of_ours():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: nothing outlives the test


def until(question, what, patience=None, explain=None):
    """The first true answer to `question`. Answers from programs that are busy or just closing may raise."""
    deadline = time.monotonic() + (patience or PATIENCE)
    trouble = None
    while True:
        try:
            answer = question()
            if answer:
                return answer
        except Lost:
            raise
        except Exception as problem:  # noqa: BLE001  a widget that went away while we looked at it
            trouble = problem
        if time.monotonic() > deadline:
            raise Lost("waited in vain for %s%s%s" % (what, " (%s)" % trouble if trouble else "",
                                                       "\n" + explain() if explain else ""))
        time.sleep(0.04)


class Session:
    """The private desktop."""

    def __init__(self, size="1280x800", scale=None, pictures=None, environment=None):
        self.size, self.scale, self.pictures = size, scale, pictures
        self.extra = environment or {}
        self._children, self._programs = [], []

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="stowage-journey.")
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        for child in reversed(self._programs + self._children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(5)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        self._end_strays()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_strays(self):
        """What the bus started is told by its HOME."""
        mark = ("HOME=" + self.home).encode()
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/environ" % pid, "rb") as held:
                    if int(pid) != os.getpid() and mark in held.read().split(b"\0"):
                        os.kill(int(pid), signal.SIGTERM)
            except OSError:
                pass

    def _build(self):
        self.home = os.path.join(self.folder, "home")
        keep = ("PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "STOWAGE_DOCKER_REGISTRY")
        self.environment = {k: os.environ[k] for k in keep if k in os.environ}
        self.environment.update(HOME=self.home, LANG="C.UTF-8", QT_QPA_PLATFORM="xcb", QT_ACCESSIBILITY="1",
                                QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", XDG_RUNTIME_DIR=os.path.join(self.folder, "run"))
        for name, place in (("CONFIG", ".config"), ("DATA", ".local/share"), ("STATE", ".local/state"),
                            ("CACHE", ".cache")):
            self.environment["XDG_%s_HOME" % name] = os.path.join(self.home, place)
        for place in [v for k, v in self.environment.items() if k.startswith("XDG_")]:
            os.makedirs(place, mode=0o700)
        if self.scale:
            self.environment["QT_SCALE_FACTOR"] = str(self.scale)
        self.environment.update(self.extra)

        number = self._announced(lambda fd: ["Xvfb", "-displayfd", str(fd), "-screen", "0", self.size + "x24", "-dpi", "96",
                                             "-nolisten", "tcp", "-noreset"])
        self.environment["DISPLAY"] = ":" + number
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._announced(
            lambda fd: ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=%d" % fd])
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"], check=True,
                       env=self.environment, input=b"journey", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._child(["openbox", "--sm-disable"])
        until(lambda: b"window id" in self._tool("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")
        self._tool("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus",
                   "org.a11y.Bus.GetAddress")
        # The accessibility library looks at the environment of this process, once.
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME"):
            os.environ[name] = self.environment[name]
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()
        Atspi.set_timeout(3000, 15000)

    def _child(self, command, **more):
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, preexec_fn=_child_of_ours, **more)
        self._children.append(child)
        return child

    def _announced(self, command):
        """Starts a server that writes where it listens to a file descriptor."""
        reading, writing = os.pipe()
        self._child(command(writing), pass_fds=[writing])
        os.close(writing)
        text = b""
        with os.fdopen(reading, "rb", 0) as pipe:
            while not text.endswith(b"\n"):
                ready = select.select([pipe], [], [], PATIENCE)[0]
                part = pipe.read(4096) if ready else b""
                if not part:
                    raise Lost("%s did not start" % command(0)[0])
                text += part
        return text.decode().strip()

    def _tool(self, *command):
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=60).stdout

    def run(self, command):
        """Starts the program and waits for its window."""
        log = open(os.path.join(self.folder, "program-%d.log" % len(self._programs)), "wb")
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                                 stderr=subprocess.STDOUT, preexec_fn=_child_of_ours)
        log.close()
        self._programs.append(child)

        def present():
            if child.poll() is not None:
                with open(log.name, errors="replace") as text:
                    raise Lost("%s ended with %d:\n%s" % (command[0], child.returncode, text.read()))
            desktop = self.atspi.get_desktop(0)
            for index in range(desktop.get_child_count()):
                candidate = desktop.get_child_at_index(index)
                if candidate is not None and candidate.get_process_id() == child.pid:
                    candidate.set_cache_mask(self.atspi.Cache.NONE)
                    if candidate.get_child_count() > 0:
                        return candidate
            return None
        return Program(self, child, until(present, "the window of " + command[0]), log.name)

    def keys(self, *names):
        """X key names, to whatever has the focus: keys("ctrl+2", "Return")."""
        self._tool("xdotool", "key", "--clearmodifiers", "--delay", "15", *names)

    def type(self, text):
        self._tool("xdotool", "type", "--clearmodifiers", "--delay", "4", "--", text)

    def click(self, x, y, button=1, count=1):
        self._tool("xdotool", "mousemove", "--sync", str(round(x)), str(round(y)), "click", "--repeat", str(count),
                   "--delay", "50", str(button))

    def picture(self, name):
        if self.pictures:
            os.makedirs(self.pictures, exist_ok=True)
            self._tool("import", "-silent", "-window", "root", os.path.join(self.pictures, name + ".png"))


class Program:
    """One running program, seen through the accessibility bus."""

    def __init__(self, session, child, root, log):
        self.session, self.child, self.root, self.log = session, child, root, log
        self.atspi = session.atspi

    # -- looking

    def name(self, node):
        return node.get_name() or ""

    def states(self, node):
        return {s.value_nick for s in node.get_state_set().get_states()}

    def shown(self, node):
        return node.get_state_set().contains(self.atspi.StateType.SHOWING)

    def walk(self, node=None, depth=0):
        """The visible widgets; not the cells of views, which may be thousands."""
        node = node or self.root
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is None or not self.shown(child):
                continue
            yield child, depth
            if child.get_role_name() not in VIEWS:
                yield from self.walk(child, depth + 1)

    def describe(self):
        lines = []
        try:
            for node, depth in self.walk():
                text = self.text(node)
                lines.append("%s%s '%s'%s%s" % ("  " * depth, node.get_role_name(), self.name(node),
                                                "" if "enabled" in self.states(node) else " (disabled)",
                                                " = %r" % text[:80] if text else ""))
                if node.get_role_name() in VIEWS:
                    lines += ["%s  | %s" % ("  " * depth, " | ".join(row)) for row in self._rows(node)[:12]]
        except Exception as problem:  # noqa: BLE001
            lines.append("(%s)" % problem)
        with open(self.log, errors="replace") as held:
            lines.append(held.read()[-2000:])
        return "\n".join(lines)

    def text(self, node):
        part = node.get_text_iface()
        return self.atspi.Text.get_text(part, 0, -1) if part is not None else ""

    def _named(self, node, name):
        if hasattr(name, "search"):
            return bool(name.search(self.name(node)))
        return self.name(node) == name or self._label(node) == name

    def _label(self, node):
        for relation in node.get_relation_set() or []:
            if relation.get_relation_type() == self.atspi.RelationType.LABELLED_BY:
                return " ".join(self.name(relation.get_target(i)) for i in range(relation.get_n_targets()))
        return ""

    def seen(self, name, roles=None):
        """The visible widget of this name (text or pattern), or None."""
        for node, _ in self.walk():
            if (roles is None or node.get_role_name() in roles) and self._named(node, name):
                return node
        return None

    def find(self, name, roles=None, patience=None):
        return until(lambda: self.seen(name, roles), "%s %r" % ("/".join(roles or ["a widget"]),
                     getattr(name, "pattern", name)), patience, self.describe)

    def says(self, pattern, patience=None):
        """Waits until some visible text matches."""
        search = re.compile(pattern).search

        def look():
            for node, _ in self.walk():
                for text in (self.name(node), self.text(node)):
                    if text and search(text):
                        return text
            return None
        return until(look, "a text like %r" % pattern, patience, self.describe)

    def _rows(self, view):
        table = view.get_table_iface()
        if table is None:
            return [[self.name(view.get_child_at_index(i))] for i in range(view.get_child_count())]
        return [[self.name(table.get_accessible_at(row, column)) for column in range(table.get_n_columns())]
                for row in range(table.get_n_rows())]

    def rows(self, name):
        """The texts of a view's cells, row by row (of a tree: what is expanded)."""
        return self._rows(self.find(name, VIEWS))

    def until_row(self, view, *patterns, patience=None):
        """The first row in which every pattern matches some cell."""
        searches = [re.compile(p).search for p in patterns]

        def look():
            for row in self._rows(self.find(view, VIEWS)):
                if all(any(search(cell) for cell in row) for search in searches):
                    return row
            return None
        return until(look, "a row of %s with %s" % (view, " and ".join(patterns)), patience, self.describe)

    # -- doing

    def press(self, name, roles=BUTTONS, patience=None):
        """Presses an enabled button, as a screen reader does."""
        def ready():
            node = self.seen(name, roles)
            return node if node is not None and "enabled" in self.states(node) else None
        node = until(ready, "an enabled button %r" % getattr(name, "pattern", name), patience, self.describe)
        action = node.get_action_iface()
        wanted = ("Press", "Toggle", "click")
        for index in range(action.get_n_actions()):
            if self.atspi.Action.get_action_name(action, index) in wanted:
                self.atspi.Action.do_action(action, index)
                return
        self.click(node)

    def enter(self, name, text, check=True):
        """Replaces what stands in a field, by keyboard."""
        node = self.find(name, FIELDS)
        self.click(node)
        self.session.keys("ctrl+a", "Delete")
        self.session.type(text)
        if check and node.get_role_name() != "password text":
            until(lambda: self.text(node) == text, "%r to read %r" % (name, text), None, self.describe)

    def dialog(self, title):
        """The part of this program that is the dialog of this name."""
        def look():
            for index in range(self.root.get_child_count()):
                node = self.root.get_child_at_index(index)
                if node is not None and self.shown(node) and self._named(node, title):
                    return node
            return None
        return Program(self.session, self.child, until(look, "the dialog %r" % title, None, self.describe), self.log)

    def gone(self):
        """Waits until this dialog has closed."""
        def closed():
            try:
                return not self.shown(self.root)
            except Exception:  # noqa: BLE001  its object is no more
                return True
        until(closed, "the dialog to close", None, self.describe)

    def toggle(self, view, *items):
        """Turns the ticks of these entries of a list (Qt 6.4 does not tell the state of such a tick)."""
        for item in self._items(view):
            if self.name(item) in items:
                self.click(item)
                self.session.keys("space")

    def _items(self, view):
        node = self.find(view, VIEWS)
        return [node.get_child_at_index(i) for i in range(node.get_child_count())]

    def focus(self, node):
        node.get_component_iface().grab_focus()
        until(lambda: "focused" in self.states(node), "the focus on %r" % self.name(node), None, self.describe)

    def focused(self):
        return next((node for node, _ in self.walk() if "focused" in self.states(node)), None)

    def choose(self, view, *patterns):
        """Clicks the row with these texts."""
        self.until_row(view, *patterns)
        searches = [re.compile(p).search for p in patterns]
        node = self.find(view, VIEWS)
        table = node.get_table_iface()
        for row in range(table.get_n_rows() if table else node.get_child_count()):
            cells = ([table.get_accessible_at(row, c) for c in range(table.get_n_columns())] if table
                     else [node.get_child_at_index(row)])
            if all(any(search(self.name(c)) for c in cells) for search in searches):
                self.click(next(c for c in cells if searches[0](self.name(c))))
                return
        raise Lost("the row went away")

    def click(self, node, button=1, count=1):
        box = node.get_component_iface().get_extents(self.atspi.CoordType.SCREEN)
        factor = float(self.session.scale or 1)
        self.session.click((box.x + min(box.width / 2, 60)) * factor, (box.y + box.height / 2) * factor, button, count)

    def expand_all(self, view):
        """Opens every branch of a tree by keyboard."""
        table = self.find(view, VIEWS).get_table_iface()
        self.click(table.get_accessible_at(0, 0))
        for row in range(len(self.rows(view))):
            self.session.keys("Home", *["Down"] * row, "asterisk")

    def choose_folder(self, path):
        """Answers Qt's own dialog for folders."""
        node = self.find(re.compile("^(Directory|File name)"), FIELDS)
        self.focus(node)
        self.session.keys("ctrl+a", "Delete")
        self.session.type(path)
        until(lambda: self.text(node) == path, "the folder to stand there", None, self.describe)
        self.press(re.compile("^(Choose|Open)$"), ("push button",))

    def page(self, number, title):
        self.session.keys("ctrl+%d" % number)
        return self.find(title)

    def unnamed(self):
        """Reachable widgets that a screen reader could not name."""
        plain = ("filler", "panel", "frame", "dialog", "unknown", "scroll pane", "viewport", "split pane")
        return ["%s (%s)" % (node.get_role_name(), self.name(node)) for node, _ in self.walk()
                if "focusable" in self.states(node) and node.get_role_name() not in plain
                and not (self.name(node).strip() or self._label(node).strip())]

    def quit(self):
        self.session.keys("ctrl+q")
        until(lambda: self.child.poll() is not None, "the program to end", None, self.describe)
        return self.child.returncode
