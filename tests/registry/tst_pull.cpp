// SPDX-License-Identifier: Apache-2.0
#include "copy/partfile.h"
#include "registryfixture.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;

using Access = RegistryClient::Access;

namespace {

const QString repository = QStringLiteral("team/app");
const QString manifestPath = QStringLiteral("/v2/team/app/manifests/.*");
const QString blobPath = QStringLiteral("/v2/team/app/blobs/.*");

QByteArray ociType()
{
    return mediatype::ociManifest.toLatin1();
}

} // namespace

/// Manifests and blobs from registries of every sort.
class TestPull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolves_data();
    void resolves();
    void accepts();
    void manifestBytes_data();
    void manifestBytes();
    void manifestLies_data();
    void manifestLies();
    void blobs_data();
    void blobs();
    void ranges_data();
    void ranges();
    void redirectedBlob();
    void expiredAddress();
    void blobMissing();
    void serverTiredThenFine();
    void rateLimited();
    void rateLimitedForHours();
    void fourBlobsAtOnce();
    void metadataOvertakesBlobs();
    void foreignLayers();
    void foreignLayerNeverAuthenticates();
    void mirror();
    void warningsAndLimits();
    void fillsAPartFile();
};

void TestPull::resolves_data()
{
    QTest::addColumn<int>("head");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("gets");
    QTest::newRow("D28 HEAD tells all") << 0 << "ok" << 0;
    QTest::newRow("D28 without digest") << 1 << "ok" << 1;
    QTest::newRow("F16 without length") << 2 << "ok" << 1;
    QTest::newRow("D24 text/plain") << 3 << "ok" << 1;
    QTest::newRow("D24 without type") << 4 << "ok" << 1;
    QTest::newRow("D22 parameters") << 5 << "ok" << 0;
    QTest::newRow("D29 405") << 6 << "ok" << 1;
    QTest::newRow("D29 400") << 7 << "ok" << 1;
    QTest::newRow("D29 501") << 8 << "ok" << 1;
    QTest::newRow("F16 404 though GET works") << 9 << "ok" << 1;
    QTest::newRow("D26 schema 1") << 10 << "old-manifest" << 0;
    QTest::newRow("D05 digest in upper case") << 11 << "ok" << 1;
    QTest::newRow("F16 body after HEAD ignored") << 12 << "ok" << 0;
}

void TestPull::resolves()
{
    QFETCH(int, head);
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    const QByteArray digest = image.digest.toString().toLatin1();
    const QByteArray bytes = registry.manifest("team/app", "1");
    FakeAnswer answer{.body = bytes};
    switch (head) {
    case 1: answer.with("Content-Type", ociType()); break;
    case 2:
        answer.withLength = false;
        answer.with("Content-Type", ociType()).with("Docker-Content-Digest", digest);
        break;
    case 3: answer.with("Content-Type", "text/plain").with("Docker-Content-Digest", digest); break;
    case 4: answer.with("Docker-Content-Digest", digest); break;
    case 5: answer.with("Content-Type", ociType() + "; charset=utf-8").with("Docker-Content-Digest", digest); break;
    case 6: answer.status = 405; break;
    case 7: answer.status = 400; break;
    case 8: answer.status = 501; break;
    case 9: answer.status = 404; break;
    case 10: answer.with("Content-Type", "application/vnd.docker.distribution.manifest.v1+prettyjws"); break;
    case 11: answer.with("Content-Type", ociType()).with("Docker-Content-Digest", digest.toUpper()); break;
    default: answer.with("Content-Type", ociType()).with("Docker-Content-Digest", digest);
    }
    registry.on("HEAD", manifestPath, answer);
    Rig rig(registry.host());
    const auto outcome = await(rig.client().resolve(repository, QStringLiteral("1"), Access::Pull, {}));
    QTEST(outcome.summary(), "expected");
    QTEST(registry.count("GET", manifestPath), "gets");
    if (outcome.value) {
        QCOMPARE(outcome.value->digest, image.digest);
        QCOMPARE(outcome.value->size, image.size);
        QCOMPARE(outcome.value->mediaType, mediatype::ociManifest);
    }
}

