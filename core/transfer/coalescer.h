// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/event.h"

#include <QHash>

namespace stowage::transfer {

/// Keeps the last event of each node until it is taken. Pure: no time, no thread.
class Coalescer
{
public:
    enum class Urgency { Wait, Now };
    /// Remembers `event`. Now when its state differs from the node's last one (states are never late), Wait for mere
    /// byte counts.
    Urgency put(const TransferEvent &event);
    /// The last event of each node put since the last take, in the order they were first put.
    QList<TransferEvent> take();
    bool isEmpty() const { return m_order.isEmpty(); }

private:
    struct Node
    {
        TransferState state = TransferState::Waiting;
        bool known = false;
        int pending = -1; ///< Index into m_order.
    };
    static quint64 key(const TransferEvent &event);
    QHash<quint64, Node> m_nodes;
    QList<TransferEvent> m_order;
};

} // namespace stowage::transfer
