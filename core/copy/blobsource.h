// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/descriptor.h"
#include "oci/reference.h"

#include <QByteArrayView>
#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace stowage {

/// The bytes of one blob as they arrive: bounded, pulled by the reader. Lives in the engine thread.
class BlobBody
{
public:
    virtual ~BlobBody() = default;
    /// The next piece, at most 1 MiB, valid until the next call; empty at the end. Throws Error or Cancelled.
    virtual QCoro::Task<QByteArrayView> read(std::stop_token stop) = 0;
};

/// A stretch of a local file that holds a blob: may be mapped, linked, sent and read at random.
struct LocalRange
{
    QString path;
    qint64 offset = 0;
    qint64 length = 0;
    friend bool operator==(const LocalRange &, const LocalRange &) = default;
};

/// What a target is given to put a blob: a local file, or a stream that can be opened anew at any offset.
struct BlobSource
{
    /// Set when the bytes are in a local file.
    std::optional<LocalRange> local;
    /// Opens the stream at `offset`. Always set; not a coroutine itself, it calls one. What it refers to outlives the
    /// call.
    std::function<QCoro::Task<std::unique_ptr<BlobBody>>(qint64 offset, std::stop_token stop)> open;
};

/// What happens to a blob right now, for its row.
enum class BlobPhase { Checking, Moving, Finishing };

/// Told by a target while it puts a blob: `position` is the number of bytes of the blob that are safely on the other
/// side (or written to the part). Called in the engine thread, often; must be cheap.
using BlobProgress = std::function<void(BlobPhase phase, qint64 position)>;

} // namespace stowage
