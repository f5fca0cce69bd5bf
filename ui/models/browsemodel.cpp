// SPDX-License-Identifier: Apache-2.0
#include "ui/models/browsemodel.h"

#include "ui/models/naturalorder.h"

#include <algorithm>

namespace stowage {

BrowseModel::BrowseModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>(BrowseKind::Note, QString(), nullptr))
{
}

BrowseModel::~BrowseModel() = default;

QModelIndex BrowseModel::addStore(const End &store)
{
    if (const QModelIndex there = find(store); there.isValid()) {
        return there;
    }
    const int row = int(m_root->shown.size());
    beginInsertRows({}, row, row);
    auto added = std::make_unique<StoreNode>();
    added->store.end = store;
    added->node = m_root->add(BrowseKind::Store, store.toString());
    added->node->row = row;
    m_root->shown.push_back(added->node);
    m_stores.push_back(std::move(added));
    endInsertRows();
    return find(store);
}

void BrowseModel::removeStore(const End &store)
{
    const StoreNode *known = storeNode(store);
    if (known == nullptr) {
        return;
    }
    const Node *gone = known->node;
    const int row = gone->row;
    beginRemoveRows({}, row, row);
    m_shownImages -= gone->images;
    std::erase_if(m_stores, [known](const auto &other) { return other.get() == known; });
    m_root->shown.erase(m_root->shown.begin() + row);
    std::erase_if(m_root->children, [gone](const auto &child) { return child.get() == gone; });
    for (std::size_t i = 0; i < m_root->shown.size(); ++i) {
        m_root->shown[i]->row = int(i);
    }
    endRemoveRows();
}

QList<End> BrowseModel::stores() const
{
    QList<End> ends;
    for (const auto &known : m_stores) {
        ends.append(known->store.end);
    }
    return ends;
}

void BrowseModel::setReading(const End &store)
{
    if (StoreNode *known = storeNode(store)) {
        known->store.state = StoreState::Reading;
        storeChanged(*known);
    }
}

bool BrowseModel::setListing(const End &store, const Listing &listing)
{
    StoreNode *known = storeNode(store);
    if (known == nullptr) {
        return false;
    }
    known->store.state = StoreState::Ready;
    known->store.error.reset();
    const bool same =
        known->store.listing.images == listing.images && known->node->children.empty() == listing.images.isEmpty();
    if (same) {
        known->store.listing.problems = listing.problems;
    } else {
        replaceImages(*known, listing);
    }
    storeChanged(*known);
    return !same;
}

void BrowseModel::setFailed(const End &store, const Error &error)
{
    StoreNode *known = storeNode(store);
    if (known == nullptr) {
        return;
    }
    known->store.state = StoreState::Failed;
    known->store.error = error;
    replaceImages(*known, {});
    storeChanged(*known);
}

void BrowseModel::replaceImages(StoreNode &store, const Listing &listing)
{
    Node &top = *store.node;
    const QModelIndex place = indexOf(&top);
    m_shownImages -= top.images;
    if (!top.shown.empty()) {
        beginRemoveRows(place, 0, int(top.shown.size()) - 1);
        store.images.clear();
        top.shown.clear();
        top.images = 0;
        top.children.clear();
        endRemoveRows();
    }
    store.images.clear();
    top.children.clear();
    top.images = 0;
    store.store.listing = listing;

    Node fresh(BrowseKind::Store, top.text, nullptr);
    buildImages(fresh, store.store.listing);
    sortShown(fresh);
    applyFilter(fresh);
    for (const auto &registry : fresh.children) {
        registry->parent = &top;
        for (const auto &repository : registry->children) {
            for (const auto &image : repository->children) {
                store.images.insert(image->listed->reference, image.get());
            }
        }
    }
    m_shownImages += fresh.images;
    const auto take = [&top, &fresh] {
        top.children = std::move(fresh.children);
        top.shown = std::move(fresh.shown);
        top.images = fresh.images;
    };
    if (fresh.shown.empty()) {
        take();
        return;
    }
    beginInsertRows(place, 0, int(fresh.shown.size()) - 1);
    take();
    endInsertRows();
}

