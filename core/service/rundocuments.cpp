// SPDX-License-Identifier: Apache-2.0
#include "service/rundocuments.h"

#include "service/documents.h"

#include <QJsonArray>

namespace stowage {

namespace {

/// Adds the numbers of `more`, concatenates its lists, goes into its objects. What is a number or a list in one
/// document is so in all of them.
QJsonObject merged(QJsonObject all, const QJsonObject &more)
{
    for (auto it = more.constBegin(); it != more.constEnd(); ++it) {
        const QJsonValue old = all.value(it.key());
        const QJsonValue fresh = it.value();
        if (fresh.isDouble()) {
            // Sums of bytes stay whole numbers in the text.
            const bool whole = fresh.isDouble() && fresh.toDouble() == static_cast<double>(fresh.toInteger()) &&
                               old.toDouble() == static_cast<double>(old.toInteger());
            all.insert(it.key(), whole ? QJsonValue(old.toInteger() + fresh.toInteger())
                                       : QJsonValue(old.toDouble() + fresh.toDouble()));
        } else if (fresh.isArray()) {
            QJsonArray list = old.toArray();
            const QJsonArray added = fresh.toArray();
            for (const auto &value : added) {
                list.append(value);
            }
            all.insert(it.key(), list);
        } else if (fresh.isObject() && it.key() != QLatin1String("failure")) {
            all.insert(it.key(), merged(old.toObject(), fresh.toObject()));
        } else {
            all.insert(it.key(), fresh);
        }
    }
    return all;
}

QJsonValue endOrNull(const std::optional<End> &end)
{
    if (!end) {
        return {};
    }
    return end->kind == End::Kind::Registry && end->location.isEmpty() ? End::eachOwn().toString() : end->toString();
}

QJsonArray taskRows(const QList<TaskOutcome> &tasks)
{
    QJsonArray rows;
    for (const TaskOutcome &task : tasks) {
        QJsonArray errors;
        for (const Error &error : task.errors) {
            errors.append(errorDocument(error));
        }
        rows.append(QJsonObject{{QStringLiteral("name"), task.name},
                                {QStringLiteral("kind"), taskKindName(task.kind)},
                                {QStringLiteral("from"), endOrNull(task.from)},
                                {QStringLiteral("to"), endOrNull(task.to)},
                                {QStringLiteral("images"), task.images()},
                                {QStringLiteral("started"), task.started},
                                {QStringLiteral("errors"), errors}});
    }
    return rows;
}

} // namespace

TaskOutcome TaskOutcome::of(const TaskJob &job)
{
    TaskOutcome outcome;
    outcome.name = job.name;
    outcome.kind = job.kind;
    outcome.from = job.from;
    outcome.to = job.to;
    return outcome;
}

int TaskOutcome::images() const
{
    qsizetype count = 0;
    for (const Plan &plan : plans) {
        count += plan.images.size();
    }
    for (const Report &report : reports) {
        count += report.images.size();
    }
    return static_cast<int>(count);
}

QJsonObject runPlanDocument(const QList<TaskOutcome> &tasks)
{
    QJsonObject document = planDocument({});
    for (const TaskOutcome &task : tasks) {
        for (const Plan &plan : task.plans) {
            document = merged(document, planDocument(plan));
        }
    }
    document.insert(QStringLiteral("tasks"), taskRows(tasks));
    return document;
}

QJsonObject runReportDocument(const QList<TaskOutcome> &tasks)
{
    QJsonObject document = reportDocument({});
    for (const TaskOutcome &task : tasks) {
        for (const Report &report : task.reports) {
            document = merged(document, reportDocument(report));
        }
    }
    document.insert(QStringLiteral("tasks"), taskRows(tasks));
    return document;
}

} // namespace stowage
