// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Qt>

namespace stowage {

/// Roles that every model of the window may answer.
enum ModelRole {
    SortRole = Qt::UserRole + 1, ///< qint64 for numbers, QString for text (natural order); falls back to DisplayRole.
    CopyRole,                    ///< Ctrl+C on the row: the reference, or the whole digest of a blob.
    ProgressRole,                ///< Fraction 0 … 1 (double), drawn as a bar; invalid: no bar.
    FirstOwnRole = Qt::UserRole + 100, ///< Models number their own roles from here.
};

} // namespace stowage
