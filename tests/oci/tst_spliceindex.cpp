// SPDX-License-Identifier: Apache-2.0
#include "oci/manifest.h"

#include <QTest>

using namespace stowage;

namespace {

QByteArray digestOf(int i)
{
    return Digest::ofBytes(QByteArray::number(i)).toString().toLatin1();
}

QByteArray entry(int i)
{
    return "{ \"digest\": \"" + digestOf(i) + "\", \"x}]\": \"a}],{\\\"\", \"size\": " + QByteArray::number(i) +
           " , \"mediaType\": \"m\" }";
}

/// An index of `count` entries with uneven white space, so that a wrong cut shows.
QByteArray source(int count)
{
    QByteArray bytes = "{\n\t\"schemaVersion\": 2,\n  \"annotations\": {\"manifests\": \"[]\"},\n  \"manifests\": [";
    for (int i = 0; i < count; ++i) {
        bytes += (i > 0 ? QByteArray(i, ' ') + "," : QByteArray()) + "\n" + QByteArray(i, '\t') + entry(i);
    }
    return bytes + " \n ],\n  \"after\": [1, 2]\n}\n";
}

} // namespace

class TestSpliceIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsAsked_data();
    void keepsWhatIsAsked();
    void keepingAllChangesNothing();
    void cutsAsExpected();
    void replacesEntries();
    void retargets_data();
    void retargets();
    void refusesToRetarget();
};

void TestSpliceIndex::keepsWhatIsAsked_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("mask");
    for (int count = 0; count <= 4; ++count) {
        for (int mask = 0; mask < (1 << count); ++mask) {
            QTest::addRow("%d entries, mask %d", count, mask) << count << mask;
        }
    }
}

void TestSpliceIndex::keepsWhatIsAsked()
{
    QFETCH(int, count);
    QFETCH(int, mask);
    const QByteArray bytes = source(count);
    const Manifest index = Manifest::parse(bytes).value();
    QCOMPARE(index.manifests.size(), count);
    QList<qsizetype> kept;
    QList<Descriptor> expected;
    for (int i = 0; i < count; ++i) {
        if (mask & (1 << i)) {
            kept.append(i);
            expected.append(index.manifests.at(i));
        }
    }
    const QByteArray result = spliceIndex(bytes, index, kept);
    const Result<Manifest> again = Manifest::parse(result);
    QVERIFY2(again.has_value(), result.constData());
    QCOMPARE(again->manifests, expected);
    // The rest is the source's, byte for byte.
    QVERIFY(result.startsWith(
        "{\n\t\"schemaVersion\": 2,\n  \"annotations\": {\"manifests\": \"[]\"},\n  \"manifests\": ["));
    QVERIFY(result.endsWith("\n ],\n  \"after\": [1, 2]\n}\n"));
    for (qsizetype i = 0; i < again->spans.size(); ++i) {
        const Manifest::Span from = index.spans.at(kept.at(i));
        const Manifest::Span to = again->spans.at(i);
        QCOMPARE(result.mid(to.begin, to.end - to.begin), bytes.mid(from.begin, from.end - from.begin));
    }
}

void TestSpliceIndex::keepingAllChangesNothing()
{
    const QByteArray bytes = source(5);
    QCOMPARE(spliceIndex(bytes, Manifest::parse(bytes).value(), {0, 1, 2, 3, 4}), bytes);
    const QByteArray none = source(0);
    QCOMPARE(spliceIndex(none, Manifest::parse(none).value(), {}), none);
}

void TestSpliceIndex::cutsAsExpected()
{
    const QByteArray bytes =
        R"({"manifests":[)" + entry(1) + ',' + entry(2) + ',' + entry(3) + R"(],"schemaVersion":2})";
    const Manifest index = Manifest::parse(bytes).value();
    QCOMPARE(spliceIndex(bytes, index, {0, 2}),
             R"({"manifests":[)" + entry(1) + ',' + entry(3) + R"(],"schemaVersion":2})");
    QCOMPARE(spliceIndex(bytes, index, {1}), R"({"manifests":[)" + entry(2) + R"(],"schemaVersion":2})");
    QCOMPARE(spliceIndex(bytes, index, {}), QByteArray(R"({"manifests":[],"schemaVersion":2})"));
}

void TestSpliceIndex::replacesEntries()
{
    const QByteArray bytes = R"({"manifests":[)" + entry(1) + ", " + entry(2) + R"(],"schemaVersion":2})";
    const Manifest index = Manifest::parse(bytes).value();
    const QByteArray other = retargetDescriptor(entry(2), Digest::ofBytes("new"), 3).value();
    const QByteArray result = spliceIndex(bytes, index, {0, 1}, {{1, other}});
    QCOMPARE(result, R"({"manifests":[)" + entry(1) + ", " + other + R"(],"schemaVersion":2})");
    QCOMPARE(Manifest::parse(result)->manifests.at(1).digest, Digest::ofBytes("new"));
    // A replacement of an entry that is not kept does nothing.
    QCOMPARE(spliceIndex(bytes, index, {0}, {{1, other}}), R"({"manifests":[)" + entry(1) + R"(],"schemaVersion":2})");
}

void TestSpliceIndex::retargets_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray from = digestOf(1);
    const QByteArray to = digestOf(2);
    QTest::newRow("digest first") << QByteArray("{\"digest\":\"" + from + "\",\"size\":1,\"x\":2}")
                                  << QByteArray("{\"digest\":\"" + to + "\",\"size\":12345,\"x\":2}");
    QTest::newRow("size first, spaces") << QByteArray("{ \"size\" : 1 , \"digest\" : \"" + from + "\" }")
                                        << QByteArray("{ \"size\" : 12345 , \"digest\" : \"" + to + "\" }");
    QTest::newRow("size last") << QByteArray("{\"digest\":\"" + from + "\",\"size\":1\n}")
                               << QByteArray("{\"digest\":\"" + to + "\",\"size\":12345\n}");
    QTest::newRow("same words deeper are left alone")
        << QByteArray("{\"annotations\":{\"digest\":\"d\",\"size\":\"s\"},\"digest\":\"" + from +
                      "\",\"size\":1,\"platform\":{\"size\":3}}")
        << QByteArray("{\"annotations\":{\"digest\":\"d\",\"size\":\"s\"},\"digest\":\"" + to +
                      "\",\"size\":12345,\"platform\":{\"size\":3}}");
}

void TestSpliceIndex::retargets()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Result<QByteArray> result =
        retargetDescriptor(before, Digest::parse(QString::fromLatin1(digestOf(2))).value(), 12345);
    QVERIFY(result.has_value());
    QCOMPARE(*result, after);
}

void TestSpliceIndex::refusesToRetarget()
{
    for (const char *text : {"", "{}", "[]", R"({"digest":"x"})", R"({"size":1})",
                             R"({"digest":"x","size":1,"size":2})", R"({"digest":{},"size":1})"}) {
        const Result<QByteArray> result = retargetDescriptor(text, Digest::ofBytes("x"), 1);
        QVERIFY2(!result.has_value(), text);
        QCOMPARE(result.error().kind, ErrorKind::MalformedManifest);
    }
}

QTEST_GUILESS_MAIN(TestSpliceIndex)
#include "tst_spliceindex.moc"
