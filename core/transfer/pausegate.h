// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>
#include <vector>

namespace stowage::transfer {

/// Pause and resume of a run, and the cancellation that comes with a pause.
///
/// Closing the gate stops every attempt under way (its Attempt token fires), opening it lets them go on from the bytes
/// they have. Lives in the engine thread and outlives its attempts.
class PauseGate
{
public:
    bool isOpen() const { return m_open; }
    void close();
    void open();
    /// Waits while the gate is closed. Throws Cancelled.
    QCoro::Task<void> pass(std::stop_token stop);
    /// The token that fires when the gate closes; renewed by open().
    std::stop_token pauseToken() const { return m_pause.get_token(); }

private:
    bool m_open = true;
    std::stop_source m_pause;
    std::vector<std::shared_ptr<Resumption>> m_waiting;
};

/// A stop token that fires when either of two does. Lives on the frame of the coroutine that uses the token.
class EitherStop
{
public:
    EitherStop(std::stop_token first, std::stop_token second)
        : m_first(std::move(first), Forward{&m_source})
        , m_second(std::move(second), Forward{&m_source})
    {
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Forward
    {
        std::stop_source *source;
        void operator()() const { source->request_stop(); }
    };
    std::stop_source m_source;
    std::stop_callback<Forward> m_first;
    std::stop_callback<Forward> m_second;
};

} // namespace stowage::transfer
