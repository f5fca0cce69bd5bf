// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "http/message.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QSslError>

namespace stowage::http {

class FileDevice;

/// One reply of Qt's and everything that watches it, as something a coroutine can wait for. Internal to this room.
///
/// Qt's reply is only ever touched from the engine thread, outside of its own signals: handlers note what happened and
/// wake the coroutine through the event loop.
class Exchange : public QObject
{
public:
    /// Takes over `reply`. `device` belongs to the reply; null when the body is small.
    Exchange(Clock &clock, QNetworkReply *reply, const Request &request, FileDevice *device, bool byProxy);
    ~Exchange() override;

    /// Waits for status and headers. Throws Error when no answer comes.
    Task<void> begin(std::stop_token stop);
    int status() const { return m_status; }
    const Headers &headers() const { return m_headers; }
    qint64 promisedLength() const { return m_promised; }
    Task<QByteArrayView> read(std::stop_token stop);

private:
    bool isSending() const { return m_sent < m_toSend; }
    std::chrono::milliseconds limit() const;
    void stir();
    void wakeWaiter();
    Task<void> waitForReply(std::stop_token stop);
    void setAlarm(std::chrono::milliseconds duration);
    void checkPatience();
    void takeHead();
    void checkRate(qint64 bytes);
    void dropReply();
    Error failure() const;
    void judgeEnd() const;

    Clock &m_clock;
    QPointer<QNetworkReply> m_reply;
    QPointer<FileDevice> m_device;
    const QUrl m_url;
    const Timeouts m_timeouts;
    const bool m_isHead;
    const bool m_byProxy;
    std::function<void(qint64)> m_onSent;
    qint64 m_toSend = 0;
    qint64 m_sent = 0;

    bool m_finished = false;
    bool m_timedOut = false;
    QList<QSslError> m_tlsFaults;
    int m_status = 0;
    Headers m_headers;
    qint64 m_promised = -1;
    qint64 m_received = 0;
    QByteArray m_buffer;

    std::shared_ptr<Resumption> m_waiter;
    std::unique_ptr<Alarm> m_alarm;
    std::chrono::milliseconds m_lastStir{0};
    std::chrono::milliseconds m_windowWaited{0};
    qint64 m_windowBytes = 0;
};

} // namespace stowage::http
