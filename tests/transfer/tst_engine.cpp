// SPDX-License-Identifier: Apache-2.0
#include "transfer/copyrig.h"

#include <QRegularExpression>
#include <QTest>

using namespace stowage;
using namespace stowage::test;

/// Ring 2: plan and outcomes of the ends → what happened, in which order, and what was told.
class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyImageSurvives_data();
    void everyImageSurvives();
    void blobsThenManifestsThenTag();
    void sharedBlobMovesOnce();
    void mountedAcrossRepositories();
    void mountThatFailsIsPushed();
    void oneFailureLeavesTheOthers();
    void lostBlobFailsItsImageOnly();
    void countsWhatMovedBeforeAFailure_data();
    void countsWhatMovedBeforeAFailure();
    void fullDiskStopsEverything();
    void missingImageIsRefused();
    void collisionIsRefusedWithBothNames();
    void nothingToDoSecondTime();
    void damageOnTheWayIsFetchedAgain();
    void lyingSourceFails();
    void tiredSourceIsRetriedWithBackOff();
    void pauseKeepsTheBytes();
    void cancelAtEverySuspension();
    void lockedTargetIsTheReportsFailure();
    void spoolsForTargetsThatNeedFiles();
    void blobUnknownIsPushedAgain();
    void configsOvertakeLayers();
    void eventsAddUp();
};

namespace {

QList<Reference> allOf(const CopyRig &rig)
{
    QList<Reference> all;
    for (const auto &image : rig.generated.images) {
        all.append(image.first);
    }
    return all;
}

Error transient()
{
    Error error;
    error.kind = ErrorKind::ConnectionLost;
    return error;
}

/// Lets virtual time run while `outcome` is under way: whoever sleeps is woken.
template <typename T>
bool runClock(CopyRig &rig, const std::shared_ptr<Outcome<T>> &outcome)
{
    return QTest::qWaitFor(
        [&] {
            if (rig.clock.sleepers() > 0) {
                rig.clock.advance(std::chrono::minutes(2));
            }
            return outcome->ended();
        },
        30000);
}

} // namespace

void TestEngine::everyImageSurvives_data()
{
    QTest::addColumn<QString>("reference");
    const GeneratedImages images = generateImages(QStringLiteral("reg.test"));
    for (const auto &image : images.images) {
        QTest::newRow(qUtf8Printable(image.first.toString())) << image.first.toString();
    }
}

void TestEngine::everyImageSurvives()
{
    QFETCH(QString, reference);
    CopyRig rig;
    const Reference source = *Reference::parse(reference);
    const Plan plan = rig.plan(rig.request({source}));
    QCOMPARE(plan.images.size(), 1);
    const Report report = rig.run(plan);
    QVERIFY(report.allDone());
    const Digest root = rig.generated.root(source).digest;
    QCOMPARE(report.images.at(0).digest, root);
    for (const Descriptor &blob : rig.generated.blobsOf(rig.generated.root(source))) {
        QCOMPARE(rig.target.blobs.value(blob.digest), rig.generated.content.value(blob.digest));
    }
    for (const PlannedManifest &manifest : rig.generated.manifestsOf(rig.generated.root(source))) {
        QCOMPARE(rig.target.manifests.value(manifest.descriptor.digest), manifest.bytes);
    }
}

void TestEngine::blobsThenManifestsThenTag()
{
    CopyRig rig;
    const Reference image = CopyRig::ref("reg.test/acme/multi3:1.0");
    QVERIFY(rig.run(rig.plan(rig.request({image}))).allDone());
    // D90: every put before the commit, the commit before the children, the children before the root and the tag.
    QStringList kinds;
    for (const QString &line : std::as_const(rig.target.log)) {
        const QString kind = line.section(QLatin1Char(' '), 0, 0);
        if (kinds.isEmpty() || kinds.constLast() != kind) {
            kinds.append(kind);
        }
    }
    QCOMPARE(kinds.join(QLatin1Char(' ')), QStringLiteral("begin put commit manifest tag end"));
}

void TestEngine::sharedBlobMovesOnce()
{
    CopyRig rig;
    const QList<Reference> images{CopyRig::ref("reg.test/acme/shared-a:1"), CopyRig::ref("reg.test/acme/shared-b:1")};
    const Plan plan = rig.plan(rig.request(images));
    QVERIFY(rig.run(plan).allDone());
    QSet<QString> opened;
    for (const QString &line : std::as_const(rig.target.log)) {
        if (line.startsWith(QLatin1String("put "))) {
            QVERIFY2(!opened.contains(line), qUtf8Printable(line));
            opened.insert(line);
        }
    }
    QCOMPARE(opened.size(), plan.totals.uniqueBlobs);
}

