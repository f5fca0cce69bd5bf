// SPDX-License-Identifier: Apache-2.0
#include "support/tokenserver.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

namespace stowage::test {

namespace {

constexpr auto Base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 401: return "Unauthorized";
    case 405: return "Method Not Allowed";
    default: return "Error";
    }
}

std::unique_ptr<QTcpServer> makeServer(const Certificate &tls)
{
    if (tls.certificate.isEmpty()) {
        return std::make_unique<QTcpServer>();
    }
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(tls.certificate));
    configuration.setPrivateKey(QSslKey(tls.key, QSsl::Ec));
    server->setSslConfiguration(configuration);
    return server;
}

QUrlQuery queryOf(const QByteArray &encoded)
{
    // In a form `+` is a space; QUrlQuery leaves it alone.
    return QUrlQuery(QString::fromUtf8(QByteArray(encoded).replace('+', "%20")));
}

} // namespace

/// One connection: reads a request, answers it, closes.
class TokenConnection : public QObject
{
public:
    TokenConnection(TokenServer *owner, QTcpSocket *socket)
        : QObject(socket)
        , m_owner(owner)
        , m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, &TokenConnection::read);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

private:
    void read()
    {
        m_bytes += m_socket->readAll();
        const qsizetype headEnd = m_bytes.indexOf("\r\n\r\n");
        if (headEnd < 0 || m_answered) {
            return;
        }
        const QList<QByteArray> lines = m_bytes.left(headEnd).split('\n');
        QByteArray authorization;
        qsizetype length = 0;
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            const QByteArray name = line.left(colon).trimmed().toLower();
            const QByteArray value = line.mid(colon + 1).trimmed();
            if (name == "authorization") {
                authorization = value;
            } else if (name == "content-length") {
                length = value.toLongLong();
            }
        }
        if (m_bytes.size() < headEnd + 4 + length) {
            return;
        }
        m_answered = true;
        const QList<QByteArray> start = lines.first().trimmed().split(' ');
        const TokenServer::Answer answer =
            m_owner->answer(start.value(0), start.value(1), authorization, m_bytes.mid(headEnd + 4, length));
        m_socket->write("HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reason(answer.status) +
                        "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                        QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
        m_socket->disconnectFromHost();
    }

    TokenServer *const m_owner;
    QTcpSocket *const m_socket;
    QByteArray m_bytes;
    bool m_answered = false;
};

TokenServer::TokenServer(Options options)
    : m_options(std::move(options))
    , m_signer(makeCertificate({.commonName = QStringLiteral("stowage token signer"),
                                .alternativeNames = {},
                                .isAuthority = true,
                                .key = CertificateRequest::Key::Rsa}))
    , m_server(makeServer(m_options.tls))
{
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            new TokenConnection(this, socket);
        }
    });
    if (!m_server->listen(QHostAddress::LocalHost)) {
        qFatal("token server: %s", qPrintable(m_server->errorString()));
    }
    m_port = m_server->serverPort();
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

TokenServer::~TokenServer()
{
    QMetaObject::invokeMethod(m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QString TokenServer::realm() const
{
    return QLatin1String(m_options.tls.certificate.isEmpty() ? "http" : "https") + QStringLiteral("://127.0.0.1:") +
           QString::number(m_port) + QStringLiteral("/token");
}

QStringList TokenServer::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

void TokenServer::log(const QString &line)
{
    const QMutexLocker lock(&m_mutex);
    m_requests.append(line);
}

TokenServer::Answer TokenServer::answer(const QByteArray &method, const QByteArray &target,
                                        const QByteArray &authorization, const QByteArray &body)
{
    const QString line = QString::fromUtf8(method + ' ' + target);
    QUrlQuery query = queryOf(target.mid(target.indexOf('?') + 1));
    QString account;
    QString password;
    if (method == "POST") {
        if (!m_options.allowPost) {
            log(line + QStringLiteral(" not allowed"));
            return {405, "{}"};
        }
        query = queryOf(body);
        account = query.queryItemValue(QStringLiteral("username"), QUrl::FullyDecoded);
        password = query.queryItemValue(QStringLiteral("password"), QUrl::FullyDecoded);
    } else if (authorization.startsWith("Basic ")) {
        const QString pair = QString::fromUtf8(QByteArray::fromBase64(authorization.mid(6)));
        const qsizetype colon = pair.indexOf(QLatin1Char(':'));
        account = pair.left(colon);
        password = pair.mid(colon + 1);
    }
    const bool known = m_options.users.contains(account) && m_options.users.value(account) == password;
    if (!account.isEmpty() && !known) {
        log(line + QStringLiteral(" refused"));
        return {401, R"({"errors":[{"code":"UNAUTHORIZED","message":"wrong user name or password"}]})"};
    }
    log(line + (known ? QStringLiteral(" as ") + account : QStringLiteral(" anonymous")));
    QStringList scopes;
    for (const QString &value : query.allQueryItemValues(QStringLiteral("scope"), QUrl::FullyDecoded)) {
        scopes += value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }
    const QString token = QString::fromLatin1(makeToken(known ? account : QString(), scopes));
    return {200, compact({{QStringLiteral("token"), token},
                          {QStringLiteral("access_token"), token},
                          {QStringLiteral("expires_in"), m_options.expiresInSeconds},
                          {QStringLiteral("issued_at"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}})};
}

QByteArray TokenServer::makeToken(const QString &account, const QStringList &scopes) const
{
    QJsonArray access;
    for (const QString &scope : scopes) {
        const qsizetype first = scope.indexOf(QLatin1Char(':'));
        const qsizetype last = scope.lastIndexOf(QLatin1Char(':'));
        if (first < 0 || last <= first) {
            continue;
        }
        QStringList actions = scope.mid(last + 1).split(QLatin1Char(','));
        if (account.isEmpty()) {
            const bool pull = m_options.anonymousPull && actions.contains(QStringLiteral("pull"));
            actions = pull ? QStringList{QStringLiteral("pull")} : QStringList();
        }
        access.append(QJsonObject{{QStringLiteral("type"), scope.left(first)},
                                  {QStringLiteral("name"), scope.mid(first + 1, last - first - 1)},
                                  {QStringLiteral("actions"), QJsonArray::fromStringList(actions)}});
    }
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QByteArray head = compact(
        {{QStringLiteral("typ"), QStringLiteral("JWT")},
         {QStringLiteral("alg"), QStringLiteral("RS256")},
         {QStringLiteral("x5c"), QJsonArray{QString::fromLatin1(derOfCertificate(m_signer.certificate).toBase64())}}});
    const QByteArray claims = compact({{QStringLiteral("iss"), m_options.issuer},
                                       {QStringLiteral("sub"), account},
                                       {QStringLiteral("aud"), m_options.service},
                                       {QStringLiteral("iat"), now},
                                       {QStringLiteral("nbf"), now - 10},
                                       {QStringLiteral("exp"), now + m_options.expiresInSeconds},
                                       {QStringLiteral("jti"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
                                       {QStringLiteral("access"), access}});
    const QByteArray signedPart = head.toBase64(Base64Url) + '.' + claims.toBase64(Base64Url);
    return signedPart + '.' + signRs256(m_signer.key, signedPart).toBase64(Base64Url);
}

} // namespace stowage::test
