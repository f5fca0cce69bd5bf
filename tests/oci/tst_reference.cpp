// SPDX-License-Identifier: Apache-2.0
#include "oci/reference.h"

#include <QTest>

using namespace stowage;

namespace {

const QString digestText = QStringLiteral("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");

} // namespace

class TestReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void neverShowsSecrets_data();
    void neverShowsSecrets();
    void limitsTheLength();
    void comesFromParts();
    void changesTagAndDigest();
    void checksRegistries_data();
    void checksRegistries();
    void checksRepositories_data();
    void checksRepositories();
};

void TestReference::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *name, const QString &text, const QString &canonical) {
        QTest::newRow(name) << text << canonical;
    };
    row("D03 word", QStringLiteral("alpine"), QStringLiteral("docker.io/library/alpine:latest"));
    row("D03 with tag", QStringLiteral("alpine:3.19"), QStringLiteral("docker.io/library/alpine:3.19"));
    row("D03 user", QStringLiteral("user/app"), QStringLiteral("docker.io/user/app:latest"));
    row("D03 docker.io without library", QStringLiteral("docker.io/alpine"),
        QStringLiteral("docker.io/library/alpine:latest"));
    row("D03 index.docker.io", QStringLiteral("index.docker.io/user/app:1"), QStringLiteral("docker.io/user/app:1"));
    row("C03 registry.hub.docker.com", QStringLiteral("registry.hub.docker.com/user/app:1"),
        QStringLiteral("docker.io/user/app:1"));
    row("D03 registry-1.docker.io", QStringLiteral("registry-1.docker.io/library/x:1"),
        QStringLiteral("docker.io/library/x:1"));
    row("D03 registry-1.docker.io without library", QStringLiteral("registry-1.docker.io/x:1"),
        QStringLiteral("docker.io/library/x:1"));
    row("D03 other registries get no library", QStringLiteral("quay.io/x"), QStringLiteral("quay.io/x:latest"));
    row("D03 port makes a registry", QStringLiteral("hub:5000/x:1"), QStringLiteral("hub:5000/x:1"));
    row("D03 localhost", QStringLiteral("localhost/x"), QStringLiteral("localhost/x:latest"));
    row("D03 word with colon is a tag", QStringLiteral("localhost:5000"),
        QStringLiteral("docker.io/library/localhost:5000"));
    row("C03 host in upper case", QStringLiteral("Hub.Local:5000/team/x:V1"),
        QStringLiteral("hub.local:5000/team/x:V1"));
    row("deep path", QStringLiteral("hub.local/a/b-c/d__e/f.g:t"), QStringLiteral("hub.local/a/b-c/d__e/f.g:t"));
    row("IPv4", QStringLiteral("127.0.0.1:5055/x:1"), QStringLiteral("127.0.0.1:5055/x:1"));
    row("IPv6", QStringLiteral("[::1]:5000/x:1"), QStringLiteral("[::1]:5000/x:1"));
    row("digest", QStringLiteral("alpine@") + digestText, QStringLiteral("docker.io/library/alpine@") + digestText);
    row("D04 tag and digest", QStringLiteral("quay.io/a/b:1@") + digestText,
        QStringLiteral("quay.io/a/b:1@") + digestText);
    row("surrounding spaces", QStringLiteral(" \talpine:3 \r\n"), QStringLiteral("docker.io/library/alpine:3"));
    row("longest tag", QStringLiteral("x:") + QString(128, u'T'),
        QStringLiteral("docker.io/library/x:") + QString(128, u'T'));
    row("many dashes", QStringLiteral("a---b"), QStringLiteral("docker.io/library/a---b:latest"));
}

void TestReference::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const Result<Reference> reference = Reference::parse(text);
    QVERIFY2(reference.has_value(), reference ? "" : qPrintable(reference.error().technical));
    QCOMPARE(reference->toString(), canonical);
    // Canonical text means the same again, and so do the parts.
    QCOMPARE(Reference::parse(canonical).value(), *reference);
    QCOMPARE(Reference::fromParts(reference->registry(), reference->repository(), reference->tag(), reference->digest())
                 .value(),
             *reference);
}

