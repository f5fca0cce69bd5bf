// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/lookupsheet.h"

#include "ui/widgets/busybar.h"
#include "ui/widgets/errordetails.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stowage {

LookUpSheet::LookUpSheet(const QString &title, int others, QWidget *parent)
    : QDialog(parent)
    , m_others(others)
{
    setObjectName(QStringLiteral("import.lookup"));
    setWindowTitle(tr("Look up"));
    setAccessibleName(tr("Look up"));
    setWindowModality(Qt::WindowModal);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);
    auto *layout = new QVBoxLayout(this);
    m_text = new QLabel(title, this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_busy = new BusyBar(this);
    m_error = new ErrorDetails(this);
    layout->addWidget(m_text);
    layout->addWidget(m_busy);
    layout->addWidget(m_error);
    auto *row = new QHBoxLayout;
    m_goOn = new QPushButton(tr("&Go on with the next job"), this);
    m_close = new QPushButton(tr("&Close"), this);
    m_goOn->hide();
    m_close->hide();
    row->addStretch();
    row->addWidget(m_close);
    row->addWidget(m_goOn);
    layout->addLayout(row);
    connect(m_busy, &BusyBar::cancelRequested, this, &QDialog::reject);
    connect(m_goOn, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    m_busy->start(tr("Looking what is there…"));
}

void LookUpSheet::fail(const Error &error)
{
    m_busy->stop();
    m_error->setError(error);
    m_close->show();
    m_goOn->setVisible(m_others > 0);
    (m_others > 0 ? m_goOn : m_close)->setDefault(true);
    (m_others > 0 ? m_goOn : m_close)->setFocus();
}

} // namespace stowage
