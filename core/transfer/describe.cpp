// SPDX-License-Identifier: Apache-2.0
#include "transfer/describe.h"

#include "transfer/resolver.h"
#include "transfer/smallblob.h"

#include <QSet>

#include <optional>

namespace stowage::transfer {

namespace {

/// Walks one image depth first. Lives on the frame of describeImage().
class Describer
{
public:
    Describer(ImageSource &source, Reference image, std::stop_token stop)
        : m_source(source)
        , m_stop(std::move(stop))
    {
        m_details.reference = std::move(image);
    }

    QCoro::Task<ImageDetails> run()
    {
        const Descriptor root = co_await m_source.resolve(m_details.reference, m_stop);
        co_await open(root, 0);
        co_return m_details;
    }

private:
    QCoro::Task<void> open(Descriptor descriptor, int depth)
    {
        if (depth > 8 || m_seen.contains(descriptor.digest)) {
            co_return;
        }
        m_seen.insert(descriptor.digest);
        ManifestDetails manifest;
        manifest.depth = depth;
        try {
            manifest.bytes = co_await m_source.manifest(m_details.reference, descriptor, m_stop);
        } catch (const Error &) {
            if (depth == 0) {
                throw;
            }
            co_return;
        }
        descriptor.size = manifest.bytes.size();
        const Result<Manifest> parsed = Manifest::parse(manifest.bytes, descriptor.mediaType);
        if (parsed) {
            descriptor.mediaType = parsed->mediaType;
        }
        manifest.descriptor = descriptor;
        if (parsed && parsed->shape == Manifest::Shape::Image) {
            co_await openBlobs(*parsed, manifest);
        }
        m_details.manifests.append(manifest);
        if (parsed && parsed->shape == Manifest::Shape::Index) {
            const QList<Descriptor> entries = parsed->manifests;
            for (const Descriptor &entry : entries) {
                co_await open(entry, depth + 1);
            }
        }
    }

    QCoro::Task<void> openBlobs(Manifest parsed, ManifestDetails &manifest)
    {
        const QList<Descriptor> blobs = parsed.blobs();
        for (const Descriptor &blob : blobs) {
            manifest.blobs.append({blob, true});
        }
        if (mediatype::isImageConfig(parsed.config.mediaType) && parsed.config.size <= maximumConfigSize) {
            try {
                manifest.config = co_await readSmallBlob(m_source, m_details.reference, parsed.config, m_stop);
            } catch (const Error &) {
                manifest.config.clear(); // its row says that it is missing
            }
        }
        if (!manifest.descriptor.hasPlatform && !manifest.config.isEmpty()) {
            const Result<Platform> platform = platformOfConfig(manifest.config);
            if (platform && !platform->isNull()) {
                manifest.descriptor.platform = *platform;
                manifest.descriptor.hasPlatform = true;
            }
        }
    }

    ImageSource &m_source;
    std::stop_token m_stop;
    ImageDetails m_details;
    QSet<Digest> m_seen;
};

} // namespace

QCoro::Task<ImageDetails> describeImage(ImageSource &source, Reference image, std::stop_token stop)
{
    Describer describer(source, image, stop);
    ImageDetails details = co_await describer.run();
    co_return details;
}

QCoro::Task<ImageSketch> sketchImage(ImageSource &source, Reference image, std::stop_token stop)
{
    const CopyItem item{image, image};
    const ResolveOptions everything;
    const ResolvedImage resolved = co_await resolveImage(source, item, everything, stop);
    if (resolved.error) {
        throw Error(*resolved.error);
    }
    ImageSketch sketch;
    sketch.root = resolved.root;
    QSet<Digest> counted;
    const ResolvedNode root = resolved.nodes.value(resolved.root.digest);
    const auto addPlatform = [&sketch](const Platform &platform) {
        if (!platform.isNull() && !platform.isUnknown() && !sketch.platforms.contains(platform)) {
            sketch.platforms.append(platform);
        }
    };
    // Source order: follow the indexes rather than the hash of nodes.
    QList<Descriptor> open{resolved.root};
    while (!open.isEmpty()) {
        const Descriptor descriptor = open.takeFirst();
        const auto node = resolved.nodes.constFind(descriptor.digest);
        if (node == resolved.nodes.constEnd() || counted.contains(descriptor.digest)) {
            continue;
        }
        counted.insert(descriptor.digest);
        sketch.size += node->bytes.size();
        if (node->opaque) {
            continue;
        }
        if (node->manifest.shape == Manifest::Shape::Index) {
            open = node->manifest.manifests + open;
            continue;
        }
        if (!descriptor.isAttestation()) {
            addPlatform(descriptor.hasPlatform ? descriptor.platform
                                               : resolved.configPlatforms.value(descriptor.digest));
        }
        const QList<Descriptor> blobs = node->manifest.blobs();
        for (const Descriptor &blob : blobs) {
            if (!blob.isForeign() && !counted.contains(blob.digest)) {
                counted.insert(blob.digest);
                sketch.size += std::max<qint64>(0, blob.size);
            }
        }
    }
    co_return sketch;
}

} // namespace stowage::transfer
