// SPDX-License-Identifier: Apache-2.0
#include "service/taskaccess.h"

#include <QTest>

using namespace stowage;

namespace {

Reference ref(const char *text)
{
    return Reference::parse(QString::fromLatin1(text)).value();
}

TaskAccount entry(const char *scope, const char *user = "", std::optional<bool> skip = {})
{
    TaskAccount account;
    account.account = {QString::fromLatin1(scope), QString::fromLatin1(user), QStringLiteral("not-shown")};
    account.skipVerification = skip;
    return account;
}

RegistrySettings settings(const char *registry)
{
    RegistrySettings one;
    one.registry = QString::fromLatin1(registry);
    return one;
}

/// `a.example skip http may-http ca`, one word per setting.
QString described(const RegistrySettings &one)
{
    QStringList words{one.registry};
    words += one.skipVerification ? QStringList{QStringLiteral("skip")} : QStringList();
    words += one.plainHttp ? QStringList{QStringLiteral("http")} : QStringList();
    words += one.mayUseHttp ? QStringList{QStringLiteral("may-http")} : QStringList();
    words += one.caFile.isEmpty() ? QStringList() : QStringList{one.caFile};
    words += one.clientKey.isEmpty() ? QStringList() : QStringList{one.clientKey};
    words += one.mirror.isEmpty() ? QStringList() : QStringList{one.mirror};
    return words.join(u' ');
}

QStringList described(const RunAccess &access)
{
    QStringList lines;
    for (const RegistrySettings &one : access.settings) {
        lines.append(described(one));
    }
    return lines;
}

CopyRequest request(const QList<Reference> &sources)
{
    CopyRequest request;
    request.from = End::eachOwn();
    request.to = {End::Kind::Store, QStringLiteral("/srv"), {}};
    for (const Reference &source : sources) {
        request.items.append({source, source});
    }
    return request;
}

} // namespace

class TestTaskAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSaid();
    void longestScopeCounts_data();
    void longestScopeCounts();
    void jobBeatsSet();
    void filesOfShorterScopes();
    void insecureMayUseHttp();
    void knownSettingsStay();
    void mirrorsAreMeantToo();
    void disagreementIsStrict();
    void copiesAreSplitWhereTheyDisagree();
    void sidesAreApart();
    void accountsOfOneSide();
};

void TestTaskAccess::nothingSaid()
{
    const RunAccess access = accessOf({}, {}, {ref("a.example/x:1")}, {});
    QVERIFY(access.settings.isEmpty());
    QVERIFY(access.accounts.isEmpty());
}

void TestTaskAccess::longestScopeCounts_data()
{
    QTest::addColumn<bool>("task");
    QTest::addColumn<QList<int>>("entries"); // host, host/team, host/tea: -1 none, 0 said no, 1 said yes, 2 not said
    QTest::addColumn<bool>("skip");
    const auto row = [](const char *name, bool task, int host, int team, int other, bool skip) {
        QTest::newRow(name) << task << QList<int>{host, team, other} << skip;
    };
    row("task alone", true, -1, -1, -1, true);
    row("entry alone", false, 1, -1, -1, true);
    row("entry beats task", true, 0, -1, -1, false);
    row("silent entry leaves it to the task", true, 2, -1, -1, true);
    row("longer beats shorter", false, 0, 1, -1, true);
    row("longer and stricter", false, 1, 0, -1, false);
    row("silent longer entry is the task's", false, 1, 2, -1, false);
    row("not on a boundary", false, -1, -1, 1, false);
    row("not on a boundary, the host's counts", true, 0, -1, 1, false);
}

