// SPDX-License-Identifier: Apache-2.0
#include "tasks/describe.h"

namespace stowage {

namespace {

QString placeOf(const FilePlace &place)
{
    return QString::number(place.line) + u':' + QString::number(place.column);
}

QString endOf(const std::optional<End> &end)
{
    if (!end) {
        return QStringLiteral("?");
    }
    return end->kind == End::Kind::Registry && end->location.isEmpty() ? QStringLiteral("(registries)")
                                                                       : end->toString();
}

QString flagOf(const char *name, const std::optional<bool> &flag)
{
    return flag ? u' ' + QLatin1String(name) + u'=' + (*flag ? QStringLiteral("yes") : QStringLiteral("no"))
                : QString();
}

QString accountOf(const TaskAccount &account)
{
    QString line = QStringLiteral("account ") + account.account.scope + u' ' +
                   (account.account.username.isEmpty() ? QStringLiteral("-") : account.account.username) + u' ' +
                   QString::number(account.account.secret.size()) + flagOf("skip", account.skipVerification) +
                   flagOf("http", account.plainHttp);
    if (account.onlyAt) {
        line += *account.onlyAt == Side::Source ? QStringLiteral(" at-source") : QStringLiteral(" at-target");
    }
    line += account.mayUseHttp ? QStringLiteral(" may-use-http") : QString();
    for (const QString &file : {account.caFile, account.clientCertificate, account.clientKey}) {
        line += file.isEmpty() ? QString() : u' ' + file;
    }
    return line;
}

QString imageOf(const TaskImage &image)
{
    QString line = image.source.toString();
    if (image.tags == TaskImage::Tags::All) {
        line += QStringLiteral(" (all tags)");
    } else if (image.tags == TaskImage::Tags::Matching) {
        line += QStringLiteral(" (tags matching %1)").arg(image.tagPattern.text());
    }
    if (image.target.kind() != TargetName::Kind::Same) {
        const Reference sample =
            image.tags == TaskImage::Tags::Named ? image.source : image.source.withTag(QStringLiteral("TAG"));
        const Result<Reference> name = image.target.render(sample);
        line += QStringLiteral(" -> ") + (name ? name->toString() : QStringLiteral("!") + name.error().technical);
    }
    line += image.group.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(image.group);
    line += image.where.isEmpty() ? QString() : QStringLiteral(" {%1}").arg(image.where);
    return (image.chosen ? QStringLiteral("image ") : QStringLiteral("maybe ")) + line + QStringLiteral(" @") +
           placeOf(image.place);
}

} // namespace

QString describe(const TaskSet &set)
{
    QStringList lines;
    for (const TaskJob &job : set.jobs) {
        QString line = taskKindName(job.kind) + QStringLiteral(" '%1' ").arg(job.name) + endOf(job.from) +
                       QStringLiteral(" -> ") + endOf(job.to);
        line += job.policy == Policy::Warn ? QStringLiteral(" warn") : QString();
        line += job.skipVerification ? QStringLiteral(" skip") : QString();
        if (job.skipOnlyAt) {
            line += *job.skipOnlyAt == Side::Source ? QStringLiteral("-at-source") : QStringLiteral("-at-target");
        }
        line += job.refusedKeys.isEmpty() ? QString() : QStringLiteral(" refused: ") + job.refusedKeys.join(u',');
        lines.append(line + QStringLiteral(" @") + placeOf(job.place));
        for (const Platform &platform : job.platforms) {
            lines.append(QStringLiteral("  platform ") + platform.toString() +
                         (platform.osVersion().isEmpty() ? QString() : u' ' + platform.osVersion()));
        }
        if (job.wholeSource || !job.pattern.isEmpty()) {
            lines.append((job.wholeSource ? QStringLiteral("  all matching '") : QStringLiteral("  matching '")) +
                         job.pattern.text() + u'\'');
        }
        if (job.wholeSource && job.target.kind() != TargetName::Kind::Same) {
            const Result<Reference> name = job.target.render(Reference::parse(u"docker.io/library/sample:1").value());
            lines.append(QStringLiteral("  named ") + (name ? name->toString() : name.error().technical));
        }
        for (const TaskAccount &account : job.accounts) {
            lines.append(QStringLiteral("  ") + accountOf(account));
        }
        for (const TaskImage &image : job.images) {
            lines.append(QStringLiteral("  ") + imageOf(image));
        }
    }
    for (const TaskAccount &account : set.accounts) {
        lines.append(accountOf(account));
    }
    for (const TaskIgnored &ignored : set.ignored) {
        lines.append(QStringLiteral("ignored %1 @%2").arg(ignored.what, placeOf(ignored.place)));
    }
    for (const TaskQuestion &question : set.questions) {
        lines.append(
            QStringLiteral("asks %1 for %2 @%3").arg(question.variable, question.key, placeOf(question.place)));
    }
    for (const TaskProblem &problem : set.problems) {
        lines.append(QStringLiteral("problem @%1 %2: '%3' %4")
                         .arg(placeOf(problem.place), problem.key, problem.error.item, problem.error.technical));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace stowage
