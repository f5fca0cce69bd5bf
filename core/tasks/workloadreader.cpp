// SPDX-License-Identifier: Apache-2.0
#include "tasks/workloadreader.h"

#include <algorithm>

namespace stowage {

namespace {

/// Aliases can make a small file endless to walk.
constexpr qsizetype mostVisited = 1'000'000;

QString wordOf(const DocumentNode &map, const char *key)
{
    const DocumentNode *const node = map.find(QLatin1String(key));
    return node && node->isScalar() ? node->text : QString();
}

/// `Deployment web` of a Kubernetes document.
QString titleOf(const DocumentNode &root)
{
    const DocumentNode *const metadata = root.find(QLatin1String("metadata"));
    const QString name = metadata ? wordOf(*metadata, "name") : QString();
    return (wordOf(root, "kind") + u' ' + name).trimmed();
}

/// An image beyond doubt: registry with a dot or port, path, and a tag or digest.
bool looksLikeImage(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash <= 0 || text.contains(QLatin1String("://")) || !Reference::isValidRegistry(text.left(slash))) {
        return false;
    }
    const qsizetype last = text.lastIndexOf(u'/');
    return (text.indexOf(u':', last) > 0 || text.contains(u'@')) && Reference::parse(text).has_value();
}

bool isListOfWords(const DocumentNode &node)
{
    return node.isList() && std::all_of(node.items.begin(), node.items.end(),
                                        [](const DocumentPointer &item) { return item->isScalar(); });
}

bool searchImages(const DocumentNode &node, qsizetype &budget)
{
    if (--budget < 0) {
        return false;
    }
    for (const DocumentNode::Entry &entry : node.entries) {
        if ((entry.key == QLatin1String("image") && entry.value->isScalar()) || searchImages(*entry.value, budget)) {
            return true;
        }
    }
    return std::any_of(node.items.begin(), node.items.end(),
                       [&budget](const DocumentPointer &item) { return searchImages(*item, budget); });
}

} // namespace

WorkloadReader::WorkloadReader(TaskScope &scope)
    : m_scope(scope)
{
    m_job.kind = TaskJob::Kind::Pull;
    End registry;
    registry.kind = End::Kind::Registry;
    m_job.from = registry;
    m_job.place = {scope.file(), 0, 0};
}

bool WorkloadReader::isKubernetes(const DocumentNode &root)
{
    return root.isMap() && root.has(QLatin1String("apiVersion")) && root.has(QLatin1String("kind"));
}

bool WorkloadReader::isCompose(const DocumentNode &root)
{
    const DocumentNode *const services = root.find(QLatin1String("services"));
    return services && services->isMap();
}

bool WorkloadReader::hasImages(const DocumentNode &root)
{
    qsizetype budget = mostVisited;
    return searchImages(root, budget);
}

void WorkloadReader::read(const DocumentNode &root)
{
    m_compose = isCompose(root);
    walk(root, isKubernetes(root) ? titleOf(root) : QString(), {});
}

void WorkloadReader::finish()
{
    if (m_visited > mostVisited) {
        m_scope.problem(
            FilePlace{m_scope.file(), 0, 0}, {},
            fail(ErrorKind::InvalidInput, {}, QStringLiteral("the aliases of this file make it endless")).error());
    }
    if (!m_job.images.isEmpty()) {
        m_scope.set().jobs.append(m_job);
    }
}

