// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoro/QCoroTask>
#include <QString>

#include <optional>
#include <stop_token>

namespace stowage {

/// Who one is at a registry. Holds a secret: never logged, never written, kept as short as possible.
struct Account
{
    /// Where it counts: `host[:port]`, or `host[:port]/namespace` (C13); canonical registry name (docker.io).
    QString scope;
    QString username;
    QString secret; ///< Password, or a token with user name `<token>` (A33).
    bool operator==(const Account &) const = default;
};

/// How to speak to one registry: not secret, kept in the settings.
struct RegistrySettings
{
    QString registry;        ///< `host[:port]`, canonical.
    bool plainHttp = false;  ///< http instead of https (D07).
    bool mayUseHttp = false; ///< http when https is not spoken there. Said by task files for one run; not kept.
    bool skipVerification = false;
    QString caFile;            ///< PEM file trusted in addition to the system's, for this registry only.
    QString clientCertificate; ///< PEM file, with clientKey.
    QString clientKey;
    QString proxy;  ///< Proxy URL without credentials; empty: from the environment; "none": direct.
    QString mirror; ///< `host[/prefix]` to fetch from instead; stored names stay the original's (C31).
    bool operator==(const RegistrySettings &) const = default;
};

/// Answers which account to use. Lives in the engine thread.
class CredentialProvider
{
public:
    virtual ~CredentialProvider() = default;
    /// The account whose scope is the longest prefix of `registry/repository` on a `/` boundary; nothing for anonymous.
    /// Throws Error(KeychainUnavailable) when an account is known but cannot be read now.
    virtual QCoro::Task<std::optional<Account>> find(QString registry, QString repository, std::stop_token stop) = 0;
};

} // namespace stowage
