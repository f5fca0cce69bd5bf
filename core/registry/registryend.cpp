// SPDX-License-Identifier: Apache-2.0
#include "registry/registryend.h"

#include "async/cancelled.h"
#include "async/taskgroup.h"
#include "base/logging.h"

#include <algorithm>

namespace stowage {

namespace {

using registry::RegistryClient;

QString referenceOf(const Reference &image)
{
    return image.digest().isNull() ? image.tag() : image.digest().toString(); // D04
}

RegistrySettings settingsOfMirror(const RegistrySettings &original, const std::optional<RegistrySettings> &given)
{
    RegistrySettings settings = given.value_or(RegistrySettings{});
    settings.registry = original.mirror.section(QLatin1Char('/'), 0, 0);
    settings.mirror.clear();
    if (settings.proxy.isEmpty()) {
        settings.proxy = original.proxy;
    }
    return settings;
}

} // namespace

RegistryEnd::RegistryEnd(End end, RegistrySettings settings, http::SessionPool &pool, CredentialProvider *credentials,
                         Clock &, DiskPool &disk, registry::Limits limits,
                         std::optional<RegistrySettings> mirrorSettings)
    : m_end(std::move(end))
    , m_client(settings, pool, credentials, disk, limits)
{
    if (!settings.mirror.isEmpty()) {
        // Its accounts are looked up under the mirror's own name: those of the original never go there (C32).
        const RegistrySettings other = settingsOfMirror(settings, mirrorSettings);
        m_mirror = std::make_unique<RegistryClient>(other, pool, credentials, disk, limits);
        m_mirrorPrefix = settings.mirror.section(QLatin1Char('/'), 1);
    }
}

RegistryEnd::~RegistryEnd() = default;

QString RegistryEnd::pulled(const QString &repository) const
{
    return m_mirrorPrefix.isEmpty() ? repository : m_mirrorPrefix + QLatin1Char('/') + repository;
}

// --- Source

QCoro::Task<Descriptor> RegistryEnd::resolve(Reference image, std::stop_token stop)
{
    return puller().resolve(pulled(image.repository()), referenceOf(image), RegistryClient::Access::Pull, stop);
}

QCoro::Task<QByteArray> RegistryEnd::manifest(Reference repository, Descriptor descriptor, std::stop_token stop)
{
    return puller().manifest(pulled(repository.repository()), descriptor, stop);
}

QCoro::Task<std::unique_ptr<BlobBody>> RegistryEnd::openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                             std::stop_token stop)
{
    return puller().openBlob(pulled(repository.repository()), descriptor, offset, stop);
}

// --- Target

QCoro::Task<void> RegistryEnd::begin(std::stop_token stop)
{
    return m_client.connect(stop);
}

QCoro::Task<void> RegistryEnd::end()
{
    co_return;
}

namespace {

QCoro::Task<void> probeOne(RegistryClient &client, QString repository, Descriptor blob, Presence *presence,
                           std::stop_token stop)
{
    auto looking = client.headBlob(repository, blob.digest, RegistryClient::Access::Push, stop);
    const std::optional<qint64> there = co_await looking;
    if (there && (*there < 0 || blob.size < 0 || *there == blob.size)) {
        presence->whole.insert(blob.digest);
    }
}

} // namespace

QCoro::Task<Presence> RegistryEnd::probe(Reference image, QList<Descriptor> blobs, std::stop_token stop)
{
    Presence presence;
    TaskGroup group;
    QSet<Digest> asked;
    for (const Descriptor &blob : blobs) {
        if (!asked.contains(blob.digest)) {
            asked.insert(blob.digest);
            // All at once: the client keeps to the host's slots.
            group.spawn(probeOne(m_client, image.repository(), blob, &presence, stop));
        }
    }
    co_await group.join();
    co_return presence;
}

QCoro::Task<std::optional<Descriptor>> RegistryEnd::standing(Reference image, std::stop_token stop)
{
    std::optional<Descriptor> found;
    try {
        auto resolving = m_client.resolve(image.repository(), referenceOf(image), RegistryClient::Access::Push, stop);
        found = co_await resolving;
    } catch (const Error &error) {
        const bool missing = error.httpStatus == 404 &&
                             (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::RepositoryMissing);
        if (!missing) {
            throw;
        }
    }
    co_return found;
}

