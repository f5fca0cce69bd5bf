// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

#include <QFile>

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;
using namespace std::chrono_literals;

namespace {

const QString repository = QStringLiteral("team/app");
const QString uploadsPath = QStringLiteral("/v2/team/app/blobs/uploads/.*");
const QString sessionPath = QStringLiteral("/v2/team/app/blobs/uploads/.+");
const QString blobPath = QStringLiteral("/v2/team/app/blobs/sha.*");
const QString manifestPath = QStringLiteral("/v2/team/app/manifests/.*");

} // namespace

/// Uploads, mounts and manifests into registries of every sort.
class TestPush : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uploads();
    void skipsWhatIsThere();
    void existingWithAnotherSize();
    void startAnswers_data();
    void startAnswers();
    void putAnswers_data();
    void putAnswers();
    void locations_data();
    void locations();
    void strangerGetsNothing();
    void emptyBlob();
    void sha512();
    void lostSession_data();
    void lostSession();
    void failsThenStored();
    void failsAlways();
    void lostConnection();
    void damagedFile();
    void damagedOnTheWay();
    void tokenExpiresDuringUpload();
    void redirectedUpload_data();
    void redirectedUpload();
    void quotaAfterTheUpload();
    void tooLargeForTheProxy();
    void appearsLate();
    void neverAppears();
    void progressSteps();
    void cancelSendsDelete();
    void mounts();
    void mountRefused_data();
    void mountRefused();
    void mountOpensSession();
    void mountOnlyWithinOneRegistry();
    void manifests_data();
    void manifests();
    void manifestType();
    void tagOnlyWhenNeeded();
    void standing_data();
    void standing();
    void distrustsAfterMissingBlob();
    void probes();
    void whatNeedsALocalFile();
    void everyBlobOnce();
};

void TestPush::uploads()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const QByteArray bytes = noise(1'500'000);
    const Descriptor blob = describe(bytes);
    LocalRange range = rig.file("head" + bytes + "tail");
    range.offset = 4;
    range.length = bytes.size();
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, blob, range, noProgress(), {}));
    QCOMPARE(moved, bytes.size());
    QVERIFY(registry.blob("team/app", blob.digest) == bytes);
    // D60, D61, D75: look, open, put, look; the session's state came back byte for byte (the registry checks it).
    QStringList lines;
    for (const SeenRequest &request : registry.seen()) {
        lines.append(QString::fromLatin1(request.method) + QLatin1Char(' ') + QString::fromLatin1(request.path()));
    }
    const QString name = blob.digest.toString();
    QCOMPARE(lines, (QStringList{QStringLiteral("GET /v2/"), QStringLiteral("HEAD /v2/team/app/blobs/") + name,
                                 QStringLiteral("POST /v2/team/app/blobs/uploads/"),
                                 QStringLiteral("PUT /v2/team/app/blobs/uploads/session-1"),
                                 QStringLiteral("HEAD /v2/team/app/blobs/") + name}));
    const SeenRequest put = registry.seen("PUT", sessionPath).constLast();
    QCOMPARE(put.header("Content-Length"), QByteArray::number(bytes.size()));
    QCOMPARE(put.header("Content-Type"), QByteArray("application/octet-stream"));
    QCOMPARE(registry.openUploads(), 0);
}

void TestPush::skipsWhatIsThere()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = registry.addBlob("team/app", "bytes");
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(moved, 0);
    QCOMPARE(registry.count({}, uploadsPath), 0);
}

void TestPush::existingWithAnotherSize()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = describe("bytes");
    registry.on("HEAD", blobPath, FakeAnswer{.body = "byte"}, 1);
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(moved, 5);
}

void TestPush::startAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("location");
    QTest::addColumn<QString>("expected");
    QTest::newRow("D62 202") << 202 << true << "ok";
    QTest::newRow("D62 200 with Location") << 200 << true << "ok";
    QTest::newRow("D62 204 with Location") << 204 << true << "ok";
    QTest::newRow("D64 202 without Location") << 202 << false << "protocol-violation";
    QTest::newRow("D62 201: there already") << 201 << false << "ok";
    QTest::newRow("F21 301") << 301 << true << "protocol-violation";
    QTest::newRow("R02 404") << 404 << false << "repository-missing";
    QTest::newRow("403") << 403 << false << "denied";
}