void BrowseModel::storeChanged(const StoreNode &store)
{
    Q_EMIT dataChanged(indexOf(store.node), indexOf(store.node, ColumnCount - 1));
}

void BrowseModel::setDetails(const End &store, const Reference &image, const Result<ImageDetails> &details)
{
    StoreNode *known = storeNode(store);
    Node *target = known == nullptr ? nullptr : known->images.value(image);
    if (target == nullptr) {
        return; // refreshed away in the meantime
    }
    const QModelIndex place = indexOf(target);
    if (!target->shown.empty()) {
        if (place.isValid()) {
            beginRemoveRows(place, 0, int(target->shown.size()) - 1);
        }
        target->shown.clear();
        target->children.clear();
        if (place.isValid()) {
            endRemoveRows();
        }
    }
    Node fresh(BrowseKind::Image, target->text, nullptr);
    if (details) {
        fresh.details = *details;
        buildDetails(fresh);
    } else {
        Node *note = fresh.add(BrowseKind::Note, QString());
        note->error = details.error();
        note->row = 0;
        fresh.shown.push_back(note);
    }
    for (const auto &child : fresh.children) {
        child->parent = target;
    }
    const bool visible = place.isValid() && !fresh.shown.empty();
    if (visible) {
        beginInsertRows(place, 0, int(fresh.shown.size()) - 1);
    }
    target->details = std::move(fresh.details);
    target->children = std::move(fresh.children);
    target->shown = std::move(fresh.shown);
    target->load = Node::Load::Done;
    if (visible) {
        endInsertRows();
    }
    if (place.isValid()) {
        Q_EMIT dataChanged(place, place.siblingAtColumn(ColumnCount - 1));
    }
}

void BrowseModel::setFilter(const QString &text)
{
    const QStringList words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words) {
        return;
    }
    relayout([this, &words] {
        m_words = words;
        applyFilter(*m_root);
        m_shownImages = m_root->images;
    });
}

int BrowseModel::allImages() const
{
    qsizetype count = 0;
    for (const auto &known : m_stores) {
        count += known->store.listing.images.size();
    }
    return int(count);
}

bool BrowseModel::applyFilter(Node &node)
{
    if (node.kind == BrowseKind::Image) {
        return holdsWords(node, m_words);
    }
    node.shown.clear();
    node.images = 0;
    for (const auto &child : node.children) {
        const bool shown = applyFilter(*child);
        child->row = shown ? int(node.shown.size()) : -1;
        if (shown) {
            node.shown.push_back(child.get());
            node.images += child->kind == BrowseKind::Image ? 1 : child->images;
        }
    }
    return node.kind == BrowseKind::Store || !node.shown.empty();
}

bool BrowseModel::less(const Node &a, const Node &b) const
{
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    int order = 0;
    if (a.kind == BrowseKind::Image && m_sortColumn != NameColumn) {
        if (m_sortColumn == SizeColumn) {
            const qint64 left = sizeOf(a);
            const qint64 right = sizeOf(b);
            order = left < right ? -1 : left > right ? 1 : 0;
        } else {
            order = naturalCompare(text(a, m_sortColumn), text(b, m_sortColumn));
        }
        if (order != 0) {
            return ascending ? order < 0 : order > 0;
        }
        return naturalLess(a.text, b.text);
    }
    order = naturalCompare(a.text, b.text);
    return ascending || m_sortColumn != NameColumn ? order < 0 : order > 0;
}

void BrowseModel::sortShown(Node &node) const
{
    if (node.kind == BrowseKind::Image) {
        return; // manifests and layers keep the order of the image
    }
    if (node.kind != BrowseKind::Note) { // stores stay in the order in which they were opened
        std::stable_sort(node.children.begin(), node.children.end(),
                         [this](const auto &a, const auto &b) { return less(*a, *b); });
    }
    for (const auto &child : node.children) {
        sortShown(*child);
    }
}

void BrowseModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_sortColumn && order == m_sortOrder)) {
        return;
    }
    relayout([this, column, order] {
        m_sortColumn = column;
        m_sortOrder = order;
        sortShown(*m_root);
        applyFilter(*m_root);
    });
}

