// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"
#include "http/sessionpool.h"
#include "support/await.h"
#include "support/fakeregistry.h"

#include <QTemporaryDir>

using namespace stowage;
using namespace stowage::http;
using namespace stowage::test;
using namespace std::chrono_literals;

namespace {

Task<QByteArray> fetchAll(SessionPool *pool, Request request, std::stop_token stop)
{
    auto sending = pool->send(request, {}, stop);
    Response response = co_await sending;
    auto reading = response.body->readAll(1 << 30, stop);
    QByteArray body = co_await reading;
    co_return body;
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 12345;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

} // namespace

/// Sessions against a host that misbehaves: what arrives, what is refused, what the host saw.
class TestSession : public QObject
{
    Q_OBJECT

private:
    Request get(const FakeHost &host, const QString &path = QStringLiteral("/x")) const
    {
        Request request;
        request.url = host.url(path);
        return request;
    }
    QString fileWith(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(QStringLiteral("upload"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            qFatal("cannot write");
        }
        return path;
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void readsABody();
    void bodyFaults_data();
    void bodyFaults();
    void everyStatusIsAnAnswer_data();
    void everyStatusIsAnAnswer();
    void sendsNothingByItself();
    void bytesOnTheWire();
    void refusesHeaderInjection();
    void unreachable();
    void noAnswerInTime();
    void endlessHeaders();
    void stallInTheBody();
    void slowReaderIsNoStall();
    void cancelBeforeAnswer();
    void cancelInTheBody();
    void limitOfReadAll();
    void uploadsAFile();
    void emptyBodies_data();
    void emptyBodies();
    void missingFile();
    void earlyRefusalOfAnUpload();
    void lostUploadIsNotSentAgain();
    void connectionIsReused();
};

void TestSession::readsABody()
{
    FakeHost host;
    const QByteArray body = noise(3'000'000);
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.body = body});
    host.on("GET", QStringLiteral("/chunked"), FakeAnswer{.body = body, .chunked = true}); // D43
    host.on("GET", QStringLiteral("/toend"), FakeAnswer{.body = body, .withLength = false});
    SystemClock clock;
    SessionPool pool(clock, {});
    for (const char *path : {"/x", "/chunked", "/toend"}) {
        AWAIT_VALUE(got, fetchAll(&pool, get(host, QLatin1String(path)), {}));
        QVERIFY(got == body);
    }
}

void TestSession::bodyFaults_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("expected");
    QTest::newRow("F01 FIN before the end") << 0 << "connection-lost";
    QTest::newRow("F02 RST in the body") << 1 << "connection-lost";
    QTest::newRow("F14 longer than sent") << 2 << "connection-lost";
    QTest::newRow("F14 negative") << 3 << "protocol-violation";
    QTest::newRow("F14 two different") << 4 << "protocol-violation";
    QTest::newRow("F14 not a number") << 5 << "protocol-violation";
    QTest::newRow("F14 the same twice") << 6 << "ok";
    QTest::newRow("closed without an answer") << 7 << "connection-lost";
    QTest::newRow("F15 gzip stays raw") << 8 << "ok";
    QTest::newRow("Q07 many headers") << 9 << "ok";
}

void TestSession::bodyFaults()
{
    QFETCH(int, fault);
    const QByteArray body = noise(200'000);
    FakeAnswer answer{.body = body};
    switch (fault) {
    case 0: answer.cutAt = 100'000; break;
    case 1:
        answer.cutAt = 100'000;
        answer.reset = true;
        break;
    case 2:
        answer.with("Content-Length", "200001");
        answer.close = true;
        break;
    case 3: answer.with("Content-Length", "-5"); break;
    case 4: answer.with("Content-Length", "200000").with("Content-Length", "7"); break;
    case 5: answer.with("Content-Length", "many"); break;
    case 6: answer.with("Content-Length", "200000").with("Content-Length", "200000"); break;
    case 7: answer.dropped = true; break;
    case 8: answer.with("Content-Encoding", "gzip"); break;
    default:
        for (int i = 0; i < 80; ++i) {
            answer.with("X-Header-" + QByteArray::number(i), QByteArray(50, 'x'));
        }
    }
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), answer);
    SystemClock clock;
    SessionPool pool(clock, {});
    const auto outcome = await(fetchAll(&pool, get(host), {}));
    QTEST(outcome.summary(), "expected");
    if (outcome.value) {
        QVERIFY(*outcome.value == body);
    } else {
        QVERIFY(outcome.error->url.startsWith(QLatin1String("http://127.0.0.1:")));
    }
}