void TestPull::accepts()
{
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    registry.on({}, QStringLiteral("/v2/old/.*"), [](const SeenRequest &request) { // H44
        return redirect(301, QByteArray(request.target).replace("/old/", "/team/"));
    });
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("old/app"), QStringLiteral("1"), Access::Pull, {}));
    AWAIT_OK(rig.client().manifest(QStringLiteral("old/app"), image, {}));
    for (const SeenRequest &request : registry.seen({}, QStringLiteral("/v2/.*/manifests/.*"))) {
        const QByteArray accept = request.header("Accept"); // D20, D21: also after redirects
        for (const QString &type :
             {mediatype::ociIndex, mediatype::ociManifest, mediatype::dockerList, mediatype::dockerManifest}) {
            QVERIFY2(accept.contains(type.toLatin1()), accept);
        }
        QVERIFY(accept.endsWith("*/*"));
    }
    QCOMPARE(registry.count({}, manifestPath), 2);
}

void TestPull::manifestBytes_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("gets");
    QTest::newRow("good") << 0 << "ok" << 1;
    QTest::newRow("D27 damaged once") << 1 << "ok" << 2;
    QTest::newRow("D27 damaged always") << 2 << "digest-mismatch" << 2;
    QTest::newRow("D30 promises 5 MiB") << 3 << "too-large" << 1;
    QTest::newRow("D30 endless") << 4 << "too-large" << 1;
    QTest::newRow("F01 cut once") << 5 << "ok" << 2;
    QTest::newRow("missing") << 6 << "not-found" << 1;
}

void TestPull::manifestBytes()
{
    QFETCH(int, fault);
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    const QByteArray bytes = registry.manifest("team/app", "1");
    FakeAnswer answer{.body = bytes};
    answer.with("Content-Type", ociType());
    int times = -1;
    switch (fault) {
    case 0: break;
    case 1:
        answer.flipAt = 20;
        times = 1;
        break;
    case 2: answer.flipAt = 20; break;
    case 3: answer.body = QByteArray(5 << 20, ' '); break;
    case 4:
        answer.body = QByteArray(5 << 20, ' ');
        answer.chunked = true;
        break;
    case 5:
        answer.cutAt = 30;
        times = 1;
        break;
    default: answer = registryError(404, "MANIFEST_UNKNOWN", "gone");
    }
    if (fault != 0) {
        registry.on("GET", manifestPath, answer, times);
    }
    Rig rig(registry.host());
    const auto outcome = await(rig.client().manifest(repository, image, {}));
    QTEST(outcome.summary(), "expected");
    QTEST(registry.count("GET", manifestPath), "gets");
    if (outcome.value) {
        QCOMPARE(*outcome.value, bytes); // D31
    } else if (fault == 2) {
        QCOMPARE(outcome.error->digest, image.digest.toString());
    }
}

void TestPull::manifestLies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("digest"); // "own", "other" or none
    QTest::addColumn<QString>("expected");
    const QByteArray list =
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})";
    const QByteArray plainIndex = R"({"schemaVersion":2,"manifests":[]})";
    const QByteArray mixed =
        R"({"schemaVersion":2,"manifests":[],"layers":[],"config":{"mediaType":"x","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}})";
    const QByteArray old = R"({"schemaVersion":1,"fsLayers":[],"history":[]})";
    QTest::newRow("D28 digest of other bytes") << list << QByteArray() << QByteArray("other") << "digest-mismatch";
    QTest::newRow("D28 no digest at all") << list << QByteArray() << QByteArray() << "ok";
    QTest::newRow("D24 type from the shape") << plainIndex << QByteArray("application/json") << QByteArray() << "ok";
    QTest::newRow("D25 ambiguous") << mixed << QByteArray("application/json") << QByteArray() << "malformed-manifest";
    QTest::newRow("D26 schema 1 without saying so")
        << old << QByteArray("application/json") << QByteArray() << "old-manifest";
    QTest::newRow("D23 type conflict") << list << ociType() << QByteArray() << "malformed-manifest";
    QTest::newRow("a page of a portal") << QByteArray("<html>log in</html>") << QByteArray("text/html") << QByteArray()
                                        << "malformed-manifest";
}

