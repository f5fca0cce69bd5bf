// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"

#include <stop_token>

namespace stowage::store {

/// One image of a store opened up, and what is wrong with it.
struct StoredImageDetails
{
    ImageDetails image;
    QList<Problem> problems;
};

/// Opens up `image` of the store at `path`. Below the root, what is missing or broken becomes a problem and, for a
/// manifest, an entry without bytes; so damaged images can be looked at.
/// Blocks; any thread; takes no lock and writes nothing. The errors of Reader::root(). Throws Cancelled when stopped.
Result<StoredImageDetails> describeImage(const QString &path, const Reference &image, const std::stop_token &stop);

} // namespace stowage::store
