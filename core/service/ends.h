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

/// What ends are made with. Everything outlives them; engine thread.
struct EndTools
{
    http::SessionPool &sessions;
    CredentialProvider &credentials;
    Clock &clock;
    DiskPool &disk;
    std::function<RegistrySettings(const QString &registry)> settings;
};

/// How an end is to be opened, beyond its address.
struct EndOptions
{
    TreeLayout layout = TreeLayout::Both;
    bool waitForLock = true;
};

/// An end opened for one use: the ports it offers, null where it offers none. Owns what is behind them.
struct OpenEnd
{
    std::shared_ptr<void> owner;
    ImageSource *source = nullptr;
    ImageTarget *target = nullptr;
    ImageLister *lister = nullptr;
    bool local = false; ///< Its blobs are on this machine's disk.
};

/// Opens `end`. Cheap: touches neither disk nor network. The kinds are registered in one table in ends.cpp.
/// Unsupported for a kind this program does not have yet.
Result<OpenEnd> openEnd(const End &end, const EndOptions &options, const EndTools &tools);

} // namespace stowage
