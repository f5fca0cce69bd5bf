// SPDX-License-Identifier: Apache-2.0
#include "copy/partfile.h"

#include "async/cancelled.h"
#include "copy/fileerror.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace stowage {

namespace {

constexpr qint64 readStep = 1024 * 1024;
/// How much one visit to the disk pool hashes: long enough that the hop costs nothing, short enough for a live bar.
constexpr qint64 hashStep = 16 * readStep;
/// F02: gives up after this many tries without progress.
constexpr int fruitlessTries = 5;

} // namespace

PartFile::PartFile(DiskPool &disk, QString path, Descriptor blob)
    : m_disk(disk)
    , m_path(std::move(path))
    , m_blob(std::move(blob))
    , m_hasher(m_blob.digest)
{
}

QCoro::Task<std::unique_ptr<PartFile>> PartFile::open(DiskPool &disk, QString path, Descriptor blob,
                                                      std::stop_token stop, BlobProgress progress)
{
    throwIfStopped(stop);
    std::unique_ptr<PartFile> part(new PartFile(disk, std::move(path), std::move(blob)));
    PartFile *const raw = part.get();
    co_await disk.run([raw] { raw->openFile(); });
    bool more = true;
    while (more) {
        throwIfStopped(stop);
        auto step = [raw, stop] { return raw->hashSome(stop); };
        more = co_await disk.run(std::move(step));
        if (progress && part->m_position > 0) {
            progress(BlobPhase::Checking, part->m_position);
        }
    }
    throwIfStopped(stop);
    co_return part;
}

void PartFile::openFile()
{
    const QByteArray name = QFile::encodeName(m_path);
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0) {
        throw fileError(errno, FileUse::Write, QStringLiteral("open part"), m_path);
    }
    if (!m_file.open(descriptor, QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        throw fileError(EBADF, FileUse::Write, QStringLiteral("open part"), m_path);
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        throw fileError(errno, FileUse::Read, QStringLiteral("open part"), m_path);
    }
    if (!S_ISREG(status.st_mode)) {
        throw fileError(EINVAL, FileUse::Write, QStringLiteral("open part"), m_path);
    }
    if (m_blob.size >= 0 && status.st_size > m_blob.size) {
        restart();
    }
}

/// Hashes the next stretch of what the file already holds; false when its end is reached.
bool PartFile::hashSome(const std::stop_token &stop)
{
    QByteArray buffer(readStep, Qt::Uninitialized);
    const qint64 until = m_position + hashStep;
    while (m_position < until && !stop.stop_requested()) {
        const ssize_t count = ::pread(m_file.handle(), buffer.data(), static_cast<size_t>(readStep), m_position);
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            throw fileError(errno, FileUse::Read, QStringLiteral("read part"), m_path);
        }
        if (count == 0) {
            return false;
        }
        m_hasher.add(QByteArrayView(buffer.constData(), count));
        m_position += count;
    }
    return true;
}

bool PartFile::isWhole() const
{
    return m_blob.size >= 0 && m_position == m_blob.size;
}

void PartFile::append(QByteArrayView bytes)
{
    if (m_blob.size >= 0 && bytes.size() > m_blob.size - m_position) {
        throw mismatch(ErrorKind::SizeMismatch, QStringLiteral("more than the promised %1 bytes").arg(m_blob.size));
    }
    while (!bytes.isEmpty()) {
        const ssize_t count = ::pwrite(m_file.handle(), bytes.data(), static_cast<size_t>(bytes.size()), m_position);
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            throw fileError(errno, FileUse::Write, QStringLiteral("write part"), m_path);
        }
        // Whatever reached the file is counted, so that a full disk leaves a part that can be gone on with.
        m_hasher.add(bytes.first(count));
        m_position += count;
        bytes = bytes.sliced(count);
    }
}

