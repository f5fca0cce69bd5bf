// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "service/types.h"
#include "tasks/taskset.h"

namespace stowage {

/// Reads every file and joins what they mean; blocks on the disk. A file that cannot be read is a problem of the set.
TaskSet readTaskFiles(const QStringList &files, const TaskContext &context);

/// `job` as copies, one per target registry (or store), in the order of its images. `there` and `tags` as for
/// TaskJob::items(). InvalidInput when an end is left open or the names do not fit the ends.
Result<QList<CopyRequest>> taskRequests(const TaskJob &job, const QList<Reference> &there,
                                        const QMap<QString, QStringList> &tags);

} // namespace stowage
