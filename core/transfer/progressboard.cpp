// SPDX-License-Identifier: Apache-2.0
#include "transfer/progressboard.h"

namespace stowage::transfer {

ProgressBoard::ProgressBoard(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProgressBoard::flush);
}

void ProgressBoard::put(const TransferEvent &event)
{
    if (m_coalescer.put(event) == Coalescer::Urgency::Now) {
        if (!m_timer.isActive() || m_timer.intervalAsDuration() > std::chrono::milliseconds(0)) {
            m_timer.start(std::chrono::milliseconds(0));
        }
    } else if (!m_timer.isActive()) {
        m_timer.start(interval);
    }
}

void ProgressBoard::flush()
{
    m_timer.stop();
    if (!m_coalescer.isEmpty()) {
        Q_EMIT flushed(m_coalescer.take());
    }
}

} // namespace stowage::transfer
