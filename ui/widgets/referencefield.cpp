// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/referencefield.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

#include <memory>

namespace stowage {

ReferenceField::ReferenceField(QWidget *parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
}

bool ReferenceField::take(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.contains(QLatin1Char('\n')) && !trimmed.contains(QLatin1Char('\r'))) {
        return false;
    }
    Q_EMIT linesGiven(text);
    return true;
}

void ReferenceField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && take(QGuiApplication::clipboard()->text())) {
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void ReferenceField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : menu->actions()) {
        if (action->objectName() == QLatin1String("edit-paste")) {
            action->disconnect(this);
            connect(action, &QAction::triggered, this, [this] {
                if (!take(QGuiApplication::clipboard()->text())) {
                    paste();
                }
            });
        }
    }
    menu->popup(event->globalPos());
}

void ReferenceField::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->ignore(); // files are the window's
        return;
    }
    QLineEdit::dragEnterEvent(event);
}

void ReferenceField::dropEvent(QDropEvent *event)
{
    if (event->mimeData()->hasText() && take(event->mimeData()->text())) {
        event->acceptProposedAction();
        return;
    }
    QLineEdit::dropEvent(event);
}

} // namespace stowage
