// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"

#include <QAbstractTableModel>

namespace stowage {

/// The images of a plan, one per row, with what will happen to each.
class PlanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Source, Target, Action, Platforms, Size, Note, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const Plan &plan);
    const Plan &plan() const { return m_plan; }
    int count(ImageAction action) const;
    /// Images without a wanted platform; they count as Skip, too.
    int unwantedCount() const;
    /// Bytes that will be mounted instead of moved.
    qint64 bytesMounted() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const PlannedImage &image, int column) const;

    Plan m_plan;
};

} // namespace stowage
