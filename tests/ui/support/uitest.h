// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>
#include <QStringList>
#include <QTemporaryDir>
#include <QWidget>

#include <memory>

namespace stowage {

/// Settings in a folder of their own that goes away.
class TemporarySettings
{
public:
    TemporarySettings();
    QSettings &get() { return *m_settings; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

/// The first visible or hidden descendant whose accessible name (as a screen reader gets it) is `name`; null if none.
QWidget *byName(const QWidget *root, const QString &name);
template <typename T>
T *byName(const QWidget *root, const char *name)
{
    return qobject_cast<T *>(byName(root, QString::fromUtf8(name)));
}

/// Descendants that take the focus and have no accessible name: `QLineEdit objectName`. Must be empty.
QStringList unnamedControls(const QWidget *root);
/// Mnemonics that two visible controls of `root` share: `Alt+X: Add, Export`. Must be empty.
QStringList doubledMnemonics(const QWidget *root);
/// Class and name of the widgets that Tab visits from `first` on, once around.
QStringList tabOrder(QWidget *root);

} // namespace stowage
