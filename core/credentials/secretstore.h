// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QCoro/QCoroTask>
#include <QString>

#include <optional>
#include <stop_token>

namespace stowage {

/// A place that keeps small secrets under keys: the OS keychain, or a pretended one. Used from one thread.
///
/// A call may take as long as a person needs to answer a prompt, or for ever. Stopping it ends the wait with Cancelled,
/// not necessarily the work: the secret may still be written or removed later.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// Replaces what was under `key`. Throws Error(KeychainUnavailable).
    virtual QCoro::Task<void> write(QString key, QByteArray secret, std::stop_token stop) = 0;
    /// Nothing when there is no such entry, *or when the keychain is locked*: backends do not tell these apart. Throws
    /// Error(KeychainUnavailable) when there is no keychain to ask.
    virtual QCoro::Task<std::optional<QByteArray>> read(QString key, std::stop_token stop) = 0;
    /// Success when there is no such entry, *or when the keychain is locked* and nothing was removed. Throws
    /// Error(KeychainUnavailable).
    virtual QCoro::Task<void> remove(QString key, std::stop_token stop) = 0;
};

} // namespace stowage
