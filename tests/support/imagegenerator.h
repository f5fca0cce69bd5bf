// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"
#include "oci/descriptor.h"
#include "oci/reference.h"

#include <QHash>
#include <QList>
#include <QPair>

namespace stowage::test {

/// Small synthetic images as values: fill an in-memory end, a store or a registry with them. Equal on every machine.
struct GeneratedImages
{
    QHash<Digest, QByteArray> content;         ///< Every manifest and blob, foreign layers left out.
    QHash<Digest, QByteArray> foreign;         ///< Bytes of the foreign layers.
    QHash<Digest, Descriptor> descriptors;     ///< Of everything in `content` and `foreign`, without platform.
    QHash<Digest, QList<Descriptor>> children; ///< Index → its entries, in source order.
    QHash<Digest, QList<Descriptor>> blobs; ///< Image manifest → config and layers, in source order, foreign ones too.
    QList<QPair<Reference, Descriptor>> images; ///< Name (with tag) and root, in the order they were made.

    /// The root of `image`, null if it is not one of `images`.
    Descriptor root(const Reference &image) const;
    /// Manifests to put for `root`: children before the index that names them, each once, the root last.
    QList<PlannedManifest> manifestsOf(const Descriptor &root) const;
    /// Unique blobs below `root` that an end has to hold: foreign layers left out.
    QList<Descriptor> blobsOf(const Descriptor &root) const;
    /// Takes over everything of `other`.
    void add(const GeneratedImages &other);
};

/// One image of every kind that real registries hold and take: Docker and OCI, single and multi-platform, attestations,
/// artifact and referrer (subject), nested index, zstd layer, foreign layers, shared layers, the same layer twice, many
/// tags of one image, a deep path, awkward tags and repository names, entries without platform. All named
/// `registry/…:tag`.
GeneratedImages generateImages(const QString &registry);

/// Legal images that some registries (and some KubeKeys) refuse: no mediaType in the body, sha512 blobs, no layers, a
/// layer of no bytes, an index without entries, media types nobody knows. Stores and in-memory ends must take them all.
GeneratedImages generateOddImages(const QString &registry);

/// One linux/amd64 OCI image called `name` whose layers have exactly the sizes given (plain noise, not archives).
GeneratedImages generateImage(const Reference &name, const QList<qint64> &layerSizes, const QByteArray &seed = "layer");

} // namespace stowage::test
