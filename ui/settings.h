// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"

#include <QByteArray>
#include <QStringList>

class QSettings;

namespace stowage {

/// What the window remembers between runs, typed. Holds no secret. UI thread.
class UiSettings
{
public:
    /// `settings` must outlive this object; tests inject one over a temporary file.
    explicit UiSettings(QSettings &settings);

    /// State of a header, splitter or window under a stable English key; empty when there is none.
    QByteArray state(const QString &key) const;
    void setState(const QString &key, const QByteArray &state);
    /// A plain text value under a key of the page, such as `push/target`.
    QString text(const QString &key, const QString &fallback = {}) const;
    void setText(const QString &key, const QString &value);

    /// Absolute folder where Prepare puts images; empty at first.
    QString destinationStore() const;
    void setDestinationStore(const QString &path);
    /// Store folders used lately, latest first, at most ten.
    QStringList recentStores() const;
    void addRecentStore(const QString &path);
    void clearRecentStores();
    /// Store folders open on the Browse page.
    QStringList openStores() const;
    void setOpenStores(const QStringList &paths);
    /// References on the Prepare page.
    QStringList preparedImages() const;
    void setPreparedImages(const QStringList &references);
    /// Checked platforms; empty: all.
    QStringList platforms() const;
    void setPlatforms(const QStringList &platforms);
    Policy policy() const;
    void setPolicy(Policy policy);

private:
    QStringList list(const QString &key) const;
    QSettings &m_settings;
};

} // namespace stowage
