// SPDX-License-Identifier: Apache-2.0
#include "ui/models/comparisonmodel.h"

#include "text/sentence.h"
#include "ui/models/naturalorder.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/statustext.h"

#include <QIcon>

#include <algorithm>

namespace stowage {

namespace {

constexpr quintptr groupId = 0; // a row of a group has the group's number plus one

qint64 sumOf(const ListedImage &image)
{
    return qMax<qint64>(0, image.size);
}

int compareNumbers(qint64 a, qint64 b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

} // namespace

void ComparisonModel::setComparison(const Comparison &comparison)
{
    beginResetModel();
    for (GroupRows &group : m_groups) {
        group = {};
    }
    for (const ListedImage &image : comparison.onlyLeft) {
        add(OnlyLeft, image, {});
    }
    for (const ListedImage &image : comparison.onlyRight) {
        add(OnlyRight, {}, image);
    }
    for (const Comparison::Pair &pair : comparison.different) {
        add(Different, pair.left, pair.right);
    }
    for (const Comparison::Pair &pair : comparison.same) {
        add(Same, pair.left, pair.right);
    }
    m_filled = true;
    arrange();
    endResetModel();
}

void ComparisonModel::add(Group group, const ListedImage &left, const ListedImage &right)
{
    Row row{left, right, {}, {}};
    row.name = (row.hasLeft() ? left : right).reference.toString();
    row.searched = row.name.toLower();
    m_groups[group].rows.push_back(std::move(row));
}

void ComparisonModel::clear()
{
    if (!m_filled) {
        return;
    }
    beginResetModel();
    for (GroupRows &group : m_groups) {
        group = {};
    }
    m_filled = false;
    endResetModel();
}

void ComparisonModel::setFilter(const QString &text)
{
    const QStringList words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words != m_words) {
        relayout([this, &words] {
            m_words = words;
            arrange();
        });
    }
}

void ComparisonModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_sortColumn && order == m_sortOrder)) {
        return;
    }
    relayout([this, column, order] {
        m_sortColumn = column;
        m_sortOrder = order;
        arrange();
    });
}

void ComparisonModel::relayout(const std::function<void()> &change)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<int> places;
    places.reserve(std::size_t(before.size()));
    for (const QModelIndex &old : before) {
        const bool isImage = old.internalId() != groupId;
        places.push_back(isImage ? m_groups[old.internalId() - 1].shown[std::size_t(old.row())] : old.row());
    }
    change();
    std::array<std::vector<int>, GroupCount> rows; // place in GroupRows::rows → row shown, or -1
    for (std::size_t group = 0; group < GroupCount; ++group) {
        rows[group].assign(m_groups[group].rows.size(), -1);
        for (std::size_t row = 0; row < m_groups[group].shown.size(); ++row) {
            rows[group][std::size_t(m_groups[group].shown[row])] = int(row);
        }
    }
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QModelIndex &old = before.at(i);
        const quintptr id = old.internalId();
        const int place = places[std::size_t(i)];
        const int row = id == groupId ? place : rows[id - 1][std::size_t(place)];
        after.append(row < 0 ? QModelIndex() : createIndex(row, old.column(), id));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void ComparisonModel::arrange()
{
    for (GroupRows &group : m_groups) {
        group.shown.clear();
        for (std::size_t i = 0; i < group.rows.size(); ++i) {
            const QString &searched = group.rows[i].searched;
            const bool passes = std::all_of(m_words.begin(), m_words.end(),
                                            [&searched](const QString &word) { return searched.contains(word); });
            if (passes) {
                group.shown.push_back(int(i));
            }
        }
        std::stable_sort(group.shown.begin(), group.shown.end(), [this, &group](int a, int b) {
            return less(group.rows[std::size_t(a)], group.rows[std::size_t(b)]);
        });
    }
}

bool ComparisonModel::less(const Row &a, const Row &b) const
{
    int order = 0;
    switch (m_sortColumn) {
    case LeftSizeColumn: order = compareNumbers(a.left.size, b.left.size); break;
    case RightSizeColumn: order = compareNumbers(a.right.size, b.right.size); break;
    case LeftDigestColumn: order = a.left.root.digest.toString().compare(b.left.root.digest.toString()); break;
    case RightDigestColumn: order = a.right.root.digest.toString().compare(b.right.root.digest.toString()); break;
    case PlatformsColumn: order = naturalCompare(imageText(a, PlatformsColumn), imageText(b, PlatformsColumn)); break;
    default: order = naturalCompare(a.name, b.name); break;
    }
    return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
}

qint64 ComparisonModel::bytes(Group group) const
{
    qint64 sum = 0;
    for (const Row &row : m_groups[group].rows) {
        sum += sumOf(group == OnlyRight ? row.right : row.left);
    }
    return sum;
}

