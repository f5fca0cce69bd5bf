// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;

namespace {

/// Everything a copy does with a registry, in one coroutine; `steps` counts the waits it got through.
QCoro::Task<void> wholeJourney(Rig *rig, Reference image, Descriptor layer, LocalRange upload, Descriptor uploaded,
                               std::stop_token stop)
{
    RegistryEnd &end = rig->end();
    co_await end.begin(stop);
    const Descriptor root = co_await end.resolve(image, stop);
    const QByteArray bytes = co_await end.manifest(image, root, stop);
    auto reading = readBlob(&rig->client(), image.repository(), layer, 0, stop);
    const QByteArray whole = co_await reading;
    if (whole.size() != layer.size) {
        throw Error{};
    }
    const QList<Descriptor> both{layer, uploaded};
    const Presence presence = co_await end.probe(image, both, stop);
    BlobSource source;
    source.local = upload;
    co_await end.putBlob(image, uploaded, source, noProgress(), stop);
    co_await end.putManifest(image, root, bytes, stop);
    co_await end.tag(image.withTag(QStringLiteral("copy")), root, bytes, stop);
    const Listing listing = co_await end.list(stop);
    if (listing.images.size() != 2 || presence.whole.size() != 1) {
        throw Error{};
    }
}

/// Asks to stop when the host has seen that many requests: each request is a wait of the coroutine.
class StopAfter : public QObject
{
public:
    StopAfter(FakeRegistry &registry, std::stop_source stop, int requests)
    {
        connect(&m_timer, &QTimer::timeout, this, [&registry, stop, requests]() mutable {
            if (registry.seen().size() >= requests) {
                stop.request_stop();
            }
        });
        m_timer.start(0);
    }

private:
    QTimer m_timer;
};

} // namespace

/// Cancelling at every point where a coroutine waits: it always ends, as cancelled or done, and leaves nothing open.
class TestCancelRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeTheStart();
    void atEveryRequest();
    void whileRequestHangs();
    void whileWaitingForASlot();
    void whileConnectingTogether();
    void tokenLeaderCancelled();
};

void TestCancelRegistry::beforeTheStart()
{
    FakeRegistry registry;
    Rig rig(registry.host());
    std::stop_source stop;
    stop.request_stop();
    const auto outcome = await(rig.client().connect(stop.get_token()));
    QVERIFY(outcome.cancelled);
    QVERIFY(registry.seen().isEmpty());
}

