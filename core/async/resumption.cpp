// SPDX-License-Identifier: Apache-2.0
#include "async/resumption.h"

#include <QAbstractEventDispatcher>
#include <QMetaObject>
#include <QThread>

#include <utility>

namespace stowage {

std::shared_ptr<Resumption> Resumption::make()
{
    std::shared_ptr<Resumption> resumption(new Resumption);
    resumption->m_dispatcher = QAbstractEventDispatcher::instance(QThread::currentThread());
    Q_ASSERT_X(resumption->m_dispatcher, "Resumption::make", "the thread needs an event loop");
    return resumption;
}

void Resumption::fire()
{
    if (m_fired.exchange(true, std::memory_order_acq_rel)) {
        return;
    }
    QMetaObject::invokeMethod(
        m_dispatcher,
        [self = shared_from_this()] {
            self->m_delivered = true;
            if (const auto handle = std::exchange(self->m_handle, {})) {
                handle.resume();
            }
        },
        Qt::QueuedConnection);
}

} // namespace stowage