QList<ListedImage> ComparisonModel::leftImages(Group group) const
{
    QList<ListedImage> images;
    for (const Row &row : m_groups[group].rows) {
        if (row.hasLeft()) {
            images.append(row.left);
        }
    }
    return images;
}

ComparisonModel::Group ComparisonModel::group(const QModelIndex &index) const
{
    return Group(index.internalId() == groupId ? index.row() : int(index.internalId()) - 1);
}

const ComparisonModel::Row *ComparisonModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId) {
        return nullptr;
    }
    const GroupRows &group = m_groups[index.internalId() - 1];
    return &group.rows[std::size_t(group.shown[std::size_t(index.row())])];
}

QModelIndex ComparisonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : groupId);
}

QModelIndex ComparisonModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId) {
        return {};
    }
    return createIndex(int(index.internalId()) - 1, 0, groupId);
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    if (!m_filled || parent.column() > 0) {
        return 0;
    }
    if (!parent.isValid()) {
        return GroupCount;
    }
    return parent.internalId() == groupId ? int(m_groups[std::size_t(parent.row())].shown.size()) : 0;
}

int ComparisonModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ComparisonModel::groupText(Group group, int column) const
{
    const GroupRows &rows = m_groups[group];
    const int count = int(rows.shown.size());
    if (column == NameColumn) {
        switch (group) {
        case OnlyLeft: return tr("Only left: %n image(s)", nullptr, count);
        case OnlyRight: return tr("Only right: %n image(s)", nullptr, count);
        case Different: return tr("Different: %n image(s)", nullptr, count);
        case Same: return tr("Same: %n image(s)", nullptr, count);
        case GroupCount: break;
        }
        return {};
    }
    const bool left = column == LeftSizeColumn && group != OnlyRight;
    const bool right = column == RightSizeColumn && group != OnlyLeft;
    if (!left && !right) {
        return {};
    }
    qint64 sum = 0;
    for (const int place : rows.shown) {
        const Row &row = rows.rows[std::size_t(place)];
        sum += sumOf(left ? row.left : row.right);
    }
    return Sentence::size(sum);
}

QString ComparisonModel::imageText(const Row &row, int column) const
{
    switch (column) {
    case NameColumn: return Sentence::harmless(row.name);
    case LeftSizeColumn: return row.hasLeft() ? Sentence::size(row.left.size) : QString();
    case RightSizeColumn: return row.hasRight() ? Sentence::size(row.right.size) : QString();
    case LeftDigestColumn: return row.hasLeft() ? row.left.root.digest.shortText() : QString();
    case RightDigestColumn: return row.hasRight() ? row.right.root.digest.shortText() : QString();
    case PlatformsColumn: return StatusText::platforms((row.hasLeft() ? row.left : row.right).platforms);
    default: return {};
    }
}

QString ComparisonModel::toolTip(const Row &row, int column) const
{
    switch (column) {
    case NameColumn: {
        const QString other = row.hasLeft() && row.hasRight() ? row.right.reference.toString() : row.name;
        return Sentence::harmless(row.name) + (other == row.name ? QString() : u'\n' + Sentence::harmless(other));
    }
    case LeftDigestColumn: return row.left.root.digest.toString();
    case RightDigestColumn: return row.right.root.digest.toString();
    default: return imageText(row, column);
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) {
        const bool number = column == LeftSizeColumn || column == RightSizeColumn;
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    const Row *of = row(index);
    if (of == nullptr) {
        static constexpr const char16_t *signs[] = {u"diff-left", u"diff-right", u"diff-changed", u"diff-same"};
        const Group which = group(index);
        if (role == Qt::DecorationRole && column == NameColumn) {
            return icons::bundled(QString::fromUtf16(signs[which]));
        }
        return role == Qt::DisplayRole || role == CopyRole ? QVariant(groupText(which, role == CopyRole ? 0 : column))
                                                           : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole: return imageText(*of, column);
    case Qt::ToolTipRole: return plainToolTip(toolTip(*of, column));
    case Qt::DecorationRole: return column == NameColumn ? QVariant(icons::bundled(QStringLiteral("tag"))) : QVariant();
    case CopyRole:
        return column == LeftDigestColumn    ? of->left.root.digest.toString()
               : column == RightDigestColumn ? of->right.root.digest.toString()
                                             : of->name;
    default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == LeftSizeColumn || section == RightSizeColumn;
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn: return tr("Image");
    case LeftSizeColumn: return tr("Size left");
    case RightSizeColumn: return tr("Size right");
    case LeftDigestColumn: return tr("Digest left");
    case RightDigestColumn: return tr("Digest right");
    case PlatformsColumn: return tr("Platforms");
    default: return {};
    }
}

} // namespace stowage
