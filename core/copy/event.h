// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace stowage {

using JobId = qint64;

/// State of a job, image or blob row.
enum class TransferState {
    Waiting,
    Checking,
    Active,
    Finishing,
    Paused,
    Retrying,
    Done,
    Skipped,
    Mounted,
    Refused,
    Failed,
    Cancelled
};

/// Whether nothing more will happen to it (in this run).
bool isFinal(TransferState state);

/// The last known state of one node of a job. Node (image -1, blob -1) is the job; (image i, -1) image i of the plan;
/// (-1, blob b) blob b of the plan (shared blobs have one node, shown under each of their images).
struct TransferEvent
{
    JobId job = 0;
    int image = -1;
    int blob = -1;
    TransferState state = TransferState::Waiting;
    qint64 done = 0;            ///< Bytes at the target, those there before included.
    qint64 total = 0;           ///< Bytes.
    qint64 moved = 0;           ///< Bytes moved in this run (speed is computed from these).
    std::optional<Error> error; ///< Failed, Refused, Retrying; Waiting of a job: what it waits for.
};

} // namespace stowage

Q_DECLARE_METATYPE(stowage::TransferEvent)
