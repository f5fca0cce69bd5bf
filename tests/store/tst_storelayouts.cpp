// SPDX-License-Identifier: Apache-2.0
// The files of each layout: what is written, what is kept in step, what is read.
#include "store/imagesdir.h"
#include "store/snapshot.h"
#include "store/storetest.h"
#include "support/await.h"
#include "support/copyimage.h"
#include "support/storedamage.h"
#include "support/tree.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

class TestStoreLayouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rewritesFixtures_data();
    void rewritesFixtures();
    void awkwardTags_data();
    void awkwardTags();
    void convertsOtherLayouts_data();
    void convertsOtherLayouts();
    void standingAsksForTheWholeForm_data();
    void standingAsksForTheWholeForm();
    void reads_data();
    void reads();
    void keepsUntaggedRoots();
    void mendsBrokenIndex_data();
    void mendsBrokenIndex();
    void parallelTagsOfOneRepository();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<ImagesDir> open(const QString &root, TreeLayout layout = TreeLayout::Both)
    {
        return std::make_unique<ImagesDir>(root, m_disk, m_clock,
                                           ImagesDir::Options{.layout = layout, .waitForLock = false});
    }
    /// Copies every image of the store at `from` into a new store at `to`.
    void copyAll(const QString &from, const QString &to, TreeLayout layout);

    std::unique_ptr<QTemporaryDir> m_folder;
    DiskPool m_disk;
    ManualClock m_clock;
};

void TestStoreLayouts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestStoreLayouts::copyAll(const QString &from, const QString &to, TreeLayout layout)
{
    const auto source = open(from);
    const auto target = open(to, layout);
    AWAIT_VALUE(listing, source->list({}));
    AWAIT_OK(target->begin({}));
    for (const ListedImage &image : std::as_const(listing.images)) {
        AWAIT_OK(copyImage(source.get(), target.get(), image.reference, image.reference));
    }
    AWAIT_OK(target->end());
}

void TestStoreLayouts::rewritesFixtures_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<TreeLayout>("layout");
    const QString both = QStringLiteral("kubekey-v4-both");
    const QString tag = QStringLiteral("kubekey-v4-tag-layout");
    const QString index = QStringLiteral("kubekey-v4-layout-index");
    const QString amd64 = QStringLiteral("kubekey-v4-tag-layout-amd64");
    QTest::newRow("both") << both << both << TreeLayout::Both;
    QTest::newRow("both from tag layout") << tag << both << TreeLayout::Both;
    QTest::newRow("both from layout index") << index << both << TreeLayout::Both;
    QTest::newRow("tag layout") << tag << tag << TreeLayout::Tag;
    QTest::newRow("tag layout from layout index") << index << tag << TreeLayout::Tag;
    QTest::newRow("tag layout from both") << both << tag << TreeLayout::Tag;
    QTest::newRow("layout index") << index << index << TreeLayout::Index;
    QTest::newRow("layout index from both") << both << index << TreeLayout::Index;
    QTest::newRow("one platform") << amd64 << amd64 << TreeLayout::Tag;
}

void TestStoreLayouts::rewritesFixtures()
{
    QFETCH(QString, from);
    QFETCH(QString, fixture);
    QFETCH(TreeLayout, layout);
    const QString source = unpackTree(from, m_folder->path());
    const QString expected = from == fixture ? source : unpackTree(fixture, m_folder->path());
    QVERIFY(!source.isEmpty() && !expected.isEmpty());
    copyAll(source, path("new"), layout);
    QCOMPARE(treeFiles(path("new")).keys(), treeFiles(expected).keys());
    QCOMPARE(treeFiles(path("new")), treeFiles(expected));
    QCOMPARE(problemsOf(path("new")), QStringList());
    // Once more over itself: nothing changes.
    copyAll(source, path("new"), layout);
    QCOMPARE(treeFiles(path("new")), treeFiles(expected));
}

void TestStoreLayouts::awkwardTags_data()
{
    QTest::addColumn<TreeLayout>("layout");
    QTest::addColumn<QString>("files"); // beside those under digests
    QTest::newRow("both") << TreeLayout::Both << "V1.0_x-y.Z layout manifests mediaType";
    QTest::newRow("tag layout") << TreeLayout::Tag << "V1.0_x-y.Z layout manifests mediaType";
    QTest::newRow("layout index") << TreeLayout::Index << "layout";
}

