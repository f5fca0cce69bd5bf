// SPDX-License-Identifier: Apache-2.0
#include "async/clock.h"
#include "async/diskpool.h"
#include "async/semaphore.h"
#include "async/taskgroup.h"
#include "support/await.h"

#include <QThread>

#include <thread>

using namespace stowage;
using namespace stowage::test;
using namespace std::chrono_literals;

/// The coroutine tools: what makes structured concurrency safe here.
class TestAsync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesOnceAndQueued();
    void wakesFromAnotherThread();
    void groupJoinsAll();
    void groupRethrowsAfterAllEnded();
    void semaphoreIsFair();
    void semaphoreCancelsWaiters();
    void permitGoesBackOnException();
    void sleepIsCancelled();
    void sleepsWakeInOrder();
    void alarmIsTakenBack();
    void diskPoolRunsElsewhereAndThrowsHere();
    void ownerDestroyedRightAfterStop();
};

namespace {

QCoro::Task<void> note(QStringList *log, QString text, std::shared_ptr<Resumption> resumption)
{
    co_await resumption->wait();
    log->append(text);
}

QCoro::Task<void> hold(Semaphore *semaphore, QStringList *log, QString name, std::shared_ptr<Resumption> until,
                       std::stop_token stop)
{
    const Semaphore::Permit permit = co_await semaphore->acquire(stop);
    log->append(name);
    co_await until->wait();
}

QCoro::Task<void> failWhile(Semaphore *semaphore)
{
    const Semaphore::Permit permit = co_await semaphore->acquire({});
    Error error;
    error.kind = ErrorKind::Denied;
    throw error;
}

QCoro::Task<void> joined(TaskGroup *group)
{
    co_await group->join();
}

} // namespace

void TestAsync::wakesOnceAndQueued()
{
    QStringList log;
    const auto resumption = Resumption::make();
    const auto outcome = started(note(&log, QStringLiteral("woken"), resumption));
    resumption->fire();
    resumption->fire();     // a second signal of the same kind
    QVERIFY(log.isEmpty()); // never inside the signal's emission
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(log, QStringList{QStringLiteral("woken")});
}

void TestAsync::wakesFromAnotherThread()
{
    QStringList log;
    const auto resumption = Resumption::make();
    const auto outcome = started(note(&log, QStringLiteral("woken"), resumption));
    const std::jthread other([resumption] { resumption->fire(); });
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(log.size(), 1);
}

void TestAsync::groupJoinsAll()
{
    QStringList log;
    TaskGroup group;
    const auto first = Resumption::make();
    const auto second = Resumption::make();
    group.spawn(note(&log, QStringLiteral("1"), first));
    group.spawn(note(&log, QStringLiteral("2"), second));
    QCOMPARE(group.running(), 2);
    const auto outcome = started(joined(&group));
    second->fire();
    QTRY_COMPARE(group.running(), 1);
    QVERIFY(!outcome->ended());
    first->fire();
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(log, QStringList({QStringLiteral("2"), QStringLiteral("1")}));
    AWAIT_OK(joined(&group)); // an empty group is joined at once
}

void TestAsync::groupRethrowsAfterAllEnded()
{
    QStringList log;
    TaskGroup group;
    Semaphore semaphore(1);
    const auto last = Resumption::make();
    group.spawn(failWhile(&semaphore));
    group.spawn(note(&log, QStringLiteral("ended too"), last));
    const auto outcome = started(joined(&group));
    QVERIFY(!outcome->ended());
    last->fire();
    QTRY_VERIFY(outcome->ended());
    QCOMPARE(outcome->summary(), errorKindName(ErrorKind::Denied));
    QCOMPARE(log.size(), 1);
}

void TestAsync::semaphoreIsFair()
{
    QStringList log;
    Semaphore semaphore(2);
    TaskGroup group;
    std::vector<std::shared_ptr<Resumption>> ends;
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")}) {
        ends.push_back(Resumption::make());
        group.spawn(hold(&semaphore, &log, name, ends.back(), {}));
    }
    QCOMPARE(log, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(semaphore.waiting(), 2);
    ends[1]->fire();
    QTRY_COMPARE(log.size(), 3);
    QCOMPARE(log.at(2), QStringLiteral("c"));
    for (const auto &end : ends) {
        end->fire();
    }
    AWAIT_OK(joined(&group));
    QCOMPARE(log.size(), 4);
}