void TestEngine::mountedAcrossRepositories()
{
    CopyRig rig;
    rig.target.scoped = true;
    const QList<Reference> images{CopyRig::ref("reg.test/acme/shared-a:1"), CopyRig::ref("reg.test/acme/shared-b:1")};
    const Plan plan = rig.plan(rig.request(images));
    const Report report = rig.run(plan);
    QVERIFY(report.allDone());
    QCOMPARE(report.bytesTransferred, plan.totals.bytesToTransfer);
    QVERIFY(!rig.target.log.filter(QRegularExpression(QStringLiteral("^mount "))).isEmpty()); // D80
    QVERIFY(report.bytesSkipped > 0);
}

void TestEngine::mountThatFailsIsPushed()
{
    CopyRig rig;
    rig.target.scoped = true;
    rig.target.mounts = false; // D81
    const QList<Reference> images{CopyRig::ref("reg.test/acme/shared-a:1"), CopyRig::ref("reg.test/acme/shared-b:1")};
    QVERIFY(rig.run(rig.plan(rig.request(images))).allDone());
}

void TestEngine::oneFailureLeavesTheOthers()
{
    CopyRig rig;
    const Reference bad = CopyRig::ref("reg.test/library/single-oci:v1");
    const Reference good = CopyRig::ref("reg.test/a/b/c/d:1.0");
    const QList<Descriptor> blobs = rig.generated.blobsOf(rig.generated.root(bad));
    Error denied;
    denied.kind = ErrorKind::Denied;
    denied.httpStatus = 403;
    rig.target.putErrors.insert(blobs.constLast().digest, denied);
    const Report report = rig.run(rig.plan(rig.request({bad, good})));
    QCOMPARE(report.images.at(0).state, ImageState::Failed);
    QCOMPARE(report.images.at(0).error->kind, ErrorKind::Denied);
    QCOMPARE(report.images.at(0).error->side, Side::Target);
    QCOMPARE(report.images.at(0).error->digest, blobs.constLast().digest.toString());
    QCOMPARE(report.images.at(1).state, ImageState::Copied);
    QVERIFY(!rig.target.tags.contains(rig.request({bad}).items.at(0).target.toString()));
}

void TestEngine::lostBlobFailsItsImageOnly()
{
    CopyRig rig;
    rig.target.local = true;
    const Reference bad = CopyRig::ref("reg.test/library/single-oci:v1");
    const Reference good = CopyRig::ref("reg.test/a/b/c/d:1.0");
    const Digest layer = rig.generated.blobsOf(rig.generated.root(bad)).constLast().digest;
    Error lost;
    lost.kind = ErrorKind::StoreDamaged;
    lost.side = Side::Local;
    lost.digest = layer.toString();
    const CopyRequest request = rig.request({bad, good});
    const Plan before = rig.plan(request);
    rig.source.lost.insert(layer, lost);
    // Known before the run, the image is refused.
    const Plan after = rig.plan(request);
    QCOMPARE(after.images.at(0).action, ImageAction::Refuse);
    QCOMPARE(after.images.at(0).refusal->kind, ErrorKind::StoreDamaged);
    QCOMPARE(after.images.at(1).action, ImageAction::Copy);
    // Lost since the plan was made, the image fails, and only that one.
    const Report report = rig.run(before);
    QCOMPARE(report.images.at(0).state, ImageState::Failed);
    QCOMPARE(report.images.at(0).error->kind, ErrorKind::StoreDamaged);
    QCOMPARE(report.images.at(0).error->side, Side::Source);
    QCOMPARE(report.images.at(0).error->reference, bad.toString());
    QCOMPARE(report.images.at(1).state, ImageState::Copied);
}

void TestEngine::countsWhatMovedBeforeAFailure_data()
{
    QTest::addColumn<bool>("spools");
    QTest::addColumn<qint64>("moved");
    QTest::newRow("streamed") << false << qint64(500);
    QTest::newRow("spooled: half of its way") << true << qint64(250);
}

