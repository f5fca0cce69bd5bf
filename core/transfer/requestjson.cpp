// SPDX-License-Identifier: Apache-2.0
#include "transfer/requestjson.h"

#include <QJsonArray>

namespace stowage::transfer {

namespace {

QString layoutName(TreeLayout layout)
{
    return layout == TreeLayout::Tag     ? QStringLiteral("tag")
           : layout == TreeLayout::Index ? QStringLiteral("index")
                                         : QStringLiteral("both");
}

TreeLayout layoutOf(const QString &name)
{
    return name == QLatin1String("tag")     ? TreeLayout::Tag
           : name == QLatin1String("index") ? TreeLayout::Index
                                            : TreeLayout::Both;
}

} // namespace

QJsonObject requestToJson(const CopyRequest &request)
{
    QJsonArray items;
    for (const CopyItem &item : request.items) {
        items.append(QJsonArray{item.source.toString(), item.target.toString()});
    }
    QJsonArray platforms;
    for (const Platform &platform : request.platforms) {
        QString text = platform.toString();
        if (!platform.osVersion().isEmpty()) {
            text += QLatin1Char(':') + platform.osVersion();
        }
        platforms.append(text);
    }
    return {
        {QStringLiteral("from"), request.from.toString()},
        {QStringLiteral("to"), request.to.toString()},
        {QStringLiteral("items"), items},
        {QStringLiteral("platforms"), platforms},
        {QStringLiteral("policy"), request.policy == Policy::Warn ? QStringLiteral("warn") : QStringLiteral("strict")},
        {QStringLiteral("layout"), layoutName(request.layout)},
        {QStringLiteral("attestations"), request.keepAttestations},
        {QStringLiteral("foreign"), request.foreignLayers},
        {QStringLiteral("wait"), request.waitForLock},
        {QStringLiteral("jobs"), request.blobsAtOnce},
    };
}

Result<CopyRequest> requestFromJson(const QJsonObject &json)
{
    CopyRequest request;
    const Result<End> from = End::parse(json.value(QStringLiteral("from")).toString());
    if (!from) {
        return std::unexpected(from.error());
    }
    const Result<End> to = End::parse(json.value(QStringLiteral("to")).toString());
    if (!to) {
        return std::unexpected(to.error());
    }
    request.from = *from;
    request.to = *to;
    const QJsonArray items = json.value(QStringLiteral("items")).toArray();
    for (const auto &value : items) {
        const Result<Reference> source = Reference::parse(value.toArray().at(0).toString());
        const Result<Reference> target = Reference::parse(value.toArray().at(1).toString());
        if (!source || !target) {
            return fail(ErrorKind::InvalidInput, QStringLiteral("items"), QStringLiteral("not a pair of references"));
        }
        request.items.append({*source, *target});
    }
    const QJsonArray platforms = json.value(QStringLiteral("platforms")).toArray();
    for (const auto &value : platforms) {
        const Result<Platform> platform = Platform::parse(value.toString());
        if (!platform) {
            return std::unexpected(platform.error());
        }
        request.platforms.append(*platform);
    }
    request.policy =
        json.value(QStringLiteral("policy")).toString() == QLatin1String("warn") ? Policy::Warn : Policy::Strict;
    request.layout = layoutOf(json.value(QStringLiteral("layout")).toString());
    request.keepAttestations = json.value(QStringLiteral("attestations")).toBool();
    request.foreignLayers = json.value(QStringLiteral("foreign")).toBool();
    request.waitForLock = json.value(QStringLiteral("wait")).toBool(true);
    request.blobsAtOnce = json.value(QStringLiteral("jobs")).toInt(4);
    return request;
}

} // namespace stowage::transfer
