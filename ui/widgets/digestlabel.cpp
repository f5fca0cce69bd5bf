// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/digestlabel.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

namespace stowage {

DigestLabel::DigestLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::ClickFocus);
    auto *copyAction = new QAction(icons::get(QStringLiteral("edit-copy")), tr("&Copy"), this);
    connect(copyAction, &QAction::triggered, this, &DigestLabel::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DigestLabel::setDigest(const Digest &digest)
{
    m_digest = digest;
    setText(digest.isNull() ? QString() : digest.shortText());
    setToolTip(digest.toString());
    setAccessibleDescription(digest.toString());
}

void DigestLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    QLabel::keyPressEvent(event);
}

void DigestLabel::copy() const
{
    QGuiApplication::clipboard()->setText(m_digest.toString());
}

} // namespace stowage
