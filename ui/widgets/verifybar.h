// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"
#include "copy/listing.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace stowage {

/// A verification under way: which store, bytes, speed and time left, Cancel. Hidden while there is none.
class VerifyBar : public QWidget
{
    Q_OBJECT

public:
    explicit VerifyBar(QWidget *parent = nullptr);
    ~VerifyBar() override;

    /// Shows the progress (in MiB) of `work` until it ends. One at a time.
    void follow(const End &store, const QFuture<Result<Verification>> &work);
    bool isRunning() const { return m_running; }
    const End &store() const { return m_store; }
    /// After finished().
    Result<Verification> result() const { return m_watcher.result(); }
    void cancel();

Q_SIGNALS:
    /// Not for a cancelled one.
    void finished(const stowage::End &store);
    void cancelled(const stowage::End &store);
    void runningChanged();

private:
    void update();
    void ended();

    QFutureWatcher<Result<Verification>> m_watcher;
    QElapsedTimer m_clock;
    End m_store;
    bool m_running = false;
    QLabel *m_text = nullptr;
    QLabel *m_numbers = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace stowage
