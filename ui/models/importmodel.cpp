// SPDX-License-Identifier: Apache-2.0
#include "ui/models/importmodel.h"

#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/icons.h"

#include <algorithm>

namespace stowage {

namespace {

/// Internal ids: 0 for jobs, else job and group of the row's parent, each from 1.
constexpr int groupBits = 31;

quintptr idOf(int job, int group)
{
    return quintptr(job + 1) | (quintptr(group + 1) << groupBits);
}

} // namespace

void ImportModel::setJobs(const QList<TaskJob> &jobs, const QList<Block> &blocked)
{
    const QHash<QString, bool> changed = changedTicks();
    beginResetModel();
    m_jobs = jobs;
    m_blocked = blocked;
    m_branches.clear();
    for (int job = 0; job < m_jobs.size(); ++job) {
        m_branches.push_back(branchOf(job));
    }
    for (int job = 0; job < m_jobs.size() && !changed.isEmpty(); ++job) {
        for (int image = m_jobs.at(job).wholeSource ? -1 : 0; image < m_jobs.at(job).images.size(); ++image) {
            const auto known = changed.constFind(keyOf(job, image));
            if (known != changed.cend()) {
                setTicked(job, image, *known);
            }
        }
    }
    endResetModel();
    Q_EMIT ticksChanged();
}

QHash<QString, bool> ImportModel::changedTicks() const
{
    QHash<QString, bool> changed;
    for (int job = 0; job < m_jobs.size(); ++job) {
        const Branch &branch = m_branches[std::size_t(job)];
        if (m_jobs.at(job).wholeSource && !branch.wholeTicked) {
            changed.insert(keyOf(job, -1), false);
        }
        for (int image = 0; image < m_jobs.at(job).images.size(); ++image) {
            const bool byFile = branch.byFile[std::size_t(image)] != 0;
            if (ticked(job, image) != byFile) {
                changed.insert(keyOf(job, image), !byFile);
            }
        }
    }
    return changed;
}

void ImportModel::setBlocked(const QList<Block> &blocked)
{
    m_blocked = blocked;
    if (!m_jobs.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    Q_EMIT ticksChanged();
}

ImportModel::Branch ImportModel::branchOf(int job)
{
    const TaskJob &source = m_jobs.at(job);
    Branch branch;
    QHash<QString, int> known;
    const auto add = [&](const QString &name, int image) {
        auto found = known.constFind(name);
        if (found == known.cend()) {
            found = known.insert(name, int(branch.groups.size()));
            branch.groups.push_back({name, {}});
        }
        branch.groups[std::size_t(*found)].images.push_back(image);
    };
    if (source.wholeSource) {
        add({}, -1);
    }
    branch.byFile.reserve(std::size_t(source.images.size()));
    for (int i = 0; i < source.images.size(); ++i) {
        const TaskImage &image = source.images.at(i);
        add(image.group.isEmpty() ? image.where : image.group, i);
        branch.byFile.push_back(image.chosen ? 1 : 0);
    }
    branch.flat = branch.groups.size() == 1 && branch.groups.front().name.isEmpty();
    return branch;
}

TaskJob ImportModel::chosenJob(int job) const
{
    TaskJob chosen = m_jobs.at(job);
    chosen.images.removeIf([](const TaskImage &image) { return !image.chosen; });
    chosen.wholeSource = chosen.wholeSource && ticked(job, -1);
    return chosen;
}

bool ImportModel::isUsed(int job) const
{
    return blocked(job).isEmpty() && state({job, -1, -1}) != Qt::Unchecked;
}

int ImportModel::chosenCount(int job) const
{
    const QList<TaskImage> &images = m_jobs.at(job).images;
    return int(std::count_if(images.cbegin(), images.cend(), [](const TaskImage &image) { return image.chosen; }));
}

int ImportModel::jobOf(const QModelIndex &index) const
{
    return index.isValid() ? placeOf(index).job : -1;
}

ImportModel::Place ImportModel::placeOf(const QModelIndex &index) const
{
    const quintptr id = index.internalId();
    if (id == 0) {
        return {index.row(), -1, -1};
    }
    const int job = int(id & ((quintptr(1) << groupBits) - 1)) - 1;
    const int group = int(id >> groupBits) - 1;
    if (group >= 0) {
        return {job, group, index.row()};
    }
    return m_branches[std::size_t(job)].flat ? Place{job, 0, index.row()} : Place{job, index.row(), -1};
}

QModelIndex ImportModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return createIndex(row, column, quintptr(0));
    }
    const Place place = placeOf(parent);
    return createIndex(row, column, idOf(place.job, place.group));
}

