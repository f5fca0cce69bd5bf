// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

#include <utility>

namespace stowage::store {

/// A regular file opened for reading at any offset. Movable; reading is safe from any one thread at a time. Blocks.
class LocalFile
{
public:
    /// How much is read at a time.
    static constexpr qint64 step = 1024 * 1024;

    /// NotFound; NotReadable, also for what is no regular file.
    static Result<LocalFile> open(const QString &path);
    LocalFile(LocalFile &&other) noexcept
        : m_path(std::move(other.m_path))
        , m_handle(std::exchange(other.m_handle, -1))
        , m_size(other.m_size)
    {
    }
    LocalFile &operator=(LocalFile &&) = delete;
    ~LocalFile();

    /// Up to `length` bytes at `offset`; 0 at the end of the file. NotReadable (F27).
    Result<qint64> read(qint64 offset, char *buffer, qint64 length) const;
    qint64 size() const { return m_size; } ///< When it was opened.
    int handle() const { return m_handle; }

private:
    LocalFile(QString path, int handle, qint64 size)
        : m_path(std::move(path))
        , m_handle(handle)
        , m_size(size)
    {
    }

    QString m_path;
    int m_handle;
    qint64 m_size;
};

/// Makes the new file `copy` share the bytes of `original` on disk (FICLONE); false where the file system cannot, or
/// when `copy` exists. Nothing is left behind then.
bool cloneFile(const QString &original, const QString &copy);

} // namespace stowage::store
