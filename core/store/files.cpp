// SPDX-License-Identifier: Apache-2.0
#include "store/files.h"

#include "copy/fileerror.h"

#include <QFile>
#include <QFileInfo>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace stowage::store {

namespace {

class Handle
{
public:
    explicit Handle(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Handle()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }
    /// Closes now, to hear of errors that only closing tells (network file systems).
    int close() { return ::close(std::exchange(m_descriptor, -1)); }

private:
    int m_descriptor;
};

std::unexpected<Error> failed(FileUse use, const char *operation, const QString &path)
{
    const int number = errno;
    Error error = fileError(number, use, QString::fromLatin1(operation), path);
    if (use == FileUse::Read && (number == ENOENT || number == ENOTDIR)) {
        error.kind = ErrorKind::NotFound;
    }
    return std::unexpected(std::move(error));
}

Result<void> sync(const QString &path, int flags)
{
    const Handle file(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC));
    if (!file.isOpen()) {
        return failed(FileUse::Write, "flush", path);
    }
    const bool folder = (flags & O_DIRECTORY) != 0;
    if ((folder ? ::fsync(file.get()) : ::fdatasync(file.get())) != 0) {
        // Some file systems cannot flush a folder and say so; there is nothing more one could do.
        if (folder && (errno == EINVAL || errno == ENOTSUP || errno == EROFS)) {
            return {};
        }
        return failed(FileUse::Write, "flush", path);
    }
    return {};
}

} // namespace

Result<QList<FolderEntry>> readFolder(const QString &path, FolderDetail detail)
{
    struct CloseFolder
    {
        void operator()(DIR *folder) const { ::closedir(folder); }
    };
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return failed(FileUse::Read, "read folder", path);
    }
    const std::unique_ptr<DIR, CloseFolder> folder(::fdopendir(descriptor));
    if (!folder) {
        ::close(descriptor);
        return failed(FileUse::Read, "read folder", path);
    }
    QList<FolderEntry> entries;
    for (;;) {
        errno = 0;
        const dirent *const entry = ::readdir(folder.get());
        if (!entry) {
            if (errno != 0) {
                return failed(FileUse::Read, "read folder", path);
            }
            break;
        }
        const QByteArrayView name(entry->d_name);
        if (name == "." || name == "..") {
            continue;
        }
        int type = entry->d_type;
        if (type == DT_UNKNOWN) {
            struct stat status = {};
            if (::fstatat(descriptor, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
                type = S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_LNK;
            }
        }
        const auto kind = type == DT_REG   ? FolderEntry::Type::File
                          : type == DT_DIR ? FolderEntry::Type::Folder
                                           : FolderEntry::Type::Other;
        FolderEntry found{QFile::decodeName(entry->d_name), kind};
        if (detail == FolderDetail::Sizes && kind != FolderEntry::Type::Folder) {
            struct stat status = {};
            if (::fstatat(descriptor, entry->d_name, &status, 0) == 0 && S_ISREG(status.st_mode)) {
                found.size = status.st_size;
            }
        }
        entries.append(std::move(found));
    }
    return entries;
}

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    // O_NONBLOCK: a pipe in a hostile store must not hold us.
    const Handle file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        return failed(FileUse::Read, "read file", path);
    }
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0) {
        return failed(FileUse::Read, "read file", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return std::unexpected(fileError(EINVAL, FileUse::Read, QStringLiteral("read file"), path));
    }
    if (status.st_size > limit) {
        Error error;
        error.kind = ErrorKind::TooLarge;
        error.side = Side::Local;
        error.operation = QStringLiteral("read file");
        error.item = path;
        error.technical = QStringLiteral("%1 bytes, at most %2 are read").arg(status.st_size).arg(limit);
        return std::unexpected(error);
    }
    // One byte more than it said: a file that grows meanwhile is noticed by its end.
    QByteArray bytes(static_cast<qsizetype>(status.st_size) + 1, Qt::Uninitialized);
    qsizetype length = 0;
    while (length < bytes.size()) {
        const ssize_t count = ::read(file.get(), bytes.data() + length, static_cast<size_t>(bytes.size() - length));
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return failed(FileUse::Read, "read file", path);
        }
        if (count == 0) {
            break;
        }
        length += count;
    }
    bytes.truncate(length);
    return bytes;
}

std::optional<qint64> fileSize(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return status.st_size;
}

Result<void> makeFolders(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0755) == 0) {
        return syncFolder(QFileInfo(path).path());
    }
    if (errno == EEXIST) {
        if (QFileInfo(path).isDir()) {
            return {};
        }
        errno = ENOTDIR;
    } else if (const QString above = QFileInfo(path).path(); errno == ENOENT && above != path) {
        if (auto made = makeFolders(above); !made) {
            return made;
        }
        // Once more, and no deeper: whatever it says now is final.
        if (::mkdir(QFile::encodeName(path).constData(), 0755) == 0 || errno == EEXIST) {
            return syncFolder(above);
        }
    }
    return failed(FileUse::Write, "make folder", path);
}

Result<void> writeTemporary(const QString &temporary, const QByteArray &bytes)
{
    const QByteArray name = QFile::encodeName(temporary);
    Handle file(::open(name.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!file.isOpen()) {
        return failed(FileUse::Write, "write file", temporary);
    }
    const auto giveUp = [&]() -> Result<void> {
        const auto failure = failed(FileUse::Write, "write file", temporary);
        ::unlink(name.constData());
        return failure;
    };
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(file.get(), bytes.constData() + written, static_cast<size_t>(bytes.size() - written));
        if (count < 0 && errno != EINTR) {
            return giveUp();
        }
        written += std::max<ssize_t>(count, 0);
    }
    if (::fdatasync(file.get()) != 0 || file.close() != 0) {
        return giveUp();
    }
    return {};
}

Result<void> renameOver(const QString &temporary, const QString &path)
{
    if (::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(path).constData()) != 0) {
        return failed(FileUse::Write, "rename file", path);
    }
    return {};
}

Result<void> syncFile(const QString &path)
{
    return sync(path, O_RDONLY);
}

Result<void> syncFolder(const QString &path)
{
    return sync(path, O_RDONLY | O_DIRECTORY);
}

} // namespace stowage::store
