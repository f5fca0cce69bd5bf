// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "copy/request.h"
#include "ui/models/sortedtable.h"

#include <QSet>

namespace stowage {

/// Live preview of a push: source → target, one row per selected image. Two rows with one target both say so.
class PushPreviewModel : public SortedTable
{
    Q_OBJECT

public:
    enum Column { SourceColumn, TargetColumn, SizeColumn, NoteColumn, ColumnCount };
    using SortedTable::SortedTable;

    /// Replaces the rows. The same sources in the same order keep their rows (and what is selected), only targets
    /// change.
    void setItems(const QList<CopyItem> &items);
    /// Sizes come from the listing of the source.
    void setListing(const Listing &listing);
    const QList<CopyItem> &items() const { return m_items; }
    /// Rows whose target another row has too.
    int collisions() const { return m_collisions; }
    /// Bytes of the images shown, shared layers counted once per image.
    qint64 bytes() const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int count() const override { return int(m_items.size()); }
    int compare(int left, int right, int column) const override;

private:
    qint64 sizeOf(int place) const { return m_sizes.value(m_items.at(place).source, -1); }
    bool collides(int place) const { return m_doubled.contains(m_items.at(place).target); }

    QList<CopyItem> m_items;
    QStringList m_sources; ///< Names of m_items, made once: sorting compares them.
    QStringList m_targets;
    QHash<Reference, qint64> m_sizes;
    QSet<Reference> m_doubled;
    int m_collisions = 0;
};

} // namespace stowage
