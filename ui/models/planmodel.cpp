// SPDX-License-Identifier: Apache-2.0
#include "ui/models/planmodel.h"

#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/statustext.h"

#include <algorithm>

namespace stowage {

void PlanModel::setPlan(const Plan &plan)
{
    beginResetModel();
    m_plan = plan;
    endResetModel();
}

int PlanModel::count(ImageAction action) const
{
    return int(std::count_if(m_plan.images.cbegin(), m_plan.images.cend(),
                             [action](const PlannedImage &image) { return image.action == action; }));
}

qint64 PlanModel::bytesMounted() const
{
    qint64 bytes = 0;
    for (const PlannedBlob &blob : m_plan.blobs) {
        if (blob.way == PlannedBlob::Way::Mount) {
            bytes += std::max<qint64>(blob.descriptor.size, 0);
        }
    }
    return bytes;
}

QString PlanModel::sentence(const PlanWarning &warning)
{
    const QString image = Sentence::harmless(warning.image.toString(), 200);
    const QString platforms = StatusText::platforms(warning.platforms);
    switch (warning.kind) {
    case PlanWarning::Kind::IndexRewritten:
        return tr("%1: the index is rewritten for %2 of %3 platforms. Its digest changes; signatures on the index will "
                  "not match.")
            .arg(image)
            .arg(warning.count)
            .arg(warning.total);
    case PlanWarning::Kind::PlatformMissing:
        return tr("%1: not built for %2; the other platforms are copied.").arg(image, platforms);
    case PlanWarning::Kind::SkippedOtherPlatform:
        return platforms.isEmpty() ? tr("%1: is for another platform and is left out.").arg(image)
                                   : tr("%1: is for %2 only and is left out.").arg(image, platforms);
    case PlanWarning::Kind::NoMediaType:
        return tr("%1: its manifest names no media type. KubeKey up to 4.0.3 refuses a whole folder with such an "
                  "image.")
            .arg(image);
    case PlanWarning::Kind::ForeignLayersLeft:
        return tr("%1: %n layer(s) may not be redistributed and stay where they are.", nullptr, int(warning.count))
            .arg(image);
    case PlanWarning::Kind::TagMoves:
        return tr("%1: the tag stands for another image there and will be overwritten.").arg(image);
    case PlanWarning::Kind::TypeConflict:
        return tr("%1: the registry calls its manifest something else than the manifest itself does.").arg(image);
    case PlanWarning::Kind::SmallSpace:
        return tr("Not enough space at the destination: %1 needed, %2 free.")
            .arg(Sentence::size(warning.count), Sentence::size(warning.total));
    }
    return {};
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_plan.images.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PlannedImage &image = m_plan.images.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(image, index.column());
    case Qt::ToolTipRole: return plainToolTip(text(image, index.column()));
    case Qt::DecorationRole: return index.column() == Action ? QVariant(StatusText::icon(image.action)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == Size ? Qt::AlignRight | Qt::AlignVCenter
                                                          : Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole: return index.column() == Size ? QVariant(image.bytes) : QVariant(text(image, index.column()));
    case CopyRole: return image.item.target.toString();
    default: return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == Size) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Source: return tr("Image");
    case Target: return tr("Name there");
    case Action: return tr("What happens");
    case Platforms: return tr("Platforms");
    case Size: return tr("Size");
    case Note: return tr("Note");
    default: return {};
    }
}

QString PlanModel::text(const PlannedImage &image, int column) const
{
    switch (column) {
    case Source: return Sentence::harmless(image.item.source.toString());
    case Target: return Sentence::harmless(image.item.target.toString());
    case Action: return StatusText::word(image.action);
    case Platforms: return StatusText::platforms(image.platforms);
    case Size: return image.bytes > 0 ? Sentence::size(image.bytes) : QString();
    case Note:
        if (image.refusal) {
            return Sentence::of(*image.refusal);
        }
        if (image.action == ImageAction::Skip) {
            return tr("The same image stands there already.");
        }
        if (image.action == ImageAction::Overwrite && image.standing) {
            return tr("Stands at %1 now.").arg(image.standing->shortText());
        }
        return {};
    default: return {};
    }
}

} // namespace stowage
