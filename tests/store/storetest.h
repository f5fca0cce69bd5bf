// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/snapshot.h"
#include "support/storedamage.h"

/// What tests of the store say often.
namespace stowage::test {

/// Every problem of the store at `root`.
inline QStringList problemsOf(const QString &root)
{
    const auto snapshot = store::takeSnapshot(root, {});
    return snapshot ? problemLines(snapshot->problems) : QStringList{QStringLiteral("no store")};
}

/// "reference digest" of every image.
inline QStringList namesOf(const QString &root)
{
    QStringList names;
    if (const auto snapshot = store::takeSnapshot(root, {})) {
        for (const ListedImage &image : snapshot->images) {
            names.append(image.reference.toString() + QLatin1Char(' ') + image.root.digest.toString());
        }
    }
    return names;
}

/// A blob of `bytes`.
inline Descriptor descriptorOf(const QByteArray &bytes)
{
    Descriptor blob;
    blob.mediaType = QStringLiteral("application/octet-stream");
    blob.digest = Digest::ofBytes(bytes);
    blob.size = bytes.size();
    return blob;
}

} // namespace stowage::test
