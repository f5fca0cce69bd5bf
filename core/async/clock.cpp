// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"

#include "async/cancelled.h"

#include <QTimer>

#include <algorithm>

namespace stowage {

std::chrono::milliseconds SystemClock::now() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

QCoro::Task<void> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    throwIfStopped(stop);
    const auto resumption = Resumption::make();
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, [resumption] { resumption->fire(); });
    timer.start(duration);
    {
        const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
        co_await resumption->wait();
    }
    throwIfStopped(stop);
}

QCoro::Task<void> ManualClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    throwIfStopped(stop);
    const auto resumption = Resumption::make();
    m_sleepers.push_back({m_now + duration, resumption});
    {
        const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
        co_await resumption->wait();
    }
    throwIfStopped(stop);
}

void ManualClock::advance(std::chrono::milliseconds duration)
{
    m_now += duration;
    for (const Sleeper &sleeper : m_sleepers) {
        if (sleeper.until <= m_now) {
            sleeper.resumption->fire();
        }
    }
    std::erase_if(m_sleepers, [](const Sleeper &sleeper) { return sleeper.resumption->fired(); });
}

int ManualClock::sleepers() const
{
    return static_cast<int>(
        std::count_if(m_sleepers.begin(), m_sleepers.end(), [](const Sleeper &s) { return !s.resumption->fired(); }));
}

} // namespace stowage
