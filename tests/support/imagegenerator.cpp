// SPDX-License-Identifier: Apache-2.0
#include "support/imagegenerator.h"

#include "support/layerbytes.h"

#include <QSet>
#include <QStringList>

namespace stowage::test {

namespace {

const QString ociLayer = QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");
const QString ociZstdLayer = QStringLiteral("application/vnd.oci.image.layer.v1.tar+zstd");
const QString ociForeignLayer = QStringLiteral("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
const QString dockerLayer = QStringLiteral("application/vnd.docker.image.rootfs.diff.tar.gzip");
const QString dockerForeignLayer = QStringLiteral("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

struct Machine
{
    QByteArray os = "linux";
    QByteArray architecture = "amd64";
    QByteArray variant = {};
    QByteArray osVersion = {};
};

const Machine amd64{};
const Machine arm64{.architecture = "arm64"};
const Machine arm64v8{.architecture = "arm64", .variant = "v8"};
const Machine armv7{.architecture = "arm", .variant = "v7"};
const Machine windows{.os = "windows", .osVersion = "10.0.20348.2113"};
const Machine unknown{.os = "unknown", .architecture = "unknown"};

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

QByteArray machineFields(const Machine &machine)
{
    QByteArray json = "\"architecture\":" + quoted(machine.architecture) + ",\"os\":" + quoted(machine.os);
    if (!machine.osVersion.isEmpty()) {
        json += ",\"os.version\":" + quoted(machine.osVersion);
    }
    if (!machine.variant.isEmpty()) {
        json += ",\"variant\":" + quoted(machine.variant);
    }
    return json;
}

QByteArray joined(const QList<QByteArray> &parts)
{
    return parts.join(',');
}

/// A descriptor of a manifest or index, with the text that stands for it in an index.
struct Entry
{
    Descriptor descriptor;
    QByteArray json;
};

/// One layer to be: its bytes are stored unless it is foreign.
struct Layer
{
    QByteArray bytes;
    QString mediaType;
    QByteArray extra = {}; ///< Further fields of its descriptor.
    QStringList urls = {};
    Digest like = {}; ///< Digest algorithm; sha256 when null.
    Digest uncompressed = {};
};

struct ImageOptions
{
    Machine machine = {};
    bool docker = false;
    bool mediaTypeInBody = true;
    QByteArray config = {}; ///< Bytes; empty: an image config for `machine`.
    QString configType = {};
    QString artifactType = {};
    QByteArray subject = {}; ///< JSON of a descriptor.
    QByteArray extra = {};   ///< Further fields of the manifest.
};

class Builder
{
public:
    explicit Builder(QString registry)
        : m_registry(std::move(registry))
    {
    }

    GeneratedImages result;

    Reference name(const char *repository, const char *tag) const
    {
        return Reference::fromParts(m_registry, QString::fromLatin1(repository), QString::fromLatin1(tag)).value();
    }

    void tag(const char *repository, const char *tag, const Entry &root)
    {
        Descriptor plain = root.descriptor;
        plain.platform = {};
        plain.hasPlatform = false;
        plain.annotations.clear();
        result.images.append({name(repository, tag), plain});
    }

    Layer layer(const QByteArray &seed, qsizetype size = 1500) const
    {
        const QByteArray tar = tarBytes({{"etc/" + seed, noise(seed, size)}});
        return {.bytes = gzipBytes(tar), .mediaType = ociLayer, .uncompressed = Digest::ofBytes(tar)};
    }

    Descriptor keep(const QByteArray &bytes, const QString &mediaType, const Digest &like = {})
    {
        Descriptor descriptor;
        descriptor.mediaType = mediaType;
        descriptor.digest = Digest::ofBytes(bytes, like);
        descriptor.size = bytes.size();
        result.content.insert(descriptor.digest, bytes);
        if (!result.descriptors.contains(descriptor.digest)) {
            result.descriptors.insert(descriptor.digest, descriptor);
        }
        return descriptor;
    }

    static QByteArray json(const Descriptor &descriptor, const QByteArray &extra = {})
    {
        QByteArray text = "{\"mediaType\":" + quoted(descriptor.mediaType.toUtf8());
        text += ",\"digest\":" + quoted(descriptor.digest.toString().toLatin1());
        text += ",\"size\":" + QByteArray::number(descriptor.size);
        if (!extra.isEmpty()) {
            text += ',' + extra;
        }
        return text + '}';
    }

    Entry image(const QList<Layer> &layers, const ImageOptions &options = {})
    {
        QList<QByteArray> diffs;
        QList<QByteArray> layerTexts;
        QList<Descriptor> blobs;
        for (const Layer &layer : layers) {
            diffs.append(quoted((layer.uncompressed.isNull() ? Digest::ofBytes(layer.bytes) : layer.uncompressed)
                                    .toString()
                                    .toLatin1()));
        }
        QByteArray config = options.config;
        if (config.isEmpty()) {
            config = '{' + machineFields(options.machine) +
                     ",\"created\":\"2024-01-01T00:00:00Z\",\"config\":{\"Env\":[\"A=1\"]}," +
                     "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + joined(diffs) +
                     "]},\"history\":[{\"created_by\":\"generated\"}]}";
        }
        QString configType = options.configType;
        if (configType.isEmpty()) {
            configType = options.docker ? mediatype::dockerConfig : mediatype::ociConfig;
        }
        blobs.append(keep(config, configType));
        const QByteArray configText = json(blobs.constFirst());
        for (const Layer &layer : layers) {
            const QString type = options.docker && layer.mediaType == ociLayer ? dockerLayer : layer.mediaType;
            const Descriptor descriptor = layer.urls.isEmpty() ? keep(layer.bytes, type, layer.like) : foreign(layer);
            QByteArray extra = layer.extra;
            if (!layer.urls.isEmpty()) {
                extra = "\"urls\":[" + quoted(layer.urls.join(QStringLiteral("\",\"")).toLatin1()) + ']';
            }
            blobs.append(descriptor);
            layerTexts.append(json(descriptor, extra));
        }
        const QString type = options.docker ? mediatype::dockerManifest : mediatype::ociManifest;
        QByteArray body = "{\"schemaVersion\":2";
        if (options.mediaTypeInBody) {
            body += ",\"mediaType\":" + quoted(type.toLatin1());
        }
        if (!options.artifactType.isEmpty()) {
            body += ",\"artifactType\":" + quoted(options.artifactType.toLatin1());
        }
        body += ",\"config\":" + configText + ",\"layers\":[" + joined(layerTexts) + ']';
        if (!options.subject.isEmpty()) {
            body += ",\"subject\":" + options.subject;
        }
        body += (options.extra.isEmpty() ? QByteArray() : ',' + options.extra) + '}';
        Entry entry;
        entry.descriptor = keep(body, type);
        result.blobs.insert(entry.descriptor.digest, blobs);
        entry.json = json(entry.descriptor, "\"platform\":{" + machineFields(options.machine) + '}');
        return entry;
    }

    Entry index(const QList<Entry> &entries, bool docker = false, bool mediaTypeInBody = true,
                const QByteArray &extra = {})
    {
        QList<QByteArray> texts;
        QList<Descriptor> children;
        for (const Entry &entry : entries) {
            texts.append(entry.json);
            children.append(entry.descriptor);
        }
        const QString type = docker ? mediatype::dockerList : mediatype::ociIndex;
        QByteArray body = "{\"schemaVersion\":2";
        if (mediaTypeInBody) {
            body += ",\"mediaType\":" + quoted(type.toLatin1());
        }
        body += ",\"manifests\":[" + joined(texts) + ']' + (extra.isEmpty() ? QByteArray() : ',' + extra) + '}';
        Entry entry;
        entry.descriptor = keep(body, type);
        entry.json = json(entry.descriptor);
        result.children.insert(entry.descriptor.digest, children);
        return entry;
    }

    /// BuildKit's attestation of `subject`.
    Entry attestation(const Entry &subject)
    {
        const QByteArray about = subject.descriptor.digest.toString().toLatin1();
        const Layer statement{.bytes =
                                  "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"about\":" + quoted(about) + '}',
                              .mediaType = QStringLiteral("application/vnd.in-toto+json"),
                              .extra = "\"annotations\":{\"in-toto.io/predicate-type\":\"https://spdx.dev/Document\"}"};
        Entry entry = image({statement}, {.machine = unknown});
        entry.json =
            json(entry.descriptor, "\"annotations\":{\"vnd.docker.reference.digest\":" + quoted(about) +
                                       ",\"vnd.docker.reference.type\":\"attestation-manifest\"},\"platform\":{" +
                                       machineFields(unknown) + '}');
        return entry;
    }

private:
    Descriptor foreign(const Layer &layer)
    {
        Descriptor descriptor;
        descriptor.mediaType = layer.mediaType;
        descriptor.digest = Digest::ofBytes(layer.bytes);
        descriptor.size = layer.bytes.size();
        descriptor.urls = layer.urls;
        result.foreign.insert(descriptor.digest, layer.bytes);
        result.descriptors.insert(descriptor.digest, descriptor);
        return descriptor;
    }

    QString m_registry;
};

Layer foreignLayer(const QString &type, const QByteArray &seed)
{
    return {
        .bytes = noise(seed, 4096),
        .mediaType = type,
        .urls = {QStringLiteral("https://layers.invalid/") + QString::fromLatin1(seed) + QStringLiteral(".tar.gz")}};
}

Entry withoutPlatform(Entry entry)
{
    entry.json = Builder::json(entry.descriptor);
    return entry;
}

void addIndexes(Builder &b, const Layer &base)
{
    const Layer a = b.layer("for-amd64");
    const Layer r = b.layer("for-arm64");
    const Layer v = b.layer("for-armv7");
    const Layer w = b.layer("for-windows");

    const Entry four =
        b.index({b.image({base, a}), b.image({base, r}, {.machine = arm64v8}), b.image({base, v}, {.machine = armv7}),
                 b.image({foreignLayer(ociForeignLayer, "oci-foreign"), w}, {.machine = windows})});
    b.tag("acme/multi", "1.0", four);
    b.tag("acme/multi", "latest", four);
    b.tag("acme/multi3", "1.0",
          b.index({b.image({base, a}), b.image({base, r}, {.machine = arm64}), b.image({base, v}, {.machine = armv7})},
                  false, true, "\"annotations\":{\"org.opencontainers.image.ref.name\":\"multi3\"}"));
    b.tag("acme/multi-docker", "1.0",
          b.index({b.image({base, a}, {.docker = true}), b.image({base, r}, {.machine = arm64, .docker = true}),
                   b.image({base, v}, {.machine = armv7, .docker = true})},
                  true));
    const Entry one = b.image({base, a});
    const Entry two = b.image({base, r}, {.machine = arm64});
    b.tag("acme/attested", "1.0", b.index({one, two, b.attestation(one), b.attestation(two)}));
    const Entry inner = b.index({one, two});
    b.tag("acme/nested", "1.0", b.index({inner, b.image({base, v}, {.machine = armv7})}));
    b.tag("acme/noplat", "1.0",
          b.index({withoutPlatform(b.image({base, b.layer("np1")})),
                   withoutPlatform(b.image({base, b.layer("np2")}, {.machine = arm64}))}));
    b.tag("pause", "3.9",
          b.index({b.image({b.layer("p1")}, {.docker = true}),
                   b.image({b.layer("p2")}, {.machine = arm64, .docker = true})},
                  true));
}

void addArtifacts(Builder &b, const Layer &base)
{
    const Layer hello{.bytes = "hello artifact\n",
                      .mediaType = QStringLiteral("text/plain"),
                      .extra = "\"annotations\":{\"org.opencontainers.image.title\":\"hello.txt\"}"};
    const Entry artifact = b.image({hello}, {.config = "{}",
                                             .configType = mediatype::ociEmpty,
                                             .artifactType = QStringLiteral("application/vnd.acme.thing")});
    b.tag("acme/artifact", "1.0", artifact);
    const Layer signature{.bytes = "{\"sig\":1}\n", .mediaType = QStringLiteral("application/json")};
    b.tag("acme/artifact", "sig",
          b.image({signature}, {.config = "{}",
                                .configType = mediatype::ociEmpty,
                                .artifactType = QStringLiteral("application/vnd.acme.sig"),
                                .subject = Builder::json(artifact.descriptor)}));
    const Entry subject = b.image({base});
    b.tag("acme/withsubject", "base", subject);
    b.tag("acme/withsubject", "1.0", b.image({base, b.layer("ws")}, {.subject = Builder::json(subject.descriptor)}));
}

} // namespace

Descriptor GeneratedImages::root(const Reference &image) const
{
    for (const auto &[name, root] : images) {
        if (name == image) {
            return root;
        }
    }
    return {};
}

QList<PlannedManifest> GeneratedImages::manifestsOf(const Descriptor &root) const
{
    QList<PlannedManifest> planned;
    QSet<Digest> seen;
    const auto visit = [&](const auto &self, const Descriptor &at) -> void {
        if (seen.contains(at.digest)) {
            return;
        }
        seen.insert(at.digest);
        const QList<Descriptor> below = children.value(at.digest);
        for (const Descriptor &child : below) {
            self(self, child);
        }
        planned.append({descriptors.value(at.digest), content.value(at.digest)});
    };
    visit(visit, root);
    return planned;
}

QList<Descriptor> GeneratedImages::blobsOf(const Descriptor &root) const
{
    QList<Descriptor> unique;
    QSet<Digest> seen;
    const QList<PlannedManifest> manifests = manifestsOf(root);
    for (const PlannedManifest &manifest : manifests) {
        const QList<Descriptor> named = blobs.value(manifest.descriptor.digest);
        for (const Descriptor &blob : named) {
            if (!blob.isForeign() && !seen.contains(blob.digest)) {
                seen.insert(blob.digest);
                unique.append(blob);
            }
        }
    }
    return unique;
}

void GeneratedImages::add(const GeneratedImages &other)
{
    content.insert(other.content);
    foreign.insert(other.foreign);
    descriptors.insert(other.descriptors);
    children.insert(other.children);
    blobs.insert(other.blobs);
    images.append(other.images);
}

GeneratedImages generateImages(const QString &registry)
{
    Builder b(registry);
    const Layer base = b.layer("base", 3000);

    b.tag("library/single-docker", "v1", b.image({base, b.layer("sd")}, {.docker = true}));
    b.tag("library/single-oci", "v1", b.image({base, b.layer("so")}));
    b.tag("library/single-arm64", "v1", b.image({base, b.layer("sa")}, {.machine = arm64}));
    addIndexes(b, base);
    addArtifacts(b, base);

    const Entry many = b.image({base, b.layer("mt")});
    for (const char *tag : {"t00", "t01", "t02", "t03", "t04", "t05"}) {
        b.tag("acme/manytags", tag, many);
    }
    b.tag("a/b/c/d", "1.0", b.image({base, b.layer("deep")}));
    const QByteArray tar = tarBytes({{"etc/z", noise("z", 2000)}});
    const Layer zstd{.bytes = zstdBytes(tar), .mediaType = ociZstdLayer, .uncompressed = Digest::ofBytes(tar)};
    b.tag("acme/zstd", "1.0", b.image({zstd}));
    const Layer shared = b.layer("shared", 4000);
    b.tag("acme/shared-a", "1", b.image({shared, b.layer("sha")}));
    b.tag("acme/shared-b", "1", b.image({shared, b.layer("shb")}));
    b.tag("acme/foreign-docker", "1.0",
          b.image({foreignLayer(dockerForeignLayer, "docker-foreign"), b.layer("for-windows")},
                  {.machine = windows, .docker = true}));
    b.tag("acme/dup", "1", b.image({base, base}));
    for (const char *tag : {"layout", "mediaType", "manifests", "V1.0_x-y.Z"}) {
        b.tag("acme/weird", tag, b.image({base, b.layer(QByteArray("w") + tag)}));
    }
    b.tag("acme/blobs", "1", b.image({base, b.layer("rb")}));
    b.tag("acme/manifests", "1", b.image({base, b.layer("rm")}));
    b.tag("acme/manifests/sub", "1", b.image({base, b.layer("rms")}));
    return b.result;
}

GeneratedImages generateOddImages(const QString &registry)
{
    Builder b(registry);
    const Layer base = b.layer("base", 3000);

    b.tag("odd/nomt", "1.0", b.image({base, b.layer("nm")}, {.mediaTypeInBody = false}));
    b.tag("odd/nomt-index", "1.0",
          b.index({b.image({base}), b.image({base, b.layer("nmi")}, {.machine = arm64})}, false, false));
    Layer long512 = b.layer("sha512");
    long512.like = Digest::parse(QStringLiteral("sha512:") + QString(128, QLatin1Char('0'))).value();
    b.tag("odd/sha512", "1", b.image({base, long512}));
    b.tag("odd/nolayers", "1", b.image({}));
    b.tag("odd/zerobytes", "1", b.image({base, {.bytes = "", .mediaType = ociLayer}}));
    b.tag("odd/empty-index", "1", b.index({}));
    b.tag("odd/strange", "1",
          b.image({{.bytes = noise("strange", 777), .mediaType = QStringLiteral("application/x.nobody.knows")}},
                  {.config = "not json",
                   .configType = QStringLiteral("application/x.nobody.knows.config"),
                   .artifactType = QStringLiteral("application/x.strange"),
                   .extra = "\"x.custom\":{\"deep\":[1,2.5,null,true]}"}));
    return b.result;
}

GeneratedImages generateImage(const Reference &name, const QList<qint64> &layerSizes, const QByteArray &seed)
{
    Builder b(name.registry());
    QList<Layer> layers;
    for (qsizetype i = 0; i < layerSizes.size(); ++i) {
        layers.append({.bytes = noise(seed + QByteArray::number(i), layerSizes.at(i)),
                       .mediaType = QStringLiteral("application/vnd.oci.image.layer.v1.tar")});
    }
    const Entry root = b.image(layers);
    b.tag(name.repository().toLatin1().constData(), name.tag().toLatin1().constData(), root);
    return b.result;
}

} // namespace stowage::test
