// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace stowage {

/// What was done to a file when it failed: decides between NotReadable and NotWritable.
enum class FileUse { Read, Write };

/// The Error (side Local) for `number`, a value of errno, from doing `operation` to `path`. No space or quota left is
/// DiskFull (F25); everything else is NotReadable or NotWritable, with the system's words as technical text.
Error fileError(int number, FileUse use, const QString &operation, const QString &path);

} // namespace stowage
