// SPDX-License-Identifier: Apache-2.0
#include "async/taskgroup.h"
#include "http/retry.h"
#include "support/await.h"
#include "support/clockdriver.h"

using namespace stowage;
using namespace stowage::http;
using namespace stowage::test;
using namespace std::chrono_literals;

namespace {

Error errorOf(ErrorKind kind, int retryAfter = -1)
{
    Error error;
    error.kind = kind;
    error.retryAfterSeconds = retryAfter;
    return error;
}

/// Fails with the given errors one after the other, then answers 7.
struct Flaky
{
    QList<Error> failures;
    int calls = 0;
    QCoro::Task<int> call()
    {
        const int number = calls++;
        if (number < failures.size()) {
            throw Error(failures.at(number));
        }
        co_return 7;
    }
};

QCoro::Task<void> hold(HostGate *gate, HostGate::Lane lane, int *inside, int *most,
                       QList<std::shared_ptr<Resumption>> *gates)
{
    auto entering = gate->enter(lane, {});
    const Semaphore::Permit permit = co_await entering;
    ++*inside;
    *most = std::max(*most, *inside);
    const auto until = Resumption::make();
    gates->append(until);
    co_await until->wait();
    --*inside;
}

} // namespace

/// Trying again, and the gate of a host.
class TestRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tries_data();
    void tries();
    void retryAfterPausesTheHost();
    void cancelWhileResting();
    void lanes();
    void longerPauseStands();
};

void TestRetry::tries_data()
{
    QTest::addColumn<QList<int>>("kinds");
    QTest::addColumn<int>("calls");
    QTest::addColumn<QString>("expected");
    const int server = static_cast<int>(ErrorKind::ServerError);
    const int denied = static_cast<int>(ErrorKind::Denied);
    QTest::newRow("at once") << QList<int>{} << 1 << "ok";
    QTest::newRow("F04 then good") << QList<int>{server, server} << 3 << "ok";
    QTest::newRow("F04 five times bad") << QList<int>(9, server) << 5 << "server-error";
    QTest::newRow("D113 for good") << QList<int>{denied} << 1 << "denied";
    QTest::newRow("bad, then for good") << QList<int>{server, denied} << 2 << "denied";
}

void TestRetry::tries()
{
    QFETCH(QList<int>, kinds);
    QFETCH(int, calls);
    ManualClock clock;
    ClockDriver driver(clock);
    HostGate gate(clock);
    Flaky flaky;
    for (const int kind : kinds) {
        flaky.failures.append(errorOf(static_cast<ErrorKind>(kind)));
    }
    const auto outcome = await(retrying(RetryPolicy{}, gate, clock, [&flaky] { return flaky.call(); }, {}));
    QTEST(outcome.summary(), "expected");
    QCOMPARE(flaky.calls, calls);
}

void TestRetry::retryAfterPausesTheHost()
{
    ManualClock clock;
    HostGate gate(clock);
    HostGate other(clock);
    Flaky flaky{{errorOf(ErrorKind::RateLimited, 30)}};
    const auto outcome = started(retrying(RetryPolicy{}, gate, clock, [&flaky] { return flaky.call(); }, {}));
    QTRY_COMPARE(clock.sleepers(), 1);
    const auto entering = started(gate.enter(HostGate::Lane::Blob, {})); // A43: everybody of this host waits
    QTRY_COMPARE(clock.sleepers(), 2);
    AWAIT_OK(other.enter(HostGate::Lane::Blob, {})); // and nobody else
    clock.advance(29s);
    QTest::qWait(0);
    QVERIFY(!outcome->ended() && !entering->ended());
    clock.advance(2s);
    QTRY_VERIFY(outcome->ended() && entering->ended());
    QCOMPARE(*outcome->value, 7);
}

void TestRetry::cancelWhileResting()
{
    ManualClock clock;
    HostGate gate(clock);
    Flaky flaky{{errorOf(ErrorKind::ServerError)}};
    std::stop_source stop;
    const auto outcome =
        started(retrying(RetryPolicy{}, gate, clock, [&flaky] { return flaky.call(); }, stop.get_token()));
    QTRY_COMPARE(clock.sleepers(), 1);
    stop.request_stop();
    QTRY_VERIFY(outcome->ended());
    QVERIFY(outcome->cancelled);
    QCOMPARE(flaky.calls, 1);
}

void TestRetry::lanes()
{
    ManualClock clock;
    HostGate gate(clock);
    int blobs = 0;
    int mostBlobs = 0;
    int metadata = 0;
    int mostMetadata = 0;
    QList<std::shared_ptr<Resumption>> gates;
    QList<std::shared_ptr<Outcome<void>>> outcomes;
    for (int i = 0; i < 20; ++i) {
        outcomes.append(started(hold(&gate, HostGate::Lane::Blob, &blobs, &mostBlobs, &gates)));
    }
    QTRY_COMPARE(blobs, HostGate::blobSlots);
    outcomes.append(started(hold(&gate, HostGate::Lane::Metadata, &metadata, &mostMetadata, &gates)));
    QTRY_COMPARE(metadata, 1); // a manifest does not wait for layers
    const auto letGo = [&gates, &outcomes] {
        for (const auto &one : std::exchange(gates, {})) {
            one->fire();
        }
        return std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); });
    };
    QTRY_VERIFY(letGo());
    QCOMPARE(mostBlobs, HostGate::blobSlots); // A44
}

void TestRetry::longerPauseStands()
{
    ManualClock clock;
    HostGate gate(clock);
    gate.pauseFor(60s);
    gate.pauseFor(5s);
    QCOMPARE(gate.pauseLeft(), std::chrono::milliseconds(60s));
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
