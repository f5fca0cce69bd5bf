// SPDX-License-Identifier: Apache-2.0
#include "credentials/scope.h"

#include "oci/reference.h"

namespace stowage {

Result<QString> canonicalScope(const QString &text)
{
    QString rest = text.trimmed();
    const qsizetype scheme = rest.indexOf(QLatin1String("://"));
    if (scheme >= 0) {
        const QString name = rest.left(scheme).toLower();
        if (name != QLatin1String("https") && name != QLatin1String("http")) {
            return fail(ErrorKind::InvalidInput, text, QStringLiteral("not a registry: unknown scheme"));
        }
        rest = rest.mid(scheme + 3);
    }
    while (rest.endsWith(QLatin1Char('/'))) {
        rest.chop(1);
    }
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    const QString host = slash < 0 ? rest : rest.left(slash);
    QString path = slash < 0 ? QString() : rest.mid(slash + 1);
    // The API's own first segment is no namespace; Docker's files write it behind the host.
    if (path == QLatin1String("v1") || path == QLatin1String("v2")) {
        path.clear();
    }
    if (!Reference::isValidRegistry(host)) {
        return fail(ErrorKind::InvalidInput, text, QStringLiteral("not a registry: host or host:port expected"));
    }
    if (!path.isEmpty() && !Reference::isValidRepository(path)) {
        return fail(ErrorKind::InvalidInput, text, QStringLiteral("not a namespace of a registry: ") + path);
    }
    const QString registry = Reference::canonicalRegistry(host);
    return path.isEmpty() ? registry : registry + QLatin1Char('/') + path;
}

bool scopeCovers(const QString &scope, const QString &name)
{
    return !scope.isEmpty() && name.startsWith(scope) &&
           (name.size() == scope.size() || name.at(scope.size()) == QLatin1Char('/'));
}

QString longestScope(const QStringList &scopes, const QString &name)
{
    QString best;
    for (const QString &scope : scopes) {
        if (scope.size() > best.size() && scopeCovers(scope, name)) {
            best = scope;
        }
    }
    return best;
}

} // namespace stowage
