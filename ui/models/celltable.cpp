// SPDX-License-Identifier: Apache-2.0
#include "ui/models/celltable.h"

#include "ui/models/naturalorder.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"

namespace stowage {

CellTable::CellTable(const QStringList &headers, QObject *parent)
    : SortedTable(parent)
    , m_headers(headers)
{
}

void CellTable::setHeaders(const QStringList &headers)
{
    Q_ASSERT(headers.size() == m_headers.size());
    m_headers = headers;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, int(m_headers.size()) - 1);
}

void CellTable::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    for (Row &row : m_rows) {
        row.resize(m_headers.size());
    }
    sortAfresh();
    endResetModel();
}

int CellTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size());
}

QVariant CellTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Cell &cell = row(index.row()).at(index.column());
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::ToolTipRole: return plainToolTip(cell.toolTip.isEmpty() ? cell.text : cell.toolTip);
    case Qt::DecorationRole: return cell.icon.isNull() ? QVariant() : QVariant(cell.icon);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (cell.alignRight ? Qt::AlignRight : Qt::AlignLeft)));
    case CopyRole: return cell.copy.isEmpty() ? cell.text : cell.copy;
    default: return {};
    }
}

QVariant CellTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_headers.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return m_headers.at(section);
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = !m_rows.isEmpty() && m_rows.first().at(section).alignRight;
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)));
    }
    return {};
}

int CellTable::compare(int left, int right, int column) const
{
    const Cell &a = m_rows.at(left).at(column);
    const Cell &b = m_rows.at(right).at(column);
    if (a.sortKey.isValid() && b.sortKey.isValid()) {
        const QPartialOrdering order = QVariant::compare(a.sortKey, b.sortKey);
        return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
    }
    return naturalCompare(a.text, b.text);
}

} // namespace stowage
