// SPDX-License-Identifier: Apache-2.0
#include "transfer/progressboard.h"

#include <QSignalSpy>
#include <QTest>

using namespace stowage;
using namespace stowage::transfer;

class TestCoalescer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastOfEachNode();
    void statesAreUrgent();
    void boardGathersATurn();
};

namespace {

TransferEvent node(int image, int blob, TransferState state, qint64 done)
{
    TransferEvent event;
    event.image = image;
    event.blob = blob;
    event.state = state;
    event.done = done;
    return event;
}

} // namespace

void TestCoalescer::keepsTheLastOfEachNode()
{
    Coalescer coalescer;
    coalescer.put(node(-1, 3, TransferState::Active, 1));
    coalescer.put(node(0, -1, TransferState::Active, 1));
    coalescer.put(node(-1, 3, TransferState::Active, 9));
    const QList<TransferEvent> taken = coalescer.take();
    QCOMPARE(taken.size(), 2);
    QCOMPARE(taken.at(0).blob, 3);
    QCOMPARE(taken.at(0).done, 9);
    QVERIFY(coalescer.isEmpty());
    coalescer.put(node(-1, 3, TransferState::Active, 10));
    QCOMPARE(coalescer.take().size(), 1);
}

void TestCoalescer::statesAreUrgent()
{
    Coalescer coalescer;
    QCOMPARE(coalescer.put(node(-1, 0, TransferState::Active, 0)), Coalescer::Urgency::Now);
    QCOMPARE(coalescer.put(node(-1, 0, TransferState::Active, 5)), Coalescer::Urgency::Wait);
    coalescer.take();
    QCOMPARE(coalescer.put(node(-1, 0, TransferState::Active, 6)), Coalescer::Urgency::Wait);
    QCOMPARE(coalescer.put(node(-1, 0, TransferState::Done, 6)), Coalescer::Urgency::Now);
}

void TestCoalescer::boardGathersATurn()
{
    ProgressBoard board;
    QSignalSpy spy(&board, &ProgressBoard::flushed);
    for (int blob = 0; blob < 1000; ++blob) {
        board.put(node(-1, blob, TransferState::Active, 1));
        board.put(node(-1, blob, TransferState::Done, 2));
    }
    QVERIFY(spy.wait());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.at(0).at(0).value<QList<TransferEvent>>().size(), 1000);
}

QTEST_GUILESS_MAIN(TestCoalescer)
#include "tst_coalescer.moc"
