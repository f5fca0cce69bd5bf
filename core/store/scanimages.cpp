// SPDX-License-Identifier: Apache-2.0
// The half of Scan that follows manifests: from names to platforms, sizes, gaps and orphans.
#include "async/cancelled.h"
#include "store/scan.h"

#include <algorithm>

namespace stowage::store {

namespace {

/// S30: deeper nesting is no image.
constexpr int deepestIndex = 8;
constexpr qint64 largestConfig = 4 * 1024 * 1024;

} // namespace

void Scan::addImage(Repository &repository, const Reference &name, int node, bool needsDigestFile)
{
    throwIfStopped(m_stop);
    ListedImage image;
    image.reference = name;
    image.root.digest = m_graph.node(node).digest;
    m_imageNames.append(name.toString());
    collect(repository, image, node, 0);
    if (needsDigestFile && !isKept(repository, node, 1)) {
        image.complete = false;
        reportMissing(repository, node);
    }
    const Graph::Node &root = m_graph.node(node);
    if (root.known) {
        image.root.mediaType = root.mediaType;
        image.root.size = root.size;
        QSet<int> seen;
        platformsBelow(node, seen, image.platforms);
    }
    m_snapshot.images.append(image);
}

void Scan::collect(Repository &repository, ListedImage &image, int id, int depth)
{
    const int number = static_cast<int>(m_imageNames.size()) - 1;
    if (m_graph.node(id).visited == number) {
        return;
    }
    m_graph.node(id).visited = number;
    repository.reached.insert(id);
    const bool kept = isKept(repository, id, depth);
    const Graph::Node &node = m_graph.node(id);
    if (kept) {
        image.size += node.size;
    } else {
        image.complete = false;
        reportMissing(repository, id);
    }
    if (!node.known) {
        repository.sure = false;
        return;
    }
    if (depth > deepestIndex) {
        image.complete = false;
        report(Problem::Kind::CorruptManifest, repository.name.withDigest(node.digest).toString(),
               QStringLiteral("nested deeper than %1 indexes").arg(deepestIndex));
        return;
    }
    collectBlobs(image, node);
    for (const Graph::Entry &entry : node.entries) {
        collect(repository, image, entry.node, depth + 1);
    }
}

/// Whether the manifest is in the repository. Looks again for what was not there: a writer makes manifests before the
/// index that names them, but perhaps after we had read the folder.
bool Scan::isKept(Repository &repository, int id, int depth)
{
    if (repository.digestFiles.contains(id) || (depth == 0 && repository.tagged.contains(id))) {
        return true;
    }
    const Digest digest = m_graph.node(id).digest;
    const QString path = repository.folder + QLatin1Char('/') + digest.toString();
    if (!repository.missing.contains(id) && fileSize(path)) {
        takeDigestFile(repository, loadManifestFile(repository.folder, digest.toString(), digest));
    }
    return repository.digestFiles.contains(id);
}

void Scan::collectBlobs(ListedImage &image, const Graph::Node &node)
{
    const int number = static_cast<int>(m_imageNames.size()) - 1;
    for (const Graph::Named &named : node.blobs) {
        Graph::Blob &blob = m_graph.blob(named.blob);
        if (!blob.checked && !named.foreign && blob.stored != blob.expected) {
            blob.checked = true;
            const std::optional<qint64> size = fileSize(m_paths.blob(blob.digest));
            blob.stored = size.value_or(-1);
        }
        if (!named.foreign && blob.stored != blob.expected) {
            image.complete = false;
        }
        blob.required = blob.required || !named.foreign;
        blob.reached = true;
        if (blob.firstImage < 0) {
            blob.firstImage = number;
        }
        if (blob.visited != number) {
            blob.visited = number;
            image.size += std::max<qint64>(blob.stored, 0);
        }
    }
}

void Scan::reportMissing(Repository &repository, int id)
{
    if (repository.missing.contains(id)) {
        return;
    }
    repository.missing.insert(id);
    report(Problem::Kind::MissingManifest, repository.name.withDigest(m_graph.node(id).digest).toString(),
           QStringLiteral("named by %1").arg(m_imageNames.constLast()));
}

void Scan::platformsBelow(int id, QSet<int> &seen, QList<Platform> &platforms)
{
    if (seen.contains(id) || seen.size() > 10000) {
        return;
    }
    seen.insert(id);
    const auto add = [&platforms](const Platform &platform) {
        if (!platform.isNull() && !platform.isUnknown() && !platforms.contains(platform)) {
            platforms.append(platform);
        }
    };
    const Graph::Node &node = m_graph.node(id);
    if (!mediatype::isIndex(node.mediaType)) {
        add(configPlatform(id));
        return;
    }
    for (const Graph::Entry &entry : node.entries) {
        if (entry.attestation) {
            continue;
        }
        if (entry.hasPlatform && !entry.platform.isNull()) {
            add(entry.platform);
        } else if (m_graph.node(entry.node).known) {
            platformsBelow(entry.node, seen, platforms);
        }
    }
}

/// What the config says, for images whose index entry does not (P09).
Platform Scan::configPlatform(int node)
{
    const Graph::Node &image = m_graph.node(node);
    if (!image.imageConfig || image.blobs.empty()) {
        return {};
    }
    Graph::Blob &config = m_graph.blob(image.blobs.front().blob);
    if (!config.platformRead && config.stored >= 0 && config.stored == config.expected) {
        config.platformRead = true;
        const Result<QByteArray> bytes = readFile(m_paths.blob(config.digest), largestConfig);
        const Result<Platform> platform = bytes ? platformOfConfig(*bytes) : Result<Platform>(Platform());
        config.platform = platform.value_or(Platform());
    }
    return config.platform;
}

void Scan::reportOrphans(const Repository &repository)
{
    if (!repository.sure || m_busy) {
        return;
    }
    for (const int id : repository.digestFiles) {
        if (!repository.reached.contains(id)) {
            report(Problem::Kind::OrphanManifest, repository.name.withDigest(m_graph.node(id).digest).toString(),
                   QStringLiteral("no tag leads to it"));
        }
    }
}

void Scan::reportBlobs()
{
    for (const Graph::Blob &blob : m_graph.blobs()) {
        const QString item = blob.digest.toString();
        if (blob.stored < 0) {
            if (blob.required) {
                report(Problem::Kind::MissingBlob, item,
                       QStringLiteral("named by %1").arg(m_imageNames.at(blob.firstImage)));
            }
            continue;
        }
        m_snapshot.blobs.append({blob.digest, blob.stored, blob.reached ? blob.expected : -1});
        if (blob.reached && blob.stored != blob.expected) {
            report(blob.stored < blob.expected ? Problem::Kind::ShortBlob : Problem::Kind::CorruptBlob, item,
                   QStringLiteral("%1 bytes instead of %2, named by %3")
                       .arg(blob.stored)
                       .arg(blob.expected)
                       .arg(m_imageNames.at(blob.firstImage)));
        } else if (!blob.reached && m_sure && !m_busy) {
            report(Problem::Kind::OrphanBlob, item, QStringLiteral("%1 bytes that no image needs").arg(blob.stored));
        }
    }
    std::sort(m_snapshot.blobs.begin(), m_snapshot.blobs.end(),
              [](const StoredBlob &a, const StoredBlob &b) { return a.digest.toString() < b.digest.toString(); });
}

} // namespace stowage::store
