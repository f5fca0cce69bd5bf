// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"
#include "copy/end.h"
#include "copy/ports.h"
#include "registry/client.h"

#include <memory>

namespace stowage {

/// A registry as an end of a copy: source, target and lister over one RegistryClient.
///
/// Serves the references of one registry, `end.location`; what a reference says is taken as it is, the end's prefix
/// only narrows list(). Pulls go to `settings.mirror` when it is set, pushes never. Lives in the engine thread;
/// everything it is given outlives it; all calls have ended before it goes.
class RegistryEnd : public ImageSource, public ImageTarget, public ImageLister
{
public:
    /// `settings.registry` is `end.location`. `credentials` may be null: everybody is anonymous. `mirrorSettings` tell
    /// how to speak to the mirror's host; by default it is trusted like any stranger.
    RegistryEnd(End end, RegistrySettings settings, http::SessionPool &pool, CredentialProvider *credentials,
                Clock &clock, DiskPool &disk, registry::Limits limits = {},
                std::optional<RegistrySettings> mirrorSettings = {});
    ~RegistryEnd() override;

    QCoro::Task<Descriptor> resolve(Reference image, std::stop_token stop) override;
    QCoro::Task<QByteArray> manifest(Reference repository, Descriptor descriptor, std::stop_token stop) override;
    QCoro::Task<std::unique_ptr<BlobBody>> openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                    std::stop_token stop) override;
    std::optional<LocalRange> locate(const Descriptor &) override { return {}; }

    QCoro::Task<void> begin(std::stop_token stop) override;
    QCoro::Task<void> end() override;
    QString blobScope(const Reference &image) const override { return image.repository(); }
    bool needsLocalBlobs() const override { return true; }
    bool keepsImagesWhole() const override { return true; }
    QCoro::Task<Presence> probe(Reference image, QList<Descriptor> blobs, std::stop_token stop) override;
    /// Nothing when tag, repository or project do not exist. A standing image that a policy keeps from being looked at
    /// throws PolicyBlocked (H42).
    QCoro::Task<std::optional<Descriptor>> standing(Reference image, std::stop_token stop) override;
    QCoro::Task<qint64> putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                std::stop_token stop) override;
    QCoro::Task<bool> mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop) override;
    QCoro::Task<void> commitBlobs(Reference image, QList<Descriptor> blobs, std::stop_token stop) override;
    QCoro::Task<void> putManifest(Reference image, Descriptor manifest, QByteArray bytes,
                                  std::stop_token stop) override;
    QCoro::Task<void> tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop) override;

    /// Throws Unsupported when the registry lists its repositories to nobody (D105) and the prefix is not one itself.
    QCoro::Task<Listing> list(std::stop_token stop) override;

    registry::RegistryClient &client() { return m_client; }

private:
    registry::RegistryClient &puller() { return m_mirror ? *m_mirror : m_client; }
    QString pulled(const QString &repository) const;
    QCoro::Task<QStringList> repositories(Listing *listing, std::stop_token stop);
    QCoro::Task<void> listRepository(QString repository, Listing *listing, std::stop_token stop);
    QCoro::Task<void> listTag(Reference image, Listing *listing, std::stop_token stop);
    QCoro::Task<ListedImage> describe(Reference image, std::stop_token stop);
    QCoro::Task<Platform> platformOf(QString repository, Descriptor config, std::stop_token stop);

    const End m_end;
    registry::RegistryClient m_client;
    std::unique_ptr<registry::RegistryClient> m_mirror;
    QString m_mirrorPrefix;
};

} // namespace stowage