void TestPush::startAnswers()
{
    QFETCH(int, status);
    QFETCH(bool, location);
    FakeRegistry registry;
    registry.demandPassword("a", "b");
    const Descriptor blob = describe("bytes");
    registry.on("POST", uploadsPath, [&registry, status, location](const SeenRequest &) {
        FakeAnswer answer{.status = status};
        if (status == 404) {
            return registryError(404, "NAME_UNKNOWN", "repository does not exist");
        }
        if (status == 201) {
            registry.addBlob("team/app", "bytes");
        }
        if (location) {
            answer.with("Location", "/v2/team/app/blobs/uploads/own");
        }
        return answer;
    });
    registry.on("PUT", sessionPath, [&registry](const SeenRequest &request) {
        registry.addBlob("team/app", request.body);
        return FakeAnswer{.status = 201};
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    const auto outcome = await(rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QTEST(outcome.summary(), "expected");
    QCOMPARE(registry.count("POST", uploadsPath), 1);
    QCOMPARE(registry.count("PUT", sessionPath), outcome.value && location ? 1 : 0);
}

void TestPush::putAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("stores");
    QTest::addColumn<QString>("expected");
    QTest::newRow("D73 201") << 201 << true << "ok";
    QTest::newRow("D73 204") << 204 << true << "ok";
    QTest::newRow("D73 200") << 200 << true << "ok";
    QTest::newRow("D73 202") << 202 << true << "ok";
    QTest::newRow("F23 201 but not there") << 201 << false << "server-error";
    QTest::newRow("403") << 403 << false << "denied";
    QTest::newRow("413") << 413 << false << "too-large";
    QTest::newRow("F21 302") << 302 << false << "protocol-violation";
    QTest::newRow("F28 418") << 418 << false << "protocol-violation";
}

void TestPush::putAnswers()
{
    QFETCH(int, status);
    QFETCH(bool, stores);
    FakeRegistry registry;
    registry.demandPassword("a", "b");
    registry.on("PUT", sessionPath, [&registry, status, stores](const SeenRequest &request) {
        if (stores) {
            registry.addBlob("team/app", request.body);
        }
        return FakeAnswer{.status = status}.with("Location", "/elsewhere");
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    const auto outcome =
        await(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}));
    QTEST(outcome.summary(), "expected");
    QCOMPARE(registry.count("PUT", sessionPath), 1); // D113: refused is refused
    if (outcome.error) {
        QCOMPARE(outcome.error->digest, describe("bytes").digest.toString());
    }
    if (status >= 300) {
        QCOMPARE(registry.openUploads(), 0); // D76: the session was given up
    }
}

void TestPush::locations_data()
{
    QTest::addColumn<QByteArray>("location"); // %HOST is the registry
    QTest::addColumn<QByteArray>("target");   // of the PUT, before the digest
    QTest::newRow("D63 relative") << QByteArray("/up/1?_state=a%2Bb%3D%3D") << QByteArray("/up/1?_state=a%2Bb%3D%3D&");
    QTest::newRow("D63 absolute") << QByteArray("http://%HOST/up/1?x=%2F") << QByteArray("/up/1?x=%2F&");
    QTest::newRow("D63 scheme-less") << QByteArray("//%HOST/up/1") << QByteArray("/up/1?");
    QTest::newRow("D63 relative to the request")
        << QByteArray("1?s=1") << QByteArray("/v2/team/app/blobs/uploads/1?s=1&");
    QTest::newRow("D63 plus and slash") << QByteArray("/up/1?s=a+b/c") << QByteArray("/up/1?s=a+b/c&");
}

void TestPush::locations()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, target);
    FakeRegistry registry;
    location.replace("%HOST", registry.host().toLatin1());
    registry.on("POST", uploadsPath, FakeAnswer{.status = 202}.with("Location", location));
    registry.on("PUT", QStringLiteral(".*"), [&registry](const SeenRequest &request) {
        registry.addBlob("team/app", request.body);
        return FakeAnswer{.status = 201};
    });
    Rig rig(registry.host());
    const Descriptor blob = describe("bytes");
    AWAIT_OK(rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(registry.seen("PUT", QStringLiteral(".*")).constLast().target,
             target + "digest=sha256%3A" + blob.digest.hex().toLatin1());
}

void TestPush::strangerGetsNothing()
{
    FakeRegistry registry;
    FakeHost stranger;
    registry.demandPassword("a", "b");
    registry.on("POST", uploadsPath,
                FakeAnswer{.status = 202}.with("Location", stranger.url(QStringLiteral("/steal")).toEncoded()));
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    AWAIT_ERROR(rig.client().uploadBlob(repository, describe("private"), rig.file("private"), noProgress(), {}),
                ErrorKind::ProtocolViolation); // S20
    QVERIFY(stranger.seen().isEmpty());
}

void TestPush::emptyBlob()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = describe({});
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, blob, rig.file({}), noProgress(), {}));
    QCOMPARE(moved, 0);
    QVERIFY(registry.hasBlob("team/app", blob.digest));
    QCOMPARE(registry.seen("PUT", sessionPath).constLast().header("Content-Length"), QByteArray("0")); // D77
}

