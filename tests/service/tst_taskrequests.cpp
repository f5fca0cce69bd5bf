// SPDX-License-Identifier: Apache-2.0
#include "service/rundocuments.h"
#include "service/taskrequests.h"
#include "tasks/taskfile.h"

#include <QJsonArray>
#include <QTest>

using namespace stowage;

namespace {

TaskSet read(const QByteArray &text)
{
    return readTaskFile(QStringLiteral("t"), text);
}

std::optional<End> end(const char *text)
{
    return *text ? std::optional(End::parse(QString::fromLatin1(text)).value()) : std::nullopt;
}

QString described(const TaskJob &job)
{
    const auto side = [](const std::optional<End> &one) { return one ? one->toString() : QStringLiteral("?"); };
    QString line = taskKindName(job.kind) + u' ' + side(job.from) + u' ' + side(job.to);
    const Result<QList<CopyItem>> items = job.items();
    for (const CopyItem &item : items.value_or(QList<CopyItem>())) {
        line += u' ' + item.target.toString();
    }
    return line;
}

} // namespace

class TestTaskRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRequestPerTarget();
    void openEndsAreRefused();
    void replacesEnds_data();
    void replacesEnds();
    void refusesEnds_data();
    void refusesEnds();
    void closesTheQuestion();
    void obstacles_data();
    void obstacles();
    void documents();
};

void TestTaskRequests::oneRequestPerTarget()
{
    const TaskSet set = read("a.example/x:1: [h.example/x, g.example/x, h.example/y]\n");
    const Result<QList<CopyRequest>> requests = taskRequests(set.jobs.first(), {}, {});
    QVERIFY(requests.has_value());
    QCOMPARE(requests->size(), 2);
    QCOMPARE(requests->first().to.toString(), QStringLiteral("registry:h.example"));
    QCOMPARE(requests->first().items.size(), 2);
    QCOMPARE(requests->last().to.toString(), QStringLiteral("registry:g.example"));
    QVERIFY(requests->first().from.isEachOwn());
}

void TestTaskRequests::openEndsAreRefused()
{
    const TaskSet set = read("nginx:1\n");
    QVERIFY(!taskRequests(set.jobs.first(), {}, {}).has_value());
}

void TestTaskRequests::replacesEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QStringList>("jobs");
    const auto row = [](const char *name, const QByteArray &text, const char *from, const char *to,
                        const QStringList &jobs) {
        QTest::newRow(name) << text << QByteArray(from) << QByteArray(to) << jobs;
    };
    row("list to store", "nginx:1\n", "", "/s", {QStringLiteral("pull registry: dir:/s docker.io/library/nginx:1")});
    row("list to registry", "nginx:1\n", "", "registry:h.example/p",
        {QStringLiteral("sync registry: registry:h.example/p h.example/p/library/nginx:1")});
    row("list from store", "nginx:1\n", "/a", "h.example",
        {QStringLiteral("push dir:/a registry:h.example h.example/library/nginx:1")});
    row("store for store", "image: {manifests: [nginx:1], src: 'local:///a', dest: 'local:///b'}", "/c", "/d",
        {QStringLiteral("copy dir:/c dir:/d docker.io/library/nginx:1")});
    row("names at the target stay", "image: {manifests: [nginx:1], src: 'local:///a', dest: 'h.example/x:1'}", "/c", "",
        {QStringLiteral("push dir:/c registry: h.example/x:1")});
    row("readers follow",
        "- image: {manifests: [nginx:1], src: docker.io, dest: 'local:///a'}\n"
        "- image: {manifests: [nginx:1], src: 'local:///a', dest: 'h.example/x:1'}\n"
        "- image: {manifests: [nginx:1], src: 'local:///other', dest: 'h.example/x:1'}\n",
        "", "/d",
        {QStringLiteral("pull registry: dir:/d docker.io/library/nginx:1"),
         QStringLiteral("push dir:/d registry: h.example/x:1"),
         QStringLiteral("push dir:/other registry: h.example/x:1")});
    row("nothing given", "image: {manifests: [nginx:1], src: docker.io, dest: 'local:///a'}", "", "",
        {QStringLiteral("pull registry: dir:/a docker.io/library/nginx:1")});
}

void TestTaskRequests::replacesEnds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QStringList, jobs);
    TaskSet set = read(text);
    const Result<void> replaced = replaceEnds(set, end(from.constData()), end(to.constData()));
    QVERIFY2(replaced.has_value(), replaced ? "" : qPrintable(technicalLine(replaced.error())));
    QStringList found;
    for (const TaskJob &job : std::as_const(set.jobs)) {
        found.append(described(job));
    }
    QCOMPARE(found, jobs);
    QVERIFY(obstaclesIn(set).isEmpty());
}

