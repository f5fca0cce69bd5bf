// SPDX-License-Identifier: Apache-2.0
#include "oci/manifest.h"

#include "oci/strictjson.h"

#include <QHash>

#include <array>

namespace stowage {

namespace {

namespace od = simdjson::ondemand;

constexpr qsizetype mostDescriptors = 10'000; // S30
/// 256 TiB: no blob is larger, and sums over a whole job cannot overflow (S03).
constexpr qint64 largestSize = qint64(1) << 48;

const QString schema1Prefix = QStringLiteral("application/vnd.docker.distribution.manifest.v1+");
const QString ociArtifact = QStringLiteral("application/vnd.oci.artifact.manifest.v1+json");

/// What stops the reading of one manifest; turned into a Result at the border of this file.
struct Broken
{
    ErrorKind kind = ErrorKind::MalformedManifest;
    QString why;
};

[[noreturn]] void stop(const QString &why, ErrorKind kind = ErrorKind::MalformedManifest)
{
    throw Broken{kind, why};
}

/// Programs written in Go read keys without regard to case: `Layers` beside `layers` means another image to them.
template <size_t N>
void refuseOtherCase(const QString &key, const std::array<const char *, N> &known)
{
    for (const char *name : known) {
        if (key.compare(QLatin1String(name), Qt::CaseInsensitive) == 0 && key != QLatin1String(name)) {
            stop(QStringLiteral("the key '%1' differs from '%2' only in upper and lower case")
                     .arg(key, QLatin1String(name)));
        }
    }
}

bool isNull(od::value &value)
{
    od::json_type type{};
    return value.type().get(type) == simdjson::SUCCESS && type == od::json_type::null;
}

QString text(od::value value, const QString &key)
{
    if (isNull(value)) {
        return {};
    }
    std::string_view view;
    if (value.get_string().get(view)) {
        stop(QStringLiteral("'%1' is not a string").arg(key));
    }
    return fromJson(view);
}

/// Calls `use(key, value)` for each field of `object` to its end.
template <typename Use>
void forEachField(od::object &object, Use use)
{
    for (auto entry : object) {
        od::field field;
        std::string_view name;
        if (std::move(entry).get(field) || field.unescaped_key().get(name)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        const QString key = fromJson(name);
        use(key, field.value());
    }
}

od::object objectOf(od::value &value, const QString &key)
{
    od::object object;
    if (value.get_object().get(object)) {
        stop(QStringLiteral("'%1' is not an object").arg(key));
    }
    return object;
}

QMap<QString, QString> annotationsOf(od::value value)
{
    QMap<QString, QString> annotations;
    if (isNull(value)) {
        return annotations;
    }
    od::object object = objectOf(value, QStringLiteral("annotations"));
    forEachField(object, [&annotations](const QString &key, od::value inner) {
        std::string_view view;
        if (inner.get_string().get(view) == simdjson::SUCCESS) {
            annotations.insert(key, fromJson(view));
        }
    });
    return annotations;
}

QStringList urlsOf(od::value value)
{
    QStringList urls;
    if (isNull(value)) {
        return urls;
    }
    od::array array;
    if (value.get_array().get(array)) {
        stop(QStringLiteral("'urls' is not a list"));
    }
    for (auto entry : array) {
        od::value inner;
        if (std::move(entry).get(inner)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        urls.append(text(inner, QStringLiteral("urls")));
    }
    return urls;
}

constexpr std::array platformKeys{"os", "architecture", "variant", "os.version"};

Platform platformOf(od::object object)
{
    QString os;
    QString architecture;
    QString variant;
    QString version;
    forEachField(object, [&](const QString &key, od::value value) {
        refuseOtherCase(key, platformKeys);
        if (key == QLatin1String("os")) {
            os = text(value, key);
        } else if (key == QLatin1String("architecture")) {
            architecture = text(value, key);
        } else if (key == QLatin1String("variant")) {
            variant = text(value, key);
        } else if (key == QLatin1String("os.version")) {
            version = text(value, key);
        }
    });
    return os.isEmpty() && architecture.isEmpty() ? Platform() : Platform(os, architecture, variant, version);
}

constexpr std::array descriptorKeys{"mediaType",    "digest", "size",        "platform",
                                    "artifactType", "urls",   "annotations", "data"};

qint64 sizeOf(od::value value)
{
    int64_t size = -1;
    if (value.get_int64().get(size) || size < 0) {
        stop(QStringLiteral("a descriptor's 'size' is not a whole number of bytes"));
    }
    if (size > largestSize) {
        stop(QStringLiteral("a descriptor promises %1 bytes, which nothing can hold").arg(size));
    }
    return size;
}

Descriptor descriptorOf(od::object object)
{
    Descriptor descriptor;
    forEachField(object, [&descriptor](const QString &key, od::value value) {
        refuseOtherCase(key, descriptorKeys);
        if (key == QLatin1String("mediaType")) {
            descriptor.mediaType = text(value, key);
        } else if (key == QLatin1String("artifactType")) {
            descriptor.artifactType = text(value, key);
        } else if (key == QLatin1String("digest")) {
            Result<Digest> digest = Digest::parse(text(value, key));
            if (!digest) {
                stop(QStringLiteral("the digest '%1' is not valid: %2")
                         .arg(digest.error().item, digest.error().technical));
            }
            descriptor.digest = std::move(*digest);
        } else if (key == QLatin1String("size")) {
            descriptor.size = sizeOf(value);
        } else if (key == QLatin1String("platform")) {
            if (!isNull(value)) {
                descriptor.platform = platformOf(objectOf(value, key));
                descriptor.hasPlatform = !descriptor.platform.isNull();
            }
        } else if (key == QLatin1String("urls")) {
            descriptor.urls = urlsOf(value);
        } else if (key == QLatin1String("annotations")) {
            descriptor.annotations = annotationsOf(value);
        }
    });
    if (descriptor.digest.isNull()) {
        stop(QStringLiteral("a descriptor has no digest"));
    }
    if (descriptor.size < 0) {
        stop(QStringLiteral("the descriptor of %1 has no size").arg(descriptor.digest.toString()));
    }
    return descriptor;
}

/// Calls `use(object)` for each object of the list `value`; null is an empty list, as Go writes one.
template <typename Use>
void forEachObject(od::value value, const QString &key, Use use)
{
    if (isNull(value)) {
        return;
    }
    od::array array;
    if (value.get_array().get(array)) {
        stop(QStringLiteral("'%1' is not a list").arg(key));
    }
    qsizetype count = 0;
    for (auto entry : array) {
        od::value inner;
        if (std::move(entry).get(inner)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        if (++count > mostDescriptors) {
            stop(QStringLiteral("'%1' has more than %2 entries").arg(key).arg(mostDescriptors));
        }
        use(objectOf(inner, key));
    }
}

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

/// Byte span of a scalar value, without the white space behind it.
Manifest::Span scalarSpan(const StrictJson &json, od::value &value)
{
    std::string_view token = value.raw_json_token();
    while (!token.empty() && std::string_view(" \t\r\n").find(token.back()) != std::string_view::npos) {
        token.remove_suffix(1);
    }
    const qsizetype begin = json.offsetOf(token);
    return {begin, begin + qsizetype(token.size())};
}

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

QByteArray spliceIndex(const QByteArray &source, const Manifest &index, const QList<qsizetype> &kept)
{
    return spliceIndex(source, index, kept, {});
}

QByteArray spliceIndex(const QByteArray &source, const Manifest &index, const QList<qsizetype> &kept,
                       const QMap<qsizetype, QByteArray> &replacement)
{
    if (index.spans.isEmpty()) {
        return source;
    }
    QByteArray result;
    result.reserve(source.size());
    result.append(source.first(index.spans.first().begin));
    bool first = true;
    for (const qsizetype position : kept) {
        const Manifest::Span span = index.spans.at(position);
        if (!first) {
            // The comma and white space that stand before this entry in the source.
            const qsizetype before = index.spans.at(position - 1).end;
            result.append(source.sliced(before, span.begin - before));
        }
        first = false;
        const auto other = replacement.constFind(position);
        result.append(other != replacement.constEnd() ? *other : source.sliced(span.begin, span.end - span.begin));
    }
    result.append(source.sliced(index.spans.last().end));
    return result;
}

Result<QByteArray> retargetDescriptor(const QByteArray &descriptorJson, const Digest &digest, qint64 size)
{
    const Result<std::unique_ptr<StrictJson>> json = StrictJson::open(descriptorJson, {});
    if (!json) {
        return std::unexpected(json.error());
    }
    try {
        od::object root;
        if ((*json)->root().get(root)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        // By position, so that the later one is replaced first and the spans stay true.
        QMap<qsizetype, std::pair<Manifest::Span, QByteArray>> changes;
        forEachField(root, [&](const QString &key, od::value value) {
            if (key == QLatin1String("digest") || key == QLatin1String("size")) {
                od::json_type type{};
                if (value.type().get(type) || type == od::json_type::object || type == od::json_type::array) {
                    stop(QStringLiteral("'%1' is not a plain value").arg(key));
                }
                const Manifest::Span span = scalarSpan(**json, value);
                changes.insert(span.begin,
                               {span, key == QLatin1String("size") ? QByteArray::number(size)
                                                                   : '"' + digest.toString().toLatin1() + '"'});
            }
        });
        if (changes.size() != 2) {
            stop(QStringLiteral("a descriptor has no digest or no size"));
        }
        QByteArray result = descriptorJson;
        const QList<std::pair<Manifest::Span, QByteArray>> ordered = changes.values();
        for (auto change = ordered.crbegin(); change != ordered.crend(); ++change) {
            const auto &[span, bytes] = *change;
            result.replace(span.begin, span.end - span.begin, bytes);
        }
        return result;
    } catch (const Broken &broken) {
        return fail(broken.kind, {}, broken.why);
    }
}

Result<Platform> platformOfConfig(const QByteArray &config)
{
    if (config.size() > Manifest::maximumSize) {
        return fail(ErrorKind::MalformedManifest, {},
                    QStringLiteral("the image configuration has %1 bytes, at most %2 are read")
                        .arg(config.size())
                        .arg(Manifest::maximumSize));
    }
    const Result<std::unique_ptr<StrictJson>> json = StrictJson::open(config, {});
    if (!json) {
        return std::unexpected(json.error());
    }
    try {
        od::object root;
        if ((*json)->root().get(root)) {
            stop(QStringLiteral("the JSON is broken"));
        }
        return platformOf(root);
    } catch (const Broken &broken) {
        return fail(broken.kind, {}, broken.why);
    }
}

} // namespace stowage
