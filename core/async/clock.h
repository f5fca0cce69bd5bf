// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <stop_token>
#include <vector>

namespace stowage {

/// Time that tests can turn. Every wait of the core goes through one of these; lives in the engine thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Monotonic, since an unspecified start.
    virtual std::chrono::milliseconds now() const = 0;
    /// Resumes after `duration`. Throws Cancelled when stopped earlier.
    virtual QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
};

/// The real time.
class SystemClock : public Clock
{
public:
    std::chrono::milliseconds now() const override;
    QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
};

/// Stands still until a test advances it.
class ManualClock : public Clock
{
public:
    std::chrono::milliseconds now() const override { return m_now; }
    QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
    /// Wakes every sleeper whose time has come.
    void advance(std::chrono::milliseconds duration);
    /// Coroutines asleep now.
    int sleepers() const;

private:
    struct Sleeper
    {
        std::chrono::milliseconds until{};
        std::shared_ptr<Resumption> resumption;
    };
    std::chrono::milliseconds m_now{0};
    std::vector<Sleeper> m_sleepers;
};

} // namespace stowage