void TestSession::everyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 206, 301, 307, 400, 401, 403, 404, 405, 407, 412,
                             413, 416, 418, 429, 451, 500, 501, 502, 503, 504, 599}) {
        QTest::addRow("Q11 %d", status) << status;
    }
}

void TestSession::everyStatusIsAnAnswer()
{
    QFETCH(int, status);
    FakeHost host;
    FakeAnswer answer{.status = status, .body = "words"};
    if (status == 401) {
        answer.with("WWW-Authenticate", "Basic realm=\"x\"");
    }
    host.on({}, QStringLiteral("/x"), answer);
    SystemClock clock;
    SessionPool pool(clock, {});
    for (const char *method : {"GET", "PUT", "POST", "DELETE"}) {
        Request request = get(host);
        request.method = method;
        AWAIT_VALUE(response, pool.send(request, {}, {}));
        QCOMPARE(response.status, status);
        AWAIT_VALUE(body, response.body->readAll(100, {}));
        QCOMPARE(body, QByteArray("words"));
    }
    Request request = get(host);
    request.method = "HEAD";
    AWAIT_VALUE(response, pool.send(request, {}, {}));
    QCOMPARE(response.status, status);
    QCOMPARE(response.headers.value("Content-Length"), QByteArray("5"));
    AWAIT_VALUE(nothing, response.body->readAll(100, {}));
    QVERIFY(nothing.isEmpty());
}

void TestSession::sendsNothingByItself()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/cookie"),
            FakeAnswer{.body = "x"}.with("Set-Cookie", "sid=1").with("Strict-Transport-Security", "max-age=9"));
    host.on("GET", QStringLiteral("/login"), FakeAnswer{.status = 401}.with("WWW-Authenticate", "Basic realm=\"x\""));
    host.on("GET", QStringLiteral("/away"), redirect(307, "/elsewhere"));
    SystemClock clock;
    SessionPool pool(clock, {});
    for (const char *path : {"/cookie", "/cookie", "/login", "/login", "/away"}) {
        Request request = get(host, QLatin1String(path));
        request.headers.set("Authorization", "Bearer t");
        AWAIT_OK(fetchAll(&pool, request, {}));
    }
    Request plain = get(host, QStringLiteral("/plain"));
    AWAIT_OK(fetchAll(&pool, plain, {}));
    QVERIFY(!host.sawHeader("Cookie"));                           // Q02, H60
    QCOMPARE(host.count("GET", QStringLiteral("/elsewhere")), 0); // Q01
    QCOMPARE(host.count("GET", QStringLiteral("/login")), 2);     // Q03: no second try by Qt
    const SeenRequest last = host.seen().constLast();
    QVERIFY(!last.has("Authorization"));                              // Q03: nothing remembered
    QCOMPARE(last.header("Accept-Encoding"), QByteArray("identity")); // Q04
    QVERIFY(last.header("User-Agent").startsWith("stowage/"));
    QVERIFY(!last.has("Upgrade")); // no HTTP/2
}

void TestSession::bytesOnTheWire()
{
    FakeHost host;
    host.on({}, QStringLiteral(".*"), FakeAnswer{});
    SystemClock clock;
    SessionPool pool(clock, {});
    const QByteArray target = "/v2/a/blobs/uploads/u?_state=a%2Bb%3D&X-Amz-Credential=x%2Fy&s=a+b&digest=sha256%3Aab";
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"}) {
        Request request;
        request.method = method;
        request.url = QUrl::fromEncoded(host.url(QString()).toEncoded() + target);
        AWAIT_OK(fetchAll(&pool, request, {}));
        QCOMPARE(host.seen().constLast().line(), method + (' ' + target)); // Q09, and a POST keeps its query
    }
}

