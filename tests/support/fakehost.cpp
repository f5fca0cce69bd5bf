// SPDX-License-Identifier: Apache-2.0
#include "support/fakehost.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

#include <sys/socket.h>

#include <algorithm>

namespace stowage::test {

QByteArray SeenRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

bool SeenRequest::has(const QByteArray &name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&name](const auto &field) { return field.first.compare(name, Qt::CaseInsensitive) == 0; });
}

QByteArray SeenRequest::parameter(const QByteArray &name) const
{
    for (const QByteArray &part : query().split('&')) {
        if (part.startsWith(name + '=')) {
            return QByteArray::fromPercentEncoding(part.mid(name.size() + 1));
        }
    }
    return {};
}

/// One connection: requests one after the other.
class FakeConnection : public QObject
{
public:
    FakeConnection(FakeHost *host, QTcpSocket *socket, int number)
        : QObject(socket)
        , m_host(host)
        , m_socket(socket)
        , m_number(number)
    {
        connect(socket, &QTcpSocket::readyRead, this, &FakeConnection::read);
        connect(socket, &QTcpSocket::disconnected, this, [this] {
            settle();
            m_socket->deleteLater();
        });
        read();
    }

    ~FakeConnection() override { settle(); }

private:
    void read()
    {
        m_bytes += m_socket->readAll();
        if (m_done) {
            m_bytes.clear();
            return;
        }
        if (m_served == 0 && !m_hasHead && m_bytes.startsWith('\x16')) { // A TLS greeting, answered as Go's servers do.
            m_socket->write("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n");
            close(false);
            return;
        }
        while (!m_done && readOne()) {
        }
    }

    bool readOne()
    {
        const qsizetype discarded = std::min<qsizetype>(m_discard, m_bytes.size());
        m_bytes.remove(0, discarded);
        m_discard -= discarded;
        if (!m_hasHead) {
            const qsizetype end = m_bytes.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            readHead(m_bytes.left(end));
            m_bytes.remove(0, end + 4);
            m_hasHead = true;
            m_early = m_host->answersEarly(m_request);
        }
        if (!m_early && m_bytes.size() < m_length) {
            return false;
        }
        const qsizetype taken = std::min<qsizetype>(m_length, m_bytes.size());
        m_request.body = m_bytes.left(taken);
        m_bytes.remove(0, taken);
        m_hasHead = false;
        m_open = true;
        ++m_served;
        const FakeAnswer answer = m_host->answer(m_request);
        send(answer);
        m_discard = m_early ? m_length - taken : 0; // What still comes of the body is thrown away.
        return true;
    }

    void readHead(const QByteArray &head)
    {
        m_request = {};
        m_request.connection = m_number;
        m_length = 0;
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> start = lines.constFirst().trimmed().split(' ');
        m_request.method = start.value(0);
        m_request.target = start.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            const QByteArray name = line.left(colon).trimmed();
            const QByteArray value = line.mid(colon + 1).trimmed();
            m_request.headers.append({name, value});
            if (name.compare("Content-Length", Qt::CaseInsensitive) == 0) {
                m_length = value.toLongLong();
            }
        }
    }

    void send(const FakeAnswer &answer)
    {
        if (answer.silent) {
            m_done = true;
            return;
        }
        if (answer.dropped) {
            close(answer.reset);
            return;
        }
        const bool withoutBody = m_request.method == "HEAD" || answer.status == 204;
        QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Whatever\r\n";
        bool hasLength = false;
        for (const auto &[name, value] : answer.headers) {
            head += name + ": " + value + "\r\n";
            hasLength = hasLength || name.compare("Content-Length", Qt::CaseInsensitive) == 0;
        }
        if (answer.chunked) {
            head += "Transfer-Encoding: chunked\r\n";
        } else if (answer.withLength && !hasLength && answer.status != 204) {
            head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
        }
        const bool closes = answer.close || (!answer.withLength && !answer.chunked && !withoutBody);
        head += closes ? "Connection: close\r\n\r\n" : "\r\n";
        m_socket->write(head);
        if (withoutBody) {
            settle();
            if (closes) {
                close(false);
            }
            return;
        }
        QByteArray body = answer.body;
        if (answer.flipAt >= 0 && answer.flipAt < body.size()) {
            body[answer.flipAt] = static_cast<char>(~body.at(answer.flipAt));
        }
        body += answer.extra;
        if (answer.cutAt >= 0 || answer.stallAt >= 0) {
            m_socket->write(body.left(answer.cutAt >= 0 ? answer.cutAt : answer.stallAt));
            m_done = true;
            if (answer.cutAt >= 0) {
                close(answer.reset);
            }
            return;
        }
        if (answer.chunked) {
            for (qsizetype at = 0; at < body.size(); at += 1000) {
                const QByteArray piece = body.mid(at, 1000);
                m_socket->write(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
            }
            m_socket->write("0\r\n\r\n");
        } else {
            m_socket->write(body);
        }
        settle();
        if (closes) {
            close(false);
        }
    }

    void close(bool reset)
    {
        m_done = true;
        settle();
        m_socket->flush();
        if (reset) {
            // Let what was written go out first; then an RST instead of a FIN.
            const auto kill = [socket = m_socket] {
                const linger hard{1, 0};
                ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
                socket->abort();
            };
            if (m_socket->bytesToWrite() == 0) {
                kill();
            } else {
                connect(m_socket, &QTcpSocket::bytesWritten, this, [this, kill] {
                    if (m_socket->bytesToWrite() == 0) {
                        kill();
                    }
                });
            }
            return;
        }
        m_socket->disconnectFromHost();
    }

    void settle()
    {
        if (m_open) {
            m_open = false;
            m_host->finished(m_request);
        }
    }

    FakeHost *const m_host;
    QTcpSocket *const m_socket;
    const int m_number;
    QByteArray m_bytes;
    SeenRequest m_request;
    qint64 m_length = 0;
    qint64 m_discard = 0;
    int m_served = 0;
    bool m_hasHead = false;
    bool m_early = false;
    bool m_open = false;
    bool m_done = false;
};

