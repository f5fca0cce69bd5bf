// SPDX-License-Identifier: Apache-2.0
#include "ui/models/sortedtable.h"

#include <algorithm>
#include <numeric>

namespace stowage {

int SortedTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int SortedTable::rowOf(int given) const
{
    const auto found = std::find(m_order.begin(), m_order.end(), given);
    return found == m_order.end() ? -1 : int(found - m_order.begin());
}

void SortedTable::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_direction = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> places;
    places.reserve(std::size_t(before.size()));
    for (const QModelIndex &old : before) {
        places.push_back(given(old.row()));
    }
    sortOrder();
    std::vector<int> rows(m_order.size());
    for (std::size_t row = 0; row < m_order.size(); ++row) {
        rows[std::size_t(m_order[row])] = int(row);
    }
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(index(rows[std::size_t(places[std::size_t(i)])], before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SortedTable::sortAfresh()
{
    m_order.resize(std::size_t(count()));
    sortOrder();
}

void SortedTable::sortOrder()
{
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn < 0 || m_sortColumn >= columnCount()) {
        return;
    }
    std::stable_sort(m_order.begin(), m_order.end(), [this](int left, int right) {
        const int order = compare(left, right, m_sortColumn);
        return m_direction == Qt::AscendingOrder ? order < 0 : order > 0;
    });
}

} // namespace stowage
