// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskscope.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stowage {

namespace {

/// `{{ .a.b }}` or `{{ .a.b | toJson }}` and nothing else: the path, for values that a list may replace.
QString wholeVariable(const QString &text)
{
    QString inner = text.trimmed();
    if (!inner.startsWith(QLatin1String("{{")) || !inner.endsWith(QLatin1String("}}"))) {
        return {};
    }
    inner = inner.sliced(2, inner.size() - 4);
    if (inner.startsWith(u'-')) {
        inner.remove(0, 1);
    }
    if (inner.endsWith(u'-')) {
        inner.chop(1);
    }
    QString path = inner.section(u'|', 0, 0).trimmed();
    const QString filter = inner.section(u'|', 1).trimmed();
    const bool isPath = path.startsWith(u'.') && path.size() > 1 && std::all_of(path.begin(), path.end(), [](QChar c) {
                            return c == u'.' || c == u'_' || c.isLetterOrNumber();
                        });
    return isPath && (filter.isEmpty() || filter == QLatin1String("toJson")) ? path : QString();
}

bool looksLikeJson(const QString &text)
{
    const QString trimmed = text.trimmed();
    return (trimmed.startsWith(u'[') && trimmed.endsWith(u']')) || (trimmed.startsWith(u'{') && trimmed.endsWith(u'}'));
}

/// Cuts off what may be user name and password: all before the last `@` that no digest follows (D06).
QString withoutUserInfo(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 0 || (text.indexOf(u'@') == at && Digest::parse(QStringView(text).sliced(at + 1)))) {
        return text;
    }
    // A digest with a mistake: there is no host of that name.
    if (text.indexOf(u'@') == at && (text.sliced(at + 1).startsWith(QLatin1String("sha256:")) ||
                                     text.sliced(at + 1).startsWith(QLatin1String("sha512:")))) {
        return text;
    }
    return text.sliced(at + 1);
}

/// Processors that KubeKey's documents name without a system.
bool isArchitecture(const QString &word)
{
    static constexpr std::array known{"amd64", "arm64",   "arm",     "386",     "ppc64le",
                                      "s390x", "riscv64", "loong64", "mips64le"};
    return std::any_of(known.begin(), known.end(), [&](const char *name) { return word == QLatin1String(name); });
}

} // namespace

TaskScope::TaskScope(QString file, const TaskContext &context)
    : m_file(std::move(file))
    , m_context(context)
{
    for (auto it = context.variables.constBegin(); it != context.variables.constEnd(); ++it) {
        m_answers.insert(it.key().startsWith(u'.') ? it.key() : u'.' + it.key(), it.value());
    }
    m_variables = m_answers;
}

void TaskScope::addVariable(const QString &path, const QString &value)
{
    if (!m_answers.contains(path)) {
        m_variables.insert(path, value);
    }
}

bool TaskScope::isIgnored(const QString &key) const
{
    return std::any_of(m_context.ignoredKeys.begin(), m_context.ignoredKeys.end(), [&key](const QString &name) {
        return name == key || (name.endsWith(u'*') && key.startsWith(name.chopped(1)));
    });
}

void TaskScope::problem(const DocumentNode &node, const QString &key, const QString &why, const QString &item)
{
    problem(place(node), key, fail(ErrorKind::InvalidInput, item, why).error());
}

void TaskScope::problem(const FilePlace &place, const QString &key, const Error &error)
{
    Error safe = error;
    safe.item = withoutUserInfo(error.item);
    m_set.problems.append({place, withoutUserInfo(key), safe});
}

void TaskScope::ignore(const FilePlace &place, const QString &what)
{
    m_set.ignored.append({withoutUserInfo(what), place});
}

void TaskScope::ask(const QString &variable, const DocumentNode &node, const QString &key)
{
    TaskSet one;
    one.questions.append({variable, place(node), key});
    m_set.add(one);
}

std::optional<QString> TaskScope::text(const DocumentNode &node, const QString &key, bool secret)
{
    if (node.isNull()) {
        return QString();
    }
    if (!node.isScalar()) {
        problem(node, key, QStringLiteral("a string is expected"));
        return std::nullopt;
    }
    if (!node.text.contains(QLatin1String("{{"))) {
        return node.text;
    }
    const auto broken = [&](Error error) {
        if (secret) {
            error.item.clear();
            error.technical = QStringLiteral("the template is broken");
        }
        problem(place(node), key, error);
    };
    const Result<Template> parsed = Template::parse(node.text);
    if (!parsed) {
        broken(parsed.error());
        return std::nullopt;
    }
    bool complete = true;
    const QStringList names = parsed->variables();
    for (const QString &name : names) {
        if (!m_variables.contains(name)) {
            complete = false;
            if (name.startsWith(QLatin1String(".module."))) {
                problem(node, key, QStringLiteral("the variable '%1' has no value here").arg(name));
            } else {
                ask(name, node, key);
            }
        }
    }
    if (!complete) {
        return std::nullopt;
    }
    const Result<QString> rendered = parsed->render([this](const QString &path) -> std::optional<TemplateValue> {
        const auto known = m_variables.constFind(path);
        return known == m_variables.constEnd() ? std::nullopt : std::optional<TemplateValue>(*known);
    });
    if (!rendered) {
        broken(rendered.error());
        return std::nullopt;
    }
    return rendered->trimmed();
}

