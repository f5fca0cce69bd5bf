// SPDX-License-Identifier: Apache-2.0
#include "oci/manifest.h"

#include <QTest>

using namespace stowage;

namespace {

const QByteArray digestA = "sha256:" + QByteArray(64, 'a');
const QByteArray digestB = "sha256:" + QByteArray(64, 'b');
const QByteArray digestC = "sha256:" + QByteArray(64, 'c');

QByteArray descriptor(const QByteArray &type, const QByteArray &digest, const QByteArray &size = "7",
                      const QByteArray &more = {})
{
    return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + more + '}';
}

const QByteArray configEntry = descriptor("application/vnd.oci.image.config.v1+json", digestA);
const QByteArray layerEntry = descriptor("application/vnd.oci.image.layer.v1.tar+gzip", digestB);
const QByteArray childEntry =
    descriptor("application/vnd.oci.image.manifest.v1+json", digestA, "7",
               ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}");

QByteArray image(const QByteArray &more = {}, const QByteArray &type = "application/vnd.oci.image.manifest.v1+json")
{
    return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":" + configEntry + ",\"layers\":[" +
           layerEntry + ']' + more + '}';
}

QByteArray index(const QByteArray &more = {}, const QByteArray &type = "application/vnd.oci.image.index.v1+json")
{
    return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[" + childEntry + ']' + more + '}';
}

QByteArray nested(int depth)
{
    return "{\"schemaVersion\":2,\"x\":" + QByteArray(depth, '[') + QByteArray(depth, ']') +
           ",\"config\":" + configEntry + ",\"layers\":[]}";
}

} // namespace

class TestManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void readsAnImage();
    void readsAnIndex();
    void readsForeignLayers();
    void takesTheTypeFromWhereItIs();
    void readsPlatformsOfConfigs_data();
    void readsPlatformsOfConfigs();
    void refusesBrokenConfigs();
    void survivesMutations();
};

void TestManifest::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expectedType");
    QTest::addColumn<QString>("type");
    const QString none;
    QTest::newRow("OCI manifest") << image() << none << mediatype::ociManifest;
    QTest::newRow("OCI index") << index() << none << mediatype::ociIndex;
    QTest::newRow("Docker manifest") << image({}, mediatype::dockerManifest.toLatin1()) << none
                                     << mediatype::dockerManifest;
    QTest::newRow("Docker list") << index({}, mediatype::dockerList.toLatin1()) << none << mediatype::dockerList;
    QTest::newRow("D22 parameters of the type")
        << image() << QString(mediatype::ociManifest + QStringLiteral("; charset=utf-8")) << mediatype::ociManifest;
    for (const char *vague : {"text/plain", "application/json", "application/octet-stream"}) {
        QTest::addRow("D24 %s", vague) << image() << QString::fromLatin1(vague) << mediatype::ociManifest;
    }
    QTest::newRow("D32 unknown fields")
        << image(R"(,"com.example":{"a":[1,2.5e-3,true,null,"x",123456789012345678901234567890]})") << none
        << mediatype::ociManifest;
    QTest::newRow("D32 artifactType") << image(R"(,"artifactType":"application/x.y")") << none
                                      << mediatype::ociManifest;
    QTest::newRow("D32 subject") << image(",\"subject\":" + descriptor("application/x", digestC)) << none
                                 << mediatype::ociManifest;
    QTest::newRow("D32 null subject") << image(R"(,"subject":null,"annotations":null)") << none
                                      << mediatype::ociManifest;
    QTest::newRow("D32 no layers") << QByteArray("{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[]}")
                                   << none << mediatype::ociManifest;
    QTest::newRow("D32 null layers") << QByteArray("{\"schemaVersion\":2,\"config\":" + configEntry +
                                                   ",\"layers\":null}")
                                     << none << mediatype::ociManifest;
    QTest::newRow("D32 empty index") << QByteArray(R"({"schemaVersion":2,"manifests":[]})") << none
                                     << mediatype::ociIndex;
    QTest::newRow("D32 unknown layer type")
        << QByteArray("{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[" +
                      descriptor("application/x.y+zstd", digestB, "0") + "]}")
        << none << mediatype::ociManifest;
    QTest::newRow("P01 unknown entry type")
        << QByteArray("{\"schemaVersion\":2,\"manifests\":[" + descriptor("application/what.ever", digestB) + "]}")
        << none << mediatype::ociIndex;
    QTest::newRow("same blob twice") << QByteArray("{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[" +
                                                   layerEntry + ',' + layerEntry + "]}")
                                     << none << mediatype::ociManifest;
    QTest::newRow("white space around") << QByteArray(" \r\n\t" + image() + "\n \n") << none << mediatype::ociManifest;
    QTest::newRow("nesting at the limit") << nested(63) << none << mediatype::ociManifest;
    QTest::newRow("escaped keys") << image().replace("\"layers\"", "\"l\\u0061yers\"") << none
                                  << mediatype::ociManifest;
    QTest::newRow("annotations may differ in case only")
        << image(R"(,"annotations":{"Size":"1","size":"2"})") << none << mediatype::ociManifest;
    QTest::newRow("no schemaVersion") << image().replace("\"schemaVersion\":2,", "") << none << mediatype::ociManifest;
}

