// SPDX-License-Identifier: Apache-2.0
#include "service/taskrequests.h"

#include "tasks/taskfile.h"

#include <QFile>
#include <QHash>

#include <algorithm>
#include <cstdio>

namespace stowage {

TaskSet readTaskFiles(const QStringList &files, const TaskContext &context)
{
    TaskSet all;
    for (const QString &name : files) {
        QFile file(name);
        const bool opened = name == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
        if (!opened) {
            TaskProblem problem;
            problem.place.file = name;
            problem.error.kind = ErrorKind::NotReadable;
            problem.error.side = Side::Local;
            problem.error.technical = file.errorString();
            all.problems.append(problem);
            continue;
        }
        all.add(readTaskFile(name, file.readAll(), context));
    }
    return all;
}

Result<QList<CopyRequest>> taskRequests(const TaskJob &job, const QList<Reference> &there,
                                        const QMap<QString, QStringList> &tags)
{
    if (!job.from || !job.to) {
        return fail(ErrorKind::InvalidInput, job.place.toString(),
                    QStringLiteral("the task does not say where images %1")
                        .arg(job.from ? QStringLiteral("go") : QStringLiteral("come from")));
    }
    const Result<QList<CopyItem>> items = job.items(there, tags);
    if (!items) {
        return std::unexpected(items.error());
    }
    QList<CopyRequest> requests;
    for (const CopyItem &item : *items) {
        End to = *job.to;
        if (to.kind == End::Kind::Registry) {
            to = {End::Kind::Registry, item.target.registry(), {}};
        }
        const auto same = std::find_if(requests.begin(), requests.end(),
                                       [&to](const CopyRequest &request) { return request.to == to; });
        if (same != requests.end()) {
            same->items.append(item);
            continue;
        }
        CopyRequest request;
        request.from =
            job.from->kind == End::Kind::Registry && job.from->location.isEmpty() ? End::eachOwn() : *job.from;
        request.to = to;
        request.items = {item};
        request.platforms = job.platforms;
        request.policy = job.policy;
        requests.append(request);
    }
    return requests;
}

namespace {

/// The question that KubeKey's missing `images_dir` stands for.
constexpr QLatin1String folderVariable(".binary_dir");

bool isRegistry(const std::optional<End> &end)
{
    return end && end->kind == End::Kind::Registry;
}

TaskJob::Kind kindOf(const TaskJob &job)
{
    if (isRegistry(job.from)) {
        return isRegistry(job.to) ? TaskJob::Kind::Sync : TaskJob::Kind::Pull;
    }
    return isRegistry(job.to) ? TaskJob::Kind::Push : TaskJob::Kind::Copy;
}

/// Names the images of `job` below the registry `to`.
Result<void> nameBelow(TaskJob &job, const End &to)
{
    const QString prefix = to.location + (to.prefix.isEmpty() ? QString() : u'/' + to.prefix);
    const Result<TargetName> name = TargetName::parse(prefix);
    if (!name) {
        return std::unexpected(name.error());
    }
    job.target = *name;
    for (TaskImage &image : job.images) {
        image.target = *name;
    }
    return {};
}

/// Carries out replaceEnds() over the tasks in their order.
class EndsReplaced
{
public:
    EndsReplaced(TaskSet &set, const std::optional<End> &from, const std::optional<End> &to)
        : m_from(from)
        , m_to(to)
        , m_asksFolder(std::any_of(set.questions.begin(), set.questions.end(),
                                   [](const TaskQuestion &question) { return question.variable == folderVariable; }))
    {
    }

    Result<void> apply(TaskJob &job)
    {
        const std::optional<End> before = job.from;
        // A list names images and nothing else; they may lie in a store as well.
        const bool isList = !job.to && isRegistry(job.from) && !m_asksFolder;
        if (m_from && (!job.from || !isRegistry(job.from) || isList)) {
            job.from = m_from;
            fromUsed = true;
        } else if (!job.from && m_to && !isRegistry(m_to)) {
            job.from = m_to; // pull and push through one folder that is said once
        } else if (const auto moved = m_moved.constFind(job.from ? job.from->toString() : QString());
                   moved != m_moved.constEnd()) {
            job.from = *moved;
        }
        if (m_to && (!job.to || (!isRegistry(job.to) && !isRegistry(m_to)))) {
            if (job.to) {
                m_moved.insert(job.to->toString(), *m_to);
            }
            if (isRegistry(m_to)) {
                if (Result<void> named = nameBelow(job, *m_to); !named) {
                    return named;
                }
            }
            job.to = m_to;
            toUsed = true;
        }
        if (job.from && job.to && (fromUsed || toUsed || before != job.from)) {
            job.kind = kindOf(job);
        }
        return {};
    }

