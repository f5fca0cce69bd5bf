// SPDX-License-Identifier: Apache-2.0
// The writing half of ImagesDir: manifests, tags and untagged roots.
#include "async/cancelled.h"
#include "base/logging.h"
#include "oci/manifest.h"
#include "store/files.h"
#include "store/imagesdir.h"
#include "store/orthrow.h"
#include "store/repository.h"
#include "store/roots.h"

#include <QFile>
#include <QFileInfo>

namespace stowage::store {

namespace {

constexpr QLatin1Char slash('/');
constexpr int deepestIndex = 8;

bool holds(const QString &path, const QByteArray &bytes)
{
    return fileSize(path) == bytes.size() && readFile(path, bytes.size()) == bytes;
}

/// Names of the tag files in a `manifests` folder, whatever they hold.
QStringList tagFilesIn(const QString &folder, IndexFile::State state)
{
    QStringList tags;
    const Result<QList<FolderEntry>> entries = readFolder(folder);
    if (!entries) {
        return tags;
    }
    for (const FolderEntry &entry : *entries) {
        const bool isIndex = entry.name == indexName && state != IndexFile::State::TagFile;
        if (entry.type == FolderEntry::Type::File && !isIndex && Reference::isValidTag(entry.name)) {
            tags.append(entry.name);
        }
    }
    return tags;
}

} // namespace

QCoro::Task<std::optional<Descriptor>> ImagesDir::standing(Reference image, std::stop_token stop)
{
    throwIfStopped(stop);
    const ImagesDir *const self = this;
    const Reference *const name = &image;
    const std::optional<Descriptor> root = co_await m_disk.run([self, name] { return self->whatStands(*name); });
    throwIfStopped(stop);
    co_return root;
}

std::optional<Descriptor> ImagesDir::whatStands(const Reference &image) const
{
    const Reference name = image.tag().isEmpty() ? image : image.withTag(image.tag());
    const IndexFile file = readIndexFile(m_paths.manifests(name));
    if (file.state == IndexFile::State::Broken) {
        if (file.error.kind == ErrorKind::NotReadable) {
            throw file.error;
        }
        return std::nullopt;
    }
    const Result<StoredRoot> root = m_reader.root(name);
    if (!root || !hasAllBelow(name, root->bytes, 0)) {
        return std::nullopt;
    }
    const bool kept = holds(m_paths.manifest(name, root->descriptor.digest), root->bytes);
    if (name.tag().isEmpty()) {
        const Result<QByteArray> bytes = readFile(m_paths.roots(), Manifest::maximumSize);
        const Result<QList<Reference>> roots = bytes ? readRoots(*bytes, {}) : fail(ErrorKind::NotFound, {});
        return kept && roots && roots->contains(name) ? std::optional(root->descriptor) : std::nullopt;
    }
    const bool indexed = file.index.digest(name.tag()) == root->descriptor.digest && kept;
    const bool tagFile = QFileInfo::exists(m_paths.tagFile(name)) &&
                         (name.tag() != indexName || file.state == IndexFile::State::TagFile);
    const TagForms needed = formsOf(m_options.layout, name.tag());
    const bool complete = (!needed.index || indexed) && (!needed.tagFile || tagFile) &&
                          (m_options.layout != TreeLayout::Both || file.index.passesOldKubeKey());
    return complete ? std::optional(root->descriptor) : std::nullopt;
}

bool ImagesDir::hasAllBelow(const Reference &image, const QByteArray &bytes, int depth) const
{
    const Result<Manifest> manifest = Manifest::parse(bytes);
    if (!manifest || depth > deepestIndex) {
        return false;
    }
    for (const Descriptor &child : manifest->manifests) {
        // Straight from its own file: a child that only a tag file holds is one that KubeKey does not find.
        const Result<QByteArray> below = readFile(m_paths.manifest(image, child.digest), Manifest::maximumSize);
        if (!below || Digest::ofBytes(*below, child.digest) != child.digest || !hasAllBelow(image, *below, depth + 1)) {
            return false;
        }
    }
    return true;
}

QCoro::Task<void> ImagesDir::putManifest(Reference image, Descriptor manifest, QByteArray bytes, std::stop_token stop)
{
    throwIfStopped(stop);
    ImagesDir *const self = this;
    const Reference *const name = &image;
    const Descriptor *const what = &manifest;
    const QByteArray *const content = &bytes;
    co_await m_disk.run([self, name, what, content] { self->writeManifest(*name, *what, *content); });
}

QCoro::Task<void> ImagesDir::tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop)
{
    throwIfStopped(stop);
    ImagesDir *const self = this;
    const Reference *const name = &image;
    const Descriptor *const what = &root;
    const QByteArray *const content = &bytes;
    co_await m_disk.run([self, name, what, content] {
        const std::scoped_lock lock(self->m_naming);
        if (name->tag().isEmpty()) {
            self->writeUntagged(*name, *what, *content);
        } else {
            self->writeTag(*name, *what, *content);
        }
    });
}

