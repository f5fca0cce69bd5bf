// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/platform.h"

#include <QList>
#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace stowage {

/// Which platforms to take: the common ones, those that were found, and any other by its name. None checked: all.
class PlatformPicker : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformPicker(QWidget *parent = nullptr);

    /// The checked ones in the order of the list.
    QList<Platform> platforms() const;
    /// Checks exactly these; unknown ones are added, malformed ones ignored.
    void setPlatforms(const QStringList &names);
    QStringList names() const;
    /// Adds those not in the list yet, unchecked.
    void offer(const QList<Platform> &platforms);

Q_SIGNALS:
    void platformsChanged();

private:
    QListWidgetItem *item(const Platform &platform) const;
    QListWidgetItem *ensure(const Platform &platform);
    void addTyped();
    void sayMeaning();

    QListWidget *m_list = nullptr;
    QLineEdit *m_other = nullptr;
    QLabel *m_hint = nullptr;
};

} // namespace stowage
