// SPDX-License-Identifier: Apache-2.0
#include "ui/models/importaccountsmodel.h"

#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/models/tasktext.h"

#include <algorithm>

namespace stowage {

void ImportAccountsModel::setAccounts(const TaskSet &set)
{
    beginResetModel();
    m_rows.clear();
    const auto add = [this](const QList<TaskAccount> &accounts) {
        for (const TaskAccount &account : accounts) {
            const bool known = std::any_of(m_rows.cbegin(), m_rows.cend(), [&account](const Row &row) {
                return row.account == account && row.account.account.secret == account.account.secret;
            });
            if (known) {
                continue;
            }
            if (!account.account.username.isEmpty()) {
                m_rows.append({account, false});
            }
            if (!TaskText::connection(account).isEmpty()) {
                m_rows.append({account, true});
            }
        }
    };
    add(set.accounts);
    for (const TaskJob &job : set.jobs) {
        add(job.accounts);
    }
    endResetModel();
}

QList<Account> ImportAccountsModel::keptAccounts() const
{
    QList<Account> kept;
    for (const Row &row : m_rows) {
        if (!row.isConnection && canBeKept(row) && m_kept.contains(keyOf(row))) {
            kept.append(row.account.account);
        }
    }
    return kept;
}

QStringList ImportAccountsModel::keptRegistries() const
{
    QStringList kept;
    for (const Row &row : m_rows) {
        const QString registry = row.account.account.scope.section(u'/', 0, 0);
        if (row.isConnection && m_kept.contains(keyOf(row)) && !kept.contains(registry)) {
            kept.append(registry);
        }
    }
    return kept;
}

void ImportAccountsModel::dontKeep(const QString &scope)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        if (!row.isConnection && row.account.account.scope == scope && m_kept.remove(keyOf(row))) {
            Q_EMIT dataChanged(index(i, Keep), index(i, Keep), {Qt::CheckStateRole});
        }
    }
}

QString ImportAccountsModel::keyOf(const Row &row)
{
    return (row.isConnection ? QStringLiteral("connection ") : QStringLiteral("account ")) + row.account.account.scope +
           u' ' + row.account.account.username;
}

bool ImportAccountsModel::canBeKept(const Row &row)
{
    return row.isConnection || !row.account.account.secret.isEmpty();
}

int ImportAccountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ImportAccountsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags ImportAccountsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == Keep && canBeKept(m_rows.at(index.row()))) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

QVariant ImportAccountsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return plainToolTip(text(row, index.column()));
    case Qt::CheckStateRole:
        if (index.column() == Keep && canBeKept(row)) {
            return m_kept.contains(keyOf(row)) ? Qt::Checked : Qt::Unchecked;
        }
        return {};
    case CopyRole: return TaskText::account(row.account);
    default: return {};
    }
}

QString ImportAccountsModel::text(const Row &row, int column) const
{
    switch (column) {
    case Keep:
        if (!canBeKept(row)) {
            return tr("No password in the file");
        }
        return row.isConnection ? tr("Keep in the settings") : tr("Keep in the keychain");
    case Registry: return Sentence::harmless(row.account.account.scope, 120);
    case What:
        return row.isConnection ? TaskText::connection(row.account)
                                : tr("user %1").arg(Sentence::harmless(row.account.account.username, 80));
    case Found: return TaskText::place(row.account.place);
    default: return {};
    }
}

bool ImportAccountsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable)) {
        return false;
    }
    const QString key = keyOf(m_rows.at(index.row()));
    if (value.toInt() == Qt::Unchecked) {
        m_kept.remove(key);
    } else {
        m_kept.insert(key);
    }
    Q_EMIT dataChanged(this->index(0, Keep), this->index(rowCount() - 1, Keep), {Qt::CheckStateRole});
    return true;
}

QVariant ImportAccountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Keep: return tr("Keep");
    case Registry: return tr("Registry");
    case What: return tr("Account or connection");
    case Found: return tr("Found in");
    default: return {};
    }
}

} // namespace stowage
