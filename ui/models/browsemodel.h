// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/browsenode.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QIcon>

#include <functional>

namespace stowage {

/// What the Browse page shows: store > registry > repository > tag > platform > config and layers.
///
/// The tree down to the tags is built from a Listing; what is below a tag is asked for when it is opened
/// (`detailsWanted`) and given with setDetails(). Filtering and sorting happen here, on plain nodes, so that ten
/// thousand images neither stall a keystroke nor lose the opened branches. UI thread only; reads nothing itself.
class BrowseModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, SizeColumn, StateColumn, PlatformsColumn, DigestColumn, ColumnCount };
    enum class StoreState { Reading, Ready, Failed };

    explicit BrowseModel(QObject *parent = nullptr);
    ~BrowseModel() override;

    /// Adds a store that is being read; nothing if it is there already. Returns its place.
    QModelIndex addStore(const End &store);
    void removeStore(const End &store);
    QList<End> stores() const;
    /// Marks a store as being read again; what is shown stays until the new listing comes.
    void setReading(const End &store);
    /// Replaces what is below the store. An unchanged listing changes nothing on the screen; true when rows were
    /// replaced.
    bool setListing(const End &store, const Listing &listing);
    /// The store cannot be read: what was below it goes.
    void setFailed(const End &store, const Error &error);
    /// Fills what is below an image, or puts a note there when it could not be read.
    void setDetails(const End &store, const Reference &image, const Result<ImageDetails> &details);

    /// Shows only the images whose full name holds every word of `text` (any case), and what leads to them.
    void setFilter(const QString &text);
    int shownImages() const { return m_shownImages; } ///< That pass the filter, over all stores.
    int allImages() const;

    /// What is known of a store; null for a store that is not here.
    struct Store
    {
        End end;
        StoreState state = StoreState::Reading;
        Listing listing;
        std::optional<Error> error;
    };
    const Store *store(const End &end) const;
    const Store *storeAt(const QModelIndex &index) const;

    /// Kind of the row; Note for an invalid index.
    BrowseKind kind(const QModelIndex &index) const;
    /// The image the row is or belongs to; null above images.
    const ListedImage *image(const QModelIndex &index) const;
    /// The opened image the row is or belongs to; null when not read (yet).
    const ImageDetails *details(const QModelIndex &index) const;
    /// Why the row's image (or, above images, its store) could not be read; null when it could or was not tried.
    const Error *error(const QModelIndex &index) const;
    /// Place in details()->manifests that the row is about: its own, else that of the root.
    int manifest(const QModelIndex &index) const;
    /// The blob of a config or layer row; null for others.
    const BlobDetails *blob(const QModelIndex &index) const;
    /// Images at or below the row that pass the filter, in the order shown.
    QList<ListedImage> imagesBelow(const QModelIndex &index) const;

    QModelIndex find(const End &store) const;
    /// Where the image stands; invalid when it is not shown.
    QModelIndex find(const End &store, const Reference &image) const;
    /// Names from the store down to the row, to find the same place again after a refresh.
    QStringList path(const QModelIndex &index) const;
    QModelIndex findPath(const QStringList &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// What is below an image is wanted for the first time.
    void detailsWanted(const stowage::End &store, const stowage::Reference &image);

private:
    using Node = BrowseNode;
    struct StoreNode
    {
        Store store;
        QHash<Reference, Node *> images;
        Node *node = nullptr;
    };

    const Node *node(const QModelIndex &index) const;
    Node *node(const QModelIndex &index);
    QModelIndex indexOf(const Node *node, int column = 0) const;
    const StoreNode *storeOf(const Node &node) const;
    StoreNode *storeNode(const End &end);
    void replaceImages(StoreNode &store, const Listing &listing);
    void storeChanged(const StoreNode &store);
    /// Decides what of `node` and below is shown; true when it is itself.
    bool applyFilter(Node &node);
    void sortShown(Node &node) const;
    bool less(const Node &a, const Node &b) const;
    void relayout(const std::function<void()> &change);
    void collectImages(const Node &node, QList<ListedImage> &images) const;

    const ManifestDetails *manifestDetails(const Node &node) const;
    const Descriptor *descriptor(const Node &node) const;
    const ListedImage *imageOf(const Node &node) const;
    const BlobDetails *blobOf(const Node &node) const;
    qint64 sizeOf(const Node &node) const;
    QString text(const Node &node, int column) const;
    QString stateText(const Node &node) const;
    QString toolTip(const Node &node, int column) const;
    QVariant icon(const Node &node, int column) const;
    QString copied(const Node &node, int column) const;

    std::unique_ptr<Node> m_root;
    std::vector<std::unique_ptr<StoreNode>> m_stores;
    QStringList m_words;
    int m_shownImages = 0;
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace stowage