void TestManifest::accepts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expectedType);
    QFETCH(QString, type);
    const Result<Manifest> manifest = Manifest::parse(bytes, expectedType);
    QVERIFY2(manifest.has_value(), manifest ? "" : qPrintable(manifest.error().technical));
    QCOMPARE(manifest->mediaType, type);
    QCOMPARE(manifest->shape == Manifest::Shape::Index, mediatype::isIndex(type));
    QCOMPARE(manifest->spans.size(), manifest->manifests.size());
}

void TestManifest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expectedType");
    QTest::addColumn<stowage::ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &bytes, const char *says,
                        ErrorKind kind = ErrorKind::MalformedManifest, const QString &expectedType = {}) {
        QTest::newRow(name) << bytes << expectedType << kind << QString::fromLatin1(says);
    };
    row("empty", "", "broken");
    row("not JSON", "<html></html>", "");
    row("a list", "[]", "not a JSON object");
    row("a string", "\"x\"", "not a JSON object");
    row("empty object", "{}", "neither");
    row("cut off", image().chopped(1), "broken");
    row("cut in a string", image().first(40), "");
    row("trailing bytes", image() + "x", "");
    row("second document", image() + image(), "");
    row("trailing comma", image().chopped(1) + ",}", "");
    row("comma missing", image().replace(",\"layers\"", " \"layers\""), "");
    row("S31 too deep", nested(64), "nested");
    row("S31 absurdly deep", nested(200'000), "nested");
    row("S31 layers twice", image(",\"layers\":[]"), "twice");
    row("S31 layers twice, once escaped", image(",\"l\\u0061yers\":[]"), "twice");
    row("S31 digest twice in a descriptor",
        image().replace("\"size\":7}]", "\"size\":7,\"digest\":\"" + digestA + "\"}]"), "twice");
    row("S31 twice in an unknown object", image(R"(,"x":{"a":1,"a":2})"), "twice");
    row("S31 twice in a list of an unknown object", image(R"(,"x":[[{"a":1,"a":2}]])"), "twice");
    row("S31 NaN", image(",\"x\":NaN"), "");
    row("S31 Infinity", image(",\"x\":-Infinity"), "");
    row("S31 leading zero", image(",\"x\":01"), "number");
    row("S31 lonely minus", image(",\"x\":-"), "");
    row("S31 hexadecimal", image(",\"x\":0x10"), "number");
    row("S31 word glued to a number", image(",\"x\":1true"), "");
    row("S31 invalid UTF-8", image(",\"x\":\"\xff\""), "broken");
    row("S31 overlong UTF-8", image(",\"x\":\"\xc0\xaf\""), "broken");
    row("S31 raw control character", image(",\"x\":\"\x01\""), "broken");
    row("S31 bad escape", image(",\"x\":\"\\q\""), "broken");
    row("S31 misspelt null", image(",\"x\":nul"), "");
    row("S31 null with a tail", image(",\"x\":nullx"), "");
    row("layers in other case beside layers", image(",\"Layers\":[]"), "upper and lower case");
    row("digest in other case", image().replace("\"digest\"", "\"Digest\""), "upper and lower case");
    row("long s folds to s",
        image(",\"\xc5\xbf"
              "ubject\":null"),
        "upper and lower case");
    row("D30 over the cap", image(",\"x\":\"" + QByteArray(Manifest::maximumSize, 'x') + '"'), "at most");
    row("D25 index with layers", index(",\"layers\":[]"), "ambiguous");
    row("D25 index with config", index(",\"config\":" + configEntry), "ambiguous");
    row("D25 image with manifests", image(",\"manifests\":[]"), "ambiguous");
    row("D25 image with fsLayers", image(",\"fsLayers\":[]"), "ambiguous");
    row("D25 index with fsLayers", index(",\"fsLayers\":[]"), "ambiguous");
    row("D26 schema 1", R"({"schemaVersion":1,"name":"a","fsLayers":[{"blobSum":"x"}],"history":[],"signatures":[]})",
        "", ErrorKind::OldManifest);
    row("D26 schema 1 by type",
        R"({"schemaVersion":1,"mediaType":"application/vnd.docker.distribution.manifest.v1+json"})", "",
        ErrorKind::OldManifest);
    row("D26 fsLayers alone", R"({"fsLayers":[]})", "", ErrorKind::OldManifest);
    row("withdrawn artifact manifest", R"({"mediaType":"application/vnd.oci.artifact.manifest.v1+json","blobs":[]})",
        "", ErrorKind::Unsupported);
    row("unknown type", image({}, "application/x.y"), "neither", ErrorKind::Unsupported);
    row("S61 image calls itself index", image({}, "application/vnd.oci.image.index.v1+json"), "shape");
    row("S61 index calls itself image", index({}, "application/vnd.oci.image.manifest.v1+json"), "shape");
    row("D23 announced otherwise", image(), "announced", ErrorKind::MalformedManifest, mediatype::ociIndex);
    row("D23 Docker announced, OCI sent", image(), "announced", ErrorKind::MalformedManifest,
        mediatype::dockerManifest);
    row("D23 index announced, typeless image sent",
        "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[]}", "announced", ErrorKind::MalformedManifest,
        mediatype::ociIndex);
    row("schemaVersion 3", image().replace("\"schemaVersion\":2", "\"schemaVersion\":3"), "schemaVersion");
    row("schemaVersion as text", image().replace("\"schemaVersion\":2", "\"schemaVersion\":\"2\""), "schemaVersion");
    row("config missing", "{\"schemaVersion\":2,\"layers\":[]}", "config");
    row("config null", "{\"schemaVersion\":2,\"config\":null,\"layers\":[]}", "config");
    row("layers missing", "{\"schemaVersion\":2,\"config\":" + configEntry + '}', "layers");
    row("layers an object", "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":{}}", "list");
    row("layer a string", "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[\"x\"]}", "object");
    row("mediaType a number", "{\"schemaVersion\":2,\"mediaType\":1,\"manifests\":[]}", "string");
    row("S01 digest with a path", image().replace(digestB, "sha256:../../../etc/passwd"), "digest");
    row("D05 digest in upper case", image().replace(digestB, digestB.toUpper()), "digest");
    row("D05 unknown algorithm", image().replace(digestB, "md5:d41d8cd98f00b204e9800998ecf8427e"), "digest");
    row("digest missing", image().replace("\"digest\":\"" + digestB + "\",", ""), "no digest");
    row("digest a number", image().replace('"' + digestB + '"', "1"), "string");
    row("S03 size missing", image().replace(",\"size\":7}]", "}]"), "no size");
    row("S03 size negative", image().replace("\"size\":7}]", "\"size\":-1}]"), "size");
    row("S03 size a fraction", image().replace("\"size\":7}]", "\"size\":7.5}]"), "size");
    row("S03 size as exponent", image().replace("\"size\":7}]", "\"size\":1e3}]"), "size");
    row("S03 size as text", image().replace("\"size\":7}]", "\"size\":\"7\"}]"), "size");
    row("S03 size 2^62", image().replace("\"size\":7}]", "\"size\":4611686018427387904}]"), "nothing can hold");
    row("S03 size over 64 bits", image().replace("\"size\":7}]", "\"size\":99999999999999999999}]"), "size");
    row("S04 two sizes for one digest",
        "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[" + descriptor("x", digestB, "1") + ',' +
            descriptor("x", digestB, "2") + "]}",
        "two sizes");
    row("S04 config and layer with two sizes",
        "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[" + descriptor("x", digestA, "8") + "]}",
        "two sizes");
    row("S04 two sizes in an index",
        "{\"schemaVersion\":2,\"manifests\":[" + descriptor("x", digestA, "1") + ',' + descriptor("x", digestA, "2") +
            "]}",
        "two sizes");
    row("platform a string",
        index().replace(R"({"os":"linux","architecture":"arm64","variant":"v8"})", R"("linux/arm64")"), "platform");
    QByteArray many = "{\"schemaVersion\":2,\"manifests\":[" + childEntry;
    for (int i = 0; i < 10'000; ++i) {
        many += ',' + childEntry;
    }
    row("S30 too many entries", many + "]}", "entries");
}

void TestManifest::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expectedType);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, says);
    const Result<Manifest> manifest = Manifest::parse(bytes, expectedType);
    QVERIFY(!manifest.has_value());
    QVERIFY2(manifest.error().kind == kind, qPrintable(technicalLine(manifest.error())));
    QVERIFY2(manifest.error().technical.contains(says), qPrintable(manifest.error().technical));
    QVERIFY(!manifest.error().technical.isEmpty());
}

