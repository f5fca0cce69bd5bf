// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskscope.h"

namespace stowage {

/// Images named in Kubernetes and compose YAML (task-files.md 3). Internal to core/tasks.
class WorkloadReader
{
public:
    explicit WorkloadReader(TaskScope &scope);
    /// One document. Every `image:` string, with where it was found, and, unticked, values of env, args and command
    /// that look like references.
    void read(const DocumentNode &root);
    /// Adds the job of all documents when there is any image.
    void finish();

    static bool isKubernetes(const DocumentNode &root);
    static bool isCompose(const DocumentNode &root);
    /// Whether any `image:` string is in there.
    static bool hasImages(const DocumentNode &root);

private:
    void walk(const DocumentNode &node, const QString &where, const QString &path);
    void add(const DocumentNode &node, const QString &text, const QString &where, const QString &key, bool chosen);
    void maybe(const DocumentNode &node, const QString &where, const QString &key);
    std::optional<QString> interpolated(const DocumentNode &node, const QString &key);

    TaskScope &m_scope;
    TaskJob m_job;
    bool m_compose = false;
    qsizetype m_visited = 0;
};

} // namespace stowage
