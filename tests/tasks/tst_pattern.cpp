// SPDX-License-Identifier: Apache-2.0
#include "tasks/pattern.h"

#include <QTest>

using namespace stowage;

class TestPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
    void staysLinear();
};

void TestPattern::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *pattern, const char *reference, bool expected) {
        QTest::newRow(name) << QString::fromLatin1(pattern) << QString::fromLatin1(reference) << expected;
    };
    row("empty matches all", "", "alpine", true);
    row("unanchored", "pause", "registry.k8s.io/pause:3.9", true);
    row("unanchored inside the tag", "3\\.9", "registry.k8s.io/pause:3.9", true);
    row("anchored", "^registry\\.k8s\\.io/", "registry.k8s.io/pause:3.9", true);
    row("anchored elsewhere", "^k8s\\.io/", "registry.k8s.io/pause:3.9", false);
    row("anchored end", ":3\\.9$", "registry.k8s.io/pause:3.9", true);
    row("docker.io by its name", "^docker\\.io/library/", "alpine:3", true);
    row("docker.io by KubeKey's folder", "^registry-1\\.docker\\.io/library/alpine:3$", "alpine:3", true);
    row("the folder's name is for docker.io only", "^registry-1", "quay.io/a/b:1", false);
    row("alternatives", "(?i)ALPINE|busybox", "alpine:3", true);
    row("untagged by digest", "@sha256:4413",
        "a/b@sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", true);
    row("tag and digest: the tag counts", "b:1$",
        "a/b:1@sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", true);
    row("latest is written out", ":latest$", "alpine", true);
}

void TestPattern::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, reference);
    QFETCH(bool, expected);
    const Result<Pattern> compiled = Pattern::compile(pattern);
    QVERIFY(compiled.has_value());
    QCOMPARE(compiled->text(), pattern);
    QCOMPARE(compiled->matches(Reference::parse(reference).value()), expected);
}

void TestPattern::refuses_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("says");
    QTest::newRow("open bracket") << QStringLiteral("alpine[") << QStringLiteral("at character 7");
    QTest::newRow("open group") << QStringLiteral("(a") << QStringLiteral("broken");
    QTest::newRow("nothing to repeat") << QStringLiteral("ab|*") << QStringLiteral("at character 4");
    QTest::newRow("look-ahead is not RE2") << QStringLiteral("a(?=b)") << QStringLiteral("at character 2");
    QTest::newRow("back reference is not RE2") << QStringLiteral("(a)\\1") << QStringLiteral("\\1");
}

void TestPattern::refuses()
{
    QFETCH(QString, pattern);
    QFETCH(QString, says);
    const Result<Pattern> compiled = Pattern::compile(pattern);
    QVERIFY(!compiled.has_value());
    QCOMPARE(compiled.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(compiled.error().item, pattern);
    QVERIFY2(compiled.error().technical.contains(says), qPrintable(compiled.error().technical));
}

void TestPattern::staysLinear()
{
    // Would take a backtracking engine for ever.
    const Pattern pattern = Pattern::compile(QStringLiteral("(a+)+$")).value();
    QVERIFY(!pattern.matchesText(QString(10'000, u'a') + u'!'));
}

QTEST_GUILESS_MAIN(TestPattern)
#include "tst_pattern.moc"