void BrowseModel::relayout(const std::function<void()> &change)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<const Node *> nodes;
    nodes.reserve(std::size_t(before.size()));
    for (const QModelIndex &old : before) {
        nodes.push_back(node(old));
    }
    change();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(indexOf(nodes[std::size_t(i)], before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

const BrowseModel::Node *BrowseModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

BrowseModel::Node *BrowseModel::node(const QModelIndex &index)
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex BrowseModel::indexOf(const Node *node, int column) const
{
    if (node == nullptr || node == m_root.get()) {
        return {};
    }
    for (const Node *step = node; step != m_root.get(); step = step->parent) {
        if (step == nullptr || step->row < 0) {
            return {};
        }
    }
    return createIndex(node->row, column, node);
}

BrowseModel::StoreNode *BrowseModel::storeNode(const End &end)
{
    const auto found =
        std::find_if(m_stores.begin(), m_stores.end(), [&end](const auto &known) { return known->store.end == end; });
    return found == m_stores.end() ? nullptr : found->get();
}

const BrowseModel::StoreNode *BrowseModel::storeOf(const Node &node) const
{
    const Node *top = node.above(BrowseKind::Store);
    const auto found =
        std::find_if(m_stores.begin(), m_stores.end(), [top](const auto &known) { return known->node == top; });
    return found == m_stores.end() ? nullptr : found->get();
}

const BrowseModel::Store *BrowseModel::store(const End &end) const
{
    const StoreNode *known = const_cast<BrowseModel *>(this)->storeNode(end);
    return known == nullptr ? nullptr : &known->store;
}

const BrowseModel::Store *BrowseModel::storeAt(const QModelIndex &index) const
{
    const StoreNode *known = index.isValid() ? storeOf(*node(index)) : nullptr;
    return known == nullptr ? nullptr : &known->store;
}

QModelIndex BrowseModel::find(const End &store) const
{
    const StoreNode *known = const_cast<BrowseModel *>(this)->storeNode(store);
    return known == nullptr ? QModelIndex() : indexOf(known->node);
}

QModelIndex BrowseModel::find(const End &store, const Reference &image) const
{
    const StoreNode *known = const_cast<BrowseModel *>(this)->storeNode(store);
    return known == nullptr ? QModelIndex() : indexOf(known->images.value(image));
}

QStringList BrowseModel::path(const QModelIndex &index) const
{
    QStringList names;
    for (const Node *step = node(index); step != m_root.get(); step = step->parent) {
        names.prepend(step->text);
    }
    return names;
}

QModelIndex BrowseModel::findPath(const QStringList &path) const
{
    const Node *step = m_root.get();
    for (const QString &name : path) {
        const auto found = std::find_if(step->shown.begin(), step->shown.end(),
                                        [&name](const Node *child) { return child->text == name; });
        if (found == step->shown.end()) {
            return {};
        }
        step = *found;
    }
    return indexOf(step);
}

QModelIndex BrowseModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = node(parent);
    if (parent.column() > 0 || row < 0 || column < 0 || column >= ColumnCount || row >= int(above->shown.size())) {
        return {};
    }
    return createIndex(row, column, above->shown[std::size_t(row)]);
}

QModelIndex BrowseModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(node(index)->parent) : QModelIndex();
}

int BrowseModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(node(parent)->shown.size());
}

int BrowseModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool BrowseModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0) {
        return false;
    }
    const Node *above = node(parent);
    return !above->shown.empty() || (above->kind == BrowseKind::Image && above->load != Node::Load::Done);
}

bool BrowseModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *above = node(parent);
    return parent.column() <= 0 && above->kind == BrowseKind::Image && above->load == Node::Load::None;
}

void BrowseModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent)) {
        return;
    }
    Node *wanted = node(parent);
    wanted->load = Node::Load::Wanted;
    Q_EMIT detailsWanted(storeOf(*wanted)->store.end, wanted->listed->reference);
}

} // namespace stowage
