// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

namespace stowage {

/// Files that say the same to other programs, and to this one when read again. Never with a password. All are UTF-8
/// text and fail with Unsupported, naming the image or job, when the format cannot say it; unticked images are left
/// out.

/// A request as a job: for saving what the window shows.
TaskJob taskJobOf(const CopyRequest &request, const QString &name = {});

/// KubeKey's flat `image` tasks, the program's own document format: what it saves, KubeKey can run.
Result<QString> writeKubeKey(const TaskSet &set);

struct ImageSyncerFiles
{
    QString images; ///< `images.yaml`
    QString auth;   ///< `auth.yaml`, with `${…}` variables instead of passwords.
};
Result<ImageSyncerFiles> writeImageSyncer(const TaskSet &set);

/// The YAML of `skopeo sync --src yaml`.
Result<QString> writeSkopeoSync(const TaskSet &set);

/// One reference per line, groups as `##name`.
Result<QString> writeList(const TaskSet &set);

/// The same list with digests: `reference@sha256:…` for each image by what it was resolved to.
Result<QString> writeLock(const TaskSet &set, const QHash<Reference, Digest> &resolved);

} // namespace stowage
