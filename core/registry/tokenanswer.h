// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>

#include <chrono>

namespace stowage::registry {

/// What a token service answered.
struct TokenAnswer
{
    QByteArray token;
    /// From now on, by our own clock: what the server says about its own time is not believed (A22).
    std::chrono::milliseconds life = std::chrono::seconds(60);
};

/// Reads a token answer (A21, A22, A24). ProtocolViolation when there is no token in it; the text never holds one.
Result<TokenAnswer> parseTokenAnswer(const QByteArray &body);

} // namespace stowage::registry
