// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"

#include <QList>

#include <optional>

/// The files of a store that are ours alone, under `blobs/.stowage`.
namespace stowage::store {

/// Reads `roots.json`, the images of a store that have no tag. MalformedManifest with `item`.
Result<QList<Reference>> readRoots(const QByteArray &bytes, const QString &item);
/// The file: references by digest, sorted, each once. Equal roots give equal bytes.
QByteArray writeRoots(const QList<Reference> &roots);

/// A tag on its way to another manifest. Tag file and index cannot be renamed in one step; `moving.json` stands while
/// they are, so that whoever finds them at odds after a kill knows what was meant.
struct TagMove
{
    Reference tag;
    Digest digest;
};
/// Reads `moving.json`; nothing when it says nothing.
std::optional<TagMove> readMove(const QByteArray &bytes);
QByteArray writeMove(const TagMove &move);

} // namespace stowage::store
