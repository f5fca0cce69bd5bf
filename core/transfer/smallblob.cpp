// SPDX-License-Identifier: Apache-2.0
#include "transfer/smallblob.h"

namespace stowage::transfer {

namespace {

Error blobError(ErrorKind kind, const Reference &repository, const Descriptor &blob, const QString &technical)
{
    Error error;
    error.kind = kind;
    error.side = Side::Source;
    error.operation = QStringLiteral("read config");
    error.item = repository.name();
    error.reference = repository.toString();
    error.digest = blob.digest.toString();
    error.technical = technical;
    return error;
}

} // namespace

QCoro::Task<QByteArray> readSmallBlob(ImageSource &source, Reference repository, Descriptor blob, std::stop_token stop)
{
    if (blob.size > maximumConfigSize) {
        throw blobError(ErrorKind::TooLarge, repository, blob, QStringLiteral("%1 bytes").arg(blob.size));
    }
    const std::unique_ptr<BlobBody> body = co_await source.openBlob(repository, blob, 0, stop);
    QByteArray bytes;
    for (;;) {
        const QByteArrayView piece = co_await body->read(stop);
        if (piece.isEmpty()) {
            break;
        }
        bytes.append(piece.data(), piece.size());
        if (bytes.size() > maximumConfigSize || (blob.size >= 0 && bytes.size() > blob.size)) {
            throw blobError(ErrorKind::SizeMismatch, repository, blob, QStringLiteral("more bytes than announced"));
        }
    }
    if (blob.size >= 0 && bytes.size() != blob.size) {
        throw blobError(ErrorKind::SizeMismatch, repository, blob,
                        QStringLiteral("%1 of %2 bytes").arg(bytes.size()).arg(blob.size));
    }
    if (Digest::ofBytes(bytes, blob.digest) != blob.digest) {
        throw blobError(ErrorKind::DigestMismatch, repository, blob, {});
    }
    co_return bytes;
}

} // namespace stowage::transfer
