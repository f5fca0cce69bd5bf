// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace stowage {

/// A call that a Clock will make once; destroying it before then takes the call back.
class Alarm
{
public:
    virtual ~Alarm() = default;
};

/// Time that tests can turn. Every wait of the core goes through one of these; lives in the engine thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Monotonic, since an unspecified start.
    virtual std::chrono::milliseconds now() const = 0;
    /// Resumes after `duration`. Throws Cancelled when stopped earlier.
    virtual QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
    /// Calls `ring` once after `duration`, from the event loop, unless the alarm is destroyed before. For watchdogs
    /// beside a coroutine that waits for something else. `ring` may destroy the alarm.
    virtual std::unique_ptr<Alarm> alarm(std::chrono::milliseconds duration, std::function<void()> ring) = 0;
};

/// The real time.
class SystemClock : public Clock
{
public:
    std::chrono::milliseconds now() const override;
    QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
    std::unique_ptr<Alarm> alarm(std::chrono::milliseconds duration, std::function<void()> ring) override;
};

/// Stands still until a test advances it.
class ManualClock : public Clock
{
public:
    std::chrono::milliseconds now() const override { return m_now; }
    QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
    std::unique_ptr<Alarm> alarm(std::chrono::milliseconds duration, std::function<void()> ring) override;
    /// Wakes every sleeper and rings every alarm whose time has come.
    void advance(std::chrono::milliseconds duration);
    /// Coroutines asleep now.
    int sleepers() const;
    /// Alarms set now.
    int alarms() const;

private:
    class ManualAlarm;
    struct Sleeper
    {
        std::chrono::milliseconds until{};
        std::shared_ptr<Resumption> resumption;
    };
    std::chrono::milliseconds m_now{0};
    std::vector<Sleeper> m_sleepers;
    std::shared_ptr<std::vector<ManualAlarm *>> m_alarms = std::make_shared<std::vector<ManualAlarm *>>();
};

} // namespace stowage
