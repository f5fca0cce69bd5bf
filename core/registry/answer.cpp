// SPDX-License-Identifier: Apache-2.0
#include "registry/answer.h"

#include "http/address.h"
#include "http/retry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stowage::registry {

namespace {

constexpr qsizetype bodyLimit = 64 * 1024;
constexpr qsizetype messageLimit = 1000;

void addEntry(const QJsonObject &entry, ErrorBody &found, QStringList &messages)
{
    const QJsonValue code = entry.value(QLatin1String("code"));
    if (code.isString() && !code.toString().isEmpty()) {
        found.codes.append(code.toString().left(100).toUpper());
    }
    QString message = entry.value(QLatin1String("message")).toString();
    const QJsonValue detail = entry.value(QLatin1String("detail"));
    if (message.isEmpty() && detail.isString()) {
        message = detail.toString();
    }
    if (!message.isEmpty()) {
        messages.append(message);
    }
}

void addJson(const QJsonDocument &document, ErrorBody &found, QStringList &messages)
{
    const QJsonObject object = document.object();
    QJsonArray list = document.isArray() ? document.array() : object.value(QLatin1String("errors")).toArray();
    for (const auto &value : list) {
        addEntry(value.toObject(), found, messages);
    }
    if (!document.isObject() || !messages.isEmpty() || !found.codes.isEmpty()) {
        return;
    }
    addEntry(object, found, messages);
    const QJsonValue error = object.value(QLatin1String("error"));
    if (error.isObject()) {
        addEntry(error.toObject(), found, messages);
    } else if (error.isString() && messages.isEmpty()) {
        messages.append(error.toString());
    }
    const QJsonValue described = object.value(QLatin1String("error_description"));
    if (described.isString()) {
        messages.append(described.toString());
    }
    // {"details": "…"}: what token servers of the wild answer.
    const QJsonValue details = object.value(QLatin1String("details"));
    if (details.isString() && messages.isEmpty()) {
        messages.append(details.toString());
    }
}

/// The title of a page, else its text without tags.
QString textOfPage(const QString &page)
{
    const qsizetype open = page.indexOf(QLatin1String("<title>"), 0, Qt::CaseInsensitive);
    const qsizetype close = page.indexOf(QLatin1String("</title>"), 0, Qt::CaseInsensitive);
    if (open >= 0 && close > open + 7) {
        return page.mid(open + 7, close - open - 7);
    }
    QString text;
    bool inTag = false;
    for (const QChar c : page) {
        if (c == QLatin1Char('<') || c == QLatin1Char('>')) {
            inTag = c == QLatin1Char('<');
            text.append(QLatin1Char(' '));
        } else if (!inTag) {
            text.append(c);
        }
    }
    return text;
}

bool anyCode(const ErrorBody &body, std::initializer_list<const char *> codes)
{
    return std::any_of(codes.begin(), codes.end(),
                       [&body](const char *code) { return body.codes.contains(QLatin1String(code)); });
}

ErrorKind kindOfBadRequest(const ErrorBody &body, const QString &text)
{
    if (text.contains(QLatin1String("http request to an https")) ||
        text.contains(QLatin1String("plain http request was sent to https"))) {
        return ErrorKind::NotARegistry;
    }
    if (anyCode(body, {"DIGEST_INVALID"})) {
        return ErrorKind::DigestMismatch;
    }
    if (anyCode(body, {"SIZE_INVALID"})) {
        return ErrorKind::SizeMismatch;
    }
    if (anyCode(body, {"MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "MANIFEST_UNKNOWN"})) {
        return ErrorKind::NotFound;
    }
    if (anyCode(body, {"MANIFEST_INVALID", "MANIFEST_UNVERIFIED"})) {
        return ErrorKind::MalformedManifest;
    }
    if (anyCode(body, {"NAME_INVALID", "TAG_INVALID"}) || text.contains(QLatin1String("invalid repository name"))) {
        return ErrorKind::InvalidInput;
    }
    if (anyCode(body, {"UNSUPPORTED"})) {
        return ErrorKind::Unsupported;
    }
    return ErrorKind::ProtocolViolation;
}

ErrorKind kindOf(const Answer &answer, const ErrorBody &body)
{
    const QString text = body.message.toLower();
    const bool projectMissing = text.contains(QLatin1String("project")) && text.contains(QLatin1String("not found"));
    if (answer.status == 407 || answer.headers.has("X-Squid-Error")) {
        return ErrorKind::ProxyFailed;
    }
    if (answer.status != 401 && answer.status != 403 && answer.status != 404 && answer.status < 500) {
        if (anyCode(body, {"TOOMANYREQUESTS", "TOO_MANY_REQUEST"})) {
            return ErrorKind::RateLimited;
        }
        if (anyCode(body, {"UNKNOWN", "UNAVAILABLE"}) && answer.status != 412 && answer.status != 413) {
            return ErrorKind::ServerError; // D113: for a while
        }
    }
    switch (answer.status) {
    case 400: return kindOfBadRequest(body, text);
    case 401:
        if (projectMissing) {
            return ErrorKind::RepositoryMissing; // H05
        }
        return answer.hadAccount ? ErrorKind::Denied : ErrorKind::LoginRequired;
    case 403:
        if (text.contains(QLatin1String("read only mode")) || text.contains(QLatin1String("read-only mode"))) {
            return ErrorKind::ReadOnlyRegistry; // H21
        }
        if (text.contains(QLatin1String("exceed the configured upper limit")) ||
            (text.contains(QLatin1String("quota")) && text.contains(QLatin1String("exceed")))) {
            return ErrorKind::QuotaExceeded; // H22
        }
        return answer.hadAccount || text.contains(QLatin1String("proxy project")) ? ErrorKind::Denied
                                                                                  : ErrorKind::LoginRequired;
    case 404:
        if (text.contains(QLatin1String("asking blob is in gc"))) {
            return ErrorKind::ServerError; // H24
        }
        return projectMissing || anyCode(body, {"NAME_UNKNOWN"}) ? ErrorKind::RepositoryMissing : ErrorKind::NotFound;
    case 405: return ErrorKind::Unsupported;
    case 408: return ErrorKind::Timeout;
    case 412: return text.contains(QLatin1String("immutable")) ? ErrorKind::Immutable : ErrorKind::PolicyBlocked;
    case 413: return ErrorKind::TooLarge;
    case 416:
        return text.contains(QLatin1String("too large")) ? ErrorKind::TooLarge : ErrorKind::ProtocolViolation; // R01
    case 429: return ErrorKind::RateLimited;
    case 501:
    case 505: return ErrorKind::Unsupported;
    default: return answer.status >= 500 ? ErrorKind::ServerError : ErrorKind::ProtocolViolation;
    }
}

} // namespace

ErrorBody parseErrorBody(const QByteArray &body, const QString &contentType)
{
    ErrorBody found;
    QStringList messages;
    const QByteArray start = body.left(bodyLimit);
    const QJsonDocument document = QJsonDocument::fromJson(start);
    if (!document.isNull()) {
        addJson(document, found, messages);
    } else {
        const QString text = QString::fromUtf8(start);
        const QString head = text.left(200).trimmed();
        found.isPage = contentType.contains(QLatin1String("html")) ||
                       head.startsWith(QLatin1String("<!doctype"), Qt::CaseInsensitive) ||
                       head.startsWith(QLatin1String("<html"), Qt::CaseInsensitive);
        messages.append(found.isPage ? textOfPage(text) : text);
    }
    found.codes.removeDuplicates();
    messages.removeDuplicates();
    found.message = messages.join(QLatin1String("; ")).simplified().left(messageLimit);
    return found;
}

Error answerError(const Answer &answer, const QString &operation)
{
    const ErrorBody body = parseErrorBody(answer.body, answer.headers.contentType());
    Error error;
    error.kind = kindOf(answer, body);
    error.operation = operation;
    error.item = http::Origin::of(answer.url).hostAndPort();
    error.url = http::publicText(answer.url);
    error.httpStatus = answer.status;
    error.registryCodes = body.codes;
    error.requestId = QString::fromLatin1(answer.headers.value("X-Request-Id").left(200));
    error.technical = body.message;
    if (body.isPage) {
        const QString server = QString::fromLatin1(answer.headers.value("Server").left(100));
        error.technical += QStringLiteral(" (a page, not the answer of a registry; server \"%1\")").arg(server);
    }
    if (answer.status == 429 || answer.status == 503) {
        error.retryAfterSeconds =
            http::parseRetryAfter(answer.headers.value("Retry-After"), QDateTime::currentDateTimeUtc());
    }
    return error;
}

QStringList warningTexts(const http::Headers &headers)
{
    QStringList texts;
    for (const QByteArray &joined : headers.values("Warning")) {
        const QString value = QString::fromUtf8(joined.left(4096));
        const QString start = QStringLiteral("299 - \"");
        for (qsizetype at = value.indexOf(start); at >= 0; at = value.indexOf(start, at)) {
            QString text;
            bool closed = false;
            for (at += start.size(); at < value.size() && !closed; ++at) {
                QChar c = value.at(at);
                if (c == QLatin1Char('"')) {
                    closed = true;
                    continue;
                }
                if (c == QLatin1Char('\\') && at + 1 < value.size()) {
                    c = value.at(++at);
                }
                if (c.category() != QChar::Other_Control) {
                    text.append(c);
                }
            }
            if (closed && !text.isEmpty() && !texts.contains(text)) {
                texts.append(text);
            }
        }
    }
    return texts;
}

std::optional<RateLimit> rateLimitOf(const http::Headers &headers)
{
    const auto number = [&headers](const char *name) {
        bool ok = false;
        const int found = headers.value(name).split(';').constFirst().trimmed().toInt(&ok);
        return ok ? found : -1;
    };
    const RateLimit limit{number("ratelimit-limit"), number("ratelimit-remaining")};
    return limit.limit >= 0 || limit.remaining >= 0 ? std::optional(limit) : std::nullopt;
}

} // namespace stowage::registry
