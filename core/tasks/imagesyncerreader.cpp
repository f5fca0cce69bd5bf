// SPDX-License-Identifier: Apache-2.0
#include "tasks/imagesyncerreader.h"

#include "tasks/kubekeyreader.h"

#include <algorithm>
#include <utility>

namespace stowage::imagesyncer {

namespace {

bool isAccount(const DocumentNode &node)
{
    return node.isMap() && (node.has(QLatin1String("username")) || node.has(QLatin1String("password")) ||
                            node.has(QLatin1String("insecure")));
}

/// A value that is wholly `$NAME` or `${NAME}`: the name (C11). A `$` inside a longer value is literal.
QString environmentName(const QString &value)
{
    if (!value.startsWith(u'$')) {
        return {};
    }
    QString name = value.mid(1);
    if (name.startsWith(u'{') && name.endsWith(u'}')) {
        name = name.sliced(1, name.size() - 2);
    }
    const bool valid = !name.isEmpty() && !name.front().isDigit() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber());
    });
    return valid ? name : QString();
}

/// One side of a rule, as written.
struct Side
{
    Reference repository; ///< Without tag and digest.
    QStringList tags;
    Digest digest;
    std::optional<Pattern> pattern;
};

/// Whether it is a host without a repository, which Docker would take for an image of its hub.
bool isRegistryAlone(const QString &name)
{
    const QString host = name.section(u':', 0, 0);
    return !name.contains(u'/') && !name.contains(u'@') && (host.contains(u'.') || host == QLatin1String("localhost"));
}

/// `repo`, `repo:t1,t2`, `repo:/regex/`, `repo@sha256:…`.
Result<Side> sideOf(const QString &written)
{
    Side side;
    QString name = written.trimmed();
    if (isRegistryAlone(name)) {
        return fail(ErrorKind::InvalidInput, written, QStringLiteral("a registry alone is not a repository"));
    }
    if (const qsizetype regex = name.indexOf(QLatin1String(":/"));
        regex > 0 && name.endsWith(u'/') && name.size() > regex + 3) {
        const QString text = name.sliced(regex + 2).chopped(1);
        Result<Pattern> pattern = Pattern::compile(text);
        if (!pattern) {
            return std::unexpected(pattern.error());
        }
        side.pattern = std::move(*pattern);
        name = name.left(regex);
    } else if (const qsizetype at = name.indexOf(u'@'); at >= 0 && !name.sliced(at).contains(u'/')) {
        const Result<Digest> digest = Digest::parse(QStringView(name).sliced(at + 1));
        if (!digest) {
            return std::unexpected(digest.error());
        }
        side.digest = *digest;
        name = name.left(at);
    } else if (const qsizetype colon = name.lastIndexOf(u':'); colon > name.lastIndexOf(u'/')) {
        side.tags = name.sliced(colon + 1).split(u',');
        for (QString &tag : side.tags) {
            tag = tag.trimmed();
            if (!Reference::isValidTag(tag)) {
                return fail(ErrorKind::InvalidInput, written, QStringLiteral("the tag '%1' is not valid").arg(tag));
            }
        }
        name = name.left(colon);
    }
    Result<Reference> repository = Reference::parse(name);
    if (!repository) {
        return std::unexpected(repository.error());
    }
    Result<Reference> bare = Reference::fromParts(repository->registry(), repository->repository());
    if (!bare) {
        return std::unexpected(bare.error());
    }
    side.repository = *bare;
    return side;
}

class Rules
{
public:
    Rules(TaskScope &scope, TaskJob &job)
        : m_scope(scope)
        , m_job(job)
    {
    }

