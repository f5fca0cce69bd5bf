// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/descriptor.h"

#include <QByteArray>

#include <optional>

namespace stowage {

/// A manifest or index as read, never as written: what is passed on are the original bytes (D31).
///
/// Accepted: OCI manifest and index, Docker schema 2 manifest and list, with unknown fields and media types carried
/// (D32). Refused: schema 1 (OldManifest, D26); ambiguous shapes, duplicate keys, invalid digests, negative sizes,
/// equal digests with two sizes, too deep nesting, more than 4 MiB (MalformedManifest; D25, D30, S03, S04, S31).
struct Manifest
{
    enum class Shape { Image, Index };

    Shape shape = Shape::Image;
    QString mediaType;           ///< From the body, else from the shape (an OCI type).
    bool mediaTypeInBody = true; ///< KubeKey up to 4.0.3 refuses a tree with a manifest without it.
    QString artifactType;
    std::optional<Descriptor> subject;
    QMap<QString, QString> annotations;

    // Shape::Image
    Descriptor config;
    QList<Descriptor> layers;

    // Shape::Index: entries in source order, with the byte span of each in the source.
    struct Span
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        friend bool operator==(const Span &, const Span &) = default;
    };
    QList<Descriptor> manifests;
    QList<Span> spans;

    static constexpr qsizetype maximumSize = 4 * 1024 * 1024;

    /// Reads `bytes`. `expectedType` (from a descriptor or Content-Type, without parameters, may be empty) must not
    /// contradict the body (D23, D24).
    static Result<Manifest> parse(const QByteArray &bytes, const QString &expectedType = {});

    /// Config and layers of an image manifest, in order, foreign layers included; empty for an index.
    QList<Descriptor> blobs() const;
};

/// The bytes of `source` (an index) with only the entries whose position is in `kept` (ascending), spliced from the
/// original spans: deterministic, source order, every other byte unchanged.
QByteArray spliceIndex(const QByteArray &source, const Manifest &index, const QList<qsizetype> &kept);

/// Like spliceIndex, with `replacement` bytes for some entries (position → descriptor JSON): nested indexes that were
/// filtered themselves get their new digest and size this way.
QByteArray spliceIndex(const QByteArray &source, const Manifest &index, const QList<qsizetype> &kept,
                       const QMap<qsizetype, QByteArray> &replacement);

/// The JSON of one descriptor entry with `digest` and `size` replaced in place, every other byte unchanged.
Result<QByteArray> retargetDescriptor(const QByteArray &descriptorJson, const Digest &digest, qint64 size);

/// The platform an image config names (P09). Null Platform when it names none.
Result<Platform> platformOfConfig(const QByteArray &config);

} // namespace stowage
