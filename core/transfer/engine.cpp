// SPDX-License-Identifier: Apache-2.0
#include "transfer/engine.h"

#include "async/cancelled.h"
#include "async/taskgroup.h"
#include "base/logging.h"

#include <algorithm>
#include <vector>

namespace stowage::transfer {

namespace {

constexpr int imagesAtOnce = 8;
/// Byte counts of one blob are passed on to its images at most this often; a base layer may have a thousand of them.
constexpr std::chrono::milliseconds tickInterval{50};

bool stopsEverything(const Error &error)
{
    return error.kind == ErrorKind::DiskFull || error.kind == ErrorKind::ReadOnlyRegistry ||
           (error.kind == ErrorKind::NotWritable && error.side != Side::Source);
}

bool namesMissingContent(const Error &error)
{
    static const QStringList codes{QStringLiteral("MANIFEST_BLOB_UNKNOWN"), QStringLiteral("BLOB_UNKNOWN"),
                                   QStringLiteral("MANIFEST_UNKNOWN"), QStringLiteral("MANIFEST_INVALID")};
    return std::any_of(codes.begin(), codes.end(),
                       [&error](const QString &code) { return error.registryCodes.contains(code); });
}

/// The run of one plan. Lives on the frame of runPlan(), which joins every coroutine before it ends.
class Run
{
public:
    Run(const Plan &plan, const RunTools &tools, JobId job, const RunObserver &observer, std::stop_token stop)
        : m_plan(plan)
        , m_tools(tools)
        , m_job(job)
        , m_observer(observer)
        , m_userStop(std::move(stop))
        , m_either(m_userStop, m_abort.get_token())
        , m_mover(tools, plan.request.blobsAtOnce)
        , m_images(imagesAtOnce)
    {
    }

    QCoro::Task<Report> run()
    {
        prepare();
        const std::chrono::milliseconds started = m_tools.clock.now();
        try {
            co_await m_tools.target.begin(m_userStop);
            m_begun = true;
        } catch (const Cancelled &) {
            m_report.cancelled = true;
        } catch (const Error &error) {
            m_report.failure = withSide(error, Side::Target);
        }
        if (m_begun) {
            TaskGroup group;
            for (int i = 0; i < m_plan.images.size(); ++i) {
                group.spawn(copyImage(i));
            }
            co_await group.join();
            co_await m_tools.target.end();
        }
        finish(started);
        co_return m_report;
    }

private:
    struct BlobState
    {
        enum class Progress { Waiting, Running, Ended } progress = Progress::Waiting;
        std::optional<Error> failure;
        bool cancelled = false;
        qint64 done = 0;
        qint64 moved = 0;   ///< In the present attempt.
        qint64 counted = 0; ///< In all attempts of this run.
        std::chrono::milliseconds lastTick{0};
        std::vector<std::shared_ptr<Resumption>> waiting;
        QList<int> images;
    };

    void prepare()
    {
        m_blobs.resize(static_cast<size_t>(m_plan.blobs.size()));
        m_imageDone.resize(m_plan.images.size());
        m_imageTotal.resize(m_plan.images.size());
        for (int i = 0; i < m_plan.images.size(); ++i) {
            const PlannedImage &image = m_plan.images.at(i);
            ImageResult result;
            result.item = image.item;
            result.sourceDigest = image.sourceDigest;
            result.state = ImageState::Cancelled;
            m_report.images.append(result);
            for (const int b : image.blobs) {
                m_blobs[static_cast<size_t>(b)].images.append(i);
                m_imageTotal[i] += sizeOf(b);
            }
        }
        for (int b = 0; b < m_plan.blobs.size(); ++b) {
            m_total += sizeOf(b);
        }
        for (int b = 0; b < m_plan.blobs.size(); ++b) {
            if (m_plan.blobs.at(b).way == PlannedBlob::Way::Present) {
                state(b).progress = BlobState::Progress::Ended;
                setDone(b, sizeOf(b), 0);
                m_report.bytesSkipped += sizeOf(b);
                emitBlob(b, TransferState::Skipped, {});
            } else {
                setDone(b, m_plan.blobs.at(b).partial, 0);
                emitBlob(b, TransferState::Waiting, {});
            }
        }
        emitJob(TransferState::Active);
    }

