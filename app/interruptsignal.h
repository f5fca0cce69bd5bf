// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

namespace stowage {

/// SIGINT and SIGTERM as a Qt signal, through a pipe. The second one ends the program at once: nothing is lost, parts
/// and stores survive that by design. One per program, in the main thread.
class InterruptSignal : public QObject
{
    Q_OBJECT

public:
    explicit InterruptSignal(QObject *parent = nullptr);
    ~InterruptSignal() override;

Q_SIGNALS:
    void interrupted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace stowage