void TestEngine::countsWhatMovedBeforeAFailure()
{
    QFETCH(bool, spools);
    QFETCH(qint64, moved);
    CopyRig rig;
    rig.target.local = spools;
    const Reference image = CopyRig::ref("reg.test/acme/zstd:1.0");
    const Descriptor layer = rig.generated.blobsOf(rig.generated.root(image)).constLast();
    MemoryEnd::Fault fault;
    fault.failAt = 500;
    fault.error.kind = ErrorKind::Denied;
    rig.source.faults.insert(layer.digest, fault);
    const Plan plan = rig.plan(rig.request({image}));
    const Report report = rig.run(plan);
    QCOMPARE(report.images.at(0).state, ImageState::Failed);
    QCOMPARE(report.bytesTransferred, plan.totals.bytesToTransfer - layer.size + moved);
    QCOMPARE(report.images.at(0).bytes, report.bytesTransferred);
    QCOMPARE(rig.events.constLast().moved, report.bytesTransferred);
}

void TestEngine::fullDiskStopsEverything()
{
    CopyRig rig;
    Error full;
    full.kind = ErrorKind::DiskFull;
    full.side = Side::Local;
    const QList<Reference> images = allOf(rig);
    const Plan plan = rig.plan(rig.request(images));
    for (const PlannedBlob &blob : plan.blobs) {
        rig.target.putErrors.insert(blob.descriptor.digest, full);
    }
    const Report report = rig.run(plan);
    for (const ImageResult &image : report.images) {
        QCOMPARE(image.state, ImageState::Failed);
        QCOMPARE(image.error->kind, ErrorKind::DiskFull);
    }
    QVERIFY(!report.cancelled);
}

void TestEngine::missingImageIsRefused()
{
    CopyRig rig;
    const Plan plan =
        rig.plan(rig.request({CopyRig::ref("reg.test/no/such:1"), CopyRig::ref("reg.test/acme/zstd:1.0")}));
    QCOMPARE(plan.images.at(0).action, ImageAction::Refuse);
    QCOMPARE(plan.images.at(0).refusal->kind, ErrorKind::NotFound);
    QCOMPARE(plan.images.at(0).refusal->side, Side::Source);
    QVERIFY(plan.hasRefusals());
    const Report report = rig.run(plan);
    QCOMPARE(report.images.at(0).state, ImageState::Refused);
    QCOMPARE(report.images.at(1).state, ImageState::Copied);
}

void TestEngine::collisionIsRefusedWithBothNames()
{
    CopyRig rig;
    CopyRequest request =
        rig.request({CopyRig::ref("reg.test/acme/shared-a:1"), CopyRig::ref("reg.test/acme/shared-b:1")});
    request.items[1].target = request.items[0].target;
    const Plan plan = rig.plan(request);
    for (const PlannedImage &image : plan.images) {
        QCOMPARE(image.action, ImageAction::Refuse);
        QCOMPARE(image.refusal->kind, ErrorKind::TargetCollision);
        QVERIFY(image.refusal->item.contains(QStringLiteral("shared-a")));
        QVERIFY(image.refusal->item.contains(QStringLiteral("shared-b")));
    }
    QCOMPARE(plan.totals.bytesToTransfer, 0);
}

void TestEngine::nothingToDoSecondTime()
{
    for (const bool whole : {false, true}) {
        CopyRig rig;
        rig.target.whole = whole;
        const CopyRequest request = rig.request(allOf(rig));
        QVERIFY(rig.run(rig.plan(request)).allDone());
        rig.target.log.clear();
        const Plan again = rig.plan(request);
        QCOMPARE(again.totals.blobsToTransfer, 0);
        const Report report = rig.run(again);
        for (const ImageResult &image : report.images) {
            QCOMPARE(image.state, ImageState::Skipped); // O33
        }
        QCOMPARE(report.bytesTransferred, 0);
        QCOMPARE(rig.target.log, QStringList({QStringLiteral("begin"), QStringLiteral("end")}));
    }
}

void TestEngine::damageOnTheWayIsFetchedAgain()
{
    CopyRig rig;
    const Reference image = CopyRig::ref("reg.test/acme/zstd:1.0");
    const Digest layer = rig.generated.blobsOf(rig.generated.root(image)).constLast().digest;
    MemoryEnd::Fault fault;
    fault.flipAt = 100; // F03: right length, wrong bytes, once
    rig.source.faults.insert(layer, fault);
    const auto outcome = started(rig.start(rig.plan(rig.request({image}))));
    QVERIFY(runClock(rig, outcome));
    QVERIFY(outcome->value->allDone());
    QCOMPARE(rig.target.blobs.value(layer), rig.generated.content.value(layer));
}

