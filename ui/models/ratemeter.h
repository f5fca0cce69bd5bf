// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QtGlobal>

namespace stowage {

/// Bytes per second over the last seconds, from a count that grows. Pure; the caller brings the time.
class RateMeter
{
public:
    /// The count stands at `bytes` at `milliseconds` (monotonic). A count that shrinks starts anew.
    void note(qint64 bytes, qint64 milliseconds);
    /// Zero when nothing moved within the window before `milliseconds`.
    double rate(qint64 milliseconds) const;
    /// Whether the count was watched long enough for a guess at the time left.
    bool isSettled(qint64 milliseconds) const;
    void clear() { m_samples.clear(); }

private:
    struct Sample
    {
        qint64 bytes;
        qint64 at;
    };
    QList<Sample> m_samples; ///< Oldest first; at most one per 200 ms of the window.
};

} // namespace stowage
