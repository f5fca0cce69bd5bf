// SPDX-License-Identifier: Apache-2.0
#include "transfer/resolver.h"

#include "async/cancelled.h"
#include "async/semaphore.h"
#include "async/taskgroup.h"
#include "transfer/smallblob.h"

#include <algorithm>

namespace stowage::transfer {

namespace {

constexpr int maximumDepth = 8;
constexpr int maximumEntries = 10'000;

Error hostileIndex(const Reference &image, const QString &what)
{
    Error error;
    error.kind = ErrorKind::MalformedManifest;
    error.operation = QStringLiteral("read index");
    error.reference = image.toString();
    error.technical = what;
    return error;
}

/// Reads the graph of one image. Lives for one coroutine.
class GraphReader
{
public:
    GraphReader(ImageSource &source, const ResolveOptions &options, ResolvedImage &image, std::stop_token stop)
        : m_source(source)
        , m_options(options)
        , m_image(image)
        , m_stop(std::move(stop))
    {
    }

    QCoro::Task<void> read()
    {
        m_image.root = co_await m_source.resolve(m_image.item.source, m_stop);
        co_await readNode(m_image.root, 0);
        const ResolvedNode root = m_image.nodes.value(m_image.root.digest);
        m_image.root = root.descriptor;
        if (root.manifest.shape == Manifest::Shape::Image) {
            co_await readPlatform(root);
        }
    }

private:
    QCoro::Task<void> readNode(Descriptor descriptor, int depth)
    {
        if (m_image.nodes.contains(descriptor.digest)) {
            co_return; // a diamond: several entries name the same manifest
        }
        if (depth > maximumDepth) {
            throw hostileIndex(m_image.item.source, QStringLiteral("indexes nested deeper than %1").arg(maximumDepth));
        }
        ResolvedNode node;
        node.bytes = co_await m_source.manifest(m_image.item.source, descriptor, m_stop);
        node.opaque = depth > 0 && !descriptor.isIndex() && !descriptor.isManifest();
        if (!node.opaque) {
            Result<Manifest> manifest = Manifest::parse(node.bytes, descriptor.mediaType);
            if (!manifest) {
                throw manifest.error();
            }
            node.manifest = std::move(*manifest);
            descriptor.mediaType = node.manifest.mediaType;
        }
        descriptor.size = node.bytes.size();
        node.descriptor = descriptor;
        m_image.nodes.insert(descriptor.digest, node);
        if (!node.opaque && node.manifest.shape == Manifest::Shape::Index) {
            co_await readEntries(node.manifest, depth);
        }
    }

    QCoro::Task<void> readEntries(Manifest index, int depth)
    {
        m_entries += static_cast<int>(index.manifests.size());
        if (m_entries > maximumEntries) {
            throw hostileIndex(m_image.item.source, QStringLiteral("more than %1 entries").arg(maximumEntries));
        }
        for (const Descriptor &entry : std::as_const(index.manifests)) {
            if (!mayBeKept(entry)) {
                continue;
            }
            co_await readNode(entry, depth + 1);
            const ResolvedNode child = m_image.nodes.value(entry.digest);
            if (!entry.hasPlatform && !child.opaque && child.manifest.shape == Manifest::Shape::Image) {
                co_await readPlatform(child);
            }
        }
    }

    /// Whether the filter could keep `entry`, as far as the entry itself tells.
    bool mayBeKept(const Descriptor &entry) const
    {
        if (m_options.platforms.isEmpty()) {
            return true;
        }
        if (entry.isAttestation()) {
            return m_options.keepAttestations;
        }
        if (entry.isIndex()) {
            return true;
        }
        if (!entry.isManifest()) {
            return false;
        }
        return !entry.hasPlatform ||
               std::any_of(m_options.platforms.begin(), m_options.platforms.end(),
                           [&entry](const Platform &wanted) { return wanted.selects(entry.platform); });
    }

    QCoro::Task<void> readPlatform(ResolvedNode node)
    {
        const Descriptor config = node.manifest.config;
        if (!mediatype::isImageConfig(config.mediaType) || config.size > maximumConfigSize) {
            co_return; // an artifact: platform unknown, still copyable (P09)
        }
        QByteArray bytes;
        try {
            bytes = co_await readSmallBlob(m_source, m_image.item.source, config, m_stop);
        } catch (const Error &) {
            // Without a filter the platform is only for show, and copying the blob will report the failure properly.
            if (!m_options.platforms.isEmpty()) {
                throw;
            }
            co_return;
        }
        const Result<Platform> platform = platformOfConfig(bytes);
        if (platform && !platform->isNull()) {
            m_image.configPlatforms.insert(node.descriptor.digest, *platform);
        }
    }

    ImageSource &m_source;
    const ResolveOptions &m_options;
    ResolvedImage &m_image;
    std::stop_token m_stop;
    int m_entries = 0;
};

QCoro::Task<void> resolveInto(ImageSource &source, ResolvedImage &slot, ResolveOptions options, Semaphore &atOnce,
                              std::function<void()> done, std::stop_token stop)
{
    const Semaphore::Permit permit = co_await atOnce.acquire(stop);
    slot = co_await resolveImage(source, slot.item, options, stop);
    done();
}

} // namespace

QCoro::Task<ResolvedImage> resolveImage(ImageSource &source, CopyItem item, ResolveOptions options,
                                        std::stop_token stop)
{
    ResolvedImage image;
    image.item = item;
    GraphReader reader(source, options, image, stop);
    try {
        co_await reader.read();
    } catch (const Error &error) {
        image.error = error;
        if (image.error->side == Side::None) {
            image.error->side = Side::Source;
        }
        if (image.error->reference.isEmpty()) {
            image.error->reference = item.source.toString();
        }
    }
    co_return image;
}

QCoro::Task<QList<ResolvedImage>> resolveImages(ImageSource &source, QList<CopyItem> items, ResolveOptions options,
                                                ResolveProgress progress, std::stop_token stop)
{
    std::vector<ResolvedImage> images(static_cast<size_t>(items.size()));
    Semaphore atOnce(std::max(1, options.imagesAtOnce));
    TaskGroup group;
    int done = 0;
    const int total = static_cast<int>(items.size());
    const std::function<void()> oneDone = [&done, total, &progress] {
        ++done;
        if (progress) {
            progress(done, total);
        }
    };
    for (int i = 0; i < total; ++i) {
        ResolvedImage &slot = images[static_cast<size_t>(i)];
        slot.item = items.at(i);
        group.spawn(resolveInto(source, slot, options, atOnce, oneDone, stop));
    }
    co_await group.join();
    co_return QList<ResolvedImage>(std::make_move_iterator(images.begin()), std::make_move_iterator(images.end()));
}

} // namespace stowage::transfer
