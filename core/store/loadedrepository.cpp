// SPDX-License-Identifier: Apache-2.0
#include "store/loadedrepository.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace stowage::store {

namespace {

/// Reads and hashes; `seen` (digest → stray) saves parsing the same bytes again.
LoadedFile load(const QString &folder, const QString &name, const Digest &like, QHash<Digest, bool> &seen)
{
    LoadedFile file;
    file.name = name;
    const Result<QByteArray> bytes = readFile(folder + QLatin1Char('/') + name, Manifest::maximumSize);
    if (!bytes) {
        file.error = bytes.error();
        return file;
    }
    file.digest = Digest::ofBytes(*bytes, like);
    file.size = bytes->size();
    const QByteArray trimmed = bytes->trimmed();
    // An empty file is what a KubeKey that was killed leaves behind.
    file.likeJson = trimmed.isEmpty() || trimmed.startsWith('{');
    if (const auto known = seen.constFind(file.digest); known != seen.cend()) {
        file.stray = *known;
    } else {
        file.manifest = Manifest::parse(*bytes);
        file.stray = !*file.manifest && isJsonObjectWithoutMediaType(*bytes);
        seen.insert(file.digest, file.stray);
    }
    return file;
}

} // namespace

bool isJsonObjectWithoutMediaType(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    return document.isObject() && !document.object().value(markerName).isString();
}

LoadedFile loadManifestFile(const QString &folder, const QString &name, const Digest &like)
{
    QHash<Digest, bool> seen;
    return load(folder, name, like, seen);
}

LoadedRepository loadRepository(const Reference &name, const QString &folder, const QList<FolderEntry> &entries)
{
    LoadedRepository repository;
    repository.name = name;
    repository.folder = folder;
    repository.index = readIndexFile(folder);
    QHash<Digest, bool> seen;
    QStringList tags;
    for (const FolderEntry &entry : entries) {
        if (entry.type != FolderEntry::Type::File) {
            continue;
        }
        if (const std::optional<Digest> digest = digestOfName(entry.name)) {
            repository.digestFiles.push_back(load(folder, entry.name, *digest, seen));
        } else if (entry.name == indexName && repository.index.state != IndexFile::State::TagFile) {
            continue;
        } else if (Reference::isValidTag(entry.name)) {
            tags.append(entry.name);
        } else {
            repository.foreign.append(entry.name);
        }
    }
    // Tag files last: most are copies of what is known by then.
    for (const QString &tag : std::as_const(tags)) {
        repository.tagFiles.push_back(load(folder, tag, repository.index.index.digest(tag).value_or(Digest()), seen));
    }
    return repository;
}

} // namespace stowage::store