void TestPush::sha512()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    Descriptor blob = describe("bytes");
    blob.digest = Digest::ofBytes("bytes", *Digest::parse(QLatin1String("sha512:") + QString(128, QLatin1Char('0'))));
    AWAIT_OK(rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(registry.seen("POST", uploadsPath).constLast().query(), QByteArray("digest-algorithm=sha512")); // D79
    QVERIFY(registry.hasBlob("team/app", blob.digest));
}

void TestPush::lostSession_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("F22 unknown") << 404 << QByteArray("BLOB_UPLOAD_UNKNOWN");
    QTest::newRow("F22 invalid") << 400 << QByteArray("BLOB_UPLOAD_INVALID");
    QTest::newRow("H24 in garbage collection") << 404 << QByteArray("NOT_FOUND");
}

void TestPush::lostSession()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    FakeRegistry registry;
    registry.on("PUT", sessionPath, registryError(status, code, "the asking blob is in GC"), 2);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}));
    QCOMPARE(registry.count("POST", uploadsPath), 3); // a new session for each try
    registry.on("PUT", sessionPath, registryError(status, code, "the asking blob is in GC"));
    registry.forget();
    const auto outcome =
        await(rig.client().uploadBlob(repository, describe("other"), rig.file("other"), noProgress(), {}));
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->httpStatus, status);
    QCOMPARE(registry.count("POST", uploadsPath), 5);
}

void TestPush::failsThenStored()
{
    FakeRegistry registry;
    registry.on("PUT", sessionPath, [&registry](const SeenRequest &request) {
        registry.addBlob("team/app", request.body);
        return FakeAnswer{.status = 504};
    });
    Rig rig(registry.host());
    AWAIT_OK(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}));
    QCOMPARE(registry.count("PUT", sessionPath), 1); // F05: it had worked
}

void TestPush::failsAlways()
{
    FakeRegistry registry;
    registry.on("PUT", sessionPath, FakeAnswer{.status = 500});
    Rig rig(registry.host());
    AWAIT_ERROR(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}),
                ErrorKind::ServerError);
    QCOMPARE(registry.count("PUT", sessionPath), 5); // F04
}

void TestPush::lostConnection()
{
    FakeRegistry registry;
    const QByteArray bytes = noise(1'000'000);
    registry.on("PUT", sessionPath, FakeAnswer{.reset = true, .dropped = true}, 2);
    Rig rig(registry.host());
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, describe(bytes), rig.file(bytes), noProgress(), {}));
    QCOMPARE(moved, bytes.size());
    QVERIFY(registry.blob("team/app", describe(bytes).digest) == bytes);
    QCOMPARE(registry.count("PUT", sessionPath), 3); // F06, F10
}

