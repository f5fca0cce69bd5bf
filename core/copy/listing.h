// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/descriptor.h"
#include "oci/reference.h"

#include <QList>
#include <QStringList>

namespace stowage {

/// One image of an end, as a row of `list` and of the Browse tree.
struct ListedImage
{
    Reference reference; ///< With tag, or by digest for an untagged root.
    Descriptor root;
    QList<Platform> platforms; ///< In source order; attestations left out; empty if unknown.
    qint64 size = 0;           ///< Bytes of its unique stored content (manifests, configs, layers that are there).
    bool complete = true;      ///< False when something it names is missing (foreign layers do not count).
    friend bool operator==(const ListedImage &, const ListedImage &) = default;
};

/// Something wrong in an end. `kind` uses the words of ux.md.
struct Problem
{
    enum class Kind {
        MissingBlob,
        ShortBlob,
        CorruptBlob,
        MissingManifest,
        CorruptManifest,
        IndexDisagrees,
        OrphanBlob,
        OrphanManifest,
        ForeignFile,
        StalePart,
        Unreadable,
    };
    Kind kind = Kind::Unreadable;
    QString item; ///< Digest, reference or path relative to the store.
    QString text; ///< English technical detail.
    friend bool operator==(const Problem &, const Problem &) = default;
};

/// `missing-blob`, `short-blob`, …: the words of ux.md.
QString problemKindName(Problem::Kind kind);
/// Damage (missing, short, corrupt, disagreeing, unreadable) as opposed to leftovers (orphans, foreign files, parts).
bool isDamage(Problem::Kind kind);

struct Listing
{
    QList<ListedImage> images; ///< Sorted by reference text.
    QList<Problem> problems;
    friend bool operator==(const Listing &, const Listing &) = default;
};

/// Result of verifying a store.
struct Verification
{
    qint64 blobs = 0; ///< Blobs whose digest was computed.
    qint64 bytes = 0;
    QList<Problem> problems;
};

/// One blob of an image in detail.
struct BlobDetails
{
    Descriptor descriptor;
    bool present = true; ///< False: named, but not in this end.
};

/// One manifest (root index, child, nested child) of an image in detail.
struct ManifestDetails
{
    Descriptor descriptor; ///< Platform filled from the config where the entry has none.
    QByteArray bytes;
    QByteArray config;        ///< Bytes of the config blob when it is there, an image config and below 4 MiB.
    QList<BlobDetails> blobs; ///< Config first, then layers; empty for an index.
    int depth = 0;            ///< 0 for the root.
};

/// An image opened up: root first, then children in source order, depth first.
struct ImageDetails
{
    Reference reference;
    QList<ManifestDetails> manifests;
};

} // namespace stowage
