// SPDX-License-Identifier: Apache-2.0
#include "oci/manifest.h"

#include "oci/descriptorjson.h"

#include <QHash>

namespace stowage {

namespace {

using namespace json;

const QString schema1Prefix = QStringLiteral("application/vnd.docker.distribution.manifest.v1+");
const QString ociArtifact = QStringLiteral("application/vnd.oci.artifact.manifest.v1+json");

constexpr std::array manifestKeys{"schemaVersion", "mediaType", "artifactType", "config",     "layers",     "manifests",
                                  "subject",       "fsLayers",  "history",      "signatures", "annotations"};

/// Everything of a document's top level, before the shape is judged.
class Reader
{
public:
    explicit Reader(StrictJson &json)
        : m_json(json)
    {
    }

    Manifest read(const QString &expectedType)
    {
        od::object root;
        if (m_json.root().get(root)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        forEachField(root, [this](const QString &key, od::value value) {
            refuseOtherCase(key, manifestKeys);
            field(key, value);
        });
        judge(expectedType);
        refuseTwoSizes();
        return std::move(m_manifest);
    }

private:
    void field(const QString &key, od::value value)
    {
        if (key == QLatin1String("schemaVersion")) {
            if (value.get_int64().get(m_schemaVersion)) {
                stop(QStringLiteral("'schemaVersion' is not a number"));
            }
        } else if (key == QLatin1String("mediaType")) {
            m_manifest.mediaType = text(value, key);
        } else if (key == QLatin1String("artifactType")) {
            m_manifest.artifactType = text(value, key);
        } else if (key == QLatin1String("annotations")) {
            m_manifest.annotations = annotationsOf(value);
        } else if (key == QLatin1String("subject")) {
            if (!isNull(value)) {
                m_manifest.subject = descriptorOf(objectOf(value, key));
            }
        } else if (key == QLatin1String("config")) {
            m_hasConfig = true;
            m_manifest.config = descriptorOf(objectOf(value, key));
        } else if (key == QLatin1String("layers")) {
            m_hasLayers = true;
            forEachObject(value, key, [this](od::object object) { m_manifest.layers.append(descriptorOf(object)); });
        } else if (key == QLatin1String("manifests")) {
            m_hasManifests = true;
            forEachObject(value, key, [this](od::object object) { entry(object); });
        } else if (key == QLatin1String("fsLayers")) {
            m_hasFsLayers = true;
        }
    }

    void entry(od::object object)
    {
        // The raw text reaches to the next token; the entry ends with its brace.
        std::string_view raw;
        if (object.raw_json().get(raw)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        const size_t brace = raw.rfind('}');
        const qsizetype begin = m_json.offsetOf(raw);
        m_manifest.spans.append({begin, begin + qsizetype(brace) + 1});
        if (object.reset().error()) {
            stop(QStringLiteral("the JSON is broken"));
        }
        m_manifest.manifests.append(descriptorOf(object));
    }

    void judge(const QString &expectedType)
    {
        const QString old = QStringLiteral("a Docker schema 1 manifest");
        const bool schema1 = m_schemaVersion == 1 || m_manifest.mediaType.startsWith(schema1Prefix) ||
                             (m_hasFsLayers && !m_hasConfig && !m_hasLayers && !m_hasManifests);
        if (schema1 && !m_hasConfig && !m_hasManifests && !m_hasLayers) {
            stop(old, ErrorKind::OldManifest);
        }
        const int shapes = (m_hasManifests ? 1 : 0) + (m_hasConfig || m_hasLayers ? 1 : 0) + (m_hasFsLayers ? 1 : 0);
        if (shapes > 1) {
            stop(QStringLiteral(
                "it is ambiguous: keys of an index, of an image or of the old format stand side by side"));
        }
        if (m_manifest.mediaType == ociArtifact) {
            stop(QStringLiteral("the withdrawn type %1").arg(ociArtifact), ErrorKind::Unsupported);
        }
        if (shapes == 0) {
            stop(QStringLiteral("it is neither an image manifest nor an index"));
        }
        if (m_schemaVersion != 2) {
            stop(QStringLiteral("'schemaVersion' is %1 instead of 2").arg(m_schemaVersion));
        }
        if (!m_hasManifests && !m_hasConfig) {
            stop(QStringLiteral("'config' is missing"));
        }
        if (!m_hasManifests && !m_hasLayers) {
            stop(QStringLiteral("'layers' is missing"));
        }
        m_manifest.shape = m_hasManifests ? Manifest::Shape::Index : Manifest::Shape::Image;
        judgeType(expectedType.section(u';', 0, 0).trimmed());
    }

    void judgeType(const QString &expected)
    {
        const bool index = m_manifest.shape == Manifest::Shape::Index;
        const auto fits = [index](const QString &type) {
            return index ? mediatype::isIndex(type) : mediatype::isManifest(type);
        };
        // What servers say when they do not know (D24).
        const bool expects =
            mediatype::isIndex(expected) || mediatype::isManifest(expected) || expected.startsWith(schema1Prefix);
        if (m_manifest.mediaType.isEmpty()) {
            m_manifest.mediaTypeInBody = false;
            m_manifest.mediaType = index ? mediatype::ociIndex : mediatype::ociManifest;
            if (expects && !fits(expected)) {
                stop(QStringLiteral("it was announced as %1 but has the shape of %2")
                         .arg(expected, m_manifest.mediaType));
            }
            if (expects) {
                m_manifest.mediaType = expected;
            }
            return;
        }
        if (!mediatype::isIndex(m_manifest.mediaType) && !mediatype::isManifest(m_manifest.mediaType)) {
            stop(QStringLiteral("the type '%1' is neither an image manifest nor an index").arg(m_manifest.mediaType),
                 ErrorKind::Unsupported);
        }
        if (!fits(m_manifest.mediaType)) {
            stop(QStringLiteral("it calls itself %1 but has the shape of %2")
                     .arg(m_manifest.mediaType, index ? QStringLiteral("an index") : QStringLiteral("an image")));
        }
        if (expects && expected != m_manifest.mediaType) {
            stop(QStringLiteral("it was announced as %1 but calls itself %2").arg(expected, m_manifest.mediaType));
        }
    }

    void refuseTwoSizes() const
    {
        QHash<Digest, qint64> sizes;
        const auto look = [&sizes](const Descriptor &descriptor) {
            const auto known = sizes.constFind(descriptor.digest);
            if (known == sizes.constEnd()) {
                sizes.insert(descriptor.digest, descriptor.size);
            } else if (*known != descriptor.size) {
                stop(QStringLiteral("%1 is listed with two sizes, %2 and %3")
                         .arg(descriptor.digest.toString())
                         .arg(*known)
                         .arg(descriptor.size));
            }
        };
        if (m_manifest.shape == Manifest::Shape::Image) {
            look(m_manifest.config);
        }
        for (const Descriptor &layer : m_manifest.layers) {
            look(layer);
        }
        for (const Descriptor &child : m_manifest.manifests) {
            look(child);
        }
    }

    StrictJson &m_json;
    Manifest m_manifest;
    int64_t m_schemaVersion = 2; ///< Left out now and then.
    bool m_hasConfig = false;
    bool m_hasLayers = false;
    bool m_hasManifests = false;
    bool m_hasFsLayers = false;
};

} // namespace

Result<Manifest> Manifest::parse(const QByteArray &bytes, const QString &expectedType)
{
    if (bytes.size() > maximumSize) {
        return fail(
            ErrorKind::MalformedManifest, {},
            QStringLiteral("the manifest has %1 bytes, at most %2 are read").arg(bytes.size()).arg(maximumSize));
    }
    const Result<std::unique_ptr<StrictJson>> json = StrictJson::open(bytes, {});
    if (!json) {
        return std::unexpected(json.error());
    }
    try {
        return Reader(**json).read(expectedType);
    } catch (const Broken &broken) {
        return fail(broken.kind, {}, broken.why);
    }
}

QList<Descriptor> Manifest::blobs() const
{
    QList<Descriptor> all;
    if (shape == Shape::Image) {
        all.reserve(layers.size() + 1);
        all.append(config);
        all.append(layers);
    }
    return all;
}

} // namespace stowage
