// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"
#include "transfer/planner.h"

namespace stowage::transfer {

/// Reads the manifests of a request, looks at the target and makes the plan. Moves no blob, writes nothing.
/// Errors of single images are refusals in the plan; an error of the source or target as a whole is thrown with its
/// side.
QCoro::Task<Plan> preparePlan(CopyRequest request, ImageSource &source, ImageTarget &target, qint64 freeBytes,
                              ResolveProgress progress, std::stop_token stop);

} // namespace stowage::transfer
