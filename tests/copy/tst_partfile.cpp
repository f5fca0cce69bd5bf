// SPDX-License-Identifier: Apache-2.0
#include "copy/fileerror.h"
#include "copy/partfile.h"
#include "support/await.h"
#include "support/layerbytes.h"
#include "support/scriptedblob.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <cerrno>
#include <csignal>

using namespace stowage;
using namespace stowage::test;
using End = BlobScript::End;
using Opening = BlobScript::Opening;

namespace {

Descriptor blobOf(const QByteArray &bytes, const Digest &like = {})
{
    Descriptor blob;
    blob.mediaType = QStringLiteral("application/octet-stream");
    blob.digest = Digest::ofBytes(bytes, like);
    blob.size = bytes.size();
    return blob;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
}

void leaveBehind(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

Q_DECLARE_METATYPE(QList<Opening>)

class TestPartFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fills_data();
    void fills();
    void goesOnBehindWhatAKillLeft_data();
    void goesOnBehindWhatAKillLeft();
    void removesWrongBytes();
    void refusesTooManyBytes();
    void countsWhatItAppends();
    void provesShortPart();
    void cancelsWhileStreaming();
    void cancelsWhileHashing();
    void cannotOpen_data();
    void cannotOpen();
    void doesNotFollowLinks();
    void reportsPhasesInOrder();
    void hashesWithTheBlobsAlgorithm();
    void keepsWhatFitted();
    void namesFileErrors_data();
    void namesFileErrors();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    DiskPool m_disk;
    QString path() const { return m_folder->filePath(QStringLiteral("x.part")); }
};

void TestPartFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestPartFile::fills_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QList<Opening>>("openings");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QList<qint64>>("offsets");

    const QList<qint64> once{0};
    QTest::newRow("in one go") << qint64(10000) << QList<Opening>{} << "ok" << once;
    QTest::newRow("empty blob opens nothing") << qint64(0) << QList<Opening>{} << "ok" << QList<qint64>{};
    QTest::newRow("one byte") << qint64(1) << QList<Opening>{} << "ok" << once;
    QTest::newRow("F01 body ends early") << qint64(10000) << QList<Opening>{{3000}} << "ok" << QList<qint64>{0, 3000};
    QTest::newRow("F02 lost twice, each time with progress")
        << qint64(10000) << QList<Opening>{{2000, End::Fail}, {5000, End::Fail}} << "ok"
        << QList<qint64>{0, 2000, 7000};
    QTest::newRow("F02 lost at once four times, then well")
        << qint64(10000) << QList<Opening>{{0, End::Fail}, {0, End::Fail}, {0, End::Fail}, {0, End::Fail}} << "ok"
        << QList<qint64>{0, 0, 0, 0, 0};
    QTest::newRow("F02 five tries without progress")
        << qint64(10000) << QList<Opening>(20, {0, End::Fail}) << "connection-lost" << QList<qint64>{0, 0, 0, 0, 0};
    QTest::newRow("F02 progress starts the count anew")
        << qint64(10000)
        << QList<Opening>{{0, End::Fail}, {0, End::Fail}, {0, End::Fail}, {0, End::Fail}, {5000, End::Fail},
                          {0, End::Fail}, {0, End::Fail}, {0, End::Fail}, {0, End::Fail}}
        << "ok" << QList<qint64>{0, 0, 0, 0, 0, 5000, 5000, 5000, 5000, 5000};
    QTest::newRow("a trickle is no progress")
        << qint64(10000) << QList<Opening>(20, {1, End::Fail}) << "connection-lost" << QList<qint64>{0, 1, 2, 3, 4};
    QTest::newRow("D41 the stream is short for ever")
        << qint64(10000) << QList<Opening>{{4000}, {0}, {0}, {0}, {0}, {0}} << "size-mismatch"
        << QList<qint64>{0, 4000, 4000, 4000, 4000, 4000};
    QTest::newRow("an error that does not pass is not tried again")
        << qint64(10000) << QList<Opening>{{2000, End::Fail, ErrorKind::Denied}} << "denied" << once;
    QTest::newRow("lost after the last byte counts as whole")
        << qint64(10000) << QList<Opening>{{10000, End::Fail}} << "ok" << once;
    QTest::newRow("F03 wrong bytes once, then right")
        << qint64(10000) << QList<Opening>{{-1, End::Finish, {}, QByteArray(10000, 'x')}} << "ok"
        << QList<qint64>{0, 0};
    QTest::newRow("F03 wrong bytes twice")
        << qint64(10000) << QList<Opening>(2, {-1, End::Finish, {}, QByteArray(10000, 'x')}) << "digest-mismatch"
        << QList<qint64>{0, 0};
    QTest::newRow("D42 too many bytes") << qint64(10000)
                                        << QList<Opening>{{-1, End::Finish, {}, QByteArray(20000, 'x')}}
                                        << "size-mismatch" << once;
}

