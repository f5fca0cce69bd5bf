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

int PlanModel::unwantedCount() const
{
    return int(std::count_if(m_plan.images.cbegin(), m_plan.images.cend(),
                             [](const PlannedImage &image) { return image.isUnwanted(); }));
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
    case Action: return StatusText::word(image);
    case Platforms: return StatusText::platforms(image.platforms);
    case Size: return image.bytes > 0 ? Sentence::size(image.bytes) : QString();
    case Note:
        if (image.refusal) {
            return Sentence::of(*image.refusal);
        }
        if (image.action == ImageAction::Skip && !image.isUnwanted()) {
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
