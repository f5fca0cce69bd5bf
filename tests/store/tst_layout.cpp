// SPDX-License-Identifier: Apache-2.0
#include "oci/mediatype.h"
#include "store/layout.h"
#include "store/roots.h"

#include <QTest>

using namespace stowage;
using namespace stowage::store;

namespace {

const QByteArray a = "sha256:" + QByteArray(64, 'a');
const QByteArray b = "sha256:" + QByteArray(64, 'b');
const QString digestA = QString::fromLatin1(a);
const QString digestB = QString::fromLatin1(b);

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths();
    void registries_data();
    void registries();
    void readsIndex_data();
    void readsIndex();
    void refusesIndex_data();
    void refusesIndex();
    void writesIndex();
    void marks();
    void forms_data();
    void forms();
    void roots();
    void refusesRoots_data();
    void refusesRoots();
};

void TestLayout::paths()
{
    const StorePaths paths(QStringLiteral("/data/images/"));
    const Digest digest = Digest::parse(digestA).value();
    const Reference hub = Reference::parse(u"alpine:3.19").value();
    const Reference local = Reference::parse(u"127.0.0.1:5055/a/b/c:1").value();
    QCOMPARE(paths.root(), QStringLiteral("/data/images"));
    QCOMPARE(paths.blob(digest), QStringLiteral("/data/images/blobs/") + digestA);
    QCOMPARE(paths.part(digest), QStringLiteral("/data/images/blobs/.stowage/") + digestA + QStringLiteral(".part"));
    QCOMPARE(paths.lock(), QStringLiteral("/data/images/blobs/.stowage/lock"));
    QCOMPARE(paths.tagFile(hub), QStringLiteral("/data/images/registry-1.docker.io/library/alpine/manifests/3.19"));
    QCOMPARE(paths.index(hub), QStringLiteral("/data/images/registry-1.docker.io/library/alpine/manifests/layout"));
    QCOMPARE(paths.manifest(local, digest), QStringLiteral("/data/images/127.0.0.1:5055/a/b/c/manifests/") + digestA);
    QCOMPARE(paths.relative(paths.roots()), QStringLiteral("blobs/.stowage/roots.json"));
    QCOMPARE(paths.relative(QStringLiteral("/data/images2/x")), QStringLiteral("/data/images2/x"));
}

void TestLayout::registries_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("registry");
    QTest::newRow("docker hub") << "registry-1.docker.io" << "docker.io";
    QTest::newRow("host") << "quay.io" << "quay.io";
    QTest::newRow("host and port") << "127.0.0.1:5055" << "127.0.0.1:5055";
    QTest::newRow("localhost") << "localhost" << "localhost";
    QTest::newRow("KubeKey reads no docker.io") << "docker.io" << "";
    QTest::newRow("another alias of docker.io") << "index.docker.io" << "";
    QTest::newRow("the blobs") << "blobs" << "";
    QTest::newRow("a word is no registry") << "library" << "";
    QTest::newRow("upper case") << "Quay.io" << "";
    QTest::newRow("S01 leads up") << ".." << "";
    QTest::newRow("hidden") << ".git" << "";
}

void TestLayout::registries()
{
    QFETCH(QString, folder);
    QFETCH(QString, registry);
    QCOMPARE(registryOfFolder(folder).value_or(QString()), registry);
    if (!registry.isEmpty()) {
        QCOMPARE(registryFolder(registry), folder);
    }
}

void TestLayout::readsIndex_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("tags");
    QTest::addColumn<QString>("broken");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *name, const QByteArray &bytes, const char *tags, const char *broken, bool passes) {
        QTest::newRow(name) << bytes << QString::fromLatin1(tags) << QString::fromLatin1(broken) << passes;
    };
    row("empty", "{}", "", "", false);
    row("one tag", "{\"1\": \"" + a + "\"}", "1", "", false);
    row("marker", "{\"1\":\"" + a + "\",\"mediaType\":\"\"}", "1", "", true);
    row("marker first, with any string", "{\"mediaType\":\"x\",\"1\":\"" + a + "\"}", "1", "", true);
    row("marker that a KubeKey takes for an image",
        "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"1\":\"" + a + "\"}", "1", "", false);
    row("a tag called mediaType", "{\"mediaType\":\"" + a + "\"}", "mediaType", "", true);
    row("tags called layout and manifests", "{\"layout\":\"" + a + "\",\"manifests\":\"" + a + "\"}",
        "layout manifests", "", false);
    row("value is no digest", "{\"1\":\"sha256:12\",\"2\":\"" + a + "\"}", "2", "1", false);
    row("S01 value leads out", "{\"1\":\"sha256:../../../etc/passwd\"}", "", "1", false);
    row("key is no tag", "{\"../x\":\"" + a + "\"}", "", "../x", false);
}

