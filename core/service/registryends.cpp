// SPDX-License-Identifier: Apache-2.0
#include "service/registryends.h"

#include "registry/registryend.h"

namespace stowage {

RegistryEnds::RegistryEnds(http::SessionPool &sessions, CredentialProvider &credentials, Clock &clock, DiskPool &disk,
                           std::function<RegistrySettings(const QString &)> settings)
    : m_sessions(sessions)
    , m_credentials(credentials)
    , m_clock(clock)
    , m_disk(disk)
    , m_settings(std::move(settings))
{
}

RegistryEnds::~RegistryEnds() = default;

std::shared_ptr<RegistryEnd> RegistryEnds::make(const End &end) const
{
    const RegistrySettings settings = m_settings(end.location);
    std::optional<RegistrySettings> mirror;
    if (!settings.mirror.isEmpty()) {
        mirror = m_settings(settings.mirror.section(QLatin1Char('/'), 0, 0));
    }
    return std::make_shared<RegistryEnd>(end, settings, m_sessions, &m_credentials, m_clock, m_disk, registry::Limits{},
                                         mirror);
}

std::shared_ptr<RegistryEnd> RegistryEnds::of(const QString &registry)
{
    std::shared_ptr<RegistryEnd> &end = m_ends[registry];
    if (!end) {
        end = make(End{End::Kind::Registry, registry, {}});
    }
    return end;
}

std::shared_ptr<RegistryEnd> RegistryEnds::below(const End &end)
{
    return end.prefix.isEmpty() ? of(end.location) : make(end);
}

std::shared_ptr<RegistryEnd> RemoteSource::of(const Reference &image)
{
    std::shared_ptr<RegistryEnd> &end = m_used[image.registry()];
    if (!end) {
        end = m_ends.of(image.registry());
    }
    return end;
}

QCoro::Task<Descriptor> RemoteSource::resolve(Reference image, std::stop_token stop)
{
    return of(image)->resolve(image, std::move(stop));
}

QCoro::Task<QByteArray> RemoteSource::manifest(Reference repository, Descriptor descriptor, std::stop_token stop)
{
    return of(repository)->manifest(repository, std::move(descriptor), std::move(stop));
}

QCoro::Task<std::unique_ptr<BlobBody>> RemoteSource::openBlob(Reference repository, Descriptor descriptor,
                                                              qint64 offset, std::stop_token stop)
{
    return of(repository)->openBlob(repository, std::move(descriptor), offset, std::move(stop));
}

} // namespace stowage
