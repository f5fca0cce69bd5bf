// SPDX-License-Identifier: Apache-2.0
#include "ui/models/registriesmodel.h"

#include "text/sentence.h"
#include "ui/models/naturalorder.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace stowage {

namespace {

QString timeOf(const RegistryEntry &entry)
{
    return QLocale().toString(entry.lastTest.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

void RegistriesModel::setEntries(const QList<RegistryEntry> &entries)
{
    const bool sameRows = entries.size() == m_entries.size() &&
                          std::equal(entries.begin(), entries.end(), m_entries.begin(),
                                     [](const RegistryEntry &a, const RegistryEntry &b) { return a.scope == b.scope; });
    if (sameRows) {
        m_entries = entries;
        if (!m_entries.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_entries = entries;
    sortAfresh();
    endResetModel();
}

int RegistriesModel::find(const QString &scope) const
{
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries.at(i).scope == scope) {
            return rowOf(int(i));
        }
    }
    return -1;
}

void RegistriesModel::setTesting(const QString &scope)
{
    m_testing = scope;
    if (!m_entries.isEmpty()) {
        Q_EMIT dataChanged(index(0, TestColumn), index(rowCount() - 1, TestColumn));
    }
}

QString RegistriesModel::trustText(const RegistrySettings &settings)
{
    if (settings.plainHttp) {
        return tr("Plain HTTP");
    }
    if (settings.skipVerification) {
        return tr("HTTPS, not verified");
    }
    if (!settings.caFile.isEmpty()) {
        return tr("HTTPS, CA file %1").arg(Sentence::harmless(QFileInfo(settings.caFile).fileName()));
    }
    return tr("HTTPS");
}

QString RegistriesModel::text(const RegistryEntry &entry, int column) const
{
    switch (column) {
    case RegistryColumn: return Sentence::harmless(entry.scope);
    case AccountColumn: return entry.username.isEmpty() ? tr("Anonymous") : Sentence::harmless(entry.username);
    case KeptColumn:
        switch (entry.keeping) {
        case RegistryEntry::Keeping::Keychain: return tr("Keychain");
        case RegistryEntry::Keeping::Session: return tr("This session only");
        case RegistryEntry::Keeping::None: return {};
        }
        return {};
    case TrustColumn: return trustText(entry.settings);
    case TestColumn:
        if (!m_testing.isEmpty() && entry.scope == m_testing) {
            return tr("Testing…");
        }
        if (!entry.lastTest.isValid()) {
            return tr("Not tested");
        }
        if (entry.lastTestOk) {
            return tr("Works, %1").arg(timeOf(entry));
        }
        return entry.lastTestText.isEmpty() ? tr("Failed, %1").arg(timeOf(entry))
                                            : Sentence::harmless(entry.lastTestText);
    default: return {};
    }
}

QString RegistriesModel::toolTip(const RegistryEntry &entry, int column) const
{
    if (column == TestColumn && entry.lastTest.isValid()) {
        return QStringLiteral("%1\n%2").arg(timeOf(entry), text(entry, column));
    }
    if (column == TrustColumn && !entry.settings.caFile.isEmpty()) {
        return Sentence::harmless(entry.settings.caFile);
    }
    return text(entry, column);
}

QString RegistriesModel::iconName(const RegistryEntry &entry, int column) const
{
    switch (column) {
    case RegistryColumn: return QStringLiteral("registry");
    case KeptColumn:
        return entry.keeping == RegistryEntry::Keeping::Session ? QStringLiteral("state-warning") : QString();
    case TrustColumn:
        return entry.settings.plainHttp || entry.settings.skipVerification ? QStringLiteral("state-warning")
                                                                           : QString();
    case TestColumn:
        if (!m_testing.isEmpty() && entry.scope == m_testing) {
            return QStringLiteral("state-checking");
        }
        if (!entry.lastTest.isValid()) {
            return {};
        }
        return entry.lastTestOk ? QStringLiteral("state-done") : QStringLiteral("state-error");
    default: return {};
    }
}

int RegistriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RegistriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RegistryEntry &of = entry(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(of, index.column());
    case Qt::ToolTipRole: return plainToolTip(toolTip(of, index.column()));
    case Qt::DecorationRole: {
        const QString name = iconName(of, index.column());
        return name.isEmpty() ? QVariant() : QVariant(icons::bundled(name));
    }
    case CopyRole: return of.scope;
    default: return {};
    }
}

QVariant RegistriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case RegistryColumn: return tr("Registry");
    case AccountColumn: return tr("Account");
    case KeptColumn: return tr("Kept in");
    case TrustColumn: return tr("Connection");
    case TestColumn: return tr("Last test");
    default: return {};
    }
}

int RegistriesModel::compare(int left, int right, int column) const
{
    return naturalCompare(text(m_entries.at(left), column), text(m_entries.at(right), column));
}

} // namespace stowage
