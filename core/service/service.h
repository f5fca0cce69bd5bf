// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"
#include "tasks/taskset.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace stowage {

/// All that the window and the command line may ask for. An interface, so that pages are tested with a fake one.
///
/// Lives in the thread that made it (the UI thread); every call returns at once. Long work runs elsewhere and comes
/// back through a QFuture (never an exception, errors are values; cancelling the future stops the work) or through the
/// signals, in this object's thread.
class Service : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Names: pure.
    /// One reference per line or white space; `docker pull x`, `#` comments, CRLF and BOM accepted.
    virtual ReferenceList readReferences(const QString &text) const = 0;
    /// Source → target for a push: those of `sources` that `match` (RE2, unanchored; empty: all) selects, each under
    /// `targetName` (ux.md: prefix, exact name or template). Two sources with one target: TargetCollision.
    virtual QFuture<Result<QList<CopyItem>>> targetNames(const QList<Reference> &sources, const QString &match,
                                                         const QString &targetName) = 0;

    // Files of jobs (task-files.md).
    /// Reads `files` (any format that readTaskFile() knows); together they form one set. A file that cannot be read is
    /// a problem of the set, and the rest is still there. Nothing is kept or started.
    virtual QFuture<Result<TaskSet>> readTasks(const QStringList &files, const TaskContext &context) = 0;
    /// What `job` copies, one request per target registry or store: looks at its source and at the tags of its
    /// repositories where that is needed. InvalidInput when an end is left open or a name becomes impossible.
    virtual QFuture<Result<QList<CopyRequest>>> expand(const TaskJob &job) = 0;
    /// What counts from now until the next call, before what is kept; for looks, plans and jobs started from now on.
    virtual void setRunAccess(const RunAccess &access) = 0;

    // Looking.
    virtual QFuture<Result<Listing>> list(const End &end) = 0;
    virtual QFuture<Result<ImageDetails>> describe(const End &end, const Reference &image) = 0;
    virtual QFuture<Result<ImageSummary>> lookUp(const Reference &image) = 0;
    /// Reads and hashes everything; progress in MiB through QFuture::progressValue.
    virtual QFuture<Result<Verification>> verify(const End &store) = 0;
    virtual QFuture<Result<Comparison>> compare(const End &left, const End &right) = 0;

    // Copying.
    virtual QFuture<Result<Plan>> plan(const CopyRequest &request) = 0;
    /// Starts the plan as it was shown.
    virtual JobId start(const Plan &plan) = 0;
    virtual void pause(JobId job) = 0;
    virtual void resume(JobId job) = 0;
    virtual void cancel(JobId job) = 0;
    /// Plans and starts again what failed or was cancelled in a finished job; a new job appears. Errors of planning
    /// come as a finished job whose report has `failure`.
    virtual void retryFailed(JobId job) = 0;
    /// Jobs left by a crash or kill, to be offered at start.
    virtual QList<InterruptedJob> interruptedJobs() const = 0;
    virtual void discardInterrupted(const QString &id) = 0;

    // Registries.
    virtual QList<RegistryEntry> registries() const = 0;
    virtual void saveRegistry(const RegistrySettings &settings) = 0;
    /// Forgets settings and account.
    virtual void removeRegistry(const QString &registry) = 0;
    /// Keeps the account in the keychain, or for this session when there is none; the value tells which.
    virtual QFuture<Result<RegistryEntry::Keeping>> saveAccount(const Account &account) = 0;
    virtual QFuture<Result<void>> removeAccount(const QString &scope) = 0;
    /// Without an account: the kept one, else anonymous.
    virtual QFuture<Result<RegistryTest>> testRegistry(const RegistrySettings &settings,
                                                       const std::optional<Account> &account) = 0;
    virtual QFuture<Result<QStringList>> repositories(const QString &registry) = 0;
    virtual QFuture<Result<QStringList>> tags(const QString &registry, const QString &repository) = 0;

Q_SIGNALS:
    void jobAdded(stowage::JobId job, const stowage::Plan &plan);
    /// Coalesced: at most every 100 ms for byte counts, at once for states.
    void transferEvents(const QList<stowage::TransferEvent> &events);
    void jobFinished(stowage::JobId job, const stowage::Report &report);
    void registriesChanged();
};

} // namespace stowage
