// SPDX-License-Identifier: Apache-2.0
#include "copy/end.h"

#include "oci/reference.h"

#include <QDir>

#include <optional>

namespace stowage {

namespace {

const QString howToWrite = QStringLiteral("write dir:PATH (or a path starting with / ./ ../ or ~) for a store, "
                                          "registry:HOST[/PREFIX] for a registry, layout:PATH for an OCI layout, "
                                          "bundle:FILE for a bundle");

/// Absolute, without `.` and `..`; a leading `~` is the home folder. Empty when it cannot be meant.
QString absolutePath(const QString &path)
{
    if (path.isEmpty() || path.contains(QChar(u'\0'))) {
        return {};
    }
    if (path == QLatin1String("~") || path.startsWith(QLatin1String("~/"))) {
        return QDir::cleanPath(QDir::homePath() + path.mid(1));
    }
    return QDir::cleanPath(QDir::current().absoluteFilePath(path));
}

Result<End> pathEnd(End::Kind kind, const QString &path, const QString &whole)
{
    End end;
    end.kind = kind;
    end.location = absolutePath(path);
    if (end.location.isEmpty()) {
        return fail(ErrorKind::InvalidInput, whole, QStringLiteral("the path is missing"));
    }
    return end;
}

Result<End> registryEnd(const QString &text, const QString &whole)
{
    if (text.contains(u'@')) {
        // Whatever stands before it may be a password; it is not repeated.
        return fail(ErrorKind::InvalidInput, text.section(u'@', -1),
                    QStringLiteral("a registry is written HOST[:PORT][/PREFIX], without user name and without digest"));
    }
    if (text == QLatin1String("*")) {
        return End::eachOwn();
    }
    QString rest = text;
    while (rest.endsWith(u'/')) {
        rest.chop(1);
    }
    const QString host = rest.section(u'/', 0, 0);
    const QString prefix = rest.section(u'/', 1);
    if (!Reference::isValidRegistry(host)) {
        return fail(
            ErrorKind::InvalidInput, whole,
            QStringLiteral("'%1' is not a registry: a host name with '.' or with a port, or localhost").arg(host));
    }
    if (!prefix.isEmpty() && !Reference::isValidRepository(prefix)) {
        const QString why = prefix.contains(u':')
                                ? QStringLiteral("a registry end has no tag; name the image itself separately")
                                : QStringLiteral("'%1' is not a repository prefix").arg(prefix);
        return fail(ErrorKind::InvalidInput, whole, why);
    }
    End end;
    end.kind = End::Kind::Registry;
    end.location = Reference::canonicalRegistry(host);
    end.prefix = prefix;
    return end;
}

} // namespace

Result<End> End::parse(QStringView text)
{
    const QString whole = text.trimmed().toString();
    const auto after = [&whole](const char *word) -> std::optional<QString> {
        const QLatin1String start(word);
        return whole.startsWith(start) ? std::optional(whole.mid(start.size())) : std::nullopt;
    };
    if (whole.isEmpty()) {
        return fail(ErrorKind::InvalidInput, whole, howToWrite);
    }
    if (const auto path = after("local://")) {
        if (!path->startsWith(u'/')) {
            return fail(ErrorKind::InvalidInput, whole, QStringLiteral("local:// is followed by an absolute path"));
        }
        return pathEnd(Kind::Store, *path, whole);
    }
    if (const auto path = after("dir:")) {
        return pathEnd(Kind::Store, *path, whole);
    }
    if (const auto path = after("layout:")) {
        return pathEnd(Kind::Layout, *path, whole);
    }
    if (const auto path = after("bundle:")) {
        return pathEnd(Kind::Bundle, *path, whole);
    }
    if (const auto name = after("oci://")) {
        return registryEnd(*name, whole);
    }
    if (const auto name = after("registry:")) {
        return registryEnd(name->startsWith(QLatin1String("//")) ? name->mid(2) : *name, whole);
    }
    if (whole.startsWith(u'/') || whole.startsWith(QLatin1String("./")) || whole.startsWith(QLatin1String("../")) ||
        whole == QLatin1String(".") || whole == QLatin1String("..") || whole == QLatin1String("~") ||
        whole.startsWith(QLatin1String("~/"))) {
        return pathEnd(Kind::Store, whole, whole);
    }
    if (whole.startsWith(u'~')) {
        return fail(ErrorKind::InvalidInput, whole,
                    QStringLiteral("only ~ and ~/… mean a home folder; write the whole path"));
    }
    if (const qsizetype scheme = whole.indexOf(QLatin1String("://")); scheme >= 0) {
        const QString shown = whole.contains(u'@') ? whole.section(u'@', -1) : whole;
        return fail(ErrorKind::InvalidInput, shown,
                    QStringLiteral("leave out '%1'; %2").arg(whole.left(scheme + 3), howToWrite));
    }
    const QString first = whole.section(u'/', 0, 0);
    if (first.contains(u'.') || first.contains(u':') || first == QLatin1String("localhost")) {
        return registryEnd(whole, whole);
    }
    return fail(ErrorKind::InvalidInput, whole.contains(u'@') ? whole.section(u'@', -1) : whole, howToWrite);
}

QString End::toString() const
{
    switch (kind) {
    case Kind::Store: return QStringLiteral("dir:") + location;
    case Kind::Layout: return QStringLiteral("layout:") + location;
    case Kind::Bundle: return QStringLiteral("bundle:") + location;
    case Kind::Registry: break;
    }
    return QStringLiteral("registry:") + location + (prefix.isEmpty() ? QString() : u'/' + prefix);
}

} // namespace stowage
