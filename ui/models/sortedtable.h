// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace stowage {

/// A flat table that sorts itself: derived models keep their rows as given and say how two of them compare. Unlike a
/// proxy it costs no second set of indexes and compares plain values, so ten thousand rows sort within a frame.
class SortedTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// Place in the order given of what stands at `row`.
    int given(int row) const { return m_order[std::size_t(row)]; }
    /// Row at which the item of that place stands.
    int rowOf(int given) const;

protected:
    /// Rows there are, in the order given.
    virtual int count() const = 0;
    /// Compares two places by a column: negative, 0 or positive.
    virtual int compare(int left, int right, int column) const = 0;
    /// Sorts afresh: to be called between beginResetModel() and endResetModel() when the rows are new.
    void sortAfresh();

private:
    void sortOrder();

    std::vector<int> m_order;
    int m_sortColumn = -1; ///< -1: as given.
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

} // namespace stowage
