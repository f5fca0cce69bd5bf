// SPDX-License-Identifier: Apache-2.0
#include "transfer/blobmover.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "copy/partfile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace stowage::transfer {

namespace {

constexpr qint64 smallBlob = 64 * 1024;
constexpr int smallBlobsAtOnce = 4;
/// The ends retry by themselves while bytes flow; this is for blobs that fail as a whole.
constexpr int maximumAttempts = 4;

std::chrono::milliseconds backOff(int attempt, const Error &error)
{
    if (error.retryAfterSeconds > 0) {
        return std::chrono::seconds(std::min(error.retryAfterSeconds, 60));
    }
    return std::chrono::milliseconds(500) * (1 << attempt);
}

/// Damage on the way deserves one more try from zero (F03); a tired server deserves a few.
bool mayTryAgain(const Error &error, int attempt)
{
    if (error.kind == ErrorKind::DigestMismatch || error.kind == ErrorKind::SizeMismatch) {
        return attempt < 2;
    }
    return isTransient(error) && attempt < maximumAttempts;
}

/// Marks what a source throws as the source's, so that the sentence blames the right side.
class SourceBody : public BlobBody
{
public:
    explicit SourceBody(std::unique_ptr<BlobBody> body)
        : m_body(std::move(body))
    {
    }

    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        try {
            co_return co_await m_body->read(stop);
        } catch (Error &error) {
            if (error.side == Side::None) {
                error.side = Side::Source;
            }
            throw;
        }
    }

private:
    std::unique_ptr<BlobBody> m_body;
};

QCoro::Task<std::unique_ptr<BlobBody>> openSource(ImageSource &source, Reference repository, Descriptor blob,
                                                  qint64 offset, std::stop_token stop)
{
    try {
        std::unique_ptr<BlobBody> body = co_await source.openBlob(repository, blob, offset, stop);
        co_return std::make_unique<SourceBody>(std::move(body));
    } catch (Error &error) {
        if (error.side == Side::None) {
            error.side = Side::Source;
        }
        throw;
    }
}

} // namespace

BlobMover::BlobMover(RunTools tools, int blobsAtOnce)
    : m_tools(std::move(tools))
    , m_layerSlots(std::max(1, blobsAtOnce))
    , m_smallSlots(smallBlobsAtOnce)
{
}

Semaphore &BlobMover::slotsFor(const Descriptor &blob)
{
    return blob.size >= 0 && blob.size <= smallBlob ? m_smallSlots : m_layerSlots;
}

BlobSource BlobMover::sourceOf(const PlannedBlob &blob) const
{
    BlobSource source;
    source.local = m_tools.source.locate(blob.descriptor);
    source.open = [&end = m_tools.source, repository = blob.sourceRepository,
                   descriptor = blob.descriptor](qint64 offset, std::stop_token stop) {
        return openSource(end, repository, descriptor, offset, std::move(stop));
    };
    return source;
}

QCoro::Task<BlobMover::Outcome> BlobMover::move(PlannedBlob blob, std::optional<Reference> mountFrom, BlobSink sink,
                                                std::stop_token stop)
{
    Outcome outcome;
    for (int number = 1;; ++number) {
        co_await m_tools.gate.pass(stop);
        const Semaphore::Permit permit = co_await slotsFor(blob.descriptor).acquire(stop);
        if (!m_tools.gate.isOpen()) {
            --number;
            continue;
        }
        const EitherStop either(stop, m_tools.gate.pauseToken());
        std::optional<Error> failure;
        try {
            if (mountFrom) {
                const bool mounted =
                    co_await m_tools.target.mountBlob(blob.targetImage, blob.descriptor, *mountFrom, either.token());
                mountFrom.reset(); // whatever it said, it is asked once (D81)
                if (mounted) {
                    outcome.state = TransferState::Mounted;
                    co_return outcome;
                }
            }
            outcome.moved += co_await attempt(blob, sink, either.token());
            outcome.state =
                outcome.moved > 0 || blob.descriptor.size == 0 ? TransferState::Done : TransferState::Skipped;
            co_return outcome;
        } catch (const Cancelled &) {
            throwIfStopped(stop);
        } catch (const Error &error) {
            failure = error;
        }
        if (!failure) {
            sink(TransferState::Paused, 0, 0, {}); // the bytes stay in the part, an upload starts again from zero
            --number;
            continue;
        }
        if (failure->side == Side::None) {
            failure->side = Side::Target;
        }
        if (!mayTryAgain(*failure, number)) {
            throw Error(*failure);
        }
        qCInfo(lcTransfer) << "retrying blob" << blob.descriptor.digest.toString() << technicalLine(*failure);
        sink(TransferState::Retrying, 0, 0, failure);
        co_await m_tools.clock.sleep(backOff(number, *failure), stop);
    }
}

