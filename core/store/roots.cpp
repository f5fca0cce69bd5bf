// SPDX-License-Identifier: Apache-2.0
#include "store/roots.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

namespace stowage::store {

namespace {

const QString rootsKey = QStringLiteral("roots");
const QString tagKey = QStringLiteral("tag");
const QString digestKey = QStringLiteral("digest");

} // namespace

Result<QList<Reference>> readRoots(const QByteArray &bytes, const QString &item)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonValue list = document.object().value(rootsKey);
    if (!list.isArray()) {
        return fail(ErrorKind::MalformedManifest, item, QStringLiteral("no list of roots is in it"));
    }
    QList<Reference> roots;
    const QJsonArray entries = list.toArray();
    for (const auto &entry : entries) {
        const Result<Reference> root = Reference::parse(entry.toString());
        if (!root || root->digest().isNull()) {
            return fail(ErrorKind::MalformedManifest, item,
                        QStringLiteral("'%1' is no image by digest").arg(entry.toString().left(200)));
        }
        roots.append(root->withDigest(root->digest()));
    }
    return roots;
}

QByteArray writeRoots(const QList<Reference> &roots)
{
    QMap<QString, bool> sorted;
    for (const Reference &root : roots) {
        sorted.insert(root.toString(), true);
    }
    const QJsonObject document{{rootsKey, QJsonArray::fromStringList(sorted.keys())}};
    return QJsonDocument(document).toJson();
}

std::optional<TagMove> readMove(const QByteArray &bytes)
{
    const QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const Result<Reference> tag = Reference::parse(document.value(tagKey).toString());
    const Result<Digest> digest = Digest::parse(document.value(digestKey).toString());
    return tag && digest && tag->digest().isNull() ? std::optional(TagMove{*tag, *digest}) : std::nullopt;
}

QByteArray writeMove(const TagMove &move)
{
    return QJsonDocument(QJsonObject{{tagKey, move.tag.toString()}, {digestKey, move.digest.toString()}}).toJson();
}

} // namespace stowage::store