void TestLayout::readsIndex()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, tags);
    QFETCH(QString, broken);
    QFETCH(bool, passes);
    const auto index = readLayoutIndex(bytes, QStringLiteral("x"));
    QVERIFY(index.has_value());
    QCOMPARE(QStringList(index->tags().keys()).join(QLatin1Char(' ')), tags);
    QCOMPARE(index->brokenEntries().join(QLatin1Char(' ')), broken);
    QCOMPARE(index->passesOldKubeKey(), passes);
    QVERIFY(readLayoutIndex(writeLayoutIndex(*index), QStringLiteral("x")).value() == *index);
}

void TestLayout::refusesIndex_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("torn") << QByteArray("{\"1\": \"sha256:aa");
    QTest::newRow("two writers at once") << QByteArray("{\"1\": \"a\"}\n}");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("number as value") << QByteArray("{\"1\": 5}");
    QTest::newRow("null as value") << QByteArray("{\"1\": null}");
    QTest::newRow("S31 key twice") << QByteArray("{\"1\": \"a\", \"1\": \"b\"}");
    QTest::newRow("a manifest") << QByteArray("{\"schemaVersion\": 2, \"layers\": []}");
}

void TestLayout::refusesIndex()
{
    QFETCH(QByteArray, bytes);
    const auto index = readLayoutIndex(bytes, QStringLiteral("the file"));
    QVERIFY(!index.has_value());
    QCOMPARE(index.error().item, QStringLiteral("the file"));
}

void TestLayout::writesIndex()
{
    LayoutIndex index;
    QCOMPARE(writeLayoutIndex(index), QByteArray("{}"));
    index.entries = {{QStringLiteral("v2"), digestB}, {QStringLiteral("v10"), digestA}, {QStringLiteral("Z"), digestA}};
    index.mark();
    QCOMPARE(writeLayoutIndex(index), QByteArray("{\n  \"Z\": \"" + a + "\",\n  \"v10\": \"" + a + "\",\n  \"v2\": \"" +
                                                 b + "\",\n  \"mediaType\": \"\"\n}"));
    index.entries.insert(QStringLiteral("quo\"te\\\n"), QStringLiteral("x"));
    QVERIFY(readLayoutIndex(writeLayoutIndex(index), {}).value() == index);
}

void TestLayout::marks()
{
    LayoutIndex index;
    index.mark();
    QCOMPARE(index.entries.value(markerName, QStringLiteral("none")), QString());
    // The digest of a tag called mediaType does the marker's work.
    index.entries.insert(markerName, digestA);
    index.mark();
    QCOMPARE(index.entries.value(markerName), digestA);
    index.entries.insert(markerName, mediatype::ociIndex);
    index.mark();
    QCOMPARE(index.entries.value(markerName), QString());
}

void TestLayout::forms_data()
{
    QTest::addColumn<TreeLayout>("layout");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("tagFile");
    QTest::addColumn<bool>("index");
    QTest::newRow("both") << TreeLayout::Both << "v1" << true << true;
    QTest::newRow("both, tag named layout") << TreeLayout::Both << "layout" << false << true;
    QTest::newRow("both, tag named mediaType") << TreeLayout::Both << "mediaType" << true << true;
    QTest::newRow("tag layout") << TreeLayout::Tag << "v1" << true << false;
    QTest::newRow("tag layout, tag named layout") << TreeLayout::Tag << "layout" << true << false;
    QTest::newRow("layout index") << TreeLayout::Index << "v1" << false << true;
}

void TestLayout::forms()
{
    QFETCH(TreeLayout, layout);
    QFETCH(QString, tag);
    QFETCH(bool, tagFile);
    QFETCH(bool, index);
    QCOMPARE(formsOf(layout, tag).tagFile, tagFile);
    QCOMPARE(formsOf(layout, tag).index, index);
}

void TestLayout::roots()
{
    const Reference y = Reference::parse(QStringLiteral("quay.io/x/y@") + digestB).value();
    const Reference alpine = Reference::parse(QStringLiteral("alpine@") + digestA).value();
    const QByteArray bytes = writeRoots({y, alpine, y});
    QVERIFY(readRoots(bytes, {}).value() == (QList<Reference>{alpine, y}));
    QCOMPARE(writeRoots({alpine, y}), bytes);
}

void TestLayout::refusesRoots_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("torn") << QByteArray("{\"roots\": [");
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("no reference") << QByteArray("{\"roots\": [\"../../etc\"]}");
    QTest::newRow("a tag only") << QByteArray("{\"roots\": [\"alpine:3\"]}");
    QTest::newRow("a number") << QByteArray("{\"roots\": [5]}");
}

void TestLayout::refusesRoots()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!readRoots(bytes, {}).has_value());
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
