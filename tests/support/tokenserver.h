// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/certificates.h"

#include <QHash>
#include <QMutex>
#include <QStringList>
#include <QTcpServer>
#include <QThread>

#include <memory>

namespace stowage::test {

/// A token server as Docker's token authentication describes it: GET with optional Basic credentials and `service` and
/// `scope` parameters, answered with a signed JSON web token for the rights granted; also the OAuth form by POST.
///
/// Runs in a thread of its own on 127.0.0.1, so that a test may block. Made and destroyed in one thread.
class TokenServer
{
public:
    struct Options
    {
        QHash<QString, QString> users; ///< Name → password; all may do everything.
        bool anonymousPull = false;    ///< Without an account: `pull` everywhere, or nothing.
        bool allowPost = true;         ///< Else 405, as Harbor answers (A20).
        int expiresInSeconds = 300;
        QString issuer = QStringLiteral("stowage-test");
        QString service = QStringLiteral("stowage-registry");
        Certificate tls; ///< Empty: plain http.
    };

    explicit TokenServer(Options options);
    ~TokenServer();
    TokenServer(const TokenServer &) = delete;
    TokenServer &operator=(const TokenServer &) = delete;

    /// `http(s)://127.0.0.1:port/token`.
    QString realm() const;
    const Options &options() const { return m_options; }
    /// The certificate whose key signs the tokens, for the registry's `rootcertbundle`.
    const Certificate &signer() const { return m_signer; }
    /// One line per request, oldest first: method, target, and `as NAME`, `anonymous` or `refused`. No secrets.
    QStringList requests() const;

private:
    friend class TokenConnection;
    struct Answer
    {
        int status = 200;
        QByteArray body;
    };
    Answer answer(const QByteArray &method, const QByteArray &target, const QByteArray &authorization,
                  const QByteArray &body);
    QByteArray makeToken(const QString &account, const QStringList &scopes) const;
    void log(const QString &line);

    const Options m_options;
    const Certificate m_signer;
    QThread m_thread;
    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    mutable QMutex m_mutex;
    QStringList m_requests;
};

} // namespace stowage::test