void TestTaskRequests::refusesEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("from a registry") << QByteArray("nginx:1\n") << QByteArray("registry:h.example") << QByteArray("/s");
    QTest::newRow("no store to replace") << QByteArray("a.example/x:1: h.example/x\n") << QByteArray()
                                         << QByteArray("/s");
    QTest::newRow("no store to read from")
        << QByteArray("a.example/x:1: h.example/x\n") << QByteArray("/s") << QByteArray();
    QTest::newRow("a registry for a store")
        << QByteArray("image: {manifests: [nginx:1], src: docker.io, dest: 'local:///a'}") << QByteArray()
        << QByteArray("registry:h.example");
}

void TestTaskRequests::refusesEnds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    TaskSet set = read(text);
    const Result<void> replaced = replaceEnds(set, end(from.constData()), end(to.constData()));
    QVERIFY(!replaced.has_value());
    QCOMPARE(replaced.error().kind, ErrorKind::InvalidInput);
}

void TestTaskRequests::closesTheQuestion()
{
    TaskSet set = read("image: {pull: {manifests: [nginx:1]}, push: {dest: 'h.example/x:1'}}");
    QCOMPARE(set.questions.size(), 1);
    QVERIFY(replaceEnds(set, {}, end("/s")).has_value());
    QVERIFY(set.questions.isEmpty());
    QCOMPARE(described(set.jobs.first()), QStringLiteral("pull registry: dir:/s docker.io/library/nginx:1"));
    QCOMPARE(set.jobs.last().from, end("/s"));
    TaskSet pullOnly = read("image: {pull: {manifests: [nginx:1]}, push: {dest: '{{ .hub }}/x:1'}}");
    QVERIFY(replaceEnds(pullOnly, {}, end("/s")).has_value());
    QVERIFY(!obstaclesIn(pullOnly).isEmpty()); // the hub is still open
}

void TestTaskRequests::obstacles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("item");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &text, const char *item, const char *word) {
        QTest::newRow(name) << text << QString::fromLatin1(item) << QString::fromLatin1(word);
    };
    row("problem", "image: {manifests: [nginx:1], src: docker.io, dest: 'local:///a', policy: x}", "t:1:75",
        "key 'policy'");
    row("question", "image: {manifests: [nginx:1], src: docker.io, dest: 'local://{{ .dir }}'}", "t:1:53",
        "--var dir=VALUE");
    row("refused key", "- image: {manifests: [nginx:1], src: docker.io, dest: 'local:///a'}\n  when: .x\n", "t:1:3",
        "--ignore when");
    row("open end", "nginx:1\n", "t", "--to END");
    row("impossible name",
        "image: {manifests: [nginx:1], src: 'local:///a', dest: 'h.example/{{ "
        ".module.image.reference.registry }}:a/b'}",
        "t:1:1", "docker.io/library/nginx:1");
    row("nothing to do", "{\"auths\": {\"a.example\": {\"auth\": \"dTpw\"}}}", "the files", "no image");
}

void TestTaskRequests::obstacles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, item);
    QFETCH(QString, word);
    const QList<Error> found = obstaclesIn(read(text));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().item, item);
    QVERIFY2(found.first().technical.contains(word), qPrintable(found.first().technical));
}

void TestTaskRequests::documents()
{
    Report report;
    ImageResult image;
    image.item = {*Reference::parse(u"a.example/x:1"), *Reference::parse(u"b.example/x:1")};
    report.images.append(image);
    report.bytesTransferred = 5'000'000'000;
    report.seconds = 1.5;
    TaskOutcome one = TaskOutcome::of(read("nginx:1\n").jobs.first());
    one.reports = {report, report};
    one.started = true;
    TaskOutcome two;
    two.name = QStringLiteral("second");
    two.reports = {report};
    two.errors = {fail(ErrorKind::NotFound, QStringLiteral("x")).error()};
    const QJsonObject document = runReportDocument({one, two});
    QCOMPARE(document.value(QStringLiteral("images")).toArray().size(), 3);
    QCOMPARE(document[QStringLiteral("bytes")][QStringLiteral("transferred")].toInteger(), 15'000'000'000);
    QCOMPARE(document.value(QStringLiteral("seconds")).toDouble(), 4.5);
    const QJsonArray tasks = document.value(QStringLiteral("tasks")).toArray();
    QCOMPARE(tasks.at(0)[QStringLiteral("images")].toInt(), 2);
    QCOMPARE(tasks.at(0)[QStringLiteral("from")].toString(), QStringLiteral("registry:*"));
    QVERIFY(tasks.at(0)[QStringLiteral("to")].isNull());
    QCOMPARE(tasks.at(1)[QStringLiteral("errors")].toArray().size(), 1);
    // Without tasks the keys are there all the same.
    const QJsonObject plan = runPlanDocument({});
    for (const char *key : {"images", "blobs", "bytes", "warnings", "refusals", "tasks"}) {
        QVERIFY2(plan.contains(QLatin1String(key)), key);
    }
}

QTEST_GUILESS_MAIN(TestTaskRequests)
#include "tst_taskrequests.moc"
