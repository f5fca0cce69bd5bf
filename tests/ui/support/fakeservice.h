// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/service.h"

#include <QPromise>
#include <QStringList>

#include <functional>
#include <memory>

namespace stowage {

/// A service for tests of the window: every answer is a settable function, every call is recorded. Answers come at once
/// (as finished futures), or, with `hold`, when the test calls release().
class FakeService : public Service
{
    Q_OBJECT

public:
    using Service::Service;

    /// One line per call: `lookUp docker.io/library/alpine:3.19`, `plan 2 items`, `start`, `pause 1`, …
    mutable QStringList calls;
    QList<CopyRequest> plannedRequests;
    QList<Plan> startedPlans;
    QList<RegistrySettings> savedRegistries;
    QList<Account> savedAccounts;

    // Answers. Unset: an empty value, or NotFound where an empty value makes no sense.
    std::function<ReferenceList(const QString &)> onReadReferences; ///< Unset: one Reference::parse per line.
    std::function<Result<QList<CopyItem>>(const QList<Reference> &, const QString &, const QString &)> onTargetNames;
    std::function<Result<TaskSet>(const QStringList &, const TaskContext &)> onReadTasks;
    std::function<Result<QList<CopyRequest>>(const TaskJob &)> onExpand;
    RunAccess runAccess; ///< What setRunAccess() was last given.
    std::function<Result<Listing>(const End &)> onList;
    std::function<Result<ImageDetails>(const End &, const Reference &)> onDescribe;
    std::function<Result<ImageSummary>(const Reference &)> onLookUp;
    std::function<Result<Verification>(const End &)> onVerify;
    std::function<Result<Comparison>(const End &, const End &)> onCompare;
    std::function<Result<Plan>(const CopyRequest &)> onPlan; ///< Unset: every item is copied, no blobs.
    std::function<Result<RegistryTest>(const RegistrySettings &, const std::optional<Account> &)> onTestRegistry;
    std::function<Result<QStringList>(const QString &)> onRepositories;
    std::function<Result<QStringList>(const QString &, const QString &)> onTags;
    RegistryEntry::Keeping keeping = RegistryEntry::Keeping::Keychain; ///< Answer of saveAccount.
    QList<RegistryEntry> entries;                                      ///< Answer of registries().
    QList<InterruptedJob> interrupted;                                 ///< Answer of interruptedJobs().

    /// Futures stay unfinished until release(); those cancelled meanwhile are counted.
    bool hold = false;
    /// Finishes the held futures, oldest first; all, or the first `count`.
    void release(int count = -1);
    int heldCount() const { return int(m_held.size()); }
    /// How many of the held futures were cancelled by the window.
    int cancelledCount() const;

    // The service's voice.
    void sendJobAdded(JobId job, const Plan &plan) { Q_EMIT jobAdded(job, plan); }
    void sendEvents(const QList<TransferEvent> &events) { Q_EMIT transferEvents(events); }
    void sendFinished(JobId job, const Report &report) { Q_EMIT jobFinished(job, report); }

    // Service
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
    JobId start(const Plan &plan) override; ///< Emits jobAdded at once.
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
    struct Held
    {
        std::function<void()> finish;
        std::function<bool()> isCancelled;
    };

    template <typename T>
    QFuture<Result<T>> answer(Result<T> value);

    QList<Held> m_held;
    int m_cancelled = 0;
    JobId m_lastJob = 0;
};

/// Shorthands for tests: the argument must be well-formed.
Reference ref(const char *text);
Platform plat(const char *text);
/// A digest made of the text's hash: stable, distinct.
Digest dig(const char *text);

} // namespace stowage
