// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/page.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stowage {

namespace {

void mirror(const QAction *action, QPushButton *button)
{
    button->setText(action->text());
    button->setIcon(action->icon());
    button->setEnabled(action->isEnabled());
    button->setVisible(action->isVisible());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    QString tip = action->toolTip();
    if (!keys.isEmpty()) {
        tip += QStringLiteral(" (%1)").arg(keys);
    }
    button->setToolTip(tip);
}

} // namespace

QPushButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setAutoDefault(false);
    mirror(action, button);
    QObject::connect(action, &QAction::changed, button, [action, button] { mirror(action, button); });
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

Page::Page(UiContext &context, const QString &objectName, const QString &title, const QString &purpose, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(title)
{
    setObjectName(objectName);
    setAccessibleName(title);
    setAccessibleDescription(purpose);

    auto *heading = new QLabel(title, this);
    heading->setTextFormat(Qt::PlainText);
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    heading->setFont(large);
    auto *line = new QLabel(purpose, this);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);

    auto *outer = new QVBoxLayout(this);
    const int margin = fontMetrics().height();
    outer->setContentsMargins(margin, margin * 3 / 4, margin, margin * 3 / 4);
    outer->setSpacing(margin / 2);
    auto *head = new QVBoxLayout;
    head->setSpacing(margin / 8);
    head->addWidget(heading);
    head->addWidget(line);
    outer->addLayout(head);
    outer->addSpacing(margin / 4);
    m_content = new QVBoxLayout;
    m_content->setSpacing(margin / 2);
    outer->addLayout(m_content, 1);

    m_buttons = new QHBoxLayout;
    m_left = new QHBoxLayout;
    m_left->addStretch(0);
    m_right = new QHBoxLayout;
    m_buttons->addLayout(m_left, 1);
    m_buttons->addLayout(m_right);
    outer->addLayout(m_buttons);
}

QAction *Page::addPageAction(const QString &text, const QString &iconName, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    if (!iconName.isEmpty()) {
        action->setIcon(icons::get(iconName));
    }
    action->setShortcut(shortcut);
    addAction(action);
    return action;
}

QPushButton *Page::addButton(QAction *action)
{
    QPushButton *button = buttonFor(action, this);
    m_right->addWidget(button);
    return button;
}

QPushButton *Page::setPrimaryButton(QAction *action)
{
    QPushButton *button = addButton(action);
    button->setDefault(true);
    return button;
}

void Page::addToButtonRow(QWidget *widget, int stretch)
{
    m_left->insertWidget(m_left->count() - 1, widget, stretch);
}

} // namespace stowage
