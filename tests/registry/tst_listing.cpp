// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;

namespace {

const QString tagsPath = QStringLiteral("/v2/team/app/tags/list");
const QString catalogPath = QStringLiteral("/v2/_catalog");

QByteArray tagsBody(const QByteArray &tags)
{
    return R"({"name":"team/app","tags":)" + tags + '}';
}

} // namespace

/// Lists of tags and repositories, long, odd and hostile.
class TestListing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void pages_data();
    void pages();
    void strangersAreNotAsked();
    void endless();
    void pageSizeRefused();
    void missingRepository();
    void catalogRefused_data();
    void catalogRefused();
    void catalogAsksForLogin_data();
    void catalogAsksForLogin();
    void listsEverything();
    void prefixNarrows();
    void prefixWithoutCatalog();
    void damagedImagesAreProblems();
    void hostileNames();
};

void TestListing::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("D101 unsorted, twice") << tagsBody(R"(["b","a","b"])") << "a b";
    QTest::newRow("D101 null") << tagsBody("null") << "";
    QTest::newRow("D101 missing") << QByteArray(R"({"name":"team/app"})") << "";
    QTest::newRow("D101 GCR") << QByteArray(R"({"child":["x"],"manifest":{"sha256:a":{"tag":["a"]}},"tags":["a"]})")
                              << "a";
    QTest::newRow("odd entries") << tagsBody(R"(["a",5,null,{"x":1}])") << "a";
    QTest::newRow("not JSON") << QByteArray("<html>") << "error protocol-violation";
    QTest::newRow("a list") << QByteArray("[]") << "error protocol-violation";
    QTest::newRow("S32 a megabyte too much") << QByteArray(17 << 20, ' ') << "error too-large";
}

void TestListing::bodies()
{
    QFETCH(QByteArray, body);
    FakeRegistry registry;
    registry.on("GET", tagsPath, json(body));
    Rig rig(registry.host());
    const auto outcome = await(rig.client().tags(QStringLiteral("team/app"), {}));
    const QString found =
        outcome.value ? outcome.value->names.join(QLatin1Char(' ')) : QStringLiteral("error ") + outcome.summary();
    QTEST(found, "expected");
}

void TestListing::pages_data()
{
    QTest::addColumn<QByteArray>("link"); // of every page but the last; %1 is its number
    QTest::newRow("D100 relative") << QByteArray("</v2/team/app/tags/list?page=%1>; rel=\"next\"");
    QTest::newRow("D100 relative to the page") << QByteArray("<list?page=%1>; rel=next");
    QTest::newRow("D100 absolute") << QByteArray("<%HOST/v2/team/app/tags/list?page=%1>; rel=\"next\"");
    QTest::newRow("H68 prev too") << QByteArray("</v2/team/app/tags/list?page=0>; rel=\"prev\", "
                                                "</v2/team/app/tags/list?page=%1>; rel=\"next\"");
}

void TestListing::pages()
{
    QFETCH(QByteArray, link);
    FakeRegistry registry;
    link.replace("%HOST", registry.url(QString()).toEncoded());
    registry.on("GET", tagsPath, [link](const SeenRequest &request) {
        const int page = request.parameter("page").toInt();
        FakeAnswer answer = json(tagsBody("[\"t" + QByteArray::number(page) + "\"]")); // fewer than asked for
        if (page < 4) {
            answer.with("Link", QByteArray(link).replace("%1", QByteArray::number(page + 1)));
        }
        return answer;
    });
    Rig rig(registry.host());
    AWAIT_VALUE(list, rig.client().tags(QStringLiteral("team/app"), {}));
    QCOMPARE(list.names.join(QLatin1Char(' ')), QStringLiteral("t0 t1 t2 t3 t4"));
    QVERIFY(list.complete);
}

void TestListing::strangersAreNotAsked()
{
    FakeRegistry registry;
    FakeHost stranger;
    registry.demandPassword("a", "b");
    registry.on("GET", tagsPath,
                json(tagsBody(R"(["a"])"))
                    .with("Link", '<' + stranger.url(QStringLiteral("/next")).toEncoded() + ">; rel=\"next\""));
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    AWAIT_VALUE(list, rig.client().tags(QStringLiteral("team/app"), {}));
    QVERIFY(!list.complete); // D103
    QVERIFY(stranger.seen().isEmpty());
}