void TestReference::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &text, const char *says) {
        QTest::newRow(name) << text << QString::fromLatin1(says);
    };
    row("empty", QString(), "empty");
    row("spaces only", QStringLiteral("  "), "empty");
    row("D01 upper case", QStringLiteral("Alpine"), "upper-case");
    row("D01 upper case in path", QStringLiteral("hub.local/Team/x"), "upper-case");
    row("D01 three underscores", QStringLiteral("a___b"), "not valid");
    row("D01 two dots", QStringLiteral("a..b"), "not valid");
    row("D01 trailing dash", QStringLiteral("a-"), "not valid");
    row("D01 leading dot", QStringLiteral("hub.local/.a"), "not valid");
    row("D01 mixed separators", QStringLiteral("a.-b"), "not valid");
    row("D01 empty component", QStringLiteral("hub.local/a//b"), "not valid");
    row("D01 trailing slash", QStringLiteral("hub.local/a/"), "not valid");
    row("D01 parent folder", QStringLiteral("hub.local/../etc"), "not valid");
    row("D01 percent", QStringLiteral("hub.local/a%2fb"), "not valid");
    row("D01 non-ASCII", QString::fromUtf8("hub.local/ä"), "not valid");
    row("D01 tag starts with dot", QStringLiteral("a:.b"), "tag");
    row("D01 tag starts with dash", QStringLiteral("a:-b"), "tag");
    row("D01 empty tag", QStringLiteral("a:"), "tag");
    row("D01 tag too long", QStringLiteral("a:") + QString(129, u'x'), "tag");
    row("D01 tag with plus", QStringLiteral("a:1+2"), "tag");
    row("D05 bad digest", QStringLiteral("a@sha256:123"), "digest");
    row("D05 other algorithm", QStringLiteral("a@md5:d41d8cd98f00b204e9800998ecf8427e"), "digest");
    row("empty digest", QStringLiteral("a@"), "digest");
    row("two digests", QStringLiteral("a@") + digestText + u'@' + digestText, "one '@'");
    row("D06 scheme https", QStringLiteral("https://hub.local/x"), "https://");
    row("D06 scheme docker", QStringLiteral("docker://alpine"), "docker://");
    row("D06 scheme oci", QStringLiteral("oci://hub.local/x:1"), "oci://");
    row("no repository", QStringLiteral("hub.local:5000/"), "missing");
    row("port out of range", QStringLiteral("hub.local:99999/x"), "registry");
    row("port not a number", QStringLiteral("hub.local:a/x"), "registry");
    row("host with underscore", QStringLiteral("my_hub.local/x"), "registry");
    row("host with trailing dot", QStringLiteral("hub.local./x"), "registry");
    row("open bracket", QStringLiteral("[::1/x"), "registry");
    row("space inside", QStringLiteral("a b"), "space");
    row("newline inside", QStringLiteral("a\nb"), "space");
    row("NUL", QStringLiteral("a") + QChar(u'\0'), "control");
    row("slash only", QStringLiteral("/"), "not valid");
    row("leading slash", QStringLiteral("/a"), "not valid");
    row("colon only", QStringLiteral(":"), "tag");
    row("at only", QStringLiteral("@"), "digest");
    row("endless", QString(100'000, u'a'), "at most");
}

void TestReference::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<Reference> reference = Reference::parse(text);
    QVERIFY(!reference.has_value());
    QCOMPARE(reference.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(reference.error().technical.contains(says), qPrintable(reference.error().technical));
    QVERIFY(reference.error().item.size() <= 1024);
}

void TestReference::neverShowsSecrets_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {QStringLiteral("bob:hunter2@hub.local/x"), QStringLiteral("https://bob:hunter2@hub.local/x:1"),
          QStringLiteral("https://bob:hunter2@hub.local"), QStringLiteral("bob:hunter2@hub.local"),
          QStringLiteral("bob:hunter2/extra@hub.local/x"),
          QString(QStringLiteral("bob:hunter2@hub.local/x@") + digestText), QStringLiteral("hunter2@hunter3@"),
          QStringLiteral("bob:hunter2 x@hub.local/x")}) {
        QTest::newRow(qPrintable(text.left(40))) << text;
    }
}

