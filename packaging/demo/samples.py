# SPDX-License-Identifier: Apache-2.0
"""Sample images, the same bytes every time: several platforms, shared layers, one large layer."""
import gzip
import hashlib
import io
import json
import random
import tarfile

from registry import CHUNK

OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
OCI_INDEX = "application/vnd.oci.image.index.v1+json"
OCI_CONFIG = "application/vnd.oci.image.config.v1+json"
OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json"
DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"

AMD64, ARM64, ARMV7, S390X = "linux/amd64", "linux/arm64", "linux/arm/v7", "linux/s390x"


def noise(seed, size):
    """`size` bytes that do not compress, by `seed`, in chunks."""
    source = random.Random(seed)
    while size > 0:
        part = source.randbytes(min(CHUNK, size))
        size -= len(part)
        yield part


class Layer:
    """A gzipped tar with a few text files and one file of noise."""

    def __init__(self, seed, files, noise_size):
        stream = io.BytesIO()
        plain = hashlib.sha256()

        class Tee(io.RawIOBase):
            def writable(self):
                return True

            def write(self, data):
                plain.update(data)
                packed.write(data)
                return len(data)

        # Stored, not deflated: noise would only cost time.
        with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, compresslevel=0 if noise_size > CHUNK else 6) as packed:
            with tarfile.open(fileobj=Tee(), mode="w|", format=tarfile.USTAR_FORMAT) as tar:
                for name, text in files.items():
                    self._add(tar, name, text.encode())
                if noise_size:
                    self._add(tar, "srv/%s.bin" % seed, b"".join(noise(seed, noise_size)))
        self.bytes = stream.getbuffer()
        self.size = len(self.bytes)
        self.digest = "sha256:" + hashlib.sha256(self.bytes).hexdigest()
        self.diff_id = "sha256:" + plain.hexdigest()

    @staticmethod
    def _add(tar, name, data):
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = len(data), 0o644, 1700000000
        tar.addfile(entry, io.BytesIO(data))

    def chunks(self):
        return io.BytesIO(self.bytes)


def platform_fields(platform):
    parts = platform.split("/")
    fields = {"architecture": parts[1], "os": parts[0]}
    if len(parts) > 2:
        fields["variant"] = parts[2]
    return fields


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


class Image:
    """One repository and tag: per platform a list of layers; an index unless there is a single platform."""

    def __init__(self, repository, tag, platforms, docker=False):
        self.repository, self.tag, self.platforms, self.docker = repository, tag, platforms, docker

    @property
    def name(self):
        return "%s:%s" % (self.repository, self.tag)

    def push(self, registry):
        types = ((DOCKER_MANIFEST, DOCKER_CONFIG, DOCKER_LAYER, DOCKER_LIST) if self.docker else
                 (OCI_MANIFEST, OCI_CONFIG, OCI_LAYER, OCI_INDEX))
        entries = []
        for platform, layers in self.platforms.items():
            config = compact({"created": "2023-11-14T22:13:20Z", **platform_fields(platform),
                              "config": {"Cmd": ["/bin/" + self.repository.split("/")[-1]],
                                         "Labels": {"org.opencontainers.image.title": self.name}},
                              "rootfs": {"type": "layers", "diff_ids": [l.diff_id for l in layers]},
                              "history": [{"created_by": "stowage demo, layer %d" % i} for i in range(len(layers))]})
            digest = "sha256:" + hashlib.sha256(config).hexdigest()
            registry.push_blob(self.repository, lambda body=config: io.BytesIO(body), len(config), digest)
            for layer in layers:
                registry.push_blob(self.repository, layer.chunks, layer.size, layer.digest)
            manifest = compact({"schemaVersion": 2, "mediaType": types[0],
                                "config": {"mediaType": types[1], "digest": digest, "size": len(config)},
                                "layers": [{"mediaType": types[2], "digest": l.digest, "size": l.size}
                                           for l in layers]})
            reference = self.tag if len(self.platforms) == 1 else "sha256:" + hashlib.sha256(manifest).hexdigest()
            digest = registry.push_manifest(self.repository, reference, types[0], manifest)
            entries.append({"mediaType": types[0], "digest": digest, "size": len(manifest),
                            "platform": platform_fields(platform)})
        if len(entries) > 1:
            index = compact({"schemaVersion": 2, "mediaType": types[3], "manifests": entries})
            registry.push_manifest(self.repository, self.tag, types[3], index)


def demo_images(large):
    """A small shop: a base that everything shares, and a database whose layer has `large` bytes."""
    platforms = (AMD64, ARM64, ARMV7, S390X)
    base = {p: Layer("base-" + p, {"etc/os-release": "NAME=Sample\n", "etc/arch": p + "\n"}, 3 << 20)
            for p in platforms}
    runtime = {p: Layer("runtime-" + p, {"usr/lib/runtime.txt": p + "\n"}, 12 << 20) for p in (AMD64, ARM64)}
    data = Layer("catalogue", {"usr/share/catalogue/readme.txt": "the same on every platform\n"}, 5 << 20)
    app = {(n, p): Layer("%s-%s" % (n, p), {"app/%s.txt" % n: p + "\n"}, 2 << 20)
           for n in ("web", "api", "worker") for p in (AMD64, ARM64)}
    database = {AMD64: Layer("database-" + AMD64, {"usr/lib/db.txt": "db\n"}, large),
                ARM64: Layer("database-" + ARM64, {"usr/lib/db.txt": "db\n"}, 24 << 20)}
    both = (AMD64, ARM64)
    return [
        Image("shop/base", "1.9", {p: [base[p]] for p in platforms}),
        Image("shop/base", "1.10", {p: [base[p], data] for p in platforms}),
        Image("shop/web", "2.1.0", {p: [base[p], runtime[p], data, app["web", p]] for p in both}),
        Image("shop/api", "2.1.0", {p: [base[p], runtime[p], app["api", p]] for p in both}),
        Image("shop/worker", "2.1.0", {p: [base[p], runtime[p], app["worker", p]] for p in both}, docker=True),
        Image("shop/database", "15.4", {p: [base[p], database[p]] for p in both}),
        Image("tools/check", "1.0.3", {AMD64: [base[AMD64], app["worker", AMD64]]}, docker=True),
        Image("tools/unused", "0.1", {p: [base[p]] for p in platforms}),
    ]


# What a release needs: everything but tools/unused.
CHOSEN = ["shop/base:1.10", "shop/web:2.1.0", "shop/api:2.1.0", "shop/worker:2.1.0", "shop/database:15.4",
          "tools/check:1.0.3"]
