// SPDX-License-Identifier: Apache-2.0
#include "text/sentence.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace stowage;

namespace {

Error full(ErrorKind kind, Side side)
{
    Error error;
    error.kind = kind;
    error.side = side;
    error.item = QStringLiteral("the-item");
    error.reference = QStringLiteral("hub.local:5000/team/app:1");
    error.digest = QStringLiteral("sha256:") + QString(64, u'a');
    error.url = QStringLiteral("https://hub.local:5000/v2/team/app/manifests/1");
    error.httpStatus = 500;
    error.technical = QStringLiteral("own words");
    return error;
}

QString fromLatin(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void everyKindHasASentence();
    void namesTheSide();
    void saysWhatItShould_data();
    void saysWhatItShould();
    void neverUsesHostileTextRaw();
    void harmless_data();
    void harmless();
    void elides();
    void cutsDetailsAtTheirEnd();
    void sizes();
    void durations();
};

void TestSentence::everyKindHasASentence()
{
    QSet<QString> seen;
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        for (const Side side : {Side::None, Side::Source, Side::Target, Side::Local}) {
            const QString rich = Sentence::of(full(ErrorKind(kind), side));
            Error bare;
            bare.kind = ErrorKind(kind);
            bare.side = side;
            const QString poor = Sentence::of(bare);
            for (const QString &sentence : {rich, poor}) {
                QVERIFY2(sentence.size() > 20 && sentence.endsWith(u'.'), qPrintable(sentence));
                QVERIFY2(!sentence.contains(QRegularExpression(QStringLiteral("%[0-9]"))), qPrintable(sentence));
                QVERIFY2(!sentence.contains(QStringLiteral("  ")), qPrintable(sentence));
            }
            // It names what it is about: the item, the image, the content or the host.
            if (ErrorKind(kind) != ErrorKind::Interrupted && ErrorKind(kind) != ErrorKind::Internal &&
                ErrorKind(kind) != ErrorKind::KeychainUnavailable) {
                QVERIFY2(rich.contains(QStringLiteral("the-item")) || rich.contains(QStringLiteral("hub.local:5000")) ||
                             rich.contains(QStringLiteral("sha256:")),
                         qPrintable(rich));
            }
            if (side == Side::None) {
                QVERIFY2(!seen.contains(rich), qPrintable(rich));
                seen.insert(rich);
            }
        }
    }
}

void TestSentence::namesTheSide()
{
    for (const ErrorKind kind :
         {ErrorKind::NotFound, ErrorKind::LoginRefused, ErrorKind::LoginRequired, ErrorKind::HostNotFound,
          ErrorKind::ConnectionRefused, ErrorKind::TlsUntrusted, ErrorKind::Timeout, ErrorKind::ServerError,
          ErrorKind::DigestMismatch, ErrorKind::SizeMismatch}) {
        QVERIFY(Sentence::of(full(kind, Side::Source)).contains(QStringLiteral("source")));
        QVERIFY(Sentence::of(full(kind, Side::Target)).contains(QStringLiteral("target")));
    }
}

