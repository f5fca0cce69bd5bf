// SPDX-License-Identifier: Apache-2.0
// The reading half of ImagesDir, its lock and its blobs. Manifests and tags are written in imagesdirwrite.cpp.
#include "store/imagesdir.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "copy/partfile.h"
#include "store/files.h"
#include "store/localfile.h"
#include "store/orthrow.h"
#include "store/snapshot.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace stowage::store {

namespace {

using namespace std::chrono_literals;

constexpr auto lockPoll = 500ms;
/// How much one visit to the disk pool copies: long enough that the hop costs nothing, short enough for a live bar.
constexpr qint64 copyStep = 16 * LocalFile::step;

/// A blob's file as a stream, read in the disk pool.
class FileBody : public BlobBody
{
public:
    FileBody(DiskPool &disk, LocalFile file, qint64 offset)
        : m_disk(disk)
        , m_file(std::move(file))
        , m_buffer(LocalFile::step, Qt::Uninitialized)
        , m_offset(offset)
    {
    }

    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        throwIfStopped(stop);
        FileBody *const self = this;
        const qint64 count = co_await m_disk.run([self] {
            return orThrow(self->m_file.read(self->m_offset, self->m_buffer.data(), self->m_buffer.size()));
        });
        throwIfStopped(stop);
        m_offset += count;
        co_return QByteArrayView(m_buffer.constData(), count);
    }

private:
    DiskPool &m_disk;
    LocalFile m_file;
    QByteArray m_buffer;
    qint64 m_offset;
};

} // namespace

ImagesDir::ImagesDir(QString path, DiskPool &disk, Clock &clock, Options options)
    : m_paths(std::move(path))
    , m_reader(m_paths)
    , m_disk(disk)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_lock(m_paths.lock())
{
}

ImagesDir::~ImagesDir() = default;

QCoro::Task<Descriptor> ImagesDir::resolve(Reference image, std::stop_token stop)
{
    throwIfStopped(stop);
    const ImagesDir *const self = this;
    const Reference *const name = &image;
    const Descriptor root =
        co_await m_disk.run([self, name] { return orThrow(self->m_reader.root(*name)).descriptor; });
    throwIfStopped(stop);
    co_return root;
}

QCoro::Task<QByteArray> ImagesDir::manifest(Reference repository, Descriptor descriptor, std::stop_token stop)
{
    throwIfStopped(stop);
    const ImagesDir *const self = this;
    const Reference *const name = &repository;
    const Descriptor *const wanted = &descriptor;
    const QByteArray bytes =
        co_await m_disk.run([self, name, wanted] { return orThrow(self->m_reader.manifest(*name, *wanted)); });
    throwIfStopped(stop);
    co_return bytes;
}

QCoro::Task<std::unique_ptr<BlobBody>> ImagesDir::openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                           std::stop_token stop)
{
    throwIfStopped(stop);
    const QString path = m_paths.blob(descriptor.digest);
    const QString *const name = &path;
    auto file = co_await m_disk.run([name] { return LocalFile::open(*name); });
    throwIfStopped(stop);
    if (!file) {
        Error error = file.error();
        if (error.kind == ErrorKind::NotFound) {
            error = damaged(descriptor.digest.toString(), QStringLiteral("the blob is missing"));
        }
        error.reference = repository.toString();
        error.digest = descriptor.digest.toString();
        throw error;
    }
    std::unique_ptr<BlobBody> body = std::make_unique<FileBody>(m_disk, std::move(*file), offset);
    co_return body;
}

std::optional<LocalRange> ImagesDir::locate(const Descriptor &descriptor)
{
    const QString path = m_paths.blob(descriptor.digest);
    const std::optional<qint64> size = fileSize(path);
    if (!size || (descriptor.size >= 0 && *size != descriptor.size)) {
        return std::nullopt;
    }
    return LocalRange{path, 0, *size};
}

