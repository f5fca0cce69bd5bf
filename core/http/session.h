// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.h"
#include "http/trust.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

namespace stowage {
class Clock;
}

namespace stowage::http {

/// One QNetworkAccessManager for one origin, one way of trusting it and one account.
///
/// Connections, and the TLS settings that live on them, are thus never shared between registries or accounts. It
/// follows no redirect, keeps no cookie, answers no challenge, caches and decompresses nothing (Q01-Q04, Q10). Engine
/// thread.
class Session
{
public:
    Session(Clock &clock, const Trust &trust, const QSslConfiguration &tls, const QNetworkProxy &proxy);

    /// Sends and waits for the head of the answer, of whatever status (Q11). Throws Error when none comes, Cancelled.
    Task<Response> send(Request request, std::stop_token stop);

private:
    Clock &m_clock;
    const bool m_skipVerification;
    const QSslConfiguration m_tls;
    QNetworkAccessManager m_manager;
};

} // namespace stowage::http