QCoro::Task<qint64> RegistryEnd::putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                         std::stop_token stop)
{
    if (!source.local || source.local->length != blob.size) {
        Error error;
        error.kind = source.local ? ErrorKind::SizeMismatch : ErrorKind::Internal;
        error.side = Side::Local;
        error.operation = QStringLiteral("upload a blob");
        error.digest = blob.digest.toString();
        error.technical = source.local ? QStringLiteral("the file has another size than the blob")
                                       : QStringLiteral("a registry needs blobs from local files");
        throw error;
    }
    auto uploading = m_client.uploadBlob(image.repository(), blob, *source.local, progress, stop);
    const qint64 moved = co_await uploading;
    co_return moved;
}

QCoro::Task<bool> RegistryEnd::mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop)
{
    if (from.registry() != image.registry() || from.repository() == image.repository()) { // D83
        co_return false;
    }
    auto mounting = m_client.mountBlob(image.repository(), blob, from.repository(), stop);
    const bool mounted = co_await mounting;
    co_return mounted;
}

QCoro::Task<void> RegistryEnd::commitBlobs(Reference, QList<Descriptor>, std::stop_token stop)
{
    throwIfStopped(stop);
    co_return; // Each was confirmed when it was put.
}

QCoro::Task<void> RegistryEnd::putManifest(Reference image, Descriptor manifest, QByteArray bytes, std::stop_token stop)
{
    return m_client.putManifest(image.repository(), manifest.digest.toString(), manifest, bytes, stop);
}

QCoro::Task<void> RegistryEnd::tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop)
{
    if (!image.tag().isEmpty()) {
        // An immutable tag refuses even what it holds already (D95, H40).
        auto looking = standing(image.withTag(image.tag()), stop);
        const std::optional<Descriptor> there = co_await looking;
        if (there && there->digest == root.digest) {
            co_return;
        }
    }
    const QString name = image.tag().isEmpty() ? root.digest.toString() : image.tag();
    auto putting = m_client.putManifest(image.repository(), name, root, bytes, stop);
    co_await putting;
}

// --- Lister

QCoro::Task<QStringList> RegistryEnd::repositories(Listing *listing, std::stop_token stop)
{
    std::optional<Error> refused;
    QStringList found;
    try {
        auto asking = m_client.catalog(stop);
        const registry::NameList all = co_await asking;
        if (!all.complete) {
            listing->problems.append({Problem::Kind::Unreadable, m_end.location,
                                      QStringLiteral("the list of repositories is not complete")});
        }
        const QString below = m_end.prefix + QLatin1Char('/');
        for (const QString &name : all.names) {
            if (m_end.prefix.isEmpty() || name == m_end.prefix || name.startsWith(below)) {
                found.append(name);
            }
        }
    } catch (const Error &error) {
        const bool mayBeRepository = error.kind == ErrorKind::Unsupported || error.kind == ErrorKind::LoginRequired;
        if (!mayBeRepository || m_end.prefix.isEmpty()) {
            throw;
        }
        refused = error;
    }
    if (!refused) {
        co_return found;
    }
    bool listable = refused->kind == ErrorKind::Unsupported;
    if (!listable) {
        try {
            auto asking = m_client.tags(m_end.prefix, stop);
            co_await asking;
            listable = true; // open to everyone, unlike the catalogue
        } catch (const Error &error) {
            qCDebug(lcRegistry) << "no tags either:" << technicalLine(error);
        }
    }
    if (!listable) {
        throw Error(*refused);
    }
    found.append(m_end.prefix); // The prefix may be a repository: those can always be listed.
    co_return found;
}

QCoro::Task<Listing> RegistryEnd::list(std::stop_token stop)
{
    Listing listing;
    auto naming = repositories(&listing, stop);
    const QStringList names = co_await naming;
    TaskGroup group;
    for (const QString &name : names) {
        if (Reference::isValidRepository(name)) {
            group.spawn(listRepository(name, &listing, stop));
        } else {
            listing.problems.append({Problem::Kind::Unreadable, name, QStringLiteral("not a valid repository name")});
        }
    }
    co_await group.join();
    std::sort(listing.images.begin(), listing.images.end(), [](const ListedImage &a, const ListedImage &b) {
        return a.reference.toString() < b.reference.toString();
    });
    co_return listing;
}

