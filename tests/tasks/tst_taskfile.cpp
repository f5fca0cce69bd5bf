// SPDX-License-Identifier: Apache-2.0
// Each file under data/tasks with an `.expect` beside it: what is read from it, line by line. Lines of `.expect` that
// start with `@` set the context: @var PATH=VALUE, @env NAME=VALUE, @ignore KEYS, @default REGISTRY/NAMESPACE.
#include "tasks/describe.h"
#include "tasks/taskfile.h"

#include <QDirIterator>
#include <QStringEncoder>
#include <QTest>

using namespace stowage;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString dataFolder()
{
    return QStringLiteral(STOWAGE_TEST_DATA "/tasks/");
}

TaskSet read(const QString &name, const TaskContext &context = {})
{
    return readTaskFile(QFileInfo(name).fileName(), contents(dataFolder() + name), context);
}

} // namespace

class TestTaskFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void dialectsMeanTheSame();
    void answersCloseQuestions();
    void expandsTags();
    void filtersByPattern();
    void filesFormOneSet();
    void problemsNameThePlace();
    void neverRepeatsSecrets();
    void survivesHostileYaml();
    void decodesText();
    void readsTenThousandLines();
};

void TestTaskFile::reads_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(dataFolder(), QDir::Files, QDirIterator::Subdirectories);
    QStringList names;
    while (files.hasNext()) {
        const QString path = files.next().mid(dataFolder().size());
        if (!path.endsWith(QLatin1String(".expect"))) {
            names.append(path);
        }
    }
    names.sort();
    QVERIFY(names.size() > 20);
    for (const QString &name : names) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestTaskFile::reads()
{
    QFETCH(QString, path);
    const QString expectPath = dataFolder() + path + QStringLiteral(".expect");
    TaskContext context;
    QMap<QString, QString> environment;
    QString expected;
    const QStringList lines = QString::fromUtf8(contents(expectPath)).split(u'\n');
    for (const QString &line : lines) {
        const QString word = line.section(u' ', 0, 0);
        const QString rest = line.section(u' ', 1);
        if (word == QLatin1String("@var")) {
            context.variables.insert(rest.section(u'=', 0, 0), rest.section(u'=', 1));
        } else if (word == QLatin1String("@env")) {
            environment.insert(rest.section(u'=', 0, 0), rest.section(u'=', 1));
        } else if (word == QLatin1String("@ignore")) {
            context.ignoredKeys = rest.split(u',');
        } else if (word == QLatin1String("@default")) {
            context.defaultRegistry = rest.section(u'/', 0, 0);
            context.defaultNamespace = rest.section(u'/', 1);
        } else if (!line.isEmpty()) {
            expected += line + u'\n';
        }
    }
    context.environment = [&environment](const QString &name) {
        return environment.contains(name) ? std::optional(environment.value(name)) : std::nullopt;
    };
    const QString found = describe(read(path, context));
    if (qEnvironmentVariableIsSet("STOWAGE_WRITE_EXPECT")) { // to look at, then commit
        QFile file(expectPath);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const QString &line : lines) {
            if (line.startsWith(u'@')) {
                file.write(line.toUtf8() + '\n');
            }
        }
        file.write(found == u"\n" ? QByteArray() : found.toUtf8());
        return;
    }
    QVERIFY2(QFile::exists(expectPath), "what is expected of this file is not written down");
    if (found != expected && !(found == u"\n" && expected.isEmpty())) {
        qWarning().noquote() << "found:\n" << found << "expected:\n" << expected;
        QFAIL("read otherwise than expected");
    }
}

void TestTaskFile::dialectsMeanTheSame()
{
    const TaskSet a = read(QStringLiteral("kubekey/same-a.yaml"));
    const TaskSet c = read(QStringLiteral("kubekey/same-c.yaml"));
    const TaskSet d = read(QStringLiteral("kubekey/same-d.yaml"));
    QVERIFY(a.isRunnable() && c.isRunnable() && d.isRunnable());
    const QList<Reference> there{Reference::parse(u"docker.io/library/nginx:1").value(),
                                 Reference::parse(u"quay.io/a/b:2").value(),
                                 Reference::parse(u"ghcr.io/x/y:3").value()};
    QCOMPARE(a.jobs.size(), 2);
    for (const TaskSet *other : {&c, &d}) {
        QCOMPARE(other->jobs.size(), 2);
        for (qsizetype i = 0; i < 2; ++i) {
            QCOMPARE(other->jobs.at(i).kind, a.jobs.at(i).kind);
            QCOMPARE(other->jobs.at(i).from, a.jobs.at(i).from);
            QCOMPARE(other->jobs.at(i).to, a.jobs.at(i).to);
            QCOMPARE(other->jobs.at(i).platforms, a.jobs.at(i).platforms);
            QCOMPARE(other->jobs.at(i).items(there).value(), a.jobs.at(i).items(there).value());
        }
    }
    const QList<CopyItem> pushed = a.jobs.last().items(there).value();
    QCOMPARE(pushed.size(), 2);
    QCOMPARE(pushed.first().target.toString(), QStringLiteral("hub.local/library/nginx:1"));
}

