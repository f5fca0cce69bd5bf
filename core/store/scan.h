// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/graph.h"
#include "store/loadedrepository.h"
#include "store/snapshot.h"

#include <QMap>
#include <QSet>

#include <stop_token>
#include <vector>

namespace stowage::store {

/// One pass over a store, the work behind takeSnapshot(). Used once.
class Scan
{
public:
    Scan(StorePaths paths, std::stop_token stop)
        : m_paths(std::move(paths))
        , m_stop(std::move(stop))
    {
    }

    Result<Snapshot> run();

private:
    /// One repository while it is read.
    struct Repository
    {
        Reference name;
        QString folder;
        IndexFile index;
        bool both = false;           ///< A tree for every KubeKey: each tag has an index entry and a file.
        QSet<int> digestFiles;       ///< Nodes kept under their digest, proven.
        QMap<QString, int> tagFiles; ///< Tag → node, proven readable.
        QSet<int> tagged;            ///< Nodes of tagFiles.
        QSet<int> reached;           ///< Nodes that images of this repository contain.
        QSet<int> missing;           ///< Nodes already reported.
        bool sure = true;            ///< False when something could not be read: then nothing here is called an orphan.
    };

    /// A `manifests` folder that the walk came by.
    struct FoundRepository
    {
        Reference name;
        QString folder;
        QList<FolderEntry> entries;
    };

    void sortImages();
    void readBlobs();
    void readOwnState();
    void walk(const QString &folder, const QString &registry, const QString &repository);
    void readRepositories();
    void judgeRepository(const LoadedRepository &loaded);
    void takeDigestFile(Repository &repository, const LoadedFile &file);
    void takeTagFile(Repository &repository, const LoadedFile &file);
    /// The node of a file's bytes; -1 when they are no manifest (reported).
    int learn(Repository &repository, const LoadedFile &file, const Reference &name);
    void nameImages(Repository &repository);
    void addTag(Repository &repository, const QString &tag, const std::optional<Digest> &indexed);
    void addImage(Repository &repository, const Reference &name, int node, bool needsDigestFile);
    void reportOrphans(const Repository &repository);
    void reportBlobs();
    /// Visits `id` and all below it for the image being added.
    void collect(Repository &repository, ListedImage &image, int id, int depth);
    void collectBlobs(ListedImage &image, const Graph::Node &node);
    bool isKept(Repository &repository, int id, int depth);
    void reportMissing(Repository &repository, int id);
    void platformsBelow(int id, QSet<int> &seen, QList<Platform> &platforms);
    Platform configPlatform(int node);
    void foreign(const QString &path);
    void report(Problem::Kind kind, const QString &item, const QString &text);

    StorePaths m_paths;
    std::stop_token m_stop;
    Graph m_graph;
    Snapshot m_snapshot;
    std::vector<FoundRepository> m_found;
    QMap<QString, QList<Reference>> m_roots; ///< Repository name → its untagged roots, until found.
    QStringList m_imageNames;                ///< In the order of addImage, for `firstImage`.
    /// A writer is at work: parts are not stale, and what looks like an orphan will have a tag soon.
    bool m_busy = false;
    bool m_sure = true; ///< False when a manifest could not be read: its blobs are unknown.
};

} // namespace stowage::store
