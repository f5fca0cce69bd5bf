// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;

/// Finding a registry at an address, and checking it.
class TestFindRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pings_data();
    void pings();
    void loopbackFallsBackToHttp();
    void loopbackPrefersTls();
    void onlyLoopbackFallsBack();
    void fallsBackWhereAllowed_data();
    void fallsBackWhereAllowed();
    void redirectedPing_data();
    void redirectedPing();
    void connectsOnce();
    void busyRegistry();
    void checksHarbor_data();
    void checksHarbor();
    void noCookiesEver();
    void requestIds();
    void dockerHubAddress();
};

void TestFindRegistry::pings_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("D10 200") << 200 << QByteArray("{}") << "ok";
    QTest::newRow("D11 without version header") << 200 << QByteArray() << "ok";
    QTest::newRow("D10 401") << 401 << QByteArray() << "ok";
    QTest::newRow("D10 404") << 404 << QByteArray("not found") << "not-a-registry";
    QTest::newRow("D10 403") << 403 << QByteArray("<html>Forbidden</html>") << "not-a-registry";
    QTest::newRow("D10 500 for ever") << 500 << QByteArray() << "server-error";
    QTest::newRow("C23 http to a TLS port")
        << 400 << QByteArray("Client sent an HTTP request to an HTTPS server.") << "not-a-registry";
    QTest::newRow("C24 proxy") << 407 << QByteArray() << "proxy-failed";
}

void TestFindRegistry::pings()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    FakeHost host;
    FakeAnswer answer{.status = status, .body = body};
    if (status == 401) {
        answer.with("WWW-Authenticate", "Basic realm=\"x\"");
    }
    host.on("GET", QStringLiteral("/v2/"), answer);
    Rig rig(host.host());
    const auto outcome = await(rig.client().connect({}));
    QTEST(outcome.summary(), "expected");
    if (outcome.error) {
        QCOMPARE(outcome.error->httpStatus, status);
    }
}

void TestFindRegistry::loopbackFallsBackToHttp()
{
    FakeRegistry registry;
    Rig rig(registry.host(), false);
    AWAIT_OK(rig.client().connect({})); // D07: this machine only
    QCOMPARE(rig.client().base().scheme(), QStringLiteral("http"));
}

void TestFindRegistry::loopbackPrefersTls()
{
    FakeRegistry registry({.tls = makeCertificate({})});
    Rig rig(registry.host(), false);
    AWAIT_ERROR(rig.client().connect({}), ErrorKind::TlsUntrusted); // not downgraded because of a certificate
    Rig trusting(registry.host(), false);
    trusting.settings.skipVerification = true;
    AWAIT_OK(trusting.client().connect({}));
    QCOMPARE(trusting.client().base().scheme(), QStringLiteral("https"));
}

void TestFindRegistry::onlyLoopbackFallsBack()
{
    // A name that is not this machine's, though it leads here: through a proxy, which sees what is tried.
    FakeHost proxy;
    proxy.on({}, QStringLiteral(".*"), FakeAnswer{.status = 502});
    Rig rig(QStringLiteral("registry.example:5000"), false);
    rig.settings.proxy = proxy.url(QString()).toString();
    const auto outcome = await(rig.client().connect({}));
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->kind, ErrorKind::ProxyFailed); // C24
    QVERIFY(!proxy.seen().isEmpty());
    for (const SeenRequest &request : proxy.seen()) {
        QCOMPARE(request.line(), QByteArray("CONNECT registry.example:5000")); // TLS through it, never plain http
    }
}

void TestFindRegistry::fallsBackWhereAllowed_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<bool>("hangsUp");
    QTest::newRow("allowed") << true << false;
    QTest::newRow("not allowed") << false << false;
    QTest::newRow("allowed, hangs up on what is no http") << true << true;
}

void TestFindRegistry::fallsBackWhereAllowed()
{
    QFETCH(bool, allowed);
    QFETCH(bool, hangsUp);
    // A name that is not this machine's: the proxy opens the way, and what answers there speaks http only.
    FakeHost proxy;
    FakeAnswer tunnel;
    tunnel.withLength = false;
    tunnel.close = hangsUp;
    proxy.on("CONNECT", QStringLiteral(".*"), tunnel);
    proxy.on("GET", QStringLiteral(".*"), FakeAnswer{});
    Rig rig(QStringLiteral("registry.example:5000"), false);
    rig.settings.proxy = proxy.url(QString()).toString();
    rig.settings.mayUseHttp = allowed;
    const auto outcome = await(rig.client().connect({}));
    QCOMPARE(!outcome.error.has_value(), allowed);
    if (allowed) {
        QCOMPARE(rig.client().base().scheme(), QStringLiteral("http"));
        QVERIFY(proxy.seen().first().line().startsWith("CONNECT")); // https came first
    } else {
        QVERIFY(proxy.seen("GET", QStringLiteral(".*")).isEmpty());
    }
}

void TestFindRegistry::redirectedPing_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("moves");
    QTest::newRow("D13 same host, other port") << "127.0.0.1" << true;
    QTest::newRow("D13 other host") << "127.0.0.2" << false;
}

