// SPDX-License-Identifier: Apache-2.0
#include "tasks/targetname.h"

namespace stowage {

namespace {

const QString documented = QStringLiteral("the documented variables are .module.image.reference.registry, "
                                          ".module.image.reference.repository and .module.image.reference.reference");
const QStringList bareWords{QStringLiteral("registry"), QStringLiteral("repository"), QStringLiteral("reference")};

std::unexpected<Error> invalid(const QString &item, const QString &why)
{
    return fail(ErrorKind::InvalidInput, item, why);
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

QString withoutScheme(const QString &text)
{
    for (const QLatin1String scheme : {QLatin1String("oci://"), QLatin1String("registry:")}) {
        if (text.startsWith(scheme)) {
            return text.mid(scheme.size());
        }
    }
    return text;
}

/// Mistakes show now, not with the first image.
Result<Template> checkedTemplate(const QString &text, const QMap<QString, QString> &variables)
{
    Result<Template> parsed = Template::parse(text, bareWords);
    if (!parsed) {
        return parsed;
    }
    const QStringList names = parsed->variables();
    for (const QString &name : names) {
        if (!isImageVariable(name) && !variables.contains(name)) {
            return invalid(text, QStringLiteral("the variable '%1' is not known; %2").arg(name, documented));
        }
    }
    return parsed;
}

} // namespace

bool isImageVariable(const QString &path)
{
    return imageVariable(path, Reference()).has_value();
}

std::optional<TemplateValue> imageVariable(const QString &path, const Reference &source,
                                           const QMap<QString, QString> &further)
{
    if (const auto known = further.constFind(path); known != further.constEnd()) {
        return TemplateValue(*known);
    }
    QString name = path;
    for (const QLatin1String prefix :
         {QLatin1String(".module.image.reference."), QLatin1String(".module.image.src.reference.")}) {
        if (path.startsWith(prefix)) {
            name = path.mid(prefix.size() - 1);
            break;
        }
    }
    if (name == QLatin1String(".registry")) {
        return TemplateValue(source.registry());
    }
    if (name == QLatin1String(".repository")) {
        return TemplateValue(source.repository());
    }
    if (name == QLatin1String(".reference")) {
        return TemplateValue(source.tag().isEmpty() ? source.digest().toString() : source.tag());
    }
    return std::nullopt;
}

TargetName TargetName::repository(const Reference &name)
{
    TargetName target;
    target.m_kind = Kind::Repository;
    target.m_text = target.m_name = name.name();
    return target;
}

TargetName TargetName::exact(const Reference &name)
{
    TargetName target;
    target.m_kind = Kind::Exact;
    target.m_text = target.m_name = name.toString();
    return target;
}

Result<TargetName> TargetName::literal(const QString &text, const QMap<QString, QString> &variables)
{
    TargetName target;
    target.m_text = text.trimmed();
    target.m_name = withoutScheme(target.m_text);
    if (target.m_name.contains(QLatin1String("{{"))) {
        target.m_kind = Kind::Template;
        target.m_variables = variables;
        Result<Template> parsed = checkedTemplate(target.m_name, variables);
        if (!parsed) {
            return std::unexpected(parsed.error());
        }
        target.m_template = std::move(*parsed);
        return target;
    }
    target.m_kind = Kind::Exact;
    const Result<Reference> whole = parseWhole(target.m_name);
    return whole ? Result<TargetName>(target) : std::unexpected(whole.error());
}

Result<TargetName> TargetName::parse(const QString &text, const QMap<QString, QString> &variables)
{
    TargetName target;
    target.m_kind = Kind::Prefix;
    target.m_text = text.trimmed();
    target.m_name = withoutScheme(target.m_text);
    if (target.m_name.isEmpty()) {
        return invalid(
            text, QStringLiteral("the target name is empty; write REGISTRY[/PREFIX], REGISTRY/NAME:TAG or a template"));
    }
    if (target.m_name.contains(QLatin1String("{{"))) {
        return literal(text, variables);
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
    const Digest digest = source.tag().isEmpty() ? source.digest() : Digest();
    const QString registry = m_name.section(u'/', 0, 0);
    const QString rest = m_name.section(u'/', 1);
    switch (m_kind) {
    case Kind::Same: return source;
    case Kind::Exact: return parseWhole(m_name);
    case Kind::Template: {
        const Result<QString> name =
            m_template.render([&](const QString &path) { return imageVariable(path, source, m_variables); });
        return name ? parseWhole(withoutScheme(name->trimmed())) : std::unexpected(name.error());
    }
    case Kind::Repository: return Reference::fromParts(registry, rest, source.tag(), digest);
    case Kind::Prefix: break;
    }
    return Reference::fromParts(registry, rest.isEmpty() ? source.repository() : rest + u'/' + source.repository(),
                                source.tag(), digest);
}

} // namespace stowage
