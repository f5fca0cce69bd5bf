// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "async/taskgroup.h"
#include "copy/account.h"
#include "credentials/accountindex.h"
#include "credentials/secretstore.h"

#include <QList>
#include <QMap>

#include <chrono>
#include <functional>
#include <memory>

namespace stowage {

/// Where an account is kept.
enum class Keeping {
    Keychain, ///< In the keychain: still there next time.
    Session,  ///< In memory, until this program ends.
    Given,    ///< Given for this run only (environment, command line).
};

/// An account without its secret.
struct KeptAccount
{
    QString scope;
    QString username;
    Keeping keeping = Keeping::Session;
    bool operator==(const KeptAccount &) const = default;
};

/// The accounts of this user: in the keychain, or in memory for this session where the keychain cannot be written.
///
/// Lives in one thread with an event loop (the engine thread), which all calls come from. Every wait for the keychain
/// ends after a soft limit; the keychain's work then goes on, and a late success still counts. close() must be awaited
/// before destroying.
class AccountStore : public CredentialProvider
{
public:
    /// `indexFile`: an INI file for scopes and user names. `secrets` and `clock` must outlive this object.
    AccountStore(QString indexFile, SecretStore &secrets, Clock &clock,
                 std::chrono::milliseconds limit = std::chrono::seconds(60));
    ~AccountStore() override;

    /// Accounts that win over all kept ones wherever their scope covers; an empty scope covers every registry. Not
    /// written anywhere.
    void setGiven(QList<Account> accounts);
    /// Called after the kept accounts changed later than the call that asked for it.
    void setLateChangeListener(std::function<void()> listener) { m_lateChange = std::move(listener); }

    /// Keeps `account` under its canonical scope, replacing the one there. Keychain, or Session when the keychain is
    /// not available or does not answer in time. Throws Error(InvalidInput) for a malformed scope or an empty user
    /// name; Error(NotWritable) when the index cannot be written: the account then counts for this session.
    /// Cancelled ends the wait only: the account counts for this session.
    QCoro::Task<Keeping> save(Account account, std::stop_token stop);

    /// (C10, C13). Throws Error(KeychainUnavailable) with the scope as item when the account that counts was saved but
    /// cannot be read: there is no keychain now, it is locked, the entry is gone, or nobody answered its prompt.
    QCoro::Task<std::optional<Account>> find(QString registry, QString repository, std::stop_token stop) override;

    /// Forgets the account of exactly this scope. Nothing there is a success. Throws Error(KeychainUnavailable) when it
    /// stands in a keychain that is locked or not there: it is then still known.
    QCoro::Task<void> remove(QString scope, std::stop_token stop);

    /// All kept accounts by scope; where one scope is kept twice, the one that counts. No given ones.
    QList<KeptAccount> accounts() const;

    /// Ends all waits for the keychain. No calls afterwards.
    QCoro::Task<void> close();

private:
    struct Attempt;
    using AttemptPointer = std::shared_ptr<Attempt>;
    AttemptPointer newAttempt(const QString &scope, const QString &operation);
    QCoro::Task<void> runWrite(AttemptPointer attempt, Account account);
    QCoro::Task<void> runRead(AttemptPointer attempt);
    QCoro::Task<void> runRemove(AttemptPointer attempt);
    QCoro::Task<void> finish(AttemptPointer attempt, std::stop_token stop);
    QCoro::Task<bool> keychainIsOpen(std::stop_token stop);
    void ended(const AttemptPointer &attempt);
    void promote(const AttemptPointer &attempt, const Account &account);

    SecretStore &m_secrets;
    Clock &m_clock;
    const std::chrono::milliseconds m_limit;
    AccountIndex m_index;
    QList<Account> m_given;
    QMap<QString, Account> m_session;
    int m_overdue = 0; ///< Calls of the keychain that go on although nobody waits any more.
    std::function<void()> m_lateChange;
    std::stop_source m_closing;
    TaskGroup m_group;
};

} // namespace stowage