void TestManifest::readsAnImage()
{
    const Manifest manifest =
        Manifest::parse(
            image(",\"artifactType\":\"application/x.y\",\"annotations\":{\"k\":\"v\",\"odd\":1},\"subject\":" +
                  descriptor("application/s", digestC, "9")))
            .value();
    QCOMPARE(manifest.shape, Manifest::Shape::Image);
    QVERIFY(manifest.mediaTypeInBody);
    QCOMPARE(manifest.artifactType, QStringLiteral("application/x.y"));
    QCOMPARE(manifest.annotations.value(QStringLiteral("k")), QStringLiteral("v"));
    QVERIFY(manifest.subject.has_value());
    QCOMPARE(manifest.subject->digest.toString().toLatin1(), digestC);
    QCOMPARE(manifest.subject->size, 9);
    QCOMPARE(manifest.config.digest.toString().toLatin1(), digestA);
    QCOMPARE(manifest.layers.size(), 1);
    QCOMPARE(manifest.layers.first().digest.toString().toLatin1(), digestB);
    QCOMPARE(manifest.layers.first().size, 7);
    QCOMPARE(manifest.blobs(), (QList<Descriptor>{manifest.config, manifest.layers.first()}));
    QVERIFY(manifest.manifests.isEmpty());
}

void TestManifest::readsAnIndex()
{
    const QByteArray attestation = descriptor(
        "application/vnd.oci.image.manifest.v1+json", digestB, "8",
        R"(,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":")" +
            digestA + "\"}");
    const QByteArray bare = descriptor("application/vnd.oci.image.index.v1+json", digestC, "9",
                                       R"(,"artifactType":"a/b","data":"e30=","platform":{}  )");
    const QByteArray bytes = "{ \"manifests\" : [\n  " + childEntry + " ,\n\t" + attestation + "\n , " + bare +
                             " ] , \"annotations\":{\"a\":\"b\"} }\n";
    const Manifest manifest = Manifest::parse(bytes).value();
    QCOMPARE(manifest.shape, Manifest::Shape::Index);
    QVERIFY(!manifest.mediaTypeInBody);
    QCOMPARE(manifest.mediaType, mediatype::ociIndex);
    QCOMPARE(manifest.manifests.size(), 3);
    QCOMPARE(manifest.manifests.at(0).platform.toString(), QStringLiteral("linux/arm64"));
    QVERIFY(manifest.manifests.at(0).hasPlatform);
    QVERIFY(!manifest.manifests.at(0).isAttestation());
    QVERIFY(manifest.manifests.at(1).isAttestation());
    QVERIFY(!manifest.manifests.at(2).hasPlatform);
    QVERIFY(manifest.manifests.at(2).isIndex());
    QCOMPARE(manifest.manifests.at(2).artifactType, QStringLiteral("a/b"));
    // Each span is exactly its entry.
    const QList<QByteArray> entries{childEntry, attestation, bare};
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const Manifest::Span span = manifest.spans.at(i);
        QCOMPARE(bytes.mid(span.begin, span.end - span.begin), entries.at(i));
    }
    QVERIFY(manifest.blobs().isEmpty());
}

