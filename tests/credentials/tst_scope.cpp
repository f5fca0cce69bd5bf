// SPDX-License-Identifier: Apache-2.0
#include "credentials/scope.h"

#include <QTest>

using namespace stowage;

class TestScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonical_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("scope"); // empty: refused
        const auto row = [](const char *name, const char *text, const char *scope) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(scope);
        };
        row("host", "hub.local", "hub.local");
        row("host and port", "hub.local:5000", "hub.local:5000");
        row("upper case host", "Hub.Local", "hub.local");
        row("C03 https", "https://hub.local", "hub.local");
        row("C03 https, slash", "https://hub.local/", "hub.local");
        row("C03 v1", "https://hub.local/v1/", "hub.local");
        row("C03 v2", "https://hub.local:8443/v2/", "hub.local:8443");
        row("C03 Hub's own", "https://index.docker.io/v1/", "docker.io");
        row("C03 Hub's registry", "registry-1.docker.io", "docker.io");
        row("C13 namespace", "hub.local/team/a", "hub.local/team/a");
        row("C13 namespace of Hub", "index.docker.io/library", "docker.io/library");
        row("localhost", "localhost:5000", "localhost:5000");
        row("spaces around", "  hub.local ", "hub.local");
        row("nothing", "", "");
        row("other scheme", "ftp://hub.local", "");
        row("user info", "https://user:pw@hub.local", "");
        row("namespace in upper case", "hub.local/Team", "");
        row("dots", "hub.local/../x", "");
        row("query", "hub.local?x", "");
    }
    void canonical()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, scope);
        const Result<QString> got = canonicalScope(text);
        QCOMPARE(got.value_or(QString()), scope);
        if (!got) {
            QCOMPARE(got.error().kind, ErrorKind::InvalidInput);
        }
    }

    void longest_data()
    {
        QTest::addColumn<QStringList>("scopes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("scope");
        const auto row = [](const char *title, const char *scopes, const char *name, const char *scope) {
            QTest::newRow(title) << QString::fromUtf8(scopes).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                 << QString::fromUtf8(name) << QString::fromUtf8(scope);
        };
        row("C10 registry", "hub.local", "hub.local/a/b", "hub.local");
        row("C10 longest wins", "hub.local hub.local/a hub.local/a/b", "hub.local/a/b/c", "hub.local/a/b");
        row("C10 longest wins, any order", "hub.local/a/b hub.local hub.local/a", "hub.local/a/b/c", "hub.local/a/b");
        row("C10 ends at a slash", "hub.local hub.local/a", "hub.local/ab/c", "hub.local");
        row("C10 whole name", "hub.local/a/b", "hub.local/a/b", "hub.local/a/b");
        row("C10 port is part of the host", "hub.local", "hub.local:5000/a", "");
        row("C10 longer host", "hub.local", "hub.local.evil/a", "");
        row("C13 side by side", "hub.local/a hub.local/b", "hub.local/b/x", "hub.local/b");
        row("registry alone", "hub.local hub.local/a", "hub.local", "hub.local");
        row("none", "", "hub.local/a", "");
        row("empty scope covers nothing", "", "", "");
    }
    void longest()
    {
        QFETCH(const QStringList, scopes);
        QFETCH(const QString, name);
        QFETCH(const QString, scope);
        QCOMPARE(longestScope(scopes, name), scope);
    }
};

QTEST_APPLESS_MAIN(TestScope)
#include "tst_scope.moc"
