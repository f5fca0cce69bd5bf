// SPDX-License-Identifier: Apache-2.0
#include "service/targetclaims.h"

#include <QTest>

using namespace stowage;

namespace {

Reference ref(const QString &text)
{
    return Reference::parse(text).value();
}

/// `source>target` words.
CopyRequest request(const char *to, const char *items)
{
    CopyRequest request;
    request.from = End::eachOwn();
    request.to = End::parse(QString::fromLatin1(to)).value();
    const QStringList words = QString::fromLatin1(items).split(u' ');
    for (const QString &word : words) {
        request.items.append({ref(word.section(u'>', 0, 0)), ref(word.section(u'>', 1))});
    }
    return request;
}

QStringList names(const QList<PlannedImage> &images)
{
    QStringList names;
    for (const PlannedImage &image : images) {
        names.append(image.refusal->item + QStringLiteral(" > ") + image.refusal->reference);
    }
    return names;
}

} // namespace

class TestTargetClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laterRequestIsRefused();
    void announcedRequestsAreRefusedBoth();
    void withinOneRequest();
    void otherTargetsAreFree();
};

void TestTargetClaims::laterRequestIsRefused()
{
    TargetClaims claims;
    CopyRequest first = request("registry:t.example", "a.example/x:1>t.example/z:1");
    QVERIFY(claims.takeRefused(first).isEmpty());
    QCOMPARE(first.items.size(), 1);
    QVERIFY(claims.takeRefused(first).isEmpty()); // the same source again
    CopyRequest second = request("registry:t.example", "b.example/x:1>t.example/z:1 b.example/y:1>t.example/y:1");
    const QList<PlannedImage> refused = claims.takeRefused(second);
    QCOMPARE(names(refused), QStringList{QStringLiteral("a.example/x:1, b.example/x:1 > t.example/z:1")});
    QCOMPARE(refused.first().action, ImageAction::Refuse);
    QCOMPARE(refused.first().refusal->kind, ErrorKind::TargetCollision);
    QCOMPARE(second.items.size(), 1);
    QCOMPARE(second.items.first().target, ref(QStringLiteral("t.example/y:1")));
}

void TestTargetClaims::announcedRequestsAreRefusedBoth()
{
    TargetClaims claims;
    CopyRequest first = request("registry:t.example", "a.example/x:1>t.example/z:1");
    CopyRequest second = request("registry:t.example", "b.example/x:1>t.example/z:1");
    claims.announce({first, second});
    QCOMPARE(claims.takeRefused(first).size(), 1);
    QVERIFY(first.items.isEmpty());
    QCOMPARE(claims.takeRefused(second).size(), 1);
}

void TestTargetClaims::withinOneRequest()
{
    TargetClaims claims;
    CopyRequest one = request("registry:t.example",
                              "a.example/x:1>t.example/z:1 b.example/x:1>t.example/z:1 a.example/x:1>t.example/w:1");
    QCOMPARE(claims.takeRefused(one).size(), 2);
    QCOMPARE(one.items.size(), 1);
}

void TestTargetClaims::otherTargetsAreFree()
{
    TargetClaims claims;
    CopyRequest one = request("dir:/srv/a", "a.example/x:1>t.example/z:1");
    CopyRequest two = request("dir:/srv/b", "b.example/x:1>t.example/z:1");
    CopyRequest three = request("registry:t.example", "c.example/x:1>t.example/z:1");
    CopyRequest four = request("dir:/srv/a", "d.example/x:1>t.example/z:1");
    QVERIFY(claims.takeRefused(one).isEmpty());
    QVERIFY(claims.takeRefused(two).isEmpty());
    QVERIFY(claims.takeRefused(three).isEmpty());
    QCOMPARE(claims.takeRefused(four).size(), 1);
}

QTEST_GUILESS_MAIN(TestTargetClaims)
#include "tst_targetclaims.moc"
