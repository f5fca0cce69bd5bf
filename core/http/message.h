// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "http/body.h"
#include "http/headers.h"

#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace stowage::http {

/// A stretch of a file to send: read at random, never held in memory, opened anew for every attempt (A29, Q05).
struct FileRange
{
    QString path;
    qint64 offset = 0;
    qint64 length = 0;
};

/// How long one may be kept waiting. Queued time before the first byte counts, time the reader takes does not.
struct Timeouts
{
    /// From the last byte sent to the first byte of the answer (F08).
    std::chrono::milliseconds answer = std::chrono::seconds(60);
    /// Without any byte moving, while sending or while somebody reads (F07).
    std::chrono::milliseconds stall = std::chrono::seconds(60);
};

/// One request, a value: sending it twice is a replay.
struct Request
{
    QByteArray method = QByteArrayLiteral("GET");
    QUrl url;
    Headers headers;
    QByteArray body;               ///< POST, PUT and PATCH always have one, perhaps empty.
    std::optional<FileRange> file; ///< Sent instead of `body`.
    Timeouts timeouts;
    bool urgent = false;              ///< Overtakes other requests of its session in Qt's queue.
    std::function<void(qint64)> sent; ///< Bytes of the body handed over so far; called in the engine thread.
};

/// The head of an answer, whatever its status, with its body still to be read. Movable.
struct Response
{
    int status = 0;
    Headers headers;
    QUrl url;               ///< That answered, after redirects.
    int hops = 0;           ///< Redirects that were followed.
    bool elsewhere = false; ///< A redirect left the origin of the request: never authenticate there (F19).
    std::unique_ptr<Body> body;
};

/// An Error with what every failure of a request knows.
Error requestError(ErrorKind kind, const QUrl &url, const QString &technical);

} // namespace stowage::http
