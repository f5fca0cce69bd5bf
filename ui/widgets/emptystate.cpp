// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptystate.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/page.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stowage {

EmptyState::EmptyState(QAbstractItemView *view, const QString &iconName, const QString &sentence, QAction *action)
    : QWidget(view)
    , m_view(view)
    , m_iconName(iconName)
{
    m_icon = new QLabel(this);
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence = new QLabel(sentence, this);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence);
    if (action) {
        m_button = buttonFor(action, this);
        auto *row = new QHBoxLayout;
        row->addStretch();
        row->addWidget(m_button);
        row->addStretch();
        layout->addLayout(row);
    }
    layout->addStretch(3);
    drawIcon();
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    follow();
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

void EmptyState::follow()
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections)) {
        disconnect(connection);
    }
    m_connections.clear();
    if (const QAbstractItemModel *model = m_view->model()) {
        m_connections << connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyState::update)
                      << connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyState::update)
                      << connect(model, &QAbstractItemModel::modelReset, this, &EmptyState::update)
                      << connect(model, &QAbstractItemModel::layoutChanged, this, &EmptyState::update);
    }
    update();
}

bool EmptyState::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        update();
    }
    return QWidget::eventFilter(watched, event);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
    QWidget::changeEvent(event);
}

void EmptyState::update()
{
    const QAbstractItemModel *model = m_view->model();
    const bool empty = !model || model->rowCount(m_view->rootIndex()) == 0;
    setGeometry(m_view->viewport()->geometry());
    setVisible(empty);
    if (empty) {
        raise();
    }
}

void EmptyState::drawIcon()
{
    const int size = fontMetrics().height() * 3;
    m_icon->setPixmap(icons::bundled(m_iconName).pixmap(QSize(size, size), devicePixelRatioF(), QIcon::Disabled));
}

} // namespace stowage