void TestListing::endless()
{
    FakeRegistry registry;
    registry.on("GET", tagsPath, [](const SeenRequest &request) { // new names for ever
        const QByteArray page = QByteArray::number(request.parameter("page").toInt() + 1);
        return json(tagsBody("[\"t" + page + "\"]")).with("Link", "<list?page=" + page + ">; rel=\"next\"");
    });
    registry.on("GET", QStringLiteral("/v2/same/tags/list"), [](const SeenRequest &request) { // the same names for ever
        const QByteArray page = QByteArray::number(request.parameter("page").toInt() + 1);
        return json(tagsBody(R"(["a","b"])")).with("Link", "<list?page=" + page + ">; rel=\"next\"");
    });
    registry.on("GET", QStringLiteral("/v2/circle/tags/list"),
                json(tagsBody(R"(["a"])")).with("Link", "<list?n=1000>; rel=\"next\""));
    Rig rig(registry.host());
    rig.limits.mostPages = 20;
    AWAIT_VALUE(list, rig.client().tags(QStringLiteral("team/app"), {})); // D102
    QVERIFY(!list.complete);
    QCOMPARE(list.names.size(), 20);
    AWAIT_VALUE(same, rig.client().tags(QStringLiteral("same"), {}));
    QVERIFY(!same.complete);
    QCOMPARE(registry.count("GET", QStringLiteral("/v2/same/tags/list")), 2);
    AWAIT_VALUE(circle, rig.client().tags(QStringLiteral("circle"), {}));
    QVERIFY(!circle.complete);
    QCOMPARE(registry.count("GET", QStringLiteral("/v2/circle/tags/list")), 1);
}

void TestListing::pageSizeRefused()
{
    FakeRegistry registry;
    registry.on("GET", tagsPath, [](const SeenRequest &request) {
        return request.query().isEmpty() ? json(tagsBody(R"(["a"])"))
                                         : registryError(400, "PAGINATION_NUMBER_INVALID", "too many");
    });
    Rig rig(registry.host());
    AWAIT_VALUE(list, rig.client().tags(QStringLiteral("team/app"), {})); // D104
    QCOMPARE(list.names, QStringList{QStringLiteral("a")});
}

void TestListing::missingRepository()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    AWAIT_ERROR(rig.client().tags(QStringLiteral("team/app"), {}), ErrorKind::RepositoryMissing);
}

void TestListing::catalogRefused_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {401, 403, 404, 405}) {
        QTest::addRow("D105 %d", status) << status;
    }
}

void TestListing::catalogRefused()
{
    QFETCH(int, status);
    FakeRegistry registry;
    registry.on("GET", catalogPath, registryError(status, "UNAUTHORIZED", "admins only"));
    Rig rig(registry.host());
    AWAIT_ERROR(rig.client().catalog({}), ErrorKind::Unsupported);
    AWAIT_ERROR(rig.end().list({}), ErrorKind::Unsupported);
}

void TestListing::catalogAsksForLogin_data()
{
    QTest::addColumn<bool>("token");
    QTest::addColumn<bool>("account"); // one that the registry does not know
    QTest::addColumn<QString>("kind");
    QTest::newRow("token, nobody") << true << false << "login-required";
    QTest::newRow("token, wrong account") << true << true << "login-refused";
    QTest::newRow("basic, nobody") << false << false << "login-required";
    QTest::newRow("basic, wrong account") << false << true << "login-refused";
}

void TestListing::catalogAsksForLogin()
{
    QFETCH(bool, token);
    QFETCH(bool, account);
    QFETCH(QString, kind);
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"somebody", "secret"}});
    if (token) {
        demandTokens(registry, tokens);
    } else {
        const FakeAnswer refusal =
            registryError(401, "UNAUTHORIZED", "authentication required").with("WWW-Authenticate", "Basic realm=\"x\"");
        for (const QString &path : {QStringLiteral("/v2/"), catalogPath, tagsPath}) {
            registry.on("GET", path, refusal);
        }
    }
    Rig rig(registry.host());
    if (account) {
        rig.login(QStringLiteral("nobody"), QStringLiteral("wrong"));
    }
    const auto names = await(rig.client().catalog({}));
    QVERIFY(names.error);
    QCOMPARE(errorKindName(names.error->kind), kind);
    const auto listing = await(rig.end().list({}));
    QVERIFY(listing.error);
    QCOMPARE(errorKindName(listing.error->kind), kind);
    RegistryEnd team(*End::parse(QStringLiteral("registry:") + registry.host() + QStringLiteral("/team/app")),
                     rig.settings, rig.pool, &rig.credentials, rig.clock, rig.disk);
    const auto below = await(team.list({}));
    QVERIFY(below.error);
    QCOMPARE(errorKindName(below.error->kind), kind);
}

