// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/blobsource.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace stowage::test {

/// A blob's stream that behaves as a script says: one line per opening.
struct BlobScript
{
    enum class End { Finish, Fail, Hang };

    struct Opening
    {
        qint64 bytes = -1; ///< Bytes handed out before the end; -1: all.
        End end = End::Finish;
        ErrorKind failure = ErrorKind::ConnectionLost; ///< With End::Fail.
        QByteArray instead = {}; ///< Hands out these bytes (from the offset on) instead of the true ones.
    };

    QByteArray content;
    QList<Opening> openings; ///< Those after the last behave.
    qint64 pieceSize = 1000;
    QList<qint64> offsets; ///< Filled: where each opening began.
};

/// A source that follows `script`; the script outlives it.
BlobSource scriptedSource(const std::shared_ptr<BlobScript> &script);
/// A source of `bytes` that behaves.
BlobSource plainSource(const QByteArray &bytes);

} // namespace stowage::test
