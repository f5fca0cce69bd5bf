// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"

namespace stowage::transfer {

/// Opens up one image of any end: manifests, configs and blobs, root first. Children that cannot be read are left out
/// of the list; only an unreadable root throws.
QCoro::Task<ImageDetails> describeImage(ImageSource &source, Reference image, std::stop_token stop);

/// The platforms and the unique bytes of an image, for a list row.
struct ImageSketch
{
    Descriptor root;
    QList<Platform> platforms;
    qint64 size = 0; ///< Manifests, configs and layers once each; foreign layers left out.
};
QCoro::Task<ImageSketch> sketchImage(ImageSource &source, Reference image, std::stop_token stop);

} // namespace stowage::transfer
