// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/options.h"
#include "service/registrybook.h"
#include "service/service.h"

#include <QThread>

#include <functional>
#include <memory>

namespace stowage {

class Engine;

/// The real Service: owns the engine thread and turns calls into coroutines there.
class LocalService : public Service
{
    Q_OBJECT

public:
    explicit LocalService(const ServiceOptions &options, QObject *parent = nullptr);
    /// Stops running work (journals stay, parts stay) and ends the engine thread.
    ~LocalService() override;

    ReferenceList readReferences(const QString &text) const override;
    QFuture<Result<QList<CopyItem>>> targetNames(const QList<Reference> &sources, const QString &match,
                                                 const QString &targetName) override;

    QFuture<Result<TaskSet>> readTasks(const QStringList &files, const TaskContext &context) override;
    QFuture<Result<QList<CopyRequest>>> expand(const TaskJob &job) override;
    void setRunAccess(const RunAccess &access) override;

    QFuture<Result<Listing>> list(const End &end) override;
    QFuture<Result<ImageDetails>> describe(const End &end, const Reference &image) override;
    QFuture<Result<ImageSummary>> lookUp(const Reference &image) override;
    QFuture<Result<Verification>> verify(const End &store) override;
    QFuture<Result<Comparison>> compare(const End &left, const End &right) override;

    QFuture<Result<Plan>> plan(const CopyRequest &request) override;
    JobId start(const Plan &plan) override;
    void pause(JobId job) override;
    void resume(JobId job) override;
    void cancel(JobId job) override;
    void retryFailed(JobId job) override;
    QList<InterruptedJob> interruptedJobs() const override;
    void discardInterrupted(const QString &id) override;

    QList<RegistryEntry> registries() const override;
    void saveRegistry(const RegistrySettings &settings) override;
    void removeRegistry(const QString &registry) override;
    QFuture<Result<RegistryEntry::Keeping>> saveAccount(const Account &account) override;
    QFuture<Result<void>> removeAccount(const QString &scope) override;
    QFuture<Result<RegistryTest>> testRegistry(const RegistrySettings &settings,
                                               const std::optional<Account> &account) override;
    QFuture<Result<QStringList>> repositories(const QString &registry) override;
    QFuture<Result<QStringList>> tags(const QString &registry, const QString &repository) override;

private:
    struct Finished
    {
        Plan plan;
        Report report;
    };
    template <typename T>
    QFuture<Result<T>> ask(std::function<QCoro::Task<T>(Engine &, std::stop_token)> work);
    void pushRegistries();

    const ServiceOptions m_options;
    RegistryBook m_book;
    QThread m_thread;
    Engine *m_engine = nullptr; ///< Lives in and is deleted by m_thread.
    QList<RegistryEntry> m_accounts;
    QHash<JobId, Plan> m_running;
    QHash<JobId, Finished> m_finished;
    JobId m_lastJob = 0;
};

} // namespace stowage
