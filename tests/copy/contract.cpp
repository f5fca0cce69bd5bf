// SPDX-License-Identifier: Apache-2.0
// Contract: images as a whole. Blobs are in contractblobs.cpp.
#include "copy/contract.h"

#include "support/await.h"
#include "support/copyimage.h"
#include "support/scriptedblob.h"

#include <QFile>
#include <QTest>

#include <algorithm>

namespace stowage::test {

void ContractTest::addRows()
{
    QTest::addColumn<int>("end");
    for (size_t i = 0; i < m_ends.size(); ++i) {
        QTest::newRow(m_ends.at(i).name.constData()) << static_cast<int>(i);
    }
}

void ContractTest::init()
{
    QFETCH(int, end);
    m_traits = &m_ends.at(static_cast<size_t>(end));
    m_folder = std::make_unique<QTemporaryDir>();
    m_end = m_traits->make();
    QVERIFY(m_end);
    AWAIT_OK(m_end->target().begin({}));
}

void ContractTest::cleanup()
{
    if (m_end) {
        AWAIT_OK(m_end->target().end());
    }
    m_end.reset();
}

Reference ContractTest::name(const char *repository, const char *tag) const
{
    return Reference::fromParts(m_end->registry(), QString::fromLatin1(repository), QString::fromLatin1(tag)).value();
}

BlobSource ContractTest::sourceOf(const QByteArray &bytes)
{
    BlobSource source = plainSource(bytes);
    if (m_end->target().needsLocalBlobs()) {
        const QString path = m_folder->filePath(QString::number(m_files++));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()) {
            source.local = LocalRange{path, 0, bytes.size()};
        }
    }
    return source;
}

