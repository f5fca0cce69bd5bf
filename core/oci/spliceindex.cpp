// SPDX-License-Identifier: Apache-2.0
// What is made from manifests without rewriting them: filtered indexes, and the platform of a config.
#include "oci/descriptorjson.h"

namespace stowage {

namespace {

using namespace json;

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
