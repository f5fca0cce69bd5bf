// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/taskgroup.h"
#include "service/ends.h"
#include "service/options.h"
#include "service/types.h"
#include "tasks/taskset.h"
#include "transfer/journal.h"
#include "transfer/pausegate.h"
#include "transfer/progressboard.h"

#include <QObject>

#include <map>
#include <memory>

namespace stowage {

class AccountStore;
class RegistryEnds;
class SecretStore;

/// What lives in the engine thread: the sessions, the accounts and the running jobs. Made, used and destroyed there;
/// LocalService talks to it with queued calls and gets values back.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(const ServiceOptions &options);
    ~Engine() override;

    /// The settings registries are spoken to with, overrides of the command line applied.
    void setRegistries(const QList<RegistrySettings> &settings);

    /// Settings and accounts that go before all others from now on.
    void setRunAccess(const RunAccess &access);

    // Requests; each is a coroutine of scope() and throws Error or Cancelled.
    QCoro::Task<Listing> list(End end, std::stop_token stop);
    QCoro::Task<ImageDetails> describe(End end, Reference image, std::stop_token stop);
    QCoro::Task<ImageSummary> lookUp(Reference image, std::stop_token stop);
    QCoro::Task<QList<CopyRequest>> expand(TaskJob job, std::stop_token stop);
    QCoro::Task<Plan> plan(CopyRequest request, std::stop_token stop);
    QCoro::Task<Comparison> compare(End left, End right, std::stop_token stop);
    QCoro::Task<RegistryEntry::Keeping> saveAccount(Account account, std::stop_token stop);
    QCoro::Task<bool> removeAccount(QString scope, std::stop_token stop);
    QCoro::Task<RegistryTest> testRegistry(RegistrySettings settings, std::optional<Account> account,
                                           std::stop_token stop);
    QCoro::Task<QStringList> repositories(QString registry, std::stop_token stop);
    QCoro::Task<QStringList> tags(QString registry, QString repository, std::stop_token stop);

    // Jobs.
    void startJob(JobId id, const Plan &plan);
    void pauseJob(JobId id);
    void resumeJob(JobId id);
    void cancelJob(JobId id);

    /// Emits accountsChanged().
    void tellAccounts();

    /// Everything started here; joined by shutDown().
    TaskGroup &scope() { return m_scope; }
    std::stop_token stopToken() const { return m_stop.get_token(); }
    /// Stops everything, waits for it and then emits stopped(). Running jobs keep their journals.
    void shutDown();

Q_SIGNALS:
    void transferEvents(const QList<stowage::TransferEvent> &events);
    void jobFinished(stowage::JobId job, const stowage::Report &report);
    /// The known accounts, without secrets: scope, user name, where kept.
    void accountsChanged(const QList<stowage::RegistryEntry> &accounts);
    void stopped();

private:
    struct Job
    {
        transfer::PauseGate gate;
        transfer::ProgressBoard board;
        std::stop_source stop;
    };
    QCoro::Task<void> runJob(JobId id, Plan plan);
    QCoro::Task<void> joinAll();
    OpenEnd open(const End &end, const EndOptions &options = {});
    EndTools tools();
    RegistrySettings settingsOf(const QString &registry) const;
    void accountsMoved();

    const ServiceOptions m_options;
    std::stop_source m_stop;
    SystemClock m_clock;
    DiskPool m_disk;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<http::SessionPool> m_sessions;
    std::unique_ptr<RegistryEnds> m_ends;
    QHash<QString, RegistrySettings> m_registries;
    QList<RegistrySettings> m_runSettings; ///< Of setRunAccess().
    std::map<JobId, std::unique_ptr<Job>> m_jobs;
    TaskGroup m_scope;
};

} // namespace stowage
