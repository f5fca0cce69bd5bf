// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/address.h"
#include "http/hostgate.h"
#include "http/proxy.h"
#include "http/session.h"

#include <unordered_map>

namespace stowage::http {

/// How to reach an origin, and as whom: what keeps connections apart.
struct Peer
{
    Trust trust;
    QString proxy;   ///< RegistrySettings::proxy.
    QString account; ///< Tells accounts apart; not secret.
    friend bool operator==(const Peer &, const Peer &) = default;
};

/// Makes and keeps the sessions and gates of all hosts. Owned by the engine, lives in its thread, outlives every
/// response and permit.
class SessionPool
{
public:
    explicit SessionPool(Clock &clock);
    SessionPool(Clock &clock, ProxyEnvironment environment);
    ~SessionPool();
    SessionPool(const SessionPool &) = delete;
    SessionPool &operator=(const SessionPool &) = delete;

    /// Sends one request through the session of its origin; redirects are answers like others. Throws Error, Cancelled;
    /// also when the files of `peer.trust` cannot be read.
    Task<Response> send(Request request, Peer peer, std::stop_token stop);

    /// What a hop to another origin must pass besides the rules of follow().
    using HopCheck = std::function<Result<void>(const QUrl &)>;
    /// GET and HEAD: follows up to ten redirects (F17). A hop to another origin goes through that host's own session
    /// with default trust and no account, and keeps only Range, Accept and X-Request-Id (F18); once elsewhere, always
    /// so.
    Task<Response> follow(Request request, Peer peer, std::stop_token stop, HopCheck check = {});

    HostGate &gate(const QUrl &url);
    Clock &clock() { return m_clock; }

private:
    struct Key
    {
        Origin origin;
        Peer peer;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct KeyHash
    {
        size_t operator()(const Key &key) const
        {
            return qHashMulti(0, key.origin, key.peer.trust, key.peer.proxy, key.peer.account);
        }
    };
    struct OriginHash
    {
        size_t operator()(const Origin &origin) const { return qHash(origin); }
    };
    Session &session(const QUrl &url, const Peer &peer);

    Clock &m_clock;
    const ProxyEnvironment m_environment;
    std::unordered_map<Key, std::unique_ptr<Session>, KeyHash> m_sessions;
    std::unordered_map<Origin, std::unique_ptr<HostGate>, OriginHash> m_gates;
};

bool isRedirect(int status);
/// Where a redirect or an upload answer leads: `location` against `base`, bytes of the query kept (D63, Q09).
/// ProtocolViolation when missing, malformed, or neither http nor https.
Result<QUrl> resolveLocation(const QUrl &base, const QByteArray &location);

} // namespace stowage::http