void TestFindRegistry::redirectedPing()
{
    QFETCH(QString, address);
    QFETCH(bool, moves);
    FakeHost::Options options;
    options.address = QHostAddress(address);
    FakeRegistry behind(options);
    FakeHost front;
    front.on("GET", QStringLiteral("/v2/"), redirect(301, behind.url(QStringLiteral("/v2/")).toEncoded()));
    Rig rig(front.host());
    AWAIT_OK(rig.client().connect({}));
    QCOMPARE(rig.client().base().authority(), moves ? behind.host() : front.host());
}

void TestFindRegistry::connectsOnce()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    QList<std::shared_ptr<Outcome<void>>> outcomes;
    for (int i = 0; i < 5; ++i) {
        outcomes.append(started(rig.client().connect({})));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    QCOMPARE(registry.seen().size(), 1);
}

void TestFindRegistry::busyRegistry()
{
    FakeRegistry registry;
    registry.on("GET", QStringLiteral("/v2/"), FakeAnswer{.status = 503}.with("Retry-After", "20"), 2);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().connect({})); // F04
    QCOMPARE(registry.seen().size(), 3);
    QVERIFY(rig.clock.now() >= std::chrono::seconds(40));
}

void TestFindRegistry::checksHarbor_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isHarbor");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("H62 anonymous") << QByteArray(R"({"auth_mode":"db_auth","banner_message":""})") << 200 << true << ""
                                   << false;
    QTest::newRow("H62 logged in") << QByteArray(R"({"auth_mode":"db_auth","harbor_version":"v2.11.0-abc"})") << 200
                                   << true << "v2.11.0-abc" << false;
    QTest::newRow("H21 read only") << QByteArray(R"({"auth_mode":"db_auth","read_only":true})") << 200 << true << ""
                                   << true;
    QTest::newRow("no Harbor") << QByteArray("404 page not found") << 404 << false << "" << false;
    QTest::newRow("something else") << QByteArray("<html>hello</html>") << 200 << false << "" << false;
}

void TestFindRegistry::checksHarbor()
{
    QFETCH(QByteArray, info);
    QFETCH(int, status);
    FakeRegistry registry;
    registry.demandPassword("alice", "secret");
    registry.on("GET", QStringLiteral("/api/v2.0/systeminfo"), FakeAnswer{.status = status, .body = info});
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_VALUE(checkup, rig.client().check({}));
    QTEST(checkup.isHarbor, "isHarbor");
    QTEST(checkup.harborVersion, "version");
    QTEST(checkup.readOnly, "readOnly");
    QVERIFY(checkup.loginProven);
    QVERIFY(!checkup.anonymous);
    QCOMPARE(checkup.address, registry.url(QString()).toString());
    // Without an account nothing is proven.
    Rig nobody(registry.host());
    AWAIT_VALUE(other, nobody.client().check({}));
    QVERIFY(other.anonymous && !other.loginProven);
    // A wrong password is.
    Rig wrong(registry.host());
    wrong.login(QStringLiteral("alice"), QStringLiteral("nope"));
    AWAIT_ERROR(wrong.client().check({}), ErrorKind::LoginRefused);
}

void TestFindRegistry::noCookiesEver()
{
    FakeRegistry registry;
    const Descriptor blob = registry.addBlob("p/r", "bytes");
    registry.judge([](const SeenRequest &) -> std::optional<FakeAnswer> { return {}; });
    registry.on("GET", QStringLiteral("/v2/"),
                FakeAnswer{.status = 401}
                    .with("Set-Cookie", "sid=abc; Path=/; HttpOnly")
                    .with("WWW-Authenticate", "Basic realm=\"harbor\""),
                1);
    registry.on("GET", QStringLiteral("/api/v2.0/systeminfo"), json("{}").with("Set-Cookie", "sid=def; Path=/"));
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_OK(rig.client().headBlob(QStringLiteral("p/r"), blob.digest, RegistryClient::Access::Push, {}));
    AWAIT_OK(rig.client().check({}));
    AWAIT_OK(rig.client().uploadBlob(QStringLiteral("p/r"), describe("new"), rig.file("new"), noProgress(), {}));
    QVERIFY(!registry.sawHeader("Cookie")); // H60
}

void TestFindRegistry::requestIds()
{
    FakeRegistry registry;
    registry.addImage("p/r", "1", {"a"});
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("p/r"), QStringLiteral("1"), RegistryClient::Access::Pull, {}));
    const auto outcome =
        await(rig.client().resolve(QStringLiteral("p/r"), QStringLiteral("2"), RegistryClient::Access::Push, {}));
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->requestId.toLatin1(), registry.seen().constLast().header("X-Request-Id")); // H32
    QVERIFY(!outcome.error->requestId.isEmpty());
}

void TestFindRegistry::dockerHubAddress()
{
    FakeHost proxy;
    proxy.on({}, QStringLiteral(".*"), FakeAnswer{.status = 502});
    Rig rig(QStringLiteral("docker.io"), false);
    rig.settings.proxy = proxy.url(QString()).toString();
    const auto outcome = await(rig.client().connect({}));
    QVERIFY(outcome.error.has_value());
    QCOMPARE(proxy.seen().constFirst().target, QByteArray("registry-1.docker.io:443")); // R11
}

QTEST_GUILESS_MAIN(TestFindRegistry)
#include "tst_findregistry.moc"
