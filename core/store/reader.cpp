// SPDX-License-Identifier: Apache-2.0
#include "store/reader.h"

#include "oci/manifest.h"
#include "store/files.h"
#include "store/repository.h"

namespace stowage::store {

namespace {

Error notFound(const Reference &image)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.side = Side::Local;
    error.item = image.toString();
    error.reference = image.toString();
    return error;
}

Result<StoredRoot> describe(const Reference &image, const QByteArray &bytes, const Digest &digest)
{
    const Result<Manifest> manifest = Manifest::parse(bytes);
    if (!manifest) {
        Error error = manifest.error();
        error.side = Side::Local;
        error.reference = image.toString();
        error.digest = digest.toString();
        return std::unexpected(error);
    }
    StoredRoot root;
    root.descriptor.mediaType = manifest->mediaType;
    root.descriptor.artifactType = manifest->artifactType;
    root.descriptor.digest = digest;
    root.descriptor.size = bytes.size();
    root.bytes = bytes;
    return root;
}

} // namespace

Error damaged(const QString &item, const QString &technical)
{
    Error error;
    error.kind = ErrorKind::StoreDamaged;
    error.side = Side::Local;
    error.item = item;
    error.technical = technical;
    return error;
}

Result<StoredRoot> Reader::root(const Reference &image) const
{
    if (image.digest().isNull()) {
        Result<StoredRoot> root = byTag(image);
        // A writer may have moved the tag between our two looks.
        for (int again = 0; again < 2 && !root && root.error().kind == ErrorKind::StoreDamaged; ++again) {
            root = byTag(image);
        }
        return root;
    }
    const Result<QByteArray> bytes = byDigest(image, image.digest(), -1);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    return describe(image, *bytes, image.digest());
}

std::optional<TagMove> Reader::move() const
{
    const Result<QByteArray> bytes = readFile(m_paths.move(), Manifest::maximumSize);
    return bytes ? readMove(*bytes) : std::nullopt;
}

Result<StoredRoot> Reader::byTag(const Reference &image) const
{
    const IndexFile file = readIndexFile(m_paths.manifests(image));
    if (file.state == IndexFile::State::Broken) {
        Error error = damaged(m_paths.relative(m_paths.index(image)), file.error.technical);
        error.reference = image.toString();
        return std::unexpected(error);
    }
    const std::optional<Digest> indexed = file.index.digest(image.tag());
    Result<QByteArray> tagFile = fail(ErrorKind::NotFound, image.toString());
    if (image.tag() != indexName || file.state == IndexFile::State::TagFile) {
        tagFile = readFile(m_paths.tagFile(image), Manifest::maximumSize);
    }
    if (!tagFile && tagFile.error().kind != ErrorKind::NotFound) {
        return std::unexpected(tagFile.error());
    }
    if (!indexed && !tagFile) {
        return std::unexpected(notFound(image));
    }
    if (!tagFile) {
        Descriptor wanted;
        wanted.digest = *indexed;
        const Result<QByteArray> bytes = manifest(image, wanted);
        return bytes ? describe(image, *bytes, *indexed) : std::unexpected(bytes.error());
    }
    const Digest digest = Digest::ofBytes(*tagFile, indexed.value_or(Digest()));
    if (!indexed || digest == *indexed) {
        return describe(image, *tagFile, digest);
    }
    if (const auto moved = move();
        moved && moved->tag == image && Digest::ofBytes(*tagFile, moved->digest) == moved->digest) {
        return describe(image, *tagFile, moved->digest);
    }
    Error error =
        damaged(image.toString(),
                QStringLiteral("tag file and index disagree: %1 and %2").arg(digest.toString(), indexed->toString()));
    error.reference = image.toString();
    return std::unexpected(error);
}

Result<QByteArray> Reader::manifest(const Reference &image, const Descriptor &descriptor) const
{
    Result<QByteArray> bytes = byDigest(image, descriptor.digest, descriptor.size);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) {
        Error error =
            damaged(image.withDigest(descriptor.digest).toString(), QStringLiteral("the manifest is missing"));
        error.reference = image.toString();
        error.digest = descriptor.digest.toString();
        return std::unexpected(error);
    }
    return bytes;
}

Result<QByteArray> Reader::byDigest(const Reference &image, const Digest &digest, qint64 size) const
{
    const QString path = m_paths.manifest(image, digest);
    Result<QByteArray> bytes = readFile(path, Manifest::maximumSize);
    if (bytes && Digest::ofBytes(*bytes, digest) == digest) {
        return bytes;
    }
    Error failure;
    if (bytes) {
        failure.kind = ErrorKind::DigestMismatch;
        failure.side = Side::Local;
        failure.item = m_paths.relative(path);
        failure.reference = image.toString();
        failure.digest = digest.toString();
        failure.technical = QStringLiteral("the bytes have digest %1").arg(Digest::ofBytes(*bytes, digest).toString());
    } else if (bytes.error().kind == ErrorKind::NotFound) {
        failure = notFound(image.withDigest(digest));
    } else {
        failure = bytes.error();
    }
    // In the tag layout a root is kept under its tags only.
    const Result<QList<FolderEntry>> entries = readFolder(m_paths.manifests(image));
    if (!entries) {
        return std::unexpected(failure);
    }
    for (const FolderEntry &entry : *entries) {
        const QString candidate = m_paths.manifests(image) + QLatin1Char('/') + entry.name;
        if (entry.type != FolderEntry::Type::File || !Reference::isValidTag(entry.name) ||
            (size >= 0 && fileSize(candidate) != size)) {
            continue;
        }
        Result<QByteArray> other = readFile(candidate, Manifest::maximumSize);
        if (other && Digest::ofBytes(*other, digest) == digest) {
            return other;
        }
    }
    return std::unexpected(failure);
}

} // namespace stowage::store
