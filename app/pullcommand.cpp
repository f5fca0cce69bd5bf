// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "service/taskrequests.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace stowage {

namespace {

/// Whether the answer decides which images a file names; anything else of a task is of no use to a list.
bool decidesImages(const TaskQuestion &question)
{
    static constexpr std::array keys{"manifests", "src"};
    const QString key = question.key.section(u'.', -1);
    return std::any_of(keys.begin(), keys.end(), [&key](const char *word) { return key == QLatin1String(word); });
}

/// `job` as a pull of the images it names. One that fetches from a mirror keeps the names it gives them in the store.
TaskJob asPull(TaskJob job, const End &store)
{
    const bool fetches = job.kind == TaskJob::Kind::Pull;
    for (TaskImage &image : job.images) {
        image.target = fetches ? image.target : TargetName();
    }
    job.wholeSource = false;
    job.from = End::eachOwn();
    job.to = store;
    return job;
}

} // namespace

Result<QList<CopyItem>> Commands::operandItems() const
{
    const ReferenceList list = m_service.readReferences(m_arguments.operands.join(QLatin1Char('\n')));
    if (!list.problems.isEmpty()) {
        return std::unexpected(list.problems.constFirst().error);
    }
    QList<CopyItem> items;
    for (const Reference &reference : list.references) {
        items.append({reference, reference});
    }
    if (items.isEmpty()) {
        return std::unexpected(usageError(m_arguments.commandName, QStringLiteral("no image reference in it")));
    }
    return items;
}

QCoro::Task<Result<QList<CopyItem>>> Commands::listedItems()
{
    const QFuture<Result<TaskSet>> reading = m_service.readTasks({m_arguments.listFile}, taskContext());
    const Result<TaskSet> read = co_await awaitStoppable(reading);
    if (!read) {
        co_return std::unexpected(read.error());
    }
    TaskSet set = *read;
    set.questions.removeIf([](const TaskQuestion &question) { return !decidesImages(question); });
    bool saysMore = !set.accounts.isEmpty();
    for (TaskJob &job : set.jobs) {
        saysMore = saysMore || job.to || !job.accounts.isEmpty() ||
                   (!job.platforms.isEmpty() && m_arguments.platforms.isEmpty());
        job = asPull(job, *m_arguments.to);
    }
    QList<Error> obstacles = obstaclesIn(set);
    if (!obstacles.isEmpty()) {
        const Error last = obstacles.takeLast();
        for (const Error &error : std::as_const(obstacles)) {
            m_console.error(error);
        }
        co_return std::unexpected(last);
    }
    if (saysMore) {
        m_console.note(tr("Note: %1 also says targets, platforms or accounts. They count with stowage run; pull --file "
                          "takes the names only.")
                           .arg(m_arguments.listFile));
    }
    tellLeftOut(set);
    QList<CopyItem> items;
    QSet<std::pair<Reference, Reference>> seen;
    for (const TaskJob &job : std::as_const(set.jobs)) {
        const QFuture<Result<QList<CopyRequest>>> expanding = m_service.expand(job);
        const Result<QList<CopyRequest>> requests = co_await awaitStoppable(expanding);
        if (!requests) {
            co_return std::unexpected(requests.error());
        }
        for (const CopyRequest &request : *requests) {
            for (const CopyItem &item : request.items) {
                if (const auto pair = std::make_pair(item.source, item.target); !seen.contains(pair)) {
                    seen.insert(pair);
                    items.append(item);
                }
            }
        }
    }
    if (items.isEmpty()) {
        co_return std::unexpected(usageError(m_arguments.listFile, QStringLiteral("no image reference in it")));
    }
    co_return items;
}

QCoro::Task<Exit> Commands::pull()
{
    Result<QList<CopyItem>> items = QList<CopyItem>();
    if (m_arguments.listFile.isEmpty()) {
        items = operandItems();
    } else {
        items = co_await listedItems();
    }
    if (!items) {
        // A list that says "all tags" needs its registry before there is anything to pull.
        const bool wrong =
            items.error().kind == ErrorKind::InvalidInput || items.error().kind == ErrorKind::NotReadable;
        co_return stopWith(items.error(), wrong ? Exit::Usage : Exit::NotStarted);
    }
    const CopyRequest request = requestOf(End::eachOwn(), *m_arguments.to, *items);
    const Exit code = co_await carryOut(request);
    co_return code;
}

} // namespace stowage