QModelIndex ImportModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0) {
        return {};
    }
    const int job = int(index.internalId() & ((quintptr(1) << groupBits) - 1)) - 1;
    const int group = int(index.internalId() >> groupBits) - 1;
    return group < 0 ? createIndex(job, 0, quintptr(0)) : createIndex(group, 0, idOf(job, -1));
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_jobs.size());
    }
    if (parent.column() > 0) {
        return 0;
    }
    const Place place = placeOf(parent);
    if (place.row >= 0) {
        return 0;
    }
    const Branch &branch = m_branches[std::size_t(place.job)];
    if (place.group >= 0) {
        return int(branch.groups[std::size_t(place.group)].images.size());
    }
    return int(branch.flat ? branch.groups.front().images.size() : branch.groups.size());
}

int ImportModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::ItemFlags ImportModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == Image && blocked(placeOf(index).job).isEmpty()) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool ImportModel::ticked(int job, int image) const
{
    return image < 0 ? m_branches[std::size_t(job)].wholeTicked : m_jobs.at(job).images.at(image).chosen;
}

void ImportModel::setTicked(int job, int image, bool on)
{
    if (image < 0) {
        m_branches[std::size_t(job)].wholeTicked = on;
    } else {
        m_jobs[job].images[image].chosen = on;
    }
}

QString ImportModel::keyOf(int job, int image) const
{
    const FilePlace &place = image < 0 ? m_jobs.at(job).place : m_jobs.at(job).images.at(image).place;
    return place.toString() + u'\n' + (image < 0 ? QString() : m_jobs.at(job).images.at(image).source.toString());
}

Qt::CheckState ImportModel::state(const Place &place) const
{
    const Branch &branch = m_branches[std::size_t(place.job)];
    bool any = false;
    bool all = true;
    const auto look = [&](const Group &group) {
        for (const int image : group.images) {
            const bool on = ticked(place.job, image);
            any = any || on;
            all = all && on;
        }
    };
    if (place.row >= 0) {
        return ticked(place.job, branch.groups[std::size_t(place.group)].images[std::size_t(place.row)])
                   ? Qt::Checked
                   : Qt::Unchecked;
    }
    if (place.group >= 0) {
        look(branch.groups[std::size_t(place.group)]);
    } else {
        for (const Group &group : branch.groups) {
            look(group);
        }
    }
    return !any ? Qt::Unchecked : all ? Qt::Checked : Qt::PartiallyChecked;
}

