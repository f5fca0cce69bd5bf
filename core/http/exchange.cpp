// SPDX-License-Identifier: Apache-2.0
#include "http/exchange.h"

#include "async/cancelled.h"
#include "http/address.h"
#include "http/filedevice.h"
#include "http/trust.h"

#include <algorithm>

namespace stowage::http {

namespace {

constexpr qint64 readBuffer = 1024 * 1024;
constexpr qint64 pieceSize = 256 * 1024;
// Below this rate over this time of waiting a connection is as good as dead (F07).
constexpr qint64 leastRate = 1024;
constexpr std::chrono::seconds rateWindow(120);

/// Qt's words, without the query of any address in them: it may hold a signature (C12).
QString withoutQueries(const QString &text)
{
    QStringList words = text.split(QLatin1Char(' '));
    for (QString &word : words) {
        if (word.contains(QLatin1String("://"))) {
            word.truncate(std::min(word.size(),
                                   word.indexOf(QLatin1Char('?')) < 0 ? word.size() : word.indexOf(QLatin1Char('?'))));
        }
    }
    return words.join(QLatin1Char(' '));
}

/// -1 without the header, -2 when it makes no sense: negative, or several that differ (F14).
qint64 parseLength(const Headers &headers)
{
    qint64 length = -1;
    for (const QByteArray &value : headers.values("Content-Length")) {
        for (const QByteArray &part : value.split(',')) {
            bool ok = false;
            const qint64 number = part.trimmed().toLongLong(&ok);
            if (!ok || number < 0 || (length >= 0 && number != length)) {
                return -2;
            }
            length = number;
        }
    }
    return length;
}

} // namespace

Error requestError(ErrorKind kind, const QUrl &url, const QString &technical)
{
    Error error;
    error.kind = kind;
    error.item = Origin::of(url).hostAndPort();
    error.url = publicText(url);
    error.technical = technical;
    return error;
}

Exchange::Exchange(Clock &clock, QNetworkReply *reply, const Request &request, FileDevice *device, bool byProxy)
    : m_clock(clock)
    , m_reply(reply)
    , m_device(device)
    , m_url(request.url)
    , m_timeouts(request.timeouts)
    , m_isHead(request.method == "HEAD")
    , m_byProxy(byProxy)
    , m_onSent(request.sent)
    , m_toSend(request.file ? request.file->length : request.body.size())
{
    m_reply->setReadBufferSize(readBuffer);
    m_lastStir = m_clock.now();
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::wakeWaiter);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        // A followed or re-sent request starts with an unlimited buffer again.
        m_reply->setReadBufferSize(readBuffer);
        wakeWaiter();
    });
    connect(reply, &QNetworkReply::finished, this, [this] {
        m_finished = true;
        wakeWaiter();
    });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &faults) { m_tlsFaults = faults; });
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        if (total > 0 || sent > 0) { // (0, 0) comes once at the end
            m_sent = sent;
            stir();
            if (m_onSent) {
                m_onSent(sent);
            }
        }
    });
}

Exchange::~Exchange()
{
    dropReply();
}

void Exchange::dropReply()
{
    m_alarm.reset();
    if (m_reply) {
        // Its destruction aborts what is under way, without the signals that abort() emits from within.
        m_reply->disconnect(this);
        m_reply->deleteLater();
        m_reply.clear();
    }
}

void Exchange::stir()
{
    m_lastStir = m_clock.now();
}

void Exchange::wakeWaiter()
{
    stir();
    if (m_waiter) {
        m_waiter->fire();
    }
}

std::chrono::milliseconds Exchange::limit() const
{
    return m_status == 0 && !isSending() ? m_timeouts.answer : m_timeouts.stall;
}

void Exchange::setAlarm(std::chrono::milliseconds duration)
{
    m_alarm = m_clock.alarm(duration, [this] { checkPatience(); });
}

void Exchange::checkPatience()
{
    m_alarm.reset();
    if (!m_waiter) {
        return; // Nobody waits: the reader takes its time, which is no fault of the server.
    }
    const auto quiet = m_clock.now() - m_lastStir;
    if (quiet < limit()) {
        setAlarm(limit() - quiet);
        return;
    }
    m_timedOut = true;
    m_waiter->fire();
}

Task<void> Exchange::waitForReply(std::stop_token stop)
{
    m_waiter = Resumption::make();
    const auto waiter = m_waiter;
    const auto since = m_clock.now();
    if (m_status != 0) {
        m_lastStir = since; // The reader was busy until now.
    }
    if (!m_alarm) {
        setAlarm(limit());
    }
    {
        const std::stop_callback onStop(stop, [waiter] { waiter->fire(); });
        co_await waiter->wait();
    }
    m_waiter.reset();
    m_windowWaited += m_clock.now() - since;
    if (stop.stop_requested()) {
        dropReply();
        throw Cancelled{};
    }
    if (m_timedOut) {
        const QString text = m_status != 0 ? QStringLiteral("no more bytes came")
                             : isSending() ? QStringLiteral("the server stopped taking bytes")
                                           : QStringLiteral("no answer came");
        dropReply();
        throw requestError(ErrorKind::Timeout, m_url, text);
    }
}

