# SPDX-License-Identifier: Apache-2.0
"""The servers of the journeys: the demo's registry, with TLS and passwords, and a gate to put in front of one."""
import http.client
import os
import socket
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "packaging", "demo"))
from registry import Registry  # noqa: E402


class SecureRegistry(Registry):
    """https with a certificate of its own authority (ca), for one user (name, password) or for everybody."""

    def __init__(self, folder, title, tls=True, user=None):
        super().__init__(folder, title)
        self.tls, self.user = tls, user
        os.makedirs(folder, exist_ok=True)
        self.ca = os.path.join(folder, "ca.pem")
        self.key = os.path.join(folder, "server.key")

    def configuration(self):
        settings = super().configuration()
        if self.tls:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-days", "2", "-subj", "/CN=journey", "-addext", "subjectAltName=IP:127.0.0.1",
                            "-keyout", self.key, "-out", self.ca], check=True, capture_output=True)
            settings["http"]["tls"] = {"certificate": self.ca, "key": self.key}
        if self.user:
            passwords = os.path.join(self.folder, "htpasswd")
            name, password = self.user
            done = subprocess.run(["htpasswd", "-niBC", "4", name], input=password.encode(), check=True,
                                  capture_output=True)
            with open(passwords, "wb") as out:
                out.write(done.stdout.strip() + b"\n")
            settings["auth"] = {"htpasswd": {"realm": "journey", "path": passwords}}
        return settings

    def connection(self):
        if not self.tls:
            return super().connection()
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=120,
                                           context=ssl.create_default_context(cafile=self.ca))

    def headers(self):
        if not self.user:
            return {}
        import base64
        return {"Authorization": "Basic " + base64.b64encode(":".join(self.user).encode()).decode()}


class Gate:
    """A port that passes everything on to another one, counts the bytes that come back, and can stop them.

    After `limit` bytes nothing more comes back, on any connection, until open().
    """

    def __init__(self, port, limit=None):
        self.behind, self.limit, self.passed = port, limit, 0
        self.changed = threading.Condition()
        self.stopped = False
        self.closing = False
        self.sockets = []

    @property
    def host(self):
        return "127.0.0.1:%d" % self.port

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        with self.changed:
            self.closing = True
            self.changed.notify_all()
        for each in [self.listener, *self.sockets]:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()

    def open(self):
        with self.changed:
            self.limit, self.stopped = None, False
            self.changed.notify_all()

    def wait_until_stopped(self, patience=120):
        with self.changed:
            if not self.changed.wait_for(lambda: self.stopped, patience):
                raise AssertionError("only %d bytes came through the gate" % self.passed)

    def reset(self, limit=None):
        with self.changed:
            self.passed, self.limit, self.stopped = 0, limit, False
            self.changed.notify_all()

    def _accept(self):
        while True:
            try:
                inner = self.listener.accept()[0]
                outer = socket.create_connection(("127.0.0.1", self.behind))
            except OSError:
                return
            self.sockets += [inner, outer]
            threading.Thread(target=self._pump, args=(inner, outer, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(outer, inner, True), daemon=True).start()

    def _pump(self, source, sink, back):
        try:
            while True:
                data = source.recv(65536)
                if not data:
                    break
                if back:
                    self._admit(len(data))
                sink.sendall(data)
        except OSError:
            pass
        for each in (source, sink):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _admit(self, size):
        with self.changed:
            self.passed += size
            while self.limit is not None and self.passed > self.limit and not self.closing:
                self.stopped = True
                self.changed.notify_all()
                self.changed.wait()


