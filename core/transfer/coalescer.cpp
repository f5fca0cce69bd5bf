// SPDX-License-Identifier: Apache-2.0
#include "transfer/coalescer.h"

#include <utility>

namespace stowage::transfer {

quint64 Coalescer::key(const TransferEvent &event)
{
    // One coalescer serves one job, so the two indexes name the node.
    return (static_cast<quint64>(static_cast<quint32>(event.image)) << 32) | static_cast<quint32>(event.blob);
}

Coalescer::Urgency Coalescer::put(const TransferEvent &event)
{
    Node &node = m_nodes[key(event)];
    const bool news = !node.known || node.state != event.state || event.error.has_value();
    node.known = true;
    node.state = event.state;
    if (node.pending < 0) {
        node.pending = static_cast<int>(m_order.size());
        m_order.append(event);
    } else {
        m_order[node.pending] = event;
    }
    return news ? Urgency::Now : Urgency::Wait;
}

QList<TransferEvent> Coalescer::take()
{
    for (const TransferEvent &event : std::as_const(m_order)) {
        m_nodes[key(event)].pending = -1;
    }
    return std::exchange(m_order, {});
}

} // namespace stowage::transfer