QCoro::Task<QHash<Digest, Error>> ImagesDir::missing(QList<Descriptor> blobs, std::stop_token stop)
{
    throwIfStopped(stop);
    const ImagesDir *const self = this;
    const QList<Descriptor> *const wanted = &blobs;
    auto look = [self, wanted] {
        QHash<Digest, Error> errors;
        for (const Descriptor &blob : *wanted) {
            const std::optional<qint64> size = fileSize(self->m_paths.blob(blob.digest));
            if (size && (blob.size < 0 || *size == blob.size)) {
                continue;
            }
            Error error = damaged(blob.digest.toString(),
                                  size ? QStringLiteral("the blob has %1 bytes instead of %2").arg(*size).arg(blob.size)
                                       : QStringLiteral("the blob is missing"));
            error.digest = blob.digest.toString();
            errors.insert(blob.digest, error);
        }
        return errors;
    };
    const QHash<Digest, Error> errors = co_await m_disk.run(std::move(look));
    throwIfStopped(stop);
    co_return errors;
}

QCoro::Task<Listing> ImagesDir::list(std::stop_token stop)
{
    const QString root = m_paths.root();
    auto scan = [root, stop] { return orThrow(takeSnapshot(root, stop)).listing(); };
    const Listing listing = co_await m_disk.run(std::move(scan));
    co_return listing;
}

QCoro::Task<void> ImagesDir::begin(std::stop_token stop)
{
    throwIfStopped(stop);
    ImagesDir *const self = this;
    co_await m_disk.run([self] { self->prepare(); });
    QString lastHolder;
    for (;;) {
        const std::optional<QString> holder =
            co_await m_disk.run([self] { return orThrow(self->m_lock.tryAcquire()); });
        if (!holder) {
            break;
        }
        Error locked;
        locked.kind = ErrorKind::StoreLocked;
        locked.side = Side::Local;
        locked.operation = QStringLiteral("lock store");
        locked.item = m_paths.root();
        locked.technical = QStringLiteral("%1 is writing to it").arg(*holder);
        if (!m_options.waitForLock) {
            throw locked;
        }
        if (m_options.waiting && *holder != lastHolder) {
            m_options.waiting(locked);
        }
        lastHolder = *holder;
        co_await m_clock.sleep(lockPoll, stop);
    }
    co_await m_disk.run([self] { self->clearLeftovers(); });
}

QCoro::Task<void> ImagesDir::end()
{
    m_proven.clear();
    ImagesDir *const self = this;
    co_await m_disk.run([self] { self->m_lock.release(); });
}

void ImagesDir::prepare()
{
    orThrow(makeFolders(m_paths.own()));
    // FAT and its kin take no colon, and every blob has one in its name: better said before a byte has moved.
    const QString plain = m_paths.own() + QStringLiteral("/probe.tmp");
    const QString probe = m_paths.own() + QStringLiteral("/colon:probe.tmp");
    if (Result<void> written = writeTemporary(probe, {}); !written) {
        Error error = written.error();
        if (error.kind == ErrorKind::NotWritable && writeTemporary(plain, {})) {
            QFile::remove(plain);
            error.item = m_paths.root();
            error.technical =
                QStringLiteral("this file system does not take ':' in file names, which the layout needs (%1)")
                    .arg(error.technical);
        }
        throw error;
    }
    QFile::remove(probe);
}

/// What a writer that was killed left behind. Parts stay: they are what a later run goes on with.
void ImagesDir::clearLeftovers()
{
    const Result<QList<FolderEntry>> entries = readFolder(m_paths.own());
    if (!entries) {
        return;
    }
    for (const FolderEntry &entry : *entries) {
        if (entry.name.endsWith(QLatin1String(".tmp"))) {
            QFile::remove(m_paths.own() + QLatin1Char('/') + entry.name);
        }
    }
    finishMove();
}

bool ImagesDir::isThere(const Descriptor &blob) const
{
    const std::optional<qint64> size = fileSize(m_paths.blob(blob.digest));
    return size && (blob.size < 0 || *size == blob.size);
}

QCoro::Task<Presence> ImagesDir::probe(Reference, QList<Descriptor> blobs, std::stop_token stop)
{
    throwIfStopped(stop);
    const QSet<Digest> proven = m_proven;
    const ImagesDir *const self = this;
    auto look = [self, blobs, proven] {
        Presence presence;
        for (const Descriptor &blob : blobs) {
            if (proven.contains(blob.digest) || self->isThere(blob)) {
                presence.whole.insert(blob.digest);
            } else if (const auto size = fileSize(self->m_paths.part(blob.digest)); size && *size > 0) {
                presence.parts.insert(blob.digest, blob.size < 0 ? *size : std::min(*size, blob.size));
            }
        }
        return presence;
    };
    const Presence presence = co_await m_disk.run(std::move(look));
    throwIfStopped(stop);
    co_return presence;
}

