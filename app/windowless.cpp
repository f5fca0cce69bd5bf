// SPDX-License-Identifier: Apache-2.0
#include "window.h"

#include <cstdio>

namespace stowage {

int runWindow(int, char **, const QString &)
{
    std::fputs("stowage: this build has no window; see stowage --help\n", stderr);
    return 2;
}

} // namespace stowage
