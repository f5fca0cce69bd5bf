// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"
#include "http/sessionpool.h"
#include "support/await.h"
#include "support/fakeregistry.h"

#include <QFile>
#include <QTemporaryDir>

using namespace stowage;
using namespace stowage::http;
using namespace stowage::test;

namespace {

FakeHost::Options onAddress(const char *address)
{
    FakeHost::Options options;
    options.address = QHostAddress(QLatin1String(address));
    return options;
}

QByteArray address(const FakeHost &host, const char *path)
{
    return host.url(QLatin1String(path)).toEncoded();
}

} // namespace

/// Where redirects may lead, and what goes along.
class TestRedirects : public QObject
{
    Q_OBJECT

private:
    static Request authorised(const FakeHost &host, const char *path = "/blob")
    {
        Request request;
        request.url = host.url(QLatin1String(path));
        request.headers = {
            {"Authorization", "Bearer secret"}, {"Range", "bytes=5-"}, {"Accept", "application/x"}, {"X-Other", "1"}};
        return request;
    }

private Q_SLOTS:
    void otherOrigin_data();
    void otherOrigin();
    void sameOriginKeepsAuthorization_data();
    void sameOriginKeepsAuthorization();
    void thereAndBack();
    void refused_data();
    void refused();
    void hopLimit();
    void unauthorisedElsewhere();
    void trustDoesNotTravel();
    void noCookiesOnTheWay();
    void checkIsAsked();
};

void TestRedirects::otherOrigin_data()
{
    QTest::addColumn<QString>("strangerAddress");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("F18 other port, %d", status) << "127.0.0.1" << status;
        QTest::addRow("Q01 other host, %d", status) << "127.0.0.2" << status;
    }
}

void TestRedirects::otherOrigin()
{
    QFETCH(QString, strangerAddress);
    QFETCH(int, status);
    FakeHost registry;
    FakeHost stranger(onAddress(strangerAddress.toLatin1()));
    registry.on("GET", QStringLiteral("/blob"), redirect(status, address(stranger, "/key?X-Amz-Signature=a%2Fb")));
    stranger.on("GET", QStringLiteral("/key"), FakeAnswer{.body = "bytes"});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.follow(authorised(registry), {}, {}));
    QCOMPARE(response.status, 200);
    QCOMPARE(response.hops, 1);
    QVERIFY(response.elsewhere);
    QVERIFY(registry.sawHeader("Authorization"));
    QVERIFY(!stranger.sawHeader("Authorization"));
    QVERIFY(!stranger.sawHeader("X-Other"));
    const SeenRequest seen = stranger.seen().constLast();
    QCOMPARE(seen.target, QByteArray("/key?X-Amz-Signature=a%2Fb"));
    QCOMPARE(seen.header("Range"), QByteArray("bytes=5-"));
    QCOMPARE(seen.header("Accept"), QByteArray("application/x")); // D21
}

void TestRedirects::sameOriginKeepsAuthorization_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("H44 absolute path") << QByteArray("/other");
    QTest::newRow("relative") << QByteArray("other");
}

void TestRedirects::sameOriginKeepsAuthorization()
{
    QFETCH(QByteArray, location);
    FakeHost registry;
    registry.on("GET", QStringLiteral("/blob"), redirect(301, location));
    registry.on("GET", QStringLiteral("/other"), FakeAnswer{.body = "x"});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.follow(authorised(registry), {}, {}));
    QCOMPARE(response.status, 200);
    QVERIFY(!response.elsewhere);
    QCOMPARE(registry.seen().constLast().header("Authorization"), QByteArray("Bearer secret"));
    QCOMPARE(response.url, registry.url(QStringLiteral("/other")));
}

void TestRedirects::thereAndBack()
{
    FakeHost registry;
    FakeHost stranger;
    registry.on("GET", QStringLiteral("/blob"), redirect(307, address(stranger, "/hop")));
    stranger.on("GET", QStringLiteral("/hop"), redirect(307, address(registry, "/admin")));
    registry.on("GET", QStringLiteral("/admin"), FakeAnswer{});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.follow(authorised(registry), {}, {}));
    QCOMPARE(response.status, 200);
    QVERIFY(!registry.seen().constLast().has("Authorization")); // what a stranger points at gets nothing
}