void TestTaskFile::answersCloseQuestions()
{
    const QByteArray bytes = "image:\n  pull:\n    manifests: [nginx:1]\n  push:\n    dest: \"{{ .host }}/x:{{ "
                             ".module.image.reference.reference }}\"\n";
    const TaskSet open = readTaskFile(QStringLiteral("t.yaml"), bytes);
    QCOMPARE(open.questions.size(), 2);
    QCOMPARE(open.questions.first().variable, QStringLiteral(".binary_dir"));
    QVERIFY(!open.isRunnable());
    QVERIFY(!open.jobs.first().to.has_value());
    TaskContext context;
    context.variables = {{QStringLiteral("binary_dir"), QStringLiteral("/srv")},
                         {QStringLiteral(".host"), QStringLiteral("hub.local")}};
    const TaskSet closed = readTaskFile(QStringLiteral("t.yaml"), bytes, context);
    QVERIFY2(closed.isRunnable(), qPrintable(describe(closed)));
    QCOMPARE(closed.jobs.first().to->location, QStringLiteral("/srv/images"));
    QCOMPARE(closed.jobs.last().target.render(Reference::parse(u"a:7").value())->toString(),
             QStringLiteral("hub.local/x:7"));
}

void TestTaskFile::expandsTags()
{
    const TaskSet set =
        readTaskFile(QStringLiteral("i.json"),
                     R"({"quay.io/a/b": ["hub.local/x/b", "other.local/b"], "quay.io/a/c:/^v1/": "hub.local/x/c"})");
    QVERIFY2(set.isRunnable(), qPrintable(describe(set)));
    const TaskJob &job = set.jobs.first();
    QCOMPARE(job.repositoriesToList(), (QList<Reference>{Reference::fromParts(u"quay.io", u"a/b").value(),
                                                         Reference::fromParts(u"quay.io", u"a/c").value()}));
    const QMap<QString, QStringList> tags{
        {QStringLiteral("quay.io/a/b"), {QStringLiteral("1"), QStringLiteral("2")}},
        {QStringLiteral("quay.io/a/c"), {QStringLiteral("v1.0"), QStringLiteral("v2"), QStringLiteral("../x")}}};
    const QList<CopyItem> items = job.items({}, tags).value();
    QStringList found;
    for (const CopyItem &item : items) {
        found.append(item.source.toString() + u' ' + item.target.toString());
    }
    QCOMPARE(
        found,
        (QStringList{QStringLiteral("quay.io/a/b:1 hub.local/x/b:1"), QStringLiteral("quay.io/a/b:2 hub.local/x/b:2"),
                     QStringLiteral("quay.io/a/b:1 other.local/b:1"), QStringLiteral("quay.io/a/b:2 other.local/b:2"),
                     QStringLiteral("quay.io/a/c:v1.0 hub.local/x/c:v1.0")}));
}

void TestTaskFile::filtersByPattern()
{
    const TaskSet set =
        readTaskFile(QStringLiteral("t.yaml"),
                     "image: {manifests: [nginx:1, redis:7], pattern: ngin, src: docker.io, dest: 'local:///srv'}");
    QCOMPARE(set.jobs.first().images.size(), 2);
    QCOMPARE(set.jobs.first().items()->size(), 1);
}

void TestTaskFile::filesFormOneSet()
{
    TaskSet set = read(QStringLiteral("imagesyncer/rules.yaml"));
    set.add(read(QStringLiteral("imagesyncer/combined.yaml")));
    set.add(read(QStringLiteral("lists/lock.txt")));
    QCOMPARE(set.jobs.size(), 3);
    QCOMPARE(set.accounts.size(), 2);
    QVERIFY(set.isRunnable());
}

void TestTaskFile::problemsNameThePlace()
{
    const TaskSet set = readTaskFile(QStringLiteral("t.yaml"),
                                     "image:\n  manifests: [nginx:1]\n  src: docker.io\n  dest: local:///srv\n"
                                     "  policy: loose\n");
    QCOMPARE(set.problems.size(), 1);
    const Error error = set.problems.first().toError();
    QCOMPARE(error.kind, ErrorKind::InvalidInput);
    QCOMPARE(error.item, QStringLiteral("t.yaml:5:11"));
    QCOMPARE(error.technical, QStringLiteral("key 'policy': 'loose': strict or warn is expected"));
}

