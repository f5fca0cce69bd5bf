// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/manifest.h"
#include "oci/strictjson.h"

#include <array>

/// Reading descriptors and their parts out of a StrictJson; internal to core/oci.
namespace stowage::json {

namespace od = simdjson::ondemand;

constexpr qsizetype mostDescriptors = 10'000; // S30

/// What stops the reading of one manifest; turned into a Result by whoever reads.
struct Broken
{
    ErrorKind kind = ErrorKind::MalformedManifest;
    QString why;
};

[[noreturn]] void stop(const QString &why, ErrorKind kind = ErrorKind::MalformedManifest);

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

bool isNull(od::value &value);
/// Null is the empty string.
QString text(od::value value, const QString &key);
od::object objectOf(od::value &value, const QString &key);
QMap<QString, QString> annotationsOf(od::value value);
Platform platformOf(od::object object);
Descriptor descriptorOf(od::object object);

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

} // namespace stowage::json
