// SPDX-License-Identifier: Apache-2.0
#include "async/cancelled.h"
#include "store/verify.h"
#include "support/storedamage.h"
#include "support/tree.h"

#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fixtures_data();
    void fixtures();
    void damage_data();
    void damage();
    void findsFlippedBytes_data();
    void findsFlippedBytes();
    void unreadableBlob();
    void cancels();

private:
    QString unpack(const QString &name) { return unpackTree(name, m_folder->path()); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestVerify::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestVerify::fixtures_data()
{
    QTest::addColumn<QString>("tree");
    for (const char *tree :
         {"kubekey-v4-both", "kubekey-v4-tag-layout", "kubekey-v4-layout-index", "kubekey-v4-tag-layout-amd64"}) {
        QTest::newRow(tree) << QString::fromLatin1(tree);
    }
}

void TestVerify::fixtures()
{
    QFETCH(QString, tree);
    const QString path = unpack(tree);
    qint64 blobs = 0;
    qint64 bytes = 0;
    const QMap<QString, QByteArray> files = treeFiles(path);
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (file.key().startsWith(QLatin1String("blobs/"))) {
            ++blobs;
            bytes += file.value().size();
        }
    }
    qint64 last = -1;
    qint64 promised = 0;
    bool forward = true;
    const auto verification = verifyStore(path,
                                          [&](qint64 done, qint64 total) {
                                              forward = forward && done >= last;
                                              last = done;
                                              promised = total;
                                          },
                                          {});
    QVERIFY(verification.has_value());
    QCOMPARE(problemLines(verification->problems), QStringList());
    QCOMPARE(verification->blobs, blobs);
    QCOMPARE(verification->bytes, bytes);
    QVERIFY(forward);
    QCOMPARE(last, bytes);
    QCOMPARE(promised, bytes);
}

void TestVerify::damage_data()
{
    addDamageRows();
}

void TestVerify::damage()
{
    // Everything that a look finds, verifying finds too, and nothing twice.
    QFETCH(StoreDamage, damage);
    const QString path = unpack(damage.tree);
    QVERIFY(damage.apply(path));
    const auto verification = verifyStore(path, {}, {});
    QVERIFY(verification.has_value());
    QCOMPARE(problemLines(verification->problems), damage.problems);
}

void TestVerify::findsFlippedBytes_data()
{
    QTest::addColumn<int>("threads");
    QTest::newRow("one thread") << 1;
    QTest::newRow("several threads") << 4;
}

void TestVerify::findsFlippedBytes()
{
    QFETCH(int, threads);
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    const DamageTargets targets;
    QVERIFY(flipByte(path + QStringLiteral("/blobs/") + targets.layer, 50));
    QVERIFY(flipByte(path + QStringLiteral("/blobs/") + targets.singleConfig, 5));
    QVERIFY(flipByte(path + QLatin1Char('/') + targets.multiFolder + targets.child, 50));
    const auto verification = verifyStore(path, {}, {}, threads);
    QVERIFY(verification.has_value());
    QStringList expected{QStringLiteral("corrupt-blob ") + targets.layer,
                         QStringLiteral("corrupt-blob ") + targets.singleConfig,
                         QStringLiteral("corrupt-manifest docker.io/acme/multi@") + targets.child};
    expected.sort();
    QCOMPARE(problemLines(verification->problems), expected);
}

void TestVerify::unreadableBlob()
{
    if (::geteuid() == 0) {
        QSKIP("root reads everything");
    }
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    const DamageTargets targets;
    QVERIFY(QFile::setPermissions(path + QStringLiteral("/blobs/") + targets.layer, {}));
    const auto verification = verifyStore(path, {}, {});
    QVERIFY(verification.has_value());
    QCOMPARE(problemLines(verification->problems), QStringList{QStringLiteral("unreadable ") + targets.layer});
}

void TestVerify::cancels()
{
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    std::stop_source stop;
    const auto onProgress = [&stop](qint64 done, qint64) {
        if (done > 0) {
            stop.request_stop();
        }
    };
    QVERIFY_THROWS_EXCEPTION(Cancelled, verifyStore(path, onProgress, stop.get_token()));
}

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
