// SPDX-License-Identifier: Apache-2.0
// How long a look at a large store takes. Run by hand, from an optimised build; it judges nothing.
// STOWAGE_BENCH_IMAGES says how many images (10,000), every third of them with two platforms.
#include "store/layout.h"
#include "store/snapshot.h"
#include "store/verify.h"
#include "support/imagegenerator.h"
#include "support/tree.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

namespace {

constexpr int tagsPerRepository = 10;

QByteArray descriptorJson(const Descriptor &descriptor, const QByteArray &more = {})
{
    return "{\"mediaType\":\"" + descriptor.mediaType.toLatin1() + "\",\"digest\":\"" +
           descriptor.digest.toString().toLatin1() + "\",\"size\":" + QByteArray::number(descriptor.size) + more + '}';
}

} // namespace

class BenchSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void look();
    void verify();

private:
    Descriptor keepBlob(const QByteArray &bytes, const QString &type);
    Descriptor keepManifest(const Reference &image, const QByteArray &bytes, const QString &type);
    Descriptor makeImage(const Reference &image, int number, const QByteArray &architecture);

    QTemporaryDir m_folder;
    std::unique_ptr<StorePaths> m_paths;
    int m_images = 10000;
};

Descriptor BenchSnapshot::keepBlob(const QByteArray &bytes, const QString &type)
{
    Descriptor descriptor;
    descriptor.mediaType = type;
    descriptor.digest = Digest::ofBytes(bytes);
    descriptor.size = bytes.size();
    QFile file(m_paths->blob(descriptor.digest));
    if (!file.exists() && file.open(QIODevice::WriteOnly)) {
        file.write(bytes);
    }
    return descriptor;
}

Descriptor BenchSnapshot::keepManifest(const Reference &image, const QByteArray &bytes, const QString &type)
{
    Descriptor descriptor;
    descriptor.mediaType = type;
    descriptor.digest = Digest::ofBytes(bytes);
    descriptor.size = bytes.size();
    writeTreeFile(m_paths->manifest(image, descriptor.digest), bytes);
    return descriptor;
}

Descriptor BenchSnapshot::makeImage(const Reference &image, int number, const QByteArray &architecture)
{
    const QByteArray mark = QByteArray::number(number) + architecture;
    const QByteArray config = "{\"architecture\":\"" + architecture +
                              "\",\"os\":\"linux\",\"config\":{\"Labels\":{\"n\":\"" + mark + "\"}},\"history\":[" +
                              QByteArray(4000, ' ') + "]}";
    QByteArrayList layers;
    for (int layer = 0; layer < 6; ++layer) {
        // Most layers are shared, as those of real images are.
        const QByteArray bytes = layer < 4 ? "base " + QByteArray::number((number / 50) * 4 + layer) + architecture
                                           : "own " + mark + ' ' + QByteArray::number(layer);
        layers.append(descriptorJson(keepBlob(bytes, QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip"))));
    }
    const QByteArray manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + mediatype::ociManifest.toLatin1() +
                                "\",\"config\":" + descriptorJson(keepBlob(config, mediatype::ociConfig)) +
                                ",\"layers\":[" + layers.join(',') + "]}";
    return keepManifest(image, manifest, mediatype::ociManifest);
}

void BenchSnapshot::initTestCase()
{
    const int wanted = qEnvironmentVariableIntValue("STOWAGE_BENCH_IMAGES");
    m_images = wanted > 0 ? wanted : m_images;
    m_paths = std::make_unique<StorePaths>(m_folder.path());
    QDir().mkpath(m_paths->blobs());
    LayoutIndex index;
    for (int number = 0; number < m_images; ++number) {
        const Reference image =
            Reference::fromParts(u"quay.io",
                                 QStringLiteral("team%1/app%2").arg(number / 1000).arg(number / tagsPerRepository),
                                 QStringLiteral("v%1").arg(number % tagsPerRepository))
                .value();
        Descriptor root = makeImage(image, number, "amd64");
        if (number % 3 == 0) {
            const Descriptor other = makeImage(image, number, "arm64");
            const QByteArray bytes =
                "{\"schemaVersion\":2,\"mediaType\":\"" + mediatype::ociIndex.toLatin1() + "\",\"manifests\":[" +
                descriptorJson(root, ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}") + ',' +
                descriptorJson(other, ",\"platform\":{\"architecture\":\"arm64\",\"os\":\"linux\"}") + "]}";
            root = keepManifest(image, bytes, mediatype::ociIndex);
        }
        QVERIFY(QFile::copy(m_paths->manifest(image, root.digest), m_paths->tagFile(image)));
        index.entries.insert(image.tag(), root.digest.toString());
        if (number % tagsPerRepository == tagsPerRepository - 1 || number == m_images - 1) {
            index.mark();
            QVERIFY(writeTreeFile(m_paths->index(image), writeLayoutIndex(index)));
            index.entries.clear();
        }
    }
}

void BenchSnapshot::look()
{
    QBENCHMARK
    {
        const auto snapshot = takeSnapshot(m_folder.path(), {});
        QVERIFY(snapshot.has_value());
        QCOMPARE(snapshot->images.size(), m_images);
        QCOMPARE(snapshot->problems.size(), 0);
    }
}

void BenchSnapshot::verify()
{
    QBENCHMARK
    {
        const auto verification = verifyStore(m_folder.path(), {}, {});
        QVERIFY(verification.has_value());
        QCOMPARE(verification->problems.size(), 0);
    }
}

QTEST_GUILESS_MAIN(BenchSnapshot)
#include "benchsnapshot.moc"