void TestPull::manifestLies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, digest);
    FakeRegistry registry;
    FakeAnswer answer{.body = body};
    if (!type.isEmpty()) {
        answer.with("Content-Type", type);
    }
    if (digest == "other") {
        answer.with("Docker-Content-Digest", Digest::ofBytes("other").toString().toLatin1());
    }
    registry.on("HEAD", manifestPath, FakeAnswer{.status = 405});
    registry.on("GET", manifestPath, answer);
    Rig rig(registry.host());
    const auto outcome = await(rig.client().resolve(repository, QStringLiteral("1"), Access::Pull, {}));
    QTEST(outcome.summary(), "expected");
    if (outcome.value) {
        QCOMPARE(outcome.value->digest, Digest::ofBytes(body));
        QCOMPARE(outcome.value->mediaType, mediatype::ociIndex);
    }
}

void TestPull::blobs_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole") << 0 << "ok";
    QTest::newRow("D43 chunked") << 1 << "ok";
    QTest::newRow("D41 length differs") << 2 << "size-mismatch";
    QTest::newRow("D42 longer, chunked") << 3 << "size-mismatch";
    QTest::newRow("D42 shorter, chunked") << 4 << "connection-lost";
    QTest::newRow("F01 cut") << 5 << "connection-lost";
    QTest::newRow("F02 reset") << 6 << "connection-lost";
    QTest::newRow("F14 length 0") << 7 << "size-mismatch";
    QTest::newRow("206 unasked") << 8 << "protocol-violation";
    QTest::newRow("F15 Content-Encoding") << 9 << "ok";
    QTest::newRow("304") << 10 << "protocol-violation";
}

void TestPull::blobs()
{
    QFETCH(int, fault);
    FakeRegistry registry;
    const QByteArray bytes = noise(300'000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    FakeAnswer answer{.body = bytes};
    switch (fault) {
    case 1: answer.chunked = true; break;
    case 2: answer.body.chop(1); break;
    case 3:
        answer.body.append('x');
        answer.chunked = true;
        break;
    case 4:
        answer.body.chop(1);
        answer.chunked = true;
        break;
    case 5: answer.cutAt = 100'000; break;
    case 6:
        answer.cutAt = 100'000;
        answer.reset = true;
        break;
    case 7: answer.body.clear(); break;
    case 8: answer.status = 206; break;
    case 9: answer.with("Content-Encoding", "gzip"); break;
    case 10: answer.status = 304; break;
    default: break;
    }
    registry.on("GET", blobPath, answer);
    Rig rig(registry.host());
    const auto outcome = await(readBlob(&rig.client(), repository, blob, 0, {}));
    QTEST(outcome.summary(), "expected");
    if (outcome.value) {
        QVERIFY(*outcome.value == bytes);
    }
}

void TestPull::ranges_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("gets");
    QTest::newRow("D44 honoured") << 0 << 1;
    QTest::newRow("D45 ignored") << 1 << 1;
    QTest::newRow("D44 starts elsewhere") << 2 << 2;
    QTest::newRow("D44 ends early") << 3 << 2;
    QTest::newRow("D47 without Content-Range") << 4 << 2;
    QTest::newRow("D47 multipart") << 5 << 2;
    QTest::newRow("D46 416") << 6 << 2;
    QTest::newRow("D44 total not known") << 7 << 1;
    QTest::newRow("D43 chunked 206") << 8 << 1;
}

