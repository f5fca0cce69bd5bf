// SPDX-License-Identifier: Apache-2.0
#include "store/verify.h"

#include "async/cancelled.h"
#include "oci/hasher.h"
#include "store/layout.h"
#include "store/localfile.h"
#include "store/snapshot.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <tuple>
#include <vector>

namespace stowage::store {

namespace {

/// What the hashing threads share.
struct Work
{
    QList<StoredBlob> blobs;
    StorePaths paths;
    const VerifyProgress &progress;
    std::stop_token stop;
    qint64 total = 0;
    std::atomic<qsizetype> next{0};
    std::mutex mutex; ///< For everything below.
    qint64 done = 0;
    qint64 hashed = 0;
    QList<Problem> problems;

    void advance(qint64 bytes)
    {
        const std::scoped_lock lock(mutex);
        done += bytes;
        if (progress) {
            progress(done, total);
        }
    }
    void report(Problem::Kind kind, const Digest &digest, const QString &text)
    {
        const std::scoped_lock lock(mutex);
        problems.append({kind, digest.toString(), text});
    }
};

void hashBlob(Work &work, const StoredBlob &blob)
{
    const Result<LocalFile> file = LocalFile::open(work.paths.blob(blob.digest));
    if (!file) {
        work.report(Problem::Kind::Unreadable, blob.digest, file.error().technical);
        return;
    }
    Hasher hasher(blob.digest);
    QByteArray buffer(LocalFile::step, Qt::Uninitialized);
    qint64 at = 0;
    for (;;) {
        if (work.stop.stop_requested()) {
            return;
        }
        const Result<qint64> count = file->read(at, buffer.data(), buffer.size());
        if (!count) {
            work.report(Problem::Kind::Unreadable, blob.digest, count.error().technical);
            return;
        }
        if (*count == 0) {
            break;
        }
        hasher.add(QByteArrayView(buffer.constData(), *count));
        at += *count;
        work.advance(*count);
    }
    const Digest found = hasher.finish();
    if (found != blob.digest) {
        work.report(Problem::Kind::CorruptBlob, blob.digest,
                    QStringLiteral("the %1 bytes have digest %2").arg(at).arg(found.toString()));
    }
    const std::scoped_lock lock(work.mutex);
    ++work.hashed;
}

void hashBlobs(Work &work)
{
    for (;;) {
        const qsizetype index = work.next.fetch_add(1);
        if (index >= work.blobs.size() || work.stop.stop_requested()) {
            return;
        }
        hashBlob(work, work.blobs.at(index));
    }
}

} // namespace

Result<Verification> verifyStore(const QString &path, const VerifyProgress &progress, const std::stop_token &stop,
                                 int threads)
{
    Result<Snapshot> snapshot = takeSnapshot(path, stop);
    if (!snapshot) {
        return std::unexpected(snapshot.error());
    }
    Work work{.blobs = {}, .paths = StorePaths(path), .progress = progress, .stop = stop, .mutex = {}, .problems = {}};
    for (const StoredBlob &blob : std::as_const(snapshot->blobs)) {
        // A blob of the wrong size was reported already, its digest cannot be right.
        if (blob.expected < 0 || blob.size == blob.expected) {
            work.blobs.append(blob);
            work.total += blob.size;
        }
    }
    work.advance(0);
    {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < threads; ++i) {
            helpers.emplace_back([&work] { hashBlobs(work); });
        }
        hashBlobs(work);
    }
    throwIfStopped(stop);
    Verification verification;
    verification.blobs = work.hashed;
    verification.bytes = work.done;
    verification.problems = snapshot->problems + work.problems;
    std::sort(verification.problems.begin(), verification.problems.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.kind, a.item, a.text) < std::tie(b.kind, b.item, b.text);
    });
    return verification;
}

} // namespace stowage::store
