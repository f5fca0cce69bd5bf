// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"

#include "async/cancelled.h"

#include <QTimer>

#include <algorithm>
#include <utility>

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

namespace {

class TimerAlarm : public Alarm
{
public:
    TimerAlarm(std::chrono::milliseconds duration, std::function<void()> ring)
    {
        m_timer.setSingleShot(true);
        // The copy in the call keeps `ring` alive while it destroys this alarm.
        QObject::connect(&m_timer, &QTimer::timeout, [ring = std::move(ring)] {
            const auto call = ring;
            call();
        });
        m_timer.start(duration);
    }

private:
    QTimer m_timer;
};

} // namespace

std::unique_ptr<Alarm> SystemClock::alarm(std::chrono::milliseconds duration, std::function<void()> ring)
{
    return std::make_unique<TimerAlarm>(duration, std::move(ring));
}

class ManualClock::ManualAlarm : public Alarm
{
public:
    ManualAlarm(std::chrono::milliseconds due, std::function<void()> call,
                std::shared_ptr<std::vector<ManualAlarm *>> others)
        : until(due)
        , ring(std::move(call))
        , m_others(std::move(others))
    {
        m_others->push_back(this);
    }
    ~ManualAlarm() override { std::erase(*m_others, this); }

    const std::chrono::milliseconds until;
    std::function<void()> ring;

private:
    // Shared, so that an alarm may outlive the clock that a test takes down first.
    const std::shared_ptr<std::vector<ManualAlarm *>> m_others;
};

std::unique_ptr<Alarm> ManualClock::alarm(std::chrono::milliseconds duration, std::function<void()> ring)
{
    return std::make_unique<ManualAlarm>(m_now + duration, std::move(ring), m_alarms);
}

int ManualClock::alarms() const
{
    return static_cast<int>(m_alarms->size());
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

    // Ringing may destroy and set alarms, so look anew after each; an alarm leaves the list before it rings.
    while (true) {
        const auto due = std::find_if(m_alarms->begin(), m_alarms->end(),
                                      [this](const ManualAlarm *alarm) { return alarm->until <= m_now; });
        if (due == m_alarms->end()) {
            break;
        }
        const auto ring = (*due)->ring;
        m_alarms->erase(due);
        ring();
    }
}

int ManualClock::sleepers() const
{
    return static_cast<int>(
        std::count_if(m_sleepers.begin(), m_sleepers.end(), [](const Sleeper &s) { return !s.resumption->fired(); }));
}

} // namespace stowage
