// SPDX-License-Identifier: Apache-2.0
#include "tasks/dockerauthreader.h"

#include "tasks/kubekeyreader.h"

#include <algorithm>

namespace stowage::dockerauth {

namespace {

QString wordOf(const DocumentNode &map, const char *key)
{
    const DocumentNode *const node = map.find(QLatin1String(key));
    return node && node->isScalar() ? node->text : QString();
}

/// `https://index.docker.io/v1/` is docker.io (C03); a namespace behind the host stays (C09).
std::optional<QString> scopeOf(QString key)
{
    while (key.endsWith(u'/')) {
        key.chop(1);
    }
    for (const QLatin1String version : {QLatin1String("/v1"), QLatin1String("/v2")}) {
        if (key.endsWith(version)) {
            key.chop(version.size());
        }
    }
    return key.isEmpty() ? std::nullopt : kubekey::accountScope(key);
}

void readEntry(const DocumentNode::Entry &entry, TaskScope &scope)
{
    const FilePlace place = scope.place(entry.line, entry.column);
    const QString key = QStringLiteral("auths.") + entry.key;
    const std::optional<QString> where = scopeOf(entry.key);
    if (!where) {
        scope.problem(place, key, fail(ErrorKind::InvalidInput, {}, QStringLiteral("a registry is expected")).error());
        return;
    }
    if (!entry.value->isMap()) {
        scope.problem(*entry.value, key, QStringLiteral("an account is expected"));
        return;
    }
    TaskAccount account;
    account.account.scope = *where;
    account.account.username = wordOf(*entry.value, "username");
    account.account.secret = wordOf(*entry.value, "password");
    account.place = place;
    if (const QString encoded = wordOf(*entry.value, "auth"); !encoded.isEmpty()) {
        const auto decoded =
            QByteArray::fromBase64Encoding(encoded.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        QByteArray pair = decoded ? *decoded : QByteArray();
        while (pair.endsWith('\0')) {
            pair.chop(1);
        }
        const qsizetype colon = pair.indexOf(':');
        if (colon <= 0) {
            scope.problem(
                place, key,
                fail(ErrorKind::InvalidInput, {}, QStringLiteral("'auth' is not base64 of user:password")).error());
            return;
        }
        account.account.username = QString::fromUtf8(pair.first(colon));
        account.account.secret = QString::fromUtf8(pair.sliced(colon + 1));
    }
    for (const char *token : {"identitytoken", "registrytoken"}) {
        if (const QString value = wordOf(*entry.value, token); !value.isEmpty()) {
            account.account.username = QStringLiteral("<token>"); // A33
            account.account.secret = value;
        }
    }
    if (account.account.username.isEmpty()) {
        scope.ignore(place, QStringLiteral("%1 (kept by a credential helper)").arg(entry.key)); // C04
        return;
    }
    scope.set().accounts.append(account);
}

} // namespace

bool isConfig(const DocumentNode &root)
{
    const DocumentNode *const auths = root.find(QLatin1String("auths"));
    return root.isMap() && ((auths && auths->isMap()) || root.has(QLatin1String("credHelpers")) ||
                            root.has(QLatin1String("credsStore")));
}

void readConfig(const DocumentNode &root, TaskScope &scope)
{
    for (const DocumentNode::Entry &entry : root.entries) {
        if (entry.key != QLatin1String("auths")) {
            scope.ignore(scope.place(entry.line, entry.column), entry.key);
            continue;
        }
        for (const DocumentNode::Entry &account : entry.value->entries) {
            readEntry(account, scope);
        }
    }
}

} // namespace stowage::dockerauth
