// SPDX-License-Identifier: Apache-2.0
#include "oci/digest.h"

#include "oci/hasher.h"

#include <algorithm>

namespace stowage {

namespace {

constexpr qsizetype sha256Digits = 64;
constexpr qsizetype sha512Digits = 128;

bool isLowerHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

/// Hostile text stays out of error messages beyond what a person needs to recognise it.
QString excerpt(QStringView text)
{
    constexpr qsizetype longest = 160;
    return text.size() <= longest ? text.toString() : text.first(longest).toString() + QChar(0x2026);
}

} // namespace

Result<Digest> Digest::parse(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0) {
        return fail(ErrorKind::InvalidInput, excerpt(text),
                    QStringLiteral("a digest is written algorithm:hex, for example sha256:44136f…"));
    }
    const QStringView algorithm = text.first(colon);
    const QStringView hex = text.sliced(colon + 1);
    qsizetype digits = 0;
    if (algorithm == QLatin1String("sha256")) {
        digits = sha256Digits;
    } else if (algorithm == QLatin1String("sha512")) {
        digits = sha512Digits;
    } else {
        return fail(ErrorKind::InvalidInput, excerpt(text),
                    QStringLiteral("only sha256 and sha512 digests are understood"));
    }
    if (hex.size() != digits || !isLowerHex(hex)) {
        return fail(ErrorKind::InvalidInput, excerpt(text),
                    QStringLiteral("a %1 digest has exactly %2 lower-case hexadecimal digits")
                        .arg(algorithm.toString())
                        .arg(digits));
    }
    return Digest(text.toString());
}

Digest Digest::ofBytes(QByteArrayView bytes)
{
    return ofBytes(bytes, Digest());
}

Digest Digest::ofBytes(QByteArrayView bytes, const Digest &like)
{
    Hasher hasher(like);
    hasher.add(bytes);
    return hasher.finish();
}

QString Digest::algorithm() const
{
    return m_text.left(m_text.indexOf(u':') < 0 ? 0 : m_text.indexOf(u':'));
}

QString Digest::hex() const
{
    return m_text.mid(m_text.indexOf(u':') + 1);
}

QString Digest::shortText() const
{
    if (isNull()) {
        return {};
    }
    const QString digits = hex();
    return algorithm() + u':' + digits.left(4) + QChar(0x2026) + digits.right(2);
}

} // namespace stowage
