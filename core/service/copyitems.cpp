// SPDX-License-Identifier: Apache-2.0
#include "service/copyitems.h"

#include "tasks/pattern.h"
#include "tasks/targetname.h"

#include <QHash>

namespace stowage {

Result<Reference> referenceAt(const End &end, const QString &text)
{
    const QString first = text.section(QLatin1Char('/'), 0, 0);
    const bool named =
        text.contains(QLatin1Char('/')) &&
        (first.contains(QLatin1Char('.')) || first.contains(QLatin1Char(':')) || first == QLatin1String("localhost"));
    if (end.kind != End::Kind::Registry || end.isEachOwn()) {
        return Reference::parse(text);
    }
    QString full = text;
    if (!named) {
        full =
            end.location + QLatin1Char('/') + (end.prefix.isEmpty() ? QString() : end.prefix + QLatin1Char('/')) + text;
    }
    Result<Reference> reference = Reference::parse(full);
    if (reference && reference->registry() != end.location) {
        return fail(ErrorKind::InvalidInput, text, QStringLiteral("the image is not in %1").arg(end.toString()));
    }
    return reference;
}

Result<QList<Reference>> matchingReferences(const QList<Reference> &references, const QString &pattern)
{
    if (pattern.isEmpty()) {
        return references;
    }
    const Result<Pattern> compiled = Pattern::compile(pattern);
    if (!compiled) {
        return std::unexpected(compiled.error());
    }
    QList<Reference> matching;
    for (const Reference &reference : references) {
        if (compiled->matches(reference)) {
            matching.append(reference);
        }
    }
    return matching;
}

Result<QList<CopyItem>> namedItems(const QList<Reference> &sources, const QString &pattern, const QString &targetName)
{
    const Result<TargetName> name = TargetName::parse(targetName);
    if (!name) {
        return std::unexpected(name.error());
    }
    const Result<QList<Reference>> matching = matchingReferences(sources, pattern);
    if (!matching) {
        return std::unexpected(matching.error());
    }
    QList<CopyItem> items;
    for (const Reference &source : *matching) {
        const Result<Reference> target = name->render(source);
        if (!target) {
            return std::unexpected(target.error());
        }
        items.append({source, *target});
    }
    return items;
}

std::optional<Error> collisionIn(const QList<CopyItem> &items)
{
    QHash<QString, QString> sourceOf;
    for (const CopyItem &item : items) {
        const QString target = item.target.toString();
        if (const auto other = sourceOf.constFind(target); other != sourceOf.constEnd()) {
            Error error;
            error.kind = ErrorKind::TargetCollision;
            error.side = Side::Target;
            error.item = *other + QStringLiteral(", ") + item.source.toString();
            error.reference = target;
            return error;
        }
        sourceOf.insert(target, item.source.toString());
    }
    return std::nullopt;
}

Result<QList<CopyItem>> distinctItems(const QList<Reference> &sources, const QString &pattern,
                                      const QString &targetName)
{
    Result<QList<CopyItem>> items = namedItems(sources, pattern, targetName);
    if (items) {
        if (const std::optional<Error> collision = collisionIn(*items)) {
            return std::unexpected(*collision);
        }
    }
    return items;
}

QString pathBelow(const End &end, const Reference &image)
{
    QString path = image.repository();
    if (end.kind == End::Kind::Registry && !end.prefix.isEmpty() && path.startsWith(end.prefix + QLatin1Char('/'))) {
        path = path.mid(end.prefix.size() + 1);
    }
    return path;
}

Result<QList<CopyItem>> copyItems(const End &from, const End &to, const QList<Reference> &sources)
{
    QList<CopyItem> items;
    for (const Reference &source : sources) {
        if (to.kind != End::Kind::Registry) {
            items.append({source, source});
            continue;
        }
        const QString repository =
            (to.prefix.isEmpty() ? QString() : to.prefix + QLatin1Char('/')) + pathBelow(from, source);
        const Result<Reference> target = Reference::fromParts(to.location, repository, source.tag(), source.digest());
        if (!target) {
            return std::unexpected(target.error());
        }
        items.append({source, *target});
    }
    return items;
}

Result<End> targetEnd(const QList<CopyItem> &items)
{
    End end;
    end.kind = End::Kind::Registry;
    for (const CopyItem &item : items) {
        if (!end.location.isEmpty() && end.location != item.target.registry()) {
            return fail(ErrorKind::InvalidInput, item.target.toString(),
                        QStringLiteral("the names lead to several registries: %1 and %2")
                            .arg(end.location, item.target.registry()));
        }
        end.location = item.target.registry();
    }
    return end;
}

} // namespace stowage
