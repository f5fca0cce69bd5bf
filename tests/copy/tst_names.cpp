// SPDX-License-Identifier: Apache-2.0
#include "copy/event.h"
#include "copy/listing.h"
#include "copy/report.h"

#include <QTest>

using namespace stowage;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemKinds();
    void actionsAndStates();
    void finalStates();
    void plansKnowRefusals();
    void reportsKnowWhenAllIsDone();
};

void TestNames::problemKinds()
{
    // The words of ux.md, in its order; the first six and the last are damage.
    const QStringList words{
        QStringLiteral("missing-blob"),     QStringLiteral("short-blob"),       QStringLiteral("corrupt-blob"),
        QStringLiteral("missing-manifest"), QStringLiteral("corrupt-manifest"), QStringLiteral("index-disagrees"),
        QStringLiteral("orphan-blob"),      QStringLiteral("orphan-manifest"),  QStringLiteral("foreign-file"),
        QStringLiteral("stale-part"),       QStringLiteral("unreadable")};
    for (int kind = 0; kind < words.size(); ++kind) {
        QCOMPARE(problemKindName(Problem::Kind(kind)), words.at(kind));
        QCOMPARE(isDamage(Problem::Kind(kind)), kind < 6 || kind == 10);
    }
}

void TestNames::actionsAndStates()
{
    QCOMPARE(imageActionName(ImageAction::Copy), QStringLiteral("copy"));
    QCOMPARE(imageActionName(ImageAction::Skip), QStringLiteral("skip"));
    QCOMPARE(imageActionName(ImageAction::Overwrite), QStringLiteral("overwrite"));
    QCOMPARE(imageActionName(ImageAction::Refuse), QStringLiteral("refuse"));
    QCOMPARE(imageStateName(ImageState::Copied), QStringLiteral("copied"));
    QCOMPARE(imageStateName(ImageState::Skipped), QStringLiteral("skipped"));
    QCOMPARE(imageStateName(ImageState::Failed), QStringLiteral("failed"));
    QCOMPARE(imageStateName(ImageState::Refused), QStringLiteral("refused"));
    QCOMPARE(imageStateName(ImageState::Cancelled), QStringLiteral("cancelled"));
}

void TestNames::finalStates()
{
    for (const TransferState state : {TransferState::Waiting, TransferState::Checking, TransferState::Active,
                                      TransferState::Finishing, TransferState::Paused, TransferState::Retrying}) {
        QVERIFY(!isFinal(state));
    }
    for (const TransferState state : {TransferState::Done, TransferState::Skipped, TransferState::Mounted,
                                      TransferState::Refused, TransferState::Failed, TransferState::Cancelled}) {
        QVERIFY(isFinal(state));
    }
}

void TestNames::plansKnowRefusals()
{
    Plan plan;
    QVERIFY(!plan.hasRefusals());
    plan.images.resize(2);
    QVERIFY(!plan.hasRefusals());
    plan.images.last().action = ImageAction::Refuse;
    QVERIFY(plan.hasRefusals());
}

void TestNames::reportsKnowWhenAllIsDone()
{
    Report report;
    QVERIFY(report.allDone());
    report.images.resize(2);
    report.images[1].state = ImageState::Skipped;
    QVERIFY(report.allDone());
    for (const ImageState state : {ImageState::Failed, ImageState::Refused, ImageState::Cancelled}) {
        report.images[1].state = state;
        QVERIFY(!report.allDone());
    }
    Report broken;
    broken.failure = Error{};
    QVERIFY(!broken.allDone());
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
