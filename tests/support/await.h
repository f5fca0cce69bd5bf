// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/cancelled.h"
#include "base/error.h"

#include <QCoro/QCoroTask>
#include <QTest>
#include <QTestEventLoop>

#include <memory>
#include <optional>
#include <variant>

namespace stowage::test {

/// How a coroutine ended, as a value that a test can look at.
template <typename T>
struct Outcome
{
    std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>> value;
    std::optional<Error> error;
    bool cancelled = false;

    bool ended() const { return value.has_value() || error.has_value() || cancelled; }
    /// For QCOMPARE: the name of the error's kind, "cancelled", or "ok".
    QString summary() const
    {
        if (error) {
            return errorKindName(error->kind);
        }
        return cancelled ? QStringLiteral("cancelled") : value ? QStringLiteral("ok") : QStringLiteral("running");
    }
    /// For failure messages.
    QByteArray explanation() const { return (error ? technicalLine(*error) : summary()).toUtf8(); }
};

template <typename T>
QCoro::Task<void> observe(QCoro::Task<T> task, std::shared_ptr<Outcome<T>> outcome,
                          std::shared_ptr<QTestEventLoop> loop)
{
    try {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            outcome->value.emplace();
        } else {
            T value = co_await task;
            outcome->value.emplace(std::move(value));
        }
    } catch (const Error &error) {
        outcome->error = error;
    } catch (const Cancelled &) {
        outcome->cancelled = true;
    }
    loop->exitLoop();
}

/// Starts to watch `task`; the outcome fills in when it ends, while the test's event loop runs.
template <typename T>
std::shared_ptr<Outcome<T>> started(QCoro::Task<T> task)
{
    auto outcome = std::make_shared<Outcome<T>>();
    observe<T>(std::move(task), outcome, std::make_shared<QTestEventLoop>());
    return outcome;
}

/// Runs the test's event loop until `task` ends (or a minute has passed: then nothing in the outcome is set).
template <typename T>
Outcome<T> await(QCoro::Task<T> task)
{
    auto outcome = std::make_shared<Outcome<T>>();
    const auto loop = std::make_shared<QTestEventLoop>();
    observe<T>(std::move(task), outcome, loop);
    if (!outcome->ended()) {
        loop->enterLoopMSecs(60000);
    }
    return std::move(*outcome);
}

} // namespace stowage::test

/// Awaits a coroutine that must succeed; the test function returns otherwise.
#define AWAIT_OK(task)                                                                                                 \
    do {                                                                                                               \
        const auto awaitedOutcome = ::stowage::test::await(task);                                                      \
        QVERIFY2(awaitedOutcome.value.has_value(), awaitedOutcome.explanation().constData());                          \
    } while (false)

/// The same, keeping what it returned in the variable `into` (declared here).
#define AWAIT_VALUE(into, task)                                                                                        \
    auto into##Outcome = ::stowage::test::await(task);                                                                 \
    QVERIFY2(into##Outcome.value.has_value(), into##Outcome.explanation().constData());                                \
    auto &into = *into##Outcome.value

/// Awaits a coroutine that must throw an Error of `kind`.
#define AWAIT_ERROR(task, kind)                                                                                        \
    do {                                                                                                               \
        const auto awaitedOutcome = ::stowage::test::await(task);                                                      \
        QCOMPARE(awaitedOutcome.summary(), ::stowage::errorKindName(kind));                                            \
    } while (false)
