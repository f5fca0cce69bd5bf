// SPDX-License-Identifier: Apache-2.0
#include "store/scan.h"

#include "async/cancelled.h"
#include "store/reader.h"
#include "store/roots.h"

#include <QFileInfo>

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>
#include <tuple>

namespace stowage::store {

namespace {

constexpr QLatin1Char slash('/');
const QString manifestsFolder = QStringLiteral("manifests");
const QString partSuffix = QStringLiteral(".part");
const QString temporarySuffix = QStringLiteral(".tmp");
const QString brokenSuffix = QStringLiteral(".broken"); // what a broken index was before it was made anew

/// Whether the program that wrote its number into the lock file still runs. A guess, good enough to tell parts of a
/// running job from those of a dead one without touching the lock.
bool isWriterAlive(const QString &lock)
{
    const Result<QByteArray> holder = readFile(lock, 4096);
    const int process = holder ? holder->split(' ').value(0).toInt() : 0;
    return process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

} // namespace

Result<Snapshot> Scan::run()
{
    m_snapshot.root = m_paths.root();
    Result<QList<FolderEntry>> top = readFolder(m_paths.root());
    if (!top) {
        return std::unexpected(top.error());
    }
    std::sort(top->begin(), top->end(), [](const FolderEntry &a, const FolderEntry &b) { return a.name < b.name; });
    readBlobs();
    readOwnState();
    for (const FolderEntry &entry : *top) {
        const QString path = m_paths.root() + slash + entry.name;
        const std::optional<QString> registry = registryOfFolder(entry.name);
        if (entry.type == FolderEntry::Type::Folder && registry) {
            walk(path, *registry, QString());
        } else if (path != m_paths.blobs()) {
            foreign(path);
        }
    }
    readRepositories();
    for (const QList<Reference> &roots : std::as_const(m_roots)) {
        for (const Reference &root : roots) {
            report(Problem::Kind::MissingManifest, root.toString(), QStringLiteral("an image without tag is missing"));
        }
    }
    reportBlobs();
    sortImages();
    std::sort(m_snapshot.problems.begin(), m_snapshot.problems.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.kind, a.item, a.text) < std::tie(b.kind, b.item, b.text);
    });
    return std::move(m_snapshot);
}

/// By the names that were made when they were added: making them anew for each comparison takes longer than the
/// sorting.
void Scan::sortImages()
{
    std::vector<qsizetype> order(static_cast<size_t>(m_snapshot.images.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [this](qsizetype a, qsizetype b) { return m_imageNames.at(a) < m_imageNames.at(b); });
    QList<ListedImage> sorted;
    sorted.reserve(m_snapshot.images.size());
    for (const qsizetype position : order) {
        sorted.append(std::move(m_snapshot.images[position]));
    }
    m_snapshot.images = std::move(sorted);
}

void Scan::readBlobs()
{
    const Result<QList<FolderEntry>> entries = readFolder(m_paths.blobs(), FolderDetail::Sizes);
    if (!entries) {
        if (entries.error().kind != ErrorKind::NotFound) {
            report(Problem::Kind::Unreadable, m_paths.relative(m_paths.blobs()), entries.error().technical);
            m_sure = false;
        }
        return;
    }
    for (const FolderEntry &entry : *entries) {
        throwIfStopped(m_stop);
        const std::optional<Digest> digest = digestOfName(entry.name);
        if (digest && entry.size >= 0) {
            m_graph.blob(m_graph.blobOf(*digest)).stored = entry.size;
        } else if (const QString path = m_paths.blobs() + slash + entry.name; path != m_paths.own()) {
            foreign(path);
        }
    }
}

void Scan::readOwnState()
{
    const Result<QList<FolderEntry>> entries = readFolder(m_paths.own());
    if (!entries) {
        return;
    }
    m_busy = isWriterAlive(m_paths.lock());
    for (const FolderEntry &entry : *entries) {
        const QString path = m_paths.own() + slash + entry.name;
        if (entry.name.endsWith(partSuffix) || entry.name.endsWith(temporarySuffix)) {
            if (!m_busy) {
                report(Problem::Kind::StalePart, m_paths.relative(path),
                       QStringLiteral("%1 bytes of an interrupted transfer").arg(fileSize(path).value_or(0)));
            }
        } else if (path == m_paths.move()) {
            if (!m_busy) {
                report(Problem::Kind::StalePart, m_paths.relative(path),
                       QStringLiteral("a tag was being moved; the next program that writes here ends it"));
            }
        } else if (path == m_paths.roots()) {
            const Result<QByteArray> bytes = readFile(path, Manifest::maximumSize);
            const Result<QList<Reference>> roots = bytes ? store::readRoots(*bytes, m_paths.relative(path))
                                                         : Result<QList<Reference>>(std::unexpected(bytes.error()));
            if (!roots) {
                report(Problem::Kind::Unreadable, m_paths.relative(path), roots.error().technical);
                m_sure = false;
                continue;
            }
            for (const Reference &root : *roots) {
                m_roots[root.name()].append(root);
            }
        } else if (path != m_paths.lock() && !entry.name.endsWith(brokenSuffix)) {
            foreign(path);
        }
    }
}

void Scan::walk(const QString &folder, const QString &registry, const QString &repository)
{
    throwIfStopped(m_stop);
    Result<QList<FolderEntry>> entries = readFolder(folder);
    if (!entries) {
        report(Problem::Kind::Unreadable, m_paths.relative(folder), entries.error().technical);
        m_sure = false;
        return;
    }
    // Sorted, so that two looks at one store say the same.
    std::sort(entries->begin(), entries->end(),
              [](const FolderEntry &a, const FolderEntry &b) { return a.name < b.name; });
    // A `manifests` folder holds the manifests of the repository above it, and may be part of another's path as well.
    const qsizetype parent = repository.lastIndexOf(slash);
    const bool holdsManifests = parent > 0 && repository.mid(parent + 1) == manifestsFolder;
    const Result<Reference> name =
        holdsManifests ? Reference::fromParts(registry, repository.left(parent)) : fail(ErrorKind::InvalidInput, {});
    if (name) {
        m_found.push_back({*name, folder, *entries});
    }
    for (const FolderEntry &entry : *entries) {
        const QString path = folder + slash + entry.name;
        const QString below = repository.isEmpty() ? entry.name : repository + slash + entry.name;
        if (entry.type == FolderEntry::Type::Folder && Reference::isValidRepository(below)) {
            walk(path, registry, below);
        } else if (!name || entry.type != FolderEntry::Type::File) {
            foreign(path);
        }
    }
}

/// Reading, hashing and parsing is most of the work and goes on in several threads; judging needs the whole store and
/// goes on here. In batches, because a parsed manifest takes more room than what is kept of it.
void Scan::readRepositories()
{
    constexpr size_t batch = 256;
    for (size_t begin = 0; begin < m_found.size(); begin += batch) {
        const size_t end = std::min(begin + batch, m_found.size());
        std::vector<LoadedRepository> loaded(end - begin);
        std::atomic<size_t> next{begin};
        const auto work = [&] {
            for (size_t i = next.fetch_add(1); i < end && !m_stop.stop_requested(); i = next.fetch_add(1)) {
                const FoundRepository &found = m_found.at(i);
                loaded.at(i - begin) = loadRepository(found.name, found.folder, found.entries);
            }
        };
        {
            std::vector<std::jthread> helpers;
            const size_t threads = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 4);
            for (size_t i = 1; i < std::min(threads, end - begin); ++i) {
                helpers.emplace_back(work);
            }
            work();
        }
        throwIfStopped(m_stop);
        for (LoadedRepository &repository : loaded) {
            judgeRepository(repository);
        }
    }
}