void TestSession::refusesHeaderInjection()
{
    FakeHost host;
    SystemClock clock;
    SessionPool pool(clock, {});
    Request request = get(host);
    request.headers.set("Accept", "a\r\nX-Evil: 1");
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::InvalidInput);
    QVERIFY(host.seen().isEmpty());
}

void TestSession::unreachable()
{
    SystemClock clock;
    SessionPool pool(clock, {});
    QUrl gone;
    {
        FakeHost host;
        gone = host.url();
    }
    Request request;
    request.url = gone;
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::ConnectionRefused);
    request.url = QUrl(QStringLiteral("http://does-not-exist.invalid/"));
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::HostNotFound);
    request.url = QUrl(QStringLiteral("file:///etc/passwd"));
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::ProtocolViolation);
}

void TestSession::noAnswerInTime()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.silent = true});
    ManualClock clock;
    SessionPool pool(clock, {});
    const auto outcome = started(pool.send(get(host), {}, {}));
    QTRY_COMPARE(host.seen().size(), 1);
    clock.advance(59s);
    QTest::qWait(0);
    QVERIFY(!outcome->ended());
    clock.advance(2s); // F08
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(outcome->summary(), QStringLiteral("timeout"));
}

void TestSession::endlessHeaders()
{
    FakeHost host;
    FakeAnswer answer{.body = "x"};
    for (int i = 0; i < 1000; ++i) { // S32
        answer.with("X-Header-" + QByteArray::number(i), QByteArray(1000, 'x'));
    }
    host.on("GET", QStringLiteral("/x"), answer);
    ManualClock clock;
    SessionPool pool(clock, {});
    const auto outcome = started(pool.send(get(host), {}, {}));
    QTRY_COMPARE(host.seen().size(), 1);
    const auto turn = [&clock, &outcome] {
        clock.advance(10s);
        return outcome->ended();
    };
    QTRY_VERIFY(turn());
    QVERIFY2(outcome->error.has_value(), outcome->explanation());
}

void TestSession::stallInTheBody()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.body = noise(100'000), .stallAt = 5000});
    ManualClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.send(get(host), {}, {}));
    qint64 got = 0;
    while (got < 5000) {
        AWAIT_VALUE(piece, response.body->read({}));
        got += piece.size();
    }
    const auto outcome = started(response.body->read({}));
    clock.advance(59s);
    QTest::qWait(0);
    QVERIFY(!outcome->ended());
    clock.advance(61s);
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(outcome->summary(), QStringLiteral("timeout")); // F07
}

void TestSession::slowReaderIsNoStall()
{
    FakeHost host;
    const QByteArray body = noise(8'000'000);
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.body = body});
    ManualClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.send(get(host), {}, {}));
    QByteArray whole;
    while (true) {
        clock.advance(3600s); // an hour to write each piece
        AWAIT_VALUE(piece, response.body->read({}));
        if (piece.isEmpty()) {
            break;
        }
        whole.append(piece.data(), piece.size());
    }
    QVERIFY(whole == body);
}

void TestSession::cancelBeforeAnswer()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.silent = true});
    SystemClock clock;
    SessionPool pool(clock, {});
    std::stop_source stop;
    const auto outcome = started(pool.send(get(host), {}, stop.get_token()));
    QTRY_COMPARE(host.seen().size(), 1);
    stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
    const auto late = await(pool.send(get(host), {}, stop.get_token()));
    QVERIFY(late.cancelled);
    QCOMPARE(host.seen().size(), 1);
}

void TestSession::cancelInTheBody()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.body = noise(100'000), .stallAt = 0});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.send(get(host), {}, {}));
    std::stop_source stop;
    const auto outcome = started(response.body->read(stop.get_token()));
    QVERIFY(!outcome->ended());
    stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
}

