// SPDX-License-Identifier: Apache-2.0
#include "store/graph.h"

namespace stowage::store {

int Graph::nodeOf(const Digest &digest)
{
    const auto found = m_nodeIds.constFind(digest);
    if (found != m_nodeIds.cend()) {
        return *found;
    }
    const int id = static_cast<int>(m_nodes.size());
    m_nodes.emplace_back().digest = digest;
    m_nodeIds.insert(digest, id);
    return id;
}

int Graph::blobOf(const Digest &digest)
{
    const auto found = m_blobIds.constFind(digest);
    if (found != m_blobIds.cend()) {
        return *found;
    }
    const int id = static_cast<int>(m_blobs.size());
    m_blobs.emplace_back().digest = digest;
    m_blobIds.insert(digest, id);
    return id;
}

QList<Digest> Graph::add(int id, const Manifest &manifest, qint64 size)
{
    QList<Digest> contradicted;
    std::vector<Entry> entries;
    std::vector<Named> named;
    for (const Descriptor &child : manifest.manifests) {
        entries.push_back({nodeOf(child.digest), child.platform, child.hasPlatform, child.isAttestation()});
    }
    const QList<Descriptor> blobs = manifest.blobs();
    for (const Descriptor &descriptor : blobs) {
        const int number = blobOf(descriptor.digest);
        Blob &known = blob(number);
        if (known.expected < 0) {
            known.expected = descriptor.size;
        } else if (descriptor.size >= 0 && known.expected != descriptor.size) {
            contradicted.append(descriptor.digest);
        }
        named.push_back({number, descriptor.isForeign()});
    }
    Node &self = node(id);
    self.known = true;
    self.mediaType = manifest.mediaType;
    self.size = size;
    self.imageConfig = manifest.shape == Manifest::Shape::Image && mediatype::isImageConfig(manifest.config.mediaType);
    self.entries = std::move(entries);
    self.blobs = std::move(named);
    return contradicted;
}

} // namespace stowage::store