void TestStoreLayouts::awkwardTags()
{
    QFETCH(TreeLayout, layout);
    QFETCH(QString, files);
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const auto target = open(path("new"), layout);
    AWAIT_OK(target->begin({}));
    QStringList expected;
    for (const auto &[image, root] : images.images) {
        if (image.repository() == QLatin1String("acme/weird")) {
            AWAIT_OK(putImage(target.get(), images, image, root));
            expected.append(image.toString() + QLatin1Char(' ') + root.digest.toString());
        }
    }
    AWAIT_OK(target->end());
    expected.sort();
    QCOMPARE(namesOf(path("new")), expected);
    QCOMPARE(problemsOf(path("new")), QStringList());
    QDir folder(path("new/quay.io/acme/weird/manifests"));
    QStringList found = folder.entryList(QDir::Files, QDir::Name);
    found.removeIf([](const QString &name) { return name.startsWith(QLatin1String("sha256:")); });
    QCOMPARE(found.join(QLatin1Char(' ')), files);
    for (const auto &[image, root] : images.images) {
        if (image.repository() == QLatin1String("acme/weird")) {
            AWAIT_VALUE(resolved, target->resolve(image, {}));
            QCOMPARE(resolved.digest, root.digest);
            AWAIT_VALUE(standing, target->standing(image, {}));
            QVERIFY2(standing.has_value(), qPrintable(image.toString()));
        }
    }
}

void TestStoreLayouts::convertsOtherLayouts_data()
{
    QTest::addColumn<TreeLayout>("before");
    QTest::addColumn<TreeLayout>("after");
    QTest::addColumn<QString>("files");
    const auto row = [](const char *name, TreeLayout before, TreeLayout after, const char *files) {
        QTest::newRow(name) << before << after << QString::fromLatin1(files);
    };
    // A repository keeps every form that it has, and each form knows every tag.
    row("tag layout, then both", TreeLayout::Tag, TreeLayout::Both, "layout new old");
    row("layout index, then both", TreeLayout::Index, TreeLayout::Both, "layout new old");
    row("both, then layout index", TreeLayout::Both, TreeLayout::Index, "layout new old");
    row("both, then tag layout", TreeLayout::Both, TreeLayout::Tag, "layout new old");
    row("tag layout, then layout index", TreeLayout::Tag, TreeLayout::Index, "layout new old");
    row("layout index, then tag layout", TreeLayout::Index, TreeLayout::Tag, "layout new old");
    row("tag layout only", TreeLayout::Tag, TreeLayout::Tag, "new old");
    row("layout index only", TreeLayout::Index, TreeLayout::Index, "layout");
}

void TestStoreLayouts::convertsOtherLayouts()
{
    QFETCH(TreeLayout, before);
    QFETCH(TreeLayout, after);
    QFETCH(QString, files);
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const Descriptor one = images.root(Reference::parse(u"quay.io/acme/shared-a:1").value());
    const Descriptor two = images.root(Reference::parse(u"quay.io/acme/multi3:1.0").value());
    const Reference old = Reference::parse(u"quay.io/acme/x:old").value();
    const Reference fresh = Reference::parse(u"quay.io/acme/x:new").value();
    const auto first = open(path("new"), before);
    AWAIT_OK(first->begin({}));
    AWAIT_OK(putImage(first.get(), images, old, one));
    AWAIT_OK(first->end());
    const auto second = open(path("new"), after);
    AWAIT_OK(second->begin({}));
    AWAIT_OK(putImage(second.get(), images, fresh, two));
    const QStringList expected{fresh.toString() + QLatin1Char(' ') + two.digest.toString(),
                               old.toString() + QLatin1Char(' ') + one.digest.toString()};
    QCOMPARE(namesOf(path("new")), expected);
    QDir folder(path("new/quay.io/acme/x/manifests"));
    QStringList found = folder.entryList(QDir::Files, QDir::Name);
    found.removeIf([](const QString &name) { return name.startsWith(QLatin1String("sha256:")); });
    QCOMPARE(found.join(QLatin1Char(' ')), files);
    // Moving the old tag keeps its forms in step, too.
    AWAIT_OK(putImage(second.get(), images, old, two));
    AWAIT_VALUE(resolved, second->resolve(old, {}));
    QCOMPARE(resolved.digest, two.digest);
    AWAIT_OK(second->end());
    const QStringList problems = problemsOf(path("new"));
    QCOMPARE(problems.filter(QLatin1String("index-disagrees")), QStringList());
}

