// SPDX-License-Identifier: Apache-2.0
#include "copy/end.h"

#include <QDir>
#include <QTest>

using namespace stowage;

class TestEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void neverShowsSecrets();
};

void TestEnd::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<End::Kind>("kind");
    const auto row = [](const QString &text, const QString &canonical, End::Kind kind) {
        QTest::newRow(qPrintable(text)) << text << canonical << kind;
    };
    const QString here = QDir::currentPath();
    const QString home = QDir::homePath();
    row(QStringLiteral("dir:/data/images"), QStringLiteral("dir:/data/images"), End::Kind::Store);
    row(QStringLiteral("dir:images"), QStringLiteral("dir:") + here + QStringLiteral("/images"), End::Kind::Store);
    row(QStringLiteral("dir:/data//x/../images/"), QStringLiteral("dir:/data/images"), End::Kind::Store);
    row(QStringLiteral("dir:~/images"), QStringLiteral("dir:") + home + QStringLiteral("/images"), End::Kind::Store);
    row(QStringLiteral("dir:/with space/:colon"), QStringLiteral("dir:/with space/:colon"), End::Kind::Store);
    row(QStringLiteral("local:///data/images"), QStringLiteral("dir:/data/images"), End::Kind::Store);
    row(QStringLiteral("/data/images"), QStringLiteral("dir:/data/images"), End::Kind::Store);
    row(QStringLiteral("./images"), QStringLiteral("dir:") + here + QStringLiteral("/images"), End::Kind::Store);
    row(QStringLiteral("../images"), QStringLiteral("dir:") + QDir::cleanPath(here + QStringLiteral("/../images")),
        End::Kind::Store);
    row(QStringLiteral("~"), QStringLiteral("dir:") + home, End::Kind::Store);
    row(QStringLiteral("~/images"), QStringLiteral("dir:") + home + QStringLiteral("/images"), End::Kind::Store);
    row(QStringLiteral("."), QStringLiteral("dir:") + here, End::Kind::Store);
    row(QStringLiteral("registry:hub.local"), QStringLiteral("registry:hub.local"), End::Kind::Registry);
    row(QStringLiteral("registry:hub.local/team"), QStringLiteral("registry:hub.local/team"), End::Kind::Registry);
    row(QStringLiteral("registry:Hub.Local:5000/team/a/"), QStringLiteral("registry:hub.local:5000/team/a"),
        End::Kind::Registry);
    row(QStringLiteral("oci://hub.local:5000/team"), QStringLiteral("registry:hub.local:5000/team"),
        End::Kind::Registry);
    row(QStringLiteral("oci://hub.local/"), QStringLiteral("registry:hub.local"), End::Kind::Registry);
    row(QStringLiteral("127.0.0.1:5000"), QStringLiteral("registry:127.0.0.1:5000"), End::Kind::Registry);
    row(QStringLiteral("[::1]:5000/a"), QStringLiteral("registry:[::1]:5000/a"), End::Kind::Registry);
    row(QStringLiteral("hub.local/team"), QStringLiteral("registry:hub.local/team"), End::Kind::Registry);
    row(QStringLiteral("localhost"), QStringLiteral("registry:localhost"), End::Kind::Registry);
    row(QStringLiteral("hub:5000"), QStringLiteral("registry:hub:5000"), End::Kind::Registry);
    row(QStringLiteral("docker.io"), QStringLiteral("registry:docker.io"), End::Kind::Registry);
    row(QStringLiteral("registry-1.docker.io/library"), QStringLiteral("registry:docker.io/library"),
        End::Kind::Registry);
    row(QStringLiteral("layout:/data/x"), QStringLiteral("layout:/data/x"), End::Kind::Layout);
    row(QStringLiteral("bundle:/data/x.tar"), QStringLiteral("bundle:/data/x.tar"), End::Kind::Bundle);
    row(QStringLiteral("  /data "), QStringLiteral("dir:/data"), End::Kind::Store);
}

void TestEnd::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    QFETCH(End::Kind, kind);
    const Result<End> end = End::parse(text);
    QVERIFY2(end.has_value(), end ? "" : qPrintable(end.error().technical));
    QCOMPARE(end->kind, kind);
    QCOMPARE(end->toString(), canonical);
    QCOMPARE(End::parse(end->toString()).value(), *end);
}

void TestEnd::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(says);
    };
    row("empty", "", "dir:PATH");
    row("bare word", "images", "dir:PATH");
    row("bare word with slash", "images/all", "dir:PATH");
    row("an image is not an end", "hub.local/team/app:1", "tag");
    row("an image with prefix is not an end", "registry:hub.local/team/app:1", "tag");
    row("dir without path", "dir:", "missing");
    row("layout without path", "layout:", "missing");
    row("bundle without file", "bundle:", "missing");
    row("local with two slashes", "local://images", "absolute");
    row("registry without host", "registry:", "registry");
    row("registry of one word", "registry:hub", "registry");
    row("oci without host", "oci:///x", "registry");
    row("upper-case prefix", "hub.local/Team", "prefix");
    row("https", "https://hub.local", "https://");
    row("port out of range", "hub.local:70000", "registry");
    row("home of somebody", "~bob/images", "home");
    row("empty component", "hub.local/a//b", "prefix");
}

void TestEnd::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<End> end = End::parse(text);
    QVERIFY(!end.has_value());
    QCOMPARE(end.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(end.error().technical.contains(says), qPrintable(end.error().technical));
}

void TestEnd::neverShowsSecrets()
{
    for (const char *text : {"registry:bob:hunter2@hub.local", "oci://bob:hunter2@hub.local/x", "bob:hunter2@hub.local",
                             "https://bob:hunter2@hub.local", "bob@hunter2@x"}) {
        const Result<End> end = End::parse(QString::fromLatin1(text));
        QVERIFY(!end.has_value());
        QVERIFY2(!technicalLine(end.error()).contains(QStringLiteral("hunter2")), text);
    }
}

QTEST_GUILESS_MAIN(TestEnd)
#include "tst_end.moc"
