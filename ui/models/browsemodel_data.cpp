// SPDX-License-Identifier: Apache-2.0
// What the rows of the Stores tree say.
#include "text/sentence.h"
#include "ui/models/browsemodel.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/statustext.h"

namespace stowage {

const ListedImage *BrowseModel::imageOf(const Node &node) const
{
    const Node *image = node.above(BrowseKind::Image);
    return image == nullptr ? nullptr : image->listed;
}

const ManifestDetails *BrowseModel::manifestDetails(const Node &node) const
{
    const Node *image = node.above(BrowseKind::Image);
    if (image == nullptr || !image->details || node.manifest < 0 || node.manifest >= image->details->manifests.size()) {
        return nullptr;
    }
    return &image->details->manifests.at(node.manifest);
}

const BlobDetails *BrowseModel::blobOf(const Node &node) const
{
    const ManifestDetails *manifest = manifestDetails(node);
    return manifest == nullptr || node.blob < 0 || node.blob >= manifest->blobs.size() ? nullptr
                                                                                       : &manifest->blobs.at(node.blob);
}

const Descriptor *BrowseModel::descriptor(const Node &node) const
{
    if (const BlobDetails *blob = blobOf(node)) {
        return &blob->descriptor;
    }
    if (const ManifestDetails *manifest = manifestDetails(node)) {
        return &manifest->descriptor;
    }
    const ListedImage *image = node.kind == BrowseKind::Image ? imageOf(node) : nullptr;
    return image == nullptr ? nullptr : &image->root;
}

qint64 BrowseModel::sizeOf(const Node &node) const
{
    switch (node.kind) {
    case BrowseKind::Image: return node.listed->size;
    case BrowseKind::Platform: {
        const ManifestDetails *manifest = manifestDetails(node);
        qint64 sum = qMax<qint64>(0, manifest->descriptor.size);
        for (const BlobDetails &blob : manifest->blobs) {
            if (blob.present && !blob.descriptor.isForeign()) {
                sum += qMax<qint64>(0, blob.descriptor.size);
            }
        }
        return sum;
    }
    case BrowseKind::Config:
    case BrowseKind::Layer: return descriptor(node)->size;
    default: return -1;
    }
}

QString BrowseModel::stateText(const Node &node) const
{
    switch (node.kind) {
    case BrowseKind::Store: {
        const StoreNode *known = storeOf(node);
        if (known->store.state == StoreState::Reading) {
            return tr("Reading…");
        }
        if (known->store.state == StoreState::Failed) {
            return tr("Cannot be read");
        }
        return node.images == 0 && m_words.isEmpty() ? tr("Empty") : tr("%n image(s)", nullptr, node.images);
    }
    case BrowseKind::Registry:
    case BrowseKind::Repository: return tr("%n image(s)", nullptr, node.images);
    case BrowseKind::Image: {
        const ListedImage *image = imageOf(node);
        return image != nullptr && image->complete ? tr("Complete") : tr("Incomplete");
    }
    case BrowseKind::Config:
    case BrowseKind::Layer: {
        const BlobDetails *blob = blobOf(node);
        if (blob->descriptor.isForeign()) {
            return tr("External");
        }
        return blob->present ? tr("Present") : tr("Missing");
    }
    default: return {};
    }
}

QString BrowseModel::text(const Node &node, int column) const
{
    switch (column) {
    case NameColumn:
        switch (node.kind) {
        case BrowseKind::Store: return Sentence::harmless(storeOf(node)->store.end.location);
        case BrowseKind::Note: return node.error ? Sentence::of(*node.error) : QString();
        case BrowseKind::Config: return tr("Config");
        case BrowseKind::Layer: return tr("Layer %1").arg(node.blob);
        case BrowseKind::Index: return tr("Index");
        case BrowseKind::Platform: {
            const Descriptor *of = descriptor(node);
            if (of->isAttestation()) {
                return tr("Attestation");
            }
            if (of->platform.isNull() || of->platform.isUnknown()) {
                return tr("Manifest");
            }
            const QString build = of->platform.osVersion();
            return Sentence::harmless(build.isEmpty() ? of->platform.toString()
                                                      : QStringLiteral("%1 %2").arg(of->platform.toString(), build));
        }
        default: return Sentence::harmless(node.text);
        }
    case SizeColumn: {
        const qint64 size = sizeOf(node);
        return size < 0 ? QString() : Sentence::size(size);
    }
    case PlatformsColumn: {
        const ListedImage *image = node.kind == BrowseKind::Image ? imageOf(node) : nullptr;
        return image == nullptr ? QString() : StatusText::platforms(image->platforms);
    }
    case DigestColumn: {
        const Descriptor *of = descriptor(node);
        return of == nullptr ? QString() : of->digest.shortText();
    }
    case StateColumn: return stateText(node);
    default: return {};
    }
}

QString BrowseModel::toolTip(const Node &node, int column) const
{
    if (const Descriptor *of = column == DigestColumn ? descriptor(node) : nullptr) {
        return of->digest.toString();
    }
    if (const ListedImage *image = node.kind == BrowseKind::Image && column == NameColumn ? imageOf(node) : nullptr) {
        return Sentence::harmless(image->reference.toString());
    }
    return text(node, column);
}

QString BrowseModel::copied(const Node &node, int column) const
{
    switch (node.kind) {
    case BrowseKind::Store: return storeOf(node)->store.end.location;
    case BrowseKind::Repository: return node.parent->text + u'/' + node.text;
    case BrowseKind::Image: {
        const ListedImage *image = imageOf(node);
        return column == DigestColumn ? image->root.digest.toString() : image->reference.toString();
    }
    case BrowseKind::Index:
    case BrowseKind::Platform:
    case BrowseKind::Config:
    case BrowseKind::Layer: return descriptor(node)->digest.toString();
    default: return node.kind == BrowseKind::Note ? text(node, NameColumn) : node.text;
    }
}

QVariant BrowseModel::icon(const Node &node, int column) const
{
    if (column == StateColumn) {
        switch (node.kind) {
        case BrowseKind::Image:
            return icons::bundled(imageOf(node)->complete ? QStringLiteral("state-done")
                                                          : QStringLiteral("state-warning"));
        case BrowseKind::Config:
        case BrowseKind::Layer: {
            const BlobDetails *blob = blobOf(node);
            if (blob->descriptor.isForeign()) {
                return icons::bundled(QStringLiteral("state-skipped"));
            }
            return icons::bundled(blob->present ? QStringLiteral("state-done") : QStringLiteral("state-error"));
        }
        case BrowseKind::Store: {
            const StoreState state = storeOf(node)->store.state;
            return state == StoreState::Failed    ? QVariant(icons::bundled(QStringLiteral("state-error")))
                   : state == StoreState::Reading ? QVariant(icons::bundled(QStringLiteral("state-checking")))
                                                  : QVariant();
        }
        default: return {};
        }
    }
    if (column != NameColumn) {
        return {};
    }
    switch (node.kind) {
    case BrowseKind::Store: return icons::get(QStringLiteral("folder"));
    case BrowseKind::Registry: return icons::bundled(QStringLiteral("registry"));
    case BrowseKind::Repository: return icons::bundled(QStringLiteral("image"));
    case BrowseKind::Image: return icons::bundled(QStringLiteral("tag"));
    case BrowseKind::Index:
    case BrowseKind::Platform: return icons::bundled(QStringLiteral("platform"));
    case BrowseKind::Config: return icons::get(QStringLiteral("text-x-generic"));
    case BrowseKind::Layer: return icons::bundled(QStringLiteral("layer"));
    case BrowseKind::Note: return icons::bundled(QStringLiteral("state-error"));
    }
    return {};
}

QVariant BrowseModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Node &of = *node(index);
    switch (role) {
    case Qt::DisplayRole: return text(of, index.column());
    case Qt::ToolTipRole: return plainToolTip(toolTip(of, index.column()));
    case Qt::DecorationRole: return icon(of, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == SizeColumn ? Qt::AlignRight : Qt::AlignLeft)));
    case CopyRole: return copied(of, index.column());
    default: return {};
    }
}

