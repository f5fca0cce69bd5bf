// SPDX-License-Identifier: Apache-2.0
#include "registry/contentrange.h"
#include "registry/link.h"
#include "registry/uploadaddress.h"

#include <QTest>

using namespace stowage;
using namespace stowage::registry;

class TestAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links_data();
    void links();
    void uploads_data();
    void uploads();
    void digests_data();
    void digests();
    void ranges_data();
    void ranges();
};

void TestAddresses::links_data()
{
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QString>("expected");
    const QString next = QStringLiteral("https://r/v2/_catalog?last=b&n=2");
    QTest::newRow("D100 relative") << QList<QByteArray>{"</v2/_catalog?last=b&n=2>; rel=\"next\""} << next;
    QTest::newRow("D100 absolute") << QList<QByteArray>{"<https://r/v2/_catalog?last=b&n=2>; rel=\"next\""} << next;
    QTest::newRow("D100 unquoted") << QList<QByteArray>{"</v2/_catalog?last=b&n=2>;rel=next"} << next;
    QTest::newRow("D100 parameter order")
        << QList<QByteArray>{"</v2/_catalog?last=b&n=2>; title=\"a, b\"; rel=\"next\""} << next;
    QTest::newRow("H68 prev and next")
        << QList<QByteArray>{"</prev>; rel=\"prev\" , </v2/_catalog?last=b&n=2>; rel=\"next\""} << next;
    QTest::newRow("D100 two headers") << QList<QByteArray>{"</x>; rel=\"first\"",
                                                           "</v2/_catalog?last=b&n=2>; rel=\"next\""}
                                      << next;
    QTest::newRow("several relations") << QList<QByteArray>{"</v2/_catalog?last=b&n=2>; rel=\"last next\""} << next;
    QTest::newRow("upper case") << QList<QByteArray>{"</v2/_catalog?last=b&n=2>; REL=\"NEXT\""} << next;
    QTest::newRow("H68 raw query") << QList<QByteArray>{"</v2/_catalog?q=a b,c>; rel=\"next\""}
                                   << "https://r/v2/_catalog?q=a%20b,c";
    QTest::newRow("no next") << QList<QByteArray>{"</x>; rel=\"prev\""} << "";
    QTest::newRow("no relation") << QList<QByteArray>{"</x>"} << "";
    QTest::newRow("empty target") << QList<QByteArray>{"<>; rel=\"next\""} << "";
    QTest::newRow("not closed") << QList<QByteArray>{"</x; rel=\"next\""} << "";
    QTest::newRow("nothing") << QList<QByteArray>{} << "";
    QTest::newRow("garbage") << QList<QByteArray>{">>><<<;;;,,,\"\\"} << "";
}

void TestAddresses::links()
{
    QFETCH(QList<QByteArray>, values);
    const auto found = nextLink(values, QUrl(QStringLiteral("https://r/v2/_catalog?n=2")));
    QTEST(found ? QString::fromLatin1(found->toEncoded()) : QString(), "expected");
}

void TestAddresses::uploads_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("expected"); // empty: refused
    const QByteArray own = "https://r.corp:8443/v2/a/blobs/uploads/u";
    QTest::newRow("D63 relative") << QByteArray("/v2/a/blobs/uploads/u?_state=x%2Bd%3D") << own + "?_state=x%2Bd%3D";
    QTest::newRow("D63 absolute") << own + "?_state=x" << own + "?_state=x";
    QTest::newRow("D63 scheme-less") << QByteArray("//r.corp:8443/v2/a/blobs/uploads/u") << own;
    QTest::newRow("D63 without query") << QByteArray("/v2/a/blobs/uploads/u") << own;
    QTest::newRow("H29 http, same host and port") << QByteArray("http://r.corp:8443/v2/a/blobs/uploads/u") << own;
    QTest::newRow("H29 http, port omitted") << QByteArray("http://r.corp/v2/a/blobs/uploads/u") << own;
    QTest::newRow("D64 missing") << QByteArray() << QByteArray();
    QTest::newRow("S20 other host") << QByteArray("https://evil/u") << QByteArray();
    QTest::newRow("S20 other port") << QByteArray("https://r.corp:9/u") << QByteArray();
    QTest::newRow("S20 loopback") << QByteArray("http://127.0.0.1/u") << QByteArray();
    QTest::newRow("S20 metadata") << QByteArray("http://169.254.169.254/u") << QByteArray();
    QTest::newRow("S20 other scheme") << QByteArray("ftp://r.corp/u") << QByteArray();
}

