// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"
#include "support/imagegenerator.h"

namespace stowage::test {

/// A progress that nobody looks at.
BlobProgress ignoreProgress();

/// The plainest engine: copies all of one image in the order of the ports, one blob after another. Does not call
/// begin() and end(). Throws what the ends throw.
QCoro::Task<void> copyImage(ImageSource *source, ImageTarget *target, Reference from, Reference to,
                            std::stop_token stop = {});

/// Puts one generated image, in the same order.
QCoro::Task<void> putImage(ImageTarget *target, GeneratedImages images, Reference name, Descriptor root,
                           std::stop_token stop = {});

} // namespace stowage::test