void TestCancelRegistry::atEveryRequest()
{
    const QByteArray layerBytes = noise(400'000);
    const QByteArray uploadBytes = noise(300'000, 7);
    int done = 0;
    int cancelled = 0;
    for (int requests = 0; requests < 60 && done == 0; ++requests) {
        FakeRegistry registry;
        registry.addImage("team/app", "1", {layerBytes});
        FakeTokens tokens(registry, {{"alice", "secret"}});
        demandTokens(registry, tokens);
        Rig rig(registry.host());
        rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
        std::stop_source stop;
        const Reference image = *Reference::fromParts(registry.host(), QStringLiteral("team/app"), QStringLiteral("1"));
        const StopAfter stopper(registry, stop, requests);
        const auto outcome = started(wholeJourney(&rig, image, describe(layerBytes), rig.file(uploadBytes),
                                                  describe(uploadBytes), stop.get_token()));
        QTRY_VERIFY2(outcome->ended(), "hangs after cancelling");
        QVERIFY2(!outcome->error.has_value(), outcome->explanation());
        done += outcome->cancelled ? 0 : 1;
        cancelled += outcome->cancelled ? 1 : 0;
        // A session whose address never arrived cannot be given up; the registry forgets it one day.
        QTRY_VERIFY(registry.openUploads() == 0 || registry.seen().constLast().method == "POST");
    }
    QVERIFY(cancelled > 15);
    QCOMPARE(done, 1);
}

void TestCancelRegistry::whileRequestHangs()
{
    // The same journey with each request in turn never answered.
    const QByteArray layerBytes = noise(40'000);
    const QByteArray uploadBytes = noise(30'000, 7);
    QByteArrayList hung;
    for (int number = 1; number < 60; ++number) {
        FakeRegistry registry;
        registry.addImage("team/app", "1", {layerBytes});
        FakeTokens tokens(registry, {{"alice", "secret"}});
        demandTokens(registry, tokens);
        std::atomic<int> count{0};
        std::atomic<bool> hangs{false};
        registry.hangIf([&count, &hangs, number](const SeenRequest &) {
            const bool now = !hangs && ++count == number;
            hangs = hangs || now;
            return now;
        });
        Rig rig(registry.host());
        rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
        std::stop_source stop;
        const Reference image = *Reference::fromParts(registry.host(), QStringLiteral("team/app"), QStringLiteral("1"));
        const auto outcome = started(wholeJourney(&rig, image, describe(layerBytes), rig.file(uploadBytes),
                                                  describe(uploadBytes), stop.get_token()));
        QTRY_VERIFY(outcome->ended() || hangs);
        if (outcome->ended()) {
            QVERIFY2(outcome->value.has_value(), outcome->explanation());
            break;
        }
        hung.append(registry.seen().constLast().line());
        stop.request_stop();
        QTRY_VERIFY2(outcome->ended(), hung.constLast());
        QVERIFY2(outcome->cancelled, outcome->explanation());
    }
    QVERIFY2(hung.size() > 15, hung.join('\n'));
}

void TestCancelRegistry::whileWaitingForASlot()
{
    FakeRegistry registry;
    const Descriptor blob = registry.addBlob("team/app", noise(1000));
    registry.on("GET", QStringLiteral("/v2/team/app/blobs/.*"), FakeAnswer{.silent = true});
    Rig rig(registry.host());
    std::stop_source stop;
    std::stop_source last;
    QList<std::shared_ptr<Outcome<QByteArray>>> outcomes;
    for (int i = 0; i < http::HostGate::blobSlots; ++i) {
        outcomes.append(started(readBlob(&rig.client(), QStringLiteral("team/app"), blob, 0, stop.get_token())));
    }
    const auto waiting = started(readBlob(&rig.client(), QStringLiteral("team/app"), blob, 0, last.get_token()));
    QTRY_COMPARE(registry.count("GET", QStringLiteral("/v2/team/app/blobs/.*")), http::HostGate::blobSlots);
    last.request_stop();
    QTRY_VERIFY(waiting->ended());
    QVERIFY(waiting->cancelled);
    stop.request_stop();
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
}

void TestCancelRegistry::whileConnectingTogether()
{
    FakeRegistry registry;
    registry.on("GET", QStringLiteral("/v2/"), FakeAnswer{.silent = true}, 1);
    Rig rig(registry.host());
    std::stop_source stop;
    const auto first = started(rig.client().connect(stop.get_token()));
    QTRY_COMPARE(registry.seen().size(), 1);
    const auto second = started(rig.client().connect({}));
    stop.request_stop();
    QTRY_VERIFY(first->ended() && second->ended());
    QVERIFY(first->cancelled);
    QVERIFY2(second->value.has_value(), second->explanation()); // it looks itself
}

void TestCancelRegistry::tokenLeaderCancelled()
{
    FakeRegistry registry;
    const Descriptor blob = registry.addBlob("team/app", "x");
    FakeTokens tokens(registry, {});
    demandTokens(registry, tokens, true);
    registry.on("GET", QStringLiteral("/token"), FakeAnswer{.silent = true}, 1);
    Rig rig(registry.host());
    std::stop_source stop;
    const auto first = started(
        rig.client().headBlob(QStringLiteral("team/app"), blob.digest, RegistryClient::Access::Pull, stop.get_token()));
    QTRY_COMPARE(registry.count("GET", QStringLiteral("/token")), 1);
    const auto second =
        started(rig.client().headBlob(QStringLiteral("team/app"), blob.digest, RegistryClient::Access::Pull, {}));
    stop.request_stop();
    QTRY_VERIFY(first->ended() && second->ended());
    QVERIFY(first->cancelled);
    QVERIFY2(second->value.has_value(), second->explanation()); // A28: the next one takes over
}

QTEST_GUILESS_MAIN(TestCancelRegistry)
#include "tst_cancelregistry.moc"
