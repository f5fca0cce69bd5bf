// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskscope.h"

namespace stowage {

/// The YAML of `skopeo sync --src yaml`: per registry images with tags, tag expressions, accounts. Internal to
/// core/tasks.
namespace skopeo {

bool isSync(const DocumentNode &root);
void readSync(const DocumentNode &root, TaskScope &scope);

} // namespace skopeo

} // namespace stowage
