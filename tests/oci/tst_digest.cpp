// SPDX-License-Identifier: Apache-2.0
#include "oci/digest.h"
#include "oci/hasher.h"

#include <QTest>

using namespace stowage;

namespace {

const QString emptySha256 = QStringLiteral("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
const QString emptySha512 =
    QStringLiteral("sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d1"
                   "3c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");

} // namespace

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void hashesKnownValues_data();
    void hashesKnownValues();
    void hashesInPieces();
    void keepsTheAlgorithmOfAnother();
    void hashersMove();
    void comparesAndHashes();
    void isShortForPeople();
};

void TestDigest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    const QString a64(64, u'a');
    const QString a128(128, u'a');
    QTest::newRow("D05 sha256") << emptySha256 << true;
    QTest::newRow("D05 sha512") << emptySha512 << true;
    QTest::newRow("D05 upper-case hex") << emptySha256.toUpper().replace(QStringLiteral("SHA256"),
                                                                         QStringLiteral("sha256"))
                                        << false;
    QTest::newRow("D05 upper-case algorithm") << QString(QStringLiteral("SHA256:") + a64) << false;
    QTest::newRow("D05 sha256 too short") << QString(QStringLiteral("sha256:") + a64.chopped(1)) << false;
    QTest::newRow("D05 sha256 too long") << QString(QStringLiteral("sha256:") + a64 + u'a') << false;
    QTest::newRow("D05 sha512 with 64") << QString(QStringLiteral("sha512:") + a64) << false;
    QTest::newRow("D05 sha256 with 128") << QString(QStringLiteral("sha256:") + a128) << false;
    QTest::newRow("D05 unknown algorithm") << QString(QStringLiteral("blake3:") + a64) << false;
    QTest::newRow("D05 grammatical compound algorithm") << QString(QStringLiteral("sha256+b64u:") + a64) << false;
    QTest::newRow("S01 path") << QStringLiteral("sha256:../../../../etc/passwd") << false;
    QTest::newRow("S01 path of the right length") << QString(QStringLiteral("sha256:../") + a64.chopped(3)) << false;
    QTest::newRow("S01 algorithm with path") << QString(QStringLiteral("../sha256:") + a64) << false;
    QTest::newRow("S01 NUL") << QString(QStringLiteral("sha256:") + a64.chopped(1) + QChar(u'\0')) << false;
    QTest::newRow("S01 full-width digit")
        << QString(QStringLiteral("sha256:") + a64.chopped(1) + QChar(0xff11)) << false;
    QTest::newRow("S01 line end") << QString(emptySha256 + u'\n') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no colon") << a64 << false;
    QTest::newRow("no algorithm") << QString(u':' + a64) << false;
    QTest::newRow("no hex") << QStringLiteral("sha256:") << false;
}

void TestDigest::parses()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const Result<Digest> digest = Digest::parse(text);
    QCOMPARE(digest.has_value(), valid);
    if (valid) {
        QCOMPARE(digest->toString(), text);
        QCOMPARE(digest->algorithm() + u':' + digest->hex(), text);
    } else {
        QCOMPARE(digest.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!digest.error().technical.isEmpty());
    }
}

void TestDigest::hashesKnownValues_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("like");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QByteArray() << QString() << emptySha256;
    QTest::newRow("nothing, sha512") << QByteArray() << emptySha512 << emptySha512;
    QTest::newRow("D50 the empty config")
        << QByteArray("{}") << QString()
        << QStringLiteral("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    QTest::newRow("abc, sha512")
        << QByteArray("abc") << emptySha512
        << QStringLiteral(
               "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c2"
               "3a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

void TestDigest::hashesKnownValues()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, like);
    QFETCH(QString, expected);
    const Digest pattern = like.isEmpty() ? Digest() : Digest::parse(like).value();
    QCOMPARE(Digest::ofBytes(bytes, pattern).toString(), expected);
}

void TestDigest::hashesInPieces()
{
    const QByteArray bytes(100'000, 'x');
    for (const qsizetype piece : {1, 7, 4096, 100'000}) {
        Hasher hasher;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            hasher.add(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
            hasher.add({});
        }
        QCOMPARE(hasher.finish(), Digest::ofBytes(bytes));
    }
}

void TestDigest::keepsTheAlgorithmOfAnother()
{
    const Digest sha512 = Digest::parse(emptySha512).value();
    QCOMPARE(Digest::ofBytes("x", sha512).algorithm(), QStringLiteral("sha512"));
    QCOMPARE(Digest::ofBytes("x", Digest()).algorithm(), QStringLiteral("sha256"));
}

void TestDigest::hashersMove()
{
    Hasher first;
    first.add("ab");
    Hasher second(std::move(first));
    second.add("c");
    Hasher third;
    third = std::move(second);
    QCOMPARE(third.finish(), Digest::ofBytes("abc"));
}

void TestDigest::comparesAndHashes()
{
    const Digest a = Digest::ofBytes("a");
    const Digest b = Digest::ofBytes("b");
    QVERIFY(a != b);
    QVERIFY((a < b) != (b < a));
    QCOMPARE(qHash(a), qHash(Digest::ofBytes("a")));
    QVERIFY(Digest().isNull());
    QVERIFY(!a.isNull());
    QCOMPARE(Digest().toString(), QString());
    QCOMPARE(Digest().algorithm(), QString());
    QCOMPARE(Digest().hex(), QString());
}

void TestDigest::isShortForPeople()
{
    QCOMPARE(Digest::parse(emptySha256)->shortText(), QStringLiteral("sha256:e3b0…55"));
    QCOMPARE(Digest().shortText(), QString());
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