Task<void> Exchange::begin(std::stop_token stop)
{
    while (true) {
        if (!m_reply) {
            throw requestError(ErrorKind::ConnectionLost, m_url, QStringLiteral("the session was closed"));
        }
        takeHead();
        if (m_status != 0) {
            break;
        }
        if (m_finished) {
            throw failure();
        }
        co_await waitForReply(stop);
    }
    m_promised = parseLength(m_headers);
    if (m_promised == -2) {
        dropReply();
        throw requestError(ErrorKind::ProtocolViolation, m_url,
                           QStringLiteral("Content-Length makes no sense: ") +
                               QString::fromLatin1(m_headers.value("Content-Length").left(100)));
    }
}

void Exchange::takeHead()
{
    m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_status != 0) {
        for (const auto &[name, value] : m_reply->rawHeaderPairs()) {
            m_headers.append(name, value);
        }
    }
}

Task<QByteArrayView> Exchange::read(std::stop_token stop)
{
    if (m_buffer.isEmpty()) {
        m_buffer.resize(m_promised > 0 ? std::min(m_promised, pieceSize) : pieceSize);
    }
    while (true) {
        if (stop.stop_requested()) {
            dropReply();
            throw Cancelled{};
        }
        if (!m_reply) {
            throw requestError(ErrorKind::ConnectionLost, m_url, QStringLiteral("the session was closed"));
        }
        const qint64 got = m_reply->isOpen() ? m_reply->read(m_buffer.data(), m_buffer.size()) : -1;
        if (got > 0) {
            m_received += got;
            checkRate(got);
            const QByteArrayView piece(m_buffer.constData(), got);
            co_return piece;
        }
        if (m_finished) {
            judgeEnd();
            co_return QByteArrayView();
        }
        co_await waitForReply(stop);
    }
}

void Exchange::checkRate(qint64 bytes)
{
    m_windowBytes += bytes;
    if (m_windowWaited < rateWindow) {
        return;
    }
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(m_windowWaited).count();
    const bool tooSlow = m_windowBytes / seconds < leastRate;
    m_windowWaited = {};
    m_windowBytes = 0;
    if (tooSlow && !m_finished) {
        dropReply();
        throw requestError(ErrorKind::Timeout, m_url, QStringLiteral("bytes came far too slowly"));
    }
}

void Exchange::judgeEnd() const
{
    // With an answer there, most of Qt's codes only say its status again (Q11); these say how it broke off.
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::ProtocolFailure: throw failure();
    default: break;
    }
    const bool withoutBody = m_isHead || m_status == 204 || m_status == 304;
    if (m_promised >= 0 && !withoutBody && m_received != m_promised) {
        throw requestError(ErrorKind::ConnectionLost, m_url,
                           QStringLiteral("the answer ended after %1 of %2 bytes").arg(m_received).arg(m_promised));
    }
}

Error Exchange::failure() const
{
    if (m_device && m_device->failed()) {
        Error error = requestError(ErrorKind::NotReadable, m_url, m_device->failureText());
        error.side = Side::Local;
        return error;
    }
    const QString text = withoutQueries(m_reply->errorString());
    const auto made = [&](ErrorKind kind) { return requestError(kind, m_url, text); };
    if (m_byProxy) {
        // Then it is the proxy that says so (C24).
        switch (m_reply->error()) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
        case QNetworkReply::ContentAccessDenied:
        case QNetworkReply::UnknownNetworkError: return made(ErrorKind::ProxyFailed);
        default: break;
        }
    }
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError: return made(ErrorKind::ConnectionRefused);
    case QNetworkReply::HostNotFoundError: return made(ErrorKind::HostNotFound);
    case QNetworkReply::TimeoutError: return made(ErrorKind::Timeout);
    case QNetworkReply::SslHandshakeFailedError: return tlsError(m_tlsFaults, text, m_url);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError: return made(ErrorKind::ProxyFailed);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure: return made(ErrorKind::ProtocolViolation);
    default: break;
    }
    // With TLS 1.3 a missing client certificate is refused only after the handshake (C25).
    if (m_url.scheme() == QLatin1String("https") && text.contains(QLatin1String("alert"), Qt::CaseInsensitive)) {
        return tlsError(m_tlsFaults, text, m_url);
    }
    Error lost = made(ErrorKind::ConnectionLost);
    if (m_toSend > 0 && m_sent < m_toSend) {
        lost.technical += QStringLiteral(" (after %1 of %2 bytes were sent)").arg(m_sent).arg(m_toSend);
    } else if (m_received > 0) {
        lost.technical += QStringLiteral(" (after %1 bytes were received)").arg(m_received);
    }
    return lost;
}

// --- Body

Body::Body(std::unique_ptr<Exchange> exchange)
    : m_exchange(std::move(exchange))
{
}

Body::~Body() = default;

qint64 Body::promisedLength() const
{
    return m_exchange->promisedLength();
}

Task<QByteArrayView> Body::read(std::stop_token stop)
{
    return m_exchange->read(std::move(stop));
}

Task<QByteArray> Body::readAll(qint64 limit, std::stop_token stop)
{
    QByteArray whole;
    while (true) {
        const QByteArrayView piece = co_await m_exchange->read(stop);
        if (piece.isEmpty()) {
            break;
        }
        if (whole.size() + piece.size() > limit) {
            Error error;
            error.kind = ErrorKind::TooLarge;
            error.technical = QStringLiteral("the answer is longer than %1 bytes").arg(limit);
            throw error;
        }
        whole.append(piece.data(), piece.size());
    }
    co_return whole;
}

} // namespace stowage::http
