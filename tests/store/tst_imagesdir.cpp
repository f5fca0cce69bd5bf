// SPDX-License-Identifier: Apache-2.0
// What the contract suite does not ask: the lock, local files and what a kill leaves.
#include "store/imagesdir.h"
#include "store/storetest.h"
#include "support/await.h"
#include "support/childprocess.h"
#include "support/copyimage.h"
#include "support/layerbytes.h"
#include "support/scriptedblob.h"
#include "support/storedamage.h"
#include "support/tree.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

class TestImagesDir : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lockIsExclusive();
    void lockWaits();
    void lockOfAnotherProcess();
    void readersNeedNoLock();
    void onlyReads();
    void readOnlyStore();
    void cannotMakeStore();
    void partsAndTemporaries();
    void replacesShortBlob();
    void copiesLocalFiles_data();
    void copiesLocalFiles();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<ImagesDir> open(const QString &root, TreeLayout layout = TreeLayout::Both)
    {
        return std::make_unique<ImagesDir>(root, m_disk, m_clock,
                                           ImagesDir::Options{.layout = layout, .waitForLock = false});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    DiskPool m_disk;
    ManualClock m_clock;
};

void TestImagesDir::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestImagesDir::lockIsExclusive()
{
    const auto first = open(path("new"));
    const auto second = open(path("new"));
    AWAIT_OK(first->begin({}));
    const auto refused = await(second->begin({}));
    QCOMPARE(refused.summary(), QStringLiteral("store-locked"));
    QCOMPARE(refused.error->item, path("new"));
    QVERIFY2(refused.error->technical.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(refused.error->technical));
    AWAIT_OK(second->end());
    AWAIT_OK(first->end());
    AWAIT_OK(second->begin({}));
}

void TestImagesDir::lockWaits()
{
    const auto first = open(path("new"));
    QStringList heard;
    ImagesDir second(path("new"), m_disk, m_clock, {.waiting = [&heard](const Error &locked) {
                         heard.append(locked.item + QLatin1Char(' ') + locked.technical);
                     }});
    AWAIT_OK(first->begin({}));
    const auto waiting = started(second.begin({}));
    QTRY_COMPARE(m_clock.sleepers(), 1);
    QVERIFY(!waiting->ended());
    m_clock.advance(std::chrono::seconds(1));
    QTRY_COMPARE(m_clock.sleepers(), 1);
    QCOMPARE(heard.size(), 1); // once per holder
    QVERIFY2(heard.constFirst().startsWith(path("new")), qPrintable(heard.constFirst()));
    AWAIT_OK(first->end());
    m_clock.advance(std::chrono::seconds(1));
    QTRY_VERIFY(waiting->ended());
    QVERIFY(waiting->value.has_value());

    // Waiting can be given up.
    std::stop_source stop;
    ImagesDir third(path("new"), m_disk, m_clock, {});
    const auto givenUp = started(third.begin(stop.get_token()));
    QTRY_COMPARE(m_clock.sleepers(), 1);
    stop.request_stop();
    QTRY_VERIFY(givenUp->ended());
    QVERIFY(givenUp->cancelled);
}

void TestImagesDir::lockOfAnotherProcess()
{
    QVERIFY(QDir().mkpath(path("new/blobs/.stowage")));
    ChildProcess other;
    other.start(QStringLiteral("flock"),
                {QStringLiteral("--no-fork"), path("new/blobs/.stowage/lock"), QStringLiteral("sh"),
                 QStringLiteral("-c"), QStringLiteral("echo locked; exec sleep 600")});
    QTRY_VERIFY(other.state() == QProcess::Running && other.bytesAvailable() > 0);
    const auto store = open(path("new"));
    AWAIT_ERROR(store->begin({}), ErrorKind::StoreLocked);
    // The lock dies with its holder, however that dies.
    other.kill();
    QTRY_COMPARE(other.state(), QProcess::NotRunning);
    AWAIT_OK(store->begin({}));
}