void Scan::judgeRepository(const LoadedRepository &loaded)
{
    Repository repository;
    repository.name = loaded.name;
    repository.folder = loaded.folder;
    repository.index = loaded.index;
    if (repository.index.state == IndexFile::State::Broken) {
        report(Problem::Kind::Unreadable, m_paths.relative(repository.folder + slash + indexName),
               repository.index.error.technical);
        repository.sure = false;
    }
    for (const LoadedFile &file : loaded.digestFiles) {
        takeDigestFile(repository, file);
    }
    for (const LoadedFile &file : loaded.tagFiles) {
        takeTagFile(repository, file);
    }
    for (const QString &name : loaded.foreign) {
        foreign(repository.folder + slash + name);
    }
    nameImages(repository);
    reportOrphans(repository);
    m_sure = m_sure && repository.sure;
}

void Scan::takeDigestFile(Repository &repository, const LoadedFile &file)
{
    const Digest digest = digestOfName(file.name).value_or(Digest());
    const Reference name = repository.name.withDigest(digest);
    if (!file.error && file.digest == digest) {
        const int node = learn(repository, file, name);
        if (node >= 0) {
            repository.digestFiles.insert(node);
        }
        return;
    }
    if (file.error && file.error->kind != ErrorKind::TooLarge) {
        report(Problem::Kind::Unreadable, name.toString(), file.error->technical);
    } else {
        report(Problem::Kind::CorruptManifest, name.toString(),
               file.error ? file.error->technical
                          : QStringLiteral("the bytes have digest %1").arg(file.digest.toString()));
    }
    repository.missing.insert(m_graph.nodeOf(digest));
    repository.sure = false;
}

void Scan::takeTagFile(Repository &repository, const LoadedFile &file)
{
    const Reference name = repository.name.withTag(file.name);
    const bool indexed = repository.index.index.digest(file.name).has_value();
    if (file.error && file.error->kind != ErrorKind::TooLarge) {
        report(Problem::Kind::Unreadable, name.toString(), file.error->technical);
        repository.sure = false;
        return;
    }
    if (!indexed && (file.error || !file.likeJson || file.stray)) {
        foreign(repository.folder + slash + file.name);
        return;
    }
    if (file.error) {
        report(Problem::Kind::CorruptManifest, name.toString(), file.error->technical);
        repository.sure = false;
        return;
    }
    const int node = learn(repository, file, name);
    if (node >= 0) {
        repository.tagFiles.insert(file.name, node);
        repository.tagged.insert(node);
    }
}

