// SPDX-License-Identifier: Apache-2.0
#include "service/wording.h"

#include "text/sentence.h"

namespace stowage {

QString Wording::platforms(const QList<Platform> &platforms)
{
    QStringList names;
    for (const Platform &platform : platforms) {
        names.append(Sentence::harmless(platform.toString()));
    }
    return names.join(QStringLiteral(", "));
}

QString Wording::warning(const PlanWarning &warning)
{
    const QString image = warning.image.toString();
    switch (warning.kind) {
    case PlanWarning::Kind::IndexRewritten:
        return tr("%1: the index is rewritten for %2 of %3 platforms. Its digest changes, signatures on the index will "
                  "not match.")
            .arg(image)
            .arg(warning.count)
            .arg(warning.total);
    case PlanWarning::Kind::PlatformMissing: return tr("%1 has no %2.").arg(image, platforms(warning.platforms));
    case PlanWarning::Kind::SkippedOtherPlatform:
        return tr("%1 is skipped: it is made for %2 only.").arg(image, platforms(warning.platforms));
    case PlanWarning::Kind::NoMediaType:
        return tr("%1 has a manifest without a media type. KubeKey up to 4.0.3 would refuse the whole folder because "
                  "of it.")
            .arg(image);
    case PlanWarning::Kind::ForeignLayersLeft:
        return tr("%1: %n layer(s) stay external, because their licence does not let registries hold them.", nullptr,
                  static_cast<int>(warning.count))
            .arg(image);
    case PlanWarning::Kind::TagMoves:
        return tr("%1 exists with another digest (%2) and will be overwritten.")
            .arg(image, Sentence::harmless(warning.detail));
    case PlanWarning::Kind::TypeConflict:
        return tr("%1: the registry announces another media type than the manifest itself (%2).")
            .arg(image, Sentence::harmless(warning.detail));
    case PlanWarning::Kind::SmallSpace:
        return tr("The destination has %1 free, and %2 are needed.")
            .arg(Sentence::size(warning.total), Sentence::size(warning.count));
    }
    return {};
}

QString Wording::action(ImageAction action)
{
    switch (action) {
    case ImageAction::Copy: return tr("Copy");
    case ImageAction::Skip: return tr("Already there");
    case ImageAction::Overwrite: return tr("Overwrite");
    case ImageAction::Refuse: return tr("Refused");
    }
    return {};
}

QString Wording::state(TransferState state)
{
    switch (state) {
    case TransferState::Waiting: return tr("Waiting");
    case TransferState::Checking: return tr("Checking");
    case TransferState::Active: return tr("Moving");
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

QString Wording::skipped()
{
    return tr("Skipped (no such platform)");
}

QString Wording::action(const PlannedImage &image)
{
    return image.isUnwanted() ? skipped() : action(image.action);
}

QString Wording::state(const PlannedImage &image, TransferState now)
{
    return image.isUnwanted() && now == TransferState::Skipped ? skipped() : state(now);
}

QString Wording::result(ImageState state)
{
    switch (state) {
    case ImageState::Copied: return tr("Copied");
    case ImageState::Skipped: return tr("Already there");
    case ImageState::Failed: return tr("Failed");
    case ImageState::Refused: return tr("Refused");
    case ImageState::Cancelled: return tr("Cancelled");
    }
    return {};
}

} // namespace stowage