bool ImportModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable)) {
        return false;
    }
    const Place place = placeOf(index);
    const Branch &branch = m_branches[std::size_t(place.job)];
    const bool on = value.toInt() != Qt::Unchecked;
    const auto tick = [&](int image, bool to) { setTicked(place.job, image, to); };
    if (place.row >= 0) {
        tick(branch.groups[std::size_t(place.group)].images[std::size_t(place.row)], on);
    } else if (place.group >= 0) {
        for (const int image : branch.groups[std::size_t(place.group)].images) {
            tick(image, on);
        }
    } else {
        // What the file offers unticked is ticked one by one or by its group, not with everything else.
        const bool anyByFile = std::find(branch.byFile.begin(), branch.byFile.end(), 1) != branch.byFile.end();
        for (const Group &group : branch.groups) {
            for (const int image : group.images) {
                tick(image, on && (image < 0 || !anyByFile || branch.byFile[std::size_t(image)] != 0));
            }
        }
    }
    const QModelIndex job = this->index(place.job, Image);
    Q_EMIT dataChanged(job, job.siblingAtColumn(ColumnCount - 1));
    const auto tellBelow = [this](const QModelIndex &above) {
        if (const int rows = rowCount(above); rows > 0) {
            Q_EMIT dataChanged(this->index(0, Image, above), this->index(rows - 1, Image, above), {Qt::CheckStateRole});
        }
    };
    tellBelow(job);
    if (!branch.flat) {
        for (int group = 0; group < rowCount(job); ++group) {
            if (place.group < 0 || place.group == group) {
                tellBelow(this->index(group, Image, job));
            }
        }
    }
    Q_EMIT ticksChanged();
    return true;
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Place place = placeOf(index);
    switch (role) {
    case Qt::DisplayRole: return text(place, index.column());
    case Qt::ToolTipRole:
        if (place.row < 0 && place.group < 0) {
            const QString &why = blocked(place.job);
            const QString about = TaskText::about(m_jobs.at(place.job));
            return plainToolTip(why.isEmpty() ? about : why + QLatin1Char('\n') + about);
        }
        return plainToolTip(text(place, index.column()));
    case Qt::CheckStateRole:
        if (index.column() == Image) {
            return blocked(place.job).isEmpty() ? state(place) : Qt::Unchecked;
        }
        return {};
    case Qt::DecorationRole:
        if (index.column() == Image && place.row < 0 && place.group < 0 && !blocked(place.job).isEmpty()) {
            return icons::bundled(m_blocked.at(place.job).isError ? QStringLiteral("state-error")
                                                                  : QStringLiteral("state-waiting"));
        }
        return {};
    case CopyRole:
        if (place.row >= 0) {
            const int image =
                m_branches[std::size_t(place.job)].groups[std::size_t(place.group)].images[std::size_t(place.row)];
            if (image >= 0) {
                return m_jobs.at(place.job).images.at(image).source.toString();
            }
        }
        return text(place, Image);
    default: return {};
    }
}

QString ImportModel::text(const Place &place, int column) const
{
    const TaskJob &job = m_jobs.at(place.job);
    const Branch &branch = m_branches[std::size_t(place.job)];
    if (place.row < 0 && place.group < 0) {
        switch (column) {
        case Image:
            if (job.images.isEmpty()) {
                return TaskText::title(job);
            }
            //: A job, how many of its images are ticked, and how many there are.
            return tr("%1 (%L2 of %n image(s))", nullptr, int(job.images.size()))
                .arg(TaskText::title(job))
                .arg(chosenCount(place.job));
        case Target:
            return blocked(place.job).isEmpty() ? TaskText::about(job)
                                                : blocked(place.job) + QLatin1Char(' ') + TaskText::about(job);
        default: return TaskText::place(job.place);
        }
    }
    const Group &group = branch.groups[std::size_t(place.group)];
    if (place.row < 0) {
        if (column == Image) {
            return group.name.isEmpty() ? tr("Without a group") : Sentence::harmless(group.name, 200);
        }
        return column == Target ? tr("%n image(s)", nullptr, int(group.images.size())) : QString();
    }
    const int number = group.images[std::size_t(place.row)];
    if (number < 0) {
        switch (column) {
        case Image: return TaskText::wholeSource(job);
        case Target: return TaskText::rule(job.target);
        default: return {};
        }
    }
    const TaskImage &image = job.images.at(number);
    switch (column) {
    case Image: return TaskText::image(image);
    case Target: return TaskText::target(image);
    default: return TaskText::place(image.place);
    }
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Image: return tr("Job and images");
    case Target: return tr("What happens, name there");
    case Found: return tr("Found in");
    default: return {};
    }
}

} // namespace stowage
