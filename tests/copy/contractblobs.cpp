// SPDX-License-Identifier: Apache-2.0
// Contract: single blobs and manifests.
#include "async/taskgroup.h"
#include "copy/contract.h"
#include "support/await.h"
#include "support/copyimage.h"
#include "support/layerbytes.h"
#include "support/scriptedblob.h"

#include <QTest>

namespace stowage::test {

namespace {

Descriptor descriptorOf(const QByteArray &bytes)
{
    Descriptor blob;
    blob.mediaType = QStringLiteral("application/octet-stream");
    blob.digest = Digest::ofBytes(bytes);
    blob.size = bytes.size();
    return blob;
}

QCoro::Task<void> putOne(ImageTarget *target, Reference image, Descriptor blob, BlobSource source)
{
    co_await target->putBlob(image, blob, source, ignoreProgress(), std::stop_token());
}

QCoro::Task<void> putAll(ImageTarget *target, Reference image, QList<Descriptor> blobs, QList<BlobSource> sources)
{
    TaskGroup group;
    for (qsizetype i = 0; i < blobs.size(); ++i) {
        group.spawn(putOne(target, image, blobs.at(i), sources.at(i)));
    }
    co_await group.join();
}

} // namespace

void ContractTest::putsSeveralAtOnce()
{
    const Reference image = name("acme/several", "1");
    QList<Descriptor> blobs;
    QList<BlobSource> sources;
    QList<QByteArray> contents;
    for (int i = 0; i < 8; ++i) {
        contents.append(noise("several" + QByteArray::number(i), 100000 + i));
        blobs.append(descriptorOf(contents.constLast()));
        sources.append(sourceOf(contents.constLast()));
    }
    AWAIT_OK(putAll(&m_end->target(), image, blobs, sources));
    AWAIT_OK(m_end->target().commitBlobs(image, blobs, {}));
    AWAIT_VALUE(presence, m_end->target().probe(image, blobs, {}));
    QCOMPARE(presence.whole.size(), blobs.size());
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(readBlob(image, blobs.at(i)), contents.at(i));
    }
}

