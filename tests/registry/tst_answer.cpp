// SPDX-License-Identifier: Apache-2.0
#include "registry/answer.h"
#include "registry/tokenanswer.h"

#include <QTest>

using namespace stowage;
using namespace stowage::registry;

class TestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void kinds_data();
    void kinds();
    void facts();
    void warnings_data();
    void warnings();
    void rateLimits_data();
    void rateLimits();
    void tokens_data();
    void tokens();
    void refusedTokens_data();
    void refusedTokens();
};

void TestAnswer::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("codes");
    QTest::addColumn<QString>("message");
    QTest::newRow("D110 errors") << QByteArray(R"({"errors":[{"code":"DENIED","message":"no","detail":{"x":[1]}}]})")
                                 << "DENIED" << "no";
    QTest::newRow("D110 two") << QByteArray(R"({"errors":[{"code":"a","message":"x"},{"code":"b","message":"y"}]})")
                              << "A,B" << "x; y";
    QTest::newRow("D110 lower case code") << QByteArray(R"({"errors":[{"code":"denied","message":"no"}]})") << "DENIED"
                                          << "no";
    QTest::newRow("D110 detail is all") << QByteArray(R"({"errors":[{"code":"X","detail":"why"}]})") << "X" << "why";
    QTest::newRow("D110 odd types") << QByteArray(R"({"errors":[{"code":5,"message":[]},3,null]})") << "" << "";
    QTest::newRow("D111 single") << QByteArray(R"({"code":"UNAUTHORIZED","message":"m"})") << "UNAUTHORIZED" << "m";
    QTest::newRow("D111 error text") << QByteArray(R"({"error":"bad"})") << "" << "bad";
    QTest::newRow("D111 error object") << QByteArray(R"({"error":{"code":"C","message":"m"}})") << "C" << "m";
    QTest::newRow("D111 message") << QByteArray(R"({"message":"m"})") << "" << "m";
    QTest::newRow("D111 list") << QByteArray(R"([{"code":"C","message":"m"}])") << "C" << "m";
    QTest::newRow("token server details") << QByteArray(R"({"details":"incorrect username or password"})") << ""
                                          << "incorrect username or password";
    QTest::newRow("D110 HTML") << QByteArray("<html><head><title>413 Request Entity Too Large</title></head></html>")
                               << "" << "413 Request Entity Too Large";
    QTest::newRow("D110 HTML without title") << QByteArray("<!DOCTYPE html><h1>Bad\n gateway</h1>") << ""
                                             << "Bad gateway";
    QTest::newRow("D110 text") << QByteArray("404 page not found\n") << "" << "404 page not found";
    QTest::newRow("D110 empty") << QByteArray() << "" << "";
    QTest::newRow("binary") << QByteArray("\xff\xfe\x00\x01", 4) << ""
                            << QString::fromUtf8(QByteArray("\xff\xfe\x00\x01", 4)).simplified();
    QTest::newRow("deeply nested") << QByteArray(100'000, '[') << "" << QString(1000, QLatin1Char('['));
    QTest::newRow("endless") << QByteArray(10'000'000, 'x') << "" << QString(1000, QLatin1Char('x'));
}

void TestAnswer::bodies()
{
    QFETCH(QByteArray, body);
    const ErrorBody found = parseErrorBody(body, {});
    QTEST(found.codes.join(QLatin1Char(',')), "codes");
    QTEST(found.message, "message");
}

void TestAnswer::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("account");
    QTest::addColumn<QString>("kind");
    const auto error = [](const char *code, const char *message) {
        return R"({"errors":[{"code":")" + QByteArray(code) + R"(","message":")" + message + "\"}]}";
    };
    QTest::newRow("A25 anonymous") << 401 << error("UNAUTHORIZED", "authentication required") << false
                                   << "login-required";
    QTest::newRow("H06 no push right") << 401
                                       << error("UNAUTHORIZED", "unauthorized to access repository: p/r, action: push")
                                       << true << "denied";
    QTest::newRow("H05 no such project") << 401 << error("UNAUTHORIZED", "project nope not found") << true
                                         << "repository-missing";
    QTest::newRow("403 with account") << 403 << error("DENIED", "requested access is denied") << true << "denied";
    QTest::newRow("403 anonymous") << 403 << error("DENIED", "requested access is denied") << false << "login-required";
    QTest::newRow("H20 proxy project") << 403 << error("DENIED", "can not push artifact to a proxy project: hub")
                                       << false << "denied";
    QTest::newRow("H21 read only") << 403
                                   << error("DENIED", "The system is in read only mode. Any modification is prohibited")
                                   << true << "read-only-registry";
    QTest::newRow("H22 quota") << 403
                               << error("DENIED", "adding 1.2 GiB of storage resource, which when updated to current "
                                                  "usage of 9 GiB will exceed the configured upper limit of 10 GiB.")
                               << true << "quota-exceeded";
    QTest::newRow("404 manifest") << 404 << error("MANIFEST_UNKNOWN", "manifest unknown") << true << "not-found";
    QTest::newRow("R02 404 name") << 404 << error("NAME_UNKNOWN", "repository does not exist") << true
                                  << "repository-missing";
    QTest::newRow("H24 in GC") << 404 << error("NOT_FOUND", "the asking blob is in GC, mark it as non existing") << true
                               << "server-error";
    QTest::newRow("404 text") << 404 << QByteArray("404 page not found") << false << "not-found";
    QTest::newRow("408") << 408 << QByteArray() << false << "timeout";
    QTest::newRow("H40 immutable") << 412
                                   << error("PRECONDITION",
                                            "Failed to process request due to 'a:1' configured as immutable.")
                                   << true << "immutable";
    QTest::newRow("H42 policy") << 412 << error("PROJECTPOLICYVIOLATION", "The image is not signed by cosign.") << true
                                << "policy-blocked";
    QTest::newRow("D94 413") << 413 << QByteArray("<html><title>413</title></html>") << true << "too-large";
    QTest::newRow("R01 GHCR 416") << 416
                                  << error("REQUESTED_RANGE_NOT_SATISFIABLE", "request body is too large: 4.00MiB")
                                  << true << "too-large";
    QTest::newRow("A40 429") << 429 << error("TOOMANYREQUESTS", "pull rate limit") << false << "rate-limited";
    QTest::newRow("D113 code with 400") << 400 << error("TOOMANYREQUESTS", "slow down") << false << "rate-limited";
    QTest::newRow("D113 UNKNOWN with 400") << 400 << error("UNKNOWN", "unknown error") << false << "server-error";
    QTest::newRow("403 UNKNOWN stays denied") << 403 << error("UNKNOWN", "x") << true << "denied";
    QTest::newRow("500") << 500 << QByteArray() << false << "server-error";
    QTest::newRow("502 page") << 502 << QByteArray("<html>Bad gateway</html>") << false << "server-error";
    QTest::newRow("501") << 501 << QByteArray() << false << "unsupported";
    QTest::newRow("405") << 405 << error("UNSUPPORTED", "The operation is unsupported.") << false << "unsupported";
    QTest::newRow("D74 digest") << 400 << error("DIGEST_INVALID", "provided digest did not match") << true
                                << "digest-mismatch";
    QTest::newRow("D93 blob unknown") << 400 << error("MANIFEST_BLOB_UNKNOWN", "blob unknown") << true << "not-found";
    QTest::newRow("H07 name") << 400 << error("BAD_REQUEST", "invalid repository name: app") << true << "invalid-input";
    QTest::newRow("C23 http to https") << 400 << QByteArray("Client sent an HTTP request to an HTTPS server.") << false
                                       << "not-a-registry";
    QTest::newRow("C24 proxy") << 407 << QByteArray("<html>Proxy login</html>") << false << "proxy-failed";
    QTest::newRow("F28 451") << 451 << QByteArray() << false << "protocol-violation";
    QTest::newRow("F28 418") << 418 << QByteArray() << false << "protocol-violation";
}

