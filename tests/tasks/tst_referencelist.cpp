// SPDX-License-Identifier: Apache-2.0
#include "tasks/referencelist.h"

#include <QTest>

using namespace stowage;

class TestReferenceList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void labelsGroups();
    void reportsProblemsByLine();
    void keepsOneOfEach();
    void neverShowsSecrets();
    void readsTenThousandLines();
};

void TestReferenceList::readsLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    const QString a = QStringLiteral("docker.io/library/a:1");
    const QString b = QStringLiteral("quay.io/b:latest");
    row("nothing", QString(), {});
    row("one", QStringLiteral("a:1"), {a});
    row("several", QStringLiteral("a:1\nquay.io/b\n"), {a, b});
    row("CRLF", QStringLiteral("a:1\r\nquay.io/b\r\n"), {a, b});
    row("old Macintosh", QStringLiteral("a:1\rquay.io/b"), {a, b});
    row("line separator of a pasted text", QStringLiteral("a:1") + QChar(0x2028) + QStringLiteral("quay.io/b"), {a, b});
    row("byte order mark", QChar(0xfeff) + QStringLiteral("a:1"), {a});
    row("comments and blank lines", QStringLiteral("# x\n\n  \na:1 # why\n#quay.io/c\nquay.io/b"), {a, b});
    row("docker pull", QStringLiteral("docker pull a:1\ndocker image pull -q quay.io/b"), {a, b});
    row("other programs", QStringLiteral("podman pull a:1\n$ sudo nerdctl pull quay.io/b\ncrictl pull a:1"), {a, b, a});
    row("YAML list", QStringLiteral("- a:1\n- \"quay.io/b\"\n  - 'a:1'"), {a, b, a});
    row("JSON list rows", QStringLiteral("  \"a:1\",\n  \"quay.io/b\""), {a, b});
    row("several bare names in a field", QStringLiteral("alpine busybox:1"),
        {QStringLiteral("docker.io/library/alpine:latest"), QStringLiteral("docker.io/library/busybox:1")});
    row("several names in a row", QStringLiteral("a:1 quay.io/b"), {a, b});
    row("an image called docker", QStringLiteral("docker"), {QStringLiteral("docker.io/library/docker:latest")});
}

void TestReferenceList::readsLines()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const ImageList list = readReferenceList(text);
    QStringList found;
    for (const ImageList::Entry &entry : list.entries) {
        found.append(entry.reference.toString());
    }
    QCOMPARE(found, expected);
    QVERIFY2(list.problems.isEmpty(), list.problems.isEmpty() ? "" : qPrintable(list.problems.first().error.technical));
}

void TestReferenceList::labelsGroups()
{
    const ImageList list = readReferenceList(QStringLiteral("a\n##k8s-images\nb\n# comment\nc\n## gatekeeper \nd\n"));
    QStringList groups;
    QList<int> lines;
    for (const ImageList::Entry &entry : list.entries) {
        groups.append(entry.group);
        lines.append(entry.line);
    }
    QCOMPARE(groups, (QStringList{QString(), QStringLiteral("k8s-images"), QStringLiteral("k8s-images"),
                                  QStringLiteral("gatekeeper")}));
    QCOMPARE(lines, (QList<int>{1, 3, 5, 7}));
}

void TestReferenceList::reportsProblemsByLine()
{
    const ImageList list = readReferenceList(QStringLiteral("a\r\nAlpine\r\nthese are words\nb:-\ndocker run x\n"
                                                            "docker pull --platform linux/arm64 x\ndocker pull\nc"));
    QCOMPARE(list.entries.size(), 2);
    QList<int> lines;
    for (const ImageList::Problem &problem : list.problems) {
        lines.append(problem.line);
        QCOMPARE(problem.error.kind, ErrorKind::InvalidInput);
        QVERIFY(!problem.error.technical.isEmpty());
    }
    QCOMPARE(lines, (QList<int>{2, 3, 4, 5, 6, 7}));
    QCOMPARE(list.problems.at(0).text, QStringLiteral("Alpine"));
    QVERIFY(list.problems.at(4).error.technical.contains(QStringLiteral("--platform")));
}

void TestReferenceList::keepsOneOfEach()
{
    const QList<Reference> references =
        readReferenceList(QStringLiteral("a\nb\ndocker.io/library/a:latest\n")).references();
    QCOMPARE(references.size(), 2);
    QCOMPARE(references.first().toString(), QStringLiteral("docker.io/library/a:latest"));
}

void TestReferenceList::neverShowsSecrets()
{
    const ImageList list =
        readReferenceList(QStringLiteral("bob:hunter2@hub.local/x\ndocker login bob:hunter2@hub.local\n"
                                         "x bob:hunter2@hub.local/x"));
    QCOMPARE(list.problems.size(), 3);
    for (const ImageList::Problem &problem : list.problems) {
        QVERIFY(!problem.text.contains(QStringLiteral("hunter2")));
        QVERIFY2(!technicalLine(problem.error).contains(QStringLiteral("hunter2")),
                 qPrintable(technicalLine(problem.error)));
    }
}

void TestReferenceList::readsTenThousandLines()
{
    QString text;
    for (int i = 0; i < 10'000; ++i) {
        text += QStringLiteral("registry.example.com/team-%1/application-%2:v1.%3\n").arg(i % 100).arg(i).arg(i);
    }
    ImageList list;
    QBENCHMARK_ONCE
    {
        list = readReferenceList(text);
    }
    QCOMPARE(list.entries.size(), 10'000);
    QCOMPARE(list.references().size(), 10'000);
}

QTEST_GUILESS_MAIN(TestReferenceList)
#include "tst_referencelist.moc"