    bool fromUsed = false;
    bool toUsed = false;

private:
    const std::optional<End> &m_from;
    const std::optional<End> &m_to;
    const bool m_asksFolder;
    QHash<QString, End> m_moved; ///< Targets of tasks so far that were replaced.
};

Error obstacle(const FilePlace &place, const QString &technical)
{
    return fail(ErrorKind::InvalidInput, place.toString(), technical).error();
}

QString calledTask(const TaskJob &job)
{
    // A list has neither name nor line.
    return job.name.isEmpty() ? (job.place.line > 0 ? QStringLiteral("the %1 task").arg(taskKindName(job.kind))
                                                    : QStringLiteral("the list"))
                              : QStringLiteral("the task '%1'").arg(job.name);
}

} // namespace

Result<void> replaceEnds(TaskSet &set, const std::optional<End> &from, const std::optional<End> &to)
{
    if (isRegistry(from)) {
        return fail(ErrorKind::InvalidInput, from->toString(),
                    QStringLiteral("--from takes a store here; the images of a file say their registry themselves, and "
                                   "--mirror fetches them from another one"));
    }
    EndsReplaced replaced(set, from, to);
    for (TaskJob &job : set.jobs) {
        if (Result<void> applied = replaced.apply(job); !applied) {
            return applied;
        }
    }
    if (!set.jobs.isEmpty() && from && !replaced.fromUsed) {
        return fail(ErrorKind::InvalidInput, from->toString(),
                    QStringLiteral("--from fits no task: all of them read from registries"));
    }
    if (!set.jobs.isEmpty() && to && !replaced.toUsed) {
        return fail(ErrorKind::InvalidInput, to->toString(),
                    QStringLiteral("--to fits no task: all of them say the names at their target"));
    }
    const bool closed = std::all_of(set.jobs.begin(), set.jobs.end(),
                                    [](const TaskJob &job) { return job.from.has_value() && job.to.has_value(); });
    if (closed && (from || to)) {
        set.questions.removeIf([](const TaskQuestion &question) { return question.variable == folderVariable; });
    }
    return {};
}

QList<Error> obstaclesIn(const TaskSet &set)
{
    QList<Error> obstacles;
    for (const TaskProblem &problem : set.problems) {
        obstacles.append(problem.toError());
    }
    for (const TaskQuestion &question : set.questions) {
        QString name = question.variable;
        name.remove(0, name.startsWith(u'.') ? 1 : 0);
        obstacles.append(obstacle(
            question.place, QStringLiteral("key '%1': the variable '%2' has no value; give it with --var %3=VALUE")
                                .arg(question.key, question.variable, name)));
    }
    for (const TaskJob &job : set.jobs) {
        if (!job.refusedKeys.isEmpty()) {
            const QString keys = job.refusedKeys.join(u',');
            obstacles.append(obstacle(job.place, QStringLiteral("key '%1': it would change what %2 copies and is not "
                                                                "carried out; --ignore %1 runs the task without it")
                                                     .arg(keys, calledTask(job))));
        }
    }
    if (!obstacles.isEmpty()) {
        return obstacles; // What is open is open because of them.
    }
    for (const TaskJob &job : set.jobs) {
        if (!job.from || !job.to) {
            obstacles.append(obstacle(
                job.place, QStringLiteral("%1 does not say where images %2; give %3 END")
                               .arg(calledTask(job), job.from ? QStringLiteral("go") : QStringLiteral("come from"),
                                    job.from ? QStringLiteral("--to") : QStringLiteral("--from"))));
        } else if (const Result<QList<CopyItem>> items = job.items(); !items) {
            Error error = items.error();
            error.technical = QStringLiteral("%1: %2").arg(error.reference, error.technical);
            error.item = job.place.toString();
            error.reference.clear();
            obstacles.append(error);
        }
    }
    if (obstacles.isEmpty() && set.jobs.isEmpty()) {
        obstacles.append(
            fail(ErrorKind::InvalidInput, QStringLiteral("the files"), QStringLiteral("they name no image to copy"))
                .error());
    }
    return obstacles;
}

} // namespace stowage