    void add(const DocumentNode::Entry &entry, const QString &key)
    {
        m_key = key;
        m_place = m_scope.place(entry.line, entry.column);
        const Result<Side> source = sideOf(entry.key);
        if (!source) {
            m_scope.problem(m_place, key, source.error());
            return;
        }
        m_source = *source;
        const DocumentNode &value = *entry.value;
        if (value.isNull()) {
            destination(QString(), value);
        } else if (value.isScalar()) {
            destination(value.text, value);
        } else if (value.isList()) {
            if (value.items.isEmpty()) {
                m_scope.problem(value, key,
                                QStringLiteral("the list of destinations is empty; \"\" means the default registry "
                                               "and namespace"));
            }
            for (const DocumentPointer &item : value.items) {
                if (item->isScalar() || item->isNull()) {
                    destination(item->text, *item);
                } else {
                    m_scope.problem(*item, key, QStringLiteral("a destination is expected"));
                }
            }
        } else {
            m_scope.problem(value, key, QStringLiteral("a destination, or a list of destinations, is expected"));
        }
    }

private:
    void destination(const QString &written, const DocumentNode &node)
    {
        Side target;
        if (written.trimmed().isEmpty()) {
            const std::optional<Reference> repository = defaultRepository(node);
            if (!repository) {
                return;
            }
            target.repository = *repository;
        } else {
            const bool isNumber = node.plain && std::all_of(written.begin(), written.end(),
                                                            [](QChar c) { return c.isDigit() || c == u'-'; });
            if (isNumber) {
                m_scope.problem(node, m_key, QStringLiteral("registry/repository is expected, not a number"), written);
                return;
            }
            Result<Side> parsed = sideOf(written);
            if (!parsed) {
                m_scope.problem(m_scope.place(node), m_key, parsed.error());
                return;
            }
            target = std::move(*parsed);
        }
        if (const QString why = mismatch(target); !why.isEmpty()) {
            m_scope.problem(node, m_key, why, written);
            return;
        }
        if (m_source.tags.isEmpty() && m_source.digest.isNull()) {
            TaskImage image = imageOf(m_source.repository, TargetName::repository(target.repository));
            image.tags = m_source.pattern ? TaskImage::Tags::Matching : TaskImage::Tags::All;
            image.tagPattern = m_source.pattern.value_or(Pattern());
            m_job.images.append(image);
        } else if (!m_source.digest.isNull()) {
            const Reference source = m_source.repository.withDigest(m_source.digest);
            // A tag at the destination names the digest there.
            m_job.images.append(imageOf(
                source, target.tags.isEmpty() ? TargetName::repository(target.repository)
                                              : TargetName::exact(target.repository.withTag(target.tags.first()))));
        } else {
            for (qsizetype i = 0; i < m_source.tags.size(); ++i) {
                const Reference source = m_source.repository.withTag(m_source.tags.at(i));
                m_job.images.append(imageOf(
                    source, target.tags.isEmpty() ? TargetName::repository(target.repository)
                                                  : TargetName::exact(target.repository.withTag(target.tags.at(i)))));
            }
        }
    }

    TaskImage imageOf(const Reference &source, const TargetName &target) const
    {
        TaskImage image;
        image.source = source;
        image.target = target;
        image.place = m_place;
        return image;
    }

    /// What does not fit between the two sides; empty when all does.
    QString mismatch(const Side &target) const
    {
        if (target.pattern) {
            return QStringLiteral("a destination cannot be a regular expression");
        }
        if (!target.digest.isNull() && target.digest != m_source.digest) {
            return QStringLiteral("a destination's digest must be the source's");
        }
        if (target.tags.isEmpty()) {
            return {};
        }
        if (!m_source.digest.isNull()) {
            return QStringLiteral("the source is named by digest, so the destination has no tag or the same digest");
        }
        if (m_source.tags.isEmpty()) {
            return QStringLiteral("the source means several tags, so the destination must have none");
        }
        if (target.tags.size() != m_source.tags.size()) {
            return QStringLiteral("the destination has %1 tags, the source %2: give none or as many")
                .arg(QString::number(target.tags.size()), QString::number(m_source.tags.size()));
        }
        return {};
    }

    QString environment(const char *name) const
    {
        const auto &lookup = m_scope.context().environment;
        return lookup ? lookup(QLatin1String(name)).value_or(QString()) : QString();
    }

    /// `default-registry/default-namespace/<name>`.
    std::optional<Reference> defaultRepository(const DocumentNode &node)
    {
        const TaskContext &context = m_scope.context();
        const QString registry =
            context.defaultRegistry.isEmpty() ? environment("DEFAULT_REGISTRY") : context.defaultRegistry;
        const QString space =
            context.defaultNamespace.isEmpty() ? environment("DEFAULT_NAMESPACE") : context.defaultNamespace;
        if (registry.isEmpty() || space.isEmpty()) {
            m_scope.problem(
                m_place.line > 0 ? m_place : m_scope.place(node), m_key,
                fail(ErrorKind::InvalidInput, m_source.repository.name(),
                     QStringLiteral("the destination is empty; give --default-registry and --default-namespace, or set "
                                    "DEFAULT_REGISTRY and DEFAULT_NAMESPACE"))
                    .error());
            return std::nullopt;
        }
        const Result<Reference> repository =
            Reference::fromParts(registry, space + u'/' + m_source.repository.repository().section(u'/', -1));
        if (!repository) {
            m_scope.problem(m_place, m_key, repository.error());
            return std::nullopt;
        }
        return *repository;
    }

