// SPDX-License-Identifier: Apache-2.0
#include "http/session.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "http/address.h"
#include "http/exchange.h"
#include "http/filedevice.h"

#include <QNetworkRequest>

#include <algorithm>

namespace stowage::http {

namespace {

/// Qt sends header values as they are: a line break in one would smuggle in another header.
void checkHeader(const QByteArray &name, const QByteArray &value, const QUrl &url)
{
    const auto forbidden = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (std::any_of(name.begin(), name.end(), forbidden) || std::any_of(value.begin(), value.end(), forbidden)) {
        throw requestError(ErrorKind::InvalidInput, url,
                           QStringLiteral("a line break in header ") + QString::fromLatin1(name.left(40)));
    }
}

QNetworkRequest toQt(const Request &request, const QSslConfiguration &tls)
{
    QNetworkRequest out(request.url);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 30);
    out.setPriority(request.urgent ? QNetworkRequest::HighPriority : QNetworkRequest::NormalPriority);
    if (request.url.scheme() == QLatin1String("https")) {
        out.setSslConfiguration(tls);
    }
    // Without a value of our own Qt asks for compression and undoes it behind our back (Q04).
    out.setRawHeader("Accept-Encoding", "identity");
    out.setRawHeader("User-Agent", "stowage/0.1");
    for (const auto &[name, value] : request.headers.all()) {
        checkHeader(name, value, request.url);
        out.setRawHeader(name, value);
    }
    if (!out.hasRawHeader("Content-Type") &&
        (request.method == "POST" || request.method == "PUT" || request.method == "PATCH")) {
        out.setRawHeader("Content-Type", "application/octet-stream");
    }
    return out;
}

} // namespace

Session::Session(Clock &clock, const Trust &trust, const QSslConfiguration &tls, const QNetworkProxy &proxy)
    : m_clock(clock)
    , m_skipVerification(trust.skipVerification)
    , m_tls(tls)
{
    m_manager.setProxy(proxy);
    m_manager.setAutoDeleteReplies(false);
    m_manager.setStrictTransportSecurityEnabled(false);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Task<Response> Session::send(Request request, std::stop_token stop)
{
    throwIfStopped(stop);
    request.url.setUserInfo({});
    request.url.setFragment({});
    if (Origin::of(request.url).isNull()) {
        throw requestError(ErrorKind::ProtocolViolation, request.url, QStringLiteral("neither http nor https"));
    }
    const QNetworkRequest out = toQt(request, m_tls);
    std::unique_ptr<FileDevice> file;
    QNetworkReply *reply = nullptr;
    if (request.file) {
        file = std::make_unique<FileDevice>(*request.file);
        file->openForSending();
        reply = m_manager.sendCustomRequest(out, request.method, file.get());
    } else if (request.method == "GET") {
        reply = m_manager.get(out);
    } else if (request.method == "HEAD") {
        reply = m_manager.head(out);
    } else if (request.method == "DELETE") {
        reply = m_manager.deleteResource(out);
    } else {
        // Always with a body, even an empty one: without it Qt turns the query of a POST into a form.
        reply = m_manager.sendCustomRequest(out, request.method, request.body);
    }
    FileDevice *const device = file.release();
    if (device) {
        device->setParent(reply);
    }
    if (m_skipVerification) {
        reply->ignoreSslErrors();
    }
    const bool byProxy = m_manager.proxy().type() != QNetworkProxy::NoProxy;
    auto exchange = std::make_unique<Exchange>(m_clock, reply, request, device, byProxy);
    qCDebug(lcHttp) << request.method << publicText(request.url);
    co_await exchange->begin(stop);
    qCDebug(lcHttp) << exchange->status() << request.method << publicText(request.url);

    Response response;
    response.status = exchange->status();
    response.headers = exchange->headers();
    response.url = request.url;
    response.body = std::make_unique<Body>(std::move(exchange));
    co_return response;
}

} // namespace stowage::http
