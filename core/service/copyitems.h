// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"

#include <optional>

namespace stowage {

/// An image as named beside `end`: a full name, or for a registry end a name below its host and prefix.
/// InvalidInput when it names another registry than the end's.
Result<Reference> referenceAt(const End &end, const QString &text);

/// Those of `references` that `pattern` (RE2, unanchored; empty: all) matches. InvalidInput with the position.
Result<QList<Reference>> matchingReferences(const QList<Reference> &references, const QString &pattern);

/// Source → target for a push: those of `sources` that `pattern` matches, each under `targetName` (TargetName).
/// InvalidInput for either text. Two sources that would become one target are left to the planner, which refuses both
/// and goes on with the others; collisionIn() finds them before that.
Result<QList<CopyItem>> namedItems(const QList<Reference> &sources, const QString &pattern, const QString &targetName);

/// namedItems(), but a collision is an error: for a preview, where every name still can be changed.
Result<QList<CopyItem>> distinctItems(const QList<Reference> &sources, const QString &pattern,
                                      const QString &targetName);

/// TargetCollision with both names when two sources of `items` have one target.
std::optional<Error> collisionIn(const QList<CopyItem> &items);

/// Source and target names of a copy between two ends: a store keeps the full name; a registry gets the repository path
/// (without the source end's prefix) below its own prefix. InvalidInput when a name becomes impossible.
Result<QList<CopyItem>> copyItems(const End &from, const End &to, const QList<Reference> &sources);

/// The one registry all targets are in. InvalidInput when there are several.
Result<End> targetEnd(const QList<CopyItem> &items);

/// `image` named without the end's host and prefix, as its repository path and tag: for matching names across ends.
QString pathBelow(const End &end, const Reference &image);

} // namespace stowage
