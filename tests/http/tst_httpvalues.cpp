// SPDX-License-Identifier: Apache-2.0
#include "http/address.h"
#include "http/headers.h"
#include "http/proxy.h"
#include "http/retry.h"
#include "http/sessionpool.h"

#include <QProcessEnvironment>
#include <QTest>

Q_DECLARE_METATYPE(stowage::ErrorKind)

using namespace stowage;
using namespace stowage::http;

class TestHttpValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origins_data();
    void origins();
    void localAddresses_data();
    void localAddresses();
    void publicTextHidesSecrets();
    void headers();
    void locations_data();
    void locations();
    void retryAfter_data();
    void retryAfter();
    void rests_data();
    void rests();
    void noProxy_data();
    void noProxy();
    void proxies_data();
    void proxies();
};

void TestHttpValues::origins_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("D65 default port") << "https://h/v2/" << "https://h:443/x" << true;
    QTest::newRow("F18 other port") << "https://h/" << "https://h:5000/" << false;
    QTest::newRow("other scheme") << "https://h/" << "http://h/" << false;
    QTest::newRow("case") << "https://Host/" << "HTTPS://hOST/" << true;
    QTest::newRow("other host") << "https://h/" << "https://h.evil/" << false;
    QTest::newRow("file") << "file:///etc" << "file:///etc" << false;
    QTest::newRow("explicit port 80 of https") << "https://h:80/" << "https://h/" << false;
}

void TestHttpValues::origins()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(sameOrigin(QUrl(a), QUrl(b)), "same");
}

void TestHttpValues::localAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("localOnly");
    QTest::addColumn<bool>("isPrivateNetwork");
    QTest::newRow("127.0.0.1") << "127.0.0.1" << true << true << false;
    QTest::newRow("127.8.9.1") << "127.8.9.1" << true << true << false;
    QTest::newRow("::1") << "::1" << true << true << false;
    QTest::newRow("[::1]") << "[::1]" << true << true << false;
    QTest::newRow("mapped") << "::ffff:127.0.0.1" << true << true << false;
    QTest::newRow("localhost") << "LocalHost" << true << true << false;
    QTest::newRow("sub.localhost") << "x.localhost" << true << true << false;
    QTest::newRow("notlocalhost") << "notlocalhost" << false << false << false;
    QTest::newRow("metadata") << "169.254.169.254" << false << true << false;
    QTest::newRow("fe80") << "fe80::1" << false << true << false;
    QTest::newRow("0.0.0.0") << "0.0.0.0" << false << true << false;
    QTest::newRow("::") << "::" << false << true << false;
    QTest::newRow("10/8") << "10.1.2.3" << false << false << true;
    QTest::newRow("172.16/12") << "172.31.0.1" << false << false << true;
    QTest::newRow("172.32") << "172.32.0.1" << false << false << false;
    QTest::newRow("192.168/16") << "192.168.7.7" << false << false << true;
    QTest::newRow("fd00::/8") << "fd12::1" << false << false << true;
    QTest::newRow("name") << "registry.example" << false << false << false;
    QTest::newRow("name that looks local") << "127.0.0.1.evil.example" << false << false << false;
}

void TestHttpValues::localAddresses()
{
    QFETCH(QString, host);
    QTEST(isLoopback(host), "loopback");
    QTEST(isLocalOnly(host), "localOnly");
    QTEST(isPrivate(host), "isPrivateNetwork");
}

void TestHttpValues::publicTextHidesSecrets()
{
    const QUrl url(QStringLiteral("https://user:password@cdn.example/blob%2Fx?X-Amz-Signature=secret#frag"));
    QCOMPARE(publicText(url), QStringLiteral("https://cdn.example/blob%2Fx"));
}

void TestHttpValues::headers()
{
    Headers headers{{"Content-Type", "Application/JSON; charset=utf-8"}, {"Link", "a"}, {"link", "b"}};
    QVERIFY(headers.has("CONTENT-TYPE"));
    QCOMPARE(headers.contentType(), QStringLiteral("application/json")); // D22
    QCOMPARE(headers.values("LINK"), (QList<QByteArray>{"a", "b"}));
    headers.set("Link", "c");
    QCOMPARE(headers.values("link"), QList<QByteArray>{"c"});
    headers.remove("lInK");
    QVERIFY(!headers.has("Link"));
    QCOMPARE(Headers{}.contentType(), QString());
}