void TestManifest::readsForeignLayers()
{
    const QByteArray foreign = descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", digestB, "7",
                                          R"(,"urls":["https://a.example/x","https://b.example/y"])");
    const Manifest manifest =
        Manifest::parse(
            "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[" + foreign + ',' +
            descriptor("application/vnd.oci.image.layer.v1.tar", digestC, "1", R"(,"urls":["https://c.example/z"])") +
            "]}")
            .value();
    // P11: the type decides, not the addresses.
    QVERIFY(manifest.layers.at(0).isForeign());
    QCOMPARE(manifest.layers.at(0).urls,
             (QStringList{QStringLiteral("https://a.example/x"), QStringLiteral("https://b.example/y")}));
    QVERIFY(!manifest.layers.at(1).isForeign());
    QCOMPARE(manifest.blobs().size(), 3);
}

void TestManifest::takesTheTypeFromWhereItIs()
{
    const QByteArray typeless = "{\"schemaVersion\":2,\"config\":" + configEntry + ",\"layers\":[]}";
    QCOMPARE(Manifest::parse(typeless)->mediaType, mediatype::ociManifest);
    QVERIFY(!Manifest::parse(typeless)->mediaTypeInBody);
    QCOMPARE(Manifest::parse(typeless, mediatype::dockerManifest)->mediaType, mediatype::dockerManifest);
    QCOMPARE(Manifest::parse(typeless, QStringLiteral("text/plain"))->mediaType, mediatype::ociManifest);
    const QByteArray emptyType =
        "{\"schemaVersion\":2,\"mediaType\":\"\",\"config\":" + configEntry + ",\"layers\":[]}";
    QVERIFY(!Manifest::parse(emptyType)->mediaTypeInBody);
}

void TestManifest::readsPlatformsOfConfigs_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("version");
    QTest::newRow("P09 plain") << QByteArray(R"({"architecture":"amd64","os":"linux","rootfs":{"diff_ids":[]}})")
                               << QStringLiteral("linux/amd64") << QString();
    QTest::newRow("P09 variant") << QByteArray(R"({"architecture":"arm","variant":"v6","os":"linux"})")
                                 << QStringLiteral("linux/arm/v6") << QString();
    QTest::newRow("P06 build") << QByteArray(R"({"architecture":"amd64","os":"windows","os.version":"10.0.17763.1"})")
                               << QStringLiteral("windows/amd64") << QStringLiteral("10.0.17763.1");
    QTest::newRow("D50 the empty config") << QByteArray("{}") << QString() << QString();
    QTest::newRow("empty words") << QByteArray(R"({"architecture":"","os":""})") << QString() << QString();
    QTest::newRow("nulls") << QByteArray(R"({"architecture":null,"os":null})") << QString() << QString();
}