QCoro::Task<void> RegistryEnd::listRepository(QString repository, Listing *listing, std::stop_token stop)
{
    registry::NameList tags;
    try {
        auto asking = m_client.tags(repository, stop);
        tags = co_await asking;
    } catch (const Error &error) {
        // A repository whose last tag was deleted is still in the catalogue.
        if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::RepositoryMissing) {
            co_return;
        }
        listing->problems.append({Problem::Kind::Unreadable, repository, technicalLine(error)});
        co_return;
    }
    if (!tags.complete) {
        listing->problems.append(
            {Problem::Kind::Unreadable, repository, QStringLiteral("the list of tags is not complete")});
    }
    TaskGroup group;
    for (const QString &tag : tags.names) {
        const Result<Reference> image = Reference::fromParts(m_end.location, repository, tag);
        if (image) {
            group.spawn(listTag(*image, listing, stop));
        } else {
            listing->problems.append(
                {Problem::Kind::Unreadable, repository + QLatin1Char(':') + tag, QStringLiteral("not a valid tag")});
        }
    }
    co_await group.join();
}

QCoro::Task<void> RegistryEnd::listTag(Reference image, Listing *listing, std::stop_token stop)
{
    try {
        auto describing = describe(image, stop);
        const ListedImage found = co_await describing;
        listing->images.append(found);
    } catch (const Error &error) {
        listing->problems.append({Problem::Kind::Unreadable, image.toString(), technicalLine(error)});
    }
}

QCoro::Task<ListedImage> RegistryEnd::describe(Reference image, std::stop_token stop)
{
    const QString &repository = image.repository();
    auto resolving = m_client.resolve(repository, image.tag(), RegistryClient::Access::Pull, stop);
    ListedImage listed;
    listed.reference = image;
    listed.root = co_await resolving;
    QHash<Digest, qint64> sizes;
    QList<Descriptor> waiting{listed.root};
    // Breadth first, each manifest once, so that nothing nested without end is followed for ever (S30).
    constexpr qsizetype most = 1000;
    for (qsizetype i = 0; i < waiting.size() && i < most; ++i) {
        const Descriptor descriptor = waiting.at(i);
        std::optional<Manifest> manifest;
        try {
            auto getting = m_client.manifest(repository, descriptor, stop);
            const QByteArray bytes = co_await getting;
            const Result<Manifest> parsed = Manifest::parse(bytes, descriptor.mediaType);
            if (!parsed) {
                throw parsed.error();
            }
            manifest = *parsed;
            sizes.insert(descriptor.digest, bytes.size());
        } catch (const Error &error) {
            if (error.kind != ErrorKind::NotFound) {
                throw;
            }
            listed.complete = false;
        }
        if (!manifest) {
            continue;
        }
        for (const Descriptor &blob : manifest->blobs()) {
            if (!blob.isForeign()) {
                sizes.insert(blob.digest, std::max<qint64>(blob.size, 0));
            }
        }
        for (const Descriptor &child : manifest->manifests) {
            const bool isNew = std::none_of(waiting.begin(), waiting.end(),
                                            [&child](const Descriptor &d) { return d.digest == child.digest; });
            if (isNew && (child.isManifest() || child.isIndex())) {
                waiting.append(child);
            }
            if (child.hasPlatform && !child.isAttestation() && !listed.platforms.contains(child.platform)) {
                listed.platforms.append(child.platform);
            }
        }
        if (i == 0 && manifest->shape == Manifest::Shape::Image) {
            auto asking = platformOf(repository, manifest->config, stop);
            const Platform platform = co_await asking;
            if (!platform.isNull()) {
                listed.platforms.append(platform);
            }
        }
    }
    for (const qint64 size : std::as_const(sizes)) {
        listed.size += size;
    }
    co_return listed;
}

QCoro::Task<Platform> RegistryEnd::platformOf(QString repository, Descriptor config, std::stop_token stop)
{
    if (!mediatype::isImageConfig(config.mediaType) || config.size > Manifest::maximumSize) {
        co_return Platform();
    }
    auto opening = m_client.openBlob(repository, config, 0, stop);
    const std::unique_ptr<BlobBody> body = co_await opening;
    QByteArray bytes;
    while (true) {
        auto reading = body->read(stop);
        const QByteArrayView piece = co_await reading;
        if (piece.isEmpty()) {
            break;
        }
        bytes.append(piece.data(), piece.size());
    }
    const Result<Platform> platform = platformOfConfig(bytes);
    co_return platform.value_or(Platform());
}

} // namespace stowage