void TestEngine::lyingSourceFails()
{
    CopyRig rig;
    const Reference image = CopyRig::ref("reg.test/acme/zstd:1.0");
    const Digest layer = rig.generated.blobsOf(rig.generated.root(image)).constLast().digest;
    MemoryEnd::Fault fault;
    fault.flipAt = 100;
    fault.times = 1000;
    rig.source.faults.insert(layer, fault);
    const auto outcome = started(rig.start(rig.plan(rig.request({image}))));
    QVERIFY(runClock(rig, outcome));
    QCOMPARE(outcome->value->images.at(0).state, ImageState::Failed);
    QCOMPARE(outcome->value->images.at(0).error->kind, ErrorKind::DigestMismatch);
    QCOMPARE(outcome->value->images.at(0).error->side, Side::Source);
    QVERIFY(!rig.target.blobs.contains(layer));
    QVERIFY(rig.target.tags.isEmpty());
}

void TestEngine::tiredSourceIsRetriedWithBackOff()
{
    CopyRig rig;
    const Reference image = CopyRig::ref("reg.test/acme/zstd:1.0");
    const Digest layer = rig.generated.blobsOf(rig.generated.root(image)).constLast().digest;
    MemoryEnd::Fault fault;
    fault.failAt = 500;
    fault.times = 2;
    fault.error = transient();
    rig.source.faults.insert(layer, fault);
    const Plan plan = rig.plan(rig.request({image}));
    const auto outcome = started(rig.start(plan));
    QVERIFY(runClock(rig, outcome));
    QVERIFY(outcome->value->allDone());
    const int index = static_cast<int>(plan.blobs.size()) - 1;
    QVERIFY(rig.states(-1, index).contains(QStringLiteral("retrying")));
    QCOMPARE(rig.states(-1, index).constLast(), QStringLiteral("done"));
    // F02: what had arrived was not asked for again.
    QVERIFY(rig.source.log.contains(QStringLiteral("open %1 500").arg(layer.toString())));
}

void TestEngine::pauseKeepsTheBytes()
{
    const Reference name = CopyRig::ref("reg.test/big/one:1");
    CopyRig rig(generateImage(name, {4 * 1024 * 1024}));
    const Plan plan = rig.plan(rig.request({name}));
    const int layer = static_cast<int>(plan.blobs.size()) - 1;
    // It stands still until it is paused.
    MemoryEnd::Fault &fault = rig.source.faults[plan.blobs.at(layer).descriptor.digest];
    fault.hang = true;
    const auto outcome = started(rig.start(plan));
    const auto doneOf = [&] {
        qint64 done = 0;
        for (const TransferEvent &event : std::as_const(rig.events)) {
            done = event.blob == layer ? event.done : done;
        }
        return done;
    };
    QTRY_VERIFY(rig.source.reading > 0);
    rig.gate.close();
    QTRY_COMPARE(rig.source.reading, 0);
    QTRY_VERIFY(rig.states(-1, layer).contains(QStringLiteral("paused")));
    QVERIFY(!outcome->ended());
    fault.hang = false;
    rig.gate.open();
    QVERIFY(runClock(rig, outcome));
    QVERIFY(outcome->value->allDone());
    QCOMPARE(doneOf(), plan.blobs.at(layer).descriptor.size);
}

void TestEngine::cancelAtEverySuspension()
{
    // The n-th turn of the event loop differs from run to run of the loop, so every count of source and target calls is
    // a place to stop at, until a run gets through.
    bool finished = false;
    for (int turns = 0; !finished && turns < 2000; ++turns) {
        CopyRig rig;
        const Plan plan =
            rig.plan(rig.request({CopyRig::ref("reg.test/acme/multi3:1.0"), CopyRig::ref("reg.test/acme/shared-a:1")}));
        const auto outcome = started(rig.start(plan));
        for (int i = 0; i < turns && !outcome->ended(); ++i) {
            QCoreApplication::sendPostedEvents();
        }
        finished = outcome->ended();
        rig.stop.request_stop();
        QTRY_VERIFY(outcome->ended());
        QVERIFY(outcome->value.has_value());
        const Report &report = *outcome->value;
        QCOMPARE(report.images.size(), 2);
        for (const ImageResult &image : report.images) {
            QVERIFY(image.state == ImageState::Cancelled || image.state == ImageState::Copied);
            // D90: a tag stands only for what is there.
            if (rig.target.tags.contains(image.item.target.toString())) {
                const Digest root = rig.target.tags.value(image.item.target.toString()).digest;
                for (const Descriptor &blob : rig.generated.blobsOf(rig.generated.descriptors.value(root))) {
                    QVERIFY(rig.target.blobs.contains(blob.digest));
                }
            }
        }
        QCOMPARE(rig.source.reading, 0);
    }
    QVERIFY(finished);
}

