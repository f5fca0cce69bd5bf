// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/semaphore.h"
#include "copy/account.h"
#include "http/retry.h"
#include "http/sessionpool.h"
#include "registry/challenge.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <memory>
#include <optional>

namespace stowage::registry {

template <typename T = void>
using Task = QCoro::Task<T>;

/// Proves to one registry who one is: answers its challenges, fetches and keeps tokens, never sends a password anywhere
/// but to the registry's own origin or its judged token service. Lives in the engine thread; remembers tokens in
/// memory.
class Authenticator
{
public:
    /// `pool` and `credentials` (null: everybody is anonymous) outlive this object.
    Authenticator(http::SessionPool &pool, RegistrySettings settings, CredentialProvider *credentials,
                  http::RetryPolicy retry);

    /// What a request carries to prove who sends it.
    struct Pass
    {
        QByteArray header;  ///< Value of Authorization; empty when anonymous.
        QString accountKey; ///< Not secret: tells sessions apart.
        bool hasAccount = false;
        bool isFresh = false; ///< Fetched for this very request: if it is refused, another will be too (A10).
        bool isToken = false;
        QStringList scopes;
    };

    /// Keeps the challenge of `/v2/`, answered by `url`, for later requests (D12, A26). Throws Error when the realm is
    /// unacceptable (A05-A07).
    Task<void> learn(QList<QByteArray> challenges, QUrl url, std::stop_token stop);
    bool wantsToken() const { return m_realm.isValid(); }
    bool wantsPassword() const { return !wantsToken() && m_basic; }

    /// The pass for a request on `repository`. May fetch a token. Throws LoginRefused, Error, Cancelled.
    Task<Pass> pass(QString repository, QStringList scopes, std::stop_token stop);
    /// After a 401: another pass worth trying, or nothing when the refusal is final (A10, A11, A31).
    Task<std::optional<Pass>> answer(Pass refused, QString repository, QStringList scopes, QList<QByteArray> challenges,
                                     QUrl url, std::stop_token stop);
    /// Whether the token service accepted the account when asked without scope, which is the only proof (H04). False:
    /// there is none, or no token service. Throws LoginRefused.
    Task<bool> proveAccount(QString repository, std::stop_token stop);
    /// Forgets all tokens (H12).
    void forgetTokens() { m_tokens.clear(); }

    Task<std::optional<Account>> account(QString repository, std::stop_token stop);
    static QByteArray basicHeader(const Account &account);

private:
    struct Token
    {
        QByteArray value;
        std::chrono::milliseconds goodUntil{0};
        quint64 serial = 0; ///< Counts the tokens of this object.
    };
    static QString keyOf(const std::optional<Account> &account);
    Task<Token> token(std::optional<Account> account, QStringList scopes, QByteArray refused, std::stop_token stop);
    Task<void> prove(std::optional<Account> account, std::stop_token stop);
    Task<Token> fetchToken(std::optional<Account> account, QStringList scopes, std::stop_token stop);
    Task<Token> fetchOnce(std::optional<Account> account, QStringList scopes, std::stop_token stop);
    Task<http::Response> askTokenService(http::Request request, http::Peer peer, std::stop_token stop);
    Task<bool> isPrivateRegistry(QString host, std::stop_token stop);
    http::Peer peerFor(const QUrl &url, const QString &accountKey) const;
    Semaphore &lock(const QString &key);

    http::SessionPool &m_pool;
    const RegistrySettings m_settings;
    CredentialProvider *const m_credentials;
    const http::RetryPolicy m_retry;

    QUrl m_asked; ///< The registry's address that answered with the challenge.
    QUrl m_realm;
    QByteArray m_service;
    bool m_basic = false;
    QHash<QString, std::optional<Account>> m_accounts;
    QHash<QString, Token> m_tokens;
    QHash<QString, Error> m_refused; ///< Accounts that were refused are not tried again (A11, H11).
    QSet<QString> m_proven;
    quint64 m_tokensMade = 0;
    std::unordered_map<QString, std::unique_ptr<Semaphore>> m_locks;
};

} // namespace stowage::registry
