// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

#include <QAbstractTableModel>
#include <QSet>

namespace stowage {

/// Accounts and registry settings that files hold, each with a tick whether it is kept. Shows who and where, never a
/// secret: no role gives one. Ticks last when the files are read again.
class ImportAccountsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Keep, Registry, What, Found, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Of the whole set and of its jobs, each once.
    void setAccounts(const TaskSet &set);
    /// Ticked accounts with a secret. Holds secrets.
    QList<Account> keptAccounts() const;
    /// Registries whose settings are ticked.
    QStringList keptRegistries() const;
    /// Ticks one account off: it could not be kept.
    void dontKeep(const QString &scope);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        TaskAccount account;
        bool isConnection = false; ///< Else the account itself.
    };

    static QString keyOf(const Row &row);
    static bool canBeKept(const Row &row);
    QString text(const Row &row, int column) const;

    QList<Row> m_rows;
    QSet<QString> m_kept;
};

} // namespace stowage
