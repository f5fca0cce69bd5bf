#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The command line from end to end: the real program, real registries. STOWAGE_PROGRAM names the program."""
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from servers import Gate, Registry, SecureRegistry  # noqa: E402
from samples import AMD64, CHOSEN, Image, Layer, demo_images  # noqa: E402

PROGRAM = os.environ.get("STOWAGE_PROGRAM", "stowage")
MIB = 1 << 20


class Result:
    def __init__(self, run):
        self.code, self.out, self.err = run.returncode, run.stdout.decode(), run.stderr.decode()

    def __str__(self):
        return "exit code %d\n%s\n%s" % (self.code, self.out[-3000:], self.err[-3000:])

    @property
    def json(self):
        return json.loads(self.out)


class Journey(unittest.TestCase):
    """A folder and an environment of its own for every test."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="stowage-cli.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        drop = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "http_proxy", "https_proxy", "all_proxy",
                "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "STOWAGE_USERNAME", "STOWAGE_PASSWORD")
        self.environment = {k: v for k, v in os.environ.items() if k not in drop}
        self.environment.update(HOME=self.path("home"), LC_ALL="C.UTF-8",
                                **{"XDG_%s_HOME" % n: self.path("home", n) for n in ("CONFIG", "STATE", "CACHE", "DATA")})
        for name in ("CONFIG", "STATE", "CACHE", "DATA"):
            os.makedirs(self.path("home", name))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, *arguments, environment=None, **more):
        return subprocess.Popen([PROGRAM, *arguments], env={**self.environment, **(environment or {})}, cwd=self.folder,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def stowage(self, *arguments, code=0, given=b"", environment=None):
        run = Result(subprocess.run([PROGRAM, *arguments], env={**self.environment, **(environment or {})},
                                    cwd=self.folder, input=given, capture_output=True, timeout=300))
        self.assertEqual(run.code, code, "stowage %s: %s" % (" ".join(arguments), run))
        return run


def shared_registry(case, images):
    """One registry for all tests of a class; they only read from it."""
    folder = tempfile.mkdtemp(prefix="stowage-cli.")
    case.addClassCleanup(shutil.rmtree, folder, True)
    made = Registry(folder, "source")
    made.__enter__()
    case.addClassCleanup(made.__exit__)
    for image in images:
        image.push(made)
    return made


def registry(test, name, **more):
    made = SecureRegistry(test.path(name), name, **more) if more else Registry(test.path(name), name)
    made.__enter__()
    test.addCleanup(made.__exit__)
    return made


def single(repository="a/one", tag="1", size=0):
    return Image(repository, tag, {AMD64: [Layer("single", {"hello.txt": "hello\n"}, size)]})


class MainJob(Journey):
    @classmethod
    def setUpClass(cls):
        cls.outside = shared_registry(cls, demo_images(9 * MIB))

    def setUp(self):
        super().setUp()
        self.inside = registry(self, "inside")
        self.names = ["%s/%s" % (self.outside.host, name) for name in CHOSEN]
        self.plain = ["--plain-http", self.outside.host, "--plain-http", self.inside.host]

    def source_digest(self, name):
        repository, _, tag = name.rpartition(":")
        return self.outside.digest(repository, tag)

    def test_everything_unchanged(self):
        pulled = self.stowage("pull", *self.names, "--to", "./images", *self.plain, "--json").json
        self.assertEqual({i["state"] for i in pulled["images"]}, {"copied"})
        self.assertEqual(sorted(i["digest"] for i in pulled["images"]), sorted(map(self.source_digest, CHOSEN)))
        for image in pulled["images"]:
            self.assertEqual(image["digest"], image["sourceDigest"])

        listed = self.stowage("list", "./images", "--json").json
        self.assertEqual(listed["problems"], [])
        self.assertEqual({i["reference"]: i["digest"] for i in listed["images"]},
                         {"%s/%s" % (self.outside.host, n): self.source_digest(n) for n in CHOSEN})
        self.assertEqual(self.stowage("verify", "./images", "--json").json["problems"], [])

        pushed = self.stowage("push", "--from", "./images", "--to", self.inside.host + "/mirror", *self.plain,
                              "--json").json
        self.assertEqual({i["state"] for i in pushed["images"]}, {"copied"})
        for name in CHOSEN:
            repository, _, tag = name.rpartition(":")
            self.assertEqual(self.inside.digest("mirror/" + repository, tag), self.source_digest(name))

        again = self.stowage("pull", *self.names, "--to", "./images", *self.plain, "--json").json
        self.assertEqual(again["bytes"]["transferred"], 0)
        self.assertEqual({i["state"] for i in again["images"]}, {"skipped"})
        again = self.stowage("push", "--from", "./images", "--to", self.inside.host + "/mirror", *self.plain,
                             "--json").json
        self.assertEqual(again["bytes"]["transferred"], 0)

    def test_some_platforms(self):
        chosen = ["--platform", "linux/amd64", "--platform", "linux/arm64"]
        lacking = "%s/tools/check:1.0.3" % self.outside.host  # has no arm64
        strict = self.stowage("pull", *self.names, "--to", "./one", *chosen, *self.plain, "--json", code=1)
        self.assertIn(lacking, strict.err)
        self.assertEqual([i["source"] for i in strict.json["images"] if i["state"] == "refused"], [lacking])
        digests = {i["source"]: i["digest"] for i in strict.json["images"]}
        warn = self.stowage("pull", *self.names, "--to", "./two", *chosen, *self.plain, "--policy", "warn", "--json").json
        self.assertEqual({i["state"] for i in warn["images"]}, {"copied"})
        self.assertEqual({**digests, lacking: self.source_digest("tools/check:1.0.3")},
                         {i["source"]: i["digest"] for i in warn["images"]})
        base = "%s/shop/base:1.10" % self.outside.host
        self.assertNotEqual(digests[base], self.source_digest("shop/base:1.10"))
        # Nothing was left out of an index that has these two only.
        self.assertEqual(digests["%s/shop/web:2.1.0" % self.outside.host], self.source_digest("shop/web:2.1.0"))
        self.stowage("push", "--from", "./one", "--to",
                     self.inside.host + "/x/{{repository}}-copy:v{{reference}}", *self.plain)
        self.assertEqual(self.inside.digest("x/shop/base-copy", "v1.10"), digests[base])

    def test_registry_to_registry(self):
        self.stowage("copy", "--from", self.outside.host, "--to", self.inside.host + "/direct", *self.names, *self.plain)
        for name in CHOSEN:
            repository, _, tag = name.rpartition(":")
            self.assertEqual(self.inside.digest("direct/" + repository, tag), self.source_digest(name))

    def test_plan_writes_nothing(self):
        plan = self.stowage("pull", *self.names, "--to", "./images", *self.plain, "--plan", "--json").json
        self.assertEqual({i["action"] for i in plan["images"]}, {"copy"})
        self.assertGreater(plan["bytes"]["toTransfer"], 9 * MIB)
        self.assertEqual((plan["bytes"]["present"], plan["refusals"]), (0, []))
        self.assertFalse(os.path.exists(self.path("images", "blobs")))
        pulled = self.stowage("pull", *self.names, "--to", "./images", *self.plain, "--json").json
        self.assertEqual(pulled["bytes"]["transferred"], plan["bytes"]["toTransfer"])

    def test_compare(self):
        self.stowage("pull", *self.names[:3], "--to", "./left", *self.plain)
        self.stowage("pull", *self.names[2:], "--to", "./right", *self.plain)
        differences = self.stowage("compare", "./left", "./right", "--json").json
        self.assertEqual(sorted(i["reference"] for i in differences["onlyLeft"]), sorted(self.names[:2]))
        self.assertEqual(sorted(i["reference"] for i in differences["onlyRight"]), sorted(self.names[3:]))
        self.assertEqual([i["reference"] for i in differences["same"]], self.names[2:3])
        self.assertEqual(differences["different"], [])

    def test_one_failure_does_not_stop_the_others(self):
        run = self.stowage("pull", self.names[0], self.outside.host + "/no/such:1", self.names[1], "--to", "./images",
                           *self.plain, "--json", code=1)
        states = {i["source"].split("/", 1)[1]: i["state"] for i in run.json["images"]}
        self.assertEqual(states[CHOSEN[0]], "copied")
        self.assertEqual(states[CHOSEN[1]], "copied")
        self.assertIn(states["no/such:1"], ("failed", "refused"))
        self.assertIn("no/such:1", run.err)


class Interrupted(Journey):
    SIZE = 400 * MIB

    @classmethod
    def setUpClass(cls):
        cls.source = shared_registry(cls, [single("big/image", "1", cls.SIZE)])

    def test_kill_9_in_the_middle_of_a_layer(self):
        with Gate(self.source.port, limit=self.SIZE // 2) as gate:
            arguments = ["pull", gate.host + "/big/image:1", "--to", "./images", "--plain-http", gate.host, "--json"]
            first = self.start(*arguments)
            gate.wait_until_stopped()
            parts = self.path("images", "blobs", ".stowage")
            # What came through is on its way to the disk; the program may hold back one read buffer of it.
            self.wait_for_bytes(parts, self.SIZE // 2 - 8 * MIB)
            first.send_signal(signal.SIGKILL)
            first.communicate()
            gate.reset()
            report = self.stowage(*arguments).json
            self.assertLess(gate.passed, self.SIZE // 2 + 16 * MIB)
            self.assertGreater(gate.passed, self.SIZE // 2 - 16 * MIB)
        self.assertEqual(report["images"][0]["digest"], self.source.digest("big/image", "1"))
        self.assertEqual(self.stowage("verify", "./images", "--json").json["problems"], [])
        self.assertEqual([n for n in os.listdir(parts) if n.endswith(".part")], [])

    def wait_for_bytes(self, folder, wanted):
        import time
        for _ in range(1200):
            found = sum(os.path.getsize(os.path.join(folder, n)) for n in os.listdir(folder)) if os.path.isdir(folder) else 0
            if found >= wanted:
                return
            time.sleep(0.05)
        self.fail("only %d bytes reached the disk" % found)

    def test_interrupt_key(self):
        with Gate(self.source.port, limit=50 * MIB) as gate:
            run = self.start("pull", gate.host + "/big/image:1", "--to", "./images", "--plain-http", gate.host)
            gate.wait_until_stopped()
            run.send_signal(signal.SIGINT)
            _, err = run.communicate(timeout=60)
            self.assertEqual(run.returncode, 130, err.decode())
        self.assertEqual(self.stowage("list", "./images", "--json").json["images"], [])


class Trust(Journey):
    def test_certificate(self):
        secure = registry(self, "secure", tls=True)
        single().push(secure)
        image = secure.host + "/a/one:1"
        refused = self.stowage("pull", image, "--to", "./images", code=3)
        self.assertIn("certificate", refused.err)
        self.assertIn(secure.host, refused.err)
        self.stowage("pull", image, "--to", "./one", "--ca", secure.ca)
        self.stowage("pull", image, "--to", "./two", "--ca", "%s=%s" % (secure.host, secure.ca))
        self.stowage("pull", image, "--to", "./three", "--insecure", secure.host)
        self.stowage("pull", image, "--to", "./four", "--insecure", "other.local", code=3)

    def test_password(self):
        secure = registry(self, "secure", tls=True, user=("alice", "pa:ss wörd"))
        single().push(secure)
        image = secure.host + "/a/one:1"
        trust = ["--ca", secure.ca]
        given = "pa:ss wörd".encode()
        self.assertIn(secure.host, self.stowage("pull", image, "--to", "./none", *trust, code=3).err)
        wrong = self.stowage("pull", image, "--to", "./none", *trust, "--username", "alice", "--password-stdin",
                             given=b"wrong", code=3)
        self.assertNotIn("wrong", wrong.err.replace("wrong password", "").replace("Wrong password", ""))
        self.stowage("pull", image, "--to", "./one", *trust, "--username", "alice", "--password-stdin", given=given + b"\n")
        self.stowage("pull", image, "--to", "./two", *trust,
                     environment={"STOWAGE_USERNAME": "alice", "STOWAGE_PASSWORD": given.decode()})
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if "secure" in folder:
                    continue
                with open(os.path.join(folder, name), "rb") as held:
                    self.assertNotIn(given, held.read(), "a secret in %s" % name)


class Refused(Journey):
    def test_bad_input(self):
        rows = [
            (["pull", "Not A Reference", "--to", "./x"], 2, "Not"),
            (["pull", "host.local/UPPER:1", "--to", "./x"], 2, "UPPER"),
            (["pull", "a@sha256:12", "--to", "./x"], 2, "sha256:12"),
            (["pull", "a:1", "--to", "./x", "--platform", "linux"], 2, "linux"),
            (["pull", "a:1", "--to", "./x", "--policy", "never"], 2, "never"),
            (["pull", "a:1"], 2, "--to"),
            (["pull", "--to", "./x"], 2, ""),
            (["pull", "--file", "nothing.txt", "--to", "./x"], 2, "nothing.txt"),
            (["push", "--from", "./x", "--to", "h.local/{{nonsense}}:1"], 2, "nonsense"),
            (["push", "--from", "./x", "--to", "h.local/a", "--match", "("], 2, "("),
            (["list", "word"], 2, "word"),
            (["frobnicate"], 2, "frobnicate"),
            (["pull", "--frobnicate"], 2, "frobnicate"),
        ]
        os.makedirs(self.path("x"))
        for arguments, code, word in rows:
            with self.subTest(arguments=arguments):
                run = self.stowage(*arguments, code=code)
                self.assertIn(word, run.err)
                self.assertEqual(run.out, "")
        self.assertEqual(os.listdir(self.path("x")), [])

    def test_unreachable(self):
        with Gate(1) as gate:
            closed = gate.host
        for image, word in ((closed + "/a:1", closed), ("no-such-host.invalid/a:1", "no-such-host.invalid")):
            with self.subTest(image=image):
                run = self.stowage("pull", image, "--to", "./images", "--plain-http", closed, code=3)
                self.assertIn(word, run.err)
                left = [n for _, _, names in os.walk(self.path("images")) for n in names if n != "lock"]
                self.assertEqual(left, [])

    def test_missing_tag(self):
        source = registry(self, "source")
        single().push(source)
        run = self.stowage("pull", source.host + "/a/one:2", "--to", "./images", "--plain-http", source.host, code=1)
        self.assertIn("a/one:2", run.err)

    def test_damage(self):
        source = registry(self, "source")
        single(size=MIB).push(source)
        self.stowage("pull", source.host + "/a/one:1", "--to", "./images", "--plain-http", source.host)
        blobs = sorted((os.path.getsize(os.path.join(f, n)), os.path.join(f, n))
                       for f, _, names in os.walk(self.path("images", "blobs")) for n in names)
        size, largest = blobs[-1]
        self.assertGreater(size, MIB)
        with open(largest, "r+b") as held:
            held.seek(1000)
            held.write(b"damage")
        problems = self.stowage("verify", "./images", "--json", code=4).json["problems"]
        self.assertEqual([p["kind"] for p in problems], ["corrupt-blob"])
        os.remove(largest)
        problems = self.stowage("verify", "./images", "--json", code=4).json["problems"]
        self.assertEqual([p["kind"] for p in problems], ["missing-blob"])

    def test_locked_store(self):
        source = registry(self, "source")
        single().push(source)
        arguments = ["pull", source.host + "/a/one:1", "--to", "./images", "--plain-http", source.host]
        self.stowage(*arguments)
        shutil.rmtree(self.path("images"))
        os.makedirs(self.path("images", "blobs", ".stowage"))
        with open(self.path("images", "blobs", ".stowage", "lock"), "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            run = self.stowage(*arguments, "--no-wait", code=3)
            self.assertIn("images", run.err)
        self.stowage(*arguments, "--no-wait")

    def test_unwritable_destination(self):
        source = registry(self, "source")
        single().push(source)
        with open(self.path("file"), "w", encoding="utf-8"):
            pass
        run = self.stowage("pull", source.host + "/a/one:1", "--to", "./file", "--plain-http", source.host, code=3)
        self.assertIn("file", run.err)

    def test_version_and_help(self):
        self.assertRegex(self.stowage("--version").out, r"^stowage \d+\.\d+\.\d+\n$")
        self.assertIn("pull", self.stowage("--help").out)
        self.assertIn("--platform", self.stowage("pull", "--help").out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
