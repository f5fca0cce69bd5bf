// SPDX-License-Identifier: Apache-2.0
#include "http/sessionpool.h"

#include "async/cancelled.h"

#include <QProcessEnvironment>
#include <QSet>

namespace stowage::http {

namespace {

constexpr int mostHops = 10;
constexpr qint64 drainLimit = 64 * 1024;

/// What may be told to a host that the request was not meant for.
Headers forStrangers(const Headers &headers)
{
    Headers kept;
    for (const QByteArray &name :
         {QByteArrayLiteral("Accept"), QByteArrayLiteral("Range"), QByteArrayLiteral("X-Request-Id")}) {
        if (headers.has(name)) {
            kept.append(name, headers.value(name));
        }
    }
    return kept;
}

} // namespace

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<QUrl> resolveLocation(const QUrl &base, const QByteArray &location)
{
    const QUrl target = QUrl::fromEncoded(location.trimmed(), QUrl::TolerantMode);
    if (location.trimmed().isEmpty() || !target.isValid()) {
        return std::unexpected(
            requestError(ErrorKind::ProtocolViolation, base, QStringLiteral("the server sent no usable Location")));
    }
    QUrl whole = base.resolved(target);
    whole.setUserInfo({});
    whole.setFragment({});
    if (Origin::of(whole).isNull()) {
        return std::unexpected(requestError(ErrorKind::ProtocolViolation, base,
                                            QStringLiteral("the server points to ") + publicText(whole)));
    }
    return whole;
}

SessionPool::SessionPool(Clock &clock)
    : SessionPool(clock, ProxyEnvironment::from(QProcessEnvironment::systemEnvironment()))
{
}

SessionPool::SessionPool(Clock &clock, ProxyEnvironment environment)
    : m_clock(clock)
    , m_environment(std::move(environment))
{
}

SessionPool::~SessionPool() = default;

HostGate &SessionPool::gate(const QUrl &url)
{
    auto &gate = m_gates[Origin::of(url)];
    if (!gate) {
        gate = std::make_unique<HostGate>(m_clock);
    }
    return *gate;
}

Session &SessionPool::session(const QUrl &url, const Peer &peer)
{
    const Key key{Origin::of(url), peer};
    const auto found = m_sessions.find(key);
    if (found != m_sessions.end()) {
        return *found->second;
    }
    const Result<QSslConfiguration> tls = tlsConfiguration(peer.trust);
    if (!tls) {
        throw tls.error();
    }
    const Result<QNetworkProxy> proxy = proxyFor(url, peer.proxy, m_environment);
    if (!proxy) {
        throw proxy.error();
    }
    auto made = std::make_unique<Session>(m_clock, peer.trust, *tls, *proxy);
    return *m_sessions.emplace(key, std::move(made)).first->second;
}

Task<Response> SessionPool::send(Request request, Peer peer, std::stop_token stop)
{
    throwIfStopped(stop);
    if (Origin::of(request.url).isNull()) {
        throw requestError(ErrorKind::ProtocolViolation, request.url, QStringLiteral("neither http nor https"));
    }
    Session &chosen = session(request.url, peer);
    auto task = chosen.send(std::move(request), stop);
    Response response = co_await task;
    co_return response;
}

Task<Response> SessionPool::follow(Request request, Peer peer, std::stop_token stop, HopCheck check)
{
    QSet<QUrl> seen{request.url};
    bool elsewhere = false;
    for (int hops = 0;; ++hops) {
        auto sending = send(request, peer, stop);
        Response response = co_await sending;
        response.hops = hops;
        response.elsewhere = elsewhere;
        if (!isRedirect(response.status)) {
            co_return response;
        }
        const QUrl from = request.url;
        const Result<QUrl> next = resolveLocation(from, response.headers.value("Location"));
        if (!next) {
            throw next.error();
        }
        if (from.scheme() == QLatin1String("https") && next->scheme() != QLatin1String("https")) {
            throw requestError(ErrorKind::ProtocolViolation, from,
                               QStringLiteral("refused a redirect from https to ") + publicText(*next));
        }
        if (hops == mostHops || seen.contains(*next)) {
            throw requestError(ErrorKind::ProtocolViolation, from, QStringLiteral("the server redirects in circles"));
        }
        if (!sameOrigin(from, *next)) {
            elsewhere = true;
            request.headers = forStrangers(request.headers);
            peer = Peer{Trust{}, peer.proxy, QString()};
        }
        if (check) {
            const Result<void> allowed = check(*next);
            if (!allowed) {
                throw allowed.error();
            }
        }
        // A small remainder keeps the connection usable; a big one is cut off by dropping the response.
        if (response.body->promisedLength() >= 0 && response.body->promisedLength() <= drainLimit) {
            auto draining = response.body->readAll(drainLimit, stop);
            co_await draining;
        }
        seen.insert(*next);
        request.url = *next;
    }
}

} // namespace stowage::http
