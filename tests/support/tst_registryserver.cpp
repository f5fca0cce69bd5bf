// SPDX-License-Identifier: Apache-2.0
#include "support/registryserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>
#include <QUrlQuery>

#include <csignal>
#include <memory>

using namespace stowage::test;

/// The servers that other tests lean on do what they promise.
class TestRegistryServer : public QObject
{
    Q_OBJECT

private:
    struct Got
    {
        int status = 0;
        QByteArray body;
        QByteArray challenge;
        QNetworkReply::NetworkError error = QNetworkReply::NoError;
    };
    static Got get(const QUrl &url, const QByteArray &authorization = {}, const QString &caFile = {},
                   const QString &certificateFile = {}, const QString &keyFile = {})
    {
        QNetworkAccessManager manager; // a fresh one per request: trust never leaks between them
        manager.setProxy(QNetworkProxy::NoProxy);
        QNetworkRequest request(url);
        if (!authorization.isEmpty()) {
            request.setRawHeader("Authorization", authorization);
        }
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        // With TLS 1.3 a refused client learns it only after its handshake, and Qt 6.4 then may never finish the reply.
        tls.setProtocol(QSsl::TlsV1_2);
        if (!caFile.isEmpty()) {
            tls.addCaCertificates(caFile);
        }
        if (!certificateFile.isEmpty()) {
            tls.setLocalCertificate(QSslCertificate::fromPath(certificateFile).value(0));
            QFile key(keyFile);
            if (key.open(QIODevice::ReadOnly)) {
                tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
            }
        }
        request.setSslConfiguration(tls);
        const std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(20'000)) {
            return {};
        }
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
                reply->rawHeader("WWW-Authenticate"), reply->error()};
    }
    static QByteArray basic(const QByteArray &pair) { return "Basic " + pair.toBase64(); }

private Q_SLOTS:
    void plain()
    {
        RegistryServer server;
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const Got got = get(server.url().resolved(QUrl(QStringLiteral("/v2/_catalog"))));
        QCOMPARE(got.status, 200);
        QCOMPARE(got.body.trimmed(), QByteArray(R"({"repositories":[]})"));
        QTRY_VERIFY(server.log().contains(QLatin1String("/v2/_catalog")));
    }

    void severalAtOnce()
    {
        RegistryServer a;
        RegistryServer b;
        QVERIFY2(a.start(), qPrintable(a.errorText()));
        QVERIFY2(b.start(), qPrintable(b.errorText()));
        QVERIFY(a.port() != b.port());
        QCOMPARE(get(a.url().resolved(QUrl(QStringLiteral("/v2/")))).status, 200);
        QCOMPARE(get(b.url().resolved(QUrl(QStringLiteral("/v2/")))).status, 200);
    }

    void tls()
    {
        RegistryServer server({.tls = true});
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const QUrl ping = server.url().resolved(QUrl(QStringLiteral("/v2/")));
        QCOMPARE(get(ping, {}, server.caFile()).status, 200);
        QCOMPARE(get(ping).error, QNetworkReply::SslHandshakeFailedError);
    }

    void tlsBadCertificates_data()
    {
        QTest::addColumn<CertificateRequest>("certificate");
        QTest::newRow("other name") << CertificateRequest{.alternativeNames = QStringLiteral("DNS:elsewhere.test")};
        QTest::newRow("expired") << CertificateRequest{.notBefore = QDateTime::currentDateTimeUtc().addDays(-9),
                                                       .notAfter = QDateTime::currentDateTimeUtc().addDays(-2)};
    }
    void tlsBadCertificates()
    {
        QFETCH(const CertificateRequest, certificate);
        RegistryServer server({.tls = true, .certificate = certificate});
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const Got got = get(server.url().resolved(QUrl(QStringLiteral("/v2/"))), {}, server.caFile());
        QCOMPARE(got.error, QNetworkReply::SslHandshakeFailedError);
    }

    void clientCertificate()
    {
        RegistryServer server({.tls = true, .clientCertificate = true});
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const QUrl ping = server.url().resolved(QUrl(QStringLiteral("/v2/")));
        QVERIFY(get(ping, {}, server.caFile()).error != QNetworkReply::NoError);
        QCOMPARE(get(ping, {}, server.caFile(), server.clientCertificateFile(), server.clientKeyFile()).status, 200);
    }

    void htpasswd()
    {
        RegistryServer server(
            {.auth = RegistryServer::Auth::Htpasswd, .users = {{QStringLiteral("alice"), QStringLiteral("se:cret")}}});
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const QUrl ping = server.url().resolved(QUrl(QStringLiteral("/v2/")));
        const Got refused = get(ping);
        QCOMPARE(refused.status, 401);
        QVERIFY(refused.challenge.startsWith("Basic realm="));
        QCOMPARE(get(ping, basic("alice:wrong")).status, 401);
        QCOMPARE(get(ping, basic("alice:se:cret")).status, 200);
    }

    void token_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<int>("tokenStatus");
        QTest::addColumn<int>("registryStatus");
        QTest::newRow("http, right") << false << basic("bob:pw") << 200 << 200;
        QTest::newRow("https, right") << true << basic("bob:pw") << 200 << 200;
        QTest::newRow("http, anonymous") << false << QByteArray() << 200 << 401;
        QTest::newRow("http, wrong") << false << basic("bob:no") << 401 << 401;
    }
    void token()
    {
        QFETCH(const bool, tls);
        QFETCH(const QByteArray, authorization);
        QFETCH(const int, tokenStatus);
        QFETCH(const int, registryStatus);
        RegistryServer server({.tls = tls,
                               .auth = RegistryServer::Auth::Token,
                               .users = {{QStringLiteral("bob"), QStringLiteral("pw")}}});
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const QUrl catalog = server.url().resolved(QUrl(QStringLiteral("/v2/_catalog")));
        const Got refused = get(catalog, {}, server.caFile());
        QCOMPARE(refused.status, 401);
        QVERIFY(refused.challenge.contains(server.tokenServer()->realm().toUtf8()));

        QUrl realm(server.tokenServer()->realm());
        realm.setQuery(QUrlQuery{{QStringLiteral("service"), server.tokenServer()->options().service},
                                 {QStringLiteral("scope"), QStringLiteral("registry:catalog:*")}});
        const Got answer = get(realm, authorization, server.caFile());
        QCOMPARE(answer.status, tokenStatus);
        QCOMPARE(server.tokenServer()->requests().size(), 1);
        const QByteArray bearer = QJsonDocument::fromJson(answer.body)[QStringLiteral("token")].toString().toUtf8();
        QCOMPARE(get(catalog, "Bearer " + bearer, server.caFile()).status, registryStatus);
    }

    void killedAndStartedAgain()
    {
        RegistryServer server;
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        const QString host = server.host();
        server.kill();
        QVERIFY(!server.isRunning());
        QVERIFY(!isListening(server.port()));
        QVERIFY2(server.start(), qPrintable(server.errorText()));
        QCOMPARE(server.host(), host);
        QCOMPARE(get(server.url().resolved(QUrl(QStringLiteral("/v2/")))).status, 200);
    }

    void missingProgramIsAFailureWithARemedy()
    {
        qputenv("STOWAGE_DOCKER_REGISTRY", "/nonexistent/docker-registry");
        RegistryServer server;
        const bool started = server.start();
        qunsetenv("STOWAGE_DOCKER_REGISTRY");
        QVERIFY(!started);
        QVERIFY(server.errorText().contains(QLatin1String("docker-registry")));
    }
};

QTEST_GUILESS_MAIN(TestRegistryServer)
#include "tst_registryserver.moc"
