// SPDX-License-Identifier: Apache-2.0
#include "oci/hasher.h"

#include <QByteArray>

#include <openssl/evp.h>

#include <array>

namespace stowage {

namespace {

struct FreeContext
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

} // namespace

struct Hasher::Private
{
    std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
    QString algorithm;
};

Hasher::Hasher(const Digest &like)
    : d(std::make_unique<Private>())
{
    d->algorithm = like.isNull() ? QStringLiteral("sha256") : like.algorithm();
    const EVP_MD *const method = d->algorithm == QLatin1String("sha512") ? EVP_sha512() : EVP_sha256();
    // Fails only without memory or without the default provider; nothing useful can follow.
    if (!d->context || EVP_DigestInit_ex(d->context.get(), method, nullptr) != 1) {
        qFatal("OpenSSL offers no %s", qPrintable(d->algorithm));
    }
}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher &&) noexcept = default;
Hasher &Hasher::operator=(Hasher &&) noexcept = default;

void Hasher::add(QByteArrayView bytes)
{
    Q_ASSERT(d);
    if (!bytes.isEmpty()) {
        EVP_DigestUpdate(d->context.get(), bytes.data(), static_cast<size_t>(bytes.size()));
    }
}

Digest Hasher::finish()
{
    Q_ASSERT(d);
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(d->context.get(), value.data(), &length);
    const QByteArray raw = QByteArray::fromRawData(reinterpret_cast<const char *>(value.data()), int(length));
    return Digest(d->algorithm + u':' + QLatin1String(raw.toHex()));
}

} // namespace stowage
