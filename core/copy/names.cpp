// SPDX-License-Identifier: Apache-2.0
// The words of the JSON documents (ux.md) and the small questions values answer about themselves.
#include "copy/event.h"
#include "copy/listing.h"
#include "copy/report.h"

#include <algorithm>

namespace stowage {

QString problemKindName(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::MissingBlob: return QStringLiteral("missing-blob");
    case Problem::Kind::ShortBlob: return QStringLiteral("short-blob");
    case Problem::Kind::CorruptBlob: return QStringLiteral("corrupt-blob");
    case Problem::Kind::MissingManifest: return QStringLiteral("missing-manifest");
    case Problem::Kind::CorruptManifest: return QStringLiteral("corrupt-manifest");
    case Problem::Kind::IndexDisagrees: return QStringLiteral("index-disagrees");
    case Problem::Kind::OrphanBlob: return QStringLiteral("orphan-blob");
    case Problem::Kind::OrphanManifest: return QStringLiteral("orphan-manifest");
    case Problem::Kind::ForeignFile: return QStringLiteral("foreign-file");
    case Problem::Kind::StalePart: return QStringLiteral("stale-part");
    case Problem::Kind::Unreadable: break;
    }
    return QStringLiteral("unreadable");
}

bool isDamage(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::MissingBlob:
    case Problem::Kind::ShortBlob:
    case Problem::Kind::CorruptBlob:
    case Problem::Kind::MissingManifest:
    case Problem::Kind::CorruptManifest:
    case Problem::Kind::IndexDisagrees:
    case Problem::Kind::Unreadable: return true;
    case Problem::Kind::OrphanBlob:
    case Problem::Kind::OrphanManifest:
    case Problem::Kind::ForeignFile:
    case Problem::Kind::StalePart: break;
    }
    return false;
}

QString imageActionName(ImageAction action)
{
    switch (action) {
    case ImageAction::Copy: return QStringLiteral("copy");
    case ImageAction::Skip: return QStringLiteral("skip");
    case ImageAction::Overwrite: return QStringLiteral("overwrite");
    case ImageAction::Refuse: break;
    }
    return QStringLiteral("refuse");
}

QString imageStateName(ImageState state)
{
    switch (state) {
    case ImageState::Copied: return QStringLiteral("copied");
    case ImageState::Skipped: return QStringLiteral("skipped");
    case ImageState::Failed: return QStringLiteral("failed");
    case ImageState::Refused: return QStringLiteral("refused");
    case ImageState::Cancelled: break;
    }
    return QStringLiteral("cancelled");
}

bool isFinal(TransferState state)
{
    switch (state) {
    case TransferState::Done:
    case TransferState::Skipped:
    case TransferState::Mounted:
    case TransferState::Refused:
    case TransferState::Failed:
    case TransferState::Cancelled: return true;
    case TransferState::Waiting:
    case TransferState::Checking:
    case TransferState::Active:
    case TransferState::Finishing:
    case TransferState::Paused:
    case TransferState::Retrying: break;
    }
    return false;
}

bool Plan::hasRefusals() const
{
    return std::any_of(images.begin(), images.end(),
                       [](const PlannedImage &image) { return image.action == ImageAction::Refuse; });
}

bool Report::allDone() const
{
    return !failure && std::all_of(images.begin(), images.end(), [](const ImageResult &image) {
        return image.state == ImageState::Copied || image.state == ImageState::Skipped;
    });
}

} // namespace stowage
