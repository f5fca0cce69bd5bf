// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "http/hostgate.h"

#include <QDateTime>

#include <optional>
#include <type_traits>

namespace stowage::http {

/// How often and how patiently to try again what may succeed then (D113, F02, F04, A40). A value.
struct RetryPolicy
{
    int tries = 5;
    std::chrono::milliseconds first = std::chrono::milliseconds(500);
    std::chrono::milliseconds longest = std::chrono::seconds(30);
    double factor = 2;
    double jitter = 0.1;
    /// A server that wants a longer rest than this is not waited for: the error says how long.
    std::chrono::milliseconds longestRest = std::chrono::minutes(5);

    /// Whether a host that is not there at all is tried again.
    bool unreachableToo = true;

    /// Rest before try number `next` (2 is the first repetition); nothing when one should give up. `dice` is in [0, 1).
    std::optional<std::chrono::milliseconds> restBefore(int next, const Error &last, double dice) const;
};

/// Seconds a Retry-After header asks for, as a number or an HTTP date; -1 when absent, malformed or past (A40).
int parseRetryAfter(QByteArrayView value, const QDateTime &now);

/// A random number in [0, 1).
double throwDice();

/// Calls `attempt` (a plain function that calls a coroutine) until it succeeds, fails for good, or the policy gives up.
/// A rest that the server asked for pauses its whole host. `gate` and `clock` outlive the call.
template <typename Attempt>
std::invoke_result_t<Attempt> retrying(RetryPolicy policy, HostGate &gate, Clock &clock, Attempt attempt,
                                       std::stop_token stop)
{
    using Value = typename std::invoke_result_t<Attempt>::value_type;
    for (int number = 1;; ++number) {
        std::optional<Error> failed;
        try {
            auto task = attempt();
            if constexpr (std::is_void_v<Value>) {
                co_await task;
                co_return;
            } else {
                Value value = co_await task;
                co_return value;
            }
        } catch (const Error &error) {
            failed = error;
        }
        const auto rest = policy.restBefore(number + 1, *failed, throwDice());
        if (!rest) {
            throw *failed;
        }
        if (failed->retryAfterSeconds >= 0 || failed->kind == ErrorKind::RateLimited) {
            gate.pauseFor(*rest);
            co_await gate.ready(stop);
        } else {
            co_await clock.sleep(*rest, stop);
        }
    }
}

} // namespace stowage::http
