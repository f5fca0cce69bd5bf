// SPDX-License-Identifier: Apache-2.0
#include "credentials/accountindex.h"

#include <QSettings>
#include <QUrl>

namespace stowage {

namespace {

constexpr QLatin1String Group("accounts");

/// A scope as one key: `/` would open a group.
QString keyOf(const QString &scope)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(scope));
}

QString scopeOf(const QString &key)
{
    return QUrl::fromPercentEncoding(key.toLatin1());
}

Result<void> written(QSettings &settings)
{
    settings.sync();
    if (settings.status() != QSettings::NoError) {
        return fail(ErrorKind::NotWritable, settings.fileName(), QStringLiteral("cannot write the list of accounts"));
    }
    return {};
}

} // namespace

QMap<QString, QString> AccountIndex::read() const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(Group);
    QMap<QString, QString> accounts;
    const QStringList keys = settings.childKeys();
    for (const QString &key : keys) {
        accounts.insert(scopeOf(key), settings.value(key).toString());
    }
    return accounts;
}

Result<void> AccountIndex::put(const QString &scope, const QString &username)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(Group + QLatin1Char('/') + keyOf(scope), username);
    return written(settings);
}

Result<void> AccountIndex::remove(const QString &scope)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(Group + QLatin1Char('/') + keyOf(scope));
    return written(settings);
}

} // namespace stowage