void TestSentence::saysWhatItShould_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("expected");
    Error refused;
    refused.kind = ErrorKind::LoginRefused;
    refused.item = QStringLiteral("bob");
    refused.url = QStringLiteral("https://hub.local/v2/");
    QTest::newRow("H04 account") << refused
                                 << fromLatin(
                                        "hub.local refused the account 'bob'. Check user name and password on the "
                                        "Registries page or run stowage login hub.local.");
    Error hub;
    hub.kind = ErrorKind::LoginRefused;
    hub.item = QStringLiteral("docker.io");
    hub.url = QStringLiteral("https://auth.docker.io/token");
    QTest::newRow("H04 registry with another address")
        << hub
        << fromLatin(
               "docker.io refused the account. Check user name and password on the Registries page or run stowage "
               "login docker.io.");
    Error path;
    path.kind = ErrorKind::NotFound;
    path.side = Side::Local;
    path.item = QStringLiteral("/data/imges");
    QTest::newRow("local path") << path << fromLatin("/data/imges does not exist. Check the path.");
    Error nothing;
    nothing.kind = ErrorKind::NothingMatches;
    nothing.item = QStringLiteral("dir:/data/images");
    QTest::newRow("empty end") << nothing
                               << fromLatin(
                                      "There is no image in dir:/data/images. Check that this is the right place.");
    nothing.technical = QStringLiteral("^x");
    QTest::newRow("pattern that matches nothing")
        << nothing << fromLatin("No image in dir:/data/images matches '^x'. Check the pattern.");
    Error collision;
    collision.kind = ErrorKind::TargetCollision;
    collision.item = QStringLiteral("docker.io/foo/x:1, quay.io/foo/x:1");
    collision.reference = QStringLiteral("hub.local/foo/x:1");
    QTest::newRow("collision names both")
        << collision
        << fromLatin("docker.io/foo/x:1 and quay.io/foo/x:1 would both become "
                     "hub.local/foo/x:1. Change the target name so that they differ.");
    Error torn;
    torn.kind = ErrorKind::StoreDamaged;
    torn.item = QStringLiteral("manifests/layout");
    torn.technical = QStringLiteral("in the middle of an object or array.");
    QTest::newRow("one full stop is enough")
        << torn
        << fromLatin("The store is damaged at manifests/layout: in the middle of an object or array. Fetch the image "
                     "into it again, or take another copy of the folder.");
    Error part;
    part.kind = ErrorKind::NotFound;
    part.side = Side::Source;
    part.reference = QStringLiteral("hub.local/app:1");
    part.digest = QStringLiteral("sha256:") + QString(64, u'a');
    QTest::newRow("a blob, not the image") << part
                                           << QStringLiteral("A part of hub.local/app:1 is missing at the source: %1. "
                                                             "Have the image pushed there again.")
                                                  .arg(part.digest);
    Error large;
    large.kind = ErrorKind::TooLarge;
    large.side = Side::Source;
    large.reference = QStringLiteral("hub.local/app:1");
    large.technical = QStringLiteral("the answer has 5000000 bytes, 4194304 are allowed");
    QTest::newRow("our own limit") << large
                                   << fromLatin("hub.local/app:1 is larger than this program reads: the answer has "
                                                "5000000 bytes, 4194304 are allowed. Ask its publisher to make it "
                                                "smaller.");
    Error missing;
    missing.kind = ErrorKind::NotFound;
    missing.side = Side::Source;
    missing.reference = QStringLiteral("docker.io/library/alpine:9");
    QTest::newRow("missing tag") << missing
                                 << fromLatin(
                                        "docker.io/library/alpine:9 does not exist at the source. Check the name, the "
                                        "tag and the account.");
    Error invalid;
    invalid.kind = ErrorKind::InvalidInput;
    invalid.item = QStringLiteral("Alpine");
    invalid.technical = QStringLiteral("upper case");
    QTest::newRow("invalid") << invalid << fromLatin("'Alpine' is not valid: upper case. Correct it and try again.");
    Error limited;
    limited.kind = ErrorKind::RateLimited;
    limited.url = QStringLiteral("https://index.example/v2/");
    limited.retryAfterSeconds = 90;
    QTest::newRow("A40 rate") << limited
                              << fromLatin(
                                     "index.example limits how often it may be asked. Try again in 1 min 30 s, or log "
                                     "in with an account.");
    Error disk;
    disk.kind = ErrorKind::DiskFull;
    disk.side = Side::Local;
    disk.item = QStringLiteral("/data/images");
    QTest::newRow("disk") << disk
                          << fromLatin(
                                 "The disk of /data/images is full. Free space or choose another folder, then try "
                                 "again: what has arrived is kept.");
}

void TestSentence::saysWhatItShould()
{
    QFETCH(Error, error);
    QFETCH(QString, expected);
    QCOMPARE(Sentence::of(error), expected);
}

void TestSentence::neverUsesHostileTextRaw()
{
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        Error error;
        error.kind = ErrorKind(kind);
        error.item = QStringLiteral("a\x1b[31m%1 %2\n") + QChar(0x202e) + QString(100'000, u'x');
        error.technical = error.item;
        const QString sentence = Sentence::of(error);
        QVERIFY2(sentence.size() < 1500, qPrintable(errorKindName(error.kind)));
        for (const QChar c : sentence) {
            QVERIFY(c.category() != QChar::Other_Control);
            QVERIFY(c.category() != QChar::Other_Format);
        }
    }
}