void TestAddresses::uploads()
{
    QFETCH(QByteArray, location);
    const QUrl answered(QStringLiteral("https://r.corp:8443/v2/a/blobs/uploads/"));
    const Result<QUrl> judged = judgeUploadAddress(answered, location);
    QTEST(judged ? judged->toEncoded() : QByteArray(), "expected");
    QCOMPARE(judgeUploadAddress(QUrl(QStringLiteral("https://h/v2/a/blobs/uploads/")), "https://h:443/u").has_value(),
             true); // D65
}

void TestAddresses::digests_data()
{
    QTest::addColumn<QByteArray>("session");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("D63 with query") << QByteArray("https://r/u?_state=a%2Bb%3D%3D")
                                    << QByteArray("https://r/u?_state=a%2Bb%3D%3D&digest=");
    QTest::newRow("D63 without query") << QByteArray("https://r/u") << QByteArray("https://r/u?digest=");
    QTest::newRow("empty query") << QByteArray("https://r/u?") << QByteArray("https://r/u?digest=");
}

void TestAddresses::digests()
{
    QFETCH(QByteArray, session);
    QFETCH(QByteArray, expected);
    const Digest digest = Digest::ofBytes("x");
    const QByteArray made = withDigest(QUrl::fromEncoded(session), digest).toEncoded();
    QCOMPARE(made, expected + "sha256%3A" + digest.hex().toLatin1());
}

void TestAddresses::ranges_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("good");
    QTest::newRow("D44") << QByteArray("bytes 5-9/10") << qint64(5) << qint64(10) << true;
    QTest::newRow("D44 star") << QByteArray("bytes 5-9/*") << qint64(5) << qint64(10) << true;
    QTest::newRow("size not known") << QByteArray("bytes 5-9/10") << qint64(5) << qint64(-1) << true;
    QTest::newRow("D44 other start") << QByteArray("bytes 4-9/10") << qint64(5) << qint64(10) << false;
    QTest::newRow("D44 not to the end") << QByteArray("bytes 5-8/10") << qint64(5) << qint64(10) << false;
    QTest::newRow("D44 other total") << QByteArray("bytes 5-9/11") << qint64(5) << qint64(10) << false;
    QTest::newRow("D44 last before first") << QByteArray("bytes 5-4/10") << qint64(5) << qint64(10) << false;
    QTest::newRow("D44 beyond total") << QByteArray("bytes 5-10/10") << qint64(5) << qint64(-1) << false;
    QTest::newRow("D47 missing") << QByteArray() << qint64(5) << qint64(10) << false;
    QTest::newRow("other unit") << QByteArray("items 5-9/10") << qint64(5) << qint64(10) << false;
    QTest::newRow("416 form") << QByteArray("bytes */10") << qint64(5) << qint64(10) << false;
    QTest::newRow("garbage") << QByteArray("bytes -/") << qint64(0) << qint64(10) << false;
    QTest::newRow("overflow") << QByteArray("bytes 5-99999999999999999999/10") << qint64(5) << qint64(10) << false;
}

void TestAddresses::ranges()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, offset);
    QFETCH(qint64, size);
    const auto range = parseContentRange(value);
    QTEST(range && continuesAt(*range, offset, size), "good");
}

QTEST_APPLESS_MAIN(TestAddresses)
#include "tst_addresses.moc"
