// SPDX-License-Identifier: Apache-2.0
#include "ui/models/pushpreviewmodel.h"

#include "text/sentence.h"
#include "ui/models/naturalorder.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"

#include <algorithm>

namespace stowage {

void PushPreviewModel::setItems(const QList<CopyItem> &items)
{
    const bool sameSources = items.size() == m_items.size() &&
                             std::equal(items.begin(), items.end(), m_items.begin(),
                                        [](const CopyItem &a, const CopyItem &b) { return a.source == b.source; });
    if (sameSources && items == m_items) {
        return;
    }
    if (!sameSources) {
        beginResetModel();
    }
    m_items = items;
    m_sources.clear();
    m_targets.clear();
    m_doubled.clear();
    m_collisions = 0;
    QHash<Reference, int> uses;
    for (const CopyItem &item : m_items) {
        m_sources.append(item.source.toString());
        m_targets.append(item.target.toString());
        ++uses[item.target];
    }
    for (auto it = uses.cbegin(); it != uses.cend(); ++it) {
        if (it.value() > 1) {
            m_doubled.insert(it.key());
            m_collisions += it.value();
        }
    }
    if (!sameSources) {
        sortAfresh();
        endResetModel();
    } else if (!m_items.isEmpty()) {
        Q_EMIT dataChanged(index(0, TargetColumn), index(rowCount() - 1, NoteColumn));
    }
}

void PushPreviewModel::setListing(const Listing &listing)
{
    m_sizes.clear();
    for (const ListedImage &image : listing.images) {
        m_sizes.insert(image.reference, image.size);
    }
    if (!m_items.isEmpty()) {
        Q_EMIT dataChanged(index(0, SizeColumn), index(rowCount() - 1, SizeColumn));
    }
}

qint64 PushPreviewModel::bytes() const
{
    qint64 sum = 0;
    for (int place = 0; place < count(); ++place) {
        sum += qMax<qint64>(0, sizeOf(place));
    }
    return sum;
}

int PushPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PushPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int place = given(index.row());
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (column == SizeColumn ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role == CopyRole) {
        return column == TargetColumn ? m_targets.at(place) : m_sources.at(place);
    }
    if (role == Qt::DecorationRole && column == NoteColumn) {
        return collides(place) ? QVariant(icons::bundled(QStringLiteral("state-error"))) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    QString text;
    switch (column) {
    case SourceColumn: text = Sentence::harmless(m_sources.at(place)); break;
    case TargetColumn: text = Sentence::harmless(m_targets.at(place)); break;
    case SizeColumn: text = sizeOf(place) < 0 ? QString() : Sentence::size(sizeOf(place)); break;
    case NoteColumn: text = collides(place) ? tr("Another image has this target too") : QString(); break;
    default: break;
    }
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

QVariant PushPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == SizeColumn ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case SourceColumn: return tr("Source");
    case TargetColumn: return tr("Target");
    case SizeColumn: return tr("Size");
    case NoteColumn: return tr("Note");
    default: return {};
    }
}

int PushPreviewModel::compare(int left, int right, int column) const
{
    switch (column) {
    case TargetColumn: return naturalCompare(m_targets.at(left), m_targets.at(right));
    case SizeColumn: {
        const qint64 a = sizeOf(left);
        const qint64 b = sizeOf(right);
        return a < b ? -1 : a > b ? 1 : 0;
    }
    case NoteColumn: return int(collides(right)) - int(collides(left));
    default: return naturalCompare(m_sources.at(left), m_sources.at(right));
    }
}

} // namespace stowage