    qint64 sizeOf(int blob) const { return std::max<qint64>(0, m_plan.blobs.at(blob).descriptor.size); }
    BlobState &state(int blob) { return m_blobs[static_cast<size_t>(blob)]; }

    // The life of one image.

    QCoro::Task<void> copyImage(int index)
    {
        const PlannedImage &image = m_plan.images.at(index);
        ImageResult &result = m_report.images[index];
        if (image.action == ImageAction::Refuse) {
            endImage(index, ImageState::Refused, TransferState::Refused, image.refusal);
            co_return;
        }
        if (image.action == ImageAction::Skip) {
            result.digest = image.digest;
            endImage(index, ImageState::Skipped, TransferState::Skipped, {});
            co_return;
        }
        std::optional<Error> failure;
        bool cancelled = false;
        try {
            const Semaphore::Permit permit = co_await m_images.acquire(m_either.token());
            emitImage(index, TransferState::Active, {});
            co_await putBlobs(image);
            emitImage(index, TransferState::Finishing, {});
            co_await putManifests(image);
            co_await readBack(image, result);
        } catch (const Cancelled &) {
            cancelled = true;
        } catch (const Error &error) {
            failure = withSide(error, Side::Target);
        }
        if (cancelled && m_fatal) {
            failure = m_fatal; // it was not the user who stopped it
        }
        if (failure) {
            if (failure->reference.isEmpty()) {
                failure->reference =
                    failure->side == Side::Source ? image.item.source.toString() : image.item.target.toString();
            }
            if (stopsEverything(*failure) && !m_fatal) {
                m_fatal = failure;
                m_abort.request_stop();
            }
            endImage(index, ImageState::Failed, TransferState::Failed, failure);
        } else if (cancelled) {
            endImage(index, ImageState::Cancelled, TransferState::Cancelled, {});
        } else {
            endImage(index, ImageState::Copied, TransferState::Done, {});
        }
    }

    QCoro::Task<void> putBlobs(PlannedImage image)
    {
        TaskGroup group;
        for (const int blob : std::as_const(image.blobs)) {
            group.spawn(ensureBlob(blob));
        }
        co_await group.join();
    }

    QCoro::Task<void> putManifests(PlannedImage image)
    {
        for (bool repeated = false;; repeated = true) {
            std::optional<Error> failure;
            try {
                co_await tryManifests(image);
                co_return;
            } catch (const Error &error) {
                failure = error;
            }
            // The registry said a blob exists and then that it does not: push all of it, whatever it says (D93).
            if (repeated || !namesMissingContent(*failure)) {
                throw Error(*failure);
            }
            qCInfo(lcTransfer) << "pushing content again for" << image.item.target.toString()
                               << technicalLine(*failure);
            for (const int blob : std::as_const(image.blobs)) {
                co_await moveBlob(blob, false);
            }
        }
    }

    QCoro::Task<void> tryManifests(PlannedImage image)
    {
        const std::stop_token stop = m_either.token();
        QList<Descriptor> blobs;
        for (const int blob : std::as_const(image.blobs)) {
            blobs.append(m_plan.blobs.at(blob).descriptor);
        }
        co_await m_tools.gate.pass(stop);
        co_await m_tools.target.commitBlobs(image.item.target, blobs, stop);
        for (qsizetype i = 0; i + 1 < image.manifests.size(); ++i) {
            const PlannedManifest manifest = image.manifests.at(i);
            co_await m_tools.gate.pass(stop);
            co_await m_tools.target.putManifest(image.item.target, manifest.descriptor, manifest.bytes, stop);
        }
        const PlannedManifest root = image.manifests.constLast();
        co_await m_tools.gate.pass(stop);
        co_await m_tools.target.tag(image.item.target, root.descriptor, root.bytes, stop);
    }

    QCoro::Task<void> readBack(PlannedImage image, ImageResult &result)
    {
        std::optional<Descriptor> standing;
        try {
            standing = co_await m_tools.target.standing(image.item.target, m_either.token());
        } catch (const Error &error) {
            if (error.kind != ErrorKind::PolicyBlocked) {
                throw;
            }
            standing.emplace(); // stored, and the registry's policy blocks looking at it (H42)
            standing->digest = image.digest;
        }
        if (standing) {
            result.digest = standing->digest;
        }
        if (!standing || standing->digest != image.digest) {
            Error error;
            error.kind = ErrorKind::DigestMismatch;
            error.side = Side::Target;
            error.operation = QStringLiteral("read back");
            error.reference = image.item.target.toString();
            error.digest = image.digest.toString();
            error.technical = standing ? standing->digest.toString() : QStringLiteral("nothing stands there");
            throw error;
        }
    }

