// SPDX-License-Identifier: Apache-2.0
#include "oci/descriptorjson.h"

namespace stowage::json {

namespace {

/// 256 TiB: no blob is larger, and sums over a whole job cannot overflow (S03).
constexpr qint64 largestSize = qint64(1) << 48;

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

} // namespace

void stop(const QString &why, ErrorKind kind)
{
    throw Broken{kind, why};
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

} // namespace stowage::json
