// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"

namespace stowage {

/// What differs between two ends, image by image (`compare`). Each list is sorted by reference.
struct Comparison
{
    struct Pair
    {
        ListedImage left;
        ListedImage right;
    };
    QList<ListedImage> onlyLeft;
    QList<ListedImage> onlyRight;
    QList<Pair> different; ///< Equal name, other root digest.
    QList<Pair> same;
};

/// Pure. Images are matched by name: `registry/repository:tag`; with `ignoreRegistry`, the registry (and with it a
/// registry end's prefix, which the caller has stripped) does not count, so that a store can be compared with the
/// registry it was pushed to.
Comparison compareListings(const Listing &left, const Listing &right, bool ignoreRegistry = false);

} // namespace stowage
