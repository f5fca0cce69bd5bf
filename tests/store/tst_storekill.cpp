// SPDX-License-Identifier: Apache-2.0
// A writer is killed at many instants, and watched while it works: the store is whole at each of them.
#include "store/imagesdir.h"
#include "store/layout.h"
#include "store/roots.h"
#include "store/storetest.h"
#include "store/verify.h"
#include "support/await.h"
#include "support/childprocess.h"
#include "support/copyimage.h"
#include "support/tree.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

class TestStoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_data();
    void killed();
    void readWhileWritten_data() { killed_data(); }
    void readWhileWritten();
    void halfMovedTag();
};

namespace {

/// Problems that a kill must never make, "kind item".
QStringList damageIn(const QList<Problem> &problems)
{
    QList<Problem> damage;
    for (const Problem &problem : problems) {
        if (isDamage(problem.kind) || problem.kind == Problem::Kind::ForeignFile) {
            damage.append(problem);
        }
    }
    return problemLines(damage);
}

/// Milliseconds: a busy machine writes slowly.
constexpr int patience = 60000;

const QString writer = QStringLiteral(STOWAGE_BINARY_DIR "/tests/store/storewriter");

} // namespace

void TestStoreKill::killed_data()
{
    QTest::addColumn<QString>("layout");
    QTest::newRow("both") << "both";
    QTest::newRow("tag layout") << "tag";
    QTest::newRow("layout index") << "index";
}

void TestStoreKill::killed()
{
    QFETCH(QString, layout);
    const QTemporaryDir folder;
    const QString root = folder.filePath(QStringLiteral("images"));
    for (int kill = 0; kill < 8; ++kill) {
        ChildProcess child;
        child.start(writer, {root, layout});
        // Some kills early, in the first images; the bytes come when they come, so no two instants are alike.
        const qint64 lines = 1 + kill * 2;
        qint64 seen = 0;
        while (seen < lines && child.state() != QProcess::NotRunning) {
            QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine() || child.state() == QProcess::NotRunning, patience);
            seen += child.readLine().isEmpty() ? 0 : 1;
        }
        QVERIFY2(child.state() == QProcess::Running, child.readAllStandardError().constData());
        child.kill();
        QTRY_COMPARE(child.state(), QProcess::NotRunning);

        const auto verification = verifyStore(root, {}, {});
        QVERIFY(verification.has_value());
        QCOMPARE(damageIn(verification->problems), QStringList());
        const auto snapshot = takeSnapshot(root, {});
        QVERIFY(snapshot.has_value());
        QVERIFY(snapshot->images.size() >= std::min<qint64>(lines, 10));
        for (const ListedImage &image : snapshot->images) {
            QVERIFY2(image.complete, qPrintable(image.reference.toString()));
        }
    }
    // Whoever writes next clears up.
    DiskPool disk;
    SystemClock clock;
    ImagesDir store(root, disk, clock);
    AWAIT_OK(store.begin({}));
    AWAIT_OK(store.end());
    const QStringList left = problemsOf(root).filter(QLatin1String("stale-part"));
    for (const QString &problem : left) {
        QVERIFY2(problem.endsWith(QLatin1String(".part")), qPrintable(problem));
    }
}

void TestStoreKill::readWhileWritten()
{
    QFETCH(QString, layout);
    const QTemporaryDir folder;
    const QString root = folder.filePath(QStringLiteral("images"));
    ChildProcess child;
    child.start(writer, {root, layout});
    QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine(), patience);
    qsizetype looks = 0;
    qsizetype written = 0;
    while (written < 25 && child.state() == QProcess::Running) {
        const auto snapshot = takeSnapshot(root, {});
        QVERIFY(snapshot.has_value());
        QCOMPARE(problemLines(snapshot->problems), QStringList());
        for (const ListedImage &image : snapshot->images) {
            QVERIFY2(image.complete, qPrintable(image.reference.toString()));
        }
        ++looks;
        QTest::qWait(1); // for the child's output
        while (child.canReadLine()) {
            written += child.readLine().isEmpty() ? 0 : 1;
        }
    }
    QVERIFY2(child.state() == QProcess::Running, child.readAllStandardError().constData());
    QVERIFY(looks > 0);
    child.kill();
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
}

void TestStoreKill::halfMovedTag()
{
    // The instant between the two renames, made by hand: the tag file is new, the index old.
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const Descriptor one = images.root(Reference::parse(u"quay.io/acme/shared-a:1").value());
    const Descriptor two = images.root(Reference::parse(u"quay.io/acme/multi3:1.0").value());
    const Reference image = Reference::parse(u"quay.io/acme/moving:latest").value();
    const QTemporaryDir folder;
    DiskPool disk;
    SystemClock clock;
    ImagesDir store(folder.path(), disk, clock);
    const StorePaths paths(folder.path());
    AWAIT_OK(store.begin({}));
    AWAIT_OK(putImage(&store, images, image, two));
    AWAIT_OK(putImage(&store, images, image, one));
    AWAIT_OK(store.end());
    QVERIFY(!QFileInfo::exists(paths.move()));
    QVERIFY(writeTreeFile(paths.tagFile(image), images.content.value(two.digest)));
    QCOMPARE(problemsOf(folder.path()), QStringList{QStringLiteral("index-disagrees quay.io/acme/moving:latest")});
    AWAIT_ERROR(store.resolve(image, {}), ErrorKind::StoreDamaged);

    QVERIFY(writeTreeFile(paths.move(), writeMove({image, two.digest})));
    AWAIT_VALUE(resolved, store.resolve(image, {}));
    QCOMPARE(resolved.digest, two.digest);
    QCOMPARE(problemsOf(folder.path()), QStringList{QStringLiteral("stale-part blobs/.stowage/moving.json")});
    QCOMPARE(namesOf(folder.path()), QStringList{image.toString() + QLatin1Char(' ') + two.digest.toString()});
    AWAIT_OK(store.begin({}));
    AWAIT_OK(store.end());
    QVERIFY(!QFileInfo::exists(paths.move()));
    QCOMPARE(problemsOf(folder.path()).filter(QLatin1String("disagrees")), QStringList());
    AWAIT_VALUE(after, store.standing(image, {}));
    QCOMPARE(after.value_or(Descriptor()).digest, two.digest);
}

QTEST_GUILESS_MAIN(TestStoreKill)
#include "tst_storekill.moc"
