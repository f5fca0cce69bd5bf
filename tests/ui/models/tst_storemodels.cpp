// SPDX-License-Identifier: Apache-2.0
// The models of Browse, Compare, Push and Registries: plain values in, rows out.
#include "ui/models/browsemodel.h"
#include "ui/models/celltable.h"
#include "ui/models/comparisonmodel.h"
#include "ui/models/naturalorder.h"
#include "ui/models/prettyjson.h"
#include "ui/models/pushpreviewmodel.h"
#include "ui/models/registriesmodel.h"
#include "ui/models/roles.h"
#include "ui/support/fakeservice.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stowage;

namespace {

End storeAt(const char *path)
{
    return End{End::Kind::Store, QString::fromLatin1(path), {}};
}

ListedImage listed(const char *reference, qint64 size = 1000, bool complete = true)
{
    ListedImage image;
    image.reference = ref(reference);
    image.root.digest = dig(reference);
    image.root.mediaType = mediatype::ociManifest;
    image.size = size;
    image.complete = complete;
    image.platforms = {plat("linux/amd64")};
    return image;
}

Listing listingOf(std::initializer_list<const char *> references)
{
    Listing listing;
    for (const char *reference : references) {
        listing.images.append(listed(reference));
    }
    return listing;
}

BlobDetails blobOf(const char *name, qint64 size, bool present = true)
{
    BlobDetails blob;
    blob.descriptor.digest = dig(name);
    blob.descriptor.size = size;
    blob.descriptor.mediaType = QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");
    blob.present = present;
    return blob;
}

/// An index of two platforms and an attestation.
ImageDetails twoPlatforms(const Reference &reference)
{
    ImageDetails details;
    details.reference = reference;
    ManifestDetails root;
    root.descriptor.mediaType = mediatype::ociIndex;
    root.descriptor.digest = dig("index");
    details.manifests.append(root);
    for (const char *name : {"linux/amd64", "linux/arm64", "unknown/unknown"}) {
        ManifestDetails child;
        child.depth = 1;
        child.descriptor.mediaType = mediatype::ociManifest;
        child.descriptor.digest = dig(name);
        child.descriptor.size = 500;
        child.descriptor.platform = plat(name);
        child.descriptor.hasPlatform = true;
        child.blobs = {blobOf("config", 100), blobOf("base", 2000), blobOf(name, 3000, false)};
        details.manifests.append(child);
    }
    return details;
}

QString shown(const QModelIndex &index, int column)
{
    return index.siblingAtColumn(column).data().toString();
}

QStringList rowsBelow(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        names << model.index(row, 0, parent).data().toString();
    }
    return names;
}

RegistryEntry entryOf(const char *scope, const char *user, RegistryEntry::Keeping keeping)
{
    RegistryEntry entry;
    entry.scope = QString::fromLatin1(scope);
    entry.settings.registry = entry.scope.section(u'/', 0, 0);
    entry.username = QString::fromLatin1(user);
    entry.keeping = keeping;
    return entry;
}

} // namespace