void ContractTest::putsNoBytes()
{
    const Reference image = name("acme/empty", "1");
    const Descriptor blob = descriptorOf("");
    const BlobSource source = sourceOf("");
    AWAIT_VALUE(moved, m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    QCOMPARE(moved, 0);
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    AWAIT_VALUE(presence, m_end->target().probe(image, {blob}, {}));
    QVERIFY(presence.whole.contains(blob.digest));
    QCOMPARE(readBlob(image, blob), QByteArray());
}

void ContractTest::readsFromAnyOffset()
{
    const Reference image = name("acme/offset", "1");
    const QByteArray content = noise("offset", 3 * 1024 * 1024 + 11);
    const Descriptor blob = descriptorOf(content);
    const BlobSource source = sourceOf(content);
    AWAIT_VALUE(moved, m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    QCOMPARE(moved, content.size());
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    for (const qint64 offset : {qint64(0), qint64(1), qint64(1024 * 1024), qint64(content.size() - 1)}) {
        QCOMPARE(readBlob(image, blob, offset), content.mid(offset));
    }
}

void ContractTest::putsOnce()
{
    const Reference image = name("acme/once", "1");
    const QByteArray content = noise("once", 5000);
    const Descriptor blob = descriptorOf(content);
    const BlobSource source = sourceOf(content);
    AWAIT_VALUE(first, m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    QCOMPARE(first, content.size());
    // Whole from now on for this run, committed or not.
    AWAIT_VALUE(presence, m_end->target().probe(image, {blob}, {}));
    QVERIFY(presence.whole.contains(blob.digest));
    AWAIT_VALUE(second, m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    QCOMPARE(second, 0);
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    QCOMPARE(readBlob(image, blob), content);
}

void ContractTest::refusesWrongBytes()
{
    const Reference image = name("acme/wrong", "1");
    const QByteArray content = noise("right", 5000);
    const Descriptor blob = descriptorOf(content);
    const QList<QByteArray> lies{noise("wrong", 5000), content.first(4999), content + "x", QByteArray()};
    for (const QByteArray &lie : lies) {
        const BlobSource source = sourceOf(lie);
        const auto put = await(m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
        QVERIFY2(put.error.has_value(), put.explanation().constData());
        if (!m_end->target().needsLocalBlobs()) {
            QCOMPARE(sideName(put.error->side), QStringLiteral("source")); // who sent it, not who was sent it
        }
        AWAIT_VALUE(presence, m_end->target().probe(image, {blob}, {}));
        QVERIFY(!presence.whole.contains(blob.digest));
        QVERIFY(!m_end->source().locate(blob));
        const auto body = await(m_end->source().openBlob(image, blob, 0, {}));
        QVERIFY2(body.error.has_value(), "wrong bytes became visible");
    }
    const BlobSource source = sourceOf(content);
    AWAIT_OK(m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    QCOMPARE(readBlob(image, blob), content);
}

void ContractTest::refusesWrongManifest()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference image = name("library/single-oci", "v1");
    const Descriptor root = images.root(image);
    const QByteArray wrong = images.content.value(root.digest).chopped(1) + ' ';
    const auto put = await(m_end->target().putManifest(image, root, wrong, {}));
    QVERIFY2(put.error.has_value(), put.explanation().constData());
    const auto tagged = await(m_end->target().tag(image, root, wrong, {}));
    QVERIFY2(tagged.error.has_value(), tagged.explanation().constData());
    AWAIT_ERROR(m_end->source().resolve(image, {}), ErrorKind::NotFound);
    AWAIT_ERROR(m_end->source().resolve(image.withDigest(root.digest), {}), ErrorKind::NotFound);
}

void ContractTest::cancelsInTheMiddle()
{
    if (m_end->target().needsLocalBlobs()) {
        QSKIP("this end sends local files, in its own time");
    }
    const Reference image = name("acme/cancel", "1");
    const auto script = std::make_shared<BlobScript>();
    script->content = noise("cancel", 200000);
    script->openings = {{120000, BlobScript::End::Hang}};
    const Descriptor blob = descriptorOf(script->content);
    std::stop_source stop;
    qint64 reached = 0;
    const BlobProgress progress = [&reached](BlobPhase, qint64 position) { reached = position; };
    const auto putting =
        started(m_end->target().putBlob(image, blob, scriptedSource(script), progress, stop.get_token()));
    QTRY_COMPARE(reached, 120000);
    QVERIFY(!putting->ended());
    stop.request_stop();
    QTRY_VERIFY(putting->ended());
    QVERIFY2(putting->cancelled, putting->explanation().constData());
    AWAIT_VALUE(presence, m_end->target().probe(image, {blob}, {}));
    QVERIFY(!presence.whole.contains(blob.digest));
    if (m_traits->resumes) {
        QCOMPARE(presence.parts.value(blob.digest), 120000);
    }

    // A new run goes on with what there is.
    AWAIT_OK(m_end->target().end());
    AWAIT_OK(m_end->target().begin({}));
    AWAIT_VALUE(moved, m_end->target().putBlob(image, blob, scriptedSource(script), ignoreProgress(), {}));
    QCOMPARE(moved, m_traits->resumes ? 80000 : 200000);
    QCOMPARE(script->offsets, (QList<qint64>{0, m_traits->resumes ? 120000 : 0}));
    AWAIT_OK(m_end->target().commitBlobs(image, {blob}, {}));
    QCOMPARE(readBlob(image, blob), script->content);
}

void ContractTest::stopsBeforeItBegins()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference image = name("library/single-oci", "v1");
    const Descriptor root = images.root(image);
    const Descriptor blob = images.blobsOf(root).constFirst();
    put(images, image, root);
    std::stop_source stopped;
    stopped.request_stop();
    const std::stop_token stop = stopped.get_token();
    QVERIFY(await(m_end->source().resolve(image, stop)).cancelled);
    QVERIFY(await(m_end->source().manifest(image, root, stop)).cancelled);
    QVERIFY(await(m_end->source().openBlob(image, blob, 0, stop)).cancelled);
    QVERIFY(await(m_end->target().probe(image, {blob}, stop)).cancelled);
    QVERIFY(await(m_end->target().standing(image, stop)).cancelled);
    QVERIFY(await(m_end->target().commitBlobs(image, {blob}, stop)).cancelled);
    const QByteArray content("never arrives");
    const BlobSource source = sourceOf(content);
    QVERIFY(await(m_end->target().putBlob(image, descriptorOf(content), source, ignoreProgress(), stop)).cancelled);
    const Reference other = image.withTag(QStringLiteral("v2"));
    QVERIFY(await(m_end->target().tag(other, root, images.content.value(root.digest), stop)).cancelled);
    AWAIT_ERROR(m_end->source().resolve(other, {}), ErrorKind::NotFound);
}

void ContractTest::mayMount()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference from = name("library/single-oci", "v1");
    const Reference to = name("acme/mounted", "1");
    put(images, from, images.root(from));
    const Descriptor blob = images.blobsOf(images.root(from)).constLast();
    AWAIT_VALUE(mounted, m_end->target().mountBlob(to, blob, from, {}));
    AWAIT_VALUE(presence, m_end->target().probe(to, {blob}, {}));
    // Where it was mounted it is there; where scopes are shared it was there anyway.
    const bool shared = m_end->target().blobScope(from) == m_end->target().blobScope(to);
    QCOMPARE(presence.whole.contains(blob.digest), mounted || shared);
}

void ContractTest::reportsProgress()
{
    const Reference image = name("acme/progress", "1");
    const QByteArray content = noise("progress", 300000);
    const Descriptor blob = descriptorOf(content);
    const BlobSource source = sourceOf(content);
    QList<qint64> positions;
    const BlobProgress progress = [&positions](BlobPhase phase, qint64 position) {
        if (phase == BlobPhase::Moving) {
            positions.append(position);
        }
    };
    AWAIT_OK(m_end->target().putBlob(image, blob, source, progress, {}));
    QVERIFY(!positions.isEmpty());
    QVERIFY(std::is_sorted(positions.cbegin(), positions.cend()));
    QCOMPARE(positions.constLast(), content.size());
}

} // namespace stowage::test
