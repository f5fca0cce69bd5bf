// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/verifybar.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace stowage {

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
constexpr qint64 settledAfter = 2000; ///< Milliseconds before a rate means something.

} // namespace

VerifyBar::VerifyBar(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    const int margin = fontMetrics().height();
    layout->setContentsMargins(margin, 0, margin, 0);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(fontMetrics().height() / 6);
    auto *texts = new QHBoxLayout;
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1); // the numbers matter more
    m_numbers = new QLabel(this);
    m_numbers->setTextFormat(Qt::PlainText);
    texts->addWidget(m_text, 1);
    texts->addWidget(m_numbers);
    m_bar = new QProgressBar(this);
    m_bar->setAccessibleName(tr("Verification progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(fontMetrics().height() / 2);
    middle->addLayout(texts);
    middle->addWidget(m_bar);
    layout->addLayout(middle, 1);
    m_cancel = new QPushButton(icons::get(QStringLiteral("process-stop")), tr("Ca&ncel"), this);
    m_cancel->setAutoDefault(false);
    layout->addWidget(m_cancel);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing beside it jumps
    setSizePolicy(policy);
    hide();

    connect(m_cancel, &QPushButton::clicked, this, &VerifyBar::cancel);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &VerifyBar::update);
    connect(&m_watcher, &QFutureWatcherBase::progressRangeChanged, this, &VerifyBar::update);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &VerifyBar::ended);
}

VerifyBar::~VerifyBar()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
}

void VerifyBar::follow(const End &store, const QFuture<Result<Verification>> &work)
{
    m_store = store;
    m_running = true;
    m_clock.start();
    m_text->setText(tr("Verifying %1").arg(Sentence::harmless(store.location, 80)));
    m_bar->setRange(0, 0);
    m_numbers->clear();
    show();
    Q_EMIT runningChanged();
    m_watcher.setFuture(work);
}

void VerifyBar::cancel()
{
    m_watcher.cancel();
}

void VerifyBar::update()
{
    const qint64 value = m_watcher.progressValue();
    const qint64 maximum = m_watcher.progressMaximum();
    if (!m_running || maximum <= 0) {
        return;
    }
    m_bar->setRange(0, int(maximum));
    m_bar->setValue(int(value));
    //: Bytes done of bytes in all.
    QString numbers = tr("%1 of %2").arg(Sentence::size(value * mebibyte), Sentence::size(maximum * mebibyte));
    if (m_clock.elapsed() > settledAfter && value > 0) {
        const double rate = double(value) * 1000.0 / double(m_clock.elapsed());
        numbers += QStringLiteral(" · ") + Sentence::rate(rate * double(mebibyte)) + QStringLiteral(" · ") +
                   tr("%1 left").arg(Sentence::duration(qint64(double(maximum - value) / rate)));
    }
    m_numbers->setText(numbers);
}

void VerifyBar::ended()
{
    const bool whole = !m_watcher.isCanceled() && m_watcher.future().resultCount() > 0;
    m_running = false;
    hide();
    Q_EMIT runningChanged();
    if (whole) {
        Q_EMIT finished(m_store);
    } else {
        Q_EMIT cancelled(m_store);
    }
}

} // namespace stowage
