// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QStringList>

namespace stowage {

/// Where an account counts, in its one form: `host[:port]` or `host[:port]/namespace`, lower-case host, docker.io for
/// all of its names. Accepts what people and Docker's files write: a scheme, a trailing `/`, `/v1` or `/v2` (C03).
/// InvalidInput names the text.
Result<QString> canonicalScope(const QString &text);

/// Whether `scope` is `name` (`registry/repository`, or a registry alone) or a prefix of it that ends at a `/` (C10).
bool scopeCovers(const QString &scope, const QString &name);

/// The longest of `scopes` that covers `name`; empty when none does (C09, C13).
QString longestScope(const QStringList &scopes, const QString &name);

} // namespace stowage
