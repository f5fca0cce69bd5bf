// SPDX-License-Identifier: Apache-2.0
#include "tasks/kubekeyimage.h"

// KubeKey's first dialects: `pull`, `push` and `copy` below `image`.

#include <algorithm>
#include <utility>

namespace stowage::kubekey {

namespace {

const DocumentNode *mapIn(const DocumentNode &map, const char *key)
{
    const DocumentNode *const value = map.find(QLatin1String(key));
    return value && value->isMap() ? value : nullptr;
}

} // namespace

TaskJob ImageReader::pull(const DocumentNode &map)
{
    TaskJob job = m_task;
    job.kind = TaskJob::Kind::Pull;
    job.from = ownRegistries();
    job.to = imagesDir(map);
    for (const DocumentNode::Entry &entry : map.entries) {
        if (entry.key == QLatin1String("manifests")) {
            job.images = manifests(entry.value, keyOf(entry.key));
        } else if (!common(entry, job) && !isAccountKey(entry.key) && entry.key != QLatin1String("images_dir")) {
            unknown(*entry.value, entry);
        }
    }
    if (const DocumentNode *const named = map.find(QLatin1String("manifests")); !named || isEmptyList(*named)) {
        m_scope.problem(named ? *named : map, keyOf(QStringLiteral("manifests")),
                        QStringLiteral("a list of images is required"));
    }
    QStringList registries;
    for (const TaskImage &image : std::as_const(job.images)) {
        registries.append(image.source.registry());
    }
    singleAccount(map, registries, job);
    return job;
}

TaskJob ImageReader::push(const DocumentNode &map)
{
    TaskJob job = m_task;
    job.kind = TaskJob::Kind::Push;
    job.from = imagesDir(map);
    job.wholeSource = true;
    for (const DocumentNode::Entry &entry : map.entries) {
        const QString key = keyOf(entry.key);
        if (entry.key == QLatin1String("src_pattern") || entry.key == QLatin1String("pattern")) {
            pattern(*entry.value, key, job);
        } else if (entry.key == QLatin1String("dest")) {
            destination(*entry.value, key, job);
        } else if (!common(entry, job) && !isAccountKey(entry.key) && entry.key != QLatin1String("images_dir")) {
            unknown(*entry.value, entry);
        }
    }
    if (!map.has(QLatin1String("dest"))) {
        m_scope.problem(map, keyOf(QStringLiteral("dest")), QStringLiteral("the name at the target is required"));
    }
    QStringList registries;
    if (const Result<Reference> sample = job.target.render(Reference::parse(u"docker.io/library/sample:1").value())) {
        registries.append(sample->registry());
    }
    singleAccount(map, registries, job);
    return job;
}

void ImageReader::destination(const DocumentNode &node, const QString &key, TaskJob &job)
{
    if (!node.isScalar() || node.text.trimmed().isEmpty()) {
        m_scope.problem(node, key, QStringLiteral("the name at the target is expected"));
        return;
    }
    if (const std::optional<TargetName> name = naming(node, node.text, key)) {
        job.target = *name;
        job.to = ownRegistries();
    }
}

bool ImageReader::isAccountKey(const QString &key)
{
    return key == QLatin1String("username") || key == QLatin1String("password");
}

void ImageReader::singleAccount(const DocumentNode &map, QStringList registries, TaskJob &job)
{
    TaskAccount account;
    account.place = m_scope.place(map);
    if (const DocumentNode *const name = map.find(QLatin1String("username"))) {
        account.account.username = m_scope.text(*name, keyOf(QStringLiteral("username"))).value_or(QString());
    }
    if (const DocumentNode *const secret = map.find(QLatin1String("password"))) {
        account.account.secret = m_scope.text(*secret, keyOf(QStringLiteral("password")), true).value_or(QString());
    }
    if (account.account.username.isEmpty()) {
        return;
    }
    registries.removeDuplicates();
    for (const QString &registry : std::as_const(registries)) {
        account.account.scope = registry;
        job.accounts.append(account);
    }
}

TaskJob ImageReader::copy(const DocumentNode &map)
{
    TaskJob job = m_task;
    for (const DocumentNode::Entry &entry : map.entries) {
        if (!common(entry, job) && entry.key != QLatin1String("from") && entry.key != QLatin1String("to")) {
            unknown(*entry.value, entry);
        }
    }
    const DocumentNode *const from = mapIn(map, "from");
    const DocumentNode *const to = mapIn(map, "to");
    if (!from || !to) {
        m_scope.problem(map, keyOf(QStringLiteral("from")),
                        QStringLiteral("from and to are required, each with a path"));
        return job;
    }
    m_prefix = QStringLiteral("copy.from.");
    const bool fromHub = isHub(*from);
    job.from = fromHub ? ownRegistries() : path(*from);
    copySide(*from, job, fromHub);
    const bool skipsAtSource = std::exchange(job.skipVerification, false);
    const QList<TaskAccount> sourceAccounts = std::exchange(job.accounts, {});
    m_prefix = QStringLiteral("copy.to.");
    const bool toHub = isHub(*to);
    copySide(*to, job, false);
    if (toHub) {
        const DocumentNode *const name = to->find(QLatin1String("path"));
        if (name) {
            destination(*name, keyOf(QStringLiteral("path")), job);
        } else {
            m_scope.problem(*to, keyOf(QStringLiteral("path")), QStringLiteral("the name at the target is required"));
        }
    } else {
        job.to = path(*to);
    }
    joinSides(job, skipsAtSource, sourceAccounts, fromHub, toHub);
    m_prefix = QStringLiteral("copy.");
    job.kind = fromHub ? (toHub ? TaskJob::Kind::Sync : TaskJob::Kind::Pull)
               : toHub ? TaskJob::Kind::Push
                       : TaskJob::Kind::Copy;
    for (TaskImage &image : job.images) {
        image.target = job.target;
    }
    const DocumentNode *const named = from->find(QLatin1String("manifests"));
    if (job.images.isEmpty() && (!named || isEmptyList(*named))) {
        if (job.pattern.isEmpty() || fromHub) {
            m_scope.problem(named ? *named : *from, QStringLiteral("copy.from.manifests"),
                            fromHub ? QStringLiteral("a list of images is required")
                                    : QStringLiteral("a list of images is required, or to.pattern"));
        } else {
            job.wholeSource = true;
        }
    }
    if (!job.wholeSource) {
        job.target = {};
    }
    return job;
}

void ImageReader::joinSides(TaskJob &job, bool skipsAtSource, const QList<TaskAccount> &sourceAccounts, bool fromHub,
                            bool toHub)
{
    // What a file says about the certificates of one registry is no word about those of the other.
    const bool skipsAtTarget = job.skipVerification;
    if (!fromHub || !toHub) {
        job.skipVerification = toHub ? skipsAtTarget : skipsAtSource;
        job.accounts = sourceAccounts + job.accounts;
        return;
    }
    job.skipVerification = skipsAtSource || skipsAtTarget;
    if (skipsAtSource != skipsAtTarget) {
        job.skipOnlyAt = skipsAtSource ? stowage::Side::Source : stowage::Side::Target;
    }
    // An account that covers nothing of the other side needs no such word.
    const auto covers = [](const TaskAccount &account, const QString &name) {
        return name == account.account.scope || name.startsWith(account.account.scope + u'/');
    };
    const auto coversOther = [&](const TaskAccount &account, bool ofTarget) {
        return std::any_of(job.images.begin(), job.images.end(), [&](const TaskImage &image) {
            const Result<Reference> target = job.target.render(image.source);
            return ofTarget ? covers(account, image.source.name()) : target && covers(account, target->name());
        });
    };
    job.accounts = sourceAccounts + job.accounts;
    for (qsizetype i = 0; i < job.accounts.size(); ++i) {
        const bool atTarget = i >= sourceAccounts.size();
        if (coversOther(job.accounts.at(i), atTarget)) {
            job.accounts[i].onlyAt = atTarget ? stowage::Side::Target : stowage::Side::Source;
        }
    }
}

bool ImageReader::isHub(const DocumentNode &side)
{
    const DocumentNode *const type = side.find(QLatin1String("type"));
    const std::optional<QString> word = type ? m_scope.text(*type, keyOf(QStringLiteral("type"))) : std::nullopt;
    if (word && *word != QLatin1String("file") && *word != QLatin1String("hub")) {
        m_scope.problem(*type, keyOf(QStringLiteral("type")), QStringLiteral("file or hub is expected"), *word);
    }
    return word == QLatin1String("hub");
}

std::optional<End> ImageReader::path(const DocumentNode &side)
{
    const QString key = keyOf(QStringLiteral("path"));
    const DocumentNode *const node = side.find(QLatin1String("path"));
    if (!node || node->isNull()) {
        m_scope.problem(side, key, QStringLiteral("the folder of the images is required"));
        return std::nullopt;
    }
    const std::optional<QString> text = m_scope.text(*node, key);
    return text ? store(*text, *node, key) : std::nullopt;
}

void ImageReader::copySide(const DocumentNode &side, TaskJob &job, bool hub)
{
    for (const DocumentNode::Entry &entry : side.entries) {
        const QString key = keyOf(entry.key);
        if (entry.key == QLatin1String("manifests")) {
            job.images = manifests(entry.value, key);
        } else if (entry.key == QLatin1String("pattern") || entry.key == QLatin1String("src_pattern")) {
            pattern(*entry.value, key, job);
        } else if (entry.key == QLatin1String("path") && hub && !entry.value->isNull()) {
            const std::optional<QString> text = m_scope.text(*entry.value, key);
            if (text && !text->isEmpty() && !accountScope(*text)) {
                m_scope.problem(*entry.value, key, QStringLiteral("a registry is expected"), *text);
            }
        } else if (entry.key != QLatin1String("path") && entry.key != QLatin1String("type") && !common(entry, job)) {
            unknown(*entry.value, entry);
        }
    }
}

} // namespace stowage::kubekey
