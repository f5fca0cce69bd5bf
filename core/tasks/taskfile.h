// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

#include <QByteArray>

namespace stowage {

/// Reads any file users already have (task-files.md): KubeKey `image` tasks, image-syncer rules and accounts, lists,
/// Kubernetes and compose YAML, `skopeo sync` YAML, docker's and the containers tools' accounts.
///
/// The format is told from the content; `fileName` is only named in problems. Pure: what it depends on is in `context`.
/// Never fails as a whole: what cannot be understood becomes a problem with file, line, column and key, and the rest is
/// there to be shown.
TaskSet readTaskFile(const QString &fileName, const QByteArray &bytes, const TaskContext &context = {});

} // namespace stowage