std::optional<bool> TaskScope::flag(const DocumentNode &node, const QString &key)
{
    const std::optional<QString> word = text(node, key);
    if (!word) {
        return std::nullopt;
    }
    const QString lower = word->trimmed().toLower();
    if (lower == QLatin1String("true") || lower == QLatin1String("yes") || lower == QLatin1String("on") ||
        lower == u"1") {
        return true;
    }
    if (lower == QLatin1String("false") || lower == QLatin1String("no") || lower == QLatin1String("off") ||
        lower == u"0" || lower.isEmpty()) {
        return false;
    }
    problem(node, key, QStringLiteral("true or false is expected"), *word);
    return std::nullopt;
}

DocumentPointer TaskScope::resolved(const DocumentPointer &node, const QString &key)
{
    if (!node->isScalar()) {
        return node;
    }
    QString content = node->text;
    if (const QString variable = wholeVariable(content); !variable.isEmpty()) {
        const auto known = m_variables.constFind(variable);
        if (known == m_variables.constEnd()) {
            ask(variable, *node, key);
            return nullptr;
        }
        content = *known;
    } else if (content.contains(QLatin1String("{{"))) {
        const std::optional<QString> rendered = text(*node, key);
        if (!rendered) {
            return nullptr;
        }
        content = *rendered;
    }
    if (!looksLikeJson(content)) {
        const auto plain = std::make_shared<DocumentNode>(*node);
        plain->text = content.trimmed();
        return plain;
    }
    Documents inner = readDocuments(content);
    if (inner.fault || inner.documents.size() != 1) {
        problem(*node, key, QStringLiteral("the string holds broken JSON"));
        return nullptr;
    }
    // Positions inside the string mean nothing in the file.
    struct Moved
    {
        static DocumentPointer at(const DocumentNode &from, const DocumentNode &origin)
        {
            const auto copy = std::make_shared<DocumentNode>(from);
            copy->line = origin.line;
            copy->column = origin.column;
            for (DocumentPointer &item : copy->items) {
                item = at(*item, origin);
            }
            for (DocumentNode::Entry &entry : copy->entries) {
                entry.line = origin.line;
                entry.column = origin.column;
                entry.value = at(*entry.value, origin);
            }
            return copy;
        }
    };
    if (content.contains(u'&') && content.contains(u'*')) {
        return inner.documents.first(); // aliases would multiply when copied
    }
    return Moved::at(*inner.documents.first(), *node);
}

QStringList TaskScope::strings(const DocumentNode &node, const QString &key)
{
    QStringList result;
    if (node.isNull()) {
        return result;
    }
    if (node.isScalar()) {
        if (!node.text.isEmpty()) {
            result.append(node.text);
        }
        return result;
    }
    if (!node.isList()) {
        problem(node, key, QStringLiteral("a list is expected"));
        return result;
    }
    for (const DocumentPointer &item : node.items) {
        if (const std::optional<QString> word = text(*item, key); word && !word->isEmpty()) {
            result.append(*word);
        } else if (word) {
            problem(*item, key, QStringLiteral("an entry of the list is empty"));
        }
    }
    return result;
}

QList<Platform> TaskScope::platforms(const DocumentPointer &node, const QString &key)
{
    QList<Platform> platforms;
    const DocumentPointer value = resolved(node, key);
    if (!value) {
        return platforms;
    }
    const QStringList words = strings(*value, key);
    for (const QString &word : words) {
        if (word == QLatin1String("all")) {
            return {}; // KubeKey's word for no filter
        }
        const Result<Platform> platform =
            Platform::parse(isArchitecture(word) ? QStringLiteral("linux/") + word : word);
        if (!platform) {
            problem(place(*value), key, platform.error());
        } else if (!platforms.contains(*platform)) {
            platforms.append(*platform);
        }
    }
    return platforms;
}

std::optional<Reference> TaskScope::reference(const DocumentNode &node, const QString &text, const QString &key)
{
    const Result<Reference> reference = Reference::parse(text);
    if (!reference) {
        problem(place(node), key, reference.error());
        return std::nullopt;
    }
    return *reference;
}

} // namespace stowage
