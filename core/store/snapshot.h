// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"

#include <stop_token>

namespace stowage::store {

/// One file of `blobs/`.
struct StoredBlob
{
    Digest digest;
    qint64 size = 0;      ///< Bytes on disk.
    qint64 expected = -1; ///< Bytes that the manifests promise; -1 when none names it.
    friend bool operator==(const StoredBlob &, const StoredBlob &) = default;
};

/// What a store held at one moment, as a value: may be shared between threads.
struct Snapshot
{
    QString root;              ///< The store's path.
    QList<ListedImage> images; ///< Sorted by reference text.
    QList<Problem> problems;   ///< In the order of their kinds, then of their items. CorruptBlob is verify's to find.
    QList<StoredBlob> blobs;   ///< Sorted by digest.

    Listing listing() const { return {images, problems}; }
};

/// Reads the store at `path`: every manifest (each is held against its digest), the configs that alone know a platform,
/// and the sizes of blobs. Whatever is wrong inside becomes a Problem.
/// Blocks; any thread; takes no lock and writes nothing. NotFound or NotReadable when there is no folder `path`.
/// Throws Cancelled when stopped.
Result<Snapshot> takeSnapshot(const QString &path, const std::stop_token &stop);

} // namespace stowage::store
