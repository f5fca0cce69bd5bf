// SPDX-License-Identifier: Apache-2.0
#include "credentials/accountstore.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "credentials/scope.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace stowage {

namespace {

constexpr QLatin1String UserField("username");
constexpr QLatin1String SecretField("secret");
/// An entry of no worth, written to learn whether the keychain is open.
constexpr QLatin1String ProbeKey("stowage-probe");

/// What stands in the keychain: user name and secret together, so that they cannot come apart.
QByteArray pack(const Account &account)
{
    const QJsonObject fields{{UserField, account.username}, {SecretField, account.secret}};
    return QJsonDocument(fields).toJson(QJsonDocument::Compact);
}

std::optional<Account> unpack(const QString &scope, const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonValue username = document[UserField];
    const QJsonValue secret = document[SecretField];
    if (!username.isString() || !secret.isString()) {
        return std::nullopt;
    }
    return Account{scope, username.toString(), secret.toString()};
}

Error unavailable(const QString &scope, const QString &operation, const QString &technical)
{
    Error error;
    error.kind = ErrorKind::KeychainUnavailable;
    error.side = Side::Local;
    error.operation = operation;
    error.item = scope;
    error.technical = technical;
    return error;
}

} // namespace

/// One call of the keychain and whoever waits for it. The call may outlive the wait.
struct AccountStore::Attempt
{
    QString scope;
    QString operation;
    bool ended = false;
    bool overdue = false;
    std::optional<Error> failure;
    std::optional<QByteArray> value;
    std::shared_ptr<Resumption> waiter = Resumption::make();
};

AccountStore::AccountStore(QString indexFile, SecretStore &secrets, Clock &clock, std::chrono::milliseconds limit)
    : m_secrets(secrets)
    , m_clock(clock)
    , m_limit(limit)
    , m_index(std::move(indexFile))
{
}

AccountStore::~AccountStore() = default;

void AccountStore::setGiven(QList<Account> accounts)
{
    m_given = std::move(accounts);
    for (Account &account : m_given) {
        account.scope = canonicalScope(account.scope).value_or(account.scope);
    }
}

QCoro::Task<Keeping> AccountStore::save(Account account, std::stop_token stop)
{
    const Result<QString> scope = canonicalScope(account.scope);
    if (!scope) {
        throw scope.error();
    }
    account.scope = *scope;
    if (account.username.isEmpty()) {
        Error error = unavailable(account.scope, QStringLiteral("save account"), QStringLiteral("empty user name"));
        error.kind = ErrorKind::InvalidInput;
        throw error;
    }
    // It counts at once, whatever the keychain says, and until the keychain has it.
    m_session.insert(account.scope, account);
    const AttemptPointer attempt = newAttempt(account.scope, QStringLiteral("save account"));
    if (!attempt->ended) {
        m_group.spawn(runWrite(attempt, account));
    }
    co_await finish(attempt, stop);
    if (!attempt->failure) {
        co_return Keeping::Keychain;
    }
    if (attempt->failure->kind != ErrorKind::KeychainUnavailable) {
        throw *attempt->failure;
    }
    qCInfo(lcCredentials) << "account kept for this session only:" << account.scope << attempt->failure->technical;
    co_return Keeping::Session;
}

QCoro::Task<std::optional<Account>> AccountStore::find(QString registry, QString repository, std::stop_token stop)
{
    throwIfStopped(stop);
    const QString name = repository.isEmpty() ? registry : registry + QLatin1Char('/') + repository;
    const Account *given = nullptr;
    for (const Account &candidate : std::as_const(m_given)) {
        if ((candidate.scope.isEmpty() || scopeCovers(candidate.scope, name)) &&
            (!given || candidate.scope.size() > given->scope.size())) {
            given = &candidate;
        }
    }
    if (given) {
        co_return *given;
    }
    const QStringList known = m_index.read().keys() + m_session.keys();
    const QString scope = longestScope(known, name);
    if (scope.isEmpty()) {
        co_return std::nullopt;
    }
    const auto session = m_session.constFind(scope);
    if (session != m_session.cend()) {
        co_return *session;
    }
    const AttemptPointer attempt = newAttempt(scope, QStringLiteral("read account"));
    if (!attempt->ended) {
        m_group.spawn(runRead(attempt));
    }
    co_await finish(attempt, stop);
    if (attempt->failure) {
        throw *attempt->failure;
    }
    if (!attempt->value) {
        throw unavailable(
            scope, attempt->operation,
            QStringLiteral("saved earlier, but the keychain does not show it: locked, or removed by hand"));
    }
    std::optional<Account> account = unpack(scope, *attempt->value);
    if (!account) {
        throw unavailable(scope, attempt->operation, QStringLiteral("the entry in the keychain is not one of ours"));
    }
    co_return account;
}

QCoro::Task<void> AccountStore::remove(QString scope, std::stop_token stop)
{
    const Result<QString> canonical = canonicalScope(scope);
    if (!canonical) {
        throw canonical.error();
    }
    scope = *canonical;
    m_session.remove(scope);
    if (!m_index.read().contains(scope)) {
        co_return;
    }
    // A locked keychain reports a removal as done and removes nothing: what can be read can be removed.
    const AttemptPointer reading = newAttempt(scope, QStringLiteral("remove account"));
    if (!reading->ended) {
        m_group.spawn(runRead(reading));
    }
    co_await finish(reading, stop);
    if (reading->failure) {
        throw *reading->failure;
    }
    if (reading->value) {
        const AttemptPointer removing = newAttempt(scope, QStringLiteral("remove account"));
        if (!removing->ended) {
            m_group.spawn(runRemove(removing));
        }
        co_await finish(removing, stop);
        if (removing->failure) {
            throw *removing->failure;
        }
    } else {
        const bool open = co_await keychainIsOpen(stop);
        if (!open) {
            throw unavailable(scope, QStringLiteral("remove account"), QStringLiteral("the keychain is locked"));
        }
    }
    const Result<void> removed = m_index.remove(scope);
    if (!removed) {
        throw removed.error();
    }
}

