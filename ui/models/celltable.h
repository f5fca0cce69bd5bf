// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/sortedtable.h"

#include <QIcon>
#include <QVariant>

namespace stowage {

/// One cell of a CellTable. All texts are plain and shown as given: the maker has made outside text harmless.
struct Cell
{
    QString text = {};
    QString toolTip = {};  ///< Empty: the text.
    QString copy = {};     ///< What Ctrl+C takes; empty: the text.
    QVariant sortKey = {}; ///< A number to sort by; invalid: natural order of the text.
    bool alignRight = false;
    QIcon icon = {};
};

/// A small table of finished texts: properties, history, layers, problems, tags. Replaced as a whole, sortable, the
/// whole row copyable.
class CellTable : public SortedTable
{
    Q_OBJECT

public:
    using Row = QList<Cell>;

    explicit CellTable(const QStringList &headers, QObject *parent = nullptr);

    /// New column titles for the same columns (another language).
    void setHeaders(const QStringList &headers);
    /// Replaces everything; rows shorter than the header get empty cells. Keeps the sort order in force.
    void setRows(const QList<Row> &rows);
    void clear() { setRows({}); }
    const Row &row(int row) const { return m_rows.at(given(row)); }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int count() const override { return int(m_rows.size()); }
    int compare(int left, int right, int column) const override;

private:
    QStringList m_headers;
    QList<Row> m_rows;
};

} // namespace stowage
