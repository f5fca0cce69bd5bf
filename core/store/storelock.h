// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

#include <optional>

namespace stowage::store {

/// The one writer of a store: flock on `blobs/.stowage/lock`, which the kernel gives back when the process dies.
/// Not thread-safe; blocks only as long as a file takes to open.
class StoreLock
{
public:
    explicit StoreLock(QString path)
        : m_path(std::move(path))
    {
    }
    ~StoreLock() { release(); }
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

    /// Nothing when the lock is ours now; who holds it otherwise, as text for people ("stowage (process 4711)").
    /// NotWritable.
    Result<std::optional<QString>> tryAcquire();
    void release();
    bool isHeld() const { return m_handle >= 0; }

private:
    QString m_path;
    int m_handle = -1;
};

/// The process whose number a lock file holds; 0 when it names none.
qint64 lockHolder(const QByteArray &content);

} // namespace stowage::store