void TestTaskAccess::longestScopeCounts()
{
    QFETCH(bool, task);
    QFETCH(QList<int>, entries);
    QFETCH(bool, skip);
    TaskJob job;
    job.skipVerification = task;
    const char *const scopes[] = {"a.example", "a.example/team", "a.example/tea"};
    for (int i = 0; i < 3; ++i) {
        if (entries.at(i) >= 0) {
            job.accounts.append(
                entry(scopes[i], "user", entries.at(i) == 2 ? std::nullopt : std::optional(entries.at(i) == 1)));
        }
    }
    const RunAccess access = accessOf({}, job, {ref("a.example/team/x:1")}, {});
    QCOMPARE(described(access), skip ? QStringList{QStringLiteral("a.example skip")} : QStringList());
    // Which account is sent is the credential provider's to say: it gets all of them.
    QCOMPARE(access.accounts.size(), job.accounts.size());
}

void TestTaskAccess::jobBeatsSet()
{
    TaskSet set;
    set.accounts = {entry("a.example", "set", true), entry("b.example")};
    TaskJob job;
    job.accounts = {entry("a.example", "job", false)};
    const RunAccess access = accessOf(set, job, {ref("a.example/x:1")}, {});
    QVERIFY(access.settings.isEmpty());
    QCOMPARE(access.accounts.size(), 2); // b.example has settings only
    QCOMPARE(access.accounts.first().username, QStringLiteral("job"));
}

void TestTaskAccess::filesOfShorterScopes()
{
    TaskJob job;
    job.accounts = {entry("a.example"), entry("a.example/team", "user", false)};
    job.accounts[0].caFile = QStringLiteral("/ca.pem");
    job.accounts[0].clientCertificate = QStringLiteral("/c.pem");
    job.accounts[0].clientKey = QStringLiteral("/k.pem");
    job.accounts[1].caFile = QStringLiteral("/team.pem");
    QCOMPARE(described(accessOf({}, job, {ref("a.example/team/x:1")}, {})),
             QStringList{QStringLiteral("a.example /team.pem /k.pem")});
    QCOMPARE(described(accessOf({}, job, {ref("a.example/x:1")}, {})),
             QStringList{QStringLiteral("a.example /ca.pem /k.pem")});
}

void TestTaskAccess::insecureMayUseHttp()
{
    TaskSet set;
    set.accounts = {entry("a.example/team", "user", true)};
    set.accounts[0].mayUseHttp = true;
    QCOMPARE(described(accessOf(set, {}, {ref("a.example/team/x:1")}, {})),
             QStringList{QStringLiteral("a.example skip may-http")});
    QVERIFY(accessOf(set, {}, {ref("a.example/x:1")}, {}).settings.isEmpty());
}

void TestTaskAccess::knownSettingsStay()
{
    RegistrySettings known = settings("a.example");
    known.caFile = QStringLiteral("/kept.pem");
    TaskJob job;
    job.skipVerification = true;
    QCOMPARE(described(accessOf({}, job, {ref("a.example/x:1")}, {known})),
             QStringList{QStringLiteral("a.example skip /kept.pem")});
    job.skipVerification = false;
    QVERIFY(accessOf({}, job, {ref("a.example/x:1")}, {known}).settings.isEmpty());
}

void TestTaskAccess::mirrorsAreMeantToo()
{
    RegistrySettings known = settings("docker.io");
    known.mirror = QStringLiteral("hub.local:5000/proxy");
    TaskJob job;
    job.accounts = {entry("hub.local:5000/proxy", "", true)};
    QCOMPARE(described(accessOf({}, job, {ref("nginx:1")}, {known})),
             QStringList{QStringLiteral("hub.local:5000 skip")});
}

void TestTaskAccess::disagreementIsStrict()
{
    TaskJob job;
    job.accounts = {entry("a.example/team", "", true)};
    QCOMPARE(described(accessOf({}, job, {ref("a.example/team/x:1")}, {})),
             QStringList{QStringLiteral("a.example skip")});
    QVERIFY(accessOf({}, job, {ref("a.example/team/x:1"), ref("a.example/other:1")}, {}).settings.isEmpty());
}