void TestListing::listsEverything()
{
    FakeRegistry registry;
    const QByteArray layer = noise(5000);
    const Descriptor first = registry.addImage("team/app", "1", {layer, layer});
    registry.addImage("team/app", "2", {layer});
    const QByteArray child = registry.manifest("team/app", "1");
    const QByteArray index =
        R"({"schemaVersion":2,"mediaType":")" + mediatype::ociIndex.toLatin1() + R"(","manifests":[{"mediaType":")" +
        mediatype::ociManifest.toLatin1() + R"(","digest":")" + first.digest.toString().toLatin1() + R"(","size":)" +
        QByteArray::number(child.size()) + R"(,"platform":{"os":"linux","architecture":"arm64","variant":"v8"}}]})";
    registry.addManifest("team/app", "multi", index, mediatype::ociIndex);
    registry.addBlob("empty/repository", "x"); // in the catalogue, without a tag
    Rig rig(registry.host());
    AWAIT_VALUE(listing, rig.end().list({}));
    QCOMPARE(listing.problems.size(), 0);
    QCOMPARE(listing.images.size(), 3);
    const ListedImage one = listing.images.at(0);
    QCOMPARE(one.reference.toString(), registry.host() + QStringLiteral("/team/app:1"));
    QCOMPARE(one.root.digest, first.digest);
    QCOMPARE(one.platforms, QList<Platform>{*Platform::parse(u"linux/amd64")}); // P09: from the config
    const qint64 config = 64;
    QCOMPARE(one.size, child.size() + layer.size() + config); // the layer that is named twice counts once
    const ListedImage multi = listing.images.at(2);
    QCOMPARE(multi.platforms, QList<Platform>{*Platform::parse(u"linux/arm64")});
    QCOMPARE(multi.size, index.size() + one.size);
    QVERIFY(multi.complete);
}

void TestListing::prefixNarrows()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"a"});
    registry.addImage("team/app/sub", "1", {"a"});
    registry.addImage("team/apple", "1", {"a"});
    registry.addImage("other", "1", {"a"});
    Rig rig(registry.host());
    RegistryEnd end(*End::parse(QStringLiteral("registry:") + registry.host() + QStringLiteral("/team/app")),
                    rig.settings, rig.pool, nullptr, rig.clock, rig.disk);
    AWAIT_VALUE(listing, end.list({}));
    QStringList names;
    for (const ListedImage &image : listing.images) {
        names.append(image.reference.repository());
    }
    QCOMPARE(names, (QStringList{QStringLiteral("team/app/sub"), QStringLiteral("team/app")}));
}

void TestListing::prefixWithoutCatalog()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"a"});
    registry.on("GET", catalogPath, FakeAnswer{.status = 404});
    Rig rig(registry.host());
    RegistryEnd end(*End::parse(QStringLiteral("registry:") + registry.host() + QStringLiteral("/team/app")),
                    rig.settings, rig.pool, nullptr, rig.clock, rig.disk);
    AWAIT_VALUE(listing, end.list({}));
    QCOMPARE(listing.images.size(), 1);
    // Nor where the catalogue alone wants an account.
    registry.on("GET", catalogPath,
                registryError(401, "UNAUTHORIZED", "admins only").with("WWW-Authenticate", "Basic realm=\"x\""));
    RegistryEnd other(*End::parse(QStringLiteral("registry:") + registry.host() + QStringLiteral("/team/app")),
                      rig.settings, rig.pool, nullptr, rig.clock, rig.disk);
    AWAIT_VALUE(again, other.list({}));
    QCOMPARE(again.images.size(), 1);
}

void TestListing::damagedImagesAreProblems()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"a"});
    const Descriptor bad = registry.addImage("team/app", "2", {"b"});
    registry.addManifest("team/app", "3", "not json", mediatype::ociManifest);
    registry.on("GET", QStringLiteral("/v2/team/app/manifests/") + bad.digest.toString(), FakeAnswer{.body = "other"});
    Rig rig(registry.host());
    AWAIT_VALUE(listing, rig.end().list({}));
    QCOMPARE(listing.images.size(), 1);
    QCOMPARE(listing.problems.size(), 2);
}

void TestListing::hostileNames()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"a"});
    registry.on("GET", catalogPath, json(R"({"repositories":["../../etc","team/app","A B","x/../y"]})"));
    registry.on("GET", tagsPath, json(tagsBody(R"(["1","../1","a b","\u001b[31m"])")));
    Rig rig(registry.host());
    AWAIT_VALUE(listing, rig.end().list({}));
    QCOMPARE(listing.images.size(), 1);
    QCOMPARE(listing.problems.size(), 6); // S02, D01
    for (const SeenRequest &request : registry.seen()) {
        QVERIFY2(!request.target.contains("..") && !request.target.contains("%1B"), request.target);
    }
}

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
