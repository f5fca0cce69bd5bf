// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/busybar.h"

#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace stowage {

BusyBar::BusyBar(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    const int margin = fontMetrics().height();
    layout->setContentsMargins(margin, 0, margin, 0);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1); // a narrow place cuts the text rather than growing
    auto *bar = new QProgressBar(this);
    bar->setMinimumWidth(fontMetrics().height() * 2);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("Busy"));
    bar->setFixedHeight(fontMetrics().height() / 2);
    auto *cancel = new QPushButton(icons::get(QStringLiteral("process-stop")), tr("Ca&ncel"), this);
    cancel->setAutoDefault(false);
    layout->addWidget(m_text);
    layout->addWidget(bar, 1);
    layout->addWidget(cancel);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    hide();
    connect(cancel, &QPushButton::clicked, this, &BusyBar::cancelRequested);
}

void BusyBar::start(const QString &sentence)
{
    m_text->setText(sentence);
    show();
}

} // namespace stowage