QCoro::Task<bool> AccountStore::keychainIsOpen(std::stop_token stop)
{
    const AttemptPointer attempt = newAttempt(ProbeKey, QStringLiteral("probe keychain"));
    if (!attempt->ended) {
        const Account probe{ProbeKey, QStringLiteral("probe"), {}};
        m_group.spawn(runWrite(attempt, probe));
    }
    co_await finish(attempt, stop);
    if (attempt->failure) {
        co_return false;
    }
    const AttemptPointer removing = newAttempt(ProbeKey, QStringLiteral("probe keychain"));
    if (!removing->ended) {
        m_group.spawn(runRemove(removing));
    }
    co_await finish(removing, stop);
    co_return true;
}

QList<KeptAccount> AccountStore::accounts() const
{
    QMap<QString, KeptAccount> kept;
    const QMap<QString, QString> saved = m_index.read();
    for (auto entry = saved.cbegin(); entry != saved.cend(); ++entry) {
        kept.insert(entry.key(), {entry.key(), entry.value(), Keeping::Keychain});
    }
    for (const Account &account : m_session) {
        kept.insert(account.scope, {account.scope, account.username, Keeping::Session});
    }
    return kept.values();
}

QCoro::Task<void> AccountStore::close()
{
    m_closing.request_stop();
    co_await m_group.join();
}

AccountStore::AttemptPointer AccountStore::newAttempt(const QString &scope, const QString &operation)
{
    auto attempt = std::make_shared<Attempt>();
    attempt->scope = scope;
    attempt->operation = operation;
    if (m_overdue > 0) {
        // The keychain works on one call after the other: behind one that hangs, no other gets through.
        attempt->failure = unavailable(scope, operation, QStringLiteral("the keychain still waits for an answer"));
        attempt->ended = true;
    }
    return attempt;
}

QCoro::Task<void> AccountStore::runWrite(AttemptPointer attempt, Account account)
{
    try {
        const QByteArray packed = pack(account);
        const std::stop_token closing = m_closing.get_token();
        co_await m_secrets.write(account.scope, packed, closing);
        promote(attempt, account);
    } catch (const Error &error) {
        attempt->failure = error;
    } catch (const Cancelled &) {
        attempt->failure = unavailable(attempt->scope, attempt->operation, QStringLiteral("the program ends"));
    }
    ended(attempt);
}

QCoro::Task<void> AccountStore::runRead(AttemptPointer attempt)
{
    try {
        const std::stop_token closing = m_closing.get_token();
        std::optional<QByteArray> value = co_await m_secrets.read(attempt->scope, closing);
        attempt->value = std::move(value);
    } catch (const Error &error) {
        attempt->failure = error;
    } catch (const Cancelled &) {
        attempt->failure = unavailable(attempt->scope, attempt->operation, QStringLiteral("the program ends"));
    }
    ended(attempt);
}

QCoro::Task<void> AccountStore::runRemove(AttemptPointer attempt)
{
    try {
        const std::stop_token closing = m_closing.get_token();
        co_await m_secrets.remove(attempt->scope, closing);
    } catch (const Error &error) {
        attempt->failure = error;
    } catch (const Cancelled &) {
        attempt->failure = unavailable(attempt->scope, attempt->operation, QStringLiteral("the program ends"));
    }
    ended(attempt);
}

/// The keychain has it: the copy in memory goes, unless it was replaced or removed meanwhile.
void AccountStore::promote(const AttemptPointer &attempt, const Account &account)
{
    const auto session = m_session.constFind(account.scope);
    if (session == m_session.cend() || *session != account) {
        return;
    }
    const Result<void> indexed = m_index.put(account.scope, account.username);
    if (!indexed) {
        attempt->failure = indexed.error();
        return;
    }
    m_session.erase(session);
    if (attempt->overdue && m_lateChange) {
        m_lateChange();
    }
}

void AccountStore::ended(const AttemptPointer &attempt)
{
    attempt->ended = true;
    if (attempt->overdue) {
        --m_overdue;
    }
    attempt->waiter->fire();
}

/// Returns when the keychain has answered, or with a failure after the limit. Throws Cancelled.
QCoro::Task<void> AccountStore::finish(AttemptPointer attempt, std::stop_token stop)
{
    if (!attempt->ended) {
        const std::shared_ptr<Resumption> waiter = attempt->waiter;
        const std::unique_ptr<Alarm> alarm = m_clock.alarm(m_limit, [waiter] { waiter->fire(); });
        const std::stop_callback onStop(stop, [waiter] { waiter->fire(); });
        co_await waiter->wait();
    }
    if (!attempt->ended) {
        attempt->overdue = true;
        ++m_overdue;
        attempt->failure = unavailable(attempt->scope, attempt->operation,
                                       QStringLiteral("the keychain has not answered; does it ask for its password?"));
    }
    throwIfStopped(stop);
}

} // namespace stowage