void TestStoreLayouts::standingAsksForTheWholeForm_data()
{
    QTest::addColumn<TreeLayout>("layout");
    QTest::addColumn<QString>("file"); // taken away
    QTest::newRow("both, tag file") << TreeLayout::Both << "1.0";
    QTest::newRow("both, index") << TreeLayout::Both << "layout";
    QTest::newRow("both, root under its digest") << TreeLayout::Both << "root";
    QTest::newRow("both, child") << TreeLayout::Both << "child";
    QTest::newRow("tag layout, tag file") << TreeLayout::Tag << "1.0";
    QTest::newRow("tag layout, child") << TreeLayout::Tag << "child";
    QTest::newRow("layout index, index") << TreeLayout::Index << "layout";
    QTest::newRow("layout index, root") << TreeLayout::Index << "root";
}

void TestStoreLayouts::standingAsksForTheWholeForm()
{
    QFETCH(TreeLayout, layout);
    QFETCH(QString, file);
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const Reference image = Reference::parse(u"quay.io/acme/nested:1.0").value();
    const Descriptor root = images.root(image);
    const auto target = open(path("new"), layout);
    AWAIT_OK(target->begin({}));
    AWAIT_OK(putImage(target.get(), images, image, root));
    AWAIT_VALUE(before, target->standing(image, {}));
    QCOMPARE(before.value_or(Descriptor()).digest, root.digest);
    const QMap<QString, QByteArray> whole = treeFiles(path("new"));
    if (file == QLatin1String("root")) {
        file = root.digest.toString();
    } else if (file == QLatin1String("child")) {
        file = images.manifestsOf(root).constFirst().descriptor.digest.toString(); // below the inner index
    }
    QVERIFY(QFile::remove(path("new/quay.io/acme/nested/manifests/") + file));
    AWAIT_VALUE(damaged, target->standing(image, {}));
    QVERIFY(!damaged.has_value());
    AWAIT_OK(putImage(target.get(), images, image, root));
    AWAIT_VALUE(after, target->standing(image, {}));
    QVERIFY(after.has_value());
    QCOMPARE(treeFiles(path("new")), whole);
}

void TestStoreLayouts::reads_data()
{
    QTest::addColumn<QString>("tree");
    for (const char *tree :
         {"kubekey-v4-both", "kubekey-v4-tag-layout", "kubekey-v4-layout-index", "kubekey-v4-tag-layout-amd64"}) {
        QTest::newRow(tree) << QString::fromLatin1(tree);
    }
}

void TestStoreLayouts::reads()
{
    QFETCH(QString, tree);
    const QString root = unpackTree(tree, m_folder->path());
    const auto source = open(root);
    AWAIT_VALUE(listing, source->list({}));
    for (const ListedImage &image : std::as_const(listing.images)) {
        AWAIT_VALUE(byTag, source->resolve(image.reference, {}));
        QCOMPARE(byTag.digest, image.root.digest);
        QCOMPARE(byTag.mediaType, image.root.mediaType);
        // In the tag layout, too, where no file is called so.
        AWAIT_VALUE(byDigest, source->resolve(image.reference.withDigest(image.root.digest), {}));
        QCOMPARE(byDigest.digest, image.root.digest);
        AWAIT_VALUE(bytes, source->manifest(image.reference, byDigest, {}));
        QCOMPARE(Digest::ofBytes(bytes), image.root.digest);
    }
}

