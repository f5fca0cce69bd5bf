// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transfer/coalescer.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace stowage::transfer {

/// Collects what happens in one job and hands it on in batches: states at the end of the present turn of the event
/// loop, byte counts at most every 100 ms. Lives in the engine thread; the signal may be connected to any thread.
class ProgressBoard : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval{100};
    explicit ProgressBoard(QObject *parent = nullptr);

    void put(const TransferEvent &event);
    /// Hands on what is pending at once.
    void flush();

Q_SIGNALS:
    void flushed(const QList<stowage::TransferEvent> &events);

private:
    Coalescer m_coalescer;
    QTimer m_timer;
};

} // namespace stowage::transfer
