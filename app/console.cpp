// SPDX-License-Identifier: Apache-2.0
#include "console.h"

#include "service/wording.h"
#include "text/sentence.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

#include <cstdio>

namespace stowage {

Console::Console(bool json, bool quiet, QObject *parent)
    : QObject(parent)
    , m_json(json)
    , m_quiet(quiet)
    , m_terminal(isatty(STDERR_FILENO) != 0 && !json)
    , m_out(stdout, QIODevice::WriteOnly)
    , m_err(stderr, QIODevice::WriteOnly)
{
}

void Console::print(const QString &text)
{
    if (!m_json) {
        m_out << text << Qt::endl;
    }
}

void Console::document(const QJsonObject &document)
{
    m_out << QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Indented));
    m_out.flush();
}

void Console::error(const Error &error)
{
    endProgress();
    m_err << QStringLiteral("stowage: ") << Sentence::of(error) << Qt::endl;
    if (!error.technical.isEmpty() || error.httpStatus > 0) {
        m_err << QStringLiteral("  ") << Sentence::harmless(technicalLine(error), 600) << Qt::endl;
    }
}

void Console::note(const QString &text)
{
    if (!m_quiet) {
        line(text);
    }
}

void Console::line(const QString &text)
{
    endProgress();
    m_err << text << Qt::endl;
}

void Console::watch(const Plan &plan)
{
    m_plan = plan;
    m_imagesDone = 0;
    m_clock.start();
    m_lastStatus = -1;
}

void Console::events(const QList<TransferEvent> &events)
{
    for (const TransferEvent &event : events) {
        if (event.image >= 0 && isFinal(event.state)) {
            ++m_imagesDone;
            const PlannedImage image = m_plan.images.value(event.image);
            QString text = Wording::state(image, event.state) + QStringLiteral(": ") + image.item.source.toString();
            if (image.item.target != image.item.source) {
                text += QStringLiteral(" -> ") + image.item.target.toString();
            }
            note(text);
            if (event.error && event.state != TransferState::Refused) {
                error(*event.error); // refusals were told with the plan
            }
        } else if (event.state == TransferState::Retrying && event.error) {
            note(tr("Trying again: %1").arg(Sentence::of(*event.error)));
        } else if (event.state == TransferState::Waiting && event.error) {
            warning(tr("Waits for %1: %2")
                        .arg(Sentence::harmless(event.error->item), Sentence::harmless(event.error->technical)));
        } else if (event.image < 0 && event.blob < 0 && !m_quiet) {
            status(event);
        }
    }
}

void Console::status(const TransferEvent &job)
{
    if (job.total == 0) {
        return; // nothing is to be moved
    }
    const qint64 elapsed = m_clock.elapsed();
    const qint64 interval = m_terminal ? 200 : 5000;
    if (m_lastStatus >= 0 && elapsed - m_lastStatus < interval) {
        return;
    }
    m_lastStatus = elapsed;
    const double rate = elapsed > 0 ? static_cast<double>(job.moved) * 1000.0 / static_cast<double>(elapsed) : 0;
    const int percent = job.total > 0 ? static_cast<int>(job.done * 100 / job.total) : 100;
    QString text = QStringLiteral("%1 %  ").arg(percent, 3) +
                   tr("%1 of %2, %3, %4 of %5 images")
                       .arg(Sentence::size(job.done), Sentence::size(job.total), Sentence::rate(rate))
                       .arg(m_imagesDone)
                       .arg(m_plan.images.size());
    if (rate > 0 && job.total > job.done) {
        text += QStringLiteral(", ") + tr("%1 left").arg(Sentence::duration(
                                           static_cast<qint64>(static_cast<double>(job.total - job.done) / rate)));
    }
    if (m_terminal) {
        m_err << QStringLiteral("\r\033[K") << text;
        m_err.flush();
        m_barShown = true;
    } else {
        m_err << text << Qt::endl;
    }
}

void Console::endProgress()
{
    if (m_barShown) {
        m_err << QStringLiteral("\r\033[K");
        m_err.flush();
        m_barShown = false;
    }
}

} // namespace stowage