void TestAnswer::kinds()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, account);
    Answer answer;
    answer.status = status;
    answer.body = body;
    answer.hadAccount = account;
    answer.url = QUrl(QStringLiteral("https://r.example/v2/x?token=secret"));
    const Error error = answerError(answer, QStringLiteral("test"));
    QTEST(errorKindName(error.kind), "kind");
    QCOMPARE(error.httpStatus, status);
    QVERIFY(!technicalLine(error).contains(QLatin1String("secret")));
}

void TestAnswer::facts()
{
    Answer answer;
    answer.status = 503;
    answer.url = QUrl(QStringLiteral("https://r.example:8443/v2/x"));
    answer.headers = {{"X-Request-Id", "abc-1"}, {"Retry-After", "12"}, {"Server", "nginx"}};
    answer.body = "<html><title>503</title></html>";
    const Error error = answerError(answer, QStringLiteral("upload a blob"));
    QCOMPARE(error.requestId, QStringLiteral("abc-1")); // H32
    QCOMPARE(error.retryAfterSeconds, 12);              // A40
    QCOMPARE(error.item, QStringLiteral("r.example:8443"));
    QVERIFY(error.technical.contains(QLatin1String("nginx"))); // H28
    QVERIFY(isTransient(error));
}

void TestAnswer::warnings_data()
{
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("D112 one") << QList<QByteArray>{R"(299 - "Tag is deprecated")"}
                              << QStringList{QStringLiteral("Tag is deprecated")};
    QTest::newRow("D112 escaped quote") << QList<QByteArray>{R"(299 - "say \"hi\"")"}
                                        << QStringList{QStringLiteral("say \"hi\"")};
    QTest::newRow("D112 joined") << QList<QByteArray>{R"(299 - "a", 299 - "b", 299 - "a")"}
                                 << QStringList{QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("D112 other format") << QList<QByteArray>{R"(110 example "stale")", "nonsense"} << QStringList{};
    QTest::newRow("D112 control characters")
        << QList<QByteArray>{"299 - \"a\x1b[31mb\""} << QStringList{QStringLiteral("a[31mb")};
    QTest::newRow("D112 not closed") << QList<QByteArray>{R"(299 - "abc)"} << QStringList{};
    QTest::newRow("D112 too long") << QList<QByteArray>{"299 - \"" + QByteArray(5000, 'x') + '"'} << QStringList{};
}

void TestAnswer::warnings()
{
    QFETCH(QList<QByteArray>, values);
    http::Headers headers;
    for (const QByteArray &value : values) {
        headers.append("Warning", value);
    }
    QTEST(warningTexts(headers), "expected");
}

void TestAnswer::rateLimits_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("remaining");
    QTest::addColumn<QString>("expected");
    QTest::newRow("A41 Hub") << QByteArray("100;w=21600") << QByteArray("76;w=21600") << "100/76";
    QTest::newRow("A41 absent") << QByteArray() << QByteArray() << "unknown";
    QTest::newRow("A41 plain") << QByteArray("5") << QByteArray() << "5/-1";
    QTest::newRow("A41 garbage") << QByteArray("many") << QByteArray("x") << "unknown";
}

