// SPDX-License-Identifier: Apache-2.0
#include "ui/models/ratemeter.h"

#include <algorithm>

namespace stowage {

namespace {
constexpr qint64 window = 5000;     // ms: calm enough to read, quick enough to show a stall
constexpr qint64 granularity = 200; // ms
constexpr qint64 settling = 2000;   // ms: the first pieces come in bursts
} // namespace

void RateMeter::note(qint64 bytes, qint64 milliseconds)
{
    if (!m_samples.isEmpty() && bytes < m_samples.last().bytes) {
        m_samples.clear();
    }
    if (m_samples.size() > 1 && milliseconds - m_samples.at(m_samples.size() - 2).at < granularity) {
        m_samples.last() = {bytes, milliseconds};
    } else {
        m_samples.append({bytes, milliseconds});
    }
    while (m_samples.size() > 2 && m_samples.at(1).at < milliseconds - window) {
        m_samples.removeFirst();
    }
}

bool RateMeter::isSettled(qint64 milliseconds) const
{
    return !m_samples.isEmpty() && milliseconds - m_samples.first().at >= settling;
}

double RateMeter::rate(qint64 milliseconds) const
{
    if (m_samples.size() < 2) {
        return 0;
    }
    // The sample at the beginning of the window; between two samples the count is taken as straight.
    const qint64 start = milliseconds - window;
    qsizetype first = 0;
    while (first + 1 < m_samples.size() && m_samples.at(first + 1).at <= start) {
        ++first;
    }
    if (first + 1 == m_samples.size()) {
        return 0;
    }
    double bytesAtStart = double(m_samples.at(first).bytes);
    qint64 from = m_samples.at(first).at;
    if (from < start) {
        const Sample &next = m_samples.at(first + 1);
        bytesAtStart += double(next.bytes - m_samples.at(first).bytes) * double(start - from) / double(next.at - from);
        from = start;
    }
    const qint64 span = milliseconds - from;
    return span <= 0 ? 0 : (double(m_samples.last().bytes) - bytesAtStart) * 1000.0 / double(span);
}

} // namespace stowage
