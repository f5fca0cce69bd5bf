// SPDX-License-Identifier: Apache-2.0
#include "tasks/kubekeyreader.h"

namespace stowage::kubekey {

namespace {

class Auth
{
public:
    Auth(const DocumentNode &map, const QString &key, TaskScope &scope)
        : m_map(map)
        , m_key(key)
        , m_scope(scope)
    {
    }

    /// Nothing when the entry cannot be used; problems and questions are reported.
    std::optional<TaskAccount> read()
    {
        for (const DocumentNode::Entry &entry : m_map.entries) {
            field(entry);
        }
        if (!m_known) {
            return std::nullopt;
        }
        const std::optional<QString> scope = accountScope(m_registry.value_or(QString()));
        if (!scope) {
            m_scope.problem(m_map, m_key + QStringLiteral(".repo"),
                            QStringLiteral("a host, or host/namespace, is expected"));
            return std::nullopt;
        }
        m_account.account.scope = *scope;
        m_account.place = m_scope.place(m_map);
        return m_account;
    }

private:
    QString keyOf(const QString &name) const { return m_key + u'.' + name; }

    void take(QString &where, const DocumentNode::Entry &entry, bool secret = false)
    {
        if (const std::optional<QString> value = m_scope.text(*entry.value, keyOf(entry.key), secret)) {
            where = *value;
        } else {
            m_known = false;
        }
    }

    void take(std::optional<bool> &where, const DocumentNode::Entry &entry)
    {
        if (const std::optional<bool> value = m_scope.flag(*entry.value, keyOf(entry.key))) {
            where = value;
        }
    }

    void field(const DocumentNode::Entry &entry)
    {
        const QString &key = entry.key;
        if (key == QLatin1String("repo") || key == QLatin1String("registry")) {
            QString registry;
            take(registry, entry);
            if (m_registry && *m_registry != registry) {
                m_scope.problem(*entry.value, keyOf(key), QStringLiteral("repo and registry name different hosts"));
            }
            m_registry = registry;
        } else if (key == QLatin1String("username")) {
            take(m_account.account.username, entry);
        } else if (key == QLatin1String("password")) {
            take(m_account.account.secret, entry, true);
        } else if (key == QLatin1String("insecure") || key == QLatin1String("skip_tls_verify") ||
                   key == QLatin1String("skipTLSVerify")) {
            take(m_account.skipVerification, entry);
        } else if (key == QLatin1String("plain_http")) {
            take(m_account.plainHttp, entry);
        } else if (key == QLatin1String("ca_file") || key == QLatin1String("ca_cert")) {
            take(m_account.caFile, entry);
        } else if (key == QLatin1String("cert_file")) {
            take(m_account.clientCertificate, entry);
        } else if (key == QLatin1String("key_file")) {
            take(m_account.clientKey, entry);
        } else {
            m_scope.problem(*entry.value, keyOf(key),
                            QStringLiteral("this key is not understood; an account has repo, username, "
                                           "password, skip_tls_verify, plain_http, ca_file, cert_file "
                                           "and key_file"));
        }
    }

    const DocumentNode &m_map;
    QString m_key;
    TaskScope &m_scope;
    TaskAccount m_account;
    std::optional<QString> m_registry;
    bool m_known = true;
};

} // namespace

std::optional<QString> accountScope(const QString &text)
{
    QString rest = text.trimmed();
    for (const QLatin1String scheme : {QLatin1String("oci://"), QLatin1String("https://"), QLatin1String("http://")}) {
        if (rest.startsWith(scheme)) {
            rest.remove(0, scheme.size());
            break;
        }
    }
    while (rest.endsWith(u'/')) {
        rest.chop(1);
    }
    if (rest.isEmpty()) {
        return QStringLiteral("docker.io");
    }
    const QString host = rest.section(u'/', 0, 0);
    const QString space = rest.section(u'/', 1);
    if (!Reference::isValidRegistry(host) || (!space.isEmpty() && !Reference::isValidRepository(space))) {
        return std::nullopt;
    }
    return Reference::canonicalRegistry(host) + (space.isEmpty() ? QString() : u'/' + space);
}

QList<TaskAccount> readAuths(const DocumentPointer &node, const QString &key, TaskScope &scope)
{
    QList<TaskAccount> accounts;
    const DocumentPointer value = scope.resolved(node, key);
    if (!value || value->isNull() || (value->isScalar() && value->text.isEmpty())) {
        return accounts;
    }
    if (!value->isList() && !value->isMap()) {
        scope.problem(*value, key, QStringLiteral("a list of accounts is expected"));
        return accounts;
    }
    const auto add = [&](const DocumentNode &map) {
        if (std::optional<TaskAccount> account = Auth(map, key, scope).read()) {
            accounts.append(*account);
        }
    };
    if (value->isMap()) {
        add(*value);
        return accounts;
    }
    for (const DocumentPointer &item : value->items) {
        const DocumentPointer entry = scope.resolved(item, key);
        if (entry && entry->isMap()) {
            add(*entry);
        } else if (entry) {
            scope.problem(*item, key, QStringLiteral("an account is expected: repo, username and password"));
        }
    }
    return accounts;
}

} // namespace stowage::kubekey
