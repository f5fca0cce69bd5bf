// SPDX-License-Identifier: Apache-2.0
#include "async/semaphore.h"

#include "async/cancelled.h"

#include <algorithm>

namespace stowage {

void Semaphore::Permit::release()
{
    if (m_owner) {
        std::exchange(m_owner, nullptr)->give();
    }
}

QCoro::Task<Semaphore::Permit> Semaphore::acquire(std::stop_token stop)
{
    throwIfStopped(stop);
    if (m_free > 0) {
        --m_free;
        co_return Permit(this);
    }
    const auto waiter = std::make_shared<Waiter>();
    waiter->resumption = Resumption::make();
    m_waiting.push_back(waiter);
    {
        const std::stop_callback onStop(stop, [resumption = waiter->resumption] { resumption->fire(); });
        co_await waiter->resumption->wait();
    }
    if (!waiter->granted) {
        std::erase(m_waiting, waiter);
        throw Cancelled{};
    }
    Permit permit(this);
    throwIfStopped(stop);
    co_return permit;
}

void Semaphore::give()
{
    if (m_waiting.empty()) {
        ++m_free;
        return;
    }
    const auto next = m_waiting.front();
    m_waiting.pop_front();
    next->granted = true;
    next->resumption->fire();
}

} // namespace stowage