    TaskScope &m_scope;
    TaskJob &m_job;
    QString m_key;
    FilePlace m_place;
    Side m_source;
};

QStringList words(const DocumentNode *node, const QString &key, TaskScope &scope)
{
    return node ? scope.strings(*node, key) : QStringList();
}

/// `arm:v7` as os/architecture writes it. Without variant all that `system` has are meant.
QStringList processorsOf(const QString &word, const QString &system)
{
    QString text = word.trimmed().toLower();
    if (text == QLatin1String("arm") && !system.startsWith(QLatin1String("windows"))) {
        return {QStringLiteral("arm/v5"), QStringLiteral("arm/v6"), QStringLiteral("arm/v7"), QStringLiteral("arm/v8")};
    }
    return {text.replace(u':', u'/')};
}

/// The filters `os` (with `windows:10.0.20348.2113`) and `arch` (with `arm:v7`) crossed, as they apply to every image.
QList<Platform> filters(const DocumentNode &root, TaskScope &scope)
{
    const QStringList systems = words(root.find(QLatin1String("os")), QStringLiteral("os"), scope);
    const QStringList processors = words(root.find(QLatin1String("arch")), QStringLiteral("arch"), scope);
    QList<Platform> platforms;
    if (systems.isEmpty() != processors.isEmpty()) {
        const char *const given = systems.isEmpty() ? "arch" : "os";
        const char *const lacking = systems.isEmpty() ? "os" : "arch";
        scope.problem(*root.find(QLatin1String(given)), QLatin1String(given),
                      QStringLiteral("os and arch are given together; '%1' is missing").arg(QLatin1String(lacking)));
        return platforms;
    }
    for (const QString &system : systems) {
        const QString version = system.section(u':', 1);
        QStringList all;
        for (const QString &processor : processors) {
            all.append(processorsOf(processor, system));
        }
        for (const QString &processor : std::as_const(all)) {
            QString text = system.section(u':', 0, 0) + u'/' + processor;
            text += version.isEmpty() ? QString() : u':' + version;
            const Result<Platform> platform = Platform::parse(text);
            if (!platform) {
                scope.problem(scope.place(*root.find(QLatin1String("arch"))), QStringLiteral("arch"), platform.error());
            } else if (!platforms.contains(*platform)) {
                platforms.append(*platform);
            }
        }
    }
    return platforms;
}

} // namespace

bool isCombined(const DocumentNode &root)
{
    if (!root.isMap()) {
        return false;
    }
    // One half that is right says what the other was meant to be.
    const DocumentNode *const auth = root.find(QLatin1String("auth"));
    const DocumentNode *const images = root.find(QLatin1String("images"));
    if (auth && images && (isAccounts(*auth) || isRules(*images))) {
        return true;
    }
    const auto isAbsentOrMap = [&root](const char *key) {
        const DocumentNode *const node = root.find(QLatin1String(key));
        return !node || node->isMap() || node->isNull();
    };
    return root.isMap() && (root.has(QLatin1String("images")) || root.has(QLatin1String("auth"))) &&
           isAbsentOrMap("images") && isAbsentOrMap("auth");
}

bool isAccounts(const DocumentNode &root)
{
    return root.isMap() && !root.entries.isEmpty() &&
           std::all_of(root.entries.begin(), root.entries.end(),
                       [](const DocumentNode::Entry &entry) { return isAccount(*entry.value); });
}

bool isRules(const DocumentNode &root)
{
    const auto fits = [](const DocumentNode::Entry &entry) {
        const DocumentNode &value = *entry.value;
        return value.isNull() || value.isScalar() ||
               (value.isList() && std::all_of(value.items.begin(), value.items.end(), [](const DocumentPointer &item) {
                    return item->isScalar() || item->isNull();
                }));
    };
    // A name with a path or a tag; other maps of words are something else.
    const auto named = [](const DocumentNode::Entry &entry) {
        return entry.key.contains(u'/') || entry.key.contains(u':');
    };
    const auto isRule = [&](const DocumentNode::Entry &entry) { return named(entry) && fits(entry); };
    const auto &entries = root.entries;
    // Names throughout: a wrong value among them is a mistake in rules, not another kind of file.
    return root.isMap() && std::any_of(entries.begin(), entries.end(), isRule) &&
           (std::all_of(entries.begin(), entries.end(), fits) || std::all_of(entries.begin(), entries.end(), named));
}

