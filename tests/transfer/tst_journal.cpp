// SPDX-License-Identifier: Apache-2.0
#include "transfer/copyrig.h"
#include "transfer/journal.h"
#include "transfer/requestjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace stowage;
using namespace stowage::test;
using namespace stowage::transfer;

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestRoundTrip();
    void malformedRequestIsNamed();
    void offersWhatAKilledProgramLeft();
    void removedWhenTheJobEnded();
    void unwritableFolderIsNoJournal();

private:
    static CopyRequest request();
};

CopyRequest TestJournal::request()
{
    CopyRequest request;
    request.from = End::eachOwn();
    request.to = *End::parse(u"dir:/data/images");
    const Reference image = CopyRig::ref("quay.io/acme/app:1.0");
    const Reference other = image.withDigest(Digest::ofBytes("x"));
    request.items = {{image, image}, {other, other}};
    request.platforms = {*Platform::parse(u"linux/arm/v7"), Platform(QStringLiteral("windows"), QStringLiteral("amd64"),
                                                                     {}, QStringLiteral("10.0.20348.1"))};
    request.policy = Policy::Warn;
    request.layout = TreeLayout::Index;
    request.keepAttestations = true;
    request.foreignLayers = true;
    request.waitForLock = false;
    request.blobsAtOnce = 9;
    return request;
}

void TestJournal::requestRoundTrip()
{
    const QByteArray bytes = QJsonDocument(requestToJson(request())).toJson();
    const Result<CopyRequest> read = requestFromJson(QJsonDocument::fromJson(bytes).object());
    QVERIFY(read.has_value());
    QCOMPARE(*read, request());
}

void TestJournal::malformedRequestIsNamed()
{
    QJsonObject json = requestToJson(request());
    json.insert(QStringLiteral("to"), QStringLiteral("what is this"));
    QVERIFY(!requestFromJson(json).has_value());
    json = requestToJson(request());
    json.insert(QStringLiteral("platforms"), QJsonArray{QStringLiteral("linux")});
    QCOMPARE(requestFromJson(json).error().kind, ErrorKind::InvalidInput);
}

void TestJournal::offersWhatAKilledProgramLeft()
{
    const QTemporaryDir folder;
    Plan plan;
    plan.request = request();
    plan.totals.bytesToTransfer = 12345;
    auto journal = Journal::begin(folder.path(), plan);
    QVERIFY(journal != nullptr);
    QVERIFY(Journal::interrupted(folder.path()).isEmpty()); // its program lives
    ImageResult done;
    done.item = plan.request.items.at(0);
    done.state = ImageState::Copied;
    journal->imageEnded(done);
    ImageResult failed;
    failed.item = plan.request.items.at(1);
    failed.state = ImageState::Failed;
    journal->imageEnded(failed);
    journal.reset(); // as a kill would: the lock goes, the file stays
    const QList<JournalEntry> left = Journal::interrupted(folder.path());
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.at(0).request, plan.request);
    QCOMPARE(left.at(0).done, QStringList{plan.request.items.at(0).target.toString()});
    QCOMPARE(left.at(0).bytes, 12345);
    Journal::discard(folder.path(), left.at(0).id);
    QVERIFY(Journal::interrupted(folder.path()).isEmpty());
}

void TestJournal::removedWhenTheJobEnded()
{
    const QTemporaryDir folder;
    Plan plan;
    plan.request = request();
    auto journal = Journal::begin(folder.path(), plan);
    journal->remove();
    journal.reset();
    QVERIFY(Journal::interrupted(folder.path()).isEmpty());
    QVERIFY(QDir(folder.path()).entryList({QStringLiteral("*.json")}).isEmpty());
}

void TestJournal::unwritableFolderIsNoJournal()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no journal for this job")));
    QCOMPARE(Journal::begin(QStringLiteral("/proc/no/such/place"), {}), nullptr);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
