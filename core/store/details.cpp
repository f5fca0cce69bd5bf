// SPDX-License-Identifier: Apache-2.0
#include "store/details.h"

#include "async/cancelled.h"
#include "oci/manifest.h"
#include "store/files.h"
#include "store/reader.h"

#include <QSet>

namespace stowage::store {

namespace {

constexpr int deepestIndex = 8;
constexpr qint64 largestConfig = 4 * 1024 * 1024;

class Describer
{
public:
    Describer(StorePaths paths, const Reference &image, const std::stop_token &stop)
        : m_paths(std::move(paths))
        , m_reader(m_paths)
        , m_image(image)
        , m_stop(stop)
    {
        m_result.image.reference = image;
    }

    void add(const Descriptor &descriptor, const QByteArray &bytes, int depth)
    {
        throwIfStopped(m_stop);
        m_seen.insert(descriptor.digest);
        ManifestDetails details;
        details.descriptor = descriptor;
        details.bytes = bytes;
        details.depth = depth;
        const Result<Manifest> manifest = Manifest::parse(bytes);
        if (!manifest) {
            report(Problem::Kind::CorruptManifest, descriptor.digest, manifest.error().technical);
            m_result.image.manifests.append(details);
            return;
        }
        if (manifest->shape == Manifest::Shape::Image) {
            addBlobs(details, *manifest);
        }
        m_result.image.manifests.append(details);
        for (const Descriptor &child : manifest->manifests) {
            addChild(child, depth + 1);
        }
    }

    StoredImageDetails take() { return std::move(m_result); }

private:
    void addChild(const Descriptor &child, int depth)
    {
        if (m_seen.contains(child.digest)) {
            return;
        }
        const Result<QByteArray> bytes = depth > deepestIndex
                                             ? fail(ErrorKind::MalformedManifest, {}, QStringLiteral("nested too deep"))
                                             : m_reader.manifest(m_image, child);
        if (bytes) {
            add(child, *bytes, depth);
            return;
        }
        m_seen.insert(child.digest);
        const bool missing = bytes.error().kind == ErrorKind::StoreDamaged;
        report(missing ? Problem::Kind::MissingManifest : Problem::Kind::CorruptManifest, child.digest,
               bytes.error().technical);
        ManifestDetails details;
        details.descriptor = child;
        details.depth = depth;
        m_result.image.manifests.append(details);
    }

    void addBlobs(ManifestDetails &details, const Manifest &manifest)
    {
        const QList<Descriptor> blobs = manifest.blobs();
        for (const Descriptor &blob : blobs) {
            const std::optional<qint64> size = fileSize(m_paths.blob(blob.digest));
            details.blobs.append({blob, size == blob.size});
            if (size != blob.size && !blob.isForeign()) {
                report(!size               ? Problem::Kind::MissingBlob
                       : *size < blob.size ? Problem::Kind::ShortBlob
                                           : Problem::Kind::CorruptBlob,
                       blob.digest,
                       size ? QStringLiteral("%1 bytes instead of %2").arg(*size).arg(blob.size) : QString());
            }
        }
        if (!mediatype::isImageConfig(manifest.config.mediaType)) {
            return;
        }
        const Result<QByteArray> config = readFile(m_paths.blob(manifest.config.digest), largestConfig);
        if (!config) {
            return;
        }
        if (Digest::ofBytes(*config, manifest.config.digest) != manifest.config.digest) {
            report(Problem::Kind::CorruptBlob, manifest.config.digest, QStringLiteral("the config's bytes are wrong"));
            return;
        }
        details.config = *config;
        if (!details.descriptor.hasPlatform) {
            const Result<Platform> platform = platformOfConfig(*config);
            details.descriptor.platform = platform.value_or(Platform());
            details.descriptor.hasPlatform = !details.descriptor.platform.isNull();
        }
    }

    void report(Problem::Kind kind, const Digest &digest, const QString &text)
    {
        const Problem problem{kind, digest.toString(), text};
        if (!m_result.problems.contains(problem)) {
            m_result.problems.append(problem);
        }
    }

    StorePaths m_paths;
    Reader m_reader;
    Reference m_image;
    std::stop_token m_stop;
    QSet<Digest> m_seen;
    StoredImageDetails m_result;
};

} // namespace

Result<StoredImageDetails> describeImage(const QString &path, const Reference &image, const std::stop_token &stop)
{
    const StorePaths paths(path);
    const Result<StoredRoot> root = Reader(paths).root(image);
    if (!root) {
        return std::unexpected(root.error());
    }
    Describer describer(paths, image, stop);
    describer.add(root->descriptor, root->bytes, 0);
    return describer.take();
}

} // namespace stowage::store
