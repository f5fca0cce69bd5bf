// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"
#include "copy/report.h"
#include "tasks/taskset.h"

#include <QJsonObject>

namespace stowage {

/// What became of one task of a file. Pure data, without accounts.
struct TaskOutcome
{
    QString name;
    TaskJob::Kind kind = TaskJob::Kind::Pull;
    std::optional<End> from;
    std::optional<End> to;
    QList<Plan> plans;     ///< With --plan; one per target registry.
    QList<Report> reports; ///< Else; one per target registry.
    QList<Error> errors;   ///< Why it, or a part of it, did not start.
    bool started = false;  ///< False: interrupted before.

    static TaskOutcome of(const TaskJob &job);
    int images() const;
};

/// The documents of `stowage run --json`: the keys of planDocument() and reportDocument() over all tasks in their
/// order, and `tasks` with name, kind, from, to, images (how many of the rows) and errors. Contract and limits as
/// there.
QJsonObject runPlanDocument(const QList<TaskOutcome> &tasks);
QJsonObject runReportDocument(const QList<TaskOutcome> &tasks);

} // namespace stowage
