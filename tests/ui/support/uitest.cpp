// SPDX-License-Identifier: Apache-2.0
#include "ui/support/uitest.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QMenuBar>

namespace stowage {

namespace {

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    if (!face) {
        return {};
    }
    // A combo's own name is its text on Linux; a screen reader says the buddy's.
    if (qobject_cast<QComboBox *>(widget)) {
        for (const auto &[other, relation] : face->relations(QAccessible::Label)) {
            if (relation & QAccessible::Label) {
                return other->text(QAccessible::Name);
            }
        }
        return {};
    }
    return face->text(QAccessible::Name);
}

bool isInside(const QWidget *root, const QWidget *widget)
{
    return root == widget || root->isAncestorOf(widget);
}

} // namespace

TemporarySettings::TemporarySettings()
    : m_settings(std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("stowage.ini")), QSettings::IniFormat))
{
}

QWidget *byName(const QWidget *root, const QString &name)
{
    const QList<QWidget *> all = root->findChildren<QWidget *>();
    QWidget *hidden = nullptr;
    for (QWidget *widget : all) {
        if (qobject_cast<QLabel *>(widget) || nameOf(widget) != name) {
            continue;
        }
        if (widget->isVisible()) {
            return widget;
        }
        hidden = hidden ? hidden : widget;
    }
    return hidden;
}

QStringList unnamedControls(const QWidget *root)
{
    QStringList found;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        const bool takesFocus = widget->focusPolicy() & Qt::TabFocus;
        if (!takesFocus || !widget->isVisibleTo(root) || widget->inherits("QTabBar") || widget->focusProxy()) {
            continue;
        }
        if (widget->parentWidget() && widget->parentWidget()->inherits("QAbstractItemView") &&
            widget->objectName().startsWith(QLatin1String("qt_"))) {
            continue; // viewport, header, corner
        }
        if (nameOf(widget).isEmpty()) {
            found << QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                                 widget->objectName());
        }
    }
    return found;
}

QStringList doubledMnemonics(const QWidget *root)
{
    QMap<QString, QStringList> byKey;
    const auto note = [&byKey](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (!key.isEmpty()) {
            byKey[key] << text;
        }
    };
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(root)) {
            continue;
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            note(button->text());
        } else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy()) {
            note(label->text());
        } else if (const auto *bar = qobject_cast<const QMenuBar *>(widget)) {
            for (const QAction *action : bar->actions()) {
                note(action->text());
            }
        }
    }
    QStringList doubled;
    for (auto it = byKey.cbegin(); it != byKey.cend(); ++it) {
        if (it.value().size() > 1) {
            doubled << it.key() + QStringLiteral(": ") + it.value().join(QStringLiteral(", "));
        }
    }
    return doubled;
}

QStringList tabOrder(QWidget *root)
{
    QStringList order;
    for (QWidget *widget = root->nextInFocusChain(); widget && widget != root; widget = widget->nextInFocusChain()) {
        if (isInside(root, widget) && (widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(root) &&
            widget->isEnabled() && !widget->focusProxy()) {
            order << nameOf(widget);
        }
    }
    return order;
}

} // namespace stowage