void TestManifest::readsPlatformsOfConfigs()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, platform);
    QFETCH(QString, version);
    const Result<Platform> found = platformOfConfig(config);
    QVERIFY(found.has_value());
    QCOMPARE(found->toString(), platform);
    QCOMPARE(found->osVersion(), version);
    QCOMPARE(found->isNull(), platform.isEmpty());
}

void TestManifest::refusesBrokenConfigs()
{
    for (const char *config : {"", "[]", "{", R"({"os":1})", R"({"os":"linux","os":"windows"})"}) {
        const Result<Platform> found = platformOfConfig(config);
        QVERIFY2(!found.has_value(), config);
        QCOMPARE(found.error().kind, ErrorKind::MalformedManifest);
    }
    QVERIFY(!platformOfConfig(QByteArray(Manifest::maximumSize + 1, ' ')).has_value());
}

void TestManifest::survivesMutations()
{
    // Every prefix and every single changed byte: read or refused, never more.
    for (const QByteArray &source :
         {image(R"(,"annotations":{"k":"v\u00e9\\"},"x":[1,-2.5e+3,true,false,null])"), index()}) {
        for (qsizetype at = 0; at < source.size(); ++at) {
            QVERIFY(!Manifest::parse(source.first(at)).has_value());
            for (const char byte : {'"', '{', '}', '[', ']', ',', ':', '\\', '0', '\0', ' ', 'n', '\xff'}) {
                QByteArray changed = source;
                changed[at] = byte;
                const Result<Manifest> manifest = Manifest::parse(changed);
                if (manifest) {
                    for (const Manifest::Span span : manifest->spans) {
                        QVERIFY(span.begin >= 0 && span.begin < span.end && span.end <= changed.size());
                        QCOMPARE(changed.at(span.begin), '{');
                        QCOMPARE(changed.at(span.end - 1), '}');
                    }
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