void readAccounts(const DocumentNode &map, const QString &key, TaskScope &scope)
{
    if (!map.isMap() && !map.isNull()) {
        scope.problem(map, key, QStringLiteral("a map is expected: registry, then username and password"));
        return;
    }
    for (const DocumentNode::Entry &entry : map.entries) {
        const FilePlace place = scope.place(entry.line, entry.column);
        const QString path = key.isEmpty() ? entry.key : key + u'.' + entry.key;
        const std::optional<QString> where = kubekey::accountScope(entry.key);
        if (!where || entry.key.trimmed().isEmpty()) {
            scope.problem(place, path,
                          fail(ErrorKind::InvalidInput, entry.key,
                               QStringLiteral("a registry, or registry/namespace, is expected"))
                              .error());
            continue;
        }
        if (!entry.value->isMap()) {
            scope.problem(*entry.value, path, QStringLiteral("username and password are expected"));
            continue;
        }
        TaskAccount account;
        account.account.scope = *where;
        account.place = place;
        bool whole = true;
        for (const DocumentNode::Entry &field : entry.value->entries) {
            const QString fieldKey = path + u'.' + field.key;
            if (field.key == QLatin1String("insecure")) {
                account.mayUseHttp = scope.flag(*field.value, fieldKey).value_or(false);
                if (account.mayUseHttp) {
                    account.skipVerification = true;
                }
                continue;
            }
            if (field.key != QLatin1String("username") && field.key != QLatin1String("password")) {
                scope.problem(*field.value, fieldKey, QStringLiteral("username, password or insecure is expected"));
                whole = false;
                continue;
            }
            QString value = field.value->text;
            if (const QString name = environmentName(value); !name.isEmpty()) {
                const auto &lookup = scope.context().environment;
                const std::optional<QString> found = lookup ? lookup(name) : std::nullopt;
                if (!found) {
                    scope.problem(*field.value, fieldKey,
                                  QStringLiteral("the environment variable %1 is not set").arg(name));
                    whole = false;
                    continue;
                }
                value = *found;
            }
            (field.key == QLatin1String("username") ? account.account.username : account.account.secret) = value;
        }
        if (whole) {
            scope.set().accounts.append(account);
        }
    }
}

void readRules(const DocumentNode &map, const QString &key, const QList<Platform> &platforms, TaskScope &scope)
{
    if (!map.isMap() && !map.isNull()) {
        scope.problem(map, key, QStringLiteral("a map is expected: source, then destination"));
        return;
    }
    TaskJob job;
    job.kind = TaskJob::Kind::Sync;
    End registry;
    registry.kind = End::Kind::Registry;
    job.from = registry;
    job.to = registry;
    job.platforms = platforms;
    if (!platforms.isEmpty()) {
        // image-syncer takes what fits and goes on.
        job.policy = Policy::Warn;
        job.platformsFilter = true;
    }
    job.place = scope.place(map);
    Rules rules(scope, job);
    for (const DocumentNode::Entry &entry : map.entries) {
        rules.add(entry, key.isEmpty() ? entry.key : key + u'.' + entry.key);
    }
    if (!job.images.isEmpty()) {
        scope.set().jobs.append(job);
    }
}

void readCombined(const DocumentNode &root, TaskScope &scope)
{
    const QList<Platform> platforms = filters(root, scope);
    for (const DocumentNode::Entry &entry : root.entries) {
        if (entry.key == QLatin1String("auth")) {
            readAccounts(*entry.value, entry.key, scope);
        } else if (entry.key == QLatin1String("images")) {
            readRules(*entry.value, entry.key, platforms, scope);
        } else if (entry.key != QLatin1String("os") && entry.key != QLatin1String("arch")) {
            scope.problem(
                scope.place(entry.line, entry.column), entry.key,
                fail(ErrorKind::InvalidInput, {}, QStringLiteral("auth, images, os or arch is expected")).error());
        }
    }
}

} // namespace stowage::imagesyncer