void ImagesDir::writeManifest(const Reference &image, const Descriptor &manifest, const QByteArray &bytes)
{
    const Digest found = Digest::ofBytes(bytes, manifest.digest);
    if (found != manifest.digest) {
        Error error;
        error.kind = ErrorKind::DigestMismatch;
        error.operation = QStringLiteral("store manifest");
        error.reference = image.toString();
        error.digest = manifest.digest.toString();
        error.technical = QStringLiteral("the bytes have digest %1").arg(found.toString());
        throw error;
    }
    orThrow(makeFolders(m_paths.manifests(image)));
    replace(m_paths.manifest(image, manifest.digest), bytes);
}

/// Leaves a file alone that holds `bytes` already. The new name is not yet proof against a power cut: whoever relies on
/// it flushes the folder.
void ImagesDir::replace(const QString &path, const QByteArray &bytes)
{
    const QString temporary = prepareReplacement(path, bytes);
    if (!temporary.isEmpty()) {
        orThrow(renameOver(temporary, path));
    }
}

/// The temporary file to rename over `path`; empty when `path` holds `bytes` already.
QString ImagesDir::prepareReplacement(const QString &path, const QByteArray &bytes)
{
    if (holds(path, bytes)) {
        return {};
    }
    // Beside the parts, where no KubeKey looks: a file in the tree that is half a manifest stops the older ones.
    const QString temporary = QStringLiteral("%1/%2.tmp").arg(m_paths.own()).arg(m_temporaries.fetch_add(1));
    orThrow(writeTemporary(temporary, bytes));
    return temporary;
}

void ImagesDir::writeUntagged(const Reference &image, const Descriptor &root, const QByteArray &bytes)
{
    writeManifest(image, root, bytes);
    orThrow(syncFolder(m_paths.manifests(image)));
    QList<Reference> roots;
    if (const Result<QByteArray> old = readFile(m_paths.roots(), Manifest::maximumSize)) {
        const Result<QList<Reference>> known = readRoots(*old, m_paths.relative(m_paths.roots()));
        if (!known) {
            throw damaged(m_paths.relative(m_paths.roots()), known.error().technical);
        }
        roots = *known;
    } else if (old.error().kind != ErrorKind::NotFound) {
        throw old.error();
    }
    roots.append(image.withDigest(root.digest));
    replace(m_paths.roots(), writeRoots(roots));
    orThrow(syncFolder(m_paths.own()));
}

