// SPDX-License-Identifier: Apache-2.0
#include "copy/comparison.h"

#include <QTest>

using namespace stowage;

namespace {

ListedImage image(const char *reference, const char *content)
{
    ListedImage listed;
    listed.reference = Reference::parse(QString::fromLatin1(reference)).value();
    listed.root.digest = Digest::ofBytes(content);
    return listed;
}

QStringList names(const QList<ListedImage> &images)
{
    QStringList result;
    for (const ListedImage &listed : images) {
        result.append(listed.reference.toString());
    }
    return result;
}

QStringList names(const QList<Comparison::Pair> &pairs)
{
    QStringList result;
    for (const Comparison::Pair &pair : pairs) {
        result.append(pair.left.reference.toString() + u' ' + pair.right.reference.toString());
    }
    return result;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByName();
    void sortsWhatItFinds();
    void comparesUntaggedByDigest();
    void ignoresTheRegistry();
    void pairsEqualDigestsFirst();
    void comparesNothing();
};

void TestComparison::comparesByName()
{
    Listing left;
    left.images = {image("a.io/x:1", "1"), image("a.io/x:2", "2"), image("a.io/y:1", "3")};
    Listing right;
    right.images = {image("a.io/x:1", "1"), image("a.io/x:2", "other"), image("a.io/z:1", "3")};
    const Comparison comparison = compareListings(left, right);
    QCOMPARE(names(comparison.same), QStringList{QStringLiteral("a.io/x:1 a.io/x:1")});
    QCOMPARE(names(comparison.different), QStringList{QStringLiteral("a.io/x:2 a.io/x:2")});
    QCOMPARE(names(comparison.onlyLeft), QStringList{QStringLiteral("a.io/y:1")});
    QCOMPARE(names(comparison.onlyRight), QStringList{QStringLiteral("a.io/z:1")});
    QCOMPARE(comparison.different.first().right.root.digest, Digest::ofBytes("other"));
}

void TestComparison::sortsWhatItFinds()
{
    Listing left;
    left.images = {image("c.io/x:1", "1"), image("a.io/x:1", "1"), image("b.io/x:1", "1")};
    QCOMPARE(names(compareListings(left, {}).onlyLeft),
             (QStringList{QStringLiteral("a.io/x:1"), QStringLiteral("b.io/x:1"), QStringLiteral("c.io/x:1")}));
    QCOMPARE(names(compareListings({}, left).onlyRight),
             (QStringList{QStringLiteral("a.io/x:1"), QStringLiteral("b.io/x:1"), QStringLiteral("c.io/x:1")}));
}

void TestComparison::comparesUntaggedByDigest()
{
    ListedImage untagged = image("a.io/x:1", "1");
    untagged.reference = untagged.reference.withDigest(untagged.root.digest);
    Listing left;
    left.images = {untagged};
    Listing right;
    right.images = {untagged, image("a.io/x:1", "1")};
    const Comparison comparison = compareListings(left, right);
    QCOMPARE(comparison.same.size(), 1);
    QCOMPARE(names(comparison.onlyRight), QStringList{QStringLiteral("a.io/x:1")});
}

void TestComparison::ignoresTheRegistry()
{
    Listing left;
    left.images = {image("docker.io/library/x:1", "1")};
    Listing right;
    right.images = {image("hub.local:5000/library/x:1", "1")};
    QCOMPARE(compareListings(left, right).same.size(), 0);
    QCOMPARE(compareListings(left, right, true).same.size(), 1);
}

void TestComparison::pairsEqualDigestsFirst()
{
    Listing left;
    left.images = {image("a.io/x:1", "1"), image("b.io/x:1", "2")};
    Listing right;
    right.images = {image("hub.local/x:1", "2")};
    const Comparison comparison = compareListings(left, right, true);
    QCOMPARE(names(comparison.same), QStringList{QStringLiteral("b.io/x:1 hub.local/x:1")});
    QCOMPARE(names(comparison.onlyLeft), QStringList{QStringLiteral("a.io/x:1")});
    QVERIFY(comparison.different.isEmpty());
}

void TestComparison::comparesNothing()
{
    const Comparison comparison = compareListings({}, {});
    QVERIFY(comparison.onlyLeft.isEmpty() && comparison.onlyRight.isEmpty() && comparison.same.isEmpty() &&
            comparison.different.isEmpty());
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