class tst_StoreModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void naturalOrder_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("versions") << "v1.9" << "v1.10";
        QTest::newRow("patch") << "1.2.9" << "1.2.10";
        QTest::newRow("leading zeros") << "1.09" << "1.10";
        QTest::newRow("case") << "alpha" << "Beta";
        QTest::newRow("prefix") << "3.19" << "3.19-slim";
        QTest::newRow("long digits") << "9" << "123456789012345678901234567890";
        QTest::newRow("only zeros differ") << "01" << "1";
        QTest::newRow("empty") << "" << "a";
    }
    void naturalOrder()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QVERIFY(naturalCompare(left, right) < 0);
        QVERIFY(naturalCompare(right, left) > 0);
        QCOMPARE(naturalCompare(left, left), 0);
    }

    void prettyJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("nested") << QByteArray("{\"a\":[1,{\"b\":null}],\"c\":{}}")
                                << "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": {}\n}";
        QTest::newRow("already indented") << QByteArray("{\n   \"a\" :  1\n}") << "{\n  \"a\": 1\n}";
        QTest::newRow("double keys stay") << QByteArray("{\"a\":1,\"a\":2}") << "{\n  \"a\": 1,\n  \"a\": 2\n}";
        QTest::newRow("braces in strings") << QByteArray("[\"{\\\"[,:\"]") << "[\n  \"{\\\"[,:\"\n]";
        QTest::newRow("bidi is shown") << QByteArray("[\"a\xe2\x80\xae"
                                                     "b\"]")
                                       << "[\n  \"a\\u202eb\"\n]";
        QTest::newRow("control is shown") << QByteArray("[\"\x1b[31m\"]") << "[\n  \"\\u001b[31m\"\n]";
        QTest::newRow("broken") << QByteArray("{\"a\":") << "{\n  \"a\": ";
        QTest::newRow("no json") << QByteArray("]]]") << "\n]\n]\n]";
    }
    void prettyJson()
    {
        QFETCH(QByteArray, json);
        QTEST(stowage::prettyJson(json), "text");
    }
    void prettyJsonIsBounded()
    {
        bool truncated = false;
        const QString text = stowage::prettyJson(QByteArray(100000, '['), 1000, &truncated);
        QVERIFY(truncated);
        QVERIFY(text.size() < 1000 * (64 * 2 + 3));
    }

    void browseTree()
    {
        BrowseModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const End store = storeAt("/data/images");
        const QModelIndex top = model.addStore(store);
        QCOMPARE(shown(top, BrowseModel::NameColumn), QStringLiteral("/data/images"));
        QCOMPARE(shown(top, BrowseModel::StateColumn), QStringLiteral("Reading…"));
        QCOMPARE(model.addStore(store), top);

        Listing listing = listingOf({"docker.io/library/alpine:3.9", "docker.io/library/alpine:3.19",
                                     "docker.io/library/nginx:1.25", "ghcr.io/team/app:v1"});
        listing.images[3].complete = false;
        model.setListing(store, listing);
        QCOMPARE(shown(top, BrowseModel::StateColumn), QStringLiteral("4 image(s)"));
        QCOMPARE(rowsBelow(model, top), QStringList({QStringLiteral("docker.io"), QStringLiteral("ghcr.io")}));
        const QModelIndex docker = model.index(0, 0, top);
        QCOMPARE(shown(docker, BrowseModel::StateColumn), QStringLiteral("3 image(s)"));
        QCOMPARE(rowsBelow(model, docker),
                 QStringList({QStringLiteral("library/alpine"), QStringLiteral("library/nginx")}));
        const QModelIndex alpine = model.index(0, 0, docker);
        QCOMPARE(rowsBelow(model, alpine), QStringList({QStringLiteral("3.9"), QStringLiteral("3.19")}));
        QCOMPARE(alpine.data(CopyRole).toString(), QStringLiteral("docker.io/library/alpine"));
        const QModelIndex tag = model.index(1, 0, alpine);
        QCOMPARE(tag.data(CopyRole).toString(), QStringLiteral("docker.io/library/alpine:3.19"));
        QCOMPARE(shown(tag, BrowseModel::PlatformsColumn), QStringLiteral("linux/amd64"));
        QCOMPARE(shown(tag, BrowseModel::DigestColumn), dig("docker.io/library/alpine:3.19").shortText());
        QCOMPARE(tag.siblingAtColumn(BrowseModel::DigestColumn).data(Qt::ToolTipRole).toString(),
                 dig("docker.io/library/alpine:3.19").toString());
        QCOMPARE(shown(tag, BrowseModel::StateColumn), QStringLiteral("Complete"));
        QCOMPARE(shown(model.find(store, ref("ghcr.io/team/app:v1")), BrowseModel::StateColumn),
                 QStringLiteral("Incomplete"));
        QCOMPARE(model.imagesBelow(docker).size(), 3);
        QCOMPARE(model.findPath(model.path(tag)), tag);

        QPersistentModelIndex kept = tag;
        model.setListing(store, listing); // the same again: nothing moves
        QVERIFY(kept.isValid());
        Error unreadable;
        unreadable.kind = ErrorKind::NotReadable;
        model.setFailed(store, unreadable);
        QVERIFY(!kept.isValid());
        QCOMPARE(model.rowCount(top), 0);
        QCOMPARE(shown(top, BrowseModel::StateColumn), QStringLiteral("Cannot be read"));
        model.removeStore(store);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.allImages(), 0);
    }

    void browseDetailsAreLazy()
    {
        BrowseModel model;
        const End store = storeAt("/s");
        model.addStore(store);
        model.setListing(store, listingOf({"docker.io/library/alpine:1"}));
        const Reference image = ref("docker.io/library/alpine:1");
        const QModelIndex tag = model.find(store, image);
        QSignalSpy wanted(&model, &BrowseModel::detailsWanted);
        QVERIFY(model.hasChildren(tag));
        QCOMPARE(model.rowCount(tag), 0);
        model.fetchMore(tag);
        model.fetchMore(tag); // while it is under way it is not asked for again
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<Reference>(), image);

        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDetails(store, image, twoPlatforms(image));
        QCOMPARE(rowsBelow(model, tag), QStringList({QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64"),
                                                     QStringLiteral("Attestation")}));
        const QModelIndex platform = model.index(0, 0, tag);
        QCOMPARE(rowsBelow(model, platform),
                 QStringList({QStringLiteral("Config"), QStringLiteral("Layer 1"), QStringLiteral("Layer 2")}));
        QCOMPARE(shown(model.index(2, 0, platform), BrowseModel::StateColumn), QStringLiteral("Missing"));
        QCOMPARE(model.index(1, 0, platform).data(CopyRole).toString(), dig("base").toString());
        QCOMPARE(model.manifest(model.index(1, 0, platform)), 1);
        QCOMPARE(model.blob(model.index(1, 0, platform))->descriptor.size, 2000);
        QCOMPARE(model.kind(platform), BrowseKind::Platform);

        // An error replaces it by a sentence, and can be replaced again.
        model.setDetails(store, image, fail(ErrorKind::StoreDamaged, QStringLiteral("alpine")));
        QCOMPARE(model.rowCount(tag), 1);
        QVERIFY(!shown(model.index(0, 0, tag), BrowseModel::NameColumn).isEmpty());
        model.setDetails(store, image, twoPlatforms(image));
        QCOMPARE(model.rowCount(tag), 3);
        // What arrives for an image that is gone is dropped.
        model.setDetails(store, ref("docker.io/library/gone:1"), twoPlatforms(image));
        model.setDetails(storeAt("/other"), image, twoPlatforms(image));
    }

    void browseFilterKeepsPlaces()
    {
        BrowseModel model;
        const End store = storeAt("/s");
        const QModelIndex top = model.addStore(store);
        model.setListing(store, listingOf({"docker.io/library/alpine:1", "docker.io/library/alpine:2",
                                           "docker.io/library/nginx:1", "quay.io/team/web:1"}));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QPersistentModelIndex alpine2 = model.find(store, ref("docker.io/library/alpine:2"));
        QPersistentModelIndex nginx = model.find(store, ref("docker.io/library/nginx:1"));
        model.setFilter(QStringLiteral("  ALPINE :2 "));
        QCOMPARE(model.shownImages(), 1);
        QCOMPARE(model.allImages(), 4);
        QCOMPARE(rowsBelow(model, top), QStringList(QStringLiteral("docker.io")));
        QVERIFY(alpine2.isValid());
        QCOMPARE(alpine2.row(), 0);
        QVERIFY(!nginx.isValid());
        QCOMPARE(shown(top, BrowseModel::StateColumn), QStringLiteral("1 image(s)"));
        model.setFilter(QStringLiteral("nothing like it"));
        QCOMPARE(model.rowCount(top), 0);
        QCOMPARE(model.rowCount(), 1); // the store itself stays
        model.setFilter(QString());
        QCOMPARE(model.shownImages(), 4);
        QCOMPARE(model.rowCount(top), 2);

        // A store that arrives while a filter is set is filtered too.
        model.setFilter(QStringLiteral("web"));
        const End other = storeAt("/t");
        model.addStore(other);
        model.setListing(other, listingOf({"quay.io/team/web:2", "quay.io/team/api:2"}));
        QCOMPARE(model.shownImages(), 2);
        model.removeStore(store);
        QCOMPARE(model.shownImages(), 1);
    }

    void browseSorts()
    {
        BrowseModel model;
        const End store = storeAt("/s");
        model.addStore(store);
        Listing listing;
        listing.images = {listed("docker.io/library/a:v1.10", 10), listed("docker.io/library/a:v1.9", 30),
                          listed("docker.io/library/a:v1.2", 20)};
        model.setListing(store, listing);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QModelIndex repository = model.find(store, ref("docker.io/library/a:v1.9")).parent();
        const auto names = [&] { return rowsBelow(model, repository).join(u' '); };
        QCOMPARE(names(), QStringLiteral("v1.2 v1.9 v1.10"));
        model.sort(BrowseModel::NameColumn, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("v1.10 v1.9 v1.2"));
        QPersistentModelIndex kept = model.find(store, ref("docker.io/library/a:v1.9"));
        model.sort(BrowseModel::SizeColumn, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("v1.9 v1.2 v1.10"));
        QCOMPARE(kept.row(), 0);
        QCOMPARE(kept.data().toString(), QStringLiteral("v1.9"));
        // A listing read later takes the order in force.
        listing.images.append(listed("docker.io/library/a:v2", 25));
        model.setListing(store, listing);
        QCOMPARE(rowsBelow(model, model.find(store, ref("docker.io/library/a:v2")).parent()).join(u' '),
                 QStringLiteral("v1.9 v2 v1.2 v1.10"));
    }

    void browseTenThousand()
    {
        Listing listing;
        for (int i = 0; i < 10000; ++i) {
            ListedImage image = listed("docker.io/library/base:1");
            image.reference =
                ref(qPrintable(QStringLiteral("hub.local:5000/team%1/app%2:v1.%3").arg(i % 7).arg(i % 130).arg(i)));
            listing.images.append(image);
        }
        BrowseModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const End store = storeAt("/big");
        model.addStore(store);
        model.setListing(store, listing);
        QCOMPARE(model.shownImages(), 10000);
        model.setFilter(QStringLiteral("v1.9999"));
        QCOMPARE(model.shownImages(), 1);
        model.setFilter(QStringLiteral("team3/"));
        QCOMPARE(model.shownImages(), 1429);
        model.setFilter(QString());
        model.sort(BrowseModel::SizeColumn, Qt::DescendingOrder);
        QCOMPARE(model.imagesBelow(model.find(store)).size(), 10000);
    }
    void browseTenThousandCost()
    {
        Listing listing;
        for (int i = 0; i < 10000; ++i) {
            ListedImage image = listed("docker.io/library/base:1");
            image.reference = image.reference.withTag(QStringLiteral("v1.%1").arg((i * 7919) % 10000));
            listing.images.append(image);
        }
        BrowseModel model;
        const End store = storeAt("/big");
        model.addStore(store);
        model.setListing(store, listing);
        bool narrow = false;
        QBENCHMARK
        {
            narrow = !narrow;
            model.setFilter(narrow ? QStringLiteral("v1.77") : QString());
        }
    }

    void comparison()
    {
        ComparisonModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.isEmpty());
        QCOMPARE(model.rowCount(), 0);
        Comparison comparison;
        comparison.onlyLeft = {listed("docker.io/library/a:10", 10), listed("docker.io/library/a:9", 20)};
        comparison.onlyRight = {listed("docker.io/library/b:1", 40)};
        comparison.different = {{listed("docker.io/library/c:1", 1), listed("hub.local/library/c:1", 2)}};
        model.setComparison(comparison);
        QCOMPARE(rowsBelow(model),
                 QStringList({QStringLiteral("Only left: 2 image(s)"), QStringLiteral("Only right: 1 image(s)"),
                              QStringLiteral("Different: 1 image(s)"), QStringLiteral("Same: 0 image(s)")}));
        QCOMPARE(model.bytes(ComparisonModel::OnlyLeft), 30);
        QCOMPARE(model.bytes(ComparisonModel::OnlyRight), 40);
        const QModelIndex left = model.index(0, 0);
        QCOMPARE(rowsBelow(model, left),
                 QStringList({QStringLiteral("docker.io/library/a:9"), QStringLiteral("docker.io/library/a:10")}));
        const QModelIndex first = model.index(0, 0, left);
        QCOMPARE(shown(first, ComparisonModel::RightDigestColumn), QString());
        QCOMPARE(first.data(CopyRole).toString(), QStringLiteral("docker.io/library/a:9"));
        QCOMPARE(model.group(first), ComparisonModel::OnlyLeft);
        QCOMPARE(model.group(model.index(2, 0)), ComparisonModel::Different);
        QPersistentModelIndex kept = first;
        model.sort(ComparisonModel::LeftSizeColumn, Qt::AscendingOrder);
        QCOMPARE(kept.row(), 1);
        model.setFilter(QStringLiteral("a:10"));
        QVERIFY(!kept.isValid());
        QCOMPARE(model.rowCount(left), 1);
        QCOMPARE(model.images(ComparisonModel::OnlyLeft), 2); // the filter does not change what is copied
        QCOMPARE(model.leftImages(ComparisonModel::OnlyLeft).size(), 2);
        model.setFilter(QString());
        QCOMPARE(model.rowCount(left), 2);
        const QModelIndex changed = model.index(0, 0, model.index(2, 0));
        QVERIFY(changed.data(Qt::ToolTipRole).toString().contains(QStringLiteral("hub.local/library/c:1")));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void pushPreview()
    {
        PushPreviewModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Listing listing;
        listing.images = {listed("docker.io/library/a:1", 100), listed("docker.io/library/a:2", 200)};
        model.setListing(listing);
        const CopyItem one{ref("docker.io/library/a:1"), ref("hub.local/x/a:1")};
        CopyItem two{ref("docker.io/library/a:2"), ref("hub.local/x/a:2")};
        model.setItems({one, two});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(shown(model.index(1, 0), PushPreviewModel::TargetColumn), QStringLiteral("hub.local/x/a:2"));
        QCOMPARE(model.collisions(), 0);
        QCOMPARE(model.bytes(), 300);
        QCOMPARE(model.index(0, 1).data(CopyRole).toString(), QStringLiteral("hub.local/x/a:1"));

        QPersistentModelIndex kept = model.index(1, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        two.target = one.target;
        model.setItems({one, two}); // typing a name changes targets only: the rows stay
        QCOMPARE(reset.size(), 0);
        QVERIFY(kept.isValid());
        QCOMPARE(model.collisions(), 2);
        QVERIFY(!shown(model.index(0, 0), PushPreviewModel::NoteColumn).isEmpty());
        model.sort(PushPreviewModel::SizeColumn, Qt::DescendingOrder);
        QCOMPARE(kept.row(), 0);
        model.setItems({one});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowCount(), 1);
    }

    void registries()
    {
        RegistriesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<RegistryEntry> entries{
            entryOf("hub.local:5000", "ann", RegistryEntry::Keeping::Keychain),
            entryOf("hub.local:5000/team", "bob", RegistryEntry::Keeping::Session),
            entryOf("docker.io", "", RegistryEntry::Keeping::None),
        };
        entries[1].settings.skipVerification = true;
        entries[2].settings.plainHttp = true;
        model.setEntries(entries);
        QCOMPARE(shown(model.index(0, 0), RegistriesModel::AccountColumn), QStringLiteral("ann"));
        QCOMPARE(shown(model.index(0, 0), RegistriesModel::KeptColumn), QStringLiteral("Keychain"));
        QCOMPARE(shown(model.index(1, 0), RegistriesModel::KeptColumn), QStringLiteral("This session only"));
        QCOMPARE(shown(model.index(1, 0), RegistriesModel::TrustColumn), QStringLiteral("HTTPS, not verified"));
        QCOMPARE(shown(model.index(2, 0), RegistriesModel::AccountColumn), QStringLiteral("Anonymous"));
        QCOMPARE(shown(model.index(2, 0), RegistriesModel::TrustColumn), QStringLiteral("Plain HTTP"));
        QCOMPARE(shown(model.index(2, 0), RegistriesModel::TestColumn), QStringLiteral("Not tested"));
        model.sort(RegistriesModel::RegistryColumn);
        QCOMPARE(model.find(QStringLiteral("docker.io")), 0);
        QPersistentModelIndex kept = model.index(0, 0);
        model.setTesting(QStringLiteral("docker.io"));
        QCOMPARE(shown(kept, RegistriesModel::TestColumn), QStringLiteral("Testing…"));
        entries[2].lastTest = QDateTime::currentDateTime();
        entries[2].lastTestOk = true;
        entries[2].lastTestText = QStringLiteral("It answers.\u202e");
        model.setTesting({});
        model.setEntries(entries);
        QVERIFY(kept.isValid());
        QVERIFY(!shown(kept, RegistriesModel::TestColumn).contains(QChar(0x202e)));
    }

    void cells()
    {
        CellTable model({QStringLiteral("Name"), QStringLiteral("Size")});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({{Cell{.text = QStringLiteral("v10")}, Cell{.text = QStringLiteral("9 KiB"), .sortKey = 9000}},
                       {Cell{.text = QStringLiteral("v9"), .copy = QStringLiteral("x:v9")},
                        Cell{.text = QStringLiteral("10 B"), .sortKey = 10}},
                       {Cell{.text = QStringLiteral("<b>v1</b>")}}});
        QCOMPARE(rowsBelow(model).first(), QStringLiteral("v10"));
        QPersistentModelIndex kept = model.index(0, 0);
        model.sort(1, Qt::DescendingOrder);
        model.sort(0);
        QCOMPARE(kept.row(), 2);
        QCOMPARE(model.index(1, 0).data(CopyRole).toString(), QStringLiteral("x:v9"));
        QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(tst_StoreModels)
#include "tst_storemodels.moc"
