// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/errordetails.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace stowage {

ErrorDetails::ErrorDetails(QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Error"));
    m_icon = new QLabel(this);
    m_icon->setAlignment(Qt::AlignTop);
    m_sentence = new QLabel(this);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fold = new QToolButton(this);
    m_fold->setText(tr("Details"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_copy = new QPushButton(icons::get(QStringLiteral("edit-copy")), tr("Copy details"), this);
    m_copy->setAutoDefault(false);
    m_copy->setFlat(true);
    m_details = new QPlainTextEdit(this);
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("Technical details"));
    m_details->setMaximumHeight(fontMetrics().height() * 6);
    m_details->hide();

    auto *layout = new QGridLayout(this);
    layout->addWidget(m_icon, 0, 0);
    layout->addWidget(m_sentence, 0, 1, 1, 3);
    layout->addWidget(m_fold, 1, 1);
    layout->addWidget(m_copy, 1, 2);
    layout->addWidget(m_details, 2, 1, 1, 3);
    layout->setColumnStretch(3, 1);

    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(open);
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(sentence() + QLatin1Char('\n') + details()); });
    drawIcon();
    hide();
}

void ErrorDetails::setError(const Error &error)
{
    setText(Sentence::of(error), technicalLine(error));
}

void ErrorDetails::setText(const QString &sentence, const QString &details)
{
    m_sentence->setText(sentence);
    m_details->setPlainText(details);
    m_fold->setVisible(!details.isEmpty());
    m_copy->setVisible(!details.isEmpty());
    if (details.isEmpty()) {
        m_fold->setChecked(false);
    }
    setAccessibleDescription(sentence);
    setVisible(!sentence.isEmpty());
}

void ErrorDetails::setNotice(const QString &sentence)
{
    m_sign = QStringLiteral("state-warning");
    setAccessibleName(tr("Notice"));
    setText(sentence);
    drawIcon();
}

void ErrorDetails::clear()
{
    setText({});
}

QString ErrorDetails::sentence() const
{
    return m_sentence->text();
}

QString ErrorDetails::details() const
{
    return m_details->toPlainText();
}

void ErrorDetails::drawIcon()
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(icons::bundled(m_sign).pixmap(QSize(size, size), devicePixelRatioF()));
}

void ErrorDetails::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
    QFrame::changeEvent(event);
}

} // namespace stowage