void TestPull::ranges()
{
    QFETCH(int, fault);
    FakeRegistry registry;
    const QByteArray bytes = noise(300'000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    FakeAnswer answer{.status = 206, .body = bytes.mid(100'000)};
    QByteArray range = "bytes 100000-299999/300000";
    switch (fault) {
    case 1:
        answer = FakeAnswer{.body = bytes};
        range.clear();
        break;
    case 2:
        answer.body = bytes.mid(99'999);
        range = "bytes 99999-299999/300000";
        break;
    case 3:
        answer.body.chop(10);
        range = "bytes 100000-299989/300000";
        break;
    case 4: range.clear(); break;
    case 5:
        answer.with("Content-Type", "multipart/byteranges; boundary=x");
        range.clear();
        break;
    case 6:
        answer = FakeAnswer{.status = 416};
        range = "bytes */300000";
        break;
    case 7: range = "bytes 100000-299999/*"; break;
    case 8: answer.chunked = true; break;
    default: break;
    }
    if (!range.isEmpty()) {
        answer.with("Content-Range", range);
    }
    if (fault != 0) {
        registry.on("GET", blobPath, answer, 1);
    }
    Rig rig(registry.host());
    AWAIT_VALUE(got, readBlob(&rig.client(), repository, blob, 100'000, {}));
    QVERIFY(got == bytes.mid(100'000));
    QTEST(registry.count("GET", blobPath), "gets");
    QCOMPARE(registry.seen("GET", blobPath).constFirst().header("Range"), QByteArray("bytes=100000-"));
    if (registry.count("GET", blobPath) > 1) {
        QVERIFY(!registry.seen("GET", blobPath).constLast().has("Range"));
    }
    registry.forget();
    AWAIT_VALUE(nothing, readBlob(&rig.client(), repository, blob, 300'000, {})); // D46: N == size
    QVERIFY(nothing.isEmpty());
    QVERIFY(registry.seen().isEmpty());
}

void TestPull::redirectedBlob()
{
    FakeRegistry registry;
    FakeHost storage;
    const QByteArray bytes = noise(300'000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    registry.on("GET", blobPath,
                redirect(307, storage.url(QStringLiteral("/key")).toEncoded() + "?X-Amz-Signature=a%2Bb"));
    storage.on("GET", QStringLiteral("/key"), [bytes](const SeenRequest &request) {
        if (request.has("Authorization")) {
            return FakeAnswer{.status = 400}; // F18: as S3 does
        }
        return FakeAnswer{.status = 206, .body = bytes.mid(1000)}.with("Content-Range", "bytes 1000-299999/300000");
    });
    registry.demandPassword("a", "b");
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    AWAIT_VALUE(got, readBlob(&rig.client(), repository, blob, 1000, {}));
    QVERIFY(got == bytes.mid(1000));
    QCOMPARE(storage.seen().constFirst().header("Range"), QByteArray("bytes=1000-"));
    QCOMPARE(storage.seen().constFirst().query(), QByteArray("X-Amz-Signature=a%2Bb"));
    QVERIFY(!storage.sawHeader("Cookie"));
}

void TestPull::expiredAddress()
{
    FakeRegistry registry;
    FakeHost storage;
    const QByteArray bytes = noise(1000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    registry.on("GET", blobPath, [&storage](const SeenRequest &request) {
        return redirect(307, storage.url(QStringLiteral("/key")).toEncoded() + "?n=" + QByteArray::number(request.hit));
    });
    storage.on("GET", QStringLiteral("/key"), [bytes](const SeenRequest &request) {
        return request.query() == "n=0" ? FakeAnswer{.status = 403, .body = "<Error><Code>AccessDenied</Code></Error>"}
                                        : FakeAnswer{.body = bytes};
    });
    Rig rig(registry.host());
    AWAIT_VALUE(got, readBlob(&rig.client(), repository, blob, 0, {})); // F20: asks the registry anew
    QVERIFY(got == bytes);
    QCOMPARE(registry.count("GET", blobPath), 2);
}

void TestPull::blobMissing()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = describe("nowhere");
    const auto outcome = await(readBlob(&rig.client(), repository, blob, 0, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("not-found"));
    QCOMPARE(outcome.error->digest, blob.digest.toString());
    QCOMPARE(outcome.error->registryCodes, QStringList{QStringLiteral("BLOB_UNKNOWN")});
    QCOMPARE(registry.count("GET", blobPath), 1); // D113
}

void TestPull::serverTiredThenFine()
{
    FakeRegistry registry;
    const QByteArray bytes = noise(1000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    registry.on("GET", blobPath, FakeAnswer{.status = 503}, 3);
    registry.on("GET", manifestPath, FakeAnswer{.dropped = true}, 2);
    Rig rig(registry.host());
    AWAIT_VALUE(got, readBlob(&rig.client(), repository, blob, 0, {})); // F04
    QVERIFY(got == bytes);
    AWAIT_OK(rig.client().manifest(repository, image, {}));
    registry.on("GET", blobPath, FakeAnswer{.status = 503});
    registry.forget();
    AWAIT_ERROR(readBlob(&rig.client(), repository, blob, 0, {}), ErrorKind::ServerError);
    QCOMPARE(registry.count("GET", blobPath), 5);
}

void TestPull::rateLimited()
{
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    registry.on("GET", manifestPath, registryError(429, "TOOMANYREQUESTS", "slow down").with("Retry-After", "45"), 1);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().manifest(repository, image, {})); // A40
    QVERIFY(rig.clock.now() >= std::chrono::seconds(45));
    QCOMPARE(registry.count("GET", manifestPath), 2);
}

void TestPull::rateLimitedForHours()
{
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    registry.on(
        "GET", manifestPath,
        registryError(429, "TOOMANYREQUESTS", "You have reached your pull rate limit").with("Retry-After", "21600"));
    Rig rig(registry.host());
    const auto outcome = await(rig.client().manifest(repository, image, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("rate-limited"));
    QCOMPARE(outcome.error->retryAfterSeconds, 21600);
    QVERIFY(rig.clock.now() < std::chrono::seconds(60));
}

void TestPull::fourBlobsAtOnce()
{
    FakeRegistry registry;
    QList<Descriptor> all;
    for (int i = 0; i < 10; ++i) {
        all.append(registry.addBlob("team/app", noise(100'000, i + 1)));
    }
    Rig rig(registry.host());
    QList<std::shared_ptr<Outcome<QByteArray>>> outcomes;
    for (const Descriptor &blob : all) {
        outcomes.append(started(readBlob(&rig.client(), repository, blob, 0, {})));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    for (int i = 0; i < all.size(); ++i) {
        QVERIFY2(outcomes.at(i)->value.has_value(), outcomes.at(i)->explanation());
        QCOMPARE(Digest::ofBytes(*outcomes.at(i)->value), all.at(i).digest);
    }
    QVERIFY(registry.mostAtOnce(blobPath) <= http::HostGate::blobSlots); // A44
}

void TestPull::metadataOvertakesBlobs()
{
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    QList<Descriptor> all;
    for (int i = 0; i < 10; ++i) {
        all.append(registry.addBlob("team/app", noise(100'000, i + 1)));
    }
    registry.on("GET", blobPath, FakeAnswer{.body = noise(100'000), .stallAt = 10});
    Rig rig(registry.host());
    std::stop_source stop;
    QList<std::shared_ptr<Outcome<QByteArray>>> outcomes;
    for (const Descriptor &blob : all) {
        outcomes.append(started(readBlob(&rig.client(), repository, blob, 0, stop.get_token())));
    }
    QTRY_COMPARE(registry.count("GET", blobPath), http::HostGate::blobSlots);
    AWAIT_OK(rig.client().manifest(repository, image, {})); // all blob slots hang, and yet
    stop.request_stop();
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    for (const auto &outcome : outcomes) {
        QVERIFY(outcome->cancelled);
    }
}

void TestPull::foreignLayers()
{
    FakeRegistry registry;
    FakeHost vendor;
    const QByteArray bytes = noise(1000);
    Descriptor layer = describe(bytes, QStringLiteral("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"));
    layer.urls = {QStringLiteral("file:///etc/passwd"), vendor.url(QStringLiteral("/gone")).toString(),
                  vendor.url(QStringLiteral("/layer")).toString()};
    vendor.on("GET", QStringLiteral("/layer"), FakeAnswer{.body = bytes});
    Rig rig(registry.host());
    AWAIT_VALUE(got, readBlob(&rig.client(), repository, layer, 0, {})); // D49, S10
    QVERIFY(got == bytes);
    AWAIT_VALUE(rest, readBlob(&rig.client(), repository, layer, 400, {}));
    QVERIFY(rest == bytes.mid(400));
    layer.mediaType = QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");
    AWAIT_ERROR(readBlob(&rig.client(), repository, layer, 0, {}), ErrorKind::NotFound); // P11: by type, not by urls
}

void TestPull::foreignLayerNeverAuthenticates()
{
    FakeRegistry registry;
    FakeHost vendor;
    registry.demandPassword("a", "b");
    Descriptor layer = describe("x", QStringLiteral("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"));
    layer.urls = {vendor.url(QStringLiteral("/layer")).toString()};
    vendor.on("GET", QStringLiteral("/layer"), FakeAnswer{.status = 401}.with("WWW-Authenticate", "Basic realm=\"x\""));
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    AWAIT_ERROR(readBlob(&rig.client(), repository, layer, 0, {}), ErrorKind::NotFound); // S11, CVE-2020-15157
    QVERIFY(!vendor.sawHeader("Authorization"));
    QCOMPARE(vendor.seen().size(), 1);
}

void TestPull::mirror()
{
    FakeRegistry original;
    FakeRegistry mirror;
    original.demandPassword("alice", "secret");
    const QByteArray bytes = noise(1000);
    const Descriptor image = mirror.addImage("cache/team/app", "1", {bytes});
    Rig rig(original.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    rig.settings.mirror = mirror.host() + QStringLiteral("/cache");
    const Reference name = *Reference::fromParts(original.host(), repository, QStringLiteral("1"));
    AWAIT_VALUE(found, rig.end().resolve(name, {}));
    QCOMPARE(found.digest, image.digest);
    AWAIT_OK(rig.end().manifest(name, image, {}));
    AWAIT_VALUE(body, rig.end().openBlob(name, describe(bytes), 0, {}));
    AWAIT_VALUE(piece, body->read({}));
    QCOMPARE(piece.toByteArray(), bytes);
    QVERIFY(original.seen().isEmpty());
    QVERIFY(!mirror.sawHeader("Authorization")); // C32
    for (const SeenRequest &request : mirror.seen()) {
        QVERIFY(!request.query().contains("ns=")); // C31
    }
    AWAIT_VALUE(standing, rig.end().standing(name, {})); // the target's side never asks a mirror
    QVERIFY(!standing);
    QVERIFY(!original.seen().isEmpty());
}

void TestPull::warningsAndLimits()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"layer"});
    registry.on("GET", QStringLiteral("/v2/"),
                json("{}")
                    .with("Warning", "299 - \"moving soon\"")
                    .with("ratelimit-limit", "100;w=21600")
                    .with("ratelimit-remaining", "76;w=21600"));
    Rig rig(registry.host());
    AWAIT_OK(rig.client().check({}));
    AWAIT_OK(rig.client().check({}));
    AWAIT_OK(rig.client().resolve(repository, QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(rig.client().warnings(), QStringList{QStringLiteral("moving soon")}); // D112
    QVERIFY(rig.client().rateLimit().has_value());
    QCOMPARE(rig.client().rateLimit()->remaining, 76); // A41
}

void TestPull::fillsAPartFile()
{
    FakeRegistry registry;
    const QByteArray bytes = noise(3'000'000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    registry.on("GET", blobPath, [bytes](const SeenRequest &request) {
        const qint64 from = request.header("Range").mid(6).split('-').constFirst().toLongLong();
        FakeAnswer answer{.status = from > 0 ? 206 : 200, .body = bytes.mid(from), .cutAt = 700'000, .reset = true};
        if (from > 0) {
            answer.with("Content-Range", "bytes " + QByteArray::number(from) + "-2999999/3000000");
        }
        return answer;
    });
    Rig rig(registry.host());
    const Reference name = *Reference::fromParts(registry.host(), repository);
    AWAIT_VALUE(part, PartFile::open(rig.disk, rig.folder.filePath(QStringLiteral("part")), blob, {}));
    BlobSource source;
    source.open = [&rig, name, blob](qint64 offset, std::stop_token stop) {
        return rig.end().openBlob(name, blob, offset, stop);
    };
    AWAIT_VALUE(moved, part->fill(source, noProgress(), {})); // F02: five pieces
    QCOMPARE(moved, bytes.size());
    QVERIFY(part->isWhole());
}

QTEST_GUILESS_MAIN(TestPull)
#include "tst_pull.moc"
