// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <type_traits>
#include <utility>

namespace stowage::store {

/// The value of `result`; throws its error, if it has one. Between this room's pure code and its coroutines.
template <typename T>
T orThrow(Result<T> result)
{
    if (!result) {
        throw std::move(result).error();
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

} // namespace stowage::store