QCoro::Task<qint64> BlobMover::attempt(PlannedBlob blob, BlobSink sink, std::stop_token stop)
{
    sink(TransferState::Active, blob.partial, 0, {});
    BlobSource source = sourceOf(blob);
    if (!source.local) {
        // A store that lost the blob since the plan was made: said as such, whatever the target would make of it.
        co_await throwIfMissing(blob.descriptor, stop);
    }
    const bool spools = m_tools.target.needsLocalBlobs() && !source.local;
    const qint64 size = blob.descriptor.size;
    qint64 spooled = 0; // half of what came in
    if (spools) {
        const LocalRange range = co_await spool(blob.descriptor, source, sink, &spooled, stop);
        source.local = range;
    }
    // A spooled blob crosses twice: the first half of its bar and of its bytes is the way in, the second the way out.
    qint64 start = -1;
    const BlobProgress progress = [&sink, &start, spools, spooled, size](BlobPhase phase, qint64 position) {
        if (start < 0) {
            start = phase == BlobPhase::Moving ? position : -1;
        }
        const TransferState state = phase == BlobPhase::Checking    ? TransferState::Checking
                                    : phase == BlobPhase::Finishing ? TransferState::Finishing
                                                                    : TransferState::Active;
        const qint64 moved = start < 0 ? 0 : std::max<qint64>(0, position - start);
        sink(state, spools ? size / 2 + position / 2 : position, spools ? spooled + moved / 2 : moved, {});
    };
    const qint64 moved = co_await m_tools.target.putBlob(blob.targetImage, blob.descriptor, source, progress, stop);
    if (spools) {
        QFile::remove(source.local->path);
    }
    co_return moved;
}

QCoro::Task<void> BlobMover::throwIfMissing(Descriptor blob, std::stop_token stop)
{
    const QList<Descriptor> one{blob};
    const QHash<Digest, Error> missing = co_await m_tools.source.missing(one, stop);
    if (const auto error = missing.constFind(blob.digest); error != missing.constEnd()) {
        Error failure = *error;
        failure.side = Side::Source;
        throw failure;
    }
}

QCoro::Task<LocalRange> BlobMover::spool(Descriptor blob, BlobSource source, BlobSink sink, qint64 *spooled,
                                         std::stop_token stop)
{
    if (!QDir().mkpath(m_tools.spoolFolder)) {
        Error error;
        error.kind = ErrorKind::NotWritable;
        error.side = Side::Local;
        error.operation = QStringLiteral("spool blob");
        error.item = m_tools.spoolFolder;
        throw error;
    }
    const QString path = m_tools.spoolFolder + QLatin1Char('/') + blob.digest.toString();
    const std::unique_ptr<PartFile> part = co_await PartFile::open(m_tools.disk, path, blob, stop);
    const qint64 start = part->position();
    const BlobProgress progress = [&sink, start, spooled](BlobPhase, qint64 position) {
        *spooled = std::max(*spooled, (position - start) / 2);
        sink(TransferState::Active, position / 2, *spooled, {});
    };
    co_await part->fill(source, progress, stop);
    LocalRange range{path, 0, part->position()};
    co_return range;
}

} // namespace stowage::transfer
