// SPDX-License-Identifier: Apache-2.0
#include "async/cancelled.h"
#include "store/details.h"
#include "store/snapshot.h"
#include "support/storedamage.h"
#include "support/tree.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <numeric>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

namespace {

QJsonObject expectation(const QString &tree)
{
    const QByteArray json = readTreeFile(QStringLiteral(STOWAGE_TEST_DATA "/kubekey/%1.expect.json").arg(tree));
    return QJsonDocument::fromJson(json).object();
}

const ListedImage *find(const Snapshot &snapshot, const QString &reference)
{
    for (const ListedImage &image : snapshot.images) {
        if (image.reference.toString() == reference) {
            return &image;
        }
    }
    return nullptr;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fixtures_data();
    void fixtures();
    void platforms_data();
    void platforms();
    void sizes();
    void damage_data();
    void damage();
    void describesEveryImage_data();
    void describesEveryImage();
    void describesDamagedImage();
    void unreadable();
    void noStore();
    void cancels();

private:
    QString unpack(const QString &name) { return unpackTree(name, m_folder->path()); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSnapshot::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSnapshot::fixtures_data()
{
    QTest::addColumn<QString>("tree");
    for (const char *tree :
         {"kubekey-v4-both", "kubekey-v4-tag-layout", "kubekey-v4-layout-index", "kubekey-v4-tag-layout-amd64"}) {
        QTest::newRow(tree) << QString::fromLatin1(tree);
    }
}

void TestSnapshot::fixtures()
{
    QFETCH(QString, tree);
    const QString path = unpack(tree);
    QVERIFY(!path.isEmpty());
    const auto snapshot = takeSnapshot(path, {});
    QVERIFY(snapshot.has_value());
    QCOMPARE(problemLines(snapshot->problems), QStringList());

    // Every tag of the expectation with its digest, and no other.
    const QJsonObject expected = expectation(tree);
    const QJsonObject tags = expected.value(QStringLiteral("tags")).toObject();
    QVERIFY(!tags.isEmpty());
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        QString name = tag.key();
        name.replace(QLatin1String("registry-1.docker.io/"), QLatin1String("docker.io/"));
        const ListedImage *const image = find(*snapshot, name);
        QVERIFY2(image, qPrintable(name));
        const QJsonObject digests = tag.value().toObject();
        QVERIFY(!digests.isEmpty());
        for (const auto &digest : digests) {
            QCOMPARE(image->root.digest.toString(), digest.toString());
        }
        QVERIFY(image->complete);
        QVERIFY(image->root.size > 0);
    }
    QCOMPARE(snapshot->images.size(), tags.size());
    for (qsizetype i = 1; i < snapshot->images.size(); ++i) {
        QVERIFY(snapshot->images.at(i - 1).reference.toString() < snapshot->images.at(i).reference.toString());
    }

    // Every file of the expectation, as it was made.
    const QMap<QString, QByteArray> files = treeFiles(path);
    const QJsonArray list = expected.value(QStringLiteral("files")).toArray();
    QCOMPARE(files.size(), list.size());
    qsizetype blobs = 0;
    for (const auto &entry : list) {
        const QString name = entry.toArray().at(0).toString();
        QVERIFY2(files.contains(name), qPrintable(name));
        QCOMPARE(files.value(name).size(), entry.toArray().at(1).toInteger());
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(files.value(name), QCryptographicHash::Sha256).toHex()),
                 entry.toArray().at(2).toString());
        blobs += name.startsWith(QLatin1String("blobs/")) ? 1 : 0;
    }
    QCOMPARE(snapshot->blobs.size(), blobs);
}

void TestSnapshot::platforms_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("platforms");
    QTest::newRow("index") << "docker.io/acme/multi:1.0" << "linux/amd64 linux/arm64 linux/arm/v7 windows/amd64";
    QTest::newRow("nested index") << "quay.io/acme/nested:1.0" << "linux/amd64 linux/arm64 linux/arm/v7";
    QTest::newRow("P08 attestations are none") << "ghcr.io/acme/attested:1.0" << "linux/amd64 linux/arm64";
    QTest::newRow("P09 a single image says it in its config") << "docker.io/library/single-docker:v1" << "linux/amd64";
    QTest::newRow("an artifact has none") << "ghcr.io/acme/artifact:1.0" << "";
}

void TestSnapshot::platforms()
{
    QFETCH(QString, image);
    QFETCH(QString, platforms);
    const auto snapshot = takeSnapshot(unpack(QStringLiteral("kubekey-v4-both")), {});
    QVERIFY(snapshot.has_value());
    QStringList texts;
    for (const Platform &platform : find(*snapshot, image)->platforms) {
        texts.append(platform.toString());
    }
    QCOMPARE(texts.join(QLatin1Char(' ')), platforms);
}

void TestSnapshot::sizes()
{
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    const auto snapshot = takeSnapshot(path, {});
    QVERIFY(snapshot.has_value());
    for (const ListedImage &image : snapshot->images) {
        const auto details = describeImage(path, image.reference, {});
        QVERIFY(details.has_value());
        // Every manifest and blob of the image counts once.
        QHash<Digest, qint64> sizes;
        for (const ManifestDetails &manifest : details->image.manifests) {
            sizes.insert(manifest.descriptor.digest, manifest.bytes.size());
            for (const BlobDetails &blob : manifest.blobs) {
                if (!blob.descriptor.isForeign()) {
                    sizes.insert(blob.descriptor.digest, blob.descriptor.size);
                }
            }
        }
        const QList<qint64> values = sizes.values();
        QCOMPARE(image.size, std::accumulate(values.begin(), values.end(), qint64(0)));
    }
}