void TestTaskAccess::copiesAreSplitWhereTheyDisagree()
{
    TaskJob job;
    job.accounts = {entry("a.example/team", "user", true)};
    const Reference one = ref("a.example/team/x:1");
    const Reference two = ref("a.example/other:1");
    const Reference three = ref("b.example/y:1");
    const QList<TaskStep> together = withAccess({request({one, three})}, {}, job, {});
    QCOMPARE(together.size(), 1);
    QCOMPARE(described(together.first().access), QStringList{QStringLiteral("a.example skip")});
    const QList<TaskStep> apart = withAccess({request({one, two, three})}, {}, job, {});
    QCOMPARE(apart.size(), 2);
    QCOMPARE(apart.first().request.items.size(), 2);
    QCOMPARE(described(apart.first().access), QStringList{QStringLiteral("a.example skip")});
    QCOMPARE(apart.last().request.items, (QList<CopyItem>{{two, two}}));
    QVERIFY(apart.last().access.settings.isEmpty());
    QCOMPARE(apart.last().access.accounts.size(), 1);
    QVERIFY(withAccess({}, {}, job, {}).isEmpty());
}

void TestTaskAccess::sidesAreApart()
{
    TaskJob job;
    job.skipVerification = true;
    job.skipOnlyAt = Side::Target;
    CopyRequest copy = request({});
    copy.to = {End::Kind::Registry, QStringLiteral("t.example"), {}};
    copy.items = {{ref("s.example/x:1"), ref("t.example/x:1")}};
    QCOMPARE(described(withAccess({copy}, {}, job, {}).first().access), QStringList{QStringLiteral("t.example skip")});
    QVERIFY(accessOf({}, job, {ref("t.example/x:1")}, {}).settings.isEmpty());
    QVERIFY(accessOf({}, job, {ref("t.example/x:1")}, {}, Side::Source).settings.isEmpty());
    job.skipOnlyAt = Side::Source;
    QCOMPARE(described(withAccess({copy}, {}, job, {}).first().access), QStringList{QStringLiteral("s.example skip")});
    // Within one registry the stricter side counts.
    copy.items = {{ref("t.example/x:1"), ref("t.example/y:1")}};
    QVERIFY(withAccess({copy}, {}, job, {}).first().access.settings.isEmpty());
    // The entry of an account: likewise.
    job.skipVerification = false;
    job.accounts = {entry("s.example", "", true), entry("t.example", "", true)};
    job.accounts[0].onlyAt = Side::Target;
    job.accounts[1].onlyAt = Side::Target;
    copy.items = {{ref("s.example/x:1"), ref("t.example/x:1")}};
    QCOMPARE(described(withAccess({copy}, {}, job, {}).first().access), QStringList{QStringLiteral("t.example skip")});
}

void TestTaskAccess::accountsOfOneSide()
{
    TaskJob job;
    job.accounts = {entry("s.example", "reader"), entry("s.example", "writer")};
    job.accounts[0].onlyAt = Side::Source;
    job.accounts[1].onlyAt = Side::Target;
    CopyRequest copy = request({});
    copy.to = {End::Kind::Registry, QStringLiteral("s.example"), {}};
    copy.items = {{ref("s.example/a/x:1"), ref("s.example/b/x:1")}};
    QStringList scopes;
    const QList<Account> within = withAccess({copy}, {}, job, {}).first().access.accounts;
    for (const Account &account : within) {
        scopes.append(account.scope + u' ' + account.username);
    }
    QCOMPARE(scopes, (QStringList{QStringLiteral("s.example/a/x reader"), QStringLiteral("s.example/b/x writer")}));
    copy.items = {{ref("s.example/a/x:1"), ref("t.example/b/x:1")}};
    const QList<Account> across = withAccess({copy}, {}, job, {}).first().access.accounts;
    QCOMPARE(across.first().scope, QStringLiteral("s.example"));
}

QTEST_GUILESS_MAIN(TestTaskAccess)
#include "tst_taskaccess.moc"
