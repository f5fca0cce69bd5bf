// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"
#include "http/sessionpool.h"
#include "support/await.h"
#include "support/fakehost.h"

#include <QFile>
#include <QSslCertificate>
#include <QTemporaryDir>

using namespace stowage;
using namespace stowage::http;
using namespace stowage::test;

/// Whom a session believes, and that this stays with its own registry.
class TestTrust : public QObject
{
    Q_OBJECT

private:
    QString file(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            qFatal("cannot write");
        }
        return path;
    }
    FakeHost::Options tlsHost(const CertificateRequest &request = {}) const
    {
        return {.tls = makeCertificate(request, &m_authority)};
    }
    static Request get(const FakeHost &host)
    {
        Request request;
        request.url = host.url();
        return request;
    }
    static Peer peerWith(const Trust &trust)
    {
        Peer peer;
        peer.trust = trust;
        return peer;
    }

    QTemporaryDir m_folder;
    CertificateRequest m_authorityRequest{
        .commonName = QStringLiteral("test authority"), .alternativeNames = {}, .isAuthority = true};
    Certificate m_authority = makeCertificate(m_authorityRequest);
    QString m_caFile;

private Q_SLOTS:
    void initTestCase() { m_caFile = file(QStringLiteral("ca.crt"), m_authority.certificate); }
    void certificates_data();
    void certificates();
    void untrustedNamesTheCertificate();
    void trustStaysWithItsSession_data();
    void trustStaysWithItsSession();
    void wrongProtocol();
    void clientCertificate();
    void brokenFiles_data();
    void brokenFiles();
};

void TestTrust::certificates_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("fromDay");
    QTest::addColumn<int>("toDay");
    QTest::addColumn<int>("trust"); // 0 default, 1 CA file, 2 skip verification
    QTest::addColumn<QString>("expected");
    const QString good = QStringLiteral("IP:127.0.0.1");
    const QString wrong = QStringLiteral("DNS:other.example");
    QTest::newRow("C23 unknown authority") << good << -1 << 2 << 0 << "tls-untrusted";
    QTest::newRow("C22 with its CA file") << good << -1 << 2 << 1 << "ok";
    QTest::newRow("skip verification") << good << -1 << 2 << 2 << "ok";
    QTest::newRow("C23 another name") << wrong << -1 << 2 << 1 << "tls-host-mismatch";
    QTest::newRow("C23 expired") << good << -9 << -2 << 1 << "tls-expired";
    QTest::newRow("C23 not yet valid") << good << 3 << 9 << 1 << "tls-expired";
    QTest::newRow("skip: all of it") << wrong << -9 << -2 << 2 << "ok";
}

void TestTrust::certificates()
{
    QFETCH(QString, names);
    QFETCH(int, fromDay);
    QFETCH(int, toDay);
    QFETCH(int, trust);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    FakeHost host(
        tlsHost({.alternativeNames = names, .notBefore = now.addDays(fromDay), .notAfter = now.addDays(toDay)}));
    host.on({}, QStringLiteral("/"), FakeAnswer{});
    SystemClock clock;
    SessionPool pool(clock, {});
    Trust chosen;
    chosen.caFile = trust == 1 ? m_caFile : QString();
    chosen.skipVerification = trust == 2;
    const auto outcome = await(pool.send(get(host), peerWith(chosen), {}));
    QTEST(outcome.summary(), "expected");
}

void TestTrust::untrustedNamesTheCertificate()
{
    FakeHost host(tlsHost({.commonName = QStringLiteral("harbor.corp")}));
    SystemClock clock;
    SessionPool pool(clock, {});
    const auto outcome = await(pool.send(get(host), {}, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("tls-untrusted"));
    const QString text = outcome.error->technical; // C22
    QVERIFY2(text.contains(QLatin1String("harbor.corp")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("test authority")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("SHA-256 fingerprint ")), qPrintable(text));
    QVERIFY(host.seen().isEmpty());
}

void TestTrust::trustStaysWithItsSession_data()
{
    QTest::addColumn<bool>("skip");
    QTest::newRow("skip verification") << true;
    QTest::newRow("CA file") << false;
}

void TestTrust::trustStaysWithItsSession()
{
    QFETCH(bool, skip);
    FakeHost host(tlsHost());
    host.on({}, QStringLiteral("/"), FakeAnswer{.body = "x"});
    SystemClock clock;
    SessionPool pool(clock, {});
    Trust trust;
    trust.skipVerification = skip;
    trust.caFile = skip ? QString() : m_caFile;
    // The other way round too: neither inherits the other's connections.
    for (int i = 0; i < 2; ++i) {
        AWAIT_VALUE(response, pool.send(get(host), peerWith(trust), {}));
        QCOMPARE(response.status, 200);
        AWAIT_OK(response.body->readAll(10, {}));
        AWAIT_ERROR(pool.send(get(host), {}, {}), ErrorKind::TlsUntrusted);
    }
}

void TestTrust::wrongProtocol()
{
    SystemClock clock;
    SessionPool pool(clock, {});
    FakeHost plain;
    Request request = get(plain);
    request.url.setScheme(QStringLiteral("https"));
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::PlainHttpServer); // C23
    FakeHost tls(tlsHost());
    request = get(tls);
    request.url.setScheme(QStringLiteral("http"));
    const auto outcome = await(pool.send(request, {}, {}));
    QVERIFY2(outcome.error.has_value(), outcome.explanation());
}

void TestTrust::clientCertificate()
{
    FakeHost::Options options = tlsHost();
    options.clientAuthority = m_authority.certificate;
    FakeHost host(options);
    host.on({}, QStringLiteral("/"), FakeAnswer{});
    SystemClock clock;
    SessionPool pool(clock, {});
    Trust trust;
    trust.caFile = m_caFile;
    const auto refused = await(pool.send(get(host), peerWith(trust), {}));
    QVERIFY2(refused.error.has_value(), refused.explanation()); // C25
    QVERIFY(host.seen().isEmpty());
    const Certificate mine = makeCertificate({.commonName = QStringLiteral("me")}, &m_authority);
    trust.clientCertificate = file(QStringLiteral("me.cert"), mine.certificate);
    trust.clientKey = file(QStringLiteral("me.key"), mine.key);
    AWAIT_VALUE(response, pool.send(get(host), peerWith(trust), {}));
    QCOMPARE(response.status, 200);
}

void TestTrust::brokenFiles_data()
{
    QTest::addColumn<QString>("ca");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    const QString missing = m_folder.filePath(QStringLiteral("missing"));
    const QString garbage = file(QStringLiteral("garbage"), "not a certificate");
    QTest::newRow("C20 CA file missing") << missing << "" << "" << "not-readable";
    QTest::newRow("C20 CA file garbage") << garbage << "" << "" << "invalid-input";
    QTest::newRow("C20 certificate without key") << "" << m_caFile << "" << "invalid-input";
    QTest::newRow("C20 key without certificate") << "" << "" << m_caFile << "invalid-input";
    QTest::newRow("key garbage") << "" << m_caFile << garbage << "invalid-input";
}

void TestTrust::brokenFiles()
{
    QFETCH(QString, ca);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    const Result<QSslConfiguration> made =
        tlsConfiguration({.caFile = ca, .clientCertificate = certificate, .clientKey = key});
    QVERIFY(!made);
    QTEST(errorKindName(made.error().kind), "expected");
    QVERIFY(!made.error().item.isEmpty());
}

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
