// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/statustext.h"

#include "ui/widgets/icons.h"

namespace stowage {

QIcon StatusText::icon(TransferState state)
{
    switch (state) {
    case TransferState::Waiting: return icons::bundled(QStringLiteral("state-waiting"));
    case TransferState::Checking: return icons::bundled(QStringLiteral("state-checking"));
    case TransferState::Active:
    case TransferState::Finishing: return icons::bundled(QStringLiteral("state-active"));
    case TransferState::Paused: return icons::bundled(QStringLiteral("state-paused"));
    case TransferState::Retrying: return icons::bundled(QStringLiteral("state-retrying"));
    case TransferState::Done: return icons::bundled(QStringLiteral("state-done"));
    case TransferState::Skipped:
    case TransferState::Mounted: return icons::bundled(QStringLiteral("state-skipped"));
    case TransferState::Refused:
    case TransferState::Failed: return icons::bundled(QStringLiteral("state-error"));
    case TransferState::Cancelled: return icons::bundled(QStringLiteral("state-cancelled"));
    }
    return {};
}

QIcon StatusText::icon(ImageAction action)
{
    switch (action) {
    case ImageAction::Copy: return icons::bundled(QStringLiteral("state-active"));
    case ImageAction::Skip: return icons::bundled(QStringLiteral("state-done"));
    case ImageAction::Overwrite: return icons::bundled(QStringLiteral("state-warning"));
    case ImageAction::Refuse: return icons::bundled(QStringLiteral("state-error"));
    }
    return {};
}

QIcon StatusText::icon(ImageState state)
{
    switch (state) {
    case ImageState::Copied: return icon(TransferState::Done);
    case ImageState::Skipped: return icon(TransferState::Skipped);
    case ImageState::Failed: return icon(TransferState::Failed);
    case ImageState::Refused: return icon(TransferState::Refused);
    case ImageState::Cancelled: return icon(TransferState::Cancelled);
    }
    return {};
}

} // namespace stowage
