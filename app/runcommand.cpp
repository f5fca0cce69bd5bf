// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "service/copyitems.h"
#include "service/taskaccess.h"
#include "service/taskrequests.h"
#include "text/sentence.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <utility>

namespace stowage {

namespace {

/// What a person calls it: its name, else the folder it is about.
QString titleOf(const TaskJob &job)
{
    if (!job.name.isEmpty()) {
        return job.name;
    }
    const std::optional<End> &end = job.to->kind == End::Kind::Registry ? job.from : job.to;
    return end->kind == End::Kind::Registry ? QString() : end->toString();
}

/// The error of the task at `index` that found its store empty because an earlier task could not fill it.
bool isAftermath(const Error &error, const QList<TaskOutcome> &tasks, qsizetype index)
{
    return error.kind == ErrorKind::NothingMatches &&
           std::any_of(tasks.begin(), tasks.begin() + index,
                       [&](const TaskOutcome &earlier) { return earlier.to == tasks.at(index).from; });
}

} // namespace

TaskContext Commands::taskContext() const
{
    TaskContext context;
    context.variables = m_arguments.variables;
    context.ignoredKeys = m_arguments.ignoredKeys;
    context.defaultRegistry = m_arguments.defaultRegistry;
    context.defaultNamespace = m_arguments.defaultNamespace;
    context.environment = [](const QString &name) -> std::optional<QString> {
        const QByteArray variable = name.toLocal8Bit();
        return qEnvironmentVariableIsSet(variable.constData())
                   ? std::optional(qEnvironmentVariable(variable.constData()))
                   : std::nullopt;
    };
    return context;
}

QList<RegistrySettings> Commands::knownSettings() const
{
    QList<RegistrySettings> known = m_arguments.registries;
    const QList<RegistryEntry> kept = m_service.registries();
    for (const RegistryEntry &entry : kept) {
        const bool given = std::any_of(known.begin(), known.end(), [&entry](const RegistrySettings &one) {
            return one.registry == entry.settings.registry;
        });
        if (!given) {
            known.append(entry.settings);
        }
    }
    return known;
}

RunAccess Commands::underCommandLine(RunAccess access) const
{
    for (RegistrySettings &settings : access.settings) {
        for (const RegistrySettings &given : m_arguments.registries) {
            if (given.registry == settings.registry) {
                settings.plainHttp = settings.plainHttp || given.plainHttp;
                settings.skipVerification = settings.skipVerification || given.skipVerification;
                settings.caFile = given.caFile.isEmpty() ? settings.caFile : given.caFile;
            }
        }
    }
    return access;
}

void Commands::tellLeftOut(const TaskSet &set)
{
    for (const TaskIgnored &ignored : set.ignored) {
        m_console.note(tr("Note: %1: %2 has no effect here.")
                           .arg(Sentence::harmless(ignored.place.toString()), Sentence::harmless(ignored.what)));
    }
    int unchosen = 0;
    for (const TaskJob &job : set.jobs) {
        unchosen += static_cast<int>(
            std::count_if(job.images.begin(), job.images.end(), [](const TaskImage &image) { return !image.chosen; }));
    }
    if (unchosen > 0) {
        m_console.note(tr("Note: %n value(s) that only look like images are left out.", nullptr, unchosen));
    }
}

void Commands::tellNotes(const TaskSet &set)
{
    tellLeftOut(set);
    QStringList scopes;
    const auto addScopes = [&scopes](const QList<TaskAccount> &accounts) {
        for (const TaskAccount &account : accounts) {
            if (!account.account.username.isEmpty()) {
                scopes.append(account.account.scope);
            }
        }
    };
    addScopes(set.accounts);
    for (const TaskJob &job : set.jobs) {
        addScopes(job.accounts);
    }
    scopes.removeDuplicates();
    if (!scopes.isEmpty()) {
        m_console.note(
            tr("Note: the accounts in the files count for this run only: %1. stowage login keeps an account.")
                .arg(Sentence::harmless(scopes.join(QStringLiteral(", ")), 600)));
    }
}

void Commands::tellUnderstood(const TaskSet &set)
{
    for (qsizetype i = 0; i < set.jobs.size(); ++i) {
        const FilePlace &begin = set.jobs.at(i).place;
        const bool followed = i + 1 < set.jobs.size() && set.jobs.at(i + 1).place.file == begin.file;
        const int end = followed ? set.jobs.at(i + 1).place.line : std::numeric_limits<int>::max();
        const auto within = [&](const FilePlace &place) {
            return place.file == begin.file && place.line >= begin.line &&
                   (place.line < end || place.line == begin.line);
        };
        const bool wrong = !set.jobs.at(i).refusedKeys.isEmpty() ||
                           std::any_of(set.problems.begin(), set.problems.end(),
                                       [&](const TaskProblem &problem) { return within(problem.place); }) ||
                           std::any_of(set.questions.begin(), set.questions.end(),
                                       [&](const TaskQuestion &question) { return within(question.place); });
        if (!wrong) {
            m_console.note(tr("Note: %1: this task (%2 %3) is understood; nothing was started.")
                               .arg(Sentence::harmless(begin.toString()), taskKindName(set.jobs.at(i).kind),
                                    Sentence::harmless(set.jobs.at(i).name)));
        }
    }
}

QCoro::Task<Exit> Commands::runFiles()
{
    if (const Result<QList<Reference>> checked = matchingReferences({}, m_arguments.match); !checked) {
        co_return stopWith(checked.error(), Exit::Usage);
    }
    const QFuture<Result<TaskSet>> reading = m_service.readTasks(m_arguments.operands, taskContext());
    const Result<TaskSet> read = co_await awaitStoppable(reading);
    if (!read) {
        co_return stopWith(read.error(), Exit::Usage);
    }
    TaskSet set = *read;
    if (const Result<void> replaced = replaceEnds(set, m_arguments.from, m_arguments.to);
        !replaced && set.problems.isEmpty()) {
        co_return stopWith(replaced.error(), Exit::Usage);
    }
    const QList<Error> obstacles = obstaclesIn(set);
    for (const Error &error : obstacles) {
        m_console.error(error);
    }
    if (!obstacles.isEmpty()) {
        tellUnderstood(set);
        co_return Exit::Usage;
    }
    tellNotes(set);
    for (const TaskJob &job : std::as_const(set.jobs)) {
        // What only a look at the source can tell is claimed when its turn comes.
        if (const Result<QList<CopyRequest>> known = taskRequests(job, {}, {})) {
            m_claims.announce(matching(*known));
        }
    }
    QList<TaskOutcome> outcomes;
    for (TaskJob job : std::as_const(set.jobs)) {
        if (m_interrupted) {
            outcomes.append(TaskOutcome::of(job));
            continue;
        }
        if (!m_arguments.platforms.isEmpty()) {
            job.platforms = m_arguments.platforms;
            job.platformsFilter = false;
        }
        if (m_arguments.policyGiven) {
            job.policy = m_arguments.policy;
        }
        m_console.print(tr("Task %1 of %2: %3 %4")
                            .arg(outcomes.size() + 1)
                            .arg(set.jobs.size())
                            .arg(taskKindName(job.kind), Sentence::harmless(titleOf(job))));
        const TaskOutcome outcome = co_await runTask(set, job);
        outcomes.append(outcome);
    }
    co_return tasksEnded(outcomes);
}

void Commands::notStarted(TaskOutcome &outcome, const Error &error)
{
    outcome.errors.append(error);
    if (!m_interrupted) {
        m_console.error(error);
    }
}

QCoro::Task<TaskOutcome> Commands::runTask(TaskSet set, TaskJob job)
{
    TaskOutcome outcome = TaskOutcome::of(job);
    outcome.started = true;
    const Result<QList<CopyRequest>> requests = co_await expand(set, job, outcome);
    if (!requests) {
        notStarted(outcome, requests.error());
        co_return outcome;
    }
    if (requests->isEmpty() && outcome.errors.isEmpty()) {
        notStarted(outcome, nothingIn(job.from, m_arguments.match.isEmpty() ? job.pattern.text() : m_arguments.match));
        co_return outcome;
    }
    const QList<TaskStep> steps = withAccess(*requests, set, job, knownSettings());
    for (const TaskStep &step : steps) {
        if (m_interrupted) {
            break;
        }
        CopyRequest request = step.request;
        applyOptions(request);
        const RunAccess access = underCommandLine(step.access);
        m_service.setRunAccess(access);
        if (m_arguments.planOnly) {
            co_await planStep(request, job, access, outcome);
        } else {
            co_await runStep(request, job, outcome);
        }
    }
    co_return outcome;
}

QCoro::Task<Result<QList<CopyRequest>>> Commands::expand(TaskSet set, TaskJob job, TaskOutcome &outcome)
{
    const QList<Reference> repositories = job.repositoriesToList();
    m_service.setRunAccess(underCommandLine(accessOf(set, job, repositories, knownSettings(), Side::Source)));
    QList<Reference> there;
    QSet<Reference> known;
    if (job.wholeSource) {
        for (const Coming &coming : std::as_const(m_coming)) {
            if (coming.store == *job.from && !known.contains(coming.image)) {
                known.insert(coming.image);
                there.append(coming.image);
            }
        }
        const QFuture<Result<Listing>> future = m_service.list(*job.from);
        const Result<Listing> listing = co_await awaitStoppable(future);
        if (!listing && there.isEmpty()) {
            co_return std::unexpected(listing.error());
        }
        const QList<ListedImage> listed = listing ? listing->images : QList<ListedImage>();
        for (const ListedImage &image : listed) {
            if (!known.contains(image.reference)) {
                there.append(image.reference);
            }
        }
        // As the store will be listed when the task runs.
        std::sort(there.begin(), there.end(),
                  [](const Reference &a, const Reference &b) { return a.toString() < b.toString(); });
    }
    QMap<QString, QStringList> tags;
    for (const Reference &repository : repositories) {
        const QFuture<Result<QStringList>> future = m_service.tags(repository.registry(), repository.repository());
        const Result<QStringList> names = co_await awaitStoppable(future);
        if (names) {
            tags.insert(repository.name(), *names);
            continue;
        }
        // Its rule fails, the others go on.
        Error error = names.error();
        error.side = Side::Source;
        error.reference = repository.name();
        notStarted(outcome, error);
    }
    Result<QList<CopyRequest>> requests = taskRequests(job, there, tags);
    if (!requests) {
        co_return requests;
    }
    co_return matching(*requests);
}

QList<CopyRequest> Commands::matching(const QList<CopyRequest> &requests) const
{
    if (m_arguments.match.isEmpty()) {
        return requests;
    }
    QList<CopyRequest> some;
    for (CopyRequest request : requests) {
        request.items.removeIf([this](const CopyItem &item) {
            const Result<QList<Reference>> one = matchingReferences({item.source}, m_arguments.match);
            return !one || one->isEmpty();
        });
        if (!request.items.isEmpty()) {
            some.append(request);
        }
    }
    return some;
}

QCoro::Task<Result<Plan>> Commands::planFor(CopyRequest request, TaskJob job)
{
    Result<Plan> plan = co_await makePlan(request);
    if (plan && job.platformsFilter) {
        // What an image lacks is no news where platforms only filter; that nothing is left of one is.
        QSet<Reference> skipped;
        for (const PlannedImage &image : std::as_const(plan->images)) {
            if (image.action == ImageAction::Skip && image.digest.isNull()) {
                skipped.insert(image.item.source);
            }
        }
        plan->warnings.removeIf([&skipped](const PlanWarning &warning) {
            return warning.kind == PlanWarning::Kind::PlatformMissing && !skipped.contains(warning.image);
        });
    }
    co_return plan;
}

QCoro::Task<Result<Plan>> Commands::planClaimed(CopyRequest request, TaskJob job)
{
    CopyRequest rest = request;
    const QList<PlannedImage> refused = m_claims.takeRefused(rest);
    Result<Plan> plan = Plan();
    plan->request = rest; // Without the refused ones: nor are they made up for when an interrupted job goes on.
    if (!rest.items.isEmpty()) {
        plan = co_await planFor(rest, job);
    }
    if (plan) {
        plan->images.append(refused);
    }
    co_return plan;
}

QCoro::Task<void> Commands::runStep(CopyRequest request, TaskJob job, TaskOutcome &outcome)
{
    const Result<Plan> plan = co_await planClaimed(request, job);
    if (!plan) {
        notStarted(outcome, plan.error());
        co_return;
    }
    tellBefore(*plan);
    const Report report = co_await runJob(*plan);
    outcome.reports.append(report);
    if (report.failure) {
        m_console.error(*report.failure);
    }
    Tally tally;
    tally.add(report);
    printTally(tally);
}

QCoro::Task<void> Commands::planStep(CopyRequest request, TaskJob job, RunAccess access, TaskOutcome &outcome)
{
    QList<PlannedImage> refused = m_claims.takeRefused(request);
    // What an earlier task will bring into the store is planned from where that task takes it: so the whole way is
    // shown while the store is still empty.
    struct Part
    {
        CopyRequest request;
        RunAccess access;
        QHash<Reference, Reference> names; ///< By the name at its origin: as the store will call it.
    };
    CopyRequest rest = request;
    rest.items.clear();
    QList<Part> parts{{rest, access, {}}};
    for (const CopyItem &item : std::as_const(request.items)) {
        const auto found = m_comingAt.constFind({request.from.toString(), item.source});
        if (found == m_comingAt.constEnd()) {
            parts.first().request.items.append(item);
            continue;
        }
        const Coming *const coming = &m_coming.at(*found);
        CopyRequest origin = rest;
        origin.from = coming->from;
        origin.platforms = request.platforms.isEmpty() ? coming->platforms : request.platforms;
        auto part = std::find_if(parts.begin() + 1, parts.end(), [&origin](const Part &candidate) {
            return candidate.request.from == origin.from && candidate.request.platforms == origin.platforms;
        });
        if (part == parts.end()) {
            RunAccess both = access;
            both.settings.append(coming->access.settings);
            both.accounts.append(coming->access.accounts);
            parts.append({origin, both, {}});
            part = parts.end() - 1;
        }
        part->request.items.append({coming->source, item.target});
        part->names.insert(coming->source, item.source);
    }
    for (const Part &part : std::as_const(parts)) {
        if (part.request.items.isEmpty()) {
            continue;
        }
        m_service.setRunAccess(part.access);
        Result<Plan> plan = co_await planFor(part.request, job);
        if (!plan) {
            notStarted(outcome, plan.error());
            continue;
        }
        for (PlannedImage &image : plan->images) {
            const bool comes = image.action == ImageAction::Copy || image.action == ImageAction::Overwrite;
            if (comes && request.to.kind != End::Kind::Registry) {
                m_comingAt.insert({request.to.toString(), image.item.target}, m_coming.size());
                m_coming.append({request.to, image.item.target, part.request.from, image.item.source,
                                 part.request.platforms, part.access});
            }
            image.item.source = part.names.value(image.item.source, image.item.source);
        }
        plan->request.from = request.from;
        plan->images.append(std::exchange(refused, {}));
        if (!m_console.json()) {
            printPlan(*plan);
        }
        outcome.plans.append(*plan);
    }
    if (!refused.isEmpty()) {
        Plan plan;
        plan.request = request;
        plan.images = refused;
        if (!m_console.json()) {
            printPlan(plan);
        }
        outcome.plans.append(plan);
    }
}

Exit Commands::tasksEnded(const QList<TaskOutcome> &outcomes)
{
    Tally tally;
    qsizetype copies = 0;
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        const TaskOutcome &outcome = outcomes.at(i);
        for (const Plan &plan : outcome.plans) {
            tally.add(plan);
        }
        for (const Report &report : outcome.reports) {
            tally.add(report);
        }
        for (const Error &error : outcome.errors) {
            const bool answered = error.kind == ErrorKind::NothingMatches || error.kind == ErrorKind::NotFound ||
                                  error.kind == ErrorKind::InvalidInput;
            tally.add(error, !answered || isAftermath(error, outcomes, i));
        }
        copies += outcome.reports.size();
    }
    if (m_arguments.planOnly) {
        if (m_console.json()) {
            m_console.document(runPlanDocument(outcomes));
        }
        return tally.code();
    }
    writeReport(runReportDocument(outcomes));
    if (copies > 1) {
        m_console.print(tr("All tasks:"));
        printTally(tally);
    }
    return tally.code();
}

} // namespace stowage
