// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"
#include "ui/models/sortedtable.h"

namespace stowage {

/// The Registries table: one row per host or host/namespace with its account, where that is kept, how the host is
/// trusted, and what the last test said.
class RegistriesModel : public SortedTable
{
    Q_OBJECT

public:
    enum Column { RegistryColumn, AccountColumn, KeptColumn, TrustColumn, TestColumn, ColumnCount };
    using SortedTable::SortedTable;

    /// The same scopes in the same order keep their rows (and what is selected).
    void setEntries(const QList<RegistryEntry> &entries);
    const QList<RegistryEntry> &entries() const { return m_entries; }
    const RegistryEntry &entry(int row) const { return m_entries.at(given(row)); }
    /// Row of a scope; -1 when it is not here.
    int find(const QString &scope) const;
    /// A test of this scope is under way (the row says so); empty: none.
    void setTesting(const QString &scope);

    /// How a registry is spoken to, in words: `https`, `https, not verified`, `plain HTTP`.
    static QString trustText(const RegistrySettings &settings);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int count() const override { return int(m_entries.size()); }
    int compare(int left, int right, int column) const override;

private:
    QString text(const RegistryEntry &entry, int column) const;
    QString toolTip(const RegistryEntry &entry, int column) const;
    QString iconName(const RegistryEntry &entry, int column) const;

    QList<RegistryEntry> m_entries;
    QString m_testing;
};

} // namespace stowage
