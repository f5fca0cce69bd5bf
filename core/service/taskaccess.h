// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "service/types.h"
#include "tasks/taskset.h"

namespace stowage {

/// One copy of a task with what counts while it is planned and run.
struct TaskStep
{
    CopyRequest request;
    RunAccess access;
};

/// Accounts and settings that `set` and `job` bring for `images` (repositories looked at or copied). `known` are the
/// settings that count without the file, one per registry; only registries that the file changes are in the result.
///
/// Of the entries that cover a repository the one with the longest scope counts (on a `/` boundary, the job's before
/// the set's); its word on verification beats the task's own. Files of certificates are taken from a shorter scope
/// where the longest names none. Where images need different settings of one registry the stricter ones count:
/// withAccess() keeps such images apart. What counts for one side of the job only is used for `images` of that `side`;
/// None: either, and nothing is allowed that only one side allows.
RunAccess accessOf(const TaskSet &set, const TaskJob &job, const QList<Reference> &images,
                   const QList<RegistrySettings> &known, Side side = Side::None);

/// `requests` of `job` as steps. A request is split where its images need different settings of one registry.
QList<TaskStep> withAccess(const QList<CopyRequest> &requests, const TaskSet &set, const TaskJob &job,
                           const QList<RegistrySettings> &known);

} // namespace stowage