void PartFile::restart()
{
    if (::ftruncate(m_file.handle(), 0) != 0) {
        throw fileError(errno, FileUse::Write, QStringLiteral("empty part"), m_path);
    }
    m_position = 0;
    m_found = {};
    m_hasher = Hasher(m_blob.digest);
}

bool PartFile::hasRightDigest()
{
    if (m_found.isNull()) {
        m_found = m_hasher.finish();
    }
    return m_found == m_blob.digest;
}

void PartFile::prove()
{
    if (m_blob.size >= 0 && m_position != m_blob.size) {
        QFile::remove(m_path);
        throw mismatch(ErrorKind::SizeMismatch,
                       QStringLiteral("%1 bytes instead of %2").arg(m_position).arg(m_blob.size));
    }
    if (!hasRightDigest()) {
        QFile::remove(m_path);
        throw mismatch(ErrorKind::DigestMismatch, QStringLiteral("the bytes have digest %1").arg(m_found.toString()));
    }
}

QCoro::Task<void> PartFile::sync()
{
    const int handle = m_file.handle();
    const int failure = co_await m_disk.run([handle] { return ::fdatasync(handle) == 0 ? 0 : errno; });
    if (failure != 0) {
        throw fileError(failure, FileUse::Write, QStringLiteral("flush part"), m_path);
    }
}

QCoro::Task<qint64> PartFile::fill(BlobSource source, BlobProgress progress, std::stop_token stop)
{
    qint64 moved = co_await stream(source, progress, stop);
    if (isWhole() && !hasRightDigest()) {
        restart();
        const qint64 again = co_await stream(source, progress, stop);
        moved += again;
    }
    if (progress) {
        progress(BlobPhase::Finishing, m_position);
    }
    prove();
    co_return moved;
}

/// Appends what `source` has behind the present position, until the part is whole (or, for a blob of unknown size,
/// until the stream ends).
QCoro::Task<qint64> PartFile::stream(BlobSource source, BlobProgress progress, std::stop_token stop)
{
    const qint64 start = m_position;
    // A stream that trickles must not keep us for ever: progress is a MiB, or a sixteenth of a smaller blob.
    const qint64 worth = m_blob.size < 0 ? readStep : std::clamp<qint64>(m_blob.size / 16, 1, readStep);
    qint64 anchor = m_position;
    int fruitless = 0;
    bool done = isWhole();
    if (progress) {
        progress(BlobPhase::Moving, m_position);
    }
    while (!done) {
        throwIfStopped(stop);
        Error failure;
        try {
            const std::unique_ptr<BlobBody> body = co_await source.open(m_position, stop);
            for (;;) {
                const QByteArrayView piece = co_await body->read(stop);
                if (piece.isEmpty()) {
                    break;
                }
                append(piece);
                if (progress) {
                    progress(BlobPhase::Moving, m_position);
                }
            }
            done = isWhole() || m_blob.size < 0;
            failure.kind = ErrorKind::SizeMismatch;
            failure.side = Side::Source;
            failure.digest = m_blob.digest.toString();
            failure.technical = QStringLiteral("the stream ends at byte %1 of %2").arg(m_position).arg(m_blob.size);
        } catch (const Error &error) {
            // All bytes came before the connection broke: their digest decides.
            done = isWhole() && isTransient(error);
            if (!done && !isTransient(error)) {
                throw;
            }
            failure = error;
        }
        if (m_position - anchor >= worth) {
            anchor = m_position;
            fruitless = 0;
        } else if (!done && ++fruitless >= fruitlessTries) {
            throw failure;
        }
    }
    co_return m_position - start;
}

Error PartFile::mismatch(ErrorKind kind, const QString &technical) const
{
    Error error;
    error.kind = kind;
    error.side = Side::Source; // what was written here was hashed as it came
    error.operation = QStringLiteral("check blob");
    error.digest = m_blob.digest.toString();
    error.technical = technical;
    return error;
}

} // namespace stowage
