// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace stowage;

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasAName();
    void sidesHaveNames();
    void technicalLineNamesEveryField();
    void failCarriesItsFields();
    void transient_data();
    void transient();
};

void TestError::everyKindHasAName()
{
    QSet<QString> names;
    const QRegularExpression form(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        const QString name = errorKindName(ErrorKind(kind));
        QVERIFY2(form.match(name).hasMatch(), qPrintable(name));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
    }
}

void TestError::sidesHaveNames()
{
    QCOMPARE(sideName(Side::Source), QStringLiteral("source"));
    QCOMPARE(sideName(Side::Target), QStringLiteral("target"));
    QCOMPARE(sideName(Side::Local), QStringLiteral("local"));
    QCOMPARE(sideName(Side::None), QString());
}

void TestError::technicalLineNamesEveryField()
{
    Error error;
    error.kind = ErrorKind::Denied;
    error.side = Side::Target;
    error.operation = QStringLiteral("upload blob");
    error.item = QStringLiteral("i");
    error.reference = QStringLiteral("r");
    error.digest = QStringLiteral("d");
    error.url = QStringLiteral("u");
    error.httpStatus = 403;
    error.registryCodes = {QStringLiteral("DENIED"), QStringLiteral("X")};
    error.requestId = QStringLiteral("id");
    error.technical = QStringLiteral("t");
    QCOMPARE(technicalLine(error),
             QStringLiteral("denied side=target operation=upload blob item=i reference=r digest=d url=u "
                            "status=403 codes=DENIED,X request-id=id detail=t"));
    QCOMPARE(technicalLine(Error{}), QStringLiteral("internal"));
}

void TestError::failCarriesItsFields()
{
    const Result<int> result = fail(ErrorKind::DiskFull, QStringLiteral("/data"), QStringLiteral("ENOSPC"));
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::DiskFull);
    QCOMPARE(result.error().item, QStringLiteral("/data"));
    QCOMPARE(result.error().technical, QStringLiteral("ENOSPC"));
}

void TestError::transient_data()
{
    QTest::addColumn<stowage::ErrorKind>("kind");
    QTest::addColumn<bool>("expected");
    QTest::newRow("D113 rate limited") << ErrorKind::RateLimited << true;
    QTest::newRow("F01 lost") << ErrorKind::ConnectionLost << true;
    QTest::newRow("5xx") << ErrorKind::ServerError << true;
    QTest::newRow("time") << ErrorKind::Timeout << true;
    QTest::newRow("not found") << ErrorKind::NotFound << false;
    QTest::newRow("refused account") << ErrorKind::LoginRefused << false;
    QTest::newRow("D27 digest") << ErrorKind::DigestMismatch << false;
    QTest::newRow("certificate") << ErrorKind::TlsUntrusted << false;
    QTest::newRow("disk") << ErrorKind::DiskFull << false;
}

void TestError::transient()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, expected);
    Error error;
    error.kind = kind;
    QCOMPARE(isTransient(error), expected);
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
