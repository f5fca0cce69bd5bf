// SPDX-License-Identifier: Apache-2.0
#include "transfer/copyrig.h"
#include "transfer/planner.h"

#include <QTest>

using namespace stowage;
using namespace stowage::test;

/// The plan as a pure function of selected images and facts about the target.
class TestPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsUniqueBlobs();
    void presentAndPartial();
    void standingImages_data();
    void standingImages();
    void mountsInsteadOfMovingTwice();
    void smallSpaceIsTold();
    void digestNameFollowsTheFilter();
    void unreachableTargetRefuses();
    void missingBlobRefusesItsImage_data();
    void missingBlobRefusesItsImage();

private:
    transfer::SelectedImage image(const char *name, const QList<QPair<const char *, qint64>> &blobs) const;
};

transfer::SelectedImage TestPlanner::image(const char *name, const QList<QPair<const char *, qint64>> &blobs) const
{
    transfer::SelectedImage image;
    image.item.source = CopyRig::ref(name);
    image.item.target = *Reference::fromParts(u"hub.test", image.item.source.repository(), image.item.source.tag());
    const QByteArray bytes = QByteArray("manifest of ") + name;
    image.root.digest = Digest::ofBytes(bytes);
    image.sourceDigest = image.root.digest;
    image.manifests = {{image.root, bytes}};
    for (const auto &[content, size] : blobs) {
        Descriptor blob;
        blob.digest = Digest::ofBytes(QByteArray(content));
        blob.size = size;
        image.blobs.append(blob);
    }
    return image;
}

void TestPlanner::countsUniqueBlobs()
{
    const QList<transfer::SelectedImage> images{image("r.test/a:1", {{"base", 100}, {"x", 10}}),
                                                image("r.test/b:1", {{"base", 100}, {"y", 5}})};
    const Plan plan = transfer::makePlan({}, images, {});
    QCOMPARE(plan.totals.uniqueBlobs, 3);
    QCOMPARE(plan.totals.blobsToTransfer, 3);
    QCOMPARE(plan.totals.bytesToTransfer, 115);
    QCOMPARE(plan.images.at(0).blobs.at(0), plan.images.at(1).blobs.at(0));
}

void TestPlanner::presentAndPartial()
{
    const QList<transfer::SelectedImage> images{image("r.test/a:1", {{"there", 100}, {"half", 10}, {"gone", 7}})};
    transfer::TargetFacts facts;
    Presence &presence = facts.presence[QString()];
    presence.whole.insert(Digest::ofBytes("there"));
    presence.parts.insert(Digest::ofBytes("half"), 4);
    const Plan plan = transfer::makePlan({}, images, facts);
    QCOMPARE(plan.totals.blobsPresent, 1);
    QCOMPARE(plan.totals.bytesPresent, 100);
    QCOMPARE(plan.totals.bytesToTransfer, 6 + 7);
    QCOMPARE(plan.blobs.at(1).partial, 4);
    QCOMPARE(plan.images.at(0).action, ImageAction::Copy);
}

void TestPlanner::standingImages_data()
{
    QTest::addColumn<bool>("same");
    QTest::addColumn<bool>("blobThere");
    QTest::addColumn<bool>("keepsWhole");
    QTest::addColumn<int>("action");
    QTest::newRow("D95 same digest, whole") << true << true << false << static_cast<int>(ImageAction::Skip);
    QTest::newRow("same digest, blob missing: mended") << true << false << false << static_cast<int>(ImageAction::Copy);
    QTest::newRow("same digest in a registry") << true << false << true << static_cast<int>(ImageAction::Skip);
    QTest::newRow("D96 other digest") << false << true << true << static_cast<int>(ImageAction::Overwrite);
}

void TestPlanner::standingImages()
{
    QFETCH(bool, same);
    QFETCH(bool, blobThere);
    QFETCH(bool, keepsWhole);
    QFETCH(int, action);
    const QList<transfer::SelectedImage> images{image("r.test/a:1", {{"x", 10}})};
    transfer::TargetFacts facts;
    facts.keepsImagesWhole = keepsWhole;
    facts.standing.insert(QStringLiteral("hub.test/a:1"), same ? images.at(0).root.digest : Digest::ofBytes("old"));
    if (blobThere) {
        facts.presence[QString()].whole.insert(Digest::ofBytes("x"));
    }
    const Plan plan = transfer::makePlan({}, images, facts);
    QCOMPARE(static_cast<int>(plan.images.at(0).action), action);
    const bool told = std::any_of(plan.warnings.begin(), plan.warnings.end(), [](const PlanWarning &warning) {
        return warning.kind == PlanWarning::Kind::TagMoves;
    });
    QCOMPARE(told, !same);
}

