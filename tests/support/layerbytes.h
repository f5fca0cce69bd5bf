// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

/// Bytes of synthetic layers: deterministic, made by hand so that they are equal on every machine and need no library.
namespace stowage::test {

/// `size` bytes that do not compress, decided by `seed`.
QByteArray noise(const QByteArray &seed, qsizetype size);
/// A ustar archive of regular files (name, content), in order.
QByteArray tarBytes(const QList<std::pair<QByteArray, QByteArray>> &files);
/// A valid gzip member holding `bytes` uncompressed.
QByteArray gzipBytes(const QByteArray &bytes);
/// A valid zstd frame holding `bytes` uncompressed.
QByteArray zstdBytes(const QByteArray &bytes);

} // namespace stowage::test