int Scan::learn(Repository &repository, const LoadedFile &file, const Reference &name)
{
    const int node = m_graph.nodeOf(file.digest);
    if (m_graph.node(node).known) {
        return node;
    }
    if (!file.manifest || !*file.manifest) {
        // Without an own verdict, it has the bytes of a file whose verdict stands already.
        const QString verdict = file.manifest ? file.manifest->error().technical : QStringLiteral("no manifest");
        report(Problem::Kind::CorruptManifest, name.toString(), verdict);
        repository.missing.insert(node);
        repository.sure = false;
        return -1;
    }
    const QList<Digest> contradicted = m_graph.add(node, **file.manifest, file.size);
    for (const Digest &blob : contradicted) {
        report(Problem::Kind::CorruptManifest, name.toString(),
               QStringLiteral("names %1 with another size than other manifests do").arg(blob.toString()));
    }
    return node;
}

void Scan::nameImages(Repository &repository)
{
    const LayoutIndex &index = repository.index.index;
    repository.both = index.passesOldKubeKey() && (!index.digest(markerName) || !repository.tagFiles.isEmpty());
    QMap<QString, std::optional<Digest>> tags;
    const QMap<QString, Digest> indexed = index.tags();
    for (auto tag = indexed.cbegin(); tag != indexed.cend(); ++tag) {
        tags.insert(tag.key(), tag.value());
    }
    for (auto tag = repository.tagFiles.cbegin(); tag != repository.tagFiles.cend(); ++tag) {
        if (!tags.contains(tag.key())) {
            tags.insert(tag.key(), std::nullopt);
        }
    }
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag) {
        addTag(repository, tag.key(), tag.value());
    }
    const QStringList broken = index.brokenEntries();
    for (const QString &tag : broken) {
        report(Problem::Kind::Unreadable, m_paths.relative(repository.folder + slash + indexName),
               QStringLiteral("the entry '%1' is no tag with a digest").arg(tag.left(200)));
        repository.sure = false;
    }
    const QList<Reference> roots = m_roots.take(repository.name.name());
    for (const Reference &root : roots) {
        addImage(repository, root, m_graph.nodeOf(root.digest()), false);
    }
}

void Scan::addTag(Repository &repository, const QString &tag, const std::optional<Digest> &indexed)
{
    const Reference name = repository.name.withTag(tag);
    const auto tagFile = repository.tagFiles.constFind(tag);
    const bool hasIndex = repository.index.state == IndexFile::State::Index;
    const auto disagree = [&](const QString &text) { report(Problem::Kind::IndexDisagrees, name.toString(), text); };
    if (tagFile == repository.tagFiles.cend()) {
        // In a tree for every KubeKey, a tag without its file is invisible to the older ones.
        if (repository.both && tag != indexName && !QFileInfo::exists(repository.folder + slash + tag)) {
            disagree(QStringLiteral("the index says %1, there is no tag file").arg(indexed->toString()));
        }
        addImage(repository, name, m_graph.nodeOf(*indexed), true);
        return;
    }
    const Digest found = m_graph.node(*tagFile).digest;
    if (indexed && *indexed != found) {
        // Perhaps a writer is at work just now, or left word of what it was about.
        const Result<StoredRoot> settled = Reader(m_paths).root(name);
        if (!settled) {
            disagree(
                QStringLiteral("the tag file is %1, the index says %2").arg(found.toString(), indexed->toString()));
        }
        addImage(repository, name, m_graph.nodeOf(settled ? settled->descriptor.digest : *indexed), true);
        // Both stay reachable: neither is an orphan before it is decided.
        ListedImage other;
        collect(repository, other, *tagFile, 0);
        collect(repository, other, m_graph.nodeOf(*indexed), 0);
        m_snapshot.images.last().complete = m_snapshot.images.last().complete && settled;
        return;
    }
    if (!indexed && hasIndex) {
        const std::optional<TagMove> move = Reader(m_paths).move();
        if (!move || move->tag != name) {
            disagree(QStringLiteral("the tag file is %1, the index has no entry").arg(found.toString()));
        }
    }
    addImage(repository, name, *tagFile, indexed.has_value());
}

void Scan::report(Problem::Kind kind, const QString &item, const QString &text)
{
    m_snapshot.problems.append({kind, item, text});
}

/// Something that belongs to no image. Worth a look only because of what KubeKey makes of it.
void Scan::foreign(const QString &path)
{
    QString text = QStringLiteral("does not belong to the store");
    const Result<QByteArray> bytes = readFile(path, Manifest::maximumSize);
    const bool walked = !path.startsWith(m_paths.blobs() + slash);
    if (walked && bytes && isJsonObjectWithoutMediaType(*bytes)) {
        text = QStringLiteral(
            "a JSON object without mediaType: KubeKey up to 4.0.3 refuses the whole store because of it");
    }
    report(Problem::Kind::ForeignFile, m_paths.relative(path), text);
}

} // namespace stowage::store
