// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace stowage {

/// Order for people: runs of digits by their value, letters without case, `v1.9` before `v1.10`. Negative, 0 or
/// positive as strcmp; 0 only for equal texts. Fast enough to sort ten thousand tags within a frame.
int naturalCompare(QStringView left, QStringView right);

inline bool naturalLess(QStringView left, QStringView right)
{
    return naturalCompare(left, right) < 0;
}

} // namespace stowage
