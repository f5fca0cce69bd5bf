// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/interruptedbar.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace stowage {

InterruptedBar::InterruptedBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("interrupted"));
    setAccessibleName(tr("Interrupted work"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    auto *icon = new QLabel(this);
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    icon->setPixmap(icons::bundled(QStringLiteral("state-warning")).pixmap(QSize(size, size), devicePixelRatioF()));
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::ToolTipText);
    auto *resume = new QPushButton(tr("Resume"), this);
    auto *discard = new QPushButton(tr("Discard"), this);
    resume->setAutoDefault(false);
    discard->setAutoDefault(false);
    discard->setToolTip(tr("Forget this job. What was fetched stays."));
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(resume);
    layout->addWidget(discard);
    connect(resume, &QPushButton::clicked, this, [this] {
        if (!m_jobs.isEmpty()) {
            Q_EMIT resumeRequested(m_jobs.first());
        }
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        if (!m_jobs.isEmpty()) {
            Q_EMIT discardRequested(m_jobs.first());
        }
    });
    hide();
}

void InterruptedBar::setJobs(const QList<InterruptedJob> &jobs)
{
    m_jobs = jobs;
    showFirst();
}

void InterruptedBar::remove(const QString &id)
{
    m_jobs.removeIf([&id](const InterruptedJob &job) { return job.id == id; });
    showFirst();
}

void InterruptedBar::showFirst()
{
    setVisible(!m_jobs.isEmpty());
    if (m_jobs.isEmpty()) {
        return;
    }
    const InterruptedJob &job = m_jobs.first();
    const bool toRegistry = job.request.to.kind == End::Kind::Registry;
    const bool fromRegistry = job.request.from.kind == End::Kind::Registry;
    const QString size = Sentence::size(job.bytesLeft);
    QString text;
    if (toRegistry && !fromRegistry) {
        text = tr("A push was interrupted: %n image(s), %1 left.", nullptr, job.imagesLeft).arg(size);
    } else if (fromRegistry && !toRegistry) {
        text = tr("A pull was interrupted: %n image(s), %1 left.", nullptr, job.imagesLeft).arg(size);
    } else {
        text = tr("A copy was interrupted: %n image(s), %1 left.", nullptr, job.imagesLeft).arg(size);
    }
    m_text->setText(text);
    setAccessibleDescription(text);
}

} // namespace stowage
