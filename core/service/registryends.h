// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"
#include "copy/ports.h"
#include "service/ends.h"

#include <QHash>

#include <memory>

namespace stowage {

class RegistryEnd;

/// The registry clients in use, one per registry, so that a hundred look-ups log in once. Engine thread.
class RegistryEnds
{
public:
    RegistryEnds(http::SessionPool &sessions, CredentialProvider &credentials, Clock &clock, DiskPool &disk,
                 std::function<RegistrySettings(const QString &registry)> settings);
    ~RegistryEnds();

    /// The client of `registry`, shared: it lives as long as its last user.
    std::shared_ptr<RegistryEnd> of(const QString &registry);
    /// A client of its own for a listing below a prefix.
    std::shared_ptr<RegistryEnd> below(const End &end);
    /// After settings or accounts changed: the next use starts anew, work under way goes on as it began.
    void forgetAll() { m_ends.clear(); }

    http::SessionPool &sessions() { return m_sessions; }
    CredentialProvider &credentials() { return m_credentials; }
    DiskPool &disk() { return m_disk; }
    RegistrySettings settings(const QString &registry) const { return m_settings(registry); }

private:
    std::shared_ptr<RegistryEnd> make(const End &end) const;
    http::SessionPool &m_sessions;
    CredentialProvider &m_credentials;
    Clock &m_clock;
    DiskPool &m_disk;
    const std::function<RegistrySettings(const QString &registry)> m_settings;
    QHash<QString, std::shared_ptr<RegistryEnd>> m_ends;
};

/// Fetches every image from the registry its own name says: the source of a pull, and of any copy from a registry.
class RemoteSource : public ImageSource
{
public:
    /// `ends` outlives this.
    explicit RemoteSource(RegistryEnds &ends)
        : m_ends(ends)
    {
    }

    QCoro::Task<Descriptor> resolve(Reference image, std::stop_token stop) override;
    QCoro::Task<QByteArray> manifest(Reference repository, Descriptor descriptor, std::stop_token stop) override;
    QCoro::Task<std::unique_ptr<BlobBody>> openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                    std::stop_token stop) override;
    std::optional<LocalRange> locate(const Descriptor &) override { return {}; }

private:
    std::shared_ptr<RegistryEnd> of(const Reference &image);
    RegistryEnds &m_ends;
    /// Kept until this source goes: bodies that are still open belong to them.
    QHash<QString, std::shared_ptr<RegistryEnd>> m_used;
};

} // namespace stowage
