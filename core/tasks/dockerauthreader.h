// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskscope.h"

namespace stowage {

/// Accounts of docker's config.json and the containers tools' auth.json (C01-C04, C09). Internal to core/tasks.
namespace dockerauth {

bool isConfig(const DocumentNode &root);
void readConfig(const DocumentNode &root, TaskScope &scope);

} // namespace dockerauth

} // namespace stowage