void ImagesDir::writeTag(const Reference &image, const Descriptor &root, const QByteArray &bytes)
{
    const QString folder = m_paths.manifests(image);
    orThrow(makeFolders(folder));
    IndexFile file = readIndexFile(folder);
    const bool wasBroken = file.state == IndexFile::State::Broken;
    if (wasBroken) {
        setAside(image); // the tag files say what it said, as far as there are any
    }
    const bool hadIndex = file.state == IndexFile::State::Index;
    const bool wantsIndex = m_options.layout != TreeLayout::Tag || hadIndex || wasBroken;
    const bool wantsTagFiles = m_options.layout != TreeLayout::Index ||
                               (file.index.passesOldKubeKey() && !file.index.digest(markerName)) ||
                               !tagFilesIn(folder, file.state).isEmpty();
    if (wantsIndex) {
        writeManifest(image, root, bytes);
    } else if (Digest::ofBytes(bytes, root.digest) != root.digest) {
        writeManifest(image, root, bytes); // throws
    }
    if (wantsIndex && wantsTagFiles && !(hadIndex && file.index.passesOldKubeKey())) {
        adoptTags(image, file.index);
    }
    file.index.entries.insert(image.tag(), root.digest.toString());
    if (wantsIndex && wantsTagFiles) {
        file.index.mark();
    }
    orThrow(syncFolder(folder));
    const bool hasTagFile = wantsTagFiles && (!wantsIndex || image.tag() != indexName);
    const QString tagFile = hasTagFile ? prepareReplacement(m_paths.tagFile(image), bytes) : QString();
    const QString index =
        wantsIndex ? prepareReplacement(m_paths.index(image), writeLayoutIndex(file.index)) : QString();
    const bool isMove = !tagFile.isEmpty() && !index.isEmpty();
    if (isMove) {
        replace(m_paths.move(), writeMove({image.withTag(image.tag()), root.digest}));
    }
    if (!tagFile.isEmpty()) {
        orThrow(renameOver(tagFile, m_paths.tagFile(image)));
    }
    if (!index.isEmpty()) {
        orThrow(renameOver(index, m_paths.index(image)));
    }
    orThrow(syncFolder(folder));
    if (isMove) {
        QFile::remove(m_paths.move());
    }
}

void ImagesDir::setAside(const Reference &image)
{
    const QString name = m_paths.relative(m_paths.index(image));
    const QByteArray bytes = orThrow(readFile(m_paths.index(image), Manifest::maximumSize));
    const QString copy = m_paths.own() + QStringLiteral("/layout-") + Digest::ofBytes(name.toUtf8()).hex().left(16) +
                         QStringLiteral(".broken");
    replace(copy, bytes);
    orThrow(syncFolder(m_paths.own()));
    qCWarning(lcStore) << "the broken index" << name << "is made anew; what it was is kept as" << copy;
}

/// Gives the index the entry that a killed writer had no time for. Its tag file is renamed first, so either that stands
/// or nothing has happened.
void ImagesDir::finishMove()
{
    const std::optional<TagMove> move = m_reader.move();
    if (move) {
        const Result<QByteArray> tagFile = readFile(m_paths.tagFile(move->tag), Manifest::maximumSize);
        IndexFile file = readIndexFile(m_paths.manifests(move->tag));
        if (tagFile && Digest::ofBytes(*tagFile, move->digest) == move->digest &&
            file.state != IndexFile::State::Broken) {
            if (file.state != IndexFile::State::Index) {
                adoptTags(move->tag, file.index);
            }
            file.index.entries.insert(move->tag.tag(), move->digest.toString());
            file.index.mark();
            replace(m_paths.index(move->tag), writeLayoutIndex(file.index));
            orThrow(syncFolder(m_paths.manifests(move->tag)));
        }
    }
    QFile::remove(m_paths.move());
}

/// Called when a repository that one generation of KubeKey wrote gets the form that all of them read: every tag file an
/// index entry and a file under its digest, every index entry a tag file. What disagrees already is left alone.
void ImagesDir::adoptTags(const Reference &image, LayoutIndex &index)
{
    const QString folder = m_paths.manifests(image);
    const IndexFile::State state = readIndexFile(folder).state;
    if (state != IndexFile::State::Index) {
        const QStringList tags = tagFilesIn(folder, state);
        for (const QString &tag : tags) {
            const Result<QByteArray> bytes = readFile(folder + slash + tag, Manifest::maximumSize);
            if (bytes && Manifest::parse(*bytes)) {
                const Digest digest = Digest::ofBytes(*bytes);
                replace(m_paths.manifest(image, digest), *bytes);
                index.entries.insert(tag, digest.toString());
            }
        }
    }
    const QMap<QString, Digest> tags = index.tags();
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag) {
        const QString path = folder + slash + tag.key();
        if (tag.key() == indexName || tag.key() == image.tag() || QFileInfo::exists(path)) {
            continue;
        }
        const Result<QByteArray> bytes = readFile(m_paths.manifest(image, tag.value()), Manifest::maximumSize);
        if (bytes && Digest::ofBytes(*bytes, tag.value()) == tag.value()) {
            replace(path, *bytes);
        }
    }
}

} // namespace stowage::store
