// SPDX-License-Identifier: Apache-2.0
#include "copy/comparison.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace stowage {

namespace {

/// What makes two images "the same name": the tag where there is one, else the digest.
QString keyOf(const Reference &reference, bool ignoreRegistry)
{
    const QString name = ignoreRegistry ? reference.repository() : reference.name();
    return reference.tag().isEmpty() ? name + u'@' + reference.digest().toString() : name + u':' + reference.tag();
}

QList<const ListedImage *> sorted(const Listing &listing)
{
    QList<const ListedImage *> images;
    images.reserve(listing.images.size());
    for (const ListedImage &image : listing.images) {
        images.append(&image);
    }
    std::stable_sort(images.begin(), images.end(), [](const ListedImage *a, const ListedImage *b) {
        return a->reference.toString() < b->reference.toString();
    });
    return images;
}

} // namespace

Comparison compareListings(const Listing &left, const Listing &right, bool ignoreRegistry)
{
    // Without the registry one name may stand for several images of a side; then equal digests find each other first.
    QHash<QString, QList<const ListedImage *>> rightByKey;
    const QList<const ListedImage *> rightSorted = sorted(right);
    for (const ListedImage *image : rightSorted) {
        rightByKey[keyOf(image->reference, ignoreRegistry)].append(image);
    }

    QHash<const ListedImage *, const ListedImage *> partnerOf;
    QSet<const ListedImage *> taken;
    const QList<const ListedImage *> leftSorted = sorted(left);
    for (const bool equalDigest : {true, false}) {
        for (const ListedImage *image : leftSorted) {
            if (partnerOf.contains(image)) {
                continue;
            }
            const QList<const ListedImage *> candidates = rightByKey.value(keyOf(image->reference, ignoreRegistry));
            const auto partner = std::find_if(candidates.begin(), candidates.end(), [&](const ListedImage *candidate) {
                return !taken.contains(candidate) && (!equalDigest || candidate->root.digest == image->root.digest);
            });
            if (partner != candidates.end()) {
                partnerOf.insert(image, *partner);
                taken.insert(*partner);
            }
        }
    }

    Comparison comparison;
    for (const ListedImage *image : leftSorted) {
        const ListedImage *const partner = partnerOf.value(image);
        if (!partner) {
            comparison.onlyLeft.append(*image);
        } else if (partner->root.digest == image->root.digest) {
            comparison.same.append({*image, *partner});
        } else {
            comparison.different.append({*image, *partner});
        }
    }
    for (const ListedImage *image : rightSorted) {
        if (!taken.contains(image)) {
            comparison.onlyRight.append(*image);
        }
    }
    return comparison;
}

} // namespace stowage