void TestSentence::harmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("docker.io/library/alpine") << QStringLiteral("docker.io/library/alpine");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("markup stays text") << QStringLiteral("<b>&amp;") << QStringLiteral("<b>&amp;");
    QTest::newRow("S51 line ends and tabs") << QStringLiteral("a\r\n\tb") << QStringLiteral("a\\r\\n\\tb");
    QTest::newRow("S51 ANSI escape") << QStringLiteral("\x1b[31m") << QStringLiteral("\\u{001b}[31m");
    QTest::newRow("S51 NUL") << (QStringLiteral("a") + QChar(u'\0')) << QStringLiteral("a\\u{0000}");
    QTest::newRow("S51 C1 control") << QString(QChar(0x9b)) << QStringLiteral("\\u{009b}");
    QTest::newRow("S51 bidi override") << QString(QStringLiteral("a") + QChar(0x202e) + u'b')
                                       << QStringLiteral("a\\u{202e}b");
    QTest::newRow("S51 bidi isolate") << QString(QChar(0x2066)) << QStringLiteral("\\u{2066}");
    QTest::newRow("S51 zero width") << QString(QChar(0x200b)) << QStringLiteral("\\u{200b}");
    QTest::newRow("S51 byte order mark") << QString(QChar(0xfeff)) << QStringLiteral("\\u{feff}");
    QTest::newRow("S51 line separator") << QString(QChar(0x2028)) << QStringLiteral("\\u{2028}");
    QTest::newRow("S51 half a character") << QString(QChar(0xd800)) << QStringLiteral("\\u{d800}");
    QTest::newRow("S51 invisible tag") << QString::fromUcs4(U"\U000e0041", 1) << QStringLiteral("\\u{e0041}");
    QTest::newRow("other scripts stay") << fromLatin("镜像 образ 🐳") << fromLatin("镜像 образ 🐳");
}

void TestSentence::harmless()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(Sentence::harmless(text), expected);
}

void TestSentence::elides()
{
    const QString text = QStringLiteral("begin") + QString(100'000, u'-') + QStringLiteral("end");
    const QString shown = Sentence::harmless(text, 21);
    QCOMPARE(shown.size(), 21);
    QVERIFY(shown.startsWith(QStringLiteral("begin")));
    QVERIFY(shown.endsWith(QStringLiteral("end")));
    QVERIFY(shown.contains(QChar(0x2026)));
    QCOMPARE(Sentence::harmless(QString(300, u'x')), QString(300, u'x'));
    QCOMPARE(Sentence::harmless(QString(301, u'x')).size(), 300);
    // Escapes and characters of two units are not cut in two.
    const QString controls = Sentence::harmless(QString(50, QChar(u'\x1b')), 20);
    QVERIFY(controls.size() <= 20);
    QCOMPARE(controls.count(QStringLiteral("\\u{001b}")) * 8 + 1, controls.size());
    const QString whales = Sentence::harmless(fromLatin("🐳").repeated(50), 20);
    QVERIFY(whales.isValidUtf16());
}

void TestSentence::cutsDetailsAtTheirEnd()
{
    const QString why = QString(150, u'x') + QStringLiteral(" 'what is wrong' ");
    const QString text =
        Sentence::of(fail(ErrorKind::InvalidInput, QStringLiteral("t.yaml:1"), why + QString(2000, u'y')).error());
    QVERIFY2(text.contains(why), qUtf8Printable(text));
    QVERIFY(text.size() < 500);
    QVERIFY(text.contains(QChar(0x2026)));
}

void TestSentence::sizes()
{
    QCOMPARE(Sentence::size(0), QStringLiteral("0 bytes"));
    QCOMPARE(Sentence::size(1288490189), QStringLiteral("1.2 GiB"));
    QCOMPARE(Sentence::rate(3.4 * 1024 * 1024), QStringLiteral("3.4 MiB/s"));
    QCOMPARE(Sentence::rate(-1), QStringLiteral("0 bytes/s"));
}

void TestSentence::durations()
{
    QCOMPARE(Sentence::duration(-1), QString());
    QCOMPARE(Sentence::duration(0), QStringLiteral("0 s"));
    QCOMPARE(Sentence::duration(130), QStringLiteral("2 min 10 s"));
    QCOMPARE(Sentence::duration(3600 + 65), QStringLiteral("1 h 1 min"));
    QCOMPARE(Sentence::duration(25 * 3600), QStringLiteral("1 d 1 h"));
}

QTEST_GUILESS_MAIN(TestSentence)
#include "tst_sentence.moc"
