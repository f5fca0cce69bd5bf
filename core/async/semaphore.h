// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>

#include <deque>
#include <memory>
#include <stop_token>

namespace stowage {

/// A counting semaphore for coroutines of one thread, first come first served. Must outlive its permits and waiters.
class Semaphore
{
public:
    explicit Semaphore(int permits)
        : m_free(permits)
    {
    }
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// Gives its slot back when destroyed.
    class Permit
    {
    public:
        Permit() = default;
        explicit Permit(Semaphore *owner)
            : m_owner(owner)
        {
        }
        Permit(Permit &&other) noexcept
            : m_owner(std::exchange(other.m_owner, nullptr))
        {
        }
        Permit &operator=(Permit &&other) noexcept
        {
            release();
            m_owner = std::exchange(other.m_owner, nullptr);
            return *this;
        }
        ~Permit() { release(); }
        void release();

    private:
        Semaphore *m_owner = nullptr;
    };

    /// Waits for a slot. Throws Cancelled.
    QCoro::Task<Permit> acquire(std::stop_token stop);
    int waiting() const { return static_cast<int>(m_waiting.size()); }

private:
    struct Waiter
    {
        std::shared_ptr<Resumption> resumption;
        bool granted = false;
    };
    void give();

    int m_free;
    std::deque<std::shared_ptr<Waiter>> m_waiting;
};

} // namespace stowage
