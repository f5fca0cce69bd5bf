// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <functional>
#include <optional>

namespace stowage {

/// The account that this command line brings: --username with --password-stdin, else STOWAGE_USERNAME and
/// STOWAGE_PASSWORD. It counts for the target registry of push and copy, else for the one registry images come from.
/// InvalidInput when it cannot be told which registry is meant, or standard input holds no password.
Result<std::optional<Account>> commandAccount(const Arguments &arguments,
                                              const std::function<QByteArray(const char *)> &environment);

/// The registry such an account is for; empty when there is none or more than one.
QString accountRegistry(const Arguments &arguments);

} // namespace stowage