    // The life of one blob: shared by all images that name it, moved once.

    QCoro::Task<void> ensureBlob(int index)
    {
        BlobState &blob = state(index);
        if (blob.progress == BlobState::Progress::Waiting) {
            blob.progress = BlobState::Progress::Running;
            try {
                co_await moveBlob(index, true);
            } catch (const Cancelled &) {
                blob.cancelled = true;
            } catch (const Error &error) {
                blob.failure = error;
            }
            blob.progress = BlobState::Progress::Ended;
            for (const auto &waiting : std::exchange(blob.waiting, {})) {
                waiting->fire();
            }
        } else if (blob.progress == BlobState::Progress::Running) {
            const auto resumption = Resumption::make();
            blob.waiting.push_back(resumption);
            co_await resumption->wait();
        }
        if (blob.cancelled) {
            throw Cancelled{};
        }
        if (blob.failure) {
            throw Error(*blob.failure);
        }
    }

    QCoro::Task<void> moveBlob(int index, bool mayMount)
    {
        const PlannedBlob planned = m_plan.blobs.at(index);
        std::optional<Reference> mountFrom;
        if (mayMount && planned.mountFrom >= 0) {
            // Wait for the blob where it moves; if it fails there, this one is moved on its own.
            const bool there = co_await awaitOrigin(planned.mountFrom);
            if (there) {
                mountFrom = m_plan.blobs.at(planned.mountFrom).targetImage;
            }
        }
        const BlobSink sink = [this, index](TransferState now, qint64 done, qint64 moved,
                                            const std::optional<Error> &error) {
            blobStep(index, now, done, moved, error);
        };
        std::optional<Error> failure;
        bool cancelled = false;
        BlobMover::Outcome outcome;
        const qint64 before = state(index).counted;
        try {
            outcome = co_await m_mover.move(planned, mountFrom, sink, m_either.token());
        } catch (const Cancelled &) {
            cancelled = true;
        } catch (const Error &error) {
            failure = error;
        }
        if (!cancelled && !failure) {
            // What did not come in steps (a file that was cloned) counts too.
            const qint64 rest = outcome.moved - (state(index).counted - before);
            setDone(index, sizeOf(index), state(index).moved + std::max<qint64>(0, rest));
        }
        // Whatever the end, these bytes went over the line, and a part keeps them.
        const qint64 moved = state(index).counted - before;
        m_report.bytesTransferred += moved;
        if (!state(index).images.isEmpty()) {
            m_report.images[state(index).images.constFirst()].bytes += moved;
        }
        if (cancelled) {
            emitBlob(index, TransferState::Cancelled, {});
            throw Cancelled{};
        }
        if (failure) {
            if (failure->digest.isEmpty()) {
                failure->digest = planned.descriptor.digest.toString();
            }
            emitBlob(index, TransferState::Failed, failure);
            throw Error(*failure);
        }
        m_report.bytesSkipped += sizeOf(index) - std::min(sizeOf(index), outcome.moved);
        emitBlob(index, outcome.state, {});
    }

    /// Whether the blob is at the target under its other repository.
    QCoro::Task<bool> awaitOrigin(int origin)
    {
        try {
            co_await ensureBlob(origin);
            co_return true;
        } catch (const Error &) {
            co_return false;
        }
    }

    // What the observer is told.

    void blobStep(int index, TransferState now, qint64 done, qint64 moved, const std::optional<Error> &error)
    {
        BlobState &blob = state(index);
        const bool waits = now == TransferState::Paused || now == TransferState::Retrying;
        const std::chrono::milliseconds time = m_tools.clock.now();
        const bool stateChanged = m_lastState.value(index, TransferState::Waiting) != now;
        if (!waits) {
            setDone(index, std::min(done, sizeOf(index)), moved);
        }
        if (stateChanged || error || time - blob.lastTick >= tickInterval) {
            blob.lastTick = time;
            emitBlob(index, now, error);
        }
    }

