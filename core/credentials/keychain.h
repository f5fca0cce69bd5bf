// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credentials/secretstore.h"

namespace stowage {

/// The keychain of the desktop, through QtKeychain: Secret Service, KWallet, macOS, Windows.
///
/// All instances of a process are used from one thread with an event loop, on Linux a GLib one as Qt makes by default:
/// the library runs one job at a time, in the thread of its first job. Jobs own themselves and are never deleted in
/// flight. Entries are always binary: a text entry and a binary one under the same key would live side by side.
class Keychain : public SecretStore
{
public:
    /// `service` is the name under which all entries stand.
    explicit Keychain(QString service = QStringLiteral("io.github.stowage.Stowage"));

    QCoro::Task<void> write(QString key, QByteArray secret, std::stop_token stop) override;
    QCoro::Task<std::optional<QByteArray>> read(QString key, std::stop_token stop) override;
    QCoro::Task<void> remove(QString key, std::stop_token stop) override;

private:
    const QString m_service;
};

} // namespace stowage