void TestPlanner::mountsInsteadOfMovingTwice()
{
    const QList<transfer::SelectedImage> images{image("r.test/a:1", {{"base", 100}}),
                                                image("r.test/b:1", {{"base", 100}})};
    transfer::TargetFacts facts;
    facts.scopes = {{QStringLiteral("hub.test/a:1"), QStringLiteral("a")},
                    {QStringLiteral("hub.test/b:1"), QStringLiteral("b")}};
    const Plan plan = transfer::makePlan({}, images, facts);
    QCOMPARE(plan.blobs.size(), 2);
    QCOMPARE(plan.blobs.at(0).way, PlannedBlob::Way::Move);
    QCOMPARE(plan.blobs.at(1).way, PlannedBlob::Way::Mount);
    QCOMPARE(plan.blobs.at(1).mountFrom, 0);
    QCOMPARE(plan.totals.bytesToTransfer, 100);
    QCOMPARE(plan.totals.uniqueBlobs, 1);
    QCOMPARE(plan.totals.blobsPresent, 0);
}

void TestPlanner::smallSpaceIsTold()
{
    transfer::TargetFacts facts;
    facts.freeBytes = 50;
    const Plan plan = transfer::makePlan({}, {image("r.test/a:1", {{"x", 100}})}, facts);
    QVERIFY(std::any_of(plan.warnings.begin(), plan.warnings.end(), [](const PlanWarning &warning) {
        return warning.kind == PlanWarning::Kind::SmallSpace && warning.total == 50;
    }));
}

void TestPlanner::digestNameFollowsTheFilter()
{
    transfer::SelectedImage selected = image("r.test/a:1", {});
    selected.item.target = selected.item.target.withDigest(Digest::ofBytes("the whole index"));
    QCOMPARE(transfer::targetName(selected).digest(), selected.root.digest);
    selected.item.target =
        *Reference::fromParts(u"hub.test", u"a", u"1", Digest::ofBytes("the whole index")); // D04: the tag is the name
    QCOMPARE(transfer::targetName(selected).toString(), QStringLiteral("hub.test/a:1"));
}

void TestPlanner::unreachableTargetRefuses()
{
    transfer::TargetFacts facts;
    Error refused;
    refused.kind = ErrorKind::ConnectionRefused;
    facts.errors.insert(QStringLiteral("hub.test/a:1"), refused);
    const Plan plan = transfer::makePlan({}, {image("r.test/a:1", {{"x", 100}})}, facts);
    QCOMPARE(plan.images.at(0).action, ImageAction::Refuse);
    QCOMPARE(plan.totals.bytesToTransfer, 0);
}

void TestPlanner::missingBlobRefusesItsImage_data()
{
    QTest::addColumn<QString>("thereIn"); // the scope in which the target has the blob
    QTest::addColumn<bool>("stands");
    QTest::addColumn<bool>("refused");
    QTest::newRow("nowhere") << QString() << false << true;
    QTest::newRow("at the target") << QStringLiteral("a") << false << false;
    QTest::newRow("in another repository") << QStringLiteral("b") << false << false;
    QTest::newRow("in an image that stands") << QString() << true << false;
}

void TestPlanner::missingBlobRefusesItsImage()
{
    QFETCH(QString, thereIn);
    QFETCH(bool, stands);
    QFETCH(bool, refused);
    const QList<transfer::SelectedImage> images{image("r.test/a:1", {{"whole", 10}, {"lost", 20}}),
                                                image("r.test/b:1", {{"whole", 10}})};
    transfer::TargetFacts facts;
    facts.keepsImagesWhole = true;
    facts.scopes = {{QStringLiteral("hub.test/a:1"), QStringLiteral("a")},
                    {QStringLiteral("hub.test/b:1"), QStringLiteral("b")}};
    if (!thereIn.isEmpty()) {
        facts.presence[thereIn].whole.insert(Digest::ofBytes("lost"));
    }
    if (stands) {
        facts.standing.insert(QStringLiteral("hub.test/a:1"), images.at(0).root.digest);
    }
    Error &lost = facts.missing[Digest::ofBytes("lost")];
    lost.kind = ErrorKind::StoreDamaged;
    lost.side = Side::Local;
    const Plan plan = transfer::makePlan({}, images, facts);
    QCOMPARE(plan.images.at(0).action == ImageAction::Refuse, refused);
    if (refused) {
        QCOMPARE(plan.images.at(0).refusal->kind, ErrorKind::StoreDamaged);
        QCOMPARE(plan.images.at(0).refusal->side, Side::Source);
        QCOMPARE(plan.images.at(0).refusal->reference, QStringLiteral("r.test/a:1"));
        QVERIFY(plan.images.at(0).blobs.isEmpty());
        QCOMPARE(plan.totals.bytesToTransfer, 10);
    }
    QCOMPARE(plan.images.at(1).action, ImageAction::Copy);
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