    void setDone(int index, qint64 done, qint64 moved)
    {
        BlobState &blob = state(index);
        const qint64 change = done - blob.done;
        blob.done = done;
        const qint64 more = std::max<qint64>(0, moved - blob.moved);
        blob.moved = moved;
        blob.counted += more;
        m_moved += more;
        m_done += change;
        for (const int image : std::as_const(blob.images)) {
            m_imageDone[image] += change;
        }
    }

    void emitBlob(int index, TransferState now, const std::optional<Error> &error)
    {
        m_lastState.insert(index, now);
        TransferEvent event;
        event.job = m_job;
        event.blob = index;
        event.state = now;
        event.done = state(index).done;
        event.total = sizeOf(index);
        event.moved = state(index).counted;
        event.error = error;
        send(event);
        for (const int image : std::as_const(state(index).images)) {
            if (m_imageState.value(image, TransferState::Waiting) == TransferState::Active) {
                emitImage(image, TransferState::Active, {});
            }
        }
        emitJob(TransferState::Active);
    }

    void emitImage(int index, TransferState now, const std::optional<Error> &error)
    {
        m_imageState.insert(index, now);
        TransferEvent event;
        event.job = m_job;
        event.image = index;
        event.state = now;
        event.done = m_imageDone.at(index);
        event.total = m_imageTotal.at(index);
        event.moved = m_report.images.at(index).bytes;
        event.error = error;
        send(event);
    }

    void emitJob(TransferState now)
    {
        TransferEvent event;
        event.job = m_job;
        event.state = now;
        event.done = m_done;
        event.total = m_total;
        event.moved = m_moved;
        event.error = m_report.failure;
        send(event);
    }

    void send(const TransferEvent &event)
    {
        if (m_observer.event) {
            m_observer.event(event);
        }
    }

    void endImage(int index, ImageState result, TransferState shown, const std::optional<Error> &error)
    {
        m_report.images[index].state = result;
        m_report.images[index].error = error;
        emitImage(index, shown, error);
        if (m_observer.imageEnded) {
            m_observer.imageEnded(m_report.images.at(index));
        }
    }

    void finish(std::chrono::milliseconds started)
    {
        m_report.seconds = static_cast<double>((m_tools.clock.now() - started).count()) / 1000.0;
        m_report.cancelled = m_report.cancelled || m_userStop.stop_requested();
        if (m_report.failure) {
            for (int i = 0; i < m_report.images.size(); ++i) {
                const bool refused = m_plan.images.at(i).action == ImageAction::Refuse;
                endImage(i, refused ? ImageState::Refused : ImageState::Failed,
                         refused ? TransferState::Refused : TransferState::Failed,
                         refused ? m_plan.images.at(i).refusal : m_report.failure);
            }
        }
        const bool failed =
            std::any_of(m_report.images.constBegin(), m_report.images.constEnd(), [](const auto &image) {
                return image.state == ImageState::Failed || image.state == ImageState::Refused;
            });
        emitJob(m_report.cancelled ? TransferState::Cancelled : failed ? TransferState::Failed : TransferState::Done);
    }

    static Error withSide(Error error, Side side)
    {
        if (error.side == Side::None) {
            error.side = side;
        }
        return error;
    }

    const Plan &m_plan;
    const RunTools &m_tools;
    const JobId m_job;
    const RunObserver &m_observer;
    std::stop_token m_userStop;
    std::stop_source m_abort; ///< Fired by the first error after which nothing can go on.
    EitherStop m_either;
    BlobMover m_mover;
    Semaphore m_images;
    bool m_begun = false;
    std::optional<Error> m_fatal;
    Report m_report;
    std::vector<BlobState> m_blobs;
    QList<qint64> m_imageDone;
    QList<qint64> m_imageTotal;
    QHash<int, TransferState> m_lastState;
    QHash<int, TransferState> m_imageState;
    qint64 m_done = 0;
    qint64 m_total = 0;
    qint64 m_moved = 0;
};

} // namespace

QCoro::Task<Report> runPlan(Plan plan, RunTools tools, JobId job, RunObserver observer, std::stop_token stop)
{
    Run run(plan, tools, job, observer, std::move(stop));
    Report report = co_await run.run();
    co_return report;
}

} // namespace stowage::transfer