QCoro::Task<qint64> ImagesDir::putBlob(Reference, Descriptor blob, BlobSource source, BlobProgress progress,
                                       std::stop_token stop)
{
    throwIfStopped(stop);
    if (m_proven.contains(blob.digest) || isThere(blob)) {
        co_return 0;
    }
    const QString path = m_paths.part(blob.digest);
    qint64 moved = 0;
    if (source.local && source.local->offset == 0 && source.local->length == blob.size) {
        const QString original = source.local->path;
        auto clone = [original, path] { return cloneFile(original, path); };
        const bool cloned = co_await m_disk.run(std::move(clone));
        // The part is now the whole blob: opening it re-hashes it, as after a kill.
        moved = cloned ? blob.size : 0;
    }
    const std::unique_ptr<PartFile> part = co_await PartFile::open(m_disk, path, blob, stop, progress);
    if (source.local && !part->isWhole()) {
        const qint64 before = part->position();
        co_await copyLocal(*part, *source.local, progress, stop);
        moved += part->position() - before;
    }
    const qint64 streamed = co_await part->fill(source, progress, stop);
    m_proven.insert(blob.digest);
    co_return moved + streamed;
}

/// Copies what is behind the part's position, as far as the range goes; fill() proves it or sees what is amiss.
QCoro::Task<void> ImagesDir::copyLocal(PartFile &part, LocalRange range, BlobProgress progress, std::stop_token stop)
{
    const QString path = range.path;
    const QString *const name = &path;
    const LocalFile file = co_await m_disk.run([name] { return orThrow(LocalFile::open(*name)); });
    PartFile *const target = &part;
    const LocalFile *const source = &file;
    const LocalRange *const where = &range;
    const std::stop_token *const token = &stop;
    if (progress) {
        progress(BlobPhase::Moving, part.position());
    }
    bool more = true;
    while (more) {
        throwIfStopped(stop);
        more = co_await m_disk.run([target, source, where, token] {
            QByteArray buffer(LocalFile::step, Qt::Uninitialized);
            const qint64 until = std::min(target->position() + copyStep, where->length);
            while (target->position() < until && !token->stop_requested()) {
                const qint64 length = std::min<qint64>(buffer.size(), where->length - target->position());
                const qint64 count = orThrow(source->read(where->offset + target->position(), buffer.data(), length));
                if (count == 0) {
                    return false;
                }
                target->append(QByteArrayView(buffer.constData(), count));
            }
            return target->position() < where->length;
        });
        if (progress) {
            progress(BlobPhase::Moving, part.position());
        }
    }
    throwIfStopped(stop);
}

QCoro::Task<bool> ImagesDir::mountBlob(Reference, Descriptor, Reference, std::stop_token)
{
    co_return false;
}

QCoro::Task<void> ImagesDir::commitBlobs(Reference, QList<Descriptor> blobs, std::stop_token stop)
{
    throwIfStopped(stop);
    const QSet<Digest> proven = m_proven;
    ImagesDir *const self = this;
    auto work = [self, blobs, proven] { self->commit(blobs, proven); };
    co_await m_disk.run(std::move(work));
    for (const Descriptor &blob : std::as_const(blobs)) {
        m_proven.remove(blob.digest);
    }
}

void ImagesDir::commit(const QList<Descriptor> &blobs, const QSet<Digest> &proven)
{
    for (const Descriptor &blob : blobs) {
        const QString part = m_paths.part(blob.digest);
        const QString path = m_paths.blob(blob.digest);
        Result<void> moved;
        if (proven.contains(blob.digest)) {
            moved = syncFile(part);
            if (moved) {
                moved = renameOver(part, path);
            }
        }
        // Another image of this run may have renamed the shared part first.
        if (!isThere(blob)) {
            throw moved ? damaged(blob.digest.toString(), QStringLiteral("the blob is not in the store"))
                        : moved.error();
        }
    }
    orThrow(syncFolder(m_paths.blobs()));
}

} // namespace stowage::store
