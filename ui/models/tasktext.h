// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

#include <QCoreApplication>

namespace stowage {

/// Words for the jobs of files. Translatable, plain and harmless text; never a secret.
class TaskText
{
    Q_DECLARE_TR_FUNCTIONS(TaskText)

public:
    static QString kind(TaskJob::Kind kind);
    /// `Pull: fetch the release`.
    static QString title(const TaskJob &job);
    /// `each image's registry → /srv/images`.
    static QString route(const TaskJob &job);
    /// Route, platforms, policy and trust in one or two sentences.
    static QString about(const TaskJob &job);
    /// What a job of the whole source takes: `every image whose name matches ^quay`.
    static QString wholeSource(const TaskJob &job);
    /// The image, or which tags of a repository.
    static QString image(const TaskImage &image);
    /// Its name at the target; empty when it keeps its own.
    static QString target(const TaskImage &image);
    /// The rule by which names at the target are made.
    static QString rule(const TargetName &name);
    /// `tasks.yaml:12:5`, without the folder.
    static QString place(const FilePlace &place);
    /// User at scope, or what is said about the connection.
    static QString account(const TaskAccount &account);
    static QString connection(const TaskAccount &account);
};

} // namespace stowage
