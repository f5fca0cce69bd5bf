// SPDX-License-Identifier: Apache-2.0
#include "tasks/kubekeyimage.h"

namespace stowage::kubekey {

namespace {

const DocumentNode *mapIn(const DocumentNode &map, const char *key)
{
    const DocumentNode *const value = map.find(QLatin1String(key));
    return value && value->isMap() ? value : nullptr;
}

} // namespace

End ownRegistries()
{
    End end;
    end.kind = End::Kind::Registry;
    return end;
}

QList<TaskJob> ImageReader::read(const DocumentNode &arguments)
{
    bool old = false;
    for (const char *key : {"pull", "push", "copy"}) {
        const DocumentNode *const value = arguments.find(QLatin1String(key));
        if (!value) {
            continue;
        }
        old = true;
        if (!value->isMap()) {
            m_scope.problem(*value, QLatin1String(key), QStringLiteral("a map is expected"));
            continue;
        }
        m_prefix = QLatin1String(key) + QLatin1String(".");
        const QLatin1String word(key);
        m_jobs.append(word == QLatin1String("pull")   ? pull(*value)
                      : word == QLatin1String("push") ? push(*value)
                                                      : copy(*value));
    }
    m_prefix.clear();
    if (!old) {
        m_jobs.append(flat(arguments));
        return std::move(m_jobs);
    }
    for (const DocumentNode::Entry &entry : arguments.entries) {
        if (entry.key != QLatin1String("pull") && entry.key != QLatin1String("push") &&
            entry.key != QLatin1String("copy")) {
            unknown(*entry.value, entry);
        }
    }
    return std::move(m_jobs);
}

void ImageReader::unknown(const DocumentNode &node, const DocumentNode::Entry &entry)
{
    if (m_scope.isIgnored(entry.key)) {
        m_scope.ignore(m_scope.place(entry.line, entry.column), keyOf(entry.key));
        return;
    }
    m_scope.problem(node, keyOf(entry.key), QStringLiteral("'%1' is unsupported here").arg(entry.key));
}

bool ImageReader::common(const DocumentNode::Entry &entry, TaskJob &job)
{
    const QString key = keyOf(entry.key);
    if (m_scope.isIgnored(entry.key)) {
        m_scope.ignore(m_scope.place(entry.line, entry.column), key);
    } else if (entry.key == QLatin1String("platform")) {
        job.platforms = m_scope.platforms(entry.value, key);
    } else if (entry.key == QLatin1String("auths") || entry.key == QLatin1String("autus")) {
        job.accounts.append(readAuths(entry.value, key, m_scope));
    } else if (entry.key == QLatin1String("skip_tls_verify")) {
        job.skipVerification = m_scope.flag(*entry.value, key).value_or(false);
    } else if (entry.key == QLatin1String("policy")) {
        policy(*entry.value, key, job);
    } else {
        return false;
    }
    return true;
}

void ImageReader::policy(const DocumentNode &node, const QString &key, TaskJob &job)
{
    const std::optional<QString> word = m_scope.text(node, key);
    if (!word || word->isEmpty() || *word == QLatin1String("strict")) {
        return;
    }
    if (*word == QLatin1String("warn")) {
        job.policy = Policy::Warn;
    } else {
        m_scope.problem(node, key, QStringLiteral("strict or warn is expected"), *word);
    }
}

void ImageReader::pattern(const DocumentNode &node, const QString &key, TaskJob &job)
{
    const std::optional<QString> text = m_scope.text(node, key);
    if (!text) {
        return;
    }
    // KubeKey wants some pattern where all is meant.
    Result<Pattern> compiled = Pattern::compile(*text == QLatin1String(".*") ? QString() : *text);
    if (compiled) {
        job.pattern = std::move(*compiled);
    } else {
        m_scope.problem(m_scope.place(node), key, compiled.error());
    }
}

std::optional<End> ImageReader::store(const QString &path, const DocumentNode &node, const QString &key)
{
    const Result<End> end =
        End::parse(path.startsWith(QLatin1String("local://")) ? path : QStringLiteral("dir:") + path);
    if (!end) {
        m_scope.problem(m_scope.place(node), key, end.error());
        return std::nullopt;
    }
    return *end;
}

std::optional<End> ImageReader::imagesDir(const DocumentNode &map)
{
    const QString key = keyOf(QStringLiteral("images_dir"));
    const DocumentNode *const node = map.find(QLatin1String("images_dir"));
    if (node && !node->isNull() && !(node->isScalar() && node->text.trimmed().isEmpty())) {
        const std::optional<QString> path = m_scope.text(*node, key);
        return path ? store(*path, *node, key) : std::nullopt;
    }
    const QString variable = QStringLiteral(".binary_dir");
    const auto known = m_scope.variables().constFind(variable);
    if (known == m_scope.variables().constEnd()) {
        m_scope.ask(variable, map, key);
        return std::nullopt;
    }
    return store(*known + QStringLiteral("/images"), map, key);
}

bool ImageReader::isEmptyList(const DocumentNode &node)
{
    const QString text = node.text.trimmed();
    return node.isNull() || (node.isList() && node.items.isEmpty()) ||
           (node.isScalar() && (text.isEmpty() || text == QLatin1String("[]")));
}

QList<TaskImage> ImageReader::manifests(const DocumentPointer &node, const QString &key)
{
    QList<TaskImage> images;
    const DocumentPointer value = m_scope.resolved(node, key);
    if (!value) {
        return images;
    }
    const auto add = [&](const DocumentNode &place, const QString &text) {
        if (const std::optional<Reference> reference = m_scope.reference(place, text, key)) {
            TaskImage image;
            image.source = *reference;
            image.place = m_scope.place(place);
            images.append(image);
        }
    };
    if (!value->isList()) {
        const QStringList words = m_scope.strings(*value, key);
        for (const QString &word : words) {
            add(*value, word);
        }
        return images;
    }
    for (const DocumentPointer &item : value->items) {
        const std::optional<QString> text = m_scope.text(*item, key);
        if (text) {
            add(*item, *text);
        }
    }
    return images;
}

std::optional<TargetName> ImageReader::naming(const DocumentNode &node, const QString &text, const QString &key)
{
    const Result<Template> parsed = Template::parse(text);
    if (!parsed) {
        m_scope.problem(m_scope.place(node), key, parsed.error());
        return std::nullopt;
    }
    QMap<QString, QString> used;
    bool complete = true;
    const QStringList names = parsed->variables();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String(".module."))) {
            continue; // TargetName knows them or refuses them by name
        }
        const auto known = m_scope.variables().constFind(name);
        if (known == m_scope.variables().constEnd()) {
            m_scope.ask(name, node, key);
            complete = false;
        } else {
            used.insert(name, *known);
        }
    }
    if (!complete) {
        return std::nullopt;
    }
    const Result<TargetName> name = TargetName::literal(text, used);
    if (!name) {
        m_scope.problem(m_scope.place(node), key, name.error());
        return std::nullopt;
    }
    return *name;
}

bool isImageArguments(const DocumentNode &map)
{
    if (!map.isMap()) {
        return false;
    }
    if (mapIn(map, "pull") || mapIn(map, "push")) {
        return true;
    }
    if (const DocumentNode *const copy = mapIn(map, "copy");
        copy && (copy->has(QLatin1String("from")) || copy->has(QLatin1String("to")))) {
        return true;
    }
    const bool ends = map.has(QLatin1String("src")) || map.has(QLatin1String("dest"));
    const bool images = map.has(QLatin1String("manifests")) || map.has(QLatin1String("pattern"));
    return (ends && images) || (map.has(QLatin1String("src")) && map.has(QLatin1String("dest")));
}

QList<TaskJob> readImageArguments(const DocumentNode &arguments, const TaskJob &task, TaskScope &scope)
{
    return ImageReader(task, scope).read(arguments);
}

} // namespace stowage::kubekey
