// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"

#include <functional>
#include <stop_token>

namespace stowage::store {

/// Told while a store is verified: bytes hashed of bytes to hash. One call at a time, from any thread.
using VerifyProgress = std::function<void(qint64 done, qint64 total)>;

/// Reads the whole store at `path`: every manifest and every blob is held against its digest. The problems are those of
/// takeSnapshot() and what only hashing finds.
/// Blocks, hashing with `threads` threads; takes no lock and writes nothing. NotFound or NotReadable when there is no
/// folder `path`. Throws Cancelled when stopped.
Result<Verification> verifyStore(const QString &path, const VerifyProgress &progress, const std::stop_token &stop,
                                 int threads = 2);

} // namespace stowage::store
