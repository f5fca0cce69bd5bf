// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"

namespace stowage::transfer {

/// Most bytes of a config that are read into memory (S03).
inline constexpr qint64 maximumConfigSize = 4 * 1024 * 1024;

/// Reads a whole small blob (a config) into memory and proves it. Throws TooLarge above `maximumConfigSize`,
/// SizeMismatch or DigestMismatch, or what the source throws.
QCoro::Task<QByteArray> readSmallBlob(ImageSource &source, Reference repository, Descriptor blob, std::stop_token stop);

} // namespace stowage::transfer
