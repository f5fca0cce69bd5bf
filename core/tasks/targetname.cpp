// SPDX-License-Identifier: Apache-2.0
#include "tasks/targetname.h"

#include <QHash>

namespace stowage {

namespace {

const QString variablesHint = QStringLiteral("known are .module.image.reference.registry, .repository and .reference");

std::unexpected<Error> invalid(const QString &item, const QString &why)
{
    return fail(ErrorKind::InvalidInput, item, why);
}

QHash<QString, QString> variablesOf(const Reference &source)
{
    QHash<QString, QString> variables;
    for (const QString &prefix :
         {QStringLiteral(".module.image.reference."), QStringLiteral(".module.image.src.reference.")}) {
        variables.insert(prefix + QStringLiteral("registry"), source.registry());
        variables.insert(prefix + QStringLiteral("repository"), source.repository());
        variables.insert(prefix + QStringLiteral("reference"),
                         source.tag().isEmpty() ? source.digest().toString() : source.tag());
    }
    return variables;
}

/// Text with `{{ .variable }}` in it.
Result<QString> renderTemplate(const QString &text, const QHash<QString, QString> &variables)
{
    QString result;
    qsizetype at = 0;
    while (true) {
        const qsizetype open = text.indexOf(QLatin1String("{{"), at);
        if (open < 0) {
            return result + text.mid(at);
        }
        const qsizetype close = text.indexOf(QLatin1String("}}"), open);
        if (close < 0) {
            return invalid(text, QStringLiteral("'{{' at character %1 is not closed").arg(open + 1));
        }
        const QString action = text.mid(open + 2, close - open - 2).trimmed();
        const auto variable = variables.constFind(action);
        if (variable == variables.constEnd()) {
            return invalid(text, QStringLiteral("'%1' at character %2 is not known; %3")
                                     .arg(action, QString::number(open + 1), variablesHint));
        }
        result += text.mid(at, open - at) + *variable;
        at = close + 2;
    }
}

/// A name that says everything: registry, repository and tag or digest; nothing is guessed for a push.
Result<Reference> parseWhole(const QString &written)
{
    QString name = written;
    // An untagged image through `repository:reference`.
    if (const qsizetype digest = name.lastIndexOf(QLatin1String(":sha")); digest > name.lastIndexOf(u'/')) {
        if (Digest::parse(QStringView(name).sliced(digest + 1))) {
            name[digest] = u'@';
        }
    }
    const qsizetype slash = name.indexOf(u'/');
    if (slash < 0 || !Reference::isValidRegistry(QStringView(name).first(slash))) {
        return invalid(written, QStringLiteral("the target name does not start with a registry"));
    }
    const qsizetype last = name.lastIndexOf(u'/');
    if (name.indexOf(u':', last) < 0 && !name.contains(u'@')) {
        return invalid(written,
                       QStringLiteral("the target name has no tag; add :{{ .module.image.reference.reference }}"));
    }
    return Reference::parse(name);
}

} // namespace

Result<TargetName> TargetName::parse(const QString &text)
{
    TargetName target;
    target.m_text = text.trimmed();
    target.m_name = target.m_text;
    for (const QLatin1String scheme : {QLatin1String("oci://"), QLatin1String("registry:")}) {
        if (target.m_name.startsWith(scheme)) {
            target.m_name.remove(0, scheme.size());
            break;
        }
    }
    if (target.m_name.isEmpty()) {
        return invalid(
            text, QStringLiteral("the target name is empty; write REGISTRY[/PREFIX], REGISTRY/NAME:TAG or a template"));
    }
    if (target.m_name.contains(QLatin1String("{{"))) {
        target.m_kind = Kind::Template;
        // Mistakes show now, not with the first image.
        const Reference sample = Reference::parse(u"docker.io/library/sample:1").value();
        if (const Result<QString> rendered = renderTemplate(target.m_name, variablesOf(sample)); !rendered) {
            return std::unexpected(rendered.error());
        }
        return target;
    }
    if (target.m_name.contains(QLatin1String("://"))) {
        return invalid(target.m_text.section(u'@', -1),
                       QStringLiteral("leave out '%1'").arg(target.m_name.left(target.m_name.indexOf(u':') + 3)));
    }
    const qsizetype slash = target.m_name.lastIndexOf(u'/');
    if (slash >= 0 && target.m_name.indexOf(u':', slash) >= 0) {
        target.m_kind = Kind::Exact;
        const Result<Reference> whole = parseWhole(target.m_name);
        return whole ? Result<TargetName>(target) : std::unexpected(whole.error());
    }
    while (target.m_name.endsWith(u'/')) {
        target.m_name.chop(1);
    }
    const QString registry = target.m_name.section(u'/', 0, 0);
    const QString prefix = target.m_name.section(u'/', 1);
    if (registry.contains(u'@') || prefix.contains(u'@')) {
        return invalid(target.m_name.section(u'@', -1),
                       QStringLiteral("a target name has no user name and no password"));
    }
    if (!Reference::isValidRegistry(registry)) {
        return invalid(
            target.m_text,
            QStringLiteral("'%1' is not a registry: a host name with '.' or with a port, or localhost").arg(registry));
    }
    if (!prefix.isEmpty() && !Reference::isValidRepository(prefix)) {
        return invalid(target.m_text, QStringLiteral("'%1' is not a repository prefix").arg(prefix));
    }
    return target;
}

Result<Reference> TargetName::render(const Reference &source) const
{
    switch (m_kind) {
    case Kind::Exact: return parseWhole(m_name);
    case Kind::Template: {
        const Result<QString> name = renderTemplate(m_name, variablesOf(source));
        return name ? parseWhole(*name) : std::unexpected(name.error());
    }
    case Kind::Prefix: break;
    }
    const QString prefix = m_name.section(u'/', 1);
    return Reference::fromParts(m_name.section(u'/', 0, 0),
                                prefix.isEmpty() ? source.repository() : prefix + u'/' + source.repository(),
                                source.tag(), source.tag().isEmpty() ? source.digest() : Digest());
}

} // namespace stowage
