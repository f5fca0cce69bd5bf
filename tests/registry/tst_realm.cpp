// SPDX-License-Identifier: Apache-2.0
#include "registry/realm.h"

#include <QTest>

using namespace stowage;
using namespace stowage::registry;

class TestRealm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void merges_data();
    void merges();
    void covers();
};

void TestRealm::judges_data()
{
    QTest::addColumn<QString>("registry");
    QTest::addColumn<QByteArray>("realm");
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<QString>("expected"); // empty: refused
    const QString hub = QStringLiteral("https://registry-1.docker.io/v2/");
    const QString harbor = QStringLiteral("https://harbor.corp/v2/");
    const QString plain = QStringLiteral("http://reg.corp:5000/v2/");
    const QString loop = QStringLiteral("http://127.0.0.1:5000/v2/");
    QTest::newRow("A07 Hub") << hub << QByteArray("https://auth.docker.io/token") << false
                             << "https://auth.docker.io/token";
    QTest::newRow("H02 Harbor") << harbor << QByteArray("https://harbor.corp/service/token") << false
                                << "https://harbor.corp/service/token";
    QTest::newRow("A05 relative") << harbor << QByteArray("/service/token") << false
                                  << "https://harbor.corp/service/token";
    QTest::newRow("A05 missing") << harbor << QByteArray() << false << "";
    QTest::newRow("A05 Nexus null://") << harbor << QByteArray("null://host/v2/token") << false << "";
    QTest::newRow("A05 file") << harbor << QByteArray("file:///etc/passwd") << false << "";
    QTest::newRow("A06 http, same host") << harbor << QByteArray("http://harbor.corp/service/token") << false
                                         << "https://harbor.corp/service/token";
    QTest::newRow("A06 http:80, same host")
        << harbor << QByteArray("http://harbor.corp:80/service/token") << false << "https://harbor.corp/service/token";
    QTest::newRow("A06 http, other host") << harbor << QByteArray("http://auth.evil/token") << false << "";
    QTest::newRow("A06 plain registry, same host")
        << plain << QByteArray("http://reg.corp:5001/auth") << false << "http://reg.corp:5001/auth";
    QTest::newRow("A06 plain registry, other host") << plain << QByteArray("http://other.corp/auth") << false << "";
    QTest::newRow("A07 loopback") << hub << QByteArray("https://127.0.0.1/token") << true << "";
    QTest::newRow("A07 localhost") << hub << QByteArray("https://localhost/token") << true << "";
    QTest::newRow("A07 mapped loopback") << hub << QByteArray("https://[::ffff:127.0.0.1]/token") << true << "";
    QTest::newRow("A07 metadata") << hub << QByteArray("https://169.254.169.254/latest") << true << "";
    QTest::newRow("A07 unspecified") << hub << QByteArray("https://0.0.0.0/token") << true << "";
    QTest::newRow("A07 private from public") << hub << QByteArray("https://10.0.0.5/token") << false << "";
    QTest::newRow("A07 private from private")
        << harbor << QByteArray("https://10.0.0.5/token") << true << "https://10.0.0.5/token";
    QTest::newRow("A07 own loopback") << loop << QByteArray("http://127.0.0.1:5001/token") << true
                                      << "http://127.0.0.1:5001/token";
    QTest::newRow("user info dropped") << harbor << QByteArray("https://me:pw@harbor.corp/t") << false
                                       << "https://harbor.corp/t";
    QTest::newRow("A09 query kept") << harbor << QByteArray("https://harbor.corp/t?a=%2Fb") << false
                                    << "https://harbor.corp/t?a=%2Fb";
}

void TestRealm::judges()
{
    QFETCH(QString, registry);
    QFETCH(QByteArray, realm);
    QFETCH(bool, isPrivate);
    const Result<Realm> judged = judgeRealm(realm, QUrl(registry), isPrivate);
    QTEST(judged ? QString::fromLatin1(judged->url.toEncoded()) : QString(), "expected");
    if (!judged) {
        QVERIFY(!judged.error().item.isEmpty());
        QVERIFY(!judged.error().technical.isEmpty());
    }
}

void TestRealm::merges_data()
{
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<QStringList>("expected");
    const auto list = [](std::initializer_list<const char *> texts) {
        QStringList all;
        for (const char *text : texts) {
            all.append(QLatin1String(text));
        }
        return all;
    };
    QTest::newRow("A27 union, sorted") << list({"repository:a:push", "repository:a:pull"})
                                       << list({"repository:a:pull,push"});
    QTest::newRow("A27 star swallows") << list({"repository:a:pull", "repository:a:*"}) << list({"repository:a:*"});
    QTest::newRow("A26 order of resources stays") << list({"repository:b:pull,push", "repository:a:pull"})
                                                  << list({"repository:b:pull,push", "repository:a:pull"});
    QTest::newRow("A04 colon in the name") << list({"repository:host:5000/a:pull", "repository:host:5000/a:push"})
                                           << list({"repository:host:5000/a:pull,push"});
    QTest::newRow("duplicates") << list({"repository:a:pull,pull"}) << list({"repository:a:pull"});
    QTest::newRow("not a scope") << list({"whatever"}) << list({"whatever"});
    QTest::newRow("none") << list({}) << list({});
}

void TestRealm::merges()
{
    QFETCH(QStringList, scopes);
    QTEST(mergeScopes(scopes), "expected");
}

void TestRealm::covers()
{
    const QStringList both{QStringLiteral("repository:a:pull,push")};
    QVERIFY(coversScopes(both, {QStringLiteral("repository:a:pull")}));
    QVERIFY(!coversScopes({QStringLiteral("repository:a:pull")}, both)); // A10
    QVERIFY(!coversScopes(both, {QStringLiteral("repository:b:pull")}));
    QVERIFY(coversScopes({QStringLiteral("repository:a:*")}, both));
    QVERIFY(coversScopes(both, {}));
    QCOMPARE(splitScopes("repository:a:pull,push  repository:b:pull").size(), 2); // A03
}

QTEST_APPLESS_MAIN(TestRealm)
#include "tst_realm.moc"
