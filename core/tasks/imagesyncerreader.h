// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskscope.h"

namespace stowage {

/// image-syncer's rules and accounts (task-files.md 2), in one file or two. Internal to core/tasks.
namespace imagesyncer {

/// A map with `images` (rules) or `auth` (accounts).
bool isCombined(const DocumentNode &root);
/// A map of registry → username and password.
bool isAccounts(const DocumentNode &root);
/// A map of source → destination.
bool isRules(const DocumentNode &root);

void readCombined(const DocumentNode &root, TaskScope &scope);
void readAccounts(const DocumentNode &map, const QString &key, TaskScope &scope);
void readRules(const DocumentNode &map, const QString &key, const QList<Platform> &platforms, TaskScope &scope);

} // namespace imagesyncer

} // namespace stowage
