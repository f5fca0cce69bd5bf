// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/diskpool.h"
#include "copy/blobsource.h"
#include "oci/hasher.h"

#include <QFile>

namespace stowage {

/// A blob on its way to disk: bytes are appended and hashed, and count only when size and digest are proven.
///
/// Survives kill -9: opening an existing part re-hashes what is there (in the disk pool) and goes on behind it (F26).
/// Used by stores and by the engine's spool. Lives in the engine thread; one object per file.
class PartFile
{
public:
    /// Opens or creates `path`. A part longer than the blob is emptied. `progress` (may be empty) hears Checking while
    /// an existing part is re-hashed. Throws Error(NotWritable, DiskFull, NotReadable) with side Local, or Cancelled.
    static QCoro::Task<std::unique_ptr<PartFile>> open(DiskPool &disk, QString path, Descriptor blob,
                                                       std::stop_token stop, BlobProgress progress = {});

    qint64 position() const { return m_position; } ///< Bytes written and hashed.
    bool isWhole() const;                          ///< Has as many bytes as the blob.
    /// Appends; throws SizeMismatch past the descriptor's size (D42, nothing of `bytes` is written then), DiskFull or
    /// NotWritable.
    void append(QByteArrayView bytes);
    /// Empties the part, after damage.
    void restart();
    /// Throws SizeMismatch or DigestMismatch with side Source (the part is then removed) unless all bytes are there and
    /// right (D40). Nothing can be appended afterwards.
    void prove();
    /// fdatasync in the disk pool.
    QCoro::Task<void> sync();
    const QString &path() const { return m_path; }

    /// Reads `source` from the present position to the end, with progress, and proves it. Reopens the stream at the
    /// position reached while it makes progress (F01, F02); begins once anew when the bytes turn out wrong (F03). After
    /// a failure the part stays for the next attempt, unless its bytes are wrong. Returns the bytes that moved.
    QCoro::Task<qint64> fill(BlobSource source, BlobProgress progress, std::stop_token stop);

private:
    PartFile(DiskPool &disk, QString path, Descriptor blob);
    void openFile();
    bool hashSome(const std::stop_token &stop);
    bool hasRightDigest();
    QCoro::Task<qint64> stream(BlobSource source, BlobProgress progress, std::stop_token stop);
    Error mismatch(ErrorKind kind, const QString &technical) const;

    DiskPool &m_disk;
    QString m_path;
    Descriptor m_blob;
    QFile m_file;
    Hasher m_hasher;
    Digest m_found; ///< Of all bytes, once m_hasher was finished.
    qint64 m_position = 0;
};

} // namespace stowage
