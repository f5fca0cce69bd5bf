// SPDX-License-Identifier: Apache-2.0
#include "ui/settings.h"

#include <QSettings>

namespace stowage {

namespace {
constexpr qsizetype maximumRecentStores = 10;
}

UiSettings::UiSettings(QSettings &settings)
    : m_settings(settings)
{
}

QByteArray UiSettings::state(const QString &key) const
{
    return m_settings.value(QStringLiteral("state/") + key).toByteArray();
}

void UiSettings::setState(const QString &key, const QByteArray &state)
{
    m_settings.setValue(QStringLiteral("state/") + key, state);
}

QString UiSettings::text(const QString &key, const QString &fallback) const
{
    return m_settings.value(key, fallback).toString();
}

void UiSettings::setText(const QString &key, const QString &value)
{
    m_settings.setValue(key, value);
}

QStringList UiSettings::list(const QString &key) const
{
    return m_settings.value(key).toStringList();
}

QString UiSettings::destinationStore() const
{
    return text(QStringLiteral("prepare/destination"));
}

void UiSettings::setDestinationStore(const QString &path)
{
    setText(QStringLiteral("prepare/destination"), path);
}

QStringList UiSettings::recentStores() const
{
    return list(QStringLiteral("stores/recent"));
}

void UiSettings::addRecentStore(const QString &path)
{
    QStringList stores = recentStores();
    stores.removeAll(path);
    stores.prepend(path);
    m_settings.setValue(QStringLiteral("stores/recent"), QStringList(stores.mid(0, maximumRecentStores)));
}

void UiSettings::clearRecentStores()
{
    m_settings.remove(QStringLiteral("stores/recent"));
}

QStringList UiSettings::openStores() const
{
    return list(QStringLiteral("browse/stores"));
}

void UiSettings::setOpenStores(const QStringList &paths)
{
    m_settings.setValue(QStringLiteral("browse/stores"), paths);
}

QStringList UiSettings::preparedImages() const
{
    return list(QStringLiteral("prepare/images"));
}

void UiSettings::setPreparedImages(const QStringList &references)
{
    m_settings.setValue(QStringLiteral("prepare/images"), references);
}

QStringList UiSettings::platforms() const
{
    return list(QStringLiteral("prepare/platforms"));
}

void UiSettings::setPlatforms(const QStringList &platforms)
{
    m_settings.setValue(QStringLiteral("prepare/platforms"), platforms);
}

Policy UiSettings::policy() const
{
    return text(QStringLiteral("prepare/policy")) == QLatin1String("warn") ? Policy::Warn : Policy::Strict;
}

void UiSettings::setPolicy(Policy policy)
{
    setText(QStringLiteral("prepare/policy"),
            policy == Policy::Warn ? QStringLiteral("warn") : QStringLiteral("strict"));
}

} // namespace stowage