void TestSnapshot::damage_data()
{
    addDamageRows();
}

void TestSnapshot::damage()
{
    QFETCH(StoreDamage, damage);
    const QString path = unpack(damage.tree);
    QVERIFY(damage.apply(path));
    const auto snapshot = takeSnapshot(path, {});
    QVERIFY(snapshot.has_value());
    QCOMPARE(problemLines(snapshot->problems), damage.problems);
    QStringList incomplete;
    for (const ListedImage &image : snapshot->images) {
        if (!image.complete) {
            incomplete.append(image.reference.toString());
        }
    }
    QCOMPARE(incomplete, damage.incomplete);
    for (const QString &word : std::as_const(damage.words)) {
        QVERIFY2(snapshot->problems.constFirst().text.contains(word), qPrintable(snapshot->problems.constFirst().text));
    }
    for (const QString &image : std::as_const(damage.listed)) {
        QVERIFY2(find(*snapshot, image), qPrintable(image));
    }
}

void TestSnapshot::describesEveryImage_data()
{
    fixtures_data();
}

void TestSnapshot::describesEveryImage()
{
    QFETCH(QString, tree);
    const QString path = unpack(tree);
    const auto snapshot = takeSnapshot(path, {});
    QVERIFY(snapshot.has_value());
    for (const ListedImage &image : snapshot->images) {
        const auto details = describeImage(path, image.reference, {});
        QVERIFY(details.has_value());
        QCOMPARE(details->problems.size(), 0);
        QCOMPARE(details->image.manifests.constFirst().descriptor.digest, image.root.digest);
        for (const ManifestDetails &manifest : details->image.manifests) {
            QCOMPARE(Digest::ofBytes(manifest.bytes), manifest.descriptor.digest);
            if (!manifest.blobs.isEmpty() &&
                mediatype::isImageConfig(manifest.blobs.constFirst().descriptor.mediaType)) {
                QCOMPARE(Digest::ofBytes(manifest.config), manifest.blobs.constFirst().descriptor.digest);
                QVERIFY(manifest.descriptor.hasPlatform);
            }
        }
        if (image.reference.repository() == QLatin1String("acme/nested")) {
            QList<int> depths;
            for (const ManifestDetails &manifest : details->image.manifests) {
                depths.append(manifest.depth);
            }
            QCOMPARE(depths, (QList<int>{0, 1, 2, 2, 1}));
        }
    }
}

void TestSnapshot::describesDamagedImage()
{
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    const DamageTargets targets;
    QVERIFY(QFile::remove(path + QLatin1Char('/') + targets.multiFolder + targets.child));
    const auto details = describeImage(path, Reference::parse(targets.multi).value(), {});
    QVERIFY(details.has_value());
    QCOMPARE(problemLines(details->problems), QStringList{QStringLiteral("missing-manifest ") + targets.child});
    QCOMPARE(details->image.manifests.size(), 5);
    QVERIFY(details->image.manifests.at(1).bytes.isEmpty());
    QCOMPARE(details->image.manifests.at(1).descriptor.digest.toString(), targets.child);

    const auto missing = describeImage(path, Reference::parse(u"quay.io/no/such:tag").value(), {});
    QVERIFY(!missing.has_value());
    QCOMPARE(errorKindName(missing.error().kind), QStringLiteral("not-found"));
}

void TestSnapshot::unreadable()
{
    if (::geteuid() == 0) {
        QSKIP("root reads everything");
    }
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    const DamageTargets targets;
    QVERIFY(QFile::setPermissions(path + QLatin1Char('/') + targets.singleFolder + QStringLiteral("v1"), {}));
    QVERIFY(QFile::setPermissions(path + QStringLiteral("/ghcr.io"), {}));
    const auto snapshot = takeSnapshot(path, {});
    QFile::setPermissions(path + QStringLiteral("/ghcr.io"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(snapshot.has_value());
    QCOMPARE(problemLines(snapshot->problems),
             (QStringList{QStringLiteral("unreadable ") + targets.single, QStringLiteral("unreadable ghcr.io")}));
}

void TestSnapshot::noStore()
{
    const auto missing = takeSnapshot(m_folder->filePath(QStringLiteral("nothing")), {});
    QVERIFY(!missing.has_value());
    QCOMPARE(errorKindName(missing.error().kind), QStringLiteral("not-found"));
    const QString file = m_folder->filePath(QStringLiteral("file"));
    QVERIFY(writeTreeFile(file, "x"));
    QVERIFY(!takeSnapshot(file, {}).has_value());
    QVERIFY(QFile::remove(file));
    const auto empty = takeSnapshot(m_folder->path(), {});
    QVERIFY(empty.has_value());
    QCOMPARE(empty->images.size(), 0);
    QCOMPARE(empty->problems.size(), 0);
}

void TestSnapshot::cancels()
{
    const QString path = unpack(QStringLiteral("kubekey-v4-both"));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, takeSnapshot(path, stop.get_token()));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
