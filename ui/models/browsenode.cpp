// SPDX-License-Identifier: Apache-2.0
#include "ui/models/browsenode.h"

#include <QHash>

#include <algorithm>

namespace stowage {

namespace {

void addBlobs(BrowseNode &parent, const ManifestDetails &manifest, int place)
{
    for (qsizetype i = 0; i < manifest.blobs.size(); ++i) {
        const BrowseKind kind = i == 0 ? BrowseKind::Config : BrowseKind::Layer;
        BrowseNode *blob = parent.add(kind, QString::number(i));
        blob->manifest = place;
        blob->blob = int(i);
    }
}

void showAll(BrowseNode &node)
{
    node.shown.clear();
    for (const auto &child : node.children) {
        child->row = int(node.shown.size());
        node.shown.push_back(child.get());
        showAll(*child);
    }
}

} // namespace

BrowseNode *BrowseNode::add(BrowseKind childKind, const QString &childText)
{
    children.push_back(std::make_unique<BrowseNode>(childKind, childText, this));
    return children.back().get();
}

const BrowseNode *BrowseNode::above(BrowseKind wanted) const
{
    const BrowseNode *node = this;
    while (node != nullptr && node->kind != wanted) {
        node = node->parent;
    }
    return node;
}

void buildImages(BrowseNode &store, const Listing &listing)
{
    QHash<QString, BrowseNode *> registries;
    QHash<QString, BrowseNode *> repositories;
    for (const ListedImage &listed : listing.images) {
        const Reference &reference = listed.reference;
        BrowseNode *&registry = registries[reference.registry()];
        if (registry == nullptr) {
            registry = store.add(BrowseKind::Registry, reference.registry());
        }
        BrowseNode *&repository = repositories[reference.name()];
        if (repository == nullptr) {
            repository = registry->add(BrowseKind::Repository, reference.repository());
        }
        const QString name = reference.tag().isEmpty() ? reference.digest().shortText() : reference.tag();
        BrowseNode *image = repository->add(BrowseKind::Image, name);
        image->listed = &listed;
        image->searched = reference.toString().toLower();
    }
}

void buildDetails(BrowseNode &image)
{
    const QList<ManifestDetails> &manifests = image.details->manifests;
    // The stack of index rows that the next manifest may lie under, by depth; the root index is the image row itself.
    QList<BrowseNode *> parents{&image};
    for (qsizetype i = 0; i < manifests.size(); ++i) {
        const ManifestDetails &manifest = manifests.at(i);
        const bool rootIndex = manifest.depth == 0 && manifest.descriptor.isIndex();
        if (rootIndex) {
            continue;
        }
        const qsizetype level = std::clamp<qsizetype>(manifest.depth - 1, 0, parents.size() - 1);
        parents.resize(level + 1);
        const BrowseKind kind = manifest.descriptor.isIndex() ? BrowseKind::Index : BrowseKind::Platform;
        BrowseNode *node = parents.at(level)->add(kind, manifest.descriptor.digest.toString());
        node->manifest = int(i);
        addBlobs(*node, manifest, int(i));
        if (kind == BrowseKind::Index) {
            parents.append(node);
        }
    }
    showAll(image);
}

bool holdsWords(const BrowseNode &image, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&image](const QString &word) { return image.searched.contains(word); });
}

} // namespace stowage