void TestSession::limitOfReadAll()
{
    FakeHost host;
    host.on("GET", QStringLiteral("/x"), FakeAnswer{.body = noise(100'000), .chunked = true});
    SystemClock clock;
    SessionPool pool(clock, {});
    AWAIT_VALUE(response, pool.send(get(host), {}, {}));
    AWAIT_ERROR(response.body->readAll(99'999, {}), ErrorKind::TooLarge);
}

void TestSession::uploadsAFile()
{
    FakeHost host;
    host.on("PUT", QStringLiteral("/x"), FakeAnswer{.status = 201});
    SystemClock clock;
    SessionPool pool(clock, {});
    const QByteArray bytes = noise(2'000'000);
    Request request = get(host);
    request.method = "PUT";
    request.file = FileRange{fileWith(bytes), 1000, 1'900'000};
    QList<qint64> steps;
    request.sent = [&steps](qint64 sent) { steps.append(sent); };
    AWAIT_VALUE(response, pool.send(request, {}, {}));
    QCOMPARE(response.status, 201);
    const SeenRequest seen = host.seen().constLast();
    QVERIFY(seen.body == bytes.mid(1000, 1'900'000)); // D61
    QCOMPARE(seen.header("Content-Length"), QByteArray("1900000"));
    QCOMPARE(seen.header("Content-Type"), QByteArray("application/octet-stream"));
    QVERIFY(!seen.has("Transfer-Encoding")); // H23
    QVERIFY(!seen.has("Expect"));            // F13
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QCOMPARE(steps.constLast(), 1'900'000);
}

void TestSession::emptyBodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("file");
    QTest::newRow("D77 PUT") << QByteArray("PUT") << false;
    QTest::newRow("PUT of an empty file") << QByteArray("PUT") << true;
    QTest::newRow("POST") << QByteArray("POST") << false;
}

void TestSession::emptyBodies()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, file);
    FakeHost host;
    host.on({}, QStringLiteral("/x"), FakeAnswer{.status = 201});
    SystemClock clock;
    SessionPool pool(clock, {});
    Request request = get(host);
    request.method = method;
    if (file) {
        request.file = FileRange{fileWith("abc"), 3, 0};
    }
    AWAIT_VALUE(response, pool.send(request, {}, {}));
    QCOMPARE(response.status, 201);
    QCOMPARE(host.seen().constLast().header("Content-Length"), QByteArray("0"));
}

void TestSession::missingFile()
{
    FakeHost host;
    SystemClock clock;
    SessionPool pool(clock, {});
    Request request = get(host);
    request.method = "PUT";
    request.file = FileRange{m_folder.filePath(QStringLiteral("missing")), 0, 10};
    auto outcome = await(pool.send(request, {}, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("not-readable")); // F27
    QCOMPARE(outcome.error->side, Side::Local);
    request.file = FileRange{fileWith("short"), 0, 10};
    outcome = await(pool.send(request, {}, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("not-readable"));
    QVERIFY(host.seen().isEmpty());
}

void TestSession::earlyRefusalOfAnUpload()
{
    FakeHost host;
    host.onHead("PUT", QStringLiteral("/x"), FakeAnswer{.status = 413, .body = "too big"});
    SystemClock clock;
    SessionPool pool(clock, {});
    Request request = get(host);
    request.method = "PUT";
    request.file = FileRange{fileWith(noise(5'000'000)), 0, 5'000'000};
    AWAIT_VALUE(response, pool.send(request, {}, {}));
    QCOMPARE(response.status, 413); // F12
    AWAIT_VALUE(body, response.body->readAll(100, {}));
    QCOMPARE(body, QByteArray("too big"));
}

void TestSession::lostUploadIsNotSentAgain()
{
    FakeHost host;
    host.on("PUT", QStringLiteral("/x"), FakeAnswer{.dropped = true});
    SystemClock clock;
    SessionPool pool(clock, {});
    Request request = get(host);
    request.method = "PUT";
    request.file = FileRange{fileWith(noise(5'000'000)), 0, 5'000'000};
    AWAIT_ERROR(pool.send(request, {}, {}), ErrorKind::ConnectionLost);
    QCOMPARE(host.count("PUT", QStringLiteral("/x")), 1); // F10: whether to send again is decided above
}

void TestSession::connectionIsReused()
{
    FakeHost host;
    host.on({}, QStringLiteral("/x"), FakeAnswer{.body = "x"});
    SystemClock clock;
    SessionPool pool(clock, {});
    for (int i = 0; i < 5; ++i) {
        AWAIT_OK(fetchAll(&pool, get(host), {}));
    }
    QCOMPARE(host.seen().constLast().connection, 1);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
