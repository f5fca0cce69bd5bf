// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/kubekeyreader.h"

namespace stowage::kubekey {

/// A registry as an end without location: each image from, or to, the registry of its own name.
End ownRegistries();

/// Reads the arguments of one image task. Internal to core/tasks.
class ImageReader
{
    /// Where one side of a flat task points.
    struct Side
    {
        std::optional<End>
            end; ///< Nothing: a question is open or a problem was reported; a remote one names images itself.
        bool local = false;
    };

public:
    ImageReader(const TaskJob &task, TaskScope &scope)
        : m_task(task)
        , m_scope(scope)
    {
    }

    QList<TaskJob> read(const DocumentNode &arguments);

private:
    QString keyOf(const QString &key) const { return m_prefix + key; }

    void unknown(const DocumentNode &node, const DocumentNode::Entry &entry);

    /// Reads what several dialects share; false when the key is another one. `--ignore platform` leaves a key out.
    bool common(const DocumentNode::Entry &entry, TaskJob &job);

    void policy(const DocumentNode &node, const QString &key, TaskJob &job);

    void pattern(const DocumentNode &node, const QString &key, TaskJob &job);

    std::optional<End> store(const QString &path, const DocumentNode &node, const QString &key);

    /// `images_dir`, or KubeKey's own folder when it is not given.
    std::optional<End> imagesDir(const DocumentNode &map);

    /// Null, an empty list or string: as if the key were not there.
    static bool isEmptyList(const DocumentNode &node);

    /// The images of `manifests`, each with its own name at the target.
    QList<TaskImage> manifests(const DocumentPointer &node, const QString &key);

    /// `dest` and templated `src`: a name that depends on the image. Variables that are not the image's are asked for.
    std::optional<TargetName> naming(const DocumentNode &node, const QString &text, const QString &key);

    // Dialects A and B (kubekeyold.cpp).

    TaskJob pull(const DocumentNode &map);

    TaskJob push(const DocumentNode &map);

    void destination(const DocumentNode &node, const QString &key, TaskJob &job);

    static bool isAccountKey(const QString &key);

    /// `username` and `password` of the oldest documents: one account for every registry concerned.
    void singleAccount(const DocumentNode &map, QStringList registries, TaskJob &job);

    TaskJob copy(const DocumentNode &map);

    /// Gives `job`, which holds what `to` says, what `from` says as well: each for its own side. Names of
    /// both sides are known by then.
    static void joinSides(TaskJob &job, bool skipsAtSource, const QList<TaskAccount> &sourceAccounts, bool fromHub,
                          bool toHub);

    bool isHub(const DocumentNode &side);

    std::optional<End> path(const DocumentNode &side);

    void copySide(const DocumentNode &side, TaskJob &job, bool hub);

    // Dialects C and D (kubekeyflat.cpp).

    /// Whether the end is a folder: what stands before or, for a template that begins with an action, inside it.
    static bool isLocal(const QString &text);

    std::optional<Side> side(const DocumentNode &map, const char *name);

    /// How the manifests' names become names at the remote source.
    std::optional<TargetName> sourceNaming(const DocumentNode &node, QList<TaskImage> &images);

    TaskJob flat(const DocumentNode &map);

    /// KubeKey's variables see the manifest's name, wherever it is fetched from.
    void name(TaskImage &image, const TargetName &sourceName, const TargetName &target, bool toStore);

    TaskJob m_task;
    TaskScope &m_scope;
    QString m_prefix;
    QList<TaskJob> m_jobs;
};

} // namespace stowage::kubekey