void TestTaskFile::neverRepeatsSecrets()
{
    // Every way a password can stand in a file that is wrong elsewhere.
    for (const char *text :
         {"image: {manifests: [x:1], src: docker.io, dest: 'local:///s', auths: [{repo: a.b, username: u, password: "
          "'{{ hunter2'}]}",
          "image: {manifests: [x:1], src: docker.io, dest: 'local:///s', auths: [{repo: a.b, password: {x: hunter2}}]}",
          "image: {manifests: [x:1], src: docker.io, dest: 'local:///s', auths: '[{\"password\": \"hunter2\" x]'}",
          "image: {push: {images_dir: /s, dest: 'a.b/x:1', password: '{{ hunter2 }}'}}",
          "{\"auth\": {\"nohost\": {\"username\": \"u\", \"password\": \"hunter2\"}}, \"images\": "
          "{\"u:hunter2@h.l/x\": \"h.l/y\"}}",
          "{\"auths\": {\"a.b\": {\"auth\": \"hunter2\"}, \"u:hunter2@c.d\": {\"auth\": \"aHVudGVyMg==\"}}}",
          "docker login -u bob -p hunter2 hub.local\nbob:hunter2@hub.local/x:1\n"}) {
        const TaskSet set = readTaskFile(QStringLiteral("t"), text);
        QVERIFY2(!set.problems.isEmpty(), text);
        for (const TaskProblem &problem : set.problems) {
            QVERIFY2(!technicalLine(problem.toError()).contains(QStringLiteral("hunter2")),
                     qPrintable(technicalLine(problem.toError())));
        }
        for (const TaskIgnored &ignored : set.ignored) {
            QVERIFY2(!ignored.what.contains(QStringLiteral("hunter2")), text);
        }
    }
}

void TestTaskFile::survivesHostileYaml()
{
    // Aliases that double with each level: a small file, an endless tree.
    QByteArray laughs = "apiVersion: v1\nkind: List\na0: &a0 {image: x}\n";
    for (int i = 1; i < 60; ++i) {
        const QByteArray before = QByteArray::number(i - 1);
        laughs +=
            "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a" + before + ", *a" + before + "]\n";
    }
    QVERIFY(!readTaskFile(QStringLiteral("t"), laughs).problems.isEmpty());
    QByteArray chain = "a0: &a0 [x]\n";
    for (int i = 1; i < 20'000; ++i) {
        chain +=
            "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a" + QByteArray::number(i - 1) + "]\n";
    }
    QVERIFY(!readTaskFile(QStringLiteral("t"), chain).problems.isEmpty());
    QVERIFY(!readTaskFile(QStringLiteral("t"), QByteArray(100'000, '[')).problems.isEmpty());
    QVERIFY(!readTaskFile(QStringLiteral("t"), "[" + QByteArray("{\"a\":").repeated(50'000)).problems.isEmpty());
}

void TestTaskFile::decodesText()
{
    QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    const QByteArray bytes = utf16(QStringLiteral("nginx:1\r\nredis:7\r\n"));
    const TaskSet set = readTaskFile(QStringLiteral("t"), bytes);
    QVERIFY2(set.isRunnable(), qPrintable(describe(set)));
    QCOMPARE(set.jobs.first().images.size(), 2);
    QVERIFY(!readTaskFile(QStringLiteral("t"), QByteArray("ngin\xff\xffx:1")).problems.isEmpty());
    QVERIFY(!readTaskFile(QStringLiteral("t"), QByteArray("nginx:1\0\n", 9)).problems.isEmpty());
}

void TestTaskFile::readsTenThousandLines()
{
    QByteArray list;
    QByteArray yaml = "image:\n  src: docker.io\n  dest: local:///srv\n  manifests:\n";
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray name = "registry.example.com/team/application-" + QByteArray::number(i) + ":v1";
        list += name + '\n';
        yaml += "    - " + name + '\n';
    }
    TaskSet set;
    QBENCHMARK_ONCE
    {
        set = readTaskFile(QStringLiteral("t"), list);
        set.add(readTaskFile(QStringLiteral("t"), yaml));
    }
    QCOMPARE(set.jobs.size(), 2);
    QCOMPARE(set.jobs.first().images.size(), 10'000);
    QCOMPARE(set.jobs.last().images.size(), 10'000);
}

QTEST_GUILESS_MAIN(TestTaskFile)
#include "tst_taskfile.moc"
