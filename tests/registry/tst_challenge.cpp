// SPDX-License-Identifier: Apache-2.0
#include "registry/challenge.h"

#include <QTest>

using namespace stowage;
using namespace stowage::registry;

Q_DECLARE_METATYPE(QList<stowage::registry::Challenge>)

class TestChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void picks_data();
    void picks();
};

void TestChallenge::parses_data()
{
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QList<Challenge>>("expected");
    const Challenge hub{"bearer", {{"realm", "https://auth.docker.io/token"}, {"service", "registry.docker.io"}}};
    const Challenge basic{"basic", {{"realm", "r"}}};
    QTest::newRow("Docker Hub")
        << QList<QByteArray>{R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io")"}
        << QList<Challenge>{hub};
    QTest::newRow("A01 two headers")
        << QList<QByteArray>{"Basic realm=\"r\"",
                             R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io")"}
        << QList<Challenge>{basic, hub};
    QTest::newRow("A01 joined by Qt")
        << QList<
               QByteArray>{R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io", Basic realm="r")"}
        << QList<Challenge>{hub, basic};
    QTest::newRow("A02 comma and space in quotes")
        << QList<QByteArray>{R"(Bearer realm="x",scope="repository:a:pull,push repository:b:pull")"}
        << QList<Challenge>{{"bearer", {{"realm", "x"}, {"scope", "repository:a:pull,push repository:b:pull"}}}};
    QTest::newRow("A02 escaped quote") << QList<QByteArray>{R"(Basic realm="a \"b\" \\c")"}
                                       << QList<Challenge>{{"basic", {{"realm", R"(a "b" \c)"}}}};
    QTest::newRow("A02 case, spaces, no quotes")
        << QList<QByteArray>{"bEaReR  REALM = https://h/t ,  Service=s"}
        << QList<Challenge>{{"bearer", {{"realm", "https://h/t"}, {"service", "s"}}}};
    QTest::newRow("A01 Negotiate beside Basic") << QList<QByteArray>{"Negotiate, NTLM, Basic realm=\"r\""}
                                                << QList<Challenge>{{"negotiate", {}}, {"ntlm", {}}, basic};
    QTest::newRow("A01 Negotiate with a token")
        << QList<QByteArray>{"Negotiate YIIabc==, Basic realm=\"r\""} << QList<Challenge>{{"negotiate", {}}, basic};
    QTest::newRow("H05 empty") << QList<QByteArray>{""} << QList<Challenge>{};
    QTest::newRow("none") << QList<QByteArray>{} << QList<Challenge>{};
    QTest::newRow("stray commas") << QList<QByteArray>{" , ,Basic realm=\"r\", ,"} << QList<Challenge>{basic};
    QTest::newRow("scheme alone") << QList<QByteArray>{"Bearer"} << QList<Challenge>{{"bearer", {}}};
    QTest::newRow("empty value") << QList<QByteArray>{"Bearer realm=\"\""}
                                 << QList<Challenge>{{"bearer", {{"realm", ""}}}};
}

void TestChallenge::parses()
{
    QFETCH(QList<QByteArray>, values);
    QFETCH(QList<Challenge>, expected);
    const Result<QList<Challenge>> found = parseChallenges(values);
    QVERIFY2(found.has_value(), found ? "" : qPrintable(found.error().technical));
    QCOMPARE(found->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(found->at(i).scheme, expected.at(i).scheme);
        QCOMPARE(found->at(i).parameters, expected.at(i).parameters);
    }
}

void TestChallenge::refuses_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("A02 missing closing quote") << QByteArray("Bearer realm=\"https://h/t,service=x");
    QTest::newRow("ends with an escape") << QByteArray("Bearer realm=\"abc\\");
    QTest::newRow("parameter without scheme") << QByteArray("realm=\"x\"");
    QTest::newRow("garbage") << QByteArray("\"\"\"");
    QTest::newRow("control characters") << QByteArray("\x01\x02");
    QTest::newRow("a megabyte") << QByteArray("Bearer realm=\"" + QByteArray(1 << 20, 'x') + '"');
}

void TestChallenge::refuses()
{
    QFETCH(QByteArray, value);
    const Result<QList<Challenge>> found = parseChallenges({value});
    QVERIFY(!found.has_value());
    QCOMPARE(found.error().kind, ErrorKind::ProtocolViolation);
}

void TestChallenge::picks_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("A01 Bearer before Basic") << QByteArray("Basic realm=r, Bearer realm=t") << QByteArray("bearer");
    QTest::newRow("A32 Basic only") << QByteArray("Basic realm=r") << QByteArray("basic");
    QTest::newRow("A01 none usable") << QByteArray("Negotiate, NTLM, Digest realm=\"x\"") << QByteArray();
}

void TestChallenge::picks()
{
    QFETCH(QByteArray, value);
    const Result<QList<Challenge>> found = parseChallenges({value});
    QVERIFY(found.has_value());
    const auto picked = pickChallenge(*found);
    QTEST(picked ? picked->scheme : QByteArray(), "scheme");
    QVERIFY(schemeNames(*found).contains(QString::fromLatin1(found->constFirst().scheme)));
}

QTEST_APPLESS_MAIN(TestChallenge)
#include "tst_challenge.moc"
