// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace stowage {

/// Opens the window, on `path` when it is not empty, and serves it until it is closed. The exit code.
int runWindow(int argc, char **argv, const QString &path);

} // namespace stowage
