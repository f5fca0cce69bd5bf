// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"
#include "copy/listing.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace stowage {

/// What a row of the Stores tree is.
enum class BrowseKind { Store, Registry, Repository, Image, Index, Platform, Config, Layer, Note };

/// One row of the Stores tree: a plain value tree, no QObject. Parents own their children; `shown` are the children
/// that pass the filter, in the order of the sort.
struct BrowseNode
{
    enum class Load { None, Wanted, Done };

    BrowseNode(BrowseKind nodeKind, QString nodeText, BrowseNode *nodeParent)
        : kind(nodeKind)
        , text(std::move(nodeText))
        , parent(nodeParent)
    {
    }

    BrowseNode *add(BrowseKind childKind, const QString &childText);
    /// The node of that kind at or above this one; null when there is none.
    const BrowseNode *above(BrowseKind wanted) const;

    BrowseKind kind;
    QString text;     ///< Group, image: its name. Below: a key that stays the same in every language.
    QString searched; ///< Image: its full name in lower case.
    BrowseNode *parent = nullptr;
    int row = -1;                        ///< Place in parent->shown; -1: hidden by the filter.
    int images = 0;                      ///< Group: images below that are shown.
    const ListedImage *listed = nullptr; ///< Image: its entry in the store's listing, which outlives the node.
    int manifest = -1;                   ///< Place in details->manifests of the manifest it is or belongs to.
    int blob = -1;                       ///< Config, Layer: place in that manifest's blobs.
    Load load = Load::None;              ///< Image: whether its details were asked for.
    std::optional<ImageDetails> details; ///< Image, once read.
    std::optional<Error> error;          ///< Note: why there is nothing else.
    std::vector<std::unique_ptr<BrowseNode>> children;
    std::vector<BrowseNode *> shown;
};

/// The branches registry > repository > tag of `listing`, which must outlive them, below the childless `store`.
void buildImages(BrowseNode &store, const Listing &listing);
/// The branches platform > config and layers below `image`, from its `details`.
void buildDetails(BrowseNode &image);
/// Whether the image's full name holds every one of the lower-case `words`.
bool holdsWords(const BrowseNode &image, const QStringList &words);

} // namespace stowage