void TestPush::damagedFile()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const LocalRange file = rig.file("bytez");
    const auto outcome = await(rig.client().uploadBlob(repository, describe("bytes"), file, noProgress(), {}));
    QCOMPARE(outcome.summary(), QStringLiteral("digest-mismatch")); // D74
    QCOMPARE(outcome.error->side, Side::Local);
    QCOMPARE(outcome.error->item, file.path);
    QCOMPARE(registry.count("PUT", sessionPath), 1);
}

void TestPush::damagedOnTheWay()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    registry.on("PUT", sessionPath, registryError(400, "DIGEST_INVALID", "no"), 1);
    AWAIT_OK(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {})); // D74
    registry.on("PUT", sessionPath, registryError(400, "DIGEST_INVALID", "no"));
    registry.forget();
    const auto outcome =
        await(rig.client().uploadBlob(repository, describe("other"), rig.file("other"), noProgress(), {}));
    QCOMPARE(outcome.summary(), QStringLiteral("digest-mismatch"));
    QVERIFY(outcome.error->side != Side::Local);
    QCOMPARE(registry.count("PUT", sessionPath), 2);
}

void TestPush::tokenExpiresDuringUpload()
{
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "secret"}});
    demandTokens(registry, tokens);
    bool revoked = false;
    registry.judge([&tokens, &revoked](const SeenRequest &request) -> std::optional<FakeAnswer> {
        if (request.method == "PUT" && !revoked) {
            revoked = true;
            tokens.revokeAll();
        }
        if (tokens.isGood(request.header("Authorization").mid(7))) {
            return {};
        }
        return registryError(401, "UNAUTHORIZED", "x")
            .with("WWW-Authenticate", "Bearer realm=\"" + tokens.realm() + '"');
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    const QByteArray bytes = noise(1'000'000);
    AWAIT_OK(rig.client().uploadBlob(repository, describe(bytes), rig.file(bytes), noProgress(), {}));
    const QList<SeenRequest> puts = registry.seen("PUT", sessionPath);
    QCOMPARE(puts.size(), 2);
    QCOMPARE(puts.at(0).target, puts.at(1).target); // A30: the same session
    QVERIFY(puts.at(1).body == bytes);              // A29: replayed from the file
    QCOMPARE(registry.count("POST", uploadsPath), 1);
}

void TestPush::redirectedUpload_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("away");
    QTest::addColumn<QString>("expected");
    QTest::newRow("F21 307, same origin") << 307 << false << "ok";
    QTest::newRow("F21 308, same origin") << 308 << false << "ok";
    QTest::newRow("S20 307, other origin") << 307 << true << "protocol-violation";
    QTest::newRow("F21 303") << 303 << false << "protocol-violation";
}

void TestPush::redirectedUpload()
{
    QFETCH(int, status);
    QFETCH(bool, away);
    FakeRegistry registry;
    FakeHost stranger;
    registry.on("PUT", sessionPath,
                redirect(status, away ? stranger.url(QStringLiteral("/x")).toEncoded() : QByteArray("/moved?a=b")));
    registry.on("PUT", QStringLiteral("/moved"), [&registry](const SeenRequest &request) {
        registry.addBlob("team/app", request.body);
        return FakeAnswer{.status = 201};
    });
    Rig rig(registry.host());
    const auto outcome =
        await(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}));
    QTEST(outcome.summary(), "expected");
    QVERIFY(stranger.seen().isEmpty());
}

void TestPush::quotaAfterTheUpload()
{
    FakeRegistry registry;
    registry.on("PUT", sessionPath,
                registryError(403, "DENIED",
                              "adding 5 B of storage resource, which when updated to current usage of 9 B will exceed "
                              "the configured upper limit of 10 B."));
    Rig rig(registry.host());
    AWAIT_ERROR(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}),
                ErrorKind::QuotaExceeded); // H22
    QCOMPARE(registry.count("PUT", sessionPath), 1);
}

