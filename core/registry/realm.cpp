// SPDX-License-Identifier: Apache-2.0
#include "registry/realm.h"

#include "http/address.h"

#include <algorithm>

namespace stowage::registry {

namespace {

QUrl resolvedRealm(const QByteArray &realm, const QUrl &asked)
{
    QUrl url = asked.resolved(QUrl::fromEncoded(realm.trimmed(), QUrl::TolerantMode));
    url.setUserInfo({});
    url.setFragment({});
    return url;
}

struct Scope
{
    QString resource;
    QStringList actions;
};

/// `repository:host:5000/name:pull,push`: the name may hold colons (A04).
Scope takeApart(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon < 0 || text.indexOf(QLatin1Char(':')) == colon) {
        return {text, {}};
    }
    return {text.left(colon), text.mid(colon + 1).split(QLatin1Char(','), Qt::SkipEmptyParts)};
}

} // namespace

bool realmIsPrivate(const QByteArray &realm, const QUrl &asked)
{
    const QUrl url = resolvedRealm(realm, asked);
    return url.host() != asked.host() && http::isPrivate(url.host());
}

Result<Realm> judgeRealm(const QByteArray &realm, const QUrl &asked, bool registryIsPrivate)
{
    const QString registry = http::Origin::of(asked).hostAndPort();
    if (realm.trimmed().isEmpty()) {
        return fail(ErrorKind::ProtocolViolation, registry,
                    QStringLiteral("the registry asks for a token but does not say where to get one"));
    }
    Realm judged{resolvedRealm(realm, asked), false};
    const http::Origin origin = http::Origin::of(judged.url);
    if (!judged.url.isValid() || origin.isNull()) {
        return fail(ErrorKind::ProtocolViolation, registry,
                    QStringLiteral("the registry names \"%1\" as its token service; its external address is probably "
                                   "not configured")
                        .arg(QString::fromLatin1(realm.left(200))));
    }
    const bool sameHost = origin.host == asked.host().toLower();
    if (!sameHost && http::isLocalOnly(origin.host) && !http::isLoopback(asked.host())) {
        return fail(ErrorKind::ProtocolViolation, registry,
                    QStringLiteral("the registry names a token service that only this machine could be: ") +
                        origin.hostAndPort());
    }
    if (!sameHost && http::isPrivate(origin.host) && !registryIsPrivate) {
        return fail(ErrorKind::ProtocolViolation, registry,
                    QStringLiteral("a public registry names a token service in a private network: ") +
                        origin.hostAndPort());
    }
    if (origin.scheme == QLatin1String("http")) {
        if (!sameHost) {
            return fail(ErrorKind::ProtocolViolation, registry,
                        QStringLiteral("the registry names a token service without encryption on another host: ") +
                            origin.hostAndPort());
        }
        if (asked.scheme() == QLatin1String("https")) {
            judged.url.setScheme(QStringLiteral("https"));
            if (judged.url.port() == 80) {
                judged.url.setPort(-1);
            }
            judged.upgraded = true;
        }
    }
    return judged;
}

QStringList mergeScopes(const QStringList &scopes)
{
    QList<Scope> merged;
    for (const QString &text : scopes) {
        const Scope scope = takeApart(text);
        const auto same = std::find_if(merged.begin(), merged.end(),
                                       [&scope](const Scope &s) { return s.resource == scope.resource; });
        if (same == merged.end()) {
            merged.append(scope);
        } else {
            same->actions += scope.actions;
        }
    }
    QStringList result;
    for (Scope &scope : merged) {
        if (scope.actions.isEmpty()) {
            result.append(scope.resource);
            continue;
        }
        std::sort(scope.actions.begin(), scope.actions.end());
        scope.actions.removeDuplicates();
        if (scope.actions.contains(QLatin1String("*"))) {
            scope.actions = {QStringLiteral("*")};
        }
        result.append(scope.resource + QLatin1Char(':') + scope.actions.join(QLatin1Char(',')));
    }
    return result;
}

QStringList splitScopes(const QByteArray &parameter)
{
    return QString::fromUtf8(parameter).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool coversScopes(const QStringList &have, const QStringList &wanted)
{
    return mergeScopes(have + wanted) == mergeScopes(have);
}

} // namespace stowage::registry