void TestReference::neverShowsSecrets()
{
    QFETCH(QString, text);
    const Result<Reference> reference = Reference::parse(text);
    QVERIFY(!reference.has_value());
    QVERIFY(!technicalLine(reference.error()).contains(QStringLiteral("hunter2")));
}

void TestReference::limitsTheLength()
{
    // D02: registry, slash and repository together.
    const QString registry = QStringLiteral("hub.local");
    const QString fits(255 - registry.size() - 1, u'a');
    QVERIFY(Reference::parse(registry + u'/' + fits).has_value());
    const Result<Reference> tooLong = Reference::parse(registry + u'/' + fits + u'a');
    QVERIFY(!tooLong.has_value());
    QVERIFY(tooLong.error().technical.contains(QStringLiteral("255")));
}

void TestReference::comesFromParts()
{
    // A store folder or a registry's answer is taken at its word.
    const Reference literal = Reference::fromParts(u"docker.io", u"alpine", u"1").value();
    QCOMPARE(literal.toString(), QStringLiteral("docker.io/alpine:1"));
    QCOMPARE(Reference::fromParts(u"registry-1.docker.io", u"library/x").value().toString(),
             QStringLiteral("docker.io/library/x"));
    QVERIFY(!Reference::fromParts(u"", u"x").has_value());
    QVERIFY(!Reference::fromParts(u"hub.local", u"").has_value());
    QVERIFY(!Reference::fromParts(u"hub.local", u"../x").has_value());
    QVERIFY(!Reference::fromParts(u"hub.local", u"x", u"a/b").has_value());
    QVERIFY(Reference().isNull());
    QCOMPARE(Reference().toString(), QString());
    QCOMPARE(Reference().name(), QString());
}

void TestReference::changesTagAndDigest()
{
    const Reference both = Reference::parse(QString(QStringLiteral("quay.io/a/b:1@") + digestText)).value();
    QCOMPARE(both.withTag(QStringLiteral("2")).toString(), QStringLiteral("quay.io/a/b:2"));
    QCOMPARE(both.withDigest(both.digest()).toString(), QString(QStringLiteral("quay.io/a/b@") + digestText));
    QCOMPARE(both.name(), QStringLiteral("quay.io/a/b"));
    QCOMPARE(qHash(both), qHash(Reference(both)));
    QVERIFY(both != both.withTag(QStringLiteral("1")));
}

void TestReference::checksRegistries_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *text, bool valid) {
        QTest::newRow(text[0] == 0 ? "empty" : text) << QString::fromLatin1(text) << valid;
    };
    row("hub.local", true);
    row("hub.local:5000", true);
    row("localhost", true);
    row("localhost:1", true);
    row("host:443", true);
    row("10.0.0.1", true);
    row("[fe80::1]", true);
    row("[::ffff:10.0.0.1]:5000", true);
    row("xn--bcher-kva.example", true);
    row("", false);
    row("host", false);
    row("hub.local:0", false);
    row("hub.local:65536", false);
    row("hub.local:", false);
    row("hub.local:5000:1", false);
    row("hub..local", false);
    row("-hub.local", false);
    row("hub.local/x", false);
    row("http://hub.local", false);
    row("bob@hub.local", false);
    row("[]", false);
    row("[::1", false);
    row("[::1]x", false);
    row("[fe80::1%eth0]", false);
    row("..", false);
}

void TestReference::checksRegistries()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QCOMPARE(Reference::isValidRegistry(text), valid);
}

void TestReference::checksRepositories_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *text, bool valid) {
        QTest::newRow(text[0] == 0 ? "empty" : text) << QString::fromLatin1(text) << valid;
    };
    row("a", true);
    row("a1/b2", true);
    row("a_b", true);
    row("a__b", true);
    row("a--b", true);
    row("a.b", true);
    row("0", true);
    row("", false);
    row("a_", false);
    row("_a", false);
    row("a___b", false);
    row("a..b", false);
    row("a._b", false);
    row("/a", false);
    row("a/", false);
    row("A", false);
    row("a:b", false);
}

void TestReference::checksRepositories()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QCOMPARE(Reference::isValidRepository(text), valid);
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
