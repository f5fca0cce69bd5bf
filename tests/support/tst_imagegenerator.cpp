// SPDX-License-Identifier: Apache-2.0
#include "oci/manifest.h"
#include "support/imagegenerator.h"

#include <QTest>

using namespace stowage;
using namespace stowage::test;

/// The generator is what other tests stand on, so it is held against the parser and against itself.
class TestImageGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void content_data();
    void content();
    void isTheSameEveryTime();
};

void TestImageGenerator::content_data()
{
    QTest::addColumn<bool>("odd");
    QTest::newRow("images") << false;
    QTest::newRow("odd images") << true;
}

void TestImageGenerator::content()
{
    QFETCH(bool, odd);
    const QString registry = QStringLiteral("hub.test:5000");
    const GeneratedImages generated = odd ? generateOddImages(registry) : generateImages(registry);
    QVERIFY(generated.images.size() >= 7);
    for (auto it = generated.content.cbegin(); it != generated.content.cend(); ++it) {
        QCOMPARE(Digest::ofBytes(it.value(), it.key()), it.key());
        QCOMPARE(generated.descriptors.value(it.key()).size, it.value().size());
    }
    for (const auto &[name, root] : generated.images) {
        QCOMPARE(name.registry(), registry);
        const QList<PlannedManifest> manifests = generated.manifestsOf(root);
        QCOMPARE(manifests.constLast().descriptor.digest, root.digest);
        for (const PlannedManifest &manifest : manifests) {
            const auto parsed = Manifest::parse(manifest.bytes, manifest.descriptor.mediaType);
            QVERIFY2(parsed.has_value(),
                     qPrintable(name.toString() + u' ' + (parsed ? QString() : technicalLine(parsed.error()))));
            QCOMPARE(parsed->manifests.size(), generated.children.value(manifest.descriptor.digest).size());
            const QList<Descriptor> named = parsed->blobs();
            const QList<Descriptor> meant = generated.blobs.value(manifest.descriptor.digest);
            QCOMPARE(named.size(), meant.size());
            for (qsizetype i = 0; i < named.size(); ++i) {
                QCOMPARE(named.at(i).digest, meant.at(i).digest);
                QCOMPARE(named.at(i).size, meant.at(i).size);
                QCOMPARE(named.at(i).mediaType, meant.at(i).mediaType);
                QCOMPARE(named.at(i).urls, meant.at(i).urls);
            }
        }
        for (const Descriptor &blob : generated.blobsOf(root)) {
            QVERIFY(generated.content.contains(blob.digest));
        }
    }
}

void TestImageGenerator::isTheSameEveryTime()
{
    const GeneratedImages one = generateImages(QStringLiteral("docker.io"));
    const GeneratedImages two = generateImages(QStringLiteral("docker.io"));
    QCOMPARE(one.content, two.content);
    QVERIFY(one.images == two.images);
    const GeneratedImages elsewhere = generateImages(QStringLiteral("quay.io"));
    QCOMPARE(one.content, elsewhere.content);
}

QTEST_GUILESS_MAIN(TestImageGenerator)
#include "tst_imagegenerator.moc"
