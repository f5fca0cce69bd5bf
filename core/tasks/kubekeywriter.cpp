// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskwriter.h"
#include "tasks/yamltext.h"

#include <algorithm>
#include <utility>

namespace stowage {

namespace {

// KubeKey from 4.0.4 on wants a scheme, so a plain `docker.io` would not do.
const QString ownName =
    QStringLiteral("oci://{{ .module.image.reference.registry }}/{{ .module.image.reference.repository }}:"
                   "{{ .module.image.reference.reference }}");

std::unexpected<Error> unsupported(const QString &item, const QString &why)
{
    return fail(ErrorKind::Unsupported, item, why);
}

QString titleOf(const TaskJob &job)
{
    return job.name.isEmpty() ? taskKindName(job.kind) : job.name;
}

/// Values are templates; braces that are meant as such are put into one.
QString literal(QString text)
{
    return text.replace(QLatin1String("{{"), QLatin1String("{{ \"{{\" }}"));
}

/// `local://…` of a folder; KubeKey's own when none is chosen yet.
Result<QString> folder(const std::optional<End> &end, const TaskJob &job)
{
    if (!end) {
        return QStringLiteral("local://{{ .binary_dir }}/images");
    }
    if (end->kind != End::Kind::Store) {
        return unsupported(
            titleOf(job),
            QStringLiteral("KubeKey copies from and to folders and registries only, not %1").arg(end->toString()));
    }
    return QString(QStringLiteral("local://") + literal(end->location));
}

/// The template or name that KubeKey's `dest` needs for `target`.
QString destOf(const TargetName &target)
{
    QString text = target.text();
    for (const QLatin1String scheme : {QLatin1String("oci://"), QLatin1String("registry:")}) {
        if (text.startsWith(scheme)) {
            text.remove(0, scheme.size());
            break;
        }
    }
    switch (target.kind()) {
    case TargetName::Kind::Prefix:
        while (text.endsWith(u'/')) {
            text.chop(1);
        }
        text += QLatin1String("/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}");
        break;
    case TargetName::Kind::Repository: text += QLatin1String(":{{ .module.image.reference.reference }}"); break;
    case TargetName::Kind::Template:
        // A rule that begins with an action names the scheme itself.
        if (text.startsWith(QLatin1String("{{")) && text.contains(QLatin1String("oci://"))) {
            return text;
        }
        break;
    case TargetName::Kind::Same:
    case TargetName::Kind::Exact: break;
    }
    return QLatin1String("oci://") + text;
}

class Writer
{
public:
    Result<QString> write(const TaskSet &set)
    {
        for (const TaskJob &job : set.jobs) {
            if (const std::optional<Error> error = add(job, set.accounts)) {
                return std::unexpected(*error);
            }
        }
        return m_text.isEmpty() ? QStringLiteral("[]\n") : m_text;
    }

private:
    /// Images with one way of naming, which share a task.
    struct Group
    {
        QStringList manifests;
        QString src;
        QString dest;
        QMap<QString, QString> variables;
    };

    void line(int level, const QString &text) { m_text += QString(level * 2, u' ') + text + u'\n'; }

    std::optional<Error> add(const TaskJob &job, const QList<TaskAccount> &common)
    {
        const bool oneSided = (job.skipVerification && job.skipOnlyAt) ||
                              std::any_of(job.accounts.begin(), job.accounts.end(),
                                          [](const TaskAccount &a) { return a.onlyAt.has_value(); });
        if (oneSided) {
            return unsupported(titleOf(job),
                               QStringLiteral("it has accounts or trust for its source alone or its target alone, "
                                              "which this form cannot say"))
                .error();
        }
        const bool fromStore = job.kind == TaskJob::Kind::Push || job.kind == TaskJob::Kind::Copy;
        const bool toStore = job.kind == TaskJob::Kind::Pull || job.kind == TaskJob::Kind::Copy;
        QString src = ownName;
        QString dest;
        if (fromStore) {
            const Result<QString> path = folder(job.from, job);
            if (!path) {
                return path.error();
            }
            src = *path;
        }
        if (toStore) {
            const Result<QString> path = folder(job.to, job);
            if (!path) {
                return path.error();
            }
            dest = *path;
        }
        if (job.wholeSource) {
            task(job, {{}, src, toStore ? dest : destOf(job.target), job.target.variables()}, common);
        }
        return images(job, src, dest, common);
    }

