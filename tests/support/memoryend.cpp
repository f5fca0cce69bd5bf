// SPDX-License-Identifier: Apache-2.0
#include "support/memoryend.h"

#include "async/cancelled.h"
#include "async/resumption.h"

#include <QFile>

#include <algorithm>

namespace stowage {

namespace {

Error memoryError(ErrorKind kind, const QString &operation, const QString &reference, const Digest &digest = {})
{
    Error error;
    error.kind = kind;
    error.operation = operation;
    error.reference = reference;
    error.digest = digest.toString();
    return error;
}

/// Gives the event loop a turn, as real I/O does.
QCoro::Task<void> turn()
{
    const auto resumption = Resumption::make();
    resumption->fire();
    co_await resumption->wait();
}

QCoro::Task<void> hang(std::stop_token stop)
{
    const auto resumption = Resumption::make();
    {
        const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
        co_await resumption->wait();
    }
    throwIfStopped(stop);
}

class MemoryBody : public BlobBody
{
public:
    MemoryBody(MemoryEnd &owner, QByteArray bytes, qint64 offset, MemoryEnd::Fault *fault)
        : m_owner(owner)
        , m_bytes(std::move(bytes))
        , m_position(offset)
        , m_fault(fault)
    {
        m_owner.mostReading = std::max(m_owner.mostReading, ++m_owner.reading);
    }
    ~MemoryBody() override { --m_owner.reading; }

    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        co_await turn();
        throwIfStopped(stop);
        if (m_fault && m_fault->hang) {
            co_await hang(stop);
        }
        qint64 length = std::min<qint64>(m_owner.pieceSize, m_bytes.size() - m_position);
        if (m_fault && m_fault->failAt >= 0 && m_fault->times > 0) {
            if (m_position >= m_fault->failAt) {
                --m_fault->times;
                throw Error(m_fault->error);
            }
            length = std::min(length, m_fault->failAt - m_position);
        }
        m_piece = m_bytes.mid(m_position, length);
        if (m_fault && m_fault->flipAt >= m_position && m_fault->flipAt < m_position + length && m_fault->times > 0) {
            --m_fault->times;
            m_piece[m_fault->flipAt - m_position] = static_cast<char>(m_piece.at(m_fault->flipAt - m_position) ^ 1);
        }
        m_position += length;
        co_return QByteArrayView(m_piece);
    }

private:
    MemoryEnd &m_owner;
    QByteArray m_bytes;
    QByteArray m_piece;
    qint64 m_position;
    MemoryEnd::Fault *m_fault;
};

} // namespace

QCoro::Task<Descriptor> MemoryEnd::resolve(Reference image, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    if (const auto error = resolveErrors.constFind(image.toString()); error != resolveErrors.constEnd()) {
        throw Error(*error);
    }
    auto found = tags.constFind(image.toString());
    if (found == tags.constEnd() && !image.digest().isNull()) {
        found = tags.constFind(image.withDigest(image.digest()).toString());
    }
    if (found == tags.constEnd()) {
        throw memoryError(ErrorKind::NotFound, QStringLiteral("resolve"), image.toString());
    }
    const Descriptor root = *found;
    co_return root;
}

QCoro::Task<QByteArray> MemoryEnd::manifest(Reference repository, Descriptor descriptor, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    const auto found = manifests.constFind(descriptor.digest);
    if (found == manifests.constEnd()) {
        throw memoryError(ErrorKind::NotFound, QStringLiteral("manifest"), repository.toString(), descriptor.digest);
    }
    QByteArray bytes = *found;
    co_return bytes;
}

QCoro::Task<std::unique_ptr<BlobBody>> MemoryEnd::openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                           std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    log.append(QStringLiteral("open %1 %2").arg(descriptor.digest.toString()).arg(offset));
    const auto found = blobs.constFind(descriptor.digest);
    if (found == blobs.constEnd()) {
        throw memoryError(ErrorKind::NotFound, QStringLiteral("blob"), repository.toString(), descriptor.digest);
    }
    const auto fault = faults.find(descriptor.digest);
    std::unique_ptr<BlobBody> body =
        std::make_unique<MemoryBody>(*this, *found, offset, fault == faults.end() ? nullptr : &*fault);
    co_return body;
}

std::optional<LocalRange> MemoryEnd::locate(const Descriptor &)
{
    return std::nullopt;
}

QCoro::Task<QHash<Digest, Error>> MemoryEnd::missing(QList<Descriptor> wanted, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    QHash<Digest, Error> errors;
    for (const Descriptor &blob : std::as_const(wanted)) {
        if (const auto error = lost.constFind(blob.digest); error != lost.constEnd()) {
            errors.insert(blob.digest, *error);
        }
    }
    co_return errors;
}

QCoro::Task<void> MemoryEnd::begin(std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    log.append(QStringLiteral("begin"));
    if (beginFails) {
        throw Error(beginError);
    }
}

QCoro::Task<void> MemoryEnd::end()
{
    co_await turn();
    log.append(QStringLiteral("end"));
}

