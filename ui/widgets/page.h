// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/context.h"
#include "ui/jobexport.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace stowage {

/// A page of the main window: title and one line of purpose, the content, a row of buttons at the bottom whose
/// rightmost is the primary one.
///
/// A page's own QActions (addAction) fill the window's Actions menu while the page is shown, in their order; give each
/// a shortcut of WindowShortcut context (a hidden page does not fire). Mnemonics must be unique within a page and must
/// not be F, E, V, A or H, which belong to the menu bar.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(UiContext &context, const QString &objectName, const QString &title, const QString &purpose,
         QWidget *parent = nullptr);

    const QString &title() const { return m_title; }

    /// F5.
    virtual void refresh() {}
    /// Ctrl+F goes there; null when the page has no filter.
    virtual QWidget *filterField() const { return nullptr; }
    /// What File > Export… writes; empty when there is nothing yet.
    virtual ExportedJob exportedJob() const { return {}; }
    /// Gets the focus when the page is shown for the first time; null for the first in the tab order.
    virtual QWidget *firstFocus() const { return nullptr; }

protected:
    UiContext &context() const { return m_context; }
    /// The content area, without margins of its own.
    QVBoxLayout *content() const { return m_content; }

    /// A new action in the Actions menu.
    QAction *addPageAction(const QString &text, const QString &iconName = {}, const QKeySequence &shortcut = {});
    /// A button in the bottom row that mirrors `action` (text, icon, enabled state, tooltip with shortcut).
    QPushButton *addButton(QAction *action);
    /// The same as the default button, bottom right. Its mnemonic is that of the action's text.
    QPushButton *setPrimaryButton(QAction *action);
    /// A label or other widget at the left of the bottom row, such as a summary.
    void addToButtonRow(QWidget *widget, int stretch = 0);

private:
    UiContext &m_context;
    QString m_title;
    QVBoxLayout *m_content = nullptr;
    QHBoxLayout *m_buttons = nullptr;
    QHBoxLayout *m_left = nullptr;
    QHBoxLayout *m_right = nullptr;
};

/// A push button that does what `action` does: follows its text, icon, enabled state and tooltip.
QPushButton *buttonFor(QAction *action, QWidget *parent = nullptr);

} // namespace stowage
