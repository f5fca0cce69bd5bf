// SPDX-License-Identifier: Apache-2.0
#include "store/localfile.h"

#include "copy/fileerror.h"

#include <QFile>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace stowage::store {

namespace {

std::unexpected<Error> unreadable(int number, const QString &path)
{
    Error error = fileError(number, FileUse::Read, QStringLiteral("read file"), path);
    if (number == ENOENT || number == ENOTDIR) {
        error.kind = ErrorKind::NotFound;
    }
    return std::unexpected(std::move(error));
}

} // namespace

Result<LocalFile> LocalFile::open(const QString &path)
{
    // O_NONBLOCK: a pipe in a hostile store must not hold us.
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0) {
        return unreadable(errno, path);
    }
    struct stat status = {};
    if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(handle);
        return unreadable(EINVAL, path);
    }
    ::posix_fadvise(handle, 0, 0, POSIX_FADV_SEQUENTIAL);
    return LocalFile(path, handle, status.st_size);
}

LocalFile::~LocalFile()
{
    if (m_handle >= 0) {
        ::close(m_handle);
    }
}

Result<qint64> LocalFile::read(qint64 offset, char *buffer, qint64 length) const
{
    for (;;) {
        const ssize_t count = ::pread(m_handle, buffer, static_cast<size_t>(length), offset);
        if (count >= 0) {
            return count;
        }
        if (errno != EINTR) {
            return unreadable(errno, m_path);
        }
    }
}

bool cloneFile(const QString &original, const QString &copy)
{
    const QByteArray name = QFile::encodeName(copy);
    const Result<LocalFile> source = LocalFile::open(original);
    if (!source) {
        return false;
    }
    const int target = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (target < 0) {
        return false;
    }
    const bool cloned = ::ioctl(target, FICLONE, source->handle()) == 0;
    ::close(target);
    if (!cloned) {
        ::unlink(name.constData());
    }
    return cloned;
}

} // namespace stowage::store
