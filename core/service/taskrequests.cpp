// SPDX-License-Identifier: Apache-2.0
#include "service/taskrequests.h"

#include "tasks/taskfile.h"

#include <QFile>

#include <algorithm>

namespace stowage {

TaskSet readTaskFiles(const QStringList &files, const TaskContext &context)
{
    TaskSet all;
    for (const QString &name : files) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
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
        request.from = *job.from;
        request.to = to;
        request.items = {item};
        request.platforms = job.platforms;
        request.policy = job.policy;
        requests.append(request);
    }
    return requests;
}

} // namespace stowage