void ContractTest::put(const GeneratedImages &images, const Reference &image, const Descriptor &root)
{
    const QList<Descriptor> blobs = images.blobsOf(root);
    for (const Descriptor &blob : blobs) {
        const BlobSource source = sourceOf(images.content.value(blob.digest));
        AWAIT_OK(m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    }
    AWAIT_OK(m_end->target().commitBlobs(image, blobs, {}));
    const QList<PlannedManifest> manifests = images.manifestsOf(root);
    for (qsizetype i = 0; i + 1 < manifests.size(); ++i) {
        AWAIT_OK(m_end->target().putManifest(image, manifests.at(i).descriptor, manifests.at(i).bytes, {}));
    }
    AWAIT_OK(m_end->target().tag(image, manifests.constLast().descriptor, manifests.constLast().bytes, {}));
}

QByteArray ContractTest::readBlob(const Reference &image, const Descriptor &blob, qint64 offset)
{
    auto opened = await(m_end->source().openBlob(image, blob, offset, {}));
    if (!opened.value) {
        return "cannot open: " + opened.explanation();
    }
    QByteArray bytes;
    for (;;) {
        const auto piece = await((*opened.value)->read({}));
        if (!piece.value) {
            return "cannot read: " + piece.explanation();
        }
        if (piece.value->isEmpty()) {
            return bytes;
        }
        if (piece.value->size() > 1024 * 1024) {
            return "a piece is larger than 1 MiB";
        }
        bytes.append(piece.value->data(), piece.value->size());
    }
}

void ContractTest::compare(const GeneratedImages &images, const Reference &image, const Descriptor &root)
{
    AWAIT_VALUE(resolved, m_end->source().resolve(image, {}));
    QCOMPARE(resolved.digest, root.digest);
    QCOMPARE(resolved.mediaType, root.mediaType);
    QCOMPARE(resolved.size, root.size);
    AWAIT_VALUE(standing, m_end->target().standing(image, {}));
    QVERIFY(standing.has_value());
    QCOMPARE(standing->digest, root.digest);
    const QList<PlannedManifest> manifests = images.manifestsOf(root);
    for (const PlannedManifest &manifest : manifests) {
        AWAIT_VALUE(bytes, m_end->source().manifest(image, manifest.descriptor, {}));
        QCOMPARE(bytes, manifest.bytes);
    }
    const QList<Descriptor> blobs = images.blobsOf(root);
    for (const Descriptor &blob : blobs) {
        QCOMPARE(readBlob(image, blob), images.content.value(blob.digest));
        if (const auto local = m_end->source().locate(blob)) {
            QFile file(local->path);
            QVERIFY(file.open(QIODevice::ReadOnly) && file.seek(local->offset));
            QCOMPARE(file.read(local->length), images.content.value(blob.digest));
        }
    }
    AWAIT_VALUE(presence, m_end->target().probe(image, blobs, {}));
    QCOMPARE(presence.whole.size(), blobs.size());
}

void ContractTest::takesEveryKindOfImage()
{
    const GeneratedImages images = generateImages(m_end->registry());
    for (const auto &[image, root] : images.images) {
        put(images, image, root);
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    // Compared when all are there: no image may harm another.
    for (const auto &[image, root] : images.images) {
        compare(images, image, root);
        if (QTest::currentTestFailed()) {
            qWarning("in %s", qPrintable(image.toString()));
            return;
        }
    }
}

void ContractTest::takesOddImages()
{
    if (!m_traits->takesOddImages) {
        QSKIP("this end need not take them");
    }
    const GeneratedImages images = generateOddImages(m_end->registry());
    for (const auto &[image, root] : images.images) {
        put(images, image, root);
        compare(images, image, root);
        if (QTest::currentTestFailed()) {
            qWarning("in %s", qPrintable(image.toString()));
            return;
        }
    }
}

void ContractTest::takesUntaggedImages()
{
    const GeneratedImages images = generateImages(m_end->registry());
    for (const char *repository : {"acme/multi", "library/single-oci"}) {
        const Descriptor root = images.root(name(repository, qstrcmp(repository, "acme/multi") == 0 ? "1.0" : "v1"));
        const Reference image = name(repository, "x").withDigest(root.digest);
        put(images, image, root);
        compare(images, image, root);
    }
}

void ContractTest::lists()
{
    if (!m_end->lister()) {
        QSKIP("this end does not list");
    }
    AWAIT_VALUE(nothing, m_end->lister()->list({}));
    QCOMPARE(nothing.images.size(), 0);
    const GeneratedImages images = generateImages(m_end->registry());
    QStringList expected;
    for (const auto &[image, root] : images.images) {
        put(images, image, root);
        expected.append(image.toString());
    }
    expected.sort();
    AWAIT_VALUE(listing, m_end->lister()->list({}));
    QStringList found;
    for (const ListedImage &image : std::as_const(listing.images)) {
        found.append(image.reference.toString());
        QCOMPARE(image.root.digest, images.root(image.reference).digest);
        QVERIFY(image.complete);
    }
    QCOMPARE(found, expected);
    QCOMPARE(listing.problems.size(), 0);
}

void ContractTest::movesTags()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Descriptor first = images.root(name("acme/shared-a", "1"));
    const Descriptor second = images.root(name("acme/multi3", "1.0"));
    const Reference image = name("acme/moving", "latest");
    put(images, image, first);
    compare(images, image, first);
    put(images, image, second);
    compare(images, image, second);
    put(images, image, first);
    compare(images, image, first);
    // A second tag in the same repository leaves the first alone.
    put(images, image.withTag(QStringLiteral("other")), second);
    compare(images, image, first);
    compare(images, image.withTag(QStringLiteral("other")), second);
}

void ContractTest::tagComesLast()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference image = name("acme/multi3", "1.0");
    const Descriptor root = images.root(image);
    const QList<PlannedManifest> manifests = images.manifestsOf(root);
    const QList<Descriptor> blobs = images.blobsOf(root);
    for (const Descriptor &blob : blobs) {
        const BlobSource source = sourceOf(images.content.value(blob.digest));
        AWAIT_OK(m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
    }
    AWAIT_OK(m_end->target().commitBlobs(image, blobs, {}));
    for (qsizetype i = 0; i + 1 < manifests.size(); ++i) {
        AWAIT_OK(m_end->target().putManifest(image, manifests.at(i).descriptor, manifests.at(i).bytes, {}));
    }
    AWAIT_VALUE(before, m_end->target().standing(image, {}));
    QVERIFY(!before.has_value());
    AWAIT_ERROR(m_end->source().resolve(image, {}), ErrorKind::NotFound);
    AWAIT_OK(m_end->target().tag(image, root, manifests.constLast().bytes, {}));
    compare(images, image, root);
}

void ContractTest::knowsNothingYet()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference image = name("acme/multi3", "1.0");
    const Descriptor root = images.root(image);
    const auto isRefusal = [](const auto &outcome) {
        return outcome.error &&
               (outcome.error->kind == ErrorKind::NotFound || outcome.error->kind == ErrorKind::StoreDamaged);
    };
    AWAIT_ERROR(m_end->source().resolve(image, {}), ErrorKind::NotFound);
    AWAIT_ERROR(m_end->source().resolve(image.withDigest(root.digest), {}), ErrorKind::NotFound);
    const auto manifest = await(m_end->source().manifest(image, root, {}));
    QVERIFY2(isRefusal(manifest), manifest.explanation().constData());
    const QList<Descriptor> blobs = images.blobsOf(root);
    const auto body = await(m_end->source().openBlob(image, blobs.constFirst(), 0, {}));
    QVERIFY2(isRefusal(body), body.explanation().constData());
    QVERIFY(!m_end->source().locate(blobs.constFirst()));
    AWAIT_VALUE(standing, m_end->target().standing(image, {}));
    QVERIFY(!standing.has_value());
    AWAIT_VALUE(presence, m_end->target().probe(image, blobs, {}));
    QVERIFY(presence.whole.isEmpty());
    QVERIFY(presence.parts.isEmpty());
}

void ContractTest::isMendedByWritingAgain()
{
    const GeneratedImages images = generateImages(m_end->registry());
    const Reference image = name("acme/nested", "1.0");
    const Descriptor root = images.root(image);
    put(images, image, root);
    // A second run over what is there: nothing moves, everything stays.
    AWAIT_OK(m_end->target().end());
    AWAIT_OK(m_end->target().begin({}));
    const QList<Descriptor> blobs = images.blobsOf(root);
    for (const Descriptor &blob : blobs) {
        const BlobSource source = sourceOf(images.content.value(blob.digest));
        AWAIT_VALUE(moved, m_end->target().putBlob(image, blob, source, ignoreProgress(), {}));
        QCOMPARE(moved, 0);
    }
    put(images, image, root);
    compare(images, image, root);
}

} // namespace stowage::test
