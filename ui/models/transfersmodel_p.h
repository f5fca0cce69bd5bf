// SPDX-License-Identifier: Apache-2.0
// What the two source files of TransfersModel share.
#pragma once

#include "copy/event.h"

#include <QModelIndex>

namespace stowage::transfers {

// The id of an index: the serial number of its job above, and below 0 for a job, 1 for an image, i + 2 for a blob of
// image i.
inline constexpr quint32 jobLevel = 0;
inline constexpr quint32 imageLevel = 1;
inline constexpr quint32 firstBlobLevel = 2;

constexpr quintptr makeId(quint32 serial, quint32 level)
{
    return (quintptr(serial) << 32) | level;
}

inline quint32 serialOf(const QModelIndex &index)
{
    return quint32(index.internalId() >> 32);
}

inline quint32 levelOf(const QModelIndex &index)
{
    return quint32(index.internalId() & 0xffffffffU);
}

/// Whether bytes move, so that a speed means something.
inline bool isMoving(TransferState state)
{
    return state == TransferState::Active || state == TransferState::Finishing;
}

} // namespace stowage::transfers
