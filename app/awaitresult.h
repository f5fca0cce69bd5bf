// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"
#include "base/error.h"

#include <QCoro/QCoroTask>
#include <QFuture>
#include <QFutureWatcher>

namespace stowage {

/// Suspends until `future` has ended. Interrupted when it was cancelled, so that no result is ever missing.
template <typename T>
QCoro::Task<Result<T>> awaitResult(QFuture<Result<T>> future)
{
    if (!future.isFinished()) {
        const auto resumption = Resumption::make();
        QFutureWatcher<Result<T>> watcher;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, [resumption] { resumption->fire(); });
        watcher.setFuture(future);
        co_await resumption->wait();
    }
    if (future.isCanceled() || future.resultCount() == 0) {
        Error error;
        error.kind = ErrorKind::Interrupted;
        error.side = Side::Local;
        co_return std::unexpected(error);
    }
    co_return future.result();
}

} // namespace stowage