void TestRedirects::refused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("F17 circle") << QByteArray("/blob");
    QTest::newRow("F17 file") << QByteArray("file:///etc/passwd");
    QTest::newRow("F17 other scheme") << QByteArray("ftp://127.0.0.1/x");
    QTest::newRow("no Location") << QByteArray();
}

void TestRedirects::refused()
{
    QFETCH(QByteArray, location);
    FakeHost registry;
    registry.on("GET", QStringLiteral("/blob"),
                location.isEmpty() ? FakeAnswer{.status = 302} : redirect(302, location));
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_ERROR(pool.follow(authorised(registry), {}, {}), ErrorKind::ProtocolViolation);
    QCOMPARE(registry.seen().size(), 1);
}

void TestRedirects::hopLimit()
{
    FakeHost registry;
    registry.on("GET", QStringLiteral("/hop/.*"), [](const SeenRequest &request) {
        const int number = request.path().mid(5).toInt();
        return redirect(302, "/hop/" + QByteArray::number(number + 1));
    });
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_ERROR(pool.follow(authorised(registry, "/hop/1"), {}, {}), ErrorKind::ProtocolViolation);
    QCOMPARE(registry.seen().size(), 11); // F17: the request and ten hops
    QCOMPARE(registry.seen().constLast().connection, 1);
}

void TestRedirects::unauthorisedElsewhere()
{
    FakeHost registry;
    FakeHost stranger;
    registry.on("GET", QStringLiteral("/blob"), redirect(307, address(stranger, "/key")));
    stranger.on("GET", QStringLiteral("/key"), FakeAnswer{.status = 401}.with("WWW-Authenticate", "Basic realm=\"x\""));
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.follow(authorised(registry), {}, {}));
    QCOMPARE(response.status, 401);
    QVERIFY(response.elsewhere); // F19: tells the caller not to log in
    QVERIFY(!stranger.sawHeader("Authorization"));
}

void TestRedirects::trustDoesNotTravel()
{
    const Certificate own = makeCertificate({});
    FakeHost registry({.tls = own});
    FakeHost stranger({.tls = makeCertificate({})});
    FakeHost plain;
    registry.on("GET", QStringLiteral("/blob"), redirect(307, address(stranger, "/key")));
    registry.on("GET", QStringLiteral("/down"), redirect(307, address(plain, "/key")));
    SystemClock clock;
    SessionPool pool(clock, {});
    Peer skipping;
    skipping.trust.skipVerification = true;
    AWAIT_ERROR(pool.follow(authorised(registry), skipping, {}), ErrorKind::TlsUntrusted);
    AWAIT_ERROR(pool.follow(authorised(registry, "/down"), skipping, {}), ErrorKind::ProtocolViolation); // F17
    QVERIFY(stranger.seen().isEmpty());
    QVERIFY(plain.seen().isEmpty());
    // The same with the registry's CA: it says nothing about its storage.
    QTemporaryDir folder;
    QFile ca(folder.filePath(QStringLiteral("ca.crt")));
    QVERIFY(ca.open(QIODevice::WriteOnly));
    ca.write(own.certificate);
    ca.close();
    Peer trusting;
    trusting.trust.caFile = ca.fileName();
    AWAIT_ERROR(pool.follow(authorised(registry), trusting, {}), ErrorKind::TlsUntrusted);
}

void TestRedirects::noCookiesOnTheWay()
{
    FakeHost registry;
    registry.on("GET", QStringLiteral("/blob"), redirect(302, "/two").with("Set-Cookie", "sid=1; Path=/"));
    registry.on("GET", QStringLiteral("/two"), FakeAnswer{});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_OK(pool.follow(authorised(registry), {}, {}));
    QVERIFY(!registry.sawHeader("Cookie"));
}

void TestRedirects::checkIsAsked()
{
    FakeHost registry;
    FakeHost stranger;
    registry.on("GET", QStringLiteral("/blob"), redirect(302, address(stranger, "/key")));
    SystemClock clock;
    SessionPool pool(clock, {});
    const auto nowhere = [](const QUrl &url) -> Result<void> {
        return std::unexpected(requestError(ErrorKind::Denied, url, QStringLiteral("no")));
    };
    AWAIT_ERROR(pool.follow(authorised(registry), {}, {}, nowhere), ErrorKind::Denied);
    QVERIFY(stranger.seen().isEmpty());
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
