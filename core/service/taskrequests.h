// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "service/types.h"
#include "tasks/taskset.h"

#include <optional>

namespace stowage {

/// Reads every file (`-`: standard input) and joins what they mean; blocks on the disk. A file that cannot be read is a
/// problem of the set.
TaskSet readTaskFiles(const QStringList &files, const TaskContext &context);

/// `job` as copies, one per target registry (or store), in the order of its images. `there` and `tags` as for
/// TaskJob::items(). InvalidInput when an end is left open or the names do not fit the ends.
Result<QList<CopyRequest>> taskRequests(const TaskJob &job, const QList<Reference> &there,
                                        const QMap<QString, QStringList> &tags);

/// `--from` and `--to` in the place of what the files say or leave open. A store stands in for another store and for an
/// open end; where the target of an earlier task is replaced, later tasks read from the new one. A registry stands in
/// for an open target only and then names the images `<to>/<repository>:<tag>`. Closes the questions this answers.
/// InvalidInput when an end fits no task.
Result<void> replaceEnds(TaskSet &set, const std::optional<End> &from, const std::optional<End> &to);

/// What keeps `set` from being started, in words for the command line: problems with file, line, column and key, open
/// variables with the `--var` to give, refused keys with the `--ignore`, open ends, impossible names. Empty: it may
/// start.
QList<Error> obstaclesIn(const TaskSet &set);

} // namespace stowage
