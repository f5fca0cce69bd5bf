// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

namespace stowage::registry {

/// `bytes FIRST-LAST/TOTAL` of a 206 answer (D44).
struct ContentRange
{
    qint64 first = 0;
    qint64 last = 0;
    qint64 total = -1; ///< -1 for `*`.
    friend bool operator==(const ContentRange &, const ContentRange &) = default;
};

/// Nothing when malformed or contradictory.
std::optional<ContentRange> parseContentRange(QByteArrayView value);

/// Whether `range` is the rest of a blob of `size` bytes (-1: not known) from `offset` on.
bool continuesAt(const ContentRange &range, qint64 offset, qint64 size);

} // namespace stowage::registry
