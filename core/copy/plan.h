// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "oci/manifest.h"

#include <optional>

namespace stowage {

/// Something the user must know before Start, as facts; `core/text` makes the sentence.
struct PlanWarning
{
    enum class Kind {
        IndexRewritten,       ///< count of total platforms kept: the digest changes, signatures will not match (D98).
        PlatformMissing,      ///< policy warn: `platforms` are not in the image.
        SkippedOtherPlatform, ///< policy warn: a single image of another platform is skipped.
        NoMediaType,          ///< Stored, but KubeKey up to 4.0.3 refuses a whole tree because of it.
        ForeignLayersLeft,    ///< `count` layers stay external (P11).
        TagMoves,             ///< The tag stands at another digest there and will move (D96).
        TypeConflict,         ///< Content-Type and body disagree (D23).
        SmallSpace,           ///< Not enough free space: `bytes` needed, `total` free.
    };
    Kind kind = Kind::IndexRewritten;
    Reference image;
    QList<Platform> platforms;
    qint64 count = 0;
    qint64 total = 0;
    QString detail;
    friend bool operator==(const PlanWarning &, const PlanWarning &) = default;
};

/// One manifest to put, children before the index that names them, the root last.
struct PlannedManifest
{
    Descriptor descriptor;
    QByteArray bytes;
};

enum class ImageAction { Copy, Skip, Overwrite, Refuse };

/// What will happen to one image.
struct PlannedImage
{
    CopyItem item;
    ImageAction action = ImageAction::Copy;
    Digest sourceDigest;            ///< What the source's tag stood for when it was resolved (pinned, D33).
    Digest digest;                  ///< What will stand at the target.
    std::optional<Digest> standing; ///< What stands at the target now.
    QList<Platform> platforms;      ///< That will be there; empty if unknown.
    QList<PlannedManifest> manifests;
    QList<int> blobs;             ///< Indexes into Plan::blobs.
    qint64 bytes = 0;             ///< Sum of its unique blobs and manifests.
    std::optional<Error> refusal; ///< Set when action is Refuse.

    /// Left out because it has none of the wanted platforms (policy warn), not because it is there already.
    bool isUnwanted() const { return action == ImageAction::Skip && digest.isNull(); }
};

/// One blob of the plan: unique by digest and target scope.
struct PlannedBlob
{
    enum class Way {
        Present, ///< There already.
        Move,    ///< Bytes will move (perhaps from `partial` on).
        Mount,   ///< Moved once for another repository of the same registry, mounted here.
    };
    Descriptor descriptor;
    QString scope; ///< ImageTarget::blobScope.
    Way way = Way::Move;
    qint64 partial = 0;         ///< Bytes of an interrupted attempt.
    int mountFrom = -1;         ///< Way::Mount: index of the blob in the other scope.
    Reference sourceRepository; ///< A repository of the source that has it.
    Reference targetImage;      ///< An image of the target it belongs to.
};

/// The whole plan, shown before a byte moves. Pure data.
struct Plan
{
    CopyRequest request;
    QList<PlannedImage> images; ///< In the order of request.items.
    QList<PlannedBlob> blobs;
    QList<PlanWarning> warnings;

    struct Totals
    {
        qint64 uniqueBlobs = 0;
        qint64 blobsToTransfer = 0;
        qint64 blobsPresent = 0;
        qint64 bytesToTransfer = 0; ///< What is left to move, partial blobs counted from their end.
        qint64 bytesPresent = 0;
        qint64 bytesNeeded = 0; ///< Space the target needs.
    };
    Totals totals;
    bool hasRefusals() const;
};

/// `copy`, `skip`, `overwrite`, `refuse`.
QString imageActionName(ImageAction action);

} // namespace stowage

Q_DECLARE_METATYPE(stowage::Plan)
