// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/registryend.h"
#include "support/await.h"
#include "support/clockdriver.h"
#include "support/fakeregistry.h"

#include <QTemporaryDir>

namespace stowage::test {

/// Accounts by scope, longest first; counts how often it was asked.
class FixedCredentials : public CredentialProvider
{
public:
    QList<Account> accounts;
    int asked = 0;
    QCoro::Task<std::optional<Account>> find(QString registry, QString repository, std::stop_token stop) override;
};

/// Everything a RegistryClient needs, with a clock that turns itself.
class Rig
{
public:
    explicit Rig(const QString &host, bool plainHttp = true);

    RegistrySettings settings;
    FixedCredentials credentials;
    ManualClock clock;
    ClockDriver driver{clock};
    http::SessionPool pool{clock, {}};
    DiskPool disk;
    registry::Limits limits;
    QTemporaryDir folder;

    void login(const QString &user, const QString &secret, const QString &scope = {});
    /// Made at first use, from what was set until then.
    registry::RegistryClient &client();
    RegistryEnd &end();
    /// A file with these bytes.
    LocalRange file(const QByteArray &bytes);

private:
    std::unique_ptr<registry::RegistryClient> m_client;
    std::unique_ptr<RegistryEnd> m_end;
    int m_files = 0;
};

/// Reads a blob to its end, as a part file would, from `offset` on.
QCoro::Task<QByteArray> readBlob(registry::RegistryClient *client, QString repository, Descriptor blob, qint64 offset,
                                 std::stop_token stop);
QByteArray noise(qsizetype size, quint32 seed = 1);
Descriptor describe(const QByteArray &bytes, const QString &type = QStringLiteral("application/octet-stream"));
/// What blobs tell while they are put.
BlobProgress noProgress();

/// Rules for a token service on `host` at /token. Tokens are `token-N`; which were handed out is recorded.
class FakeTokens
{
public:
    /// `users`: name → password. Unknown accounts get 401 when asked without scope; with scope too unless `lenient`
    /// (Harbor, H04).
    FakeTokens(FakeHost &host, QHash<QByteArray, QByteArray> users);

    FakeHost &host;
    QHash<QByteArray, QByteArray> users;
    bool lenient = false;
    int expiresIn = 300;
    int postStatus = 200;
    /// Whether the token was handed out to an account, or to nobody. Any thread.
    bool isGood(const QByteArray &token) const;
    bool isAnonymous(const QByteArray &token) const;
    /// No token handed out so far is good any longer.
    void revokeAll();
    QByteArray realm() const { return host.url(QStringLiteral("/token")).toEncoded(); }

private:
    FakeAnswer serve(const SeenRequest &request);
    mutable QMutex m_mutex;
    QSet<QByteArray> m_good;
    QSet<QByteArray> m_anonymous;
    int m_made = 0;
};

/// Makes `registry` accept exactly the tokens of `tokens`.
void demandTokens(FakeRegistry &registry, const FakeTokens &tokens, bool anonymousMayPull = false);

} // namespace stowage::test
