// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

class QAbstractItemView;
class QHeaderView;
class QSplitter;
class QTableView;
class QTreeView;

namespace stowage {

class UiSettings;

/// Sorts by SortRole (numbers as numbers, text in natural order) and filters rows by a plain text that any column of
/// the row, its children or its parents contains.
class NaturalSortModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit NaturalSortModel(QObject *parent = nullptr);
    /// Plain text, case ignored; empty shows everything.
    void setFilterText(const QString &text);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_filter;
};

/// House manners for a view whose model is set: whole rows, no Tab trap, elided in the middle, sortable columns with
/// remembered widths and order, Ctrl+C and a context menu that copy the rows' CopyRole. `name` is the accessible name,
/// `key` the stable English key for the settings; the default column widths are set by the caller before this call.
void setUpTable(QTableView *view, const QString &name, const QString &key, UiSettings &settings);
void setUpTree(QTreeView *view, const QString &name, const QString &key, UiSettings &settings);

/// Gives each column a width in characters, its margins and the sort arrow included.
void setColumnWidths(QHeaderView *header, const QList<int> &characters);
/// Columns that hold sentences lose their end when there is no room; all others are elided in the middle.
void setSentenceColumns(QAbstractItemView *view, const QSet<int> &columns);
/// Restores the splitter and remembers its later moves.
void rememberSplitter(QSplitter *splitter, const QString &key, UiSettings &settings);
/// The text that Ctrl+C puts on the clipboard: one line per selected row.
QString copyText(const QAbstractItemView *view);

} // namespace stowage