void TestPartFile::fills()
{
    QFETCH(qint64, size);
    QFETCH(QList<Opening>, openings);
    QFETCH(QString, outcome);
    QFETCH(QList<qint64>, offsets);
    const auto script = std::make_shared<BlobScript>();
    script->content = noise("fill", size);
    script->openings = openings;

    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(script->content), {}));
    const auto filled = await(part->fill(scriptedSource(script), {}, {}));
    QCOMPARE(filled.summary(), outcome);
    QCOMPARE(script->offsets, offsets);
    if (outcome == QLatin1String("ok")) {
        QCOMPARE(contentOf(path()), script->content);
        AWAIT_OK(part->sync());
    } else if (outcome == QLatin1String("digest-mismatch")) {
        QVERIFY(!QFileInfo::exists(path()));
    } else {
        // What came stays, for the next attempt.
        QCOMPARE(QFileInfo(path()).size(), part->position());
    }
}

void TestPartFile::goesOnBehindWhatAKillLeft_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QList<qint64>>("offsets");
    QTest::addColumn<qint64>("moved");

    const QByteArray small = noise("kill", 50000);
    QTest::newRow("F26 a piece") << qint64(50000) << small.first(20000) << QList<qint64>{20000} << qint64(30000);
    QTest::newRow("F26 all of it") << qint64(50000) << small << QList<qint64>{} << qint64(0);
    QTest::newRow("F26 nothing yet") << qint64(50000) << QByteArray("") << QList<qint64>{0} << qint64(50000);
    QTest::newRow("D46 longer than the blob")
        << qint64(50000) << QByteArray(small + "more") << QList<qint64>{0} << qint64(50000);
    QTest::newRow("torn: zeros at its end") << qint64(50000) << QByteArray(small.first(20000) + QByteArray(100, '\0'))
                                            << QList<qint64>{20100, 0} << qint64(29900 + 50000);
    QTest::newRow("whole, but wrong") << qint64(50000) << QByteArray(50000, 'x') << QList<qint64>{0} << qint64(50000);
    const qint64 large = 40 * 1024 * 1024 + 17;
    QTest::newRow("many steps of hashing")
        << large << noise("kill", large).first(large - 5) << QList<qint64>{large - 5} << qint64(5);
}

void TestPartFile::goesOnBehindWhatAKillLeft()
{
    QFETCH(qint64, size);
    QFETCH(QByteArray, left);
    QFETCH(QList<qint64>, offsets);
    QFETCH(qint64, moved);
    const auto script = std::make_shared<BlobScript>();
    script->content = noise("kill", size);
    leaveBehind(path(), left);

    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(script->content), {}));
    AWAIT_VALUE(bytes, part->fill(scriptedSource(script), {}, {}));
    QCOMPARE(bytes, moved);
    QCOMPARE(script->offsets, offsets);
    QCOMPARE(contentOf(path()), script->content);
}

