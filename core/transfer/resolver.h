// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"
#include "copy/request.h"

#include <QHash>

#include <optional>

namespace stowage::transfer {

/// One manifest of an image's graph as read from the source.
struct ResolvedNode
{
    Descriptor descriptor;
    QByteArray bytes;
    Manifest manifest;
    bool opaque = false; ///< An index entry of a type we do not know: carried, not looked into (P01, D32).
};

/// One image with all manifests the request needs, or why it could not be read.
struct ResolvedImage
{
    CopyItem item;
    Descriptor root;
    QHash<Digest, ResolvedNode> nodes;
    /// Platforms of image manifests whose index entry names none (or that stand alone), from their configs (P09).
    QHash<Digest, Platform> configPlatforms;
    std::optional<Error> error;
};

/// What to read of each image.
struct ResolveOptions
{
    QList<Platform> platforms; ///< Children of other platforms are not fetched. Empty: all.
    bool keepAttestations = false;
    int imagesAtOnce = 8;
};

/// Told after each image; in the engine thread.
using ResolveProgress = std::function<void(int done, int total)>;

/// Reads the manifests of `items` from `source`, several images at a time, in order. An image that fails carries its
/// error; only Cancelled is thrown. Limits against hostile indexes: 8 levels, 10,000 entries (S30).
QCoro::Task<QList<ResolvedImage>> resolveImages(ImageSource &source, QList<CopyItem> items, ResolveOptions options,
                                                ResolveProgress progress, std::stop_token stop);

/// The same for one image; throws nothing but Cancelled.
QCoro::Task<ResolvedImage> resolveImage(ImageSource &source, CopyItem item, ResolveOptions options,
                                        std::stop_token stop);

} // namespace stowage::transfer