void TestPush::tooLargeForTheProxy()
{
    FakeRegistry registry;
    registry.onHead("PUT", sessionPath,
                    FakeAnswer{.status = 413, .body = "<html><title>413 Request Entity Too Large</title></html>"}
                        .with("Content-Type", "text/html")
                        .with("Server", "nginx"));
    Rig rig(registry.host());
    const QByteArray bytes = noise(3'000'000);
    const auto outcome = await(rig.client().uploadBlob(repository, describe(bytes), rig.file(bytes), noProgress(), {}));
    QCOMPARE(outcome.summary(), QStringLiteral("too-large")); // F12, H28
    QVERIFY(outcome.error->technical.contains(QLatin1String("nginx")));
}

void TestPush::appearsLate()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    registry.on("HEAD", blobPath, FakeAnswer{.status = 404}, 4);
    AWAIT_OK(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {})); // D75
    QCOMPARE(registry.count("HEAD", blobPath), 5);
    QCOMPARE(registry.count("PUT", sessionPath), 1);
}

void TestPush::neverAppears()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    registry.on("HEAD", blobPath, FakeAnswer{.status = 404});
    AWAIT_ERROR(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}),
                ErrorKind::ServerError);
    registry.on("HEAD", blobPath, FakeAnswer{.body = "byte"}); // there, but cut short
    AWAIT_ERROR(rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), {}),
                ErrorKind::SizeMismatch);
}

void TestPush::progressSteps()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const QByteArray bytes = noise(2'000'000);
    QList<BlobPhase> phases;
    QList<qint64> positions;
    const BlobProgress progress = [&](BlobPhase phase, qint64 position) {
        if (phases.isEmpty() || phases.constLast() != phase) {
            phases.append(phase);
        }
        if (phase == BlobPhase::Moving) {
            positions.append(position);
        }
    };
    AWAIT_OK(rig.client().uploadBlob(repository, describe(bytes), rig.file(bytes), progress, {}));
    QCOMPARE(phases, (QList<BlobPhase>{BlobPhase::Checking, BlobPhase::Moving, BlobPhase::Finishing}));
    QVERIFY(std::is_sorted(positions.begin(), positions.end()));
    QVERIFY(!positions.isEmpty());
    QCOMPARE(positions.constFirst(), 0);
    QCOMPARE(positions.constLast(), bytes.size());
}

void TestPush::cancelSendsDelete()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    registry.on("PUT", sessionPath, FakeAnswer{.silent = true});
    std::stop_source stop;
    const auto outcome = started(
        rig.client().uploadBlob(repository, describe("bytes"), rig.file("bytes"), noProgress(), stop.get_token()));
    QTRY_COMPARE(registry.count("PUT", sessionPath), 1);
    QCOMPARE(registry.openUploads(), 1);
    stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
    QCOMPARE(registry.openUploads(), 0); // D76
    QCOMPARE(registry.seen().constLast().method, QByteArray("DELETE"));
}

void TestPush::mounts()
{
    FakeRegistry registry;
    registry.demandPassword("a", "b");
    const Descriptor blob = registry.addBlob("other/base", "bytes");
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    AWAIT_VALUE(mounted, rig.client().mountBlob(repository, blob, QStringLiteral("other/base"), {}));
    QVERIFY(mounted);
    QVERIFY(registry.hasBlob("team/app", blob.digest));
    QCOMPARE(registry.seen("POST", uploadsPath).constLast().query(),
             "mount=sha256%3A" + blob.digest.hex().toLatin1() + "&from=other/base"); // D80, H26
}

void TestPush::mountRefused_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 403, 404, 405, 500, 503, 0, 307}) {
        QTest::addRow("D81 %d", status) << status;
    }
}