void TestStoreLayouts::keepsUntaggedRoots()
{
    const GeneratedImages images = generateImages(QStringLiteral("docker.io"));
    const Descriptor root = images.root(Reference::parse(u"acme/multi3:1.0").value());
    const Reference image = Reference::parse(u"acme/multi3").value().withDigest(root.digest);
    for (const TreeLayout layout : {TreeLayout::Both, TreeLayout::Tag, TreeLayout::Index}) {
        const QString store = path("new") + QString::number(static_cast<int>(layout));
        const auto target = open(store, layout);
        AWAIT_OK(target->begin({}));
        AWAIT_OK(putImage(target.get(), images, image, root));
        AWAIT_OK(putImage(target.get(), images, image, root));
        AWAIT_OK(target->end());
        QCOMPARE(namesOf(store), QStringList{image.toString() + QLatin1Char(' ') + root.digest.toString()});
        QCOMPARE(problemsOf(store), QStringList());
        QVERIFY(!QFileInfo::exists(store + QStringLiteral("/registry-1.docker.io/acme/multi3/manifests/layout")));
    }
}

void TestStoreLayouts::mendsBrokenIndex_data()
{
    QTest::addColumn<TreeLayout>("layout"); // that is written
    QTest::newRow("both") << TreeLayout::Both;
    QTest::newRow("tag layout") << TreeLayout::Tag;
    QTest::newRow("layout index") << TreeLayout::Index;
}

void TestStoreLayouts::mendsBrokenIndex()
{
    QFETCH(TreeLayout, layout);
    const QString root = unpackTree(QStringLiteral("kubekey-v4-both"), m_folder->path());
    const DamageTargets targets;
    const QStringList names = namesOf(root);
    const QString index = targets.multiFolder + indexName;
    const QString tagFile = root + QLatin1Char('/') + targets.multiFolder + QStringLiteral("1.0");
    QVERIFY(writeTreeFile(root + QLatin1Char('/') + index, "{ torn"));
    const auto store = open(root, layout);
    const Reference image = Reference::parse(targets.multi).value();
    // As a source it is damaged, and nothing is written.
    const QMap<QString, QByteArray> before = treeFiles(root);
    AWAIT_ERROR(store->resolve(image, {}), ErrorKind::StoreDamaged);
    QCOMPARE(treeFiles(root), before);
    // As a target the image is not there as a whole, and writing it again mends the others of the repository too.
    AWAIT_OK(store->begin({}));
    AWAIT_VALUE(standing, store->standing(image, {}));
    QVERIFY(!standing.has_value());
    const QByteArray bytes = readTreeFile(tagFile);
    AWAIT_OK(store->tag(image, descriptorOf(bytes), bytes, {}));
    AWAIT_VALUE(after, store->standing(image, {}));
    QCOMPARE(after.value_or(Descriptor()).digest, Digest::ofBytes(bytes));
    AWAIT_OK(store->end());
    const QStringList problems = problemsOf(root);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1String(", "))));
    QCOMPARE(namesOf(root), names);
    // What it was is not lost.
    const QDir own(root + QStringLiteral("/blobs/.stowage"));
    const QStringList kept = own.entryList({QStringLiteral("*.broken")}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(readTreeFile(own.filePath(kept.constFirst())), QByteArray("{ torn"));
}

void TestStoreLayouts::parallelTagsOfOneRepository()
{
    // Several images of one repository end at once: no entry of the index may be lost.
    const GeneratedImages images = generateImages(QStringLiteral("quay.io"));
    const Descriptor root = images.root(Reference::parse(u"quay.io/acme/shared-a:1").value());
    const Reference image = Reference::parse(u"quay.io/acme/many:x").value();
    const auto target = open(path("new"));
    AWAIT_OK(target->begin({}));
    AWAIT_OK(putImage(target.get(), images, image, root));
    std::vector<std::shared_ptr<Outcome<void>>> running;
    QStringList expected{image.toString() + QLatin1Char(' ') + root.digest.toString()};
    for (int i = 0; i < 40; ++i) {
        const Reference name = image.withTag(QStringLiteral("t%1").arg(i));
        expected.append(name.toString() + QLatin1Char(' ') + root.digest.toString());
        running.push_back(started(target->tag(name, root, images.content.value(root.digest), {})));
    }
    for (const auto &outcome : running) {
        QTRY_VERIFY(outcome->ended());
        QVERIFY(outcome->value.has_value());
    }
    expected.sort();
    QCOMPARE(namesOf(path("new")), expected);
    QCOMPARE(problemsOf(path("new")), QStringList());
}

QTEST_GUILESS_MAIN(TestStoreLayouts)
#include "tst_storelayouts.moc"
