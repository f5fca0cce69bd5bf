// SPDX-License-Identifier: Apache-2.0
#include "ui/models/jobreport.h"
#include "ui/models/planmodel.h"
#include "ui/models/preparemodel.h"
#include "ui/models/ratemeter.h"
#include "ui/models/transfersmodel.h"
#include "ui/support/sampledata.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace stowage;

class TestWindowModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rateOfASteadyStream();
    void rateFallsWhenNothingMoves();
    void rateStartsAnewWhenTheCountShrinks();
    void rateSettles();

    void lookUpsAreFewAtATime();
    void removedRowsAreNotWaitedFor();
    void whatWasFoundIsKept();
    void problemsBecomeRows();
    void missingPlatformsAreNoted();
    void refreshAsksAgain();

    void planShowsEveryImage();

    void jobsImagesAndBlobs();
    void eventsBecomeOneChangePerRange();
    void sharedBlobsChangeUnderEachImage();
    void thousandBlobsInOneBatch();
    void speedAndTimeLeft();
    void finishedJobsStayUntilCleared();
    void aRetryThatCouldNotBePlanned();
    void strayEventsAreIgnored();

    void reportAsJsonHasTheContractKeys();
    void reportAsTextNamesWhatFailed();
};

namespace {

QString cell(const QAbstractItemModel &model, int row, int column, const QModelIndex &parent = {})
{
    return model.index(row, column, parent).data().toString();
}

TransferEvent stateOf(JobId job, int image, int blob, TransferState state, qint64 done = 0, qint64 total = 0)
{
    TransferEvent made;
    made.job = job;
    made.image = image;
    made.blob = blob;
    made.state = state;
    made.done = done;
    made.total = total;
    made.moved = done;
    return made;
}

constexpr QAbstractItemModelTester::FailureReportingMode failing =
    QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestWindowModels::rateOfASteadyStream()
{
    RateMeter meter;
    QCOMPARE(meter.rate(0), 0.0);
    for (qint64 at = 0; at <= 20000; at += 100) {
        meter.note(at * 1000, at); // 1000 bytes per millisecond
    }
    QCOMPARE(qRound(meter.rate(20000)), 1'000'000);
}

void TestWindowModels::rateFallsWhenNothingMoves()
{
    RateMeter meter;
    meter.note(0, 0);
    meter.note(5'000'000, 1000);
    const double atOnce = meter.rate(1000);
    QVERIFY(meter.rate(3000) < atOnce);
    QVERIFY(meter.rate(3000) > 0);
    QCOMPARE(meter.rate(7000), 0.0);
}

void TestWindowModels::rateStartsAnewWhenTheCountShrinks()
{
    RateMeter meter;
    meter.note(0, 0);
    meter.note(9'000'000, 1000);
    meter.note(10, 1500); // an upload begins again from zero
    QCOMPARE(meter.rate(1500), 0.0);
}

void TestWindowModels::rateSettles()
{
    RateMeter meter;
    QVERIFY(!meter.isSettled(0));
    meter.note(0, 1000);
    meter.note(5000, 1500);
    QVERIFY(!meter.isSettled(1500));
    QVERIFY(meter.isSettled(3000));
    meter.clear();
    QVERIFY(!meter.isSettled(9000));
}

void TestWindowModels::lookUpsAreFewAtATime()
{
    FakeService service;
    sample::fill(service);
    service.hold = true;
    PrepareModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    QList<Reference> references;
    for (const ListedImage &image : sample::listing().images) {
        references << image.reference;
    }
    model.insert(0, references);
    QCOMPARE(model.rowCount(), 12);
    QCOMPARE(service.heldCount(), 4);
    QCOMPARE(cell(model, 0, PrepareModel::State), QStringLiteral("Looking…"));
    QCOMPARE(cell(model, 11, PrepareModel::State), QStringLiteral("Waiting"));
    service.release(2);
    QTRY_COMPARE(service.heldCount(), 4); // two more were asked
    while (model.summary().found < 12) {
        service.release();
        QTRY_VERIFY(service.heldCount() > 0 || model.summary().found == 12);
    }
    QCOMPARE(service.calls.size(), 12);
    QCOMPARE(cell(model, 0, PrepareModel::Image), QStringLiteral("docker.io/library/alpine"));
    QCOMPARE(cell(model, 0, PrepareModel::Tag), QStringLiteral("3.19"));
    QCOMPARE(cell(model, 0, PrepareModel::Platforms), QStringLiteral("linux/amd64, linux/arm64, linux/arm/v7"));
    QCOMPARE(cell(model, 0, PrepareModel::Account), QStringLiteral("release-bot"));
    QCOMPARE(cell(model, 4, PrepareModel::Account), QStringLiteral("anonymous"));
    QVERIFY(!cell(model, 0, PrepareModel::Size).isEmpty());
}

void TestWindowModels::removedRowsAreNotWaitedFor()
{
    FakeService service;
    sample::fill(service);
    service.hold = true;
    PrepareModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    model.insert(0, {ref("alpine:3.19"), ref("nginx:1.27.3")});
    model.remove({ref("alpine:3.19")});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(service.cancelledCount(), 1);
    service.release();
    QTRY_COMPARE(model.summary().found, 1);
    QCOMPARE(cell(model, 0, PrepareModel::Tag), QStringLiteral("1.27.3"));
}

void TestWindowModels::whatWasFoundIsKept()
{
    FakeService service;
    sample::fill(service);
    PrepareModel model(service);
    model.insert(0, {ref("alpine:3.19")});
    QTRY_COMPARE(model.summary().found, 1);
    model.remove({ref("alpine:3.19")});
    QCOMPARE(model.summary().found, 0);
    model.insert(0, {ref("alpine:3.19")});
    QCOMPARE(model.summary().found, 1);
    QCOMPARE(service.calls.size(), 1);
}

void TestWindowModels::problemsBecomeRows()
{
    FakeService service;
    sample::fill(service);
    PrepareModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    model.insert(0, {ref("hub.local/team-a/app:2.4"), ref("docker.io/library/alpnie:3.19")});
    QTRY_COMPARE(model.summary().failed, 2);
    QCOMPARE(cell(model, 0, PrepareModel::Account), QStringLiteral("missing"));
    QVERIFY(cell(model, 0, PrepareModel::Note).contains(QStringLiteral("hub.local")));
    QCOMPARE(cell(model, 1, PrepareModel::State), QStringLiteral("Not found"));
    QVERIFY(cell(model, 1, PrepareModel::Note).contains(QStringLiteral("alpnie")));
    QCOMPARE(model.errorAt(1)->kind, ErrorKind::NotFound);
    QVERIFY(!model.errorAt(7).has_value());
}

void TestWindowModels::missingPlatformsAreNoted()
{
    FakeService service;
    sample::fill(service);
    PrepareModel model(service);
    model.insert(0, {ref("registry.k8s.io/pause:3.10")});
    QTRY_COMPARE(model.summary().found, 1);
    QCOMPARE(cell(model, 0, PrepareModel::State), QStringLiteral("Found"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setWantedPlatforms({plat("linux/amd64"), plat("linux/arm64")}, Policy::Strict);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(model, 0, PrepareModel::State), QStringLiteral("Incomplete"));
    QVERIFY(cell(model, 0, PrepareModel::Note).contains(QStringLiteral("linux/arm64")));
    QVERIFY(!cell(model, 0, PrepareModel::Note).contains(QStringLiteral("linux/amd64")));
    const QString strict = cell(model, 0, PrepareModel::Note);
    model.setWantedPlatforms({plat("linux/arm64")}, Policy::Warn);
    QVERIFY(cell(model, 0, PrepareModel::Note) != strict);
}

void TestWindowModels::refreshAsksAgain()
{
    FakeService service;
    sample::fill(service);
    PrepareModel model(service);
    model.insert(0, {ref("alpine:3.19")});
    QTRY_COMPARE(model.summary().found, 1);
    model.refresh();
    QTRY_COMPARE(service.calls.size(), 2);
    QTRY_COMPARE(model.summary().found, 1);
}

void TestWindowModels::planShowsEveryImage()
{
    PlanModel model;
    QAbstractItemModelTester tester(&model, failing);
    model.setPlan(sample::plan(sample::pullRequest(), true));
    QCOMPARE(model.rowCount(), 12);
    QCOMPARE(model.count(ImageAction::Refuse), 1);
    QCOMPARE(model.count(ImageAction::Skip), 1);
    QCOMPARE(model.count(ImageAction::Overwrite), 1);
    QCOMPARE(cell(model, 3, PlanModel::Action), QStringLiteral("Already there"));
    QVERIFY(cell(model, 11, PlanModel::Note).contains(QStringLiteral("linux/arm64")));
    QVERIFY(cell(model, 4, PlanModel::Note).contains(dig("older").shortText()));
    QVERIFY(model.index(0, PlanModel::Size).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    // What has no wanted platform is skipped, but does not stand there.
    Plan plan = model.plan();
    plan.images[3].digest = Digest();
    model.setPlan(plan);
    QCOMPARE(model.unwantedCount(), 1);
    QCOMPARE(cell(model, 3, PlanModel::Action), QStringLiteral("Skipped (no such platform)"));
    QVERIFY(cell(model, 3, PlanModel::Note).isEmpty());
}

void TestWindowModels::jobsImagesAndBlobs()
{
    FakeService service;
    TransfersModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    const Plan plan = sample::plan(sample::pullRequest(), true);
    const JobId job = service.start(plan);
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex top = model.indexOfJob(job);
    QCOMPARE(model.rowCount(top), 12);
    QVERIFY(cell(model, 0, TransfersModel::Name).contains(QStringLiteral("/media/stick/images")));
    QCOMPARE(cell(model, 3, TransfersModel::State, top), QStringLiteral("Already there"));
    QCOMPARE(cell(model, 11, TransfersModel::State, top), QStringLiteral("Refused"));
    QVERIFY(model.errorOf(model.index(11, 0, top)).has_value());
    const QModelIndex alpine = model.index(0, 0, top);
    QCOMPARE(model.rowCount(alpine), 10);
    QCOMPARE(cell(model, 0, TransfersModel::State, alpine), QStringLiteral("Already there"));
    QCOMPARE(model.index(0, 0, alpine).data(CopyRole).toString(), plan.blobs.at(0).descriptor.digest.toString());
    QVERIFY(cell(model, 2, TransfersModel::Name, alpine).startsWith(QStringLiteral("Config")));
    QVERIFY(cell(model, 3, TransfersModel::Name, alpine).startsWith(QStringLiteral("Layer")));
    QCOMPARE(model.jobOf(model.index(2, 0, alpine)), job);
    QCOMPARE(model.summary().running, 1);
}

void TestWindowModels::eventsBecomeOneChangePerRange()
{
    FakeService service;
    TransfersModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    const JobId job = service.start(sample::bigPlan(2, 10));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QList<TransferEvent> batch;
    for (const int blob : {7, 2, 3, 4, 8}) { // of the first image, in any order
        batch << stateOf(job, -1, blob, TransferState::Active, 512, 1024);
    }
    batch << stateOf(job, 0, -1, TransferState::Active, 2560, 10240);
    service.sendEvents(batch);
    QCOMPARE(changed.size(), 3); // the image; blobs 2-4; blobs 7-8
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.at(1).at(1).toModelIndex().row(), 4);
    QCOMPARE(changed.at(2).at(0).toModelIndex().row(), 7);
    const QModelIndex image = model.index(0, 0, model.indexOfJob(job));
    QCOMPARE(model.index(2, TransfersModel::Progress, image).data(ProgressRole).toDouble(), 0.5);
    QCOMPARE(cell(model, 2, TransfersModel::Progress, image), QStringLiteral("50 %"));
}

void TestWindowModels::sharedBlobsChangeUnderEachImage()
{
    FakeService service;
    TransfersModel model(service);
    const JobId job = service.start(sample::plan(sample::pullRequest()));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    service.sendEvents({stateOf(job, -1, 1, TransferState::Done, 28, 28)});
    QCOMPARE(changed.size(), 12);
    const QModelIndex top = model.indexOfJob(job);
    for (int image = 0; image < 12; ++image) {
        QCOMPARE(cell(model, 1, TransfersModel::State, model.index(image, 0, top)), QStringLiteral("Done"));
    }
}

void TestWindowModels::thousandBlobsInOneBatch()
{
    FakeService service;
    TransfersModel model(service);
    const JobId job = service.start(sample::bigPlan(10, 100));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QList<TransferEvent> batch;
    for (int blob = 0; blob < 1000; ++blob) {
        batch << stateOf(job, -1, blob, TransferState::Active, 10, 100);
    }
    service.sendEvents(batch);
    QCOMPARE(changed.size(), 10); // one range per image
}

void TestWindowModels::speedAndTimeLeft()
{
    FakeService service;
    qint64 now = 0;
    TransfersModel model(service, nullptr, [&now] { return now; });
    const JobId job = service.start(sample::bigPlan(1, 1));
    const qint64 total = 10'000'000;
    for (; now <= 4000; now += 100) {
        service.sendEvents({stateOf(job, -1, -1, TransferState::Active, now * 1000, total)});
    }
    now -= 100;
    QCOMPARE(qRound(model.summary().bytesPerSecond), 1'000'000);
    QCOMPARE(model.summary().secondsLeft, 6);
    QVERIFY(!cell(model, 0, TransfersModel::Speed).isEmpty());
    QCOMPARE(cell(model, 0, TransfersModel::Progress), QStringLiteral("40 %"));
    service.sendEvents({stateOf(job, -1, -1, TransferState::Paused, now * 1000, total)});
    QCOMPARE(model.summary().paused, 1);
    QCOMPARE(model.summary().bytesPerSecond, 0.0);
    QCOMPARE(model.summary().secondsLeft, -1);
    QVERIFY(model.isPaused(job));
}

void TestWindowModels::finishedJobsStayUntilCleared()
{
    FakeService service;
    TransfersModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    const Plan plan = sample::bigPlan(2, 3);
    const JobId first = service.start(plan);
    const JobId second = service.start(plan);
    Report report;
    for (const PlannedImage &image : plan.images) {
        ImageResult result;
        result.item = image.item;
        report.images << result;
    }
    report.images[1].state = ImageState::Failed;
    Error error;
    error.kind = ErrorKind::DigestMismatch;
    error.reference = plan.images.at(1).item.source.toString();
    report.images[1].error = error;
    service.sendFinished(first, report);
    QCOMPARE(model.summary().running, 1);
    QVERIFY(model.isFinished(first));
    QVERIFY(model.canRetry(first));
    QVERIFY(!model.canRetry(second));
    QCOMPARE(cell(model, 0, TransfersModel::State), QStringLiteral("Failed"));
    QCOMPARE(model.errorOf(model.index(1, 0, model.indexOfJob(first)))->kind, ErrorKind::DigestMismatch);
    model.clearFinished();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.jobOf(model.index(0, 0)), second);
    QVERIFY(!model.indexOfJob(first).isValid());
    service.sendFinished(second, Report());
    model.clearFinished();
    QCOMPARE(model.rowCount(), 0);
}

void TestWindowModels::aRetryThatCouldNotBePlanned()
{
    FakeService service;
    TransfersModel model(service);
    QAbstractItemModelTester tester(&model, failing);
    Report report;
    Error error;
    error.kind = ErrorKind::HostNotFound;
    error.item = QStringLiteral("hub.local");
    report.failure = error;
    ImageResult image;
    image.item.source = ref("hub.local/a/b:1");
    image.state = ImageState::Failed;
    report.images << image;
    service.sendFinished(9, report);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    QCOMPARE(model.errorOf(model.index(0, 0))->kind, ErrorKind::HostNotFound);
    QCOMPARE(model.summary().running, 0);
}

void TestWindowModels::strayEventsAreIgnored()
{
    FakeService service;
    TransfersModel model(service);
    const JobId job = service.start(sample::bigPlan(1, 1));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    service.sendEvents({stateOf(job + 1, -1, -1, TransferState::Done), stateOf(job, 5, -1, TransferState::Done),
                        stateOf(job, -1, 5, TransferState::Done)});
    QCOMPARE(changed.size(), 0);
}

void TestWindowModels::reportAsJsonHasTheContractKeys()
{
    Report report;
    ImageResult image;
    image.item = {ref("alpine:3.19"), ref("hub.local/mirror/alpine:3.19")};
    image.sourceDigest = dig("source");
    image.digest = dig("target");
    image.state = ImageState::Failed;
    image.bytes = 42;
    Error error;
    error.kind = ErrorKind::Denied;
    error.side = Side::Target;
    error.httpStatus = 403;
    image.error = error;
    report.images << image;
    report.bytesTransferred = 42;
    report.bytesSkipped = 7;
    report.seconds = 1.5;
    const QJsonObject document = QJsonDocument::fromJson(reportAsJson(report)).object();
    const QJsonObject first = document.value(QStringLiteral("images")).toArray().at(0).toObject();
    QCOMPARE(first.value(QStringLiteral("source")).toString(), QStringLiteral("docker.io/library/alpine:3.19"));
    QCOMPARE(first.value(QStringLiteral("target")).toString(), QStringLiteral("hub.local/mirror/alpine:3.19"));
    QCOMPARE(first.value(QStringLiteral("sourceDigest")).toString(), dig("source").toString());
    QCOMPARE(first.value(QStringLiteral("digest")).toString(), dig("target").toString());
    QCOMPARE(first.value(QStringLiteral("state")).toString(), QStringLiteral("failed"));
    QCOMPARE(first.value(QStringLiteral("bytes")).toInteger(), 42);
    const QJsonObject failure = first.value(QStringLiteral("error")).toObject();
    QCOMPARE(failure.value(QStringLiteral("kind")).toString(), errorKindName(ErrorKind::Denied));
    QCOMPARE(failure.value(QStringLiteral("side")).toString(), QStringLiteral("target"));
    QCOMPARE(failure.value(QStringLiteral("status")).toInt(), 403);
    const QJsonObject bytes = document.value(QStringLiteral("bytes")).toObject();
    QCOMPARE(bytes.value(QStringLiteral("transferred")).toInteger(), 42);
    QCOMPARE(bytes.value(QStringLiteral("skipped")).toInteger(), 7);
    QCOMPARE(document.value(QStringLiteral("seconds")).toDouble(), 1.5);
}

void TestWindowModels::reportAsTextNamesWhatFailed()
{
    Report report;
    ImageResult image;
    image.item = {ref("alpine:3.19"), ref("alpine:3.19")};
    image.state = ImageState::Failed;
    Error error;
    error.kind = ErrorKind::NotFound;
    error.reference = QStringLiteral("docker.io/library/alpine:3.19");
    error.requestId = QStringLiteral("req-1");
    image.error = error;
    report.images << image;
    const QString text = reportAsText(report, QStringLiteral("1 image"));
    QVERIFY(text.startsWith(QStringLiteral("1 image\n")));
    QVERIFY(text.contains(QStringLiteral("Failed: docker.io/library/alpine:3.19")));
    QVERIFY(text.contains(QStringLiteral("req-1")));
}

QTEST_MAIN(TestWindowModels)
#include "tst_windowmodels.moc"