FakeHost::FakeHost()
    : FakeHost(Options{})
{
}

FakeHost::FakeHost(Options options)
    : m_options(std::move(options))
{
    if (m_options.tls.certificate.isEmpty()) {
        m_server = std::make_unique<QTcpServer>();
    } else {
        auto server = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(m_options.tls.certificate));
        configuration.setPrivateKey(QSslKey(m_options.tls.key, QSsl::Ec));
        if (!m_options.clientAuthority.isEmpty()) {
            configuration.setCaCertificates(QSslCertificate::fromData(m_options.clientAuthority));
            configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        }
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
    }
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            new FakeConnection(this, socket, ++m_connections);
        }
    });
    if (!m_server->listen(m_options.address)) {
        qFatal("fake host: %s", qPrintable(m_server->errorString()));
    }
    m_port = m_server->serverPort();
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

FakeHost::~FakeHost()
{
    shutDown();
}

void FakeHost::shutDown()
{
    if (!m_thread.isRunning()) {
        return;
    }
    QMetaObject::invokeMethod(m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QString FakeHost::host() const
{
    return m_options.address.toString() + QLatin1Char(':') + QString::number(m_port);
}

QUrl FakeHost::url(const QString &path) const
{
    const QString scheme = m_options.tls.certificate.isEmpty() ? QStringLiteral("http://") : QStringLiteral("https://");
    return QUrl(scheme + host() + path);
}

void FakeHost::on(const QByteArray &method, const QString &path, Handler handler, int times)
{
    const QMutexLocker lock(&m_mutex);
    m_rules.prepend(
        {method, QRegularExpression(QRegularExpression::anchoredPattern(path)), std::move(handler), times, false});
}

void FakeHost::on(const QByteArray &method, const QString &path, const FakeAnswer &answer, int times)
{
    on(method, path, [answer](const SeenRequest &) { return answer; }, times);
}

void FakeHost::behave()
{
    const QMutexLocker lock(&m_mutex);
    m_rules.clear();
}

void FakeHost::hangIf(std::function<bool(const SeenRequest &)> decide)
{
    const QMutexLocker lock(&m_mutex);
    m_hangs = std::move(decide);
}

void FakeHost::onHead(const QByteArray &method, const QString &path, const FakeAnswer &answer, int times)
{
    const QMutexLocker lock(&m_mutex);
    on(method, path, answer, times);
    m_rules.first().early = true;
}

QList<SeenRequest> FakeHost::seen() const
{
    const QMutexLocker lock(&m_mutex);
    return m_seen;
}

QList<SeenRequest> FakeHost::seen(const QByteArray &method, const QString &path) const
{
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(path));
    QList<SeenRequest> found;
    for (const SeenRequest &request : seen()) {
        const bool same = method.isEmpty() || request.method == method;
        if (same && pattern.match(QString::fromUtf8(request.path())).hasMatch()) {
            found.append(request);
        }
    }
    return found;
}

int FakeHost::count(const QByteArray &method, const QString &path) const
{
    return static_cast<int>(seen(method, path).size());
}

void FakeHost::forget()
{
    const QMutexLocker lock(&m_mutex);
    m_seen.clear();
    m_peaks.clear();
}

bool FakeHost::sawHeader(const QByteArray &name) const
{
    const QList<SeenRequest> all = seen();
    return std::any_of(all.begin(), all.end(), [&name](const SeenRequest &request) { return request.has(name); });
}

int FakeHost::mostAtOnce(const QString &path) const
{
    const QMutexLocker lock(&m_mutex);
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(path));
    int most = 0;
    int now = 0;
    for (const auto &[target, step] : m_peaks) {
        if (pattern.match(QString::fromUtf8(target)).hasMatch()) {
            now += step;
            most = std::max(most, now);
        }
    }
    return most;
}

FakeAnswer FakeHost::fallback(const SeenRequest &)
{
    return {.status = 404};
}

bool FakeHost::answersEarly(const SeenRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    for (const Rule &rule : std::as_const(m_rules)) {
        const bool same = rule.method.isEmpty() || rule.method == request.method;
        if (same && rule.left != 0 && rule.path.match(QString::fromUtf8(request.path())).hasMatch()) {
            return rule.early;
        }
    }
    return false;
}

FakeAnswer FakeHost::answer(SeenRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    request.hit = static_cast<int>(std::count_if(
        m_seen.begin(), m_seen.end(), [&request](const SeenRequest &other) { return other.line() == request.line(); }));
    m_seen.append(request);
    m_peaks.append({request.path(), 1});
    if (m_hangs && m_hangs(request)) {
        return {.silent = true};
    }
    for (Rule &rule : m_rules) {
        const bool same = rule.method.isEmpty() || rule.method == request.method;
        if (same && rule.left != 0 && rule.path.match(QString::fromUtf8(request.path())).hasMatch()) {
            if (rule.left > 0) {
                --rule.left;
            }
            const Handler handler = rule.handler;
            return handler(request);
        }
    }
    return fallback(request);
}

void FakeHost::finished(const SeenRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    m_peaks.append({request.path(), -1});
}

} // namespace stowage::test