void TestPartFile::removesWrongBytes()
{
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf("right bytes"), {}));
    part->append("wrong bytes");
    QVERIFY(part->isWhole());
    try {
        part->prove();
        QFAIL("proved wrong bytes");
    } catch (const Error &error) {
        QCOMPARE(errorKindName(error.kind), QStringLiteral("digest-mismatch"));
        QCOMPARE(sideName(error.side), QStringLiteral("source"));
        QCOMPARE(error.digest, Digest::ofBytes("right bytes").toString());
        QVERIFY(error.technical.contains(Digest::ofBytes("wrong bytes").toString()));
    }
    QVERIFY(!QFileInfo::exists(path()));
}

void TestPartFile::refusesTooManyBytes()
{
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf("12345"), {}));
    part->append("123");
    try {
        part->append("456");
        QFAIL("took more than the blob has");
    } catch (const Error &error) {
        QCOMPARE(errorKindName(error.kind), QStringLiteral("size-mismatch"));
        QCOMPARE(sideName(error.side), QStringLiteral("source"));
    }
    QCOMPARE(contentOf(path()), QByteArray("123"));
    part->append("45");
    part->prove();
}

void TestPartFile::countsWhatItAppends()
{
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf("12345"), {}));
    QCOMPARE(part->position(), 0);
    part->append("12");
    part->append("");
    QCOMPARE(part->position(), 2);
    QVERIFY(!part->isWhole());
    part->restart();
    QCOMPARE(part->position(), 0);
    QCOMPARE(QFileInfo(path()).size(), 0);
    part->append("12345");
    QVERIFY(part->isWhole());
    part->prove();
    part->prove();
    QCOMPARE(contentOf(path()), QByteArray("12345"));
}

void TestPartFile::provesShortPart()
{
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf("12345"), {}));
    part->append("123");
    try {
        part->prove();
        QFAIL("proved a short part");
    } catch (const Error &error) {
        QCOMPARE(errorKindName(error.kind), QStringLiteral("size-mismatch"));
        QCOMPARE(sideName(error.side), QStringLiteral("source"));
    }
    QVERIFY(!QFileInfo::exists(path()));
}

void TestPartFile::cancelsWhileStreaming()
{
    const auto script = std::make_shared<BlobScript>();
    script->content = noise("cancel", 10000);
    script->openings = {{4000, End::Hang}};
    std::stop_source stop;
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(script->content), stop.get_token()));
    const auto filling = started(part->fill(scriptedSource(script), {}, stop.get_token()));
    QTRY_COMPARE(part->position(), 4000);
    QVERIFY(!filling->ended());
    stop.request_stop();
    QTRY_VERIFY(filling->ended());
    QVERIFY(filling->cancelled);
    part.reset();

    // The next attempt fetches only the rest.
    script->openings.clear();
    script->offsets.clear();
    AWAIT_VALUE(again, PartFile::open(m_disk, path(), blobOf(script->content), {}));
    AWAIT_OK(again->fill(scriptedSource(script), {}, {}));
    QCOMPARE(script->offsets, QList<qint64>{4000});
}

void TestPartFile::cancelsWhileHashing()
{
    const QByteArray content = noise("hash", 64 * 1024 * 1024);
    leaveBehind(path(), content);
    std::stop_source stop;
    const auto onChecking = [&stop](BlobPhase, qint64) { stop.request_stop(); };
    const auto opened = await(PartFile::open(m_disk, path(), blobOf(content), stop.get_token(), onChecking));
    QVERIFY(opened.cancelled);
    QCOMPARE(QFileInfo(path()).size(), content.size());
}

void TestPartFile::cannotOpen_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("missing folder") << "missing/x.part";
    QTest::newRow("a folder in the way") << ".";
    QTest::newRow("name too long") << QString(400, QLatin1Char('x'));
}

void TestPartFile::cannotOpen()
{
    QFETCH(QString, name);
    const auto opened = await(PartFile::open(m_disk, m_folder->filePath(name), blobOf("x"), {}));
    QCOMPARE(opened.summary(), QStringLiteral("not-writable"));
    QCOMPARE(sideName(opened.error->side), QStringLiteral("local"));
    QCOMPARE(opened.error->item, m_folder->filePath(name));
}