    std::optional<Error> images(const TaskJob &job, const QString &src, const QString &dest,
                                const QList<TaskAccount> &common)
    {
        QList<Group> groups;
        for (const TaskImage &image : job.images) {
            if (!image.chosen) {
                continue;
            }
            if (image.tags != TaskImage::Tags::Named) {
                return unsupported(image.source.name(), QStringLiteral("KubeKey's tasks name every tag")).error();
            }
            Group group{{image.source.toString()}, src, dest, image.target.variables()};
            if (dest.isEmpty()) {
                group.dest = destOf(image.target);
            } else if (image.target.kind() != TargetName::Kind::Same) {
                // Kept under another name: the name is the manifest, its source is spelled out.
                const Result<Reference> name = image.target.render(image.source);
                if (!name) {
                    return name.error();
                }
                if (job.kind == TaskJob::Kind::Copy && *name != image.source) {
                    return unsupported(image.source.toString(),
                                       QStringLiteral("KubeKey does not rename from folder to folder"))
                        .error();
                }
                if (*name != image.source) {
                    group.src = QLatin1String("oci://") + image.source.toString();
                    group.manifests = {name->toString()};
                }
            }
            // A `src` that names one image cannot be shared.
            const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group &known) {
                return known.src == group.src && known.dest == group.dest && known.variables == group.variables &&
                       group.src == src;
            });
            if (found != groups.end()) {
                found->manifests.append(group.manifests);
            } else {
                groups.append(group);
            }
        }
        for (const Group &group : std::as_const(groups)) {
            task(job, group, common);
        }
        return std::nullopt;
    }

    void task(const TaskJob &job, const Group &group, const QList<TaskAccount> &common)
    {
        line(0, QStringLiteral("- name: ") + yamlQuoted(job.name));
        if (!group.variables.isEmpty()) {
            line(1, QStringLiteral("vars:"));
            variables(group.variables, 2, QStringLiteral("."));
        }
        line(1, QStringLiteral("image:"));
        if (!group.manifests.isEmpty()) {
            line(2, QStringLiteral("manifests:"));
            for (const QString &manifest : group.manifests) {
                line(3, QStringLiteral("- ") + yamlQuoted(manifest));
            }
        }
        if (!job.platforms.isEmpty()) {
            line(2, QStringLiteral("platform:"));
            for (const Platform &platform : job.platforms) {
                const QString version = platform.osVersion().isEmpty() ? QString() : u':' + platform.osVersion();
                line(3, QStringLiteral("- ") + yamlQuoted(platform.toString() + version));
            }
        }
        if (job.policy == Policy::Warn) {
            line(2, QStringLiteral("policy: warn"));
        }
        if (!job.pattern.isEmpty() || group.manifests.isEmpty()) {
            line(2, QStringLiteral("pattern: ") +
                        yamlQuoted(job.pattern.isEmpty() ? QStringLiteral(".*") : literal(job.pattern.text())));
        }
        if (job.skipVerification) {
            line(2, QStringLiteral("skip_tls_verify: true"));
        }
        line(2, QStringLiteral("src: ") + yamlQuoted(group.src));
        line(2, QStringLiteral("dest: ") + yamlQuoted(group.dest));
        auths(job.accounts + common);
    }

