// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/descriptor.h"
#include "store/layout.h"
#include "store/roots.h"

#include <QByteArray>

namespace stowage::store {

/// A root manifest with its bytes.
struct StoredRoot
{
    Descriptor descriptor;
    QByteArray bytes;
};

/// Looks single images up in a store, in whichever layout it is. Every manifest handed out has the digest it is called
/// by. Keeps nothing; every call reads the disk and blocks.
class Reader
{
public:
    explicit Reader(StorePaths paths)
        : m_paths(std::move(paths))
    {
    }

    /// What `image` stands for. By digest also when only a tag file has it (tag layout). NotFound; StoreDamaged when
    /// tag file and index disagree (never guessed) or when the manifest they name is missing; DigestMismatch.
    Result<StoredRoot> root(const Reference &image) const;
    /// Bytes of a manifest of the repository of `image`. StoreDamaged when it is missing; DigestMismatch.
    Result<QByteArray> manifest(const Reference &image, const Descriptor &descriptor) const;
    /// The tag that a writer is moving now, or was when it was killed.
    std::optional<TagMove> move() const;

private:
    Result<QByteArray> byDigest(const Reference &image, const Digest &digest, qint64 size) const;
    Result<StoredRoot> byTag(const Reference &image) const;

    StorePaths m_paths;
};

/// StoreDamaged about `item`, side Local.
Error damaged(const QString &item, const QString &technical);

} // namespace stowage::store
