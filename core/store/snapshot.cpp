// SPDX-License-Identifier: Apache-2.0
#include "store/snapshot.h"

#include "store/scan.h"

namespace stowage::store {

Result<Snapshot> takeSnapshot(const QString &path, const std::stop_token &stop)
{
    Scan scan(StorePaths(path), stop);
    return scan.run();
}

} // namespace stowage::store