    /// Answers a template was completed with, `.a.b` as nested maps.
    void variables(const QMap<QString, QString> &values, int level, const QString &prefix)
    {
        QMap<QString, QMap<QString, QString>> deeper;
        for (auto it = values.constBegin(); it != values.constEnd(); ++it) {
            const QString rest = it.key().mid(prefix.size());
            if (const qsizetype dot = rest.indexOf(u'.'); dot >= 0) {
                deeper[rest.left(dot)].insert(it.key(), it.value());
            } else {
                line(level, yamlQuoted(rest) + QStringLiteral(": ") + yamlQuoted(it.value()));
            }
        }
        for (auto it = deeper.constBegin(); it != deeper.constEnd(); ++it) {
            line(level, yamlQuoted(it.key()) + u':');
            variables(it.value(), level + 1, prefix + it.key() + u'.');
        }
    }

    void auths(const QList<TaskAccount> &accounts)
    {
        if (accounts.isEmpty()) {
            return;
        }
        line(2,
             QStringLiteral("# Passwords stay in the keychain; KubeKey itself needs a 'password' with each account."));
        line(2, QStringLiteral("auths:"));
        for (const TaskAccount &account : accounts) {
            // The documents say repo, the code reads registry; the same goes for the flags below.
            line(3, QStringLiteral("- repo: ") + yamlQuoted(account.account.scope));
            const auto field = [this](const char *key, const QString &value) {
                if (!value.isEmpty()) {
                    line(4, QLatin1String(key) + QLatin1String(": ") + yamlQuoted(literal(value)));
                }
            };
            field("registry", account.account.scope);
            field("username", account.account.username);
            if (account.skipVerification) {
                const QString flag = *account.skipVerification ? QStringLiteral("true") : QStringLiteral("false");
                line(4, QStringLiteral("skip_tls_verify: ") + flag);
                line(4, QStringLiteral("insecure: ") + flag);
            }
            if (account.plainHttp) {
                line(4, QStringLiteral("plain_http: ") +
                            (*account.plainHttp ? QStringLiteral("true") : QStringLiteral("false")));
            }
            field("ca_file", account.caFile);
            field("cert_file", account.clientCertificate);
            field("key_file", account.clientKey);
        }
    }

    QString m_text;
};

} // namespace

Result<QString> writeKubeKey(const TaskSet &set)
{
    return Writer().write(set);
}

TaskJob taskJobOf(const CopyRequest &request, const QString &name)
{
    TaskJob job;
    job.name = name;
    job.from = request.from;
    job.to = request.to;
    job.platforms = request.platforms;
    job.policy = request.policy;
    const bool fromRegistry = request.from.kind == End::Kind::Registry;
    const bool toRegistry = request.to.kind == End::Kind::Registry;
    job.kind = fromRegistry ? (toRegistry ? TaskJob::Kind::Sync : TaskJob::Kind::Pull)
               : toRegistry ? TaskJob::Kind::Push
                            : TaskJob::Kind::Copy;
    // One prefix for all, where there is one, says more than a name for each.
    std::optional<TargetName> prefix;
    if (!request.items.isEmpty()) {
        const CopyItem &first = request.items.first();
        const QString whole = first.target.name();
        if (whole.endsWith(u'/' + first.source.repository())) {
            const Result<TargetName> parsed = TargetName::parse(whole.chopped(first.source.repository().size() + 1));
            const bool fits = parsed && parsed->kind() == TargetName::Kind::Prefix &&
                              std::all_of(request.items.begin(), request.items.end(), [&parsed](const CopyItem &item) {
                                  const Result<Reference> named = parsed->render(item.source);
                                  return named && *named == item.target;
                              });
            if (fits) {
                prefix = *parsed;
            }
        }
    }
    for (const CopyItem &item : request.items) {
        TaskImage image;
        image.source = item.source;
        if (item.source != item.target) {
            image.target = prefix ? *prefix : TargetName::exact(item.target);
        }
        job.images.append(image);
    }
    return job;
}

} // namespace stowage