void TestHttpValues::locations_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("relative path") << QByteArray("/x?y=1") << QByteArray("https://h:5000/x?y=1");
    QTest::newRow("relative to folder") << QByteArray("b?y") << QByteArray("https://h:5000/a/b?y");
    QTest::newRow("absolute") << QByteArray("https://s3/k") << QByteArray("https://s3/k");
    QTest::newRow("scheme-less") << QByteArray("//s3/k") << QByteArray("https://s3/k");
    QTest::newRow("Q09 escaped query stays") << QByteArray("/u?_state=a%2Bb%3D&X-Amz-Credential=a%2Fb")
                                             << QByteArray("https://h:5000/u?_state=a%2Bb%3D&X-Amz-Credential=a%2Fb");
    QTest::newRow("plus stays") << QByteArray("/u?s=a+b/c==") << QByteArray("https://h:5000/u?s=a+b/c==");
    QTest::newRow("user info dropped") << QByteArray("https://u:p@s3/k") << QByteArray("https://s3/k");
    QTest::newRow("fragment dropped") << QByteArray("/k#f") << QByteArray("https://h:5000/k");
    QTest::newRow("missing") << QByteArray() << QByteArray();
    QTest::newRow("F17 file") << QByteArray("file:///etc/passwd") << QByteArray();
    QTest::newRow("javascript") << QByteArray("javascript:alert(1)") << QByteArray();
}

void TestHttpValues::locations()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, expected);
    const Result<QUrl> url = resolveLocation(QUrl(QStringLiteral("https://h:5000/a/c")), location);
    QCOMPARE(url.has_value(), !expected.isEmpty());
    if (url) {
        QCOMPARE(url->toEncoded(), expected);
    } else {
        QCOMPARE(url.error().kind, ErrorKind::ProtocolViolation);
    }
}

void TestHttpValues::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds");
    QTest::newRow("A40 seconds") << QByteArray("17") << 17;
    QTest::newRow("A40 zero") << QByteArray("0") << 0;
    QTest::newRow("A40 date") << QByteArray("Wed, 21 Oct 2026 07:28:30 GMT") << 30;
    QTest::newRow("A40 past date") << QByteArray("Wed, 21 Oct 2015 07:28:00 GMT") << -1;
    QTest::newRow("negative") << QByteArray("-4") << -1;
    QTest::newRow("text") << QByteArray("soon") << -1;
    QTest::newRow("absent") << QByteArray() << -1;
    QTest::newRow("huge") << QByteArray("99999999999999") << 1000000000;
}

void TestHttpValues::retryAfter()
{
    QFETCH(QByteArray, value);
    const QDateTime now(QDate(2026, 10, 21), QTime(7, 28), Qt::UTC);
    QTEST(parseRetryAfter(value, now), "seconds");
}

void TestHttpValues::rests_data()
{
    QTest::addColumn<int>("next");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("retryAfter");
    QTest::addColumn<int>("milliseconds"); // -1: gives up
    QTest::newRow("F04 first") << 2 << ErrorKind::ServerError << -1 << 500;
    QTest::newRow("F04 doubles") << 3 << ErrorKind::ServerError << -1 << 1000;
    QTest::newRow("F04 doubles again") << 5 << ErrorKind::ConnectionLost << -1 << 4000;
    QTest::newRow("F04 five tries") << 6 << ErrorKind::ServerError << -1 << -1;
    QTest::newRow("A40 Retry-After") << 2 << ErrorKind::RateLimited << 20 << 20125;
    QTest::newRow("A40 too long") << 2 << ErrorKind::RateLimited << 7200 << -1;
    QTest::newRow("A40 without") << 2 << ErrorKind::RateLimited << -1 << 500;
    QTest::newRow("D113 404") << 2 << ErrorKind::NotFound << -1 << -1;
    QTest::newRow("D113 denied") << 2 << ErrorKind::Denied << -1 << -1;
    QTest::newRow("D113 timeout") << 2 << ErrorKind::Timeout << -1 << 500;
    QTest::newRow("TLS") << 2 << ErrorKind::TlsUntrusted << -1 << -1;
}

void TestHttpValues::rests()
{
    QFETCH(int, next);
    QFETCH(ErrorKind, kind);
    QFETCH(int, retryAfter);
    QFETCH(int, milliseconds);
    Error error;
    error.kind = kind;
    error.retryAfterSeconds = retryAfter;
    const auto rest = RetryPolicy{}.restBefore(next, error, 0.5);
    QCOMPARE(rest ? static_cast<int>(rest->count()) : -1, milliseconds);
    if (rest && retryAfter < 0) { // jitter of a tenth either way
        QCOMPARE(RetryPolicy{}.restBefore(next, error, 0)->count(), milliseconds * 9 / 10);
    }
}

