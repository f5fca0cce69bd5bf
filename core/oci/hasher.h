// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/digest.h"

#include <QByteArrayView>

#include <memory>

namespace stowage {

/// Incremental digest over OpenSSL EVP, which uses the processor's SHA instructions (ten times QCryptographicHash of
/// Qt 6.4). Movable, not copyable, not thread-safe.
class Hasher
{
public:
    /// Hashes with the algorithm of `like`; sha256 when `like` is null.
    explicit Hasher(const Digest &like = {});
    ~Hasher();
    Hasher(Hasher &&) noexcept;
    Hasher &operator=(Hasher &&) noexcept;

    void add(QByteArrayView bytes);
    /// The digest of all bytes added. Ends this hasher: add nothing afterwards.
    Digest finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stowage