void TestPush::mountRefused()
{
    QFETCH(int, status);
    FakeRegistry registry;
    const Descriptor blob = registry.addBlob("other/base", "bytes");
    registry.on("POST", uploadsPath, FakeAnswer{.status = status, .dropped = status == 0});
    Rig rig(registry.host());
    AWAIT_VALUE(mounted, rig.client().mountBlob(repository, blob, QStringLiteral("other/base"), {}));
    QVERIFY(!mounted);
    if (status != 0) { // Qt itself asks again after a lost connection
        QCOMPARE(registry.count("POST", uploadsPath), 1);
    }
    registry.behave();
    AWAIT_VALUE(moved, rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(moved, 5);
    QVERIFY(registry.seen("POST", uploadsPath).constLast().query().isEmpty());
}

void TestPush::mountOpensSession()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = describe("bytes"); // not in the other repository
    AWAIT_VALUE(mounted, rig.client().mountBlob(repository, blob, QStringLiteral("other/base"), {}));
    QVERIFY(!mounted);
    AWAIT_OK(rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(registry.count("POST", uploadsPath), 1); // D80: the session that the mount opened
    QCOMPARE(registry.openUploads(), 0);
}

void TestPush::mountOnlyWithinOneRegistry()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = registry.addBlob("other/base", "bytes");
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    const Reference foreign = *Reference::fromParts(u"quay.io", u"other/base");
    AWAIT_VALUE(mounted, rig.end().mountBlob(image, blob, foreign, {}));
    QVERIFY(!mounted); // D83
    QVERIFY(registry.seen().isEmpty());
}

void TestPush::manifests_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("puts");
    QTest::newRow("D92 201") << 0 << "ok" << 1;
    QTest::newRow("D92 200 without digest") << 1 << "ok" << 1;
    QTest::newRow("D92 another digest") << 2 << "digest-mismatch" << 1;
    QTest::newRow("D93 blob unknown") << 3 << "not-found" << 1;
    QTest::newRow("D94 413") << 4 << "too-large" << 1;
    QTest::newRow("H40 immutable") << 5 << "immutable" << 1;
    QTest::newRow("H21 read only") << 6 << "read-only-registry" << 1;
    QTest::newRow("F04 503 then good") << 7 << "ok" << 3;
    QTest::newRow("F23 stands late") << 8 << "ok" << 1;
    QTest::newRow("F23 never stands") << 9 << "not-found" << 1;
    QTest::newRow("H42 stored but blocked") << 10 << "ok" << 1;
    QTest::newRow("F21 redirect") << 11 << "protocol-violation" << 1;
}

