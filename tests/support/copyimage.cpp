// SPDX-License-Identifier: Apache-2.0
#include "support/copyimage.h"

#include "support/scriptedblob.h"

namespace stowage::test {

namespace {

QCoro::Task<std::unique_ptr<BlobBody>> openAt(ImageSource *source, Reference from, Descriptor blob, qint64 offset,
                                              std::stop_token stop)
{
    std::unique_ptr<BlobBody> body = co_await source->openBlob(from, blob, offset, stop);
    co_return body;
}

/// Manifests below `root`, children first, the root last.
QCoro::Task<QList<PlannedManifest>> gather(ImageSource *source, Reference from, Descriptor root, std::stop_token stop)
{
    QList<PlannedManifest> planned;
    const QByteArray bytes = co_await source->manifest(from, root, stop);
    const auto manifest = Manifest::parse(bytes, root.mediaType);
    if (!manifest) {
        throw Error(manifest.error());
    }
    const QList<Descriptor> children = manifest->manifests;
    for (const Descriptor &child : children) {
        const QList<PlannedManifest> below = co_await gather(source, from, child, stop);
        planned.append(below);
    }
    planned.append({root, bytes});
    co_return planned;
}

} // namespace

BlobProgress ignoreProgress()
{
    return [](BlobPhase, qint64) {};
}

QCoro::Task<void> copyImage(ImageSource *source, ImageTarget *target, Reference from, Reference to,
                            std::stop_token stop)
{
    const Descriptor root = co_await source->resolve(from, stop);
    const QList<PlannedManifest> manifests = co_await gather(source, from, root, stop);
    QList<Descriptor> blobs;
    for (const PlannedManifest &planned : manifests) {
        const QList<Descriptor> named = Manifest::parse(planned.bytes).value().blobs();
        for (const Descriptor &blob : named) {
            const auto same = [&blob](const Descriptor &other) { return other.digest == blob.digest; };
            if (!blob.isForeign() && std::none_of(blobs.cbegin(), blobs.cend(), same)) {
                blobs.append(blob);
            }
        }
    }
    for (const Descriptor &blob : std::as_const(blobs)) {
        BlobSource bytes;
        bytes.local = source->locate(blob);
        bytes.open = [source, from, blob](qint64 offset, std::stop_token token) {
            return openAt(source, from, blob, offset, std::move(token));
        };
        co_await target->putBlob(to, blob, bytes, ignoreProgress(), stop);
    }
    co_await target->commitBlobs(to, blobs, stop);
    for (qsizetype i = 0; i + 1 < manifests.size(); ++i) {
        co_await target->putManifest(to, manifests.at(i).descriptor, manifests.at(i).bytes, stop);
    }
    co_await target->tag(to, manifests.constLast().descriptor, manifests.constLast().bytes, stop);
}

QCoro::Task<void> putImage(ImageTarget *target, GeneratedImages images, Reference name, Descriptor root,
                           std::stop_token stop)
{
    const QList<Descriptor> blobs = images.blobsOf(root);
    for (const Descriptor &blob : blobs) {
        const BlobSource source = plainSource(images.content.value(blob.digest));
        co_await target->putBlob(name, blob, source, ignoreProgress(), stop);
    }
    co_await target->commitBlobs(name, blobs, stop);
    const QList<PlannedManifest> manifests = images.manifestsOf(root);
    for (qsizetype i = 0; i + 1 < manifests.size(); ++i) {
        co_await target->putManifest(name, manifests.at(i).descriptor, manifests.at(i).bytes, stop);
    }
    co_await target->tag(name, manifests.constLast().descriptor, manifests.constLast().bytes, stop);
}

} // namespace stowage::test
