// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/blobsource.h"
#include "copy/listing.h"
#include "oci/manifest.h"

#include <QHash>
#include <QSet>

namespace stowage {

/// Where images come from. All calls are made in the engine thread; several may be under way at once.
/// Errors are thrown with side Source set by the engine, not by the implementation.
class ImageSource
{
public:
    virtual ~ImageSource() = default;
    /// What the tag or digest of `image` stands for: type, digest and size. Throws NotFound.
    virtual QCoro::Task<Descriptor> resolve(Reference image, std::stop_token stop) = 0;
    /// The exact bytes of a manifest or index, proven against the descriptor's digest (D27, D31).
    virtual QCoro::Task<QByteArray> manifest(Reference repository, Descriptor descriptor, std::stop_token stop) = 0;
    /// The blob's bytes from `offset` on. Unproven: who stores them checks size and digest.
    virtual QCoro::Task<std::unique_ptr<BlobBody>> openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                            std::stop_token stop) = 0;
    /// Where the blob is on this machine's disk, if it is. Cheap; checks existence and size, not the digest.
    virtual std::optional<LocalRange> locate(const Descriptor &descriptor) = 0;
    /// Those of `blobs` that it cannot give, with the reason, as far as that can be told without asking anyone else: a
    /// local store knows, a registry does not.
    virtual QCoro::Task<QHash<Digest, Error>> missing(QList<Descriptor>, std::stop_token)
    {
        co_return QHash<Digest, Error>();
    }
};

/// What a target holds already, as a value for the planner.
struct Presence
{
    QSet<Digest> whole;          ///< Blobs there with the right size.
    QHash<Digest, qint64> parts; ///< Blobs begun: bytes already there (to be proven again before use).
};

/// Where images go.
///
/// Order, kept by the engine and to be relied on by implementations: blobs, child manifests by digest, the root
/// manifest, the tag (D90). A tag moves only when everything below it is confirmed. putBlob may be called for several
/// blobs at once, never twice at once for the same digest in one scope (D84).
class ImageTarget
{
public:
    virtual ~ImageTarget() = default;

    /// Called once before a run and once after it, whatever its end: locks, temporary state. begin() throws
    /// StoreLocked.
    virtual QCoro::Task<void> begin(std::stop_token stop) = 0;
    virtual QCoro::Task<void> end() = 0;

    /// Blobs are shared between images of equal scope: a whole store (empty), one repository of a registry.
    virtual QString blobScope(const Reference &image) const = 0;
    /// Whether putBlob needs `local`: an upload must be replayable (A29, F10). The engine spools streams for it.
    virtual bool needsLocalBlobs() const = 0;
    /// Whether a manifest that stands there proves that all below it is there too: registries refuse dangling
    /// manifests, a directory may have been damaged by anyone.
    virtual bool keepsImagesWhole() const { return false; }

    /// Which of `blobs` are there.
    virtual QCoro::Task<Presence> probe(Reference image, QList<Descriptor> blobs, std::stop_token stop) = 0;
    /// What `image` (tag or digest) stands for there now; nothing when it does not exist, or when manifests below it or
    /// files of the layout being written are missing, so that writing it again mends it.
    virtual QCoro::Task<std::optional<Descriptor>> standing(Reference image, std::stop_token stop) = 0;

    /// Puts one blob and proves size and digest. Returns the bytes that moved now (less than the size after a resume,
    /// 0 when it turned out to be there).
    virtual QCoro::Task<qint64> putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                        std::stop_token stop) = 0;
    /// Takes the blob over from another repository of the same registry without moving bytes (D80). False: not done,
    /// put it.
    virtual QCoro::Task<bool> mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop) = 0;
    /// Makes the blobs durable and visible under their final names, before manifests that name them (a no-op for most).
    virtual QCoro::Task<void> commitBlobs(Reference image, QList<Descriptor> blobs, std::stop_token stop) = 0;
    /// Stores a manifest by digest. Bytes are exact (D31).
    virtual QCoro::Task<void> putManifest(Reference image, Descriptor manifest, QByteArray bytes,
                                          std::stop_token stop) = 0;
    /// Stores the root under the tag (and digest) of `image`; by digest only when it has no tag.
    virtual QCoro::Task<void> tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop) = 0;
};

/// Capability of an end that can say what it holds. Asked for with dynamic_cast.
class ImageLister
{
public:
    virtual ~ImageLister() = default;
    /// Everything below the end's prefix, sorted by reference. Problems are part of the listing, not errors.
    virtual QCoro::Task<Listing> list(std::stop_token stop) = 0;
};

} // namespace stowage
