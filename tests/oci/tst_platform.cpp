// SPDX-License-Identifier: Apache-2.0
#include "oci/platform.h"

#include <QTest>

using namespace stowage;

class TestPlatform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void normalisesFromParts();
    void selects_data();
    void selects();
    void knowsAttestations();
};

void TestPlatform::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("normal");
    QTest::addColumn<QString>("version");
    const auto row = [](const char *name, const char *text, const char *normal, const char *version = "") {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(normal) << QString::fromLatin1(version);
    };
    row("plain", "linux/amd64", "linux/amd64");
    row("P03 lower case", "Linux/AMD64", "linux/amd64");
    row("P03 x86_64", "linux/x86_64", "linux/amd64");
    row("P03 x86-64", "linux/x86-64", "linux/amd64");
    row("P03 aarch64", "linux/aarch64", "linux/arm64");
    row("P03 i386", "linux/i386", "linux/386");
    row("P03 armhf", "linux/armhf", "linux/arm/v7");
    row("P03 armel", "linux/armel", "linux/arm/v6");
    row("P03 macos", "macos/arm64", "darwin/arm64");
    row("P03 amd64 v1", "linux/amd64/v1", "linux/amd64");
    row("P03 amd64 v3", "linux/amd64/v3", "linux/amd64/v3");
    row("P03 arm64 8", "linux/arm64/8", "linux/arm64");
    row("P03 arm64 v8", "linux/arm64/v8", "linux/arm64");
    row("P03 arm64 v8.0", "linux/arm64/v8.0", "linux/arm64");
    row("P03 arm64 v8.2", "linux/arm64/v8.2", "linux/arm64/v8.2");
    row("P03 arm64 9", "linux/arm64/9", "linux/arm64/v9");
    row("P03 arm64 9.0", "linux/arm64/9.0", "linux/arm64/v9");
    row("P03 arm64 v9.0", "linux/arm64/v9.0", "linux/arm64/v9");
    row("P03 arm", "linux/arm", "linux/arm/v7");
    row("P03 arm 7", "linux/arm/7", "linux/arm/v7");
    row("P03 arm 5", "linux/arm/5", "linux/arm/v5");
    row("P03 arm 6", "linux/arm/6", "linux/arm/v6");
    row("P03 arm 8", "linux/arm/8", "linux/arm/v8");
    row("P03 arm V7", "linux/arm/V7", "linux/arm/v7");
    row("others unchanged", "linux/riscv64", "linux/riscv64");
    row("mips64le softfloat", "linux/mips64le/softfloat", "linux/mips64le/softfloat");
    row("surrounding spaces", "  linux/s390x ", "linux/s390x");
    row("P06 windows", "windows/amd64", "windows/amd64");
    row("P06 build in brackets", "windows(10.0.20348.2113)/amd64", "windows/amd64", "10.0.20348.2113");
    row("P06 build after colon", "windows/amd64:10.0.17763", "windows/amd64", "10.0.17763");
    row("P08 unknown", "unknown/unknown", "unknown/unknown");
}

void TestPlatform::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, normal);
    QFETCH(QString, version);
    const Result<Platform> platform = Platform::parse(text);
    QVERIFY2(platform.has_value(), platform ? "" : qPrintable(platform.error().technical));
    QCOMPARE(platform->toString(), normal);
    QCOMPARE(platform->osVersion(), version);
    // What is written is read back as the same.
    QCOMPARE(Platform::parse(platform->toString())->toString(), normal);
}

void TestPlatform::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             " ",
                             "linux",
                             "amd64",
                             "linux/",
                             "/amd64",
                             "linux//v7",
                             "linux/arm/",
                             "linux/arm/v7/x",
                             "linux/amd 64",
                             "linux,amd64",
                             "linux/amd64,linux/arm64",
                             "linux\\amd64",
                             "../../etc",
                             "linux/amd64:",
                             "linux/amd64:a/b",
                             "windows(10.0)/amd64:10.0",
                             "windows(10.0/amd64",
                             "windows()/amd64",
                             "windows(1)(2)/amd64",
                             "(10)/amd64",
                             "linux/am\xc3\xa4",
                             "linux/%2e%2e",
                             "li\nnux/amd64"}) {
        QTest::newRow(text[0] == 0 ? "empty" : text) << QString::fromUtf8(text);
    }
}

void TestPlatform::refuses()
{
    QFETCH(QString, text);
    const Result<Platform> platform = Platform::parse(text);
    QVERIFY(!platform.has_value());
    QCOMPARE(platform.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(platform.error().item, text.trimmed());
    QVERIFY(!platform.error().technical.isEmpty());
}

void TestPlatform::normalisesFromParts()
{
    const Platform platform(QStringLiteral("Linux"), QStringLiteral("aarch64"), QStringLiteral("v8"));
    QCOMPARE(platform, Platform(QStringLiteral("linux"), QStringLiteral("arm64")));
    QVERIFY(Platform().isNull());
    QCOMPARE(Platform().toString(), QString());
}

void TestPlatform::selects_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("candidate");
    QTest::addColumn<bool>("selected");
    const auto row = [](const char *name, const char *asked, const char *candidate, bool selected) {
        QTest::newRow(name) << QString::fromLatin1(asked) << QString::fromLatin1(candidate) << selected;
    };
    row("equal", "linux/amd64", "linux/amd64", true);
    row("other architecture", "linux/amd64", "linux/arm64", false);
    row("other system", "linux/amd64", "windows/amd64", false);
    row("P05 v8 and none", "linux/arm64", "linux/arm64/v8", true);
    row("P05 none and v8", "linux/arm64/v8", "linux/arm64", true);
    row("arm is v7", "linux/arm", "linux/arm/v7", true);
    row("P04 no lower variant", "linux/arm/v7", "linux/arm/v6", false);
    row("P04 no 32 bit for arm64", "linux/arm64", "linux/arm/v7", false);
    row("P04 no lower amd64", "linux/amd64/v3", "linux/amd64", false);
    row("P04 no higher amd64", "linux/amd64", "linux/amd64/v2", false);
    row("P06 any build", "windows/amd64", "windows/amd64:10.0.17763.5329", true);
    row("P06 this build", "windows/amd64:10.0.17763.5329", "windows/amd64:10.0.17763.5329", true);
    row("P06 any revision of the build", "windows/amd64:10.0.17763", "windows/amd64:10.0.17763.5329", true);
    row("P06 not a longer number", "windows/amd64:10.0.1776", "windows/amd64:10.0.17763.5329", false);
    row("P06 other build", "windows/amd64:10.0.20348.2113", "windows/amd64:10.0.17763.5329", false);
    row("P06 build asked, none there", "windows/amd64:10.0.20348.2113", "windows/amd64", false);
}

void TestPlatform::selects()
{
    QFETCH(QString, asked);
    QFETCH(QString, candidate);
    QFETCH(bool, selected);
    QCOMPARE(Platform::parse(asked)->selects(Platform::parse(candidate).value()), selected);
}

void TestPlatform::knowsAttestations()
{
    QVERIFY(Platform::parse(u"unknown/unknown")->isUnknown());
    QVERIFY(!Platform::parse(u"linux/unknown")->isUnknown());
    QVERIFY(!Platform().isUnknown());
}

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