void TestAsync::semaphoreCancelsWaiters()
{
    QStringList log;
    Semaphore semaphore(1);
    TaskGroup group;
    const auto end = Resumption::make();
    group.spawn(hold(&semaphore, &log, QStringLiteral("holder"), end, {}));
    std::stop_source stop;
    const auto never = Resumption::make();
    const auto waiting = started(hold(&semaphore, &log, QStringLiteral("waiter"), never, stop.get_token()));
    stop.request_stop();
    QTRY_VERIFY(waiting->ended());
    QVERIFY(waiting->cancelled);
    QCOMPARE(semaphore.waiting(), 0);
    end->fire();
    AWAIT_OK(joined(&group));
    QCOMPARE(log, QStringList{QStringLiteral("holder")});
    AWAIT_ERROR(failWhile(&semaphore), ErrorKind::Denied); // the slot is free again
}

void TestAsync::permitGoesBackOnException()
{
    Semaphore semaphore(1);
    for (int i = 0; i < 3; ++i) {
        AWAIT_ERROR(failWhile(&semaphore), ErrorKind::Denied);
    }
}

void TestAsync::sleepIsCancelled()
{
    ManualClock clock;
    std::stop_source stop;
    const auto outcome = started(clock.sleep(1h, stop.get_token()));
    QCOMPARE(clock.sleepers(), 1);
    stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
    QCOMPARE(clock.sleepers(), 0);
    const auto late = started(clock.sleep(1h, stop.get_token()));
    QVERIFY(late->cancelled); // at once
    SystemClock real;
    std::stop_source other;
    const auto sleeping = started(real.sleep(1h, other.get_token()));
    other.request_stop();
    QTRY_VERIFY(sleeping->ended());
    QVERIFY(sleeping->cancelled);
}

void TestAsync::sleepsWakeInOrder()
{
    ManualClock clock;
    const auto early = started(clock.sleep(10ms, {}));
    const auto late = started(clock.sleep(20ms, {}));
    clock.advance(10ms);
    QTRY_VERIFY(early->ended());
    QVERIFY(!late->ended());
    clock.advance(10ms);
    QTRY_VERIFY(late->ended());
}

void TestAsync::alarmIsTakenBack()
{
    ManualClock clock;
    int rings = 0;
    const auto alarm = clock.alarm(10ms, [&rings] { ++rings; });
    auto taken = clock.alarm(10ms, [&rings] { rings += 100; });
    taken.reset();
    clock.advance(10ms);
    QTRY_COMPARE(rings, 1);
}

void TestAsync::diskPoolRunsElsewhereAndThrowsHere()
{
    DiskPool disk;
    const QThread *here = QThread::currentThread();
    const auto where = [] { return QThread::currentThread(); };
    AWAIT_VALUE(there, disk.run(where));
    QVERIFY(there != here);
    const auto failing = []() -> int {
        Error error;
        error.kind = ErrorKind::DiskFull;
        throw error;
    };
    AWAIT_ERROR(disk.run(failing), ErrorKind::DiskFull);
}

void TestAsync::ownerDestroyedRightAfterStop()
{
    // The scope rule: an owner is stopped, its group joined, and only then it goes. Under ASan this shows that nothing
    // resumes into it afterwards.
    struct Owner
    {
        Semaphore semaphore{1};
        TaskGroup group;
        std::stop_source stop;
        QStringList log;
    };
    auto owner = std::make_unique<Owner>();
    const auto never = Resumption::make();
    const auto holder = Resumption::make();
    owner->group.spawn(hold(&owner->semaphore, &owner->log, QStringLiteral("holder"), holder, owner->stop.get_token()));
    owner->group.spawn(hold(&owner->semaphore, &owner->log, QStringLiteral("waiter"), never, owner->stop.get_token()));
    owner->stop.request_stop();
    holder->fire();
    const auto outcome = started(joined(&owner->group));
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
    owner.reset();
    const auto later = Resumption::make();
    QStringList log;
    const auto turn = started(note(&log, QStringLiteral("a later turn"), later));
    later->fire();
    QTRY_VERIFY(turn->ended());
}

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
