// SPDX-License-Identifier: Apache-2.0
#include "ui/models/remotemodel.h"

#include "text/sentence.h"
#include "ui/models/naturalorder.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"

#include <QIcon>

#include <algorithm>

namespace stowage {

// Rows of repositories have no internal pointer, rows of tags that of their repository.

RemoteModel::~RemoteModel() = default;

void RemoteModel::setRepositories(const QString &registry, const QStringList &repositories)
{
    beginResetModel();
    m_registry = registry;
    m_shown.clear();
    m_all.clear();
    QStringList names = repositories;
    std::sort(names.begin(), names.end(), naturalLess);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const QString &name : std::as_const(names)) {
        m_all.push_back(std::make_unique<Repository>());
        m_all.back()->name = name;
    }
    show();
    endResetModel();
}

QModelIndex RemoteModel::addRepository(const QString &repository)
{
    const auto before =
        std::lower_bound(m_all.begin(), m_all.end(), repository,
                         [](const auto &known, const QString &name) { return naturalLess(known->name, name); });
    if (before != m_all.end() && (*before)->name == repository) {
        return place(before->get());
    }
    auto added = std::make_unique<Repository>();
    added->name = repository;
    Repository *fresh = added.get();
    m_all.insert(before, std::move(added));
    if (passes(*fresh)) {
        const auto at =
            std::lower_bound(m_shown.begin(), m_shown.end(), repository,
                             [](const auto *known, const QString &name) { return naturalLess(known->name, name); });
        const int row = int(at - m_shown.begin());
        beginInsertRows({}, row, row);
        m_shown.insert(at, fresh);
        endInsertRows();
    }
    return place(fresh);
}

void RemoteModel::setTags(const QString &repository, const Result<QStringList> &tags)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&repository](const auto &known) { return known->name == repository; });
    if (found == m_all.end()) {
        return; // another registry is shown by now
    }
    Repository &target = **found;
    const QModelIndex parent = place(&target);
    if (target.rows() > 0) {
        beginRemoveRows(parent, 0, target.rows() - 1);
        target.tags.clear();
        target.load = Load::None;
        endRemoveRows();
    }
    QStringList names = tags ? *tags : QStringList{};
    std::sort(names.begin(), names.end(), naturalLess);
    const Load load = tags ? Load::Done : Load::Failed;
    target.problem = tags ? QString() : Sentence::of(tags.error());
    const int rows = tags ? int(names.size()) : 1;
    if (rows > 0 && parent.isValid()) {
        beginInsertRows(parent, 0, rows - 1);
    }
    target.tags = names;
    target.load = load;
    if (rows > 0 && parent.isValid()) {
        endInsertRows();
    }
    if (parent.isValid()) {
        Q_EMIT dataChanged(parent, parent);
    }
}

void RemoteModel::setFilter(const QString &text)
{
    const QStringList words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<const Repository *> repositories;
    for (const QModelIndex &old : before) {
        repositories.push_back(repositoryOf(old));
    }
    m_words = words;
    show();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QModelIndex &old = before.at(i);
        const Repository *repository = repositories[std::size_t(i)];
        const QModelIndex above = place(repository);
        if (!above.isValid()) {
            after.append(QModelIndex());
        } else {
            after.append(old.internalPointer() == nullptr ? above : createIndex(old.row(), 0, repository));
        }
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

bool RemoteModel::passes(const Repository &repository) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&repository](const QString &word) {
        return repository.name.contains(word, Qt::CaseInsensitive);
    });
}

void RemoteModel::show()
{
    m_shown.clear();
    for (const auto &repository : m_all) {
        if (passes(*repository)) {
            m_shown.push_back(repository.get());
        }
    }
}

QModelIndex RemoteModel::place(const Repository *repository) const
{
    const auto found = std::find(m_shown.begin(), m_shown.end(), repository);
    return found == m_shown.end() ? QModelIndex() : createIndex(int(found - m_shown.begin()), 0, nullptr);
}

const RemoteModel::Repository *RemoteModel::repositoryOf(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return nullptr;
    }
    const void *pointer = index.constInternalPointer();
    return pointer == nullptr ? m_shown[std::size_t(index.row())] : static_cast<const Repository *>(pointer);
}

QString RemoteModel::repository(const QModelIndex &index) const
{
    const Repository *of = repositoryOf(index);
    return of == nullptr ? QString() : of->name;
}

QString RemoteModel::tag(const QModelIndex &index) const
{
    const Repository *of = repositoryOf(index);
    const bool isTag = of != nullptr && index.internalPointer() != nullptr && of->load == Load::Done;
    return isTag ? of->tags.at(index.row()) : QString();
}

QString RemoteModel::reference(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    const QString name = m_registry + u'/' + repository(index);
    const QString version = tag(index);
    return version.isEmpty() ? name : name + u':' + version;
}

QModelIndex RemoteModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? m_shown[std::size_t(parent.row())] : nullptr);
}

QModelIndex RemoteModel::parent(const QModelIndex &index) const
{
    return index.isValid() && index.internalPointer() != nullptr ? place(repositoryOf(index)) : QModelIndex();
}

int RemoteModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_shown.size());
    }
    return parent.internalPointer() == nullptr && parent.column() == 0 ? repositoryOf(parent)->rows() : 0;
}

int RemoteModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool RemoteModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return !m_shown.empty();
    }
    return parent.internalPointer() == nullptr &&
           (repositoryOf(parent)->load != Load::Done || repositoryOf(parent)->rows() > 0);
}

bool RemoteModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && parent.internalPointer() == nullptr && repositoryOf(parent)->load == Load::None;
}

void RemoteModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        Repository *wanted = m_shown[std::size_t(parent.row())];
        wanted->load = Load::Wanted;
        Q_EMIT tagsWanted(wanted->name);
    }
}

QVariant RemoteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Repository *of = repositoryOf(index);
    const bool below = index.internalPointer() != nullptr;
    const bool problem = below && of->load == Load::Failed;
    switch (role) {
    case Qt::DisplayRole:
        return problem ? of->problem : Sentence::harmless(below ? of->tags.at(index.row()) : of->name);
    case Qt::ToolTipRole: return plainToolTip(problem ? of->problem : Sentence::harmless(reference(index)));
    case Qt::DecorationRole:
        return icons::bundled(problem ? QStringLiteral("state-error")
                              : below ? QStringLiteral("tag")
                                      : QStringLiteral("image"));
    case CopyRole: return problem ? of->problem : reference(index);
    default: return {};
    }
}

QVariant RemoteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && section == 0 && role == Qt::DisplayRole
               ? QVariant(tr("Repositories and tags"))
               : QVariant();
}

} // namespace stowage
