// SPDX-License-Identifier: Apache-2.0
#include "service/registrybook.h"

#include <QSettings>

#include <algorithm>

namespace stowage {

namespace {

QString testGroup(const QString &registry)
{
    // A slash would open a sub-group, a colon is fine.
    return QStringLiteral("tests/") + QString(registry).replace(QLatin1Char('/'), QLatin1Char('|'));
}

} // namespace

RegistryBook::RegistryBook(const QString &file)
    : m_file(file)
{
    QSettings settings(m_file, QSettings::IniFormat);
    const int count = settings.beginReadArray(QStringLiteral("registries"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        RegistrySettings one;
        one.registry = settings.value(QStringLiteral("registry")).toString();
        one.plainHttp = settings.value(QStringLiteral("plainHttp")).toBool();
        one.skipVerification = settings.value(QStringLiteral("skipVerification")).toBool();
        one.caFile = settings.value(QStringLiteral("caFile")).toString();
        one.clientCertificate = settings.value(QStringLiteral("clientCertificate")).toString();
        one.clientKey = settings.value(QStringLiteral("clientKey")).toString();
        one.proxy = settings.value(QStringLiteral("proxy")).toString();
        one.mirror = settings.value(QStringLiteral("mirror")).toString();
        if (!one.registry.isEmpty()) {
            m_settings.append(one);
        }
    }
    settings.endArray();
}

void RegistryBook::write() const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(QStringLiteral("registries"));
    settings.beginWriteArray(QStringLiteral("registries"), static_cast<int>(m_settings.size()));
    for (int i = 0; i < m_settings.size(); ++i) {
        const RegistrySettings &one = m_settings.at(i);
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("registry"), one.registry);
        settings.setValue(QStringLiteral("plainHttp"), one.plainHttp);
        settings.setValue(QStringLiteral("skipVerification"), one.skipVerification);
        settings.setValue(QStringLiteral("caFile"), one.caFile);
        settings.setValue(QStringLiteral("clientCertificate"), one.clientCertificate);
        settings.setValue(QStringLiteral("clientKey"), one.clientKey);
        settings.setValue(QStringLiteral("proxy"), one.proxy);
        settings.setValue(QStringLiteral("mirror"), one.mirror);
    }
    settings.endArray();
}

RegistrySettings RegistryBook::of(const QString &registry) const
{
    const auto found = std::find_if(m_settings.begin(), m_settings.end(),
                                    [&registry](const RegistrySettings &one) { return one.registry == registry; });
    if (found != m_settings.end()) {
        return *found;
    }
    RegistrySettings fresh;
    fresh.registry = registry;
    return fresh;
}

void RegistryBook::save(const RegistrySettings &settings)
{
    const auto found = std::find_if(m_settings.begin(), m_settings.end(), [&settings](const RegistrySettings &one) {
        return one.registry == settings.registry;
    });
    if (found == m_settings.end()) {
        m_settings.append(settings);
    } else {
        *found = settings;
    }
    write();
}

void RegistryBook::remove(const QString &registry)
{
    m_settings.removeIf([&registry](const RegistrySettings &one) { return one.registry == registry; });
    write();
    QSettings(m_file, QSettings::IniFormat).remove(testGroup(registry));
}

RegistryBook::LastTest RegistryBook::lastTest(const QString &registry) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(testGroup(registry));
    return {settings.value(QStringLiteral("time")).toDateTime(), settings.value(QStringLiteral("text")).toString(),
            settings.value(QStringLiteral("ok")).toBool()};
}

void RegistryBook::setLastTest(const QString &registry, const LastTest &test)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(testGroup(registry));
    settings.setValue(QStringLiteral("time"), test.time);
    settings.setValue(QStringLiteral("text"), test.text);
    settings.setValue(QStringLiteral("ok"), test.ok);
}

} // namespace stowage
