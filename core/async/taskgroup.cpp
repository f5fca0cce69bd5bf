// SPDX-License-Identifier: Apache-2.0
#include "async/taskgroup.h"

#include <utility>

namespace stowage {

TaskGroup::~TaskGroup()
{
    Q_ASSERT_X(m_running == 0, "TaskGroup", "destroyed before join()");
}

void TaskGroup::spawn(QCoro::Task<void> task)
{
    ++m_running;
    // The returned task may be dropped: a QCoro coroutine whose Task is gone runs on and frees itself, and this group
    // counts it until then.
    watch(std::move(task));
}

QCoro::Task<void> TaskGroup::watch(QCoro::Task<void> task)
{
    try {
        co_await task;
    } catch (...) {
        if (!m_failure) {
            m_failure = std::current_exception();
        }
    }
    memberEnded();
}

void TaskGroup::memberEnded()
{
    --m_running;
    if (m_running == 0 && m_joiner) {
        m_joiner->fire();
    }
}

QCoro::Task<void> TaskGroup::join()
{
    while (m_running > 0) {
        m_joiner = Resumption::make();
        const auto joiner = m_joiner;
        co_await joiner->wait();
    }
    m_joiner.reset();
    if (m_failure) {
        std::rethrow_exception(std::exchange(m_failure, nullptr));
    }
}

} // namespace stowage
