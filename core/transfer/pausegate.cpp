// SPDX-License-Identifier: Apache-2.0
#include "transfer/pausegate.h"

#include "async/cancelled.h"

#include <utility>

namespace stowage::transfer {

void PauseGate::close()
{
    if (m_open) {
        m_open = false;
        m_pause.request_stop();
    }
}

void PauseGate::open()
{
    if (m_open) {
        return;
    }
    m_open = true;
    m_pause = std::stop_source();
    for (const auto &waiting : std::exchange(m_waiting, {})) {
        waiting->fire();
    }
}

QCoro::Task<void> PauseGate::pass(std::stop_token stop)
{
    throwIfStopped(stop);
    while (!m_open) {
        const auto resumption = Resumption::make();
        m_waiting.push_back(resumption);
        {
            const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
            co_await resumption->wait();
        }
        if (stop.stop_requested()) {
            std::erase(m_waiting, resumption);
            throw Cancelled{};
        }
    }
}

} // namespace stowage::transfer