void TestPush::manifests()
{
    QFETCH(int, fault);
    FakeRegistry registry;
    const QByteArray bytes =
        R"({"schemaVersion":2,"mediaType":")" + mediatype::ociIndex.toLatin1() + R"(","manifests":[]})";
    const Descriptor root = describe(bytes, mediatype::ociIndex);
    const auto store = [&registry, bytes](FakeAnswer answer) {
        return [&registry, bytes, answer](const SeenRequest &) {
            registry.addManifest("team/app", "1", bytes, mediatype::ociIndex);
            return answer;
        };
    };
    const QByteArray other = Digest::ofBytes("other").toString().toLatin1();
    switch (fault) {
    case 1: registry.on("PUT", manifestPath, store({.status = 200})); break;
    case 2:
        registry.on("PUT", manifestPath, store(FakeAnswer{.status = 201}.with("Docker-Content-Digest", other)));
        break;
    case 3: registry.on("PUT", manifestPath, registryError(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown")); break;
    case 4: registry.on("PUT", manifestPath, FakeAnswer{.status = 413}); break;
    case 5: registry.on("PUT", manifestPath, registryError(412, "PRECONDITION", "configured as immutable")); break;
    case 6: registry.on("PUT", manifestPath, registryError(403, "DENIED", "The system is in read only mode.")); break;
    case 7: registry.on("PUT", manifestPath, FakeAnswer{.status = 503}, 2); break;
    case 8: registry.on({}, manifestPath, FakeAnswer{.status = 404}, 3); break;
    case 9: registry.on("HEAD", manifestPath, FakeAnswer{.status = 404}); break;
    case 10:
        registry.on("HEAD", manifestPath, FakeAnswer{.status = 412});
        registry.on("GET", manifestPath, registryError(412, "PROJECTPOLICYVIOLATION", "not signed by cosign"));
        break;
    case 11: registry.on("PUT", manifestPath, redirect(302, "/elsewhere")); break;
    default: break;
    }
    if (fault == 8) { // the first answer is the PUT's
        registry.on("PUT", manifestPath, store({.status = 201}), 1);
    }
    Rig rig(registry.host());
    const auto outcome = await(rig.client().putManifest(repository, QStringLiteral("1"), root, bytes, {}));
    QTEST(outcome.summary(), "expected");
    QTEST(registry.count("PUT", manifestPath), "puts");
    QCOMPARE(registry.seen("PUT", manifestPath).constLast().body, bytes); // D31
    if (outcome.error) {
        QCOMPARE(outcome.error->digest, root.digest.toString());
    }
}

void TestPush::manifestType()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const QByteArray bytes = R"({"schemaVersion":2,"manifests":[]})";
    const Descriptor root = describe(bytes, mediatype::dockerList);
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    AWAIT_OK(rig.end().putManifest(image, root, bytes, {}));
    const SeenRequest put = registry.seen("PUT", manifestPath).constLast();
    QCOMPARE(put.header("Content-Type"), mediatype::dockerList.toLatin1()); // D91
    QVERIFY(put.path().endsWith(root.digest.toString().toLatin1()));        // children go by digest
}

void TestPush::tagOnlyWhenNeeded()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor root = registry.addImage("team/app", "1", {"layer"});
    const QByteArray bytes = registry.manifest("team/app", "1");
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    AWAIT_OK(rig.end().tag(image, root, bytes, {}));
    QCOMPARE(registry.count("PUT", manifestPath), 0); // D95, H40
    AWAIT_OK(rig.end().tag(image.withTag(QStringLiteral("2")), root, bytes, {}));
    QCOMPARE(registry.count("PUT", manifestPath), 1);
    QCOMPARE(registry.manifest("team/app", "2"), bytes);
    // By digest only, when there is no tag.
    AWAIT_OK(rig.end().tag(image.withDigest(root.digest), root, bytes, {}));
    QVERIFY(registry.seen("PUT", manifestPath).constLast().path().endsWith(root.digest.toString().toLatin1()));
    // Both: under the tag, which is looked up by name and not by digest.
    const Reference both = *Reference::fromParts(registry.host(), repository, QStringLiteral("3"), root.digest);
    AWAIT_OK(rig.end().tag(both, root, bytes, {}));
    QCOMPARE(registry.manifest("team/app", "3"), bytes);
}

void TestPush::standing_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("expected");
    QTest::newRow("there") << 0 << "there";
    QTest::newRow("no such tag") << 1 << "nothing";
    QTest::newRow("R02 no such repository") << 2 << "nothing";
    QTest::newRow("H42 blocked by policy") << 3 << "policy-blocked";
    QTest::newRow("H05 no such project") << 4 << "repository-missing";
    QTest::newRow("403") << 5 << "denied";
    QTest::newRow("500") << 6 << "server-error";
}

void TestPush::standing()
{
    QFETCH(int, fault);
    FakeRegistry registry;
    registry.demandPassword("a", "b");
    registry.addImage("team/app", "1", {"layer"});
    switch (fault) {
    case 1: registry.on("HEAD", manifestPath, FakeAnswer{.status = 404}); break;
    case 2: registry.on({}, manifestPath, registryError(404, "NAME_UNKNOWN", "no")); break;
    case 3: registry.on({}, manifestPath, registryError(412, "PROJECTPOLICYVIOLATION", "not signed")); break;
    case 4:
        registry.on({}, manifestPath,
                    registryError(401, "UNAUTHORIZED", "project team not found").with("WWW-Authenticate", ""));
        break;
    case 5: registry.on({}, manifestPath, registryError(403, "DENIED", "no")); break;
    case 6: registry.on({}, manifestPath, FakeAnswer{.status = 500}); break;
    default: break;
    }
    Rig rig(registry.host());
    rig.login(QStringLiteral("a"), QStringLiteral("b"));
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    const auto outcome = await(rig.end().standing(image, {}));
    const QString found = !outcome.value               ? outcome.summary()
                          : outcome.value->has_value() ? QStringLiteral("there")
                                                       : QStringLiteral("nothing");
    QTEST(found, "expected");
}

