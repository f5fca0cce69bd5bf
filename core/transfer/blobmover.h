// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "async/diskpool.h"
#include "async/semaphore.h"
#include "copy/event.h"
#include "copy/plan.h"
#include "copy/ports.h"
#include "transfer/pausegate.h"

namespace stowage::transfer {

/// What a run works with. Everything outlives the run; all of it lives in the engine thread.
struct RunTools
{
    ImageSource &source;
    ImageTarget &target;
    DiskPool &disk;
    Clock &clock;
    PauseGate &gate;
    QString spoolFolder; ///< For targets that need local files; made when first needed.
};

/// Told about every step of a blob: state, bytes at the target, bytes moved now, the error that makes it wait.
using BlobSink = std::function<void(TransferState state, qint64 done, qint64 moved, const std::optional<Error> &error)>;

/// The life of one blob in a run: mounted if possible, else moved, with pause, retries and (for targets that need it) a
/// verified temporary file between source and target. One mover serves all blobs of a run.
class BlobMover
{
public:
    BlobMover(RunTools tools, int blobsAtOnce);

    struct Outcome
    {
        TransferState state = TransferState::Done; ///< Done, Mounted or Skipped (was there after all).
        qint64 moved = 0;
    };
    /// Moves `blob`; with `mountFrom`, asks the target to take it over from that repository first.
    /// Throws Error with its side set, or Cancelled.
    QCoro::Task<Outcome> move(PlannedBlob blob, std::optional<Reference> mountFrom, BlobSink sink,
                              std::stop_token stop);

private:
    QCoro::Task<qint64> attempt(PlannedBlob blob, BlobSink sink, std::stop_token stop);
    /// Adds half of what it fetches to `spooled`.
    QCoro::Task<LocalRange> spool(Descriptor blob, BlobSource source, BlobSink sink, qint64 *spooled,
                                  std::stop_token stop);
    QCoro::Task<void> throwIfMissing(Descriptor blob, std::stop_token stop);
    BlobSource sourceOf(const PlannedBlob &blob) const;
    /// Configs and other small blobs have slots of their own: they never queue behind layers.
    Semaphore &slotsFor(const Descriptor &blob);

    RunTools m_tools;
    Semaphore m_layerSlots;
    Semaphore m_smallSlots;
};

} // namespace stowage::transfer
