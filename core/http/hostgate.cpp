// SPDX-License-Identifier: Apache-2.0
#include "http/hostgate.h"

#include <algorithm>

namespace stowage::http {

QCoro::Task<Semaphore::Permit> HostGate::enter(Lane lane, std::stop_token stop)
{
    Semaphore &slots = lane == Lane::Blob ? m_blobs : m_metadata;
    Semaphore::Permit permit = co_await slots.acquire(stop);
    co_await ready(stop);
    co_return permit;
}

QCoro::Task<void> HostGate::ready(std::stop_token stop)
{
    // The pause may be prolonged while one waits.
    while (pauseLeft().count() > 0) {
        co_await m_clock.sleep(pauseLeft(), stop);
    }
}

void HostGate::pauseFor(std::chrono::milliseconds duration)
{
    m_pausedUntil = std::max(m_pausedUntil, m_clock.now() + duration);
}

std::chrono::milliseconds HostGate::pauseLeft() const
{
    return std::max(m_pausedUntil - m_clock.now(), std::chrono::milliseconds(0));
}

} // namespace stowage::http
