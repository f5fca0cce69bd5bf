// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

namespace stowage {

/// Everything that was read, as lines to compare; secrets only as `***` or their length.
QString describe(const TaskSet &set);

} // namespace stowage
