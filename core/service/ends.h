// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "async/diskpool.h"
#include "copy/account.h"
#include "copy/ports.h"
#include "copy/request.h"

#include <functional>
#include <memory>

namespace stowage {

namespace http {
class SessionPool;
}
class RegistryEnds;

/// What ends are made with. Everything outlives them; engine thread.
struct EndTools
{
    RegistryEnds &registries;
    Clock &clock;
    DiskPool &disk;
};

/// How an end is to be opened, beyond its address.
struct EndOptions
{
    TreeLayout layout = TreeLayout::Both;
    bool waitForLock = true;
    /// Hears StoreLocked while a store has to be waited for. May be empty.
    std::function<void(const Error &locked)> waiting = {};
};

/// An end opened for one use: the ports it offers, null where it offers none. Owns what is behind them.
struct OpenEnd
{
    std::shared_ptr<void> owner;
    ImageSource *source = nullptr;
    ImageTarget *target = nullptr;
    ImageLister *lister = nullptr;
};

/// Opens `end`. Cheap: touches neither disk nor network. The kinds are registered in one table in ends.cpp.
/// Unsupported for a kind this program does not have yet.
Result<OpenEnd> openEnd(const End &end, const EndOptions &options, const EndTools &tools);

} // namespace stowage
