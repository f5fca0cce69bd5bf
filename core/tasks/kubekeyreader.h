// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskscope.h"

namespace stowage {

/// KubeKey's `image` tasks (task-files.md 1): playbooks, lists of tasks, one task, or the bare arguments; dialects A to
/// D. Internal to core/tasks.
namespace kubekey {

/// Whether `root` is one of these by its keys.
bool isTasks(const DocumentNode &root);
void readTasks(const DocumentPointer &root, TaskScope &scope);

/// The jobs of one `image:` (kubekeyimage.cpp). `task` gives title, place and refused keys.
QList<TaskJob> readImageArguments(const DocumentNode &arguments, const TaskJob &task, TaskScope &scope);
/// Whether a map holds arguments of an image task.
bool isImageArguments(const DocumentNode &map);
/// `auths` in all spellings (kubekeyauths.cpp); `taskSkips` is the task's own skip_tls_verify.
QList<TaskAccount> readAuths(const DocumentPointer &node, const QString &key, TaskScope &scope);
/// The scope of an account: `host` or `host/namespace`; empty text means docker.io. Nothing when it is neither.
std::optional<QString> accountScope(const QString &text);

} // namespace kubekey

} // namespace stowage
