// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskset.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace stowage {

QString FilePlace::toString() const
{
    QString text = file;
    if (line > 0) {
        text += u':' + QString::number(line);
        if (column > 0) {
            text += u':' + QString::number(column);
        }
    }
    return text;
}

Error TaskProblem::toError() const
{
    Error full = error;
    const QString where = key.isEmpty() ? QString() : QStringLiteral("key '%1': ").arg(key);
    // What is wrong must not be lost behind a long value; its place is known.
    constexpr qsizetype enough = 60;
    const bool isTemplate = error.item.contains(QLatin1String("{{"));
    const QString item =
        isTemplate && error.item.size() > enough ? error.item.left(enough) + QChar(0x2026) : error.item;
    const QString what = item.isEmpty() ? QString() : QStringLiteral("'%1': ").arg(item);
    full.item = place.toString();
    full.technical = where + what + error.technical;
    return full;
}

bool TaskAccount::operator==(const TaskAccount &other) const
{
    return account.scope == other.account.scope && account.username == other.account.username &&
           skipVerification == other.skipVerification && plainHttp == other.plainHttp &&
           mayUseHttp == other.mayUseHttp && caFile == other.caFile && clientCertificate == other.clientCertificate &&
           clientKey == other.clientKey && onlyAt == other.onlyAt;
}

Result<QList<CopyItem>> TaskImage::items(const QStringList &tagsThere) const
{
    QList<Reference> sources;
    if (tags == Tags::Named) {
        sources.append(source);
    } else {
        for (const QString &tag : tagsThere) {
            if (Reference::isValidTag(tag) && (tags == Tags::All || tagPattern.matchesText(tag))) {
                sources.append(source.withTag(tag));
            }
        }
    }
    QList<CopyItem> items;
    for (const Reference &image : std::as_const(sources)) {
        Result<Reference> named = target.render(image);
        if (!named) {
            named.error().reference = image.toString();
            return std::unexpected(named.error());
        }
        items.append({image, *named});
    }
    return items;
}

bool TaskImage::operator==(const TaskImage &other) const
{
    return tags == other.tags && source == other.source && tagPattern == other.tagPattern && target == other.target &&
           group == other.group && where == other.where && chosen == other.chosen;
}

QList<Reference> TaskJob::repositoriesToList() const
{
    QList<Reference> repositories;
    for (const TaskImage &image : images) {
        if (image.chosen && image.tags != TaskImage::Tags::Named && !repositories.contains(image.source)) {
            repositories.append(image.source);
        }
    }
    return repositories;
}

Result<QList<CopyItem>> TaskJob::items(const QList<Reference> &there, const QMap<QString, QStringList> &tags) const
{
    QList<CopyItem> all;
    QSet<std::pair<Reference, Reference>> seen;
    const auto append = [&](const TaskImage &image) -> std::optional<Error> {
        const Result<QList<CopyItem>> items = image.items(tags.value(image.source.name()));
        if (!items) {
            return items.error();
        }
        for (const CopyItem &item : *items) {
            const auto pair = std::make_pair(item.source, item.target);
            if (pattern.matches(item.source) && !seen.contains(pair)) {
                seen.insert(pair);
                all.append(item);
            }
        }
        return std::nullopt;
    };
    if (wholeSource) {
        for (const Reference &source : there) {
            TaskImage image;
            image.source = source;
            image.target = target;
            if (pattern.matches(source)) {
                if (const auto error = append(image)) {
                    return std::unexpected(*error);
                }
            }
        }
    }
    for (const TaskImage &image : images) {
        if (image.chosen) {
            if (const auto error = append(image)) {
                return std::unexpected(*error);
            }
        }
    }
    return all;
}

bool TaskJob::operator==(const TaskJob &other) const
{
    return kind == other.kind && name == other.name && from == other.from && to == other.to && images == other.images &&
           wholeSource == other.wholeSource && pattern == other.pattern && target == other.target &&
           platforms == other.platforms && policy == other.policy && skipVerification == other.skipVerification &&
           skipOnlyAt == other.skipOnlyAt && accounts == other.accounts && refusedKeys == other.refusedKeys;
}

QString taskKindName(TaskJob::Kind kind)
{
    switch (kind) {
    case TaskJob::Kind::Pull: return QStringLiteral("pull");
    case TaskJob::Kind::Push: return QStringLiteral("push");
    case TaskJob::Kind::Copy: return QStringLiteral("copy");
    case TaskJob::Kind::Sync: break;
    }
    return QStringLiteral("sync");
}

bool TaskSet::isRunnable() const
{
    return problems.isEmpty() && questions.isEmpty() &&
           std::all_of(jobs.begin(), jobs.end(), [](const TaskJob &job) { return job.refusedKeys.isEmpty(); });
}

void TaskSet::add(const TaskSet &other)
{
    jobs.append(other.jobs);
    accounts.append(other.accounts);
    ignored.append(other.ignored);
    problems.append(other.problems);
    for (const TaskQuestion &question : other.questions) {
        const bool asked = std::any_of(questions.begin(), questions.end(),
                                       [&](const TaskQuestion &known) { return known.variable == question.variable; });
        if (!asked) {
            questions.append(question);
        }
    }
}

} // namespace stowage