void TestEngine::lockedTargetIsTheReportsFailure()
{
    CopyRig rig;
    rig.target.beginFails = true;
    rig.target.beginError.kind = ErrorKind::StoreLocked;
    const Report report = rig.run(rig.plan(rig.request({CopyRig::ref("reg.test/acme/zstd:1.0")})));
    QVERIFY(report.failure.has_value());
    QCOMPARE(report.failure->kind, ErrorKind::StoreLocked);
    QCOMPARE(report.images.at(0).state, ImageState::Failed);
    QVERIFY(!rig.target.log.contains(QStringLiteral("end")));
}

void TestEngine::spoolsForTargetsThatNeedFiles()
{
    CopyRig rig;
    rig.target.local = true;
    rig.target.scoped = true;
    const Report report = rig.run(rig.plan(rig.request(allOf(rig))));
    QVERIFY2(report.allDone(),
             qUtf8Printable(report.images.at(0).error ? technicalLine(*report.images.at(0).error) : QString()));
    // Nothing unproven was pushed and nothing stays behind.
    QVERIFY(QDir(rig.spool.path() + QStringLiteral("/spool")).entryList(QDir::Files).isEmpty());
}

void TestEngine::blobUnknownIsPushedAgain()
{
    CopyRig rig;
    const Reference image = CopyRig::ref("reg.test/acme/zstd:1.0");
    const Descriptor root = rig.generated.root(image);
    // D93: the target says the blobs are there, and then that it does not know them.
    for (const Descriptor &blob : rig.generated.blobsOf(root)) {
        rig.target.blobs.insert(blob.digest, QByteArray("not really"));
    }
    Error unknown;
    unknown.kind = ErrorKind::ProtocolViolation;
    unknown.httpStatus = 404;
    unknown.registryCodes = {QStringLiteral("MANIFEST_BLOB_UNKNOWN")};
    rig.target.manifestErrors.insert(root.digest, unknown);
    const Plan plan = rig.plan(rig.request({image}));
    QCOMPARE(plan.totals.blobsToTransfer, 0);
    QVERIFY(rig.run(plan).allDone());
    for (const Descriptor &blob : rig.generated.blobsOf(root)) {
        QCOMPARE(rig.target.blobs.value(blob.digest), rig.generated.content.value(blob.digest));
    }
}

void TestEngine::configsOvertakeLayers()
{
    const Reference name = CopyRig::ref("reg.test/big/layers:1");
    CopyRig rig(generateImage(name, {200'000, 200'001, 200'002}));
    CopyRequest request = rig.request({name});
    request.blobsAtOnce = 1;
    const Plan plan = rig.plan(request);
    const QList<Descriptor> blobs = rig.generated.blobsOf(rig.generated.root(name));
    for (const Descriptor &blob : blobs) {
        if (blob.size > 100'000) {
            rig.source.faults[blob.digest].hang = true;
        }
    }
    const auto outcome = started(rig.start(plan));
    // The one layer slot is taken for good, and still the config arrives.
    QTRY_VERIFY(rig.target.blobs.contains(blobs.constFirst().digest));
    rig.stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->value->cancelled);
    QVERIFY(rig.source.mostReading <= 2);
}

void TestEngine::eventsAddUp()
{
    CopyRig rig;
    const Plan plan = rig.plan(rig.request(allOf(rig)));
    const Report report = rig.run(plan);
    QVERIFY(report.allDone());
    QHash<QPair<int, int>, TransferEvent> last;
    for (const TransferEvent &event : std::as_const(rig.events)) {
        QCOMPARE(event.job, 7);
        QVERIFY(event.done <= event.total);
        last.insert({event.image, event.blob}, event);
    }
    const TransferEvent job = last.value({-1, -1});
    QCOMPARE(job.state, TransferState::Done);
    QCOMPARE(job.done, job.total);
    QCOMPARE(job.moved, report.bytesTransferred);
    for (int i = 0; i < plan.images.size(); ++i) {
        QCOMPARE(last.value({i, -1}).state, TransferState::Done);
        QCOMPARE(last.value({i, -1}).done, last.value({i, -1}).total);
    }
    for (int b = 0; b < plan.blobs.size(); ++b) {
        QVERIFY(isFinal(last.value({-1, b}).state));
        QCOMPARE(last.value({-1, b}).done, plan.blobs.at(b).descriptor.size);
    }
    QCOMPARE(rig.ended.size(), plan.images.size());
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
