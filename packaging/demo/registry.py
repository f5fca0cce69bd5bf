# SPDX-License-Identifier: Apache-2.0
"""A real registry server on loopback for the demo and the benchmark, and the few requests they make to it."""
import ctypes
import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time

CHUNK = 8 << 20


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def end_on_signals():
    """A terminated script leaves through its `with` blocks, so that servers end and folders go."""
    def leave(number, _frame):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


class Registry:
    """`with Registry(folder) as registry:` - images and log below `folder`, gone with the `with` except the folder."""

    def __init__(self, folder, title):
        self.folder, self.title = folder, title
        self.process = None
        self.port = 0

    @property
    def host(self):
        return "127.0.0.1:%d" % self.port

    def __enter__(self):
        program = os.environ.get("STOWAGE_DOCKER_REGISTRY") or "docker-registry"
        os.makedirs(self.folder, exist_ok=True)
        for _ in range(5):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
            config = os.path.join(self.folder, "config.yml")
            with open(config, "w", encoding="utf-8") as out:
                json.dump(self.configuration(), out)  # JSON is YAML
            with open(os.path.join(self.folder, "server.log"), "ab") as log:
                self.process = subprocess.Popen([program, "serve", config], stdin=subprocess.DEVNULL, stdout=log,
                                                stderr=log, preexec_fn=_die_with_parent)
            if self._ready():
                return self
        raise SystemExit("the registry server did not start, see %s/server.log" % self.folder)

    def configuration(self):
        return {"version": "0.1", "log": {"level": "warn"},
                "storage": {"filesystem": {"rootdirectory": os.path.join(self.folder, "storage")},
                            "delete": {"enabled": True}},
                "http": {"addr": self.host, "secret": "demo"}}

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def headers(self):
        """What goes with every request."""
        return {}

    def _ready(self):
        for _ in range(400):
            if self.process.poll() is not None:
                return False
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return True
            except OSError:
                time.sleep(0.05)
        return False

    def __exit__(self, *_exception):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    # -- the requests of a client that trusts this server

    def _request(self, method, target, body=None, headers=None):
        connection = self.connection()
        try:
            connection.request(method, target, body, {**self.headers(), **(headers or {})})
            answer = connection.getresponse()
            return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()
        finally:
            connection.close()

    def push_blob(self, repository, chunks, size, digest):
        """`chunks`: a function that makes an iterable of byte strings, `size` bytes in all."""
        if self._request("HEAD", "/v2/%s/blobs/%s" % (repository, digest))[0] == 200:
            return
        status, headers, _ = self._request("POST", "/v2/%s/blobs/uploads/" % repository)
        if status != 202:
            raise SystemExit("%s refused an upload: HTTP %d" % (self.title, status))
        place = headers["location"]
        target = place[place.index("/v2/"):] + ("&" if "?" in place else "?") + "digest=" + digest
        status, _, body = self._request("PUT", target, chunks(), {"Content-Length": str(size),
                                                                 "Content-Type": "application/octet-stream"})
        if status != 201:
            raise SystemExit("%s refused a blob: HTTP %d %s" % (self.title, status, body[:200]))

    def push_manifest(self, repository, reference, media_type, body):
        status, _, text = self._request("PUT", "/v2/%s/manifests/%s" % (repository, reference), body,
                                        {"Content-Type": media_type})
        if status != 201:
            raise SystemExit("%s refused a manifest: HTTP %d %s" % (self.title, status, text[:200]))
        return "sha256:" + hashlib.sha256(body).hexdigest()

    def digest(self, repository, reference):
        """What the server says the tag stands for, after hashing what it sends."""
        accept = ", ".join(["application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
                            "application/vnd.docker.distribution.manifest.list.v2+json",
                            "application/vnd.docker.distribution.manifest.v2+json"])
        status, headers, body = self._request("GET", "/v2/%s/manifests/%s" % (repository, reference), None,
                                              {"Accept": accept})
        if status != 200:
            return "missing (HTTP %d)" % status
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        if headers.get("docker-content-digest") != digest:
            return "damaged"
        return digest

    def repositories(self):
        return json.loads(self._request("GET", "/v2/_catalog?n=1000")[2])["repositories"]

    def tags(self, repository):
        return json.loads(self._request("GET", "/v2/%s/tags/list" % repository)[2])["tags"] or []


def mib(size):
    return "%.1f MiB" % (size / (1 << 20))


def say(text=""):
    print(text, flush=True)


def heading(text):
    bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
    say("\n%s== %s%s" % (bold, text, plain))