void WorkloadReader::walk(const DocumentNode &node, const QString &where, const QString &path)
{
    if (++m_visited > mostVisited) {
        return;
    }
    for (const DocumentNode::Entry &entry : node.entries) {
        const QString key = path.isEmpty() ? entry.key : path + u'.' + entry.key;
        const DocumentNode &value = *entry.value;
        QString place = where;
        if (isKubernetes(value)) {
            place = titleOf(value); // the items of a List
        } else if (m_compose && path == QLatin1String("services")) {
            place = QStringLiteral("service %1").arg(entry.key);
        } else if (const QString name = value.isMap() ? wordOf(value, "name") : QString(); !name.isEmpty()) {
            place += QStringLiteral(", %1").arg(name);
        }
        if (entry.key == QLatin1String("image") && value.isScalar()) {
            if (const std::optional<QString> text = interpolated(value, key); text && !text->isEmpty()) {
                add(value, *text, place, key, true);
            } else if (text) {
                m_scope.ignore(m_scope.place(entry.line, entry.column), QStringLiteral("'%1' without a name").arg(key));
            }
        } else if (entry.key == QLatin1String("image") && (value.isNull() || isListOfWords(value))) {
            m_scope.ignore(m_scope.place(entry.line, entry.column),
                           value.isNull() ? QStringLiteral("'%1' without a name").arg(key)
                                          : QStringLiteral("'%1', a list instead of one name,").arg(key));
        } else if ((entry.key == QLatin1String("value") || entry.key == QLatin1String("command") ||
                    entry.key == QLatin1String("args") || entry.key == QLatin1String("environment")) &&
                   !value.isNull()) {
            maybe(value, place, key);
        } else {
            walk(value, place, key);
        }
    }
    for (const DocumentPointer &item : node.items) {
        const QString name = item->isMap() ? wordOf(*item, "name") : QString();
        const QString place = isKubernetes(*item) ? titleOf(*item)
                              : name.isEmpty()    ? where
                              : where.isEmpty()   ? name
                                                  : where + QStringLiteral(", ") + name;
        walk(*item, place, path);
    }
}

void WorkloadReader::add(const DocumentNode &node, const QString &text, const QString &where, const QString &key,
                         bool chosen)
{
    const std::optional<Reference> reference = m_scope.reference(node, text, key);
    if (!reference) {
        return;
    }
    TaskImage image;
    image.source = *reference;
    image.where = where;
    image.chosen = chosen;
    image.place = m_scope.place(node);
    m_job.images.append(image);
}

void WorkloadReader::maybe(const DocumentNode &node, const QString &where, const QString &key)
{
    const auto look = [&](const DocumentNode &scalar) {
        // `image=registry/name:tag`, `--image=…`, or the bare name.
        const QString text = scalar.text.trimmed();
        const QString tail = text.sliced(text.indexOf(u'=') + 1);
        if (looksLikeImage(tail)) {
            add(scalar, tail, where, key, false);
        }
    };
    if (node.isScalar()) {
        look(node);
    }
    const auto inside = [&](const DocumentNode &value) {
        if (++m_visited > mostVisited) {
            return;
        }
        if (value.isScalar()) {
            look(value);
        } else {
            walk(value, where, key);
        }
    };
    for (const DocumentPointer &item : node.items) {
        inside(*item);
    }
    for (const DocumentNode::Entry &entry : node.entries) {
        inside(*entry.value);
    }
}

std::optional<QString> WorkloadReader::interpolated(const DocumentNode &node, const QString &key)
{
    if (!m_compose || !node.text.contains(u'$')) {
        return node.text;
    }
    // Compose: $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}, $$.
    QString result;
    const QString &text = node.text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'$') {
            result += text.at(i);
            continue;
        }
        if (i + 1 < text.size() && text.at(i + 1) == u'$') {
            result += u'$';
            ++i;
            continue;
        }
        const bool braces = i + 1 < text.size() && text.at(i + 1) == u'{';
        qsizetype begin = i + (braces ? 2 : 1);
        qsizetype end = begin;
        while (end < text.size() && (text.at(end) == u'_' || text.at(end).isLetterOrNumber())) {
            ++end;
        }
        const QString name = text.sliced(begin, end - begin);
        QString fallback;
        bool hasFallback = false;
        if (braces) {
            const qsizetype close = text.indexOf(u'}', end);
            if (close < 0 || name.isEmpty()) {
                m_scope.problem(node, key, QStringLiteral("'${' is not closed"), text);
                return std::nullopt;
            }
            QString rest = text.sliced(end, close - end);
            if (rest.startsWith(u':')) {
                rest.remove(0, 1);
            }
            hasFallback = rest.startsWith(u'-');
            fallback = rest.mid(1);
            end = close + 1;
        }
        const auto &lookup = m_scope.context().environment;
        const std::optional<QString> value = lookup ? lookup(name) : std::nullopt;
        if ((!value || value->isEmpty()) && !hasFallback) {
            m_scope.problem(node, key, QStringLiteral("the environment variable %1 is not set").arg(name), text);
            return std::nullopt;
        }
        result += value && !value->isEmpty() ? *value : fallback;
        i = end - 1;
    }
    return result;
}

} // namespace stowage
