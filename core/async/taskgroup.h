// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>

#include <exception>
#include <memory>

namespace stowage {

/// A scope for concurrent coroutines: nothing spawned here outlives a finished join().
///
/// Lives in one thread. The owner must co_await join() before destroying the group; the destructor asserts it.
/// The first exception of a member is kept and rethrown by join(), after all members have ended. Members that should
/// stop when one fails share a stop source of the owner.
class TaskGroup
{
public:
    TaskGroup() = default;
    ~TaskGroup();
    TaskGroup(const TaskGroup &) = delete;
    TaskGroup &operator=(const TaskGroup &) = delete;

    /// Takes over a running coroutine. (QCoro tasks start when called.)
    void spawn(QCoro::Task<void> task);
    /// Members that have not ended.
    int running() const { return m_running; }
    /// Suspends until no member runs; rethrows the first exception. May be awaited again after further spawns.
    QCoro::Task<void> join();

private:
    QCoro::Task<void> watch(QCoro::Task<void> task);
    void memberEnded();

    int m_running = 0;
    std::exception_ptr m_failure;
    std::shared_ptr<Resumption> m_joiner;
};

} // namespace stowage