void TestImagesDir::readersNeedNoLock()
{
    const QString root = unpackTree(QStringLiteral("kubekey-v4-both"), m_folder->path());
    const auto writer = open(root);
    AWAIT_OK(writer->begin({}));
    const auto reader = open(root);
    AWAIT_VALUE(listing, reader->list({}));
    QVERIFY(!listing.images.isEmpty());
    AWAIT_OK(reader->resolve(listing.images.constFirst().reference, {}));
}

void TestImagesDir::onlyReads()
{
    const QString root = unpackTree(QStringLiteral("kubekey-v4-both"), m_folder->path());
    const auto reader = open(root);
    AWAIT_VALUE(listing, reader->list({}));
    for (const ListedImage &image : std::as_const(listing.images)) {
        AWAIT_OK(reader->resolve(image.reference, {}));
        AWAIT_OK(reader->standing(image.reference, {}));
    }
    QVERIFY(!QFileInfo::exists(root + QStringLiteral("/blobs/.stowage")));
}

void TestImagesDir::readOnlyStore()
{
    if (::geteuid() == 0) {
        QSKIP("root writes everywhere");
    }
    const QString root = unpackTree(QStringLiteral("kubekey-v4-both"), m_folder->path());
    QVERIFY(QFile::setPermissions(root + QStringLiteral("/blobs"), QFile::ReadOwner | QFile::ExeOwner));
    const auto store = open(root);
    const auto listed = await(store->list({}));
    const auto begun = await(store->begin({}));
    QFile::setPermissions(root + QStringLiteral("/blobs"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(listed.value && listed.value->problems.isEmpty());
    QCOMPARE(begun.summary(), QStringLiteral("not-writable"));
}

void TestImagesDir::cannotMakeStore()
{
    QVERIFY(writeTreeFile(path("file"), "x"));
    const auto store = open(path("file/images"));
    const auto begun = await(store->begin({}));
    QCOMPARE(begun.summary(), QStringLiteral("not-writable"));
    QCOMPARE(sideName(begun.error->side), QStringLiteral("local"));
    const auto proc = open(QStringLiteral("/proc/stowage-test"));
    AWAIT_ERROR(proc->begin({}), ErrorKind::NotWritable);
}

void TestImagesDir::partsAndTemporaries()
{
    // What a kill leaves: a part, half a manifest, and the old tree untouched.
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const Reference image = Reference::parse(u"quay.io/acme/shared-a:1").value();
    const Descriptor root = images.root(image);
    const Descriptor blob = images.blobsOf(root).constLast();
    const QByteArray content = images.content.value(blob.digest);
    const QString own = path("new/blobs/.stowage/");
    QVERIFY(writeTreeFile(own + blob.digest.toString() + QStringLiteral(".part"), content.first(1000)));
    QVERIFY(writeTreeFile(own + QStringLiteral("7.tmp"), "{\"sche"));
    const auto target = open(path("new"));
    AWAIT_OK(target->begin({}));
    QVERIFY(!QFileInfo::exists(own + QStringLiteral("7.tmp")));
    AWAIT_VALUE(presence, target->probe(image, {blob}, {}));
    QCOMPARE(presence.parts.value(blob.digest), 1000);
    const auto script = std::make_shared<BlobScript>();
    script->content = content;
    AWAIT_VALUE(moved, target->putBlob(image, blob, scriptedSource(script), ignoreProgress(), {}));
    QCOMPARE(moved, content.size() - 1000);
    QCOMPARE(script->offsets, QList<qint64>{1000});
    // Whole, but nameless until it is committed.
    QVERIFY(!QFileInfo::exists(path("new/blobs/") + blob.digest.toString()));
    AWAIT_OK(target->commitBlobs(image, {blob}, {}));
    QCOMPARE(readTreeFile(path("new/blobs/") + blob.digest.toString()), content);
    QVERIFY(!QFileInfo::exists(own + blob.digest.toString() + QStringLiteral(".part")));
    const Descriptor never = descriptorOf("never put");
    AWAIT_ERROR(target->commitBlobs(image, {never}, {}), ErrorKind::StoreDamaged);
}

void TestImagesDir::replacesShortBlob()
{
    // KubeKey takes a truncated blob for good; we do not.
    const QString root = unpackTree(QStringLiteral("kubekey-v4-both"), m_folder->path());
    const DamageTargets targets;
    const QString file = root + QStringLiteral("/blobs/") + targets.layer;
    const QByteArray content = readTreeFile(file);
    QVERIFY(truncateFile(file, 10));
    Descriptor blob = descriptorOf(content);
    QCOMPARE(blob.digest.toString(), targets.layer);
    const auto store = open(root);
    AWAIT_OK(store->begin({}));
    QVERIFY(!store->locate(blob));
    const Descriptor never = descriptorOf("never put");
    const Descriptor whole = descriptorOf(readTreeFile(root + QStringLiteral("/blobs/") + targets.singleConfig));
    AWAIT_VALUE(missing, store->missing({blob, never, whole}, {}));
    QCOMPARE(missing.size(), 2);
    QCOMPARE(missing.value(blob.digest).technical,
             QStringLiteral("the blob has 10 bytes instead of %1").arg(content.size()));
    QCOMPARE(missing.value(never.digest).technical, QStringLiteral("the blob is missing"));
    const Reference image = Reference::parse(targets.single).value();
    AWAIT_VALUE(presence, store->probe(image, {blob}, {}));
    QVERIFY(presence.whole.isEmpty());
    AWAIT_OK(store->putBlob(image, blob, plainSource(content), ignoreProgress(), {}));
    AWAIT_OK(store->commitBlobs(image, {blob}, {}));
    QCOMPARE(readTreeFile(file), content);
}

void TestImagesDir::copiesLocalFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("part"); // left by an earlier run
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<qint64>("moved");
    const QByteArray content = noise("local", 3 * 1024 * 1024 + 5);
    const qint64 size = content.size();
    QTest::newRow("a file") << content << qint64(0) << QByteArray() << "ok" << size;
    QTest::newRow("inside a bundle") << QByteArray("head" + content + "tail") << qint64(4) << QByteArray() << "ok"
                                     << size;
    QTest::newRow("behind a part") << content << qint64(0) << content.first(1000) << "ok" << size - 1000;
    QTest::newRow("behind a part, inside a bundle")
        << QByteArray("head" + content + "tail") << qint64(4) << content.first(1000) << "ok" << size - 1000;
    QByteArray wrong = content;
    wrong[100] = static_cast<char>(wrong.at(100) ^ 1);
    QTest::newRow("wrong bytes") << wrong << qint64(0) << QByteArray() << "digest-mismatch" << qint64(0);
    QTest::newRow("S60 wrong bytes inside a bundle")
        << QByteArray("head" + wrong) << qint64(4) << QByteArray() << "digest-mismatch" << qint64(0);
}

void TestImagesDir::copiesLocalFiles()
{
    QFETCH(QByteArray, file);
    QFETCH(qint64, offset);
    QFETCH(QByteArray, part);
    QFETCH(QString, outcome);
    QFETCH(qint64, moved);
    const Descriptor blob = descriptorOf(noise("local", 3 * 1024 * 1024 + 5));
    const Reference image = Reference::parse(u"quay.io/acme/local:1").value();
    QVERIFY(writeTreeFile(path("file"), file));
    if (!part.isEmpty()) {
        QVERIFY(writeTreeFile(path("new/blobs/.stowage/") + blob.digest.toString() + QStringLiteral(".part"), part));
    }
    BlobSource source = plainSource(file.mid(offset, blob.size));
    source.local = LocalRange{path("file"), offset, blob.size};
    const auto target = open(path("new"));
    AWAIT_OK(target->begin({}));
    const auto put = await(target->putBlob(image, blob, source, ignoreProgress(), {}));
    QCOMPARE(put.summary(), outcome);
    if (put.value) {
        QCOMPARE(*put.value, moved);
        AWAIT_OK(target->commitBlobs(image, {blob}, {}));
        QCOMPARE(Digest::ofBytes(readTreeFile(path("new/blobs/") + blob.digest.toString())), blob.digest);
    }
    QVERIFY(QDir(path("new/blobs/.stowage")).entryList({QStringLiteral("*.part")}).isEmpty());
}

QTEST_GUILESS_MAIN(TestImagesDir)
#include "tst_imagesdir.moc"
