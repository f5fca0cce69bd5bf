// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"

#include <QObject>
#include <QTimer>

namespace stowage::test {

/// Turns a ManualClock whenever a coroutine sleeps on it, so that tests of waiting take no time.
class ClockDriver : public QObject
{
public:
    explicit ClockDriver(ManualClock &clock, std::chrono::milliseconds step = std::chrono::milliseconds(500))
    {
        connect(&m_timer, &QTimer::timeout, this, [&clock, step] {
            if (clock.sleepers() > 0) {
                clock.advance(step);
            }
        });
        m_timer.start(1);
    }

private:
    QTimer m_timer;
};

} // namespace stowage::test
