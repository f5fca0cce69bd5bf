// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"
#include "oci/reference.h"

namespace stowage {

/// What an image of `from` is called in `to` when two ends are to become equal: a store keeps names as they are, a
/// registry puts its host and prefix before the repository (a prefix of `from` falls away). Pure.
Result<Reference> nameAt(const Reference &image, const End &from, const End &to);

} // namespace stowage
