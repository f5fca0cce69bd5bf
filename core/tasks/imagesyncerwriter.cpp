// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskwriter.h"
#include "tasks/yamltext.h"

#include <algorithm>

namespace stowage {

namespace {

std::unexpected<Error> unsupported(const QString &item, const QString &why)
{
    return fail(ErrorKind::Unsupported, item, why);
}

/// `STOWAGE_PASSWORD_HUB_LOCAL_5000`
QString variableOf(const QString &scope)
{
    QString name = QStringLiteral("STOWAGE_PASSWORD_");
    for (const QChar c : scope) {
        name += c.unicode() < 128 && c.isLetterOrNumber() ? c.toUpper() : QChar(u'_');
    }
    return name;
}

QString keyOf(const TaskImage &image)
{
    QString name = image.source.name();
    switch (image.tags) {
    case TaskImage::Tags::All: return name;
    case TaskImage::Tags::Matching: return name + QLatin1String(":/") + image.tagPattern.text() + u'/';
    case TaskImage::Tags::Named: break;
    }
    return image.source.toString();
}

Result<QString> destinationOf(const TaskImage &image)
{
    if (image.target.kind() == TargetName::Kind::Same) {
        return unsupported(image.source.toString(),
                           QStringLiteral("image-syncer copies from one registry to another only"));
    }
    if (image.tags == TaskImage::Tags::Named && !image.source.tag().isEmpty() && !image.source.digest().isNull()) {
        return unsupported(image.source.toString(), QStringLiteral("image-syncer takes a tag or a digest, not both"));
    }
    const Reference sample =
        image.tags == TaskImage::Tags::Named ? image.source : image.source.withTag(QStringLiteral("any-tag"));
    const Result<Reference> named = image.target.render(sample);
    if (!named) {
        return std::unexpected(named.error());
    }
    if (named->tag() == sample.tag() && named->digest() == sample.digest()) {
        return named->name();
    }
    if (image.tags != TaskImage::Tags::Named || sample.tag().isEmpty() || named->tag().isEmpty()) {
        return unsupported(image.source.name(), QStringLiteral("image-syncer renames single tags only"));
    }
    return QString(named->name() + u':' + named->tag());
}

QString authOf(const QList<TaskAccount> &accounts)
{
    QString text;
    QStringList seen;
    for (const TaskAccount &account : accounts) {
        if (seen.contains(account.account.scope)) {
            continue;
        }
        seen.append(account.account.scope);
        text += yamlQuoted(account.account.scope) + QLatin1String(":\n");
        if (!account.account.username.isEmpty()) {
            text += QLatin1String("  username: ") + yamlQuoted(account.account.username) + u'\n';
            text += QLatin1String("  password: ") +
                    yamlQuoted(QLatin1String("${") + variableOf(account.account.scope) + u'}') + u'\n';
        }
        if (account.mayUseHttp || account.skipVerification.value_or(false) || account.plainHttp.value_or(false) ||
            account.account.username.isEmpty()) {
            text += QLatin1String("  insecure: ") +
                    (account.mayUseHttp || account.skipVerification.value_or(false) || account.plainHttp.value_or(false)
                         ? QLatin1String("true\n")
                         : QLatin1String("false\n"));
        }
    }
    return text.isEmpty() ? QStringLiteral("{}\n") : text;
}

} // namespace

Result<ImageSyncerFiles> writeImageSyncer(const TaskSet &set)
{
    struct Rule
    {
        QString source;
        QStringList destinations;
    };
    QList<Rule> rules;
    QList<TaskAccount> accounts = set.accounts;
    ImageSyncerFiles files;
    for (const TaskJob &job : set.jobs) {
        if (job.kind != TaskJob::Kind::Sync || job.wholeSource) {
            return unsupported(job.name.isEmpty() ? taskKindName(job.kind) : job.name,
                               QStringLiteral("image-syncer copies from one registry to another only"));
        }
        accounts.append(job.accounts);
        QStringList platforms;
        for (const Platform &platform : job.platforms) {
            platforms.append(platform.toString());
        }
        if (!platforms.isEmpty()) {
            files.images += QStringLiteral("# Platforms are options of image-syncer (--os, --arch): %1\n")
                                .arg(platforms.join(QLatin1String(", ")));
        }
        for (const TaskImage &image : job.images) {
            if (!image.chosen || (image.tags == TaskImage::Tags::Named && !job.pattern.matches(image.source))) {
                continue;
            }
            const Result<QString> destination = destinationOf(image);
            if (!destination) {
                return std::unexpected(destination.error());
            }
            const QString source = keyOf(image);
            const auto known =
                std::find_if(rules.begin(), rules.end(), [&source](const Rule &rule) { return rule.source == source; });
            if (known == rules.end()) {
                rules.append({source, {*destination}});
            } else if (!known->destinations.contains(*destination)) {
                known->destinations.append(*destination);
            }
        }
    }
    for (const Rule &rule : std::as_const(rules)) {
        files.images += yamlQuoted(rule.source) + u':';
        if (rule.destinations.size() == 1) {
            files.images += u' ' + yamlQuoted(rule.destinations.first()) + u'\n';
            continue;
        }
        files.images += u'\n';
        for (const QString &destination : rule.destinations) {
            files.images += QLatin1String("  - ") + yamlQuoted(destination) + u'\n';
        }
    }
    if (rules.isEmpty()) {
        files.images += QLatin1String("{}\n");
    }
    files.auth = authOf(accounts);
    return files;
}

} // namespace stowage
