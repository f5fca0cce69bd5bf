// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// The few things this room asks of a file system, with errors as values and nothing that surprises: never
/// hangs on a pipe, never reads more than it was told to. All of it blocks: for pool threads.
namespace stowage::store {

/// One thing in a folder.
struct FolderEntry
{
    enum class Type { File, Folder, Other }; ///< Links, devices and pipes are Other.
    QString name;
    Type type = Type::Other;
    qint64 size = -1; ///< Bytes of a file, when sizes were asked for; of the file behind a link, too.
};

enum class FolderDetail { Names, Sizes };

/// What is in `path`, in no order. NotFound when it does not exist, NotReadable when it is no folder or closed to us.
Result<QList<FolderEntry>> readFolder(const QString &path, FolderDetail detail = FolderDetail::Names);

/// Bytes of the regular file `path` (a link to one counts). NotFound; NotReadable; TooLarge above `limit` bytes.
Result<QByteArray> readFile(const QString &path, qint64 limit);

/// Size of the regular file `path` (a link to one counts); nothing when there is none.
std::optional<qint64> fileSize(const QString &path);

/// Makes `path` and what is missing above it, and sees to it that the new names survive a power cut.
Result<void> makeFolders(const QString &path);

/// Writes `bytes` to the new file `temporary` and sees to it that they are on the disk. Removes it again on failure.
Result<void> writeTemporary(const QString &temporary, const QByteArray &bytes);
/// Gives `temporary` its name, in place of what stood there: at every instant the name is the old or the new file.
Result<void> renameOver(const QString &temporary, const QString &path);
/// Sees to it that the bytes of the file `path` are on the disk.
Result<void> syncFile(const QString &path);
/// Sees to it that names made in the folder `path` survive a power cut.
Result<void> syncFolder(const QString &path);

} // namespace stowage::store
