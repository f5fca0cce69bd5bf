// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/comparison.h"

#include <QAbstractItemModel>

#include <array>
#include <functional>
#include <vector>

namespace stowage {

/// The Differences tree: four groups (only left, only right, different, same) with their images. Filters and sorts
/// itself; groups keep their order.
class ComparisonModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        LeftSizeColumn,
        RightSizeColumn,
        LeftDigestColumn,
        RightDigestColumn,
        PlatformsColumn,
        ColumnCount
    };
    enum Group { OnlyLeft, OnlyRight, Different, Same, GroupCount };
    using QAbstractItemModel::QAbstractItemModel;

    void setComparison(const Comparison &comparison);
    void clear();
    bool isEmpty() const { return !m_filled; } ///< No comparison was made.
    /// Shows only the images whose name holds every word of `text`, any case.
    void setFilter(const QString &text);

    /// Images of a group, whatever the filter shows.
    int images(Group group) const { return int(m_groups[group].rows.size()); }
    /// Their bytes on the left (on the right for OnlyRight).
    qint64 bytes(Group group) const;
    /// Left sides of a group's images; empty for OnlyRight.
    QList<ListedImage> leftImages(Group group) const;
    /// The group a row is or belongs to.
    Group group(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Row
    {
        ListedImage left; ///< Null reference: not there.
        ListedImage right;
        QString name;
        QString searched;
        bool hasLeft() const { return !left.reference.isNull(); }
        bool hasRight() const { return !right.reference.isNull(); }
    };
    struct GroupRows
    {
        std::vector<Row> rows;
        std::vector<int> shown; ///< Places in rows, sorted.
    };

    void add(Group group, const ListedImage &left, const ListedImage &right);
    void arrange();
    void relayout(const std::function<void()> &change);
    bool less(const Row &a, const Row &b) const;
    const Row *row(const QModelIndex &index) const;
    QString groupText(Group group, int column) const;
    QString imageText(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    std::array<GroupRows, GroupCount> m_groups;
    bool m_filled = false;
    QStringList m_words;
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace stowage
