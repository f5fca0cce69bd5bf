// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "oci/manifest.h"
#include "store/layout.h"

#include <QHash>
#include <QList>

#include <deque>
#include <vector>

/// Internal to this room: what a scan has learned, as numbers instead of digests, so that ten thousand images that
/// share most of their content take little memory and each manifest is parsed once.
namespace stowage::store {

/// Manifests and blobs of a whole store by their digests, and who names whom.
class Graph
{
public:
    struct Entry
    {
        int node = -1;
        Platform platform;
        bool hasPlatform = false;
        bool attestation = false;
    };
    struct Named
    {
        int blob = -1;
        bool foreign = false;
    };
    struct Node
    {
        Digest digest;
        QString mediaType;
        qint64 size = -1;
        bool known = false;         ///< Was read and parsed somewhere in the store.
        bool imageConfig = false;   ///< Its first blob is a config that names a platform.
        std::vector<Entry> entries; ///< Of an index.
        std::vector<Named> blobs;   ///< Of an image: config first.
        int visited = -1;
    };
    struct Blob
    {
        Digest digest;
        qint64 stored = -1;    ///< Bytes on disk; -1: not there.
        qint64 expected = -1;  ///< Bytes as first named; -1: never named.
        bool checked = false;  ///< Looked at twice, because a writer may be at work.
        bool required = false; ///< Some image needs it (foreign layers are not needed).
        bool reached = false;  ///< Some image names it.
        int firstImage = -1;
        int visited = -1;
        bool platformRead = false;
        Platform platform; ///< As its bytes say, when it is a config that was asked.
    };

    int nodeOf(const Digest &digest);
    int blobOf(const Digest &digest);
    Node &node(int id) { return m_nodes[static_cast<size_t>(id)]; }
    Blob &blob(int id) { return m_blobs[static_cast<size_t>(id)]; }
    std::deque<Node> &nodes() { return m_nodes; }
    std::deque<Blob> &blobs() { return m_blobs; }

    /// Takes over a parsed manifest. Digests that it names with a size other than known before are returned (S04).
    QList<Digest> add(int id, const Manifest &manifest, qint64 size);

private:
    QHash<Digest, int> m_nodeIds;
    QHash<Digest, int> m_blobIds;
    std::deque<Node> m_nodes; // deques: references stay good while more is learned
    std::deque<Blob> m_blobs;
};

} // namespace stowage::store
