// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFutureWatcher>

#include <utility>

namespace stowage {

/// Calls `then` with the result of `future` in the thread of `context`, once; not at all when the future was cancelled
/// or `context` has gone. Unlike QFuture::then() with a context, which in Qt 6.4 touches a context that has gone.
template <typename T, typename F>
void whenDone(QObject *context, const QFuture<T> &future, F &&then)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, call = std::forward<F>(then)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled() && watcher->future().resultCount() > 0) {
                             call(watcher->result());
                         }
                     });
    watcher->setFuture(future);
}

} // namespace stowage