void TestPush::distrustsAfterMissingBlob()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor blob = describe("bytes");
    registry.on("HEAD", blobPath, FakeAnswer{.body = "bytes"}); // Artifactory's lie
    registry.on("PUT", manifestPath, registryError(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown"), 1);
    AWAIT_VALUE(first, rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(first, 0);
    const QByteArray bytes = R"({"schemaVersion":2,"manifests":[]})";
    AWAIT_ERROR(
        rig.client().putManifest(repository, QStringLiteral("1"), describe(bytes, mediatype::ociIndex), bytes, {}),
        ErrorKind::NotFound);
    AWAIT_VALUE(second, rig.client().uploadBlob(repository, blob, rig.file("bytes"), noProgress(), {}));
    QCOMPARE(second, 5); // D93
    QVERIFY(registry.hasBlob("team/app", blob.digest));
}

void TestPush::probes()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    const Descriptor there = registry.addBlob("team/app", "one");
    const Descriptor missing = describe("two");
    Descriptor odd = registry.addBlob("team/app", "three");
    odd.size = 6;
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    AWAIT_VALUE(presence, rig.end().probe(image, {there, missing, there, odd}, {}));
    QCOMPARE(presence.whole, QSet<Digest>{there.digest});
    QVERIFY(presence.parts.isEmpty());
    QCOMPARE(registry.count("HEAD", blobPath), 3);
    registry.on({}, blobPath, registryError(401, "UNAUTHORIZED", "project team not found"));
    AWAIT_ERROR(rig.end().probe(image, {there}, {}), ErrorKind::RepositoryMissing); // D29, H05: the reason, by GET
}

void TestPush::whatNeedsALocalFile()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    QVERIFY(rig.end().needsLocalBlobs());
    QVERIFY(rig.end().keepsImagesWhole());
    const Reference image = *Reference::fromParts(registry.host(), repository, QStringLiteral("1"));
    QCOMPARE(rig.end().blobScope(image), repository);
    AWAIT_ERROR(rig.end().putBlob(image, describe("bytes"), {}, noProgress(), {}), ErrorKind::Internal);
    BlobSource source;
    source.local = rig.file("byte");
    AWAIT_ERROR(rig.end().putBlob(image, describe("bytes"), source, noProgress(), {}), ErrorKind::SizeMismatch);
    source.local = rig.file("bytes");
    AWAIT_VALUE(moved, rig.end().putBlob(image, describe("bytes"), source, noProgress(), {}));
    QCOMPARE(moved, 5);
    source.local->path += QStringLiteral("gone");
    const auto outcome = await(rig.end().putBlob(image, describe("other"), source, noProgress(), {}));
    QCOMPARE(outcome.summary(), QStringLiteral("not-readable")); // F27: not the network's fault
    QCOMPARE(outcome.error->side, Side::Local);
}

void TestPush::everyBlobOnce()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    QList<std::shared_ptr<Outcome<qint64>>> outcomes;
    QList<Descriptor> all;
    for (int i = 0; i < 12; ++i) {
        const QByteArray bytes = noise(50'000 + i, i + 1);
        all.append(describe(bytes));
        outcomes.append(
            started(rig.client().uploadBlob(repository, all.constLast(), rig.file(bytes), noProgress(), {})));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    for (int i = 0; i < all.size(); ++i) {
        QVERIFY2(outcomes.at(i)->value.has_value(), outcomes.at(i)->explanation());
        QVERIFY(registry.hasBlob("team/app", all.at(i).digest));
    }
    QCOMPARE(registry.count("PUT", sessionPath), 12);
    QVERIFY(registry.mostAtOnce(sessionPath) <= http::HostGate::blobSlots);
    QCOMPARE(registry.openUploads(), 0);
}

QTEST_GUILESS_MAIN(TestPush)
#include "tst_push.moc"
