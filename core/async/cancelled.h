// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

namespace stowage {

/// Thrown by every awaitable whose stop token was asked to stop; unwinds a coroutine. Never shown as an error.
struct Cancelled
{
};

/// Throws Cancelled when `stop` was requested.
inline void throwIfStopped(const std::stop_token &stop)
{
    if (stop.stop_requested()) {
        throw Cancelled{};
    }
}

} // namespace stowage
