// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"

#include <QList>

namespace stowage::store {

/// Reads `blobs/.stowage/roots.json`, the images of a store that have no tag. MalformedManifest with `item`.
Result<QList<Reference>> readRoots(const QByteArray &bytes, const QString &item);
/// The file: references by digest, sorted, each once. Equal roots give equal bytes.
QByteArray writeRoots(const QList<Reference> &roots);

} // namespace stowage::store
