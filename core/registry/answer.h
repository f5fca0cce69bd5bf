// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "http/headers.h"

#include <QUrl>

#include <optional>

namespace stowage::registry {

/// An answer read to its end.
struct Answer
{
    int status = 0;
    http::Headers headers;
    QByteArray body;
    QUrl url;
    bool elsewhere = false;  ///< It came from another origin, after a redirect.
    bool hadAccount = false; ///< The request carried somebody's credentials.

    bool isOk() const { return status >= 200 && status < 300; }
};

/// What an error body says, in whatever shape it came (D110, D111).
struct ErrorBody
{
    QStringList codes;   ///< Upper case.
    QString message;     ///< One line, plain text, possibly hostile.
    bool isPage = false; ///< HTML: something in front of the registry answered.
};

/// Never fails; reads at most 64 KiB.
ErrorBody parseErrorBody(const QByteArray &body, const QString &contentType);

/// The Error an unsuccessful answer is: by status, codes and the texts Harbor and others are known for.
Error answerError(const Answer &answer, const QString &operation);

/// The texts of `Warning: 299 - "…"` headers: unescaped, without control characters (D112).
QStringList warningTexts(const http::Headers &headers);

/// Docker Hub's `ratelimit-remaining: 76;w=21600` (A41).
struct RateLimit
{
    int limit = -1;
    int remaining = -1;
};
std::optional<RateLimit> rateLimitOf(const http::Headers &headers);

} // namespace stowage::registry
