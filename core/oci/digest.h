// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QHashFunctions>
#include <QString>
#include <QStringView>

namespace stowage {

/// A content address `algorithm:hex`, checked when made (image-spec descriptor.md "Digests"; D05, S01).
///
/// Only sha256 (64 lower-case hex) and sha512 (128) are accepted, so a Digest may be used in a path or URL as it is.
/// A default-constructed Digest is null.
class Digest
{
public:
    Digest() = default;
    /// InvalidInput for anything but the two accepted forms.
    static Result<Digest> parse(QStringView text);
    /// sha256 of `bytes`.
    static Digest ofBytes(QByteArrayView bytes);
    /// Digest of `bytes` with the algorithm of `like` (sha256 when `like` is null).
    static Digest ofBytes(QByteArrayView bytes, const Digest &like);

    bool isNull() const { return m_text.isEmpty(); }
    const QString &toString() const { return m_text; } ///< `sha256:…`; empty when null.
    QString algorithm() const;                         ///< `sha256` or `sha512`.
    QString hex() const;                               ///< The part after the colon.
    QString shortText() const;                         ///< For people: `sha256:3f2a…9c`.

    friend bool operator==(const Digest &, const Digest &) = default;
    friend auto operator<=>(const Digest &a, const Digest &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend size_t qHash(const Digest &digest, size_t seed = 0) { return ::qHash(digest.m_text, seed); }

private:
    explicit Digest(QString text)
        : m_text(std::move(text))
    {
    }
    friend class Hasher;
    QString m_text;
};

} // namespace stowage
