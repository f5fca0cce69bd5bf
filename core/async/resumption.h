// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/qglobal.h>

#include <atomic>
#include <coroutine>
#include <memory>

QT_BEGIN_NAMESPACE
class QAbstractEventDispatcher;
QT_END_NAMESPACE

namespace stowage {

/// The one way a coroutine of this program is woken: once, through a queued call in the thread that made this object.
///
/// A signal handler, a stop callback or a pool thread calls fire(); later calls do nothing. Because the wake-up is
/// queued, no coroutine ever runs inside a signal emission or a stop callback, and an awaiter that was woken by one
/// signal may safely be destroyed while the other is still connected to this (shared) object.
class Resumption : public std::enable_shared_from_this<Resumption>
{
public:
    /// Bound to the calling thread, which must run an event loop and outlive every wake-up.
    static std::shared_ptr<Resumption> make();

    /// Wakes the waiting coroutine. Thread-safe.
    void fire();
    bool fired() const { return m_fired.load(std::memory_order_acquire); }

    struct Awaiter
    {
        Resumption &owner;
        bool await_ready() const noexcept { return owner.m_delivered; }
        void await_suspend(std::coroutine_handle<> handle) noexcept { owner.m_handle = handle; }
        void await_resume() const noexcept {}
    };
    /// Suspends until fire(), not at all when that came before. At most one waiter, which must hold a shared pointer to
    /// this object meanwhile.
    Awaiter wait() { return Awaiter{*this}; }

private:
    Resumption() = default;
    std::atomic<bool> m_fired{false};
    std::coroutine_handle<> m_handle;
    bool m_delivered = false; ///< The wake-up came before anyone waited. Waiting thread only.
    QAbstractEventDispatcher *m_dispatcher = nullptr;
};

} // namespace stowage
