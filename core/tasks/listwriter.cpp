// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskwriter.h"
#include "tasks/yamltext.h"

#include <QSet>

#include <algorithm>

namespace stowage {

namespace {

std::unexpected<Error> unsupported(const QString &item, const QString &why)
{
    return fail(ErrorKind::Unsupported, item, why);
}

/// The images of all jobs, one by one, each once.
Result<QList<TaskImage>> namedImages(const TaskSet &set, bool severalTags)
{
    QList<TaskImage> images;
    QSet<QString> seen;
    for (const TaskJob &job : set.jobs) {
        if (job.wholeSource) {
            return unsupported(job.name.isEmpty() ? taskKindName(job.kind) : job.name,
                               QStringLiteral("it means all images of a folder; look them up first"));
        }
        for (const TaskImage &image : job.images) {
            if (!image.chosen || (image.tags == TaskImage::Tags::Named && !job.pattern.matches(image.source))) {
                continue;
            }
            if (image.tags != TaskImage::Tags::Named && !severalTags) {
                return unsupported(image.source.name(), QStringLiteral("it means several tags; look them up first"));
            }
            const QString key = image.source.toString() + u' ' + QString::number(int(image.tags)) +
                                image.tagPattern.text() + u' ' + image.group;
            if (!seen.contains(key)) {
                seen.insert(key);
                images.append(image);
            }
        }
    }
    return images;
}

template <typename Name>
QString listOf(const QList<TaskImage> &images, Name name)
{
    QString text;
    QString group;
    for (const TaskImage &image : images) {
        if (image.group != group) {
            group = image.group;
            text += QLatin1String("##") + group + u'\n';
        }
        text += name(image) + u'\n';
    }
    return text;
}

/// What one registry gives in skopeo's YAML.
struct Registry
{
    QString name;
    QList<std::pair<QString, QStringList>> images;  ///< Repository and tags; no tag: all.
    QList<std::pair<QString, QString>> expressions; ///< Repository and regular expression.
    std::optional<bool> skipVerification;
};

void addTag(Registry &registry, const QString &repository, const QString &tag, bool all)
{
    const auto known = std::find_if(registry.images.begin(), registry.images.end(),
                                    [&repository](const auto &pair) { return pair.first == repository; });
    if (known == registry.images.end()) {
        registry.images.append({repository, all ? QStringList() : QStringList{tag}});
    } else if (all) {
        known->second.clear();
    } else if (!known->second.isEmpty()) { // an empty list means all tags already
        known->second.append(tag);
    }
}

QString skopeoText(const QList<Registry> &registries)
{
    QString text = QStringLiteral("# Accounts are not written here: log in with skopeo login.\n");
    for (const Registry &registry : registries) {
        text += yamlQuoted(registry.name) + QLatin1String(":\n");
        if (registry.skipVerification) {
            text += QLatin1String("  tls-verify: ") +
                    (*registry.skipVerification ? QLatin1String("false\n") : QLatin1String("true\n"));
        }
        text += registry.images.isEmpty() ? QString() : QStringLiteral("  images:\n");
        for (const auto &[repository, tags] : registry.images) {
            QStringList quoted;
            for (const QString &tag : tags) {
                quoted.append(yamlQuoted(tag));
            }
            text += QLatin1String("    ") + yamlQuoted(repository) + QLatin1String(": [") +
                    quoted.join(QLatin1String(", ")) + QLatin1String("]\n");
        }
        text += registry.expressions.isEmpty() ? QString() : QStringLiteral("  images-by-tag-regex:\n");
        for (const auto &[repository, expression] : registry.expressions) {
            text +=
                QLatin1String("    ") + yamlQuoted(repository) + QLatin1String(": ") + yamlQuoted(expression) + u'\n';
        }
    }
    return text;
}

} // namespace

Result<QString> writeList(const TaskSet &set)
{
    const Result<QList<TaskImage>> images = namedImages(set, false);
    if (!images) {
        return std::unexpected(images.error());
    }
    return listOf(*images, [](const TaskImage &image) { return image.source.toString(); });
}

Result<QString> writeLock(const TaskSet &set, const QHash<Reference, Digest> &resolved)
{
    const Result<QList<TaskImage>> images = namedImages(set, false);
    if (!images) {
        return std::unexpected(images.error());
    }
    for (const TaskImage &image : *images) {
        if (image.source.digest().isNull() && resolved.value(image.source).isNull()) {
            return unsupported(image.source.toString(), QStringLiteral("its digest is not known yet"));
        }
    }
    return listOf(*images, [&resolved](const TaskImage &image) {
        const QString text = image.source.toString();
        return image.source.digest().isNull() ? QString(text + u'@' + resolved.value(image.source).toString()) : text;
    });
}

Result<QString> writeSkopeoSync(const TaskSet &set)
{
    const Result<QList<TaskImage>> images = namedImages(set, true);
    if (!images) {
        return std::unexpected(images.error());
    }
    QList<Registry> registries;
    for (const TaskImage &image : *images) {
        const Reference &source = image.source;
        if (image.target.kind() != TargetName::Kind::Same) {
            return unsupported(source.toString(),
                               QStringLiteral("skopeo sync does not rename; it takes its destination as an option"));
        }
        if (!source.tag().isEmpty() && !source.digest().isNull()) {
            return unsupported(source.toString(), QStringLiteral("skopeo sync takes a tag or a digest, not both"));
        }
        auto registry = std::find_if(registries.begin(), registries.end(),
                                     [&source](const Registry &known) { return known.name == source.registry(); });
        if (registry == registries.end()) {
            registries.append({source.registry(), {}, {}, std::nullopt});
            registry = registries.end() - 1;
        }
        if (image.tags == TaskImage::Tags::Matching) {
            registry->expressions.append({source.repository(), image.tagPattern.text()});
        } else {
            addTag(*registry, source.repository(), source.tag().isEmpty() ? source.digest().toString() : source.tag(),
                   image.tags == TaskImage::Tags::All);
        }
    }
    const auto takeOver = [&registries](const QList<TaskAccount> &accounts) {
        for (const TaskAccount &account : accounts) {
            for (Registry &registry : registries) {
                if (registry.name == account.account.scope && account.skipVerification) {
                    registry.skipVerification = account.skipVerification;
                }
            }
        }
    };
    takeOver(set.accounts);
    for (const TaskJob &job : set.jobs) {
        takeOver(job.accounts);
    }
    return skopeoText(registries);
}

} // namespace stowage