void TestPartFile::doesNotFollowLinks()
{
    const QString elsewhere = m_folder->filePath(QStringLiteral("precious"));
    leaveBehind(elsewhere, "precious");
    QVERIFY(QFile::link(elsewhere, path()));
    AWAIT_ERROR(PartFile::open(m_disk, path(), blobOf("x"), {}), ErrorKind::NotWritable);
    QCOMPARE(contentOf(elsewhere), QByteArray("precious"));
}

void TestPartFile::reportsPhasesInOrder()
{
    const QByteArray content = noise("phases", 10000);
    leaveBehind(path(), content.first(4000));
    QList<std::pair<BlobPhase, qint64>> heard;
    const BlobProgress progress = [&heard](BlobPhase phase, qint64 position) { heard.append({phase, position}); };
    const auto script = std::make_shared<BlobScript>();
    script->content = content;
    script->pieceSize = 3000;
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(content), {}, progress));
    AWAIT_OK(part->fill(scriptedSource(script), progress, {}));
    const QList<std::pair<BlobPhase, qint64>> expected{{BlobPhase::Checking, 4000},
                                                       {BlobPhase::Moving, 4000},
                                                       {BlobPhase::Moving, 7000},
                                                       {BlobPhase::Moving, 10000},
                                                       {BlobPhase::Finishing, 10000}};
    QVERIFY(heard == expected);
}

void TestPartFile::hashesWithTheBlobsAlgorithm()
{
    const Digest like = Digest::parse(QStringLiteral("sha512:") + QString(128, QLatin1Char('0'))).value();
    const QByteArray content = noise("sha512", 5000);
    leaveBehind(path(), content.first(100));
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(content, like), {}));
    AWAIT_OK(part->fill(plainSource(content), {}, {}));
    QCOMPARE(contentOf(path()), content);
}

void TestPartFile::keepsWhatFitted()
{
    // A limit on the size of files is the nearest thing to a full disk that every user can set up.
    const QByteArray content = noise("limit", 10000);
    AWAIT_VALUE(part, PartFile::open(m_disk, path(), blobOf(content), {}));
    struct rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit limited = before;
    limited.rlim_cur = 6000;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limited), 0);
    const auto filled = await(part->fill(plainSource(content), {}, {}));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(filled.summary(), QStringLiteral("not-writable"));
    QCOMPARE(part->position(), 6000);
    QCOMPARE(contentOf(path()), content.first(6000));
    AWAIT_OK(part->fill(plainSource(content), {}, {}));
    QCOMPARE(contentOf(path()), content);
}

void TestPartFile::namesFileErrors_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<FileUse>("use");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("F25 no space") << ENOSPC << FileUse::Write << ErrorKind::DiskFull;
    QTest::newRow("F25 no quota") << EDQUOT << FileUse::Write << ErrorKind::DiskFull;
    QTest::newRow("F25 read-only medium") << EROFS << FileUse::Write << ErrorKind::NotWritable;
    QTest::newRow("no permission to write") << EACCES << FileUse::Write << ErrorKind::NotWritable;
    QTest::newRow("no permission to read") << EACCES << FileUse::Read << ErrorKind::NotReadable;
    QTest::newRow("F27 medium pulled out") << EIO << FileUse::Read << ErrorKind::NotReadable;
}

void TestPartFile::namesFileErrors()
{
    QFETCH(int, number);
    QFETCH(FileUse, use);
    QFETCH(ErrorKind, kind);
    const Error error = fileError(number, use, QStringLiteral("write part"), QStringLiteral("/x"));
    QCOMPARE(errorKindName(error.kind), errorKindName(kind));
    QCOMPARE(error.item, QStringLiteral("/x"));
    QVERIFY(!error.technical.isEmpty());
    QVERIFY(!isTransient(error));
}

QTEST_GUILESS_MAIN(TestPartFile)
#include "tst_partfile.moc"