void TestHttpValues::noProxy_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("rules");
    QTest::addColumn<bool>("direct");
    QTest::newRow("C24 exact") << "https://harbor.corp/" << "harbor.corp" << true;
    QTest::newRow("sub-domain of a plain name") << "https://a.corp/" << "corp" << true;
    QTest::newRow("suffix") << "https://harbor.corp/" << ".corp" << true;
    QTest::newRow("suffix is not the name itself") << "https://corp/" << ".corp" << false;
    QTest::newRow("star suffix") << "https://harbor.corp/" << "*.corp" << true;
    QTest::newRow("no partial word") << "https://notcorp/" << "corp" << false;
    QTest::newRow("port") << "https://harbor.corp:8443/" << "harbor.corp:8443" << true;
    QTest::newRow("other port") << "https://harbor.corp/" << "harbor.corp:8443" << false;
    QTest::newRow("CIDR") << "https://10.2.3.4/" << "10.0.0.0/8" << true;
    QTest::newRow("outside CIDR") << "https://11.2.3.4/" << "10.0.0.0/8" << false;
    QTest::newRow("CIDR and a name") << "https://ten.example/" << "10.0.0.0/8" << false;
    QTest::newRow("address") << "https://10.2.3.4/" << "10.2.3.4" << true;
    QTest::newRow("star") << "https://anything/" << "*" << true;
    QTest::newRow("second of several, spaces") << "https://b/" << "a, b" << true;
    QTest::newRow("none") << "https://b/" << "" << false;
    QTest::newRow("loopback without a rule") << "http://127.0.0.1:5000/" << "" << true;
    QTest::newRow("localhost") << "http://localhost:5000/" << "" << true;
    QTest::newRow("case") << "https://Harbor.Corp/" << "HARBOR.corp" << true;
}

void TestHttpValues::noProxy()
{
    QFETCH(QString, url);
    QFETCH(QString, rules);
    QTEST(bypassesProxy(QUrl(url), rules.split(QLatin1Char(','), Qt::SkipEmptyParts)), "direct");
}

void TestHttpValues::proxies_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("expected"); // type host port user
    const QStringList both{QStringLiteral("https_proxy=http://p1:3128"), QStringLiteral("http_proxy=p2:8080")};
    QTest::newRow("https") << "https://h/" << "" << both << "http p1 3128 ";
    QTest::newRow("http, without scheme") << "http://h/" << "" << both << "http p2 8080 ";
    QTest::newRow("none") << "https://h/" << "none" << both << "direct";
    QTest::newRow("setting before environment") << "https://h/" << "http://own:1" << both << "http own 1 ";
    QTest::newRow("socks") << "https://h/" << "socks5://s" << both << "socks s 1080 ";
    QTest::newRow("no_proxy") << "https://h/" << "" << both + QStringList{QStringLiteral("no_proxy=h")} << "direct";
    QTest::newRow("upper case") << "https://h/" << "" << QStringList{QStringLiteral("HTTPS_PROXY=http://u:3")}
                                << "http u 3 ";
    QTest::newRow("all_proxy") << "https://h/" << "" << QStringList{QStringLiteral("all_proxy=socks5://a:4")}
                               << "socks a 4 ";
    QTest::newRow("account") << "https://h/" << "" << QStringList{QStringLiteral("https_proxy=http://me:p%40ss@p:5")}
                             << "http p 5 me";
    QTest::newRow("nothing set") << "https://h/" << "" << QStringList{} << "direct";
    QTest::newRow("https proxy") << "https://h/" << "https://p:3" << QStringList{} << "unsupported p";
    QTest::newRow("garbage") << "https://h/" << "http://me:secret@:x" << QStringList{} << "invalid-input proxy";
}

void TestHttpValues::proxies()
{
    QFETCH(QString, url);
    QFETCH(QString, setting);
    QFETCH(QStringList, variables);
    QProcessEnvironment environment;
    for (const QString &variable : variables) {
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    }
    const Result<QNetworkProxy> proxy = proxyFor(QUrl(url), setting, ProxyEnvironment::from(environment));
    QString found;
    if (!proxy) {
        found = errorKindName(proxy.error().kind) + QLatin1Char(' ') + proxy.error().item;
        QVERIFY(!technicalLine(proxy.error()).contains(QLatin1String("secret")));
    } else if (proxy->type() == QNetworkProxy::NoProxy) {
        found = QStringLiteral("direct");
    } else {
        found = (proxy->type() == QNetworkProxy::HttpProxy ? QStringLiteral("http ") : QStringLiteral("socks ")) +
                proxy->hostName() + QLatin1Char(' ') + QString::number(proxy->port()) + QLatin1Char(' ') +
                proxy->user();
    }
    QTEST(found, "expected");
}

QTEST_APPLESS_MAIN(TestHttpValues)
#include "tst_httpvalues.moc"