QVariant BrowseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == SizeColumn ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn: return tr("Name");
    case SizeColumn: return tr("Size");
    case PlatformsColumn: return tr("Platforms");
    case DigestColumn: return tr("Digest");
    case StateColumn: return tr("State");
    default: return {};
    }
}

BrowseKind BrowseModel::kind(const QModelIndex &index) const
{
    return node(index)->kind;
}

const ListedImage *BrowseModel::image(const QModelIndex &index) const
{
    return index.isValid() ? imageOf(*node(index)) : nullptr;
}

const ImageDetails *BrowseModel::details(const QModelIndex &index) const
{
    const Node *image = node(index)->above(BrowseKind::Image);
    return image == nullptr || !image->details ? nullptr : &*image->details;
}

const Error *BrowseModel::error(const QModelIndex &index) const
{
    if (const Node *image = node(index)->above(BrowseKind::Image)) {
        const bool failed = !image->children.empty() && image->children.front()->error.has_value();
        return failed ? &*image->children.front()->error : nullptr;
    }
    const Store *known = storeAt(index);
    return known == nullptr || !known->error ? nullptr : &*known->error;
}

int BrowseModel::manifest(const QModelIndex &index) const
{
    return qMax(0, node(index)->manifest);
}

const BlobDetails *BrowseModel::blob(const QModelIndex &index) const
{
    return index.isValid() ? blobOf(*node(index)) : nullptr;
}

void BrowseModel::collectImages(const Node &node, QList<ListedImage> &images) const
{
    if (node.kind == BrowseKind::Image) {
        images.append(*imageOf(node));
        return;
    }
    for (const Node *child : node.shown) {
        collectImages(*child, images);
    }
}

QList<ListedImage> BrowseModel::imagesBelow(const QModelIndex &index) const
{
    QList<ListedImage> images;
    const Node *top = node(index);
    if (const Node *image = top->above(BrowseKind::Image)) {
        top = image;
    }
    collectImages(*top, images);
    return images;
}

} // namespace stowage
