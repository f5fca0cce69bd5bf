// SPDX-License-Identifier: Apache-2.0
#include "store/storelock.h"

#include "base/logging.h"
#include "copy/fileerror.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace stowage::store {

namespace {

QByteArray contentOf(int handle)
{
    std::array<char, 256> buffer{};
    const ssize_t count = ::pread(handle, buffer.data(), buffer.size(), 0);
    return count > 0 ? QByteArray(buffer.data(), count) : QByteArray();
}

QString holderText(const QByteArray &content)
{
    const qint64 process = lockHolder(content);
    const QString program = QString::fromUtf8(content.mid(content.indexOf(' ') + 1)).simplified().left(60);
    return process > 0 ? QStringLiteral("%1 (process %2)").arg(program).arg(process)
                       : QStringLiteral("another program");
}

} // namespace

qint64 lockHolder(const QByteArray &content)
{
    return content.left(content.indexOf(' ')).toLongLong();
}

Result<std::optional<QString>> StoreLock::tryAcquire()
{
    if (isHeld()) {
        return std::nullopt;
    }
    const int handle = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (handle < 0) {
        return std::unexpected(fileError(errno, FileUse::Write, QStringLiteral("lock store"), m_path));
    }
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        const int number = errno;
        if (number == EWOULDBLOCK || number == EINTR) {
            QString holder = holderText(contentOf(handle));
            ::close(handle);
            return holder;
        }
        // Some network file systems cannot lock. Refusing them would make them useless; one writer is then a promise.
        qCWarning(lcStore) << "no locks on the file system of" << m_path;
    }
    QString program = QCoreApplication::applicationName();
    if (program.isEmpty()) {
        program = QStringLiteral("stowage");
    }
    const QByteArray content = QByteArray::number(QCoreApplication::applicationPid()) + ' ' + program.toUtf8() + '\n';
    // The text only tells people who it is; the lock holds without it.
    if (::ftruncate(handle, 0) != 0 ||
        ::pwrite(handle, content.constData(), static_cast<size_t>(content.size()), 0) < 0) {
        qCWarning(lcStore) << "cannot write into" << m_path;
    }
    m_handle = handle;
    return std::nullopt;
}

void StoreLock::release()
{
    if (m_handle < 0) {
        return;
    }
    if (::ftruncate(m_handle, 0) != 0) {
        qCWarning(lcStore) << "cannot empty" << m_path;
    }
    ::close(std::exchange(m_handle, -1));
}

} // namespace stowage::store
