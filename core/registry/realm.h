// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QStringList>
#include <QUrl>

namespace stowage::registry {

/// Where to ask for tokens, and what the server said there is to know about it.
struct Realm
{
    QUrl url;
    bool upgraded = false; ///< The server said http, https is used instead (A06).
};

/// Judges the realm of a Bearer challenge that `asked` answered with (A05-A07): no other scheme than http and https, no
/// password over http, no host that only this machine reaches, unless the registry is that host.
/// `registryIsPrivate` says whether the registry itself stands in a private network.
Result<Realm> judgeRealm(const QByteArray &realm, const QUrl &asked, bool registryIsPrivate);

/// Whether judgeRealm() depends on `registryIsPrivate` for this realm.
bool realmIsPrivate(const QByteArray &realm, const QUrl &asked);

/// Merges scopes of equal resource, actions sorted, `*` swallowing all; order of first appearance (A04, A26, A27).
QStringList mergeScopes(const QStringList &scopes);
/// The scopes of a challenge's `scope` parameter (A03).
QStringList splitScopes(const QByteArray &parameter);
/// Whether every action of `wanted` is in `have`.
bool coversScopes(const QStringList &have, const QStringList &wanted);

} // namespace stowage::registry
