// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace stowage {

/// The registry in what a person types as target name: the first part when it looks like a host (`.`, `:` or localhost)
/// and holds no template; else empty.
QString registryOfTargetName(const QString &name);

/// `name` with `registry` (a host, or host/namespace as accounts are kept) in the place of `former` when it stands at
/// its front, else of the host it names, else before it.
QString targetNameIn(const QString &name, const QString &former, const QString &registry);

/// What the form of a target name means (ux.md, `push --to`).
enum class TargetNameForm { Empty, Prefix, Exact, Template };
TargetNameForm targetNameForm(const QString &name);

} // namespace stowage
