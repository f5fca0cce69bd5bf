// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"
#include "awaitresult.h"
#include "console.h"
#include "service/rundocuments.h"
#include "service/service.h"
#include "service/targetclaims.h"

#include <QCoro/QCoroTask>
#include <QHash>

#include <functional>
#include <optional>

namespace stowage {

/// Exit codes of ux.md.
enum class Exit { Done = 0, SomeFailed = 1, Usage = 2, NotStarted = 3, Damage = 4, Interrupted = 130 };

/// Carries out one command of the command line on a Service. Lives in the main thread, outlives run().
class Commands : public QObject
{
    Q_OBJECT

public:
    Commands(const Arguments &arguments, Service &service, Console &console);

    /// The whole command; the exit code.
    QCoro::Task<Exit> run();
    /// Ctrl+C: cancels what runs; run() then ends with Interrupted.
    void interrupt();

    /// The account given on this command line, for `login`.
    void setAccount(const std::optional<Account> &account) { m_account = account; }

private:
    QCoro::Task<Exit> pull();
    QCoro::Task<Exit> push();
    QCoro::Task<Exit> copy();
    QCoro::Task<Exit> runFiles();
    QCoro::Task<Exit> list();
    QCoro::Task<Exit> compare();
    QCoro::Task<Exit> verify();
    QCoro::Task<Exit> login();
    QCoro::Task<Exit> logout();

    /// What a run of one or several copies came to.
    struct Tally
    {
        QHash<ImageState, int> counts;
        int unwanted = 0; ///< Skipped because they have no wanted platform; not among `counts`.
        qint64 bytes = 0;
        double seconds = 0;
        QList<Error> errors;    ///< Of images that are not where they should be.
        bool notStarted = true; ///< Every one of `errors` means that we did not get in.

        void add(const Report &report);
        void add(const Plan &plan);
        /// `keptOut`: the copy could not be started.
        void add(const Error &error, bool keptOut);
        bool anythingDone() const { return counts[ImageState::Copied] + counts[ImageState::Skipped] + unwanted > 0; }
        /// 3 when nothing could be copied because the other side was out of reach or refused us, else 1.
        Exit code() const;
    };
    /// An image that an earlier task of the same plan brings into a store.
    struct Coming
    {
        End store;
        Reference image;
        End from;
        Reference source;
        QList<Platform> platforms;
        RunAccess access;
    };

    // One copy.
    QCoro::Task<Exit> carryOut(CopyRequest request);
    QCoro::Task<Result<Plan>> makePlan(CopyRequest request);
    QCoro::Task<Report> runJob(Plan plan);
    CopyRequest requestOf(const End &from, const End &to, const QList<CopyItem> &items) const;
    /// The options of the command line that go with every copy.
    void applyOptions(CopyRequest &request) const;
    void tellBefore(const Plan &plan);
    Exit planned(const Plan &plan);
    Exit reported(const Report &report);
    void printPlan(const Plan &plan);
    void printTally(const Tally &tally);
    void writeReport(const QJsonObject &document);

    // Files of tasks: runcommand.cpp.
    TaskContext taskContext() const;
    void tellNotes(const TaskSet &set);
    /// What of the files has no effect.
    void tellLeftOut(const TaskSet &set);
    /// Which tasks of a set that cannot be started are right themselves.
    void tellUnderstood(const TaskSet &set);
    QList<RegistrySettings> knownSettings() const;
    /// What the command line says about a registry counts before what a file says.
    RunAccess underCommandLine(RunAccess access) const;
    QCoro::Task<TaskOutcome> runTask(TaskSet set, TaskJob job);
    /// Plans without the images that another task or part would overwrite; those are refused in the plan.
    QCoro::Task<Result<Plan>> planClaimed(CopyRequest request, TaskJob job);
    QList<CopyRequest> matching(const QList<CopyRequest> &requests) const;
    QCoro::Task<Result<QList<CopyRequest>>> expand(TaskSet set, TaskJob job, TaskOutcome &outcome);
    QCoro::Task<Result<Plan>> planFor(CopyRequest request, TaskJob job);
    QCoro::Task<void> planStep(CopyRequest request, TaskJob job, RunAccess access, TaskOutcome &outcome);
    QCoro::Task<void> runStep(CopyRequest request, TaskJob job, TaskOutcome &outcome);
    void notStarted(TaskOutcome &outcome, const Error &error);
    Exit tasksEnded(const QList<TaskOutcome> &outcomes);

    // Lists: pullcommand.cpp.
    Result<QList<CopyItem>> operandItems() const;
    QCoro::Task<Result<QList<CopyItem>>> listedItems();

    static Error usageError(const QString &item, const QString &technical);
    Exit stopWith(const Error &error, Exit code);
    static Error nothingIn(const std::optional<End> &from, const QString &pattern);
    /// The source holds nothing that is asked for: said as a sentence, exit 1.
    Exit nothingMatches(const End &from);
    /// Waits for `future`, which Ctrl+C then cancels.
    template <typename T>
    QCoro::Task<Result<T>> awaitStoppable(QFuture<Result<T>> future)
    {
        m_cancel = [future]() mutable { future.cancel(); };
        if (m_interrupted) {
            future.cancel();
        }
        const Result<T> result = co_await awaitResult(future);
        m_cancel = {};
        co_return result;
    }

    const Arguments &m_arguments;
    Service &m_service;
    Console &m_console;
    std::optional<Account> m_account;
    std::function<void()> m_cancel;
    QList<Coming> m_coming; ///< Of the tasks planned so far.
    /// Where the latest word on a store's image stands in m_coming.
    QHash<std::pair<QString, Reference>, qsizetype> m_comingAt;
    TargetClaims m_claims; ///< Of the tasks of this run.
    bool m_interrupted = false;
};

} // namespace stowage