void TestAnswer::rateLimits()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, remaining);
    const auto found = rateLimitOf({{"ratelimit-limit", limit}, {"ratelimit-remaining", remaining}});
    QTEST(found ? QStringLiteral("%1/%2").arg(found->limit).arg(found->remaining) : QStringLiteral("unknown"),
          "expected");
}

void TestAnswer::tokens_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("seconds");
    QTest::newRow("A21 token") << QByteArray(R"({"token":"t","expires_in":300})") << QByteArray("t") << 300;
    QTest::newRow("A21 access_token") << QByteArray(R"({"access_token":"a","expires_in":300})") << QByteArray("a")
                                      << 300;
    QTest::newRow("A21 one empty") << QByteArray(R"({"access_token":"","token":"t"})") << QByteArray("t") << 60;
    QTest::newRow("A22 missing") << QByteArray(R"({"token":"t"})") << QByteArray("t") << 60;
    QTest::newRow("A22 zero") << QByteArray(R"({"token":"t","expires_in":0})") << QByteArray("t") << 60;
    QTest::newRow("A22 short") << QByteArray(R"({"token":"t","expires_in":5})") << QByteArray("t") << 60;
    QTest::newRow("A22 text") << QByteArray(R"({"token":"t","expires_in":"300"})") << QByteArray("t") << 60;
    QTest::newRow("A22 negative") << QByteArray(R"({"token":"t","expires_in":-9})") << QByteArray("t") << 60;
    QTest::newRow("A22 past issued_at") << QByteArray(
                                               R"({"token":"t","expires_in":300,"issued_at":"2001-01-01T00:00:00Z"})")
                                        << QByteArray("t") << 300;
    QTest::newRow("for ever") << QByteArray(R"({"token":"t","expires_in":1e300})") << QByteArray("t") << 30 * 24 * 3600;
}

void TestAnswer::tokens()
{
    QFETCH(QByteArray, body);
    const auto found = parseTokenAnswer(body);
    QVERIFY(found.has_value());
    QTEST(found->token, "token");
    QTEST(static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(found->life).count()), "seconds");
}

void TestAnswer::refusedTokens_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("A21 neither") << QByteArray(R"({"expires_in":300})");
    QTest::newRow("A21 both empty") << QByteArray(R"({"token":"","access_token":""})");
    QTest::newRow("A24 not JSON") << QByteArray("<html>login page</html>");
    QTest::newRow("A24 empty") << QByteArray();
    QTest::newRow("not a string") << QByteArray(R"({"token":{"a":1}})");
    QTest::newRow("line break in the token") << QByteArray("{\"token\":\"secret\\r\\nX: 1\"}");
}

void TestAnswer::refusedTokens()
{
    QFETCH(QByteArray, body);
    const auto found = parseTokenAnswer(body);
    QVERIFY(!found.has_value());
    QCOMPARE(found.error().kind, ErrorKind::ProtocolViolation);
    QVERIFY(!found.error().technical.contains(QLatin1String("secret")));
}

QTEST_APPLESS_MAIN(TestAnswer)
#include "tst_answer.moc"
