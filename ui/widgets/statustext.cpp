// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/statustext.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

namespace stowage {

QString StatusText::word(TransferState state)
{
    switch (state) {
    case TransferState::Waiting: return tr("Waiting");
    case TransferState::Checking: return tr("Checking");
    case TransferState::Active: return tr("Running");
    case TransferState::Finishing: return tr("Finishing");
    case TransferState::Paused: return tr("Paused");
    case TransferState::Retrying: return tr("Trying again");
    case TransferState::Done: return tr("Done");
    case TransferState::Skipped: return tr("Already there");
    case TransferState::Mounted: return tr("Mounted");
    case TransferState::Refused: return tr("Refused");
    case TransferState::Failed: return tr("Failed");
    case TransferState::Cancelled: return tr("Cancelled");
    }
    return {};
}

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

QString StatusText::word(ImageAction action)
{
    switch (action) {
    case ImageAction::Copy: return tr("Copy");
    case ImageAction::Skip: return tr("Nothing to do");
    case ImageAction::Overwrite: return tr("Overwrite");
    case ImageAction::Refuse: return tr("Refused");
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

QString StatusText::word(ImageState state)
{
    switch (state) {
    case ImageState::Copied: return word(TransferState::Done);
    case ImageState::Skipped: return word(TransferState::Skipped);
    case ImageState::Failed: return word(TransferState::Failed);
    case ImageState::Refused: return word(TransferState::Refused);
    case ImageState::Cancelled: return word(TransferState::Cancelled);
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

QString StatusText::platforms(const QList<Platform> &platforms)
{
    QStringList words;
    for (const Platform &platform : platforms) {
        words << Sentence::harmless(platform.toString(), 60);
    }
    return words.join(QStringLiteral(", "));
}

} // namespace stowage
