// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace stowage {

/// The settings of the registries a user has told about, kept in an INI file. No secrets. One thread.
class RegistryBook
{
public:
    struct LastTest
    {
        QDateTime time;
        QString text;
        bool ok = false;
    };

    /// `file`: the INI file; read at once, written at every change.
    explicit RegistryBook(const QString &file);

    QList<RegistrySettings> all() const { return m_settings; }
    /// Those of `registry`; default settings under its name when none are kept.
    RegistrySettings of(const QString &registry) const;
    void save(const RegistrySettings &settings);
    void remove(const QString &registry);
    LastTest lastTest(const QString &registry) const;
    void setLastTest(const QString &registry, const LastTest &test);

private:
    void write() const;
    QString m_file;
    QList<RegistrySettings> m_settings;
};

} // namespace stowage