QString MemoryEnd::blobScope(const Reference &image) const
{
    return scoped ? image.repository() : QString();
}

QCoro::Task<Presence> MemoryEnd::probe(Reference image, QList<Descriptor> wanted, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    Presence presence;
    for (const Descriptor &blob : std::as_const(wanted)) {
        const bool here = scoped
                              ? m_repositoryBlobs.contains(blobScope(image) + QLatin1Char(' ') + blob.digest.toString())
                              : blobs.contains(blob.digest);
        if (here) {
            presence.whole.insert(blob.digest);
        } else if (const qint64 part = m_parts.value(blob.digest.toString()).size(); part > 0) {
            presence.parts.insert(blob.digest, part);
        }
    }
    co_return presence;
}

QCoro::Task<std::optional<Descriptor>> MemoryEnd::standing(Reference image, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    std::optional<Descriptor> result;
    if (const auto found = tags.constFind(image.toString()); found != tags.constEnd()) {
        result = *found;
    }
    co_return result;
}

QCoro::Task<qint64> MemoryEnd::putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                       std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    log.append(QStringLiteral("put %1").arg(blob.digest.toString()));
    if (putErrors.contains(blob.digest)) {
        throw putErrors.take(blob.digest);
    }
    const QString place = blobScope(image) + QLatin1Char(' ') + blob.digest.toString();
    if (m_repositoryBlobs.contains(place)) {
        co_return 0;
    }
    QByteArray bytes;
    qint64 start = 0;
    if (local) {
        if (!source.local) {
            throw memoryError(ErrorKind::Internal, QStringLiteral("local bytes were promised"), image.toString());
        }
        QFile file(source.local->path);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(source.local->offset)) {
            throw memoryError(ErrorKind::NotReadable, QStringLiteral("open"), source.local->path);
        }
        bytes = file.read(source.local->length);
        progress(BlobPhase::Moving, bytes.size());
    } else {
        start = m_parts.value(blob.digest.toString()).size();
        progress(BlobPhase::Moving, start);
        const std::unique_ptr<BlobBody> body = co_await source.open(start, stop);
        for (;;) {
            const QByteArrayView piece = co_await body->read(stop);
            if (piece.isEmpty()) {
                break;
            }
            QByteArray &part = m_parts[blob.digest.toString()];
            part.append(piece.data(), piece.size());
            progress(BlobPhase::Moving, part.size());
        }
        bytes = m_parts.take(blob.digest.toString());
    }
    if (Digest::ofBytes(bytes, blob.digest) != blob.digest) {
        Error error = memoryError(ErrorKind::DigestMismatch, QStringLiteral("put"), image.toString(), blob.digest);
        error.side = Side::Source;
        throw error;
    }
    const qint64 moved = bytes.size() - start;
    blobs.insert(blob.digest, bytes);
    m_repositoryBlobs.insert(place);
    co_return moved;
}

QCoro::Task<bool> MemoryEnd::mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    log.append(QStringLiteral("mount %1 %2").arg(blob.digest.toString(), from.repository()));
    const bool known = m_repositoryBlobs.contains(blobScope(from) + QLatin1Char(' ') + blob.digest.toString());
    if (!mounts || !known) {
        co_return false;
    }
    m_repositoryBlobs.insert(blobScope(image) + QLatin1Char(' ') + blob.digest.toString());
    co_return true;
}

QCoro::Task<void> MemoryEnd::commitBlobs(Reference image, QList<Descriptor> committed, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    log.append(QStringLiteral("commit %1 %2").arg(image.toString()).arg(committed.size()));
}

QCoro::Task<void> MemoryEnd::putManifest(Reference image, Descriptor descriptor, QByteArray bytes, std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    if (manifestErrors.contains(descriptor.digest)) {
        throw manifestErrors.take(descriptor.digest);
    }
    if (Digest::ofBytes(bytes, descriptor.digest) != descriptor.digest) {
        throw memoryError(ErrorKind::DigestMismatch, QStringLiteral("manifest"), image.toString(), descriptor.digest);
    }
    log.append(QStringLiteral("manifest %1").arg(descriptor.digest.toString()));
    manifests.insert(descriptor.digest, bytes);
    tags.insert(image.withDigest(descriptor.digest).toString(), descriptor);
}

QCoro::Task<void> MemoryEnd::tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop)
{
    co_await putManifest(image, root, bytes, stop);
    log.append(QStringLiteral("tag %1").arg(image.toString()));
    tags.insert(image.toString(), root);
}

QCoro::Task<Listing> MemoryEnd::list(std::stop_token stop)
{
    co_await turn();
    throwIfStopped(stop);
    Listing listing;
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag) {
        const Result<Reference> reference = Reference::parse(tag.key());
        if (reference && !reference->tag().isEmpty()) {
            ListedImage image;
            image.reference = *reference;
            image.root = tag.value();
            listing.images.append(image);
        }
    }
    co_return listing;
}

} // namespace stowage
