// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/certificates.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QMutex>
#include <QRegularExpression>
#include <QTcpServer>
#include <QThread>
#include <QUrl>

#include <functional>
#include <memory>

namespace stowage::test {

/// One request as it came over the wire.
struct SeenRequest
{
    QByteArray method;
    QByteArray target; ///< Path and query, byte for byte.
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0; ///< Counts the connections of its host.
    int hit = 0;        ///< How often this method and target were asked before.

    QByteArray path() const { return target.split('?').constFirst(); }
    QByteArray query() const { return target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray(); }
    /// Decoded value of a query parameter, empty when missing.
    QByteArray parameter(const QByteArray &name) const;
    bool has(const QByteArray &name) const;
    QByteArray header(const QByteArray &name) const;
    /// `GET /v2/`, for lists of what was seen.
    QByteArray line() const { return method + ' ' + target; }
};

/// What to answer, with every fault a server can show.
struct FakeAnswer
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    bool withLength = true; ///< Content-Length of `body`, unless `headers` say otherwise.
    bool chunked = false;
    qint64 cutAt = -1;    ///< Close after that many bytes of the body.
    bool reset = false;   ///< Close with RST instead of FIN.
    qint64 stallAt = -1;  ///< Send that many bytes of the body, then nothing more.
    qint64 flipAt = -1;   ///< Invert this byte of the body.
    QByteArray extra{};   ///< More bytes than promised.
    bool silent = false;  ///< No answer at all.
    bool dropped = false; ///< Close without an answer.
    bool close = false;   ///< Close after the answer.

    FakeAnswer &with(const QByteArray &name, const QByteArray &value)
    {
        headers.append({name, value});
        return *this;
    }
};

/// A scriptable HTTP/1.1 host on loopback, in a thread of its own. Rules decide; what came is recorded.
class FakeHost
{
public:
    using Handler = std::function<FakeAnswer(const SeenRequest &)>;
    struct Options
    {
        QHostAddress address = QHostAddress(QHostAddress::LocalHost);
        Certificate tls{};            ///< Empty: plain http.
        QByteArray clientAuthority{}; ///< PEM: demand a client certificate signed by it.
    };

    FakeHost();
    explicit FakeHost(Options options);
    virtual ~FakeHost();
    FakeHost(const FakeHost &) = delete;
    FakeHost &operator=(const FakeHost &) = delete;

    /// `127.0.0.1:port`.
    QString host() const;
    QUrl url(const QString &path = QStringLiteral("/")) const;

    /// Requests of `method` (empty: any) whose path matches `path` whole are answered by `handler`, `times` times (-1:
    /// always). Later rules come before earlier ones. The handler runs in the host's thread.
    void on(const QByteArray &method, const QString &path, Handler handler, int times = -1);
    void on(const QByteArray &method, const QString &path, const FakeAnswer &answer, int times = -1);
    /// Answers as soon as the headers of the request are there; throws away what comes of its body (F12).
    void onHead(const QByteArray &method, const QString &path, const FakeAnswer &answer, int times = -1);

    /// Forgets all rules.
    void behave();
    /// Requests that `decide` says yes to are never answered, whatever the rules. Runs in the host's thread.
    void hangIf(std::function<bool(const SeenRequest &)> decide);

    QList<SeenRequest> seen() const;
    /// Requests of `method` whose path matches.
    QList<SeenRequest> seen(const QByteArray &method, const QString &path) const;
    int count(const QByteArray &method, const QString &path) const;
    void forget();
    /// "Authorization never reached this host", for QVERIFY2 and the like.
    bool sawHeader(const QByteArray &name) const;
    /// The most requests that were unanswered or being answered at once.
    int mostAtOnce(const QString &path) const;

protected:
    /// Ends the thread; derived classes call it first in their destructor.
    void shutDown();
    /// What no rule answers. Called in the host's thread, under the lock.
    virtual FakeAnswer fallback(const SeenRequest &request);
    mutable QRecursiveMutex m_mutex;

private:
    friend class FakeConnection;
    struct Rule
    {
        QByteArray method;
        QRegularExpression path;
        Handler handler;
        int left = -1;
        bool early = false;
    };
    bool answersEarly(const SeenRequest &request);
    FakeAnswer answer(SeenRequest &request);
    void finished(const SeenRequest &request);

    const Options m_options;
    QThread m_thread;
    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    int m_connections = 0;
    QList<Rule> m_rules;
    std::function<bool(const SeenRequest &)> m_hangs;
    QList<SeenRequest> m_seen;
    QList<QPair<QByteArray, int>> m_peaks; ///< Path, +1 when asked and -1 when answered.
};

} // namespace stowage::test
