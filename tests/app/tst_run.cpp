// SPDX-License-Identifier: Apache-2.0
#include "app/commandrig.h"
#include "support/registryfiller.h"
#include "support/registryserver.h"

#include <csignal>

using namespace stowage;
using namespace stowage::test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `source -> target` of every row.
QStringList copies(const QJsonObject &document)
{
    QStringList rows;
    const QJsonArray images = document.value(QStringLiteral("images")).toArray();
    for (const auto &image : images) {
        rows.append(image[QStringLiteral("source")].toString() + QStringLiteral(" -> ") +
                    image[QStringLiteral("target")].toString());
    }
    return rows;
}

/// The values of `key`, one per image.
QStringList column(const QJsonObject &document, const char *key)
{
    QStringList values;
    const QJsonArray images = document.value(QStringLiteral("images")).toArray();
    for (const auto &image : images) {
        values.append(image[QLatin1String(key)].toString());
    }
    return values;
}

} // namespace

/// Ring 4: `stowage run` and lists, with real registries.
class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dialectsPlanTheSame_data();
    void dialectsPlanTheSame();
    void dialectsCarryTheSame_data();
    void dialectsCarryTheSame();
    void shippedTasks();
    void foldersByPattern();
    void rulesBetweenRegistries_data();
    void rulesBetweenRegistries();
    void ruleByDigest();
    void accountOfTheCommandLine();
    void accountsInFiles_data();
    void accountsInFiles();
    void trustInFiles_data();
    void trustInFiles();
    void insecureRulesMaySpeakHttp();
    void policies_data();
    void policies();
    void collisionsAreRefusedInThePlan();
    void oneFailureStopsNothingElse();
    void tasksThatCannotStartAreReported();
    void secondRunTransfersNothing();
    void endsOfTheCommandLine_data();
    void endsOfTheCommandLine();
    void listsForPull_data();
    void listsForPull();
    void badInput_data();
    void badInput();
    void notesOnStandardError();
    void interruptEndsWith130();

private:
    QString name(const char *repository) const { return m_source->host() + u'/' + QLatin1String(repository); }
    Digest root(const char *repository) const { return m_images.root(*Reference::parse(name(repository))).digest; }
    /// `text` with @S and @T as the registries and @D as a fresh folder, written as a file.
    QString file(QByteArray text, const char *called = "tasks.yaml");
    QString folder(const QString &called) { return m_rig.home.filePath(called); }
    QStringList fixture(const char *called, const QString &store) const;
    CommandRig::Result run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_rig.run(QStringList{QStringLiteral("run")} + arguments, input);
    }
    QString standing(const char *repository, const char *tag) const
    {
        RegistryFiller reader(m_target->url());
        return reader.digestOf(QLatin1String(repository), QLatin1String(tag));
    }

    std::unique_ptr<RegistryServer> m_source;
    std::unique_ptr<RegistryServer> m_target;
    GeneratedImages m_images;
    CommandRig m_rig;
    int m_files = 0;
};

void TestRun::initTestCase()
{
    m_source = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_source->start(), qUtf8Printable(m_source->errorText()));
    m_target = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_target->start(), qUtf8Printable(m_target->errorText()));
    m_images = generateImages(m_source->host());
    RegistryFiller filler(m_source->url());
    QVERIFY2(filler.fill(m_images), qUtf8Printable(filler.errorText()));
}

QString TestRun::file(QByteArray text, const char *called)
{
    const QString here = m_rig.home.filePath(QString::number(++m_files));
    QDir().mkpath(here);
    text.replace("@S", m_source->host().toUtf8());
    text.replace("@T", m_target->host().toUtf8());
    text.replace("@D", (here + QStringLiteral("/images")).toUtf8());
    QString path = here + u'/' + QLatin1String(called);
    QFile written(path);
    if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size()) {
        return {};
    }
    return path;
}

QStringList TestRun::fixture(const char *called, const QString &store) const
{
    return {QStringLiteral(STOWAGE_TEST_DATA "/run/") + QLatin1String(called),
            QStringLiteral("--json"),
            QStringLiteral("--var"),
            QStringLiteral("source=") + m_source->host(),
            QStringLiteral("--var"),
            QStringLiteral(".hub=") + m_target->host(),
            QStringLiteral("--var"),
            QStringLiteral("dir=") + store};
}

void TestRun::dialectsPlanTheSame_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("B") << QByteArray("same-b.yaml");
    QTest::newRow("C") << QByteArray("same-c.yaml");
    QTest::newRow("D") << QByteArray("same-d.yaml");
}

void TestRun::dialectsPlanTheSame()
{
    QFETCH(QByteArray, other);
    const QString store = folder(QStringLiteral("same"));
    const QStringList plan{QStringLiteral("--plan")};
    const CommandRig::Result first = run(fixture("same-a.yaml", store) + plan);
    QVERIFY2(first.exit == 0, first.told());
    const CommandRig::Result second = run(fixture(other.constData(), store) + plan);
    QVERIFY2(second.exit == 0, second.told());
    QCOMPARE(second.out, first.out);
    QVERIFY(!QFileInfo::exists(store));
    // What the first task will bring is in the plan of the second one, with the digest it will have then.
    const QJsonObject document = first.json();
    QCOMPARE(document.value(QStringLiteral("tasks")).toArray().size(), 2);
    const QStringList rows = copies(document);
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows.last(), name("acme/multi3:1.0") + QStringLiteral(" -> ") + m_target->host() +
                              QStringLiteral("/a/acme/multi3:1.0"));
    const QStringList digests = column(document, "digest");
    QCOMPARE(digests.mid(0, 2), digests.mid(2, 2));
    QVERIFY(digests.last() != root("acme/multi3:1.0").toString());
    QVERIFY(document[QStringLiteral("blobs")][QStringLiteral("toTransfer")].toInt() > 0);
}

void TestRun::dialectsCarryTheSame_data()
{
    QTest::addColumn<QByteArray>("dialect");
    for (const char *dialect : {"a", "b", "c", "d"}) {
        QTest::newRow(dialect) << QByteArray(dialect);
    }
}

void TestRun::dialectsCarryTheSame()
{
    QFETCH(QByteArray, dialect);
    const QString store = folder(QStringLiteral("carry-") + QString::fromLatin1(dialect));
    const QByteArray called = "same-" + dialect + ".yaml";
    const CommandRig::Result plan = run(fixture(called.constData(), store) + QStringList{QStringLiteral("--plan")});
    const CommandRig::Result done = run(fixture(called.constData(), store));
    QVERIFY2(done.exit == 0, done.told());
    QCOMPARE(column(done.json(), "digest"), column(plan.json(), "digest"));
    QCOMPARE(copies(done.json()), copies(plan.json()));
    QCOMPARE(standing("a/acme/multi3", "1.0"), column(done.json(), "digest").last());
    const CommandRig::Result verified = m_rig.run({QStringLiteral("verify"), store});
    QVERIFY2(verified.exit == 0, verified.told());
}

void TestRun::shippedTasks()
{
    // KubeKey's own download and push tasks, every variable answered: the template puts what registry.k8s.io holds
    // without a project into "kubernetes".
    const QString folderOf = folder(QStringLiteral("shipped"));
    QDir().mkpath(folderOf);
    QStringList line{QStringLiteral(STOWAGE_TEST_DATA "/tasks/kubekey/shipped.yaml"),
                     QStringLiteral("--json"),
                     QStringLiteral("--ignore"),
                     QStringLiteral("when"),
                     QStringLiteral("--mirror"),
                     QStringLiteral("registry.k8s.io=") + m_source->host(),
                     QStringLiteral("--mirror"),
                     QStringLiteral("docker.io=") + m_source->host()};
    const QStringList open = run(line).told().contains("--var binary_dir=VALUE") ? QStringList{} : QStringList{line};
    QVERIFY(open.isEmpty());
    const auto answer = [&line](const QString &text) { line << QStringLiteral("--var") << text; };
    answer(QStringLiteral("binary_dir=") + folderOf);
    answer(QStringLiteral("image_registry.auth.registry=") + m_target->host());
    answer(QStringLiteral("image_registry.auth.username=admin"));
    answer(QStringLiteral("image_registry.auth.password=hunter2"));
    answer(QStringLiteral("download.images.policy=warn"));
    answer(QStringLiteral("platforms=[\"linux/amd64\",\"linux/arm64\"]"));
    answer(QStringLiteral("cri.registry.auths=[]"));
    answer(QStringLiteral("image_manifests=[\"registry.k8s.io/pause:3.9\",\"docker.io/acme/multi3:1.0\"]"));
    const CommandRig::Result done = run(line);
    QVERIFY2(done.exit == 0, done.told());
    QVERIFY2(!done.told().contains("hunter2"), done.told());
    QCOMPARE(copies(done.json()).mid(2), (QStringList{QStringLiteral("registry.k8s.io/pause:3.9 -> ") +
                                                          m_target->host() + QStringLiteral("/kubernetes/pause:3.9"),
                                                      QStringLiteral("docker.io/acme/multi3:1.0 -> ") +
                                                          m_target->host() + QStringLiteral("/acme/multi3:1.0")}));
    QCOMPARE(standing("kubernetes/pause", "3.9"), root("pause:3.9").toString()); // both platforms: nothing rewritten
    const QString multi = standing("acme/multi3", "1.0");
    QVERIFY(!multi.isEmpty() && multi != root("acme/multi3:1.0").toString()); // two of three
    const CommandRig::Result listed =
        m_rig.run({QStringLiteral("list"), folderOf + QStringLiteral("/images"), QStringLiteral("--json")});
    const QJsonArray images = listed.json().value(QStringLiteral("images")).toArray();
    QCOMPARE(images.size(), 2);
    QCOMPARE(images.at(0)[QStringLiteral("platforms")].toArray(),
             (QJsonArray{QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64")}));
}

void TestRun::foldersByPattern()
{
    const QString tasks = file(R"(
- image:
    pull:
      images_dir: "@D"
      manifests: ["@S/acme/shared-a:1", "@S/acme/shared-b:1", "@S/acme/zstd:1.0"]
- image:
    pattern: "shared-[ab]:1$"
    src: local://@D
    dest: local://@D-two
)");
    const CommandRig::Result done = run({tasks, QStringLiteral("--json")});
    QVERIFY2(done.exit == 0, done.told());
    const QString second = QFileInfo(tasks).path() + QStringLiteral("/images-two");
    const CommandRig::Result listed = m_rig.run({QStringLiteral("list"), second, QStringLiteral("--json")});
    QCOMPARE(listed.json().value(QStringLiteral("images")).toArray().size(), 2);
    QVERIFY(m_rig.run({QStringLiteral("verify"), second}).exit == 0);
}

void TestRun::rulesBetweenRegistries_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QStringList>("targets"); // at the target registry
    const auto row = [](const char *name, const QByteArray &rules, const QStringList &targets,
                        const char *options = "") {
        QTest::newRow(name) << rules << QString::fromLatin1(options) << targets;
    };
    const auto named = [](const QString &repository, const QStringList &tags) {
        QStringList names;
        for (const QString &tag : tags) {
            names.append(repository + u':' + tag);
        }
        return names;
    };
    const QStringList all{QStringLiteral("t00"), QStringLiteral("t01"), QStringLiteral("t02"),
                          QStringLiteral("t03"), QStringLiteral("t04"), QStringLiteral("t05")};
    row("all tags", R"({"@S/acme/manytags": "@T/r1/all"})", named(QStringLiteral("r1/all"), all));
    row("one tag", R"({"@S/acme/manytags:t00": "@T/r2/one"})", {QStringLiteral("r2/one:t00")});
    row("one tag, another at the target", R"({"@S/acme/manytags:t00": "@T/r3/one:new"})",
        {QStringLiteral("r3/one:new")});
    row("list of tags", R"({"@S/acme/manytags:t00,t03": "@T/r4/some"})",
        named(QStringLiteral("r4/some"), {QStringLiteral("t00"), QStringLiteral("t03")}));
    row("list of tags renamed", R"({"@S/acme/manytags:t00,t03": "@T/r5/some:first,second"})",
        named(QStringLiteral("r5/some"), {QStringLiteral("first"), QStringLiteral("second")}));
    row("tags by regular expression", R"({"@S/acme/manytags:/^t0[0-2]$/": "@T/r6/few"})",
        named(QStringLiteral("r6/few"), all.mid(0, 3)));
    row("two destinations", R"({"@S/acme/dup:1": ["@T/r7/one", "@T/r7/two:x"]})",
        {QStringLiteral("r7/one:1"), QStringLiteral("r7/two:x")});
    row("no destination", R"({"@S/acme/dup:1": ""})", {QStringLiteral("r8/dup:1")},
        "--default-registry @T --default-namespace r8");
    row("comments and no braces",
        "// all of it\n\"@S/acme/dup:1\": \"@T/r9/dup\", # and\n\"@S/acme/zstd:1.0\": \"@T/r9/zstd\",\n",
        {QStringLiteral("r9/dup:1"), QStringLiteral("r9/zstd:1.0")});
    row("one file, with processors", "images: {\"@S/acme/multi3:1.0\": \"@T/r10/multi\"}\nos: [linux]\narch: [arm64]\n",
        {QStringLiteral("r10/multi:1.0")});
}

void TestRun::rulesBetweenRegistries()
{
    QFETCH(QByteArray, rules);
    QFETCH(QString, options);
    QFETCH(QStringList, targets);
    const QStringList more =
        QString(options).replace(QStringLiteral("@T"), m_target->host()).split(u' ', Qt::SkipEmptyParts);
    const CommandRig::Result done = run(QStringList{file(rules), QStringLiteral("--json")} + more);
    QVERIFY2(done.exit == 0, done.told());
    QStringList found;
    const QStringList names = column(done.json(), "target");
    for (const QString &target : names) {
        found.append(target.mid(m_target->host().size() + 1));
    }
    found.sort();
    QCOMPARE(found, targets);
    for (const QString &target : targets) {
        QVERIFY2(!standing(qPrintable(target.section(u':', 0, 0)), qPrintable(target.section(u':', 1))).isEmpty(),
                 qPrintable(target));
    }
}

void TestRun::ruleByDigest()
{
    const QByteArray digest = root("acme/dup:1").toString().toUtf8();
    const CommandRig::Result done =
        run({file("{\"@S/acme/dup@" + digest + "\": \"@T/digest/dup\"}"), QStringLiteral("--json")});
    QVERIFY2(done.exit == 0, done.told());
    QCOMPARE(standing("digest/dup", digest.constData()), QString::fromLatin1(digest));
    QCOMPARE(column(done.json(), "target"),
             QStringList{m_target->host() + QStringLiteral("/digest/dup@") + QString::fromLatin1(digest)});
}

void TestRun::accountOfTheCommandLine()
{
    RegistryServer::Options options;
    options.auth = RegistryServer::Auth::Htpasswd;
    options.users = {{QStringLiteral("bob"), QStringLiteral("s3:cret")}};
    RegistryServer server(options);
    QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
    const QStringList line{file("@S/acme/dup:1\n", "list"), QStringLiteral("--to"),
                           QStringLiteral("registry:") + server.host()};
    QCOMPARE(run(line).exit, 3);
    const CommandRig::Result done =
        run(line + QStringList{QStringLiteral("--username"), QStringLiteral("bob"), QStringLiteral("--password-stdin")},
            "s3:cret\n");
    QVERIFY2(done.exit == 0, done.told());
}

void TestRun::accountsInFiles_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("exit");
    QTest::newRow("right") << QByteArray("s3:cret") << 0;
    QTest::newRow("wrong") << QByteArray("wr0ng") << 3;
}

void TestRun::accountsInFiles()
{
    QFETCH(QByteArray, password);
    QFETCH(int, exit);
    RegistryServer::Options options;
    options.auth = RegistryServer::Auth::Htpasswd;
    options.users = {{QStringLiteral("robot$team+push"), QStringLiteral("s3:cret")}};
    RegistryServer server(options);
    QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
    const QByteArray host = server.host().toUtf8();
    // The account of the set, the account of a longer scope, and one that does not count here.
    const QString accounts =
        file("{\"" + host + "\": {\"username\": \"nobody\", \"password\": \"n0thing\"}, \"" + host +
                 "/team\": {\"username\": \"robot$team+push\", \"password\": \"" + password + "\"}, \"" + host +
                 "/teams\": {\"username\": \"x\", \"password\": \"n0thing\"}}",
             "auth.json");
    const QString rules = file("{\"@S/acme/dup:1\": \"" + host + "/team/dup\"}", "images.json");
    const CommandRig::Result synced = run({rules, accounts, QStringLiteral("--json")});
    QVERIFY2(synced.exit == exit, synced.told());
    QVERIFY2(!synced.told().contains(password) && !synced.told().contains("n0thing"), synced.told());
    QVERIFY2(synced.err.contains("stowage login"), synced.told());
    // KubeKey's: with the task.
    const QString task = file("image:\n  manifests: ['@S/acme/dup:1']\n  src: docker.io\n  dest: " + host +
                              "/team/{{ .module.image.reference.repository }}:two\n  auths:\n    - {repo: " + host +
                              ", username: 'robot$team+push', password: '" + password + "'}\n");
    const CommandRig::Result ran = run({task, QStringLiteral("--json")});
    QVERIFY2(ran.exit == exit, ran.told());
    QVERIFY2(!ran.told().contains(password), ran.told());
}

void TestRun::trustInFiles_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("exit");
    QTest::newRow("nothing said") << QByteArray("") << 3;
    QTest::newRow("task") << QByteArray("skip_tls_verify: true") << 0;
    QTest::newRow("account of the registry") << QByteArray("auths: [{repo: '@H', skip_tls_verify: true}]") << 0;
    QTest::newRow("account of the namespace") << QByteArray("auths: [{repo: '@H/acme', insecure: true}]") << 0;
    QTest::newRow("account of another namespace") << QByteArray("auths: [{repo: '@H/acm', insecure: true}]") << 3;
    QTest::newRow("account beats task") << QByteArray(
                                               "skip_tls_verify: true\n  auths: [{repo: '@H', skip_tls_verify: false}]")
                                        << 3;
    QTest::newRow("authority") << QByteArray("auths: [{repo: '@H', ca_file: '@C'}]") << 0;
}

void TestRun::trustInFiles()
{
    QFETCH(QByteArray, keys);
    QFETCH(int, exit);
    static RegistryServer server({.tls = true});
    if (!server.isRunning()) {
        QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
        RegistryFiller filler(server.url());
        QVERIFY(filler.fill(generateImage(*Reference::parse(server.host() + QStringLiteral("/acme/b:1")), {1000})));
    }
    const QByteArray host = server.host().toUtf8();
    keys.replace("@H", host);
    keys.replace("@C", server.caFile().toUtf8());
    const QString task =
        file("image:\n  manifests: ['" + host + "/acme/b:1']\n  src: docker.io\n  dest: local://@D\n  " + keys + "\n");
    const CommandRig::Result done = run({task});
    QVERIFY2(done.exit == exit, done.told());
}

void TestRun::insecureRulesMaySpeakHttp()
{
    // This machine under an address that does not look like it, so that https comes first and http must be allowed.
    const QByteArray host = "0.0.0.0:" + QByteArray::number(m_source->port());
    const QByteArray rule = "images: {\"" + host + "/acme/dup:1\": \"@T/http/dup\"}\n";
    const CommandRig::Result strict = run({file(rule)});
    QVERIFY2(strict.exit == 3, strict.told());
    const CommandRig::Result loose = run({file(rule + "auth: {\"" + host + "\": {insecure: true}}\n")});
    QVERIFY2(loose.exit == 0, loose.told());
    QCOMPARE(standing("http/dup", "1"), root("acme/dup:1").toString());
}

void TestRun::policies_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("second");
    QTest::newRow("strict") << QByteArray("strict") << QString() << 1 << QStringLiteral("refused");
    QTest::newRow("warn") << QByteArray("warn") << QString() << 0 << QStringLiteral("skipped");
    QTest::newRow("command line wins") << QByteArray("strict") << QStringLiteral("warn") << 0
                                       << QStringLiteral("skipped");
}

void TestRun::policies()
{
    QFETCH(QByteArray, policy);
    QFETCH(QString, option);
    QFETCH(int, exit);
    QFETCH(QString, second);
    const QString task = file("image:\n  manifests: ['@S/acme/multi3:1.0', '@S/library/single-oci:v1']\n  platform: "
                              "[linux/arm64]\n  policy: " +
                              policy + "\n  src: docker.io\n  dest: local://@D\n");
    QStringList line{task, QStringLiteral("--json")};
    if (!option.isEmpty()) {
        line << QStringLiteral("--policy") << option;
    }
    const CommandRig::Result done = run(line);
    QVERIFY2(done.exit == exit, done.told());
    QCOMPARE(column(done.json(), "state"), (QStringList{QStringLiteral("copied"), second}));
    QVERIFY2(done.err.contains("library/single-oci:v1"), done.told());
    const CommandRig::Result other =
        run({task, QStringLiteral("--json"), QStringLiteral("--platform"), QStringLiteral("linux/amd64")});
    QVERIFY2(other.exit == 0, other.told());
}

void TestRun::collisionsAreRefusedInThePlan()
{
    const QString task =
        file("image:\n  manifests: ['@S/acme/shared-a:1', '@S/acme/shared-b:1', '@S/acme/dup:1']\n  src: "
             "docker.io\n  dest: '@T/{{ if contains \"shared\" .module.image.reference.repository "
             "}}same{{ else }}other{{ end }}:x'\n");
    const CommandRig::Result plan = run({task, QStringLiteral("--plan"), QStringLiteral("--json")});
    QVERIFY2(plan.exit == 1, plan.told());
    const QJsonArray refusals = plan.json().value(QStringLiteral("refusals")).toArray();
    QCOMPARE(refusals.size(), 2);
    for (const auto &refusal : refusals) {
        QVERIFY(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-a:1")));
        QVERIFY(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-b:1")));
    }
    const CommandRig::Result done = run({task, QStringLiteral("--json")});
    QVERIFY2(done.exit == 1, done.told());
    QCOMPARE(standing("other", "x"), root("acme/dup:1").toString());
    QVERIFY(standing("same", "x").isEmpty());
}

void TestRun::oneFailureStopsNothingElse()
{
    const QString rules = file(R"({"@S/acme/no-such": "@T/f/all", "@S/acme/dup:nope": "@T/f/dup",
                                   "@S/acme/dup:1": "@T/f/dup"})");
    const CommandRig::Result done = run({rules, QStringLiteral("--json")});
    QVERIFY2(done.exit == 1, done.told());
    QVERIFY2(done.err.contains("acme/no-such") && done.err.contains("acme/dup:nope"), done.told());
    QCOMPARE(standing("f/dup", "1"), root("acme/dup:1").toString());
    const QJsonValue task = done.json().value(QStringLiteral("tasks")).toArray().at(0);
    QCOMPARE(task[QStringLiteral("errors")].toArray().size(), 1);
}

void TestRun::tasksThatCannotStartAreReported()
{
    const QString tasks = file(R"(
- name: from nowhere
  image: {pattern: x, src: "local:///no/such/folder", dest: "@T/n/{{ .module.image.reference.repository }}:1"}
- name: works
  image: {manifests: ["@S/acme/dup:1"], src: docker.io, dest: "local://@D"}
- name: nothing there
  image: {pattern: "^nothing$", src: "local://@D", dest: "local://@D-two"}
)");
    const CommandRig::Result done = run({tasks, QStringLiteral("--json")});
    QVERIFY2(done.exit == 1, done.told());
    QVERIFY2(done.err.contains("^nothing$"), done.told());
    const QJsonArray rows = done.json().value(QStringLiteral("tasks")).toArray();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(0)[QStringLiteral("errors")].toArray().size(), 1);
    QCOMPARE(rows.at(1)[QStringLiteral("errors")].toArray().size(), 0);
    QCOMPARE(rows.at(2)[QStringLiteral("errors")].toArray().size(), 1);
    QCOMPARE(column(done.json(), "state"), QStringList{QStringLiteral("copied")});
    const CommandRig::Result unreachable =
        run({file("image: {manifests: ['127.0.0.1:1/a:1'], src: docker.io, dest: 'local://@D'}\n")});
    QVERIFY2(unreachable.exit == 3, unreachable.told());
    // What was to be pushed on is missing for the same reason.
    const CommandRig::Result both =
        run({file("image: {pull: {images_dir: '@D', manifests: ['127.0.0.1:1/a:1']}, push: {images_dir: '@D', dest: "
                  "'@T/n/{{ .module.image.reference.repository }}:1'}}\n")});
    QVERIFY2(both.exit == 3, both.told());
}

void TestRun::secondRunTransfersNothing()
{
    const QString report = folder(QStringLiteral("report.json"));
    const QString store = folder(QStringLiteral("again"));
    QVERIFY(run(fixture("same-c.yaml", store)).exit == 0);
    const CommandRig::Result again =
        run(fixture("same-c.yaml", store) + QStringList{QStringLiteral("--report"), report});
    QVERIFY2(again.exit == 0, again.told());
    QCOMPARE(again.json()[QStringLiteral("bytes")][QStringLiteral("transferred")].toInt(), 0);
    QCOMPARE(column(again.json(), "state"), QStringList(4, QStringLiteral("skipped")));
    QCOMPARE(QJsonDocument::fromJson(contents(report)).object(), again.json());
}

void TestRun::endsOfTheCommandLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *options, const QStringList &expected,
                        int exit = 0) {
        QTest::newRow(name) << text << QString::fromLatin1(options) << exit << expected;
    };
    const QString dup = QStringLiteral("@S/acme/dup:1 -> ");
    row("list into a store", "@S/acme/dup:1\n", "--to @D", {dup + QStringLiteral("@S/acme/dup:1")});
    row("list into a registry", "@S/acme/dup:1\n", "--to registry:@T/e1", {dup + QStringLiteral("@T/e1/acme/dup:1")});
    row("list without a target", "@S/acme/dup:1\n", "", {}, 2);
    row("missing folder of images", "image: {pull: {manifests: ['@S/acme/dup:1']}}\n", "--to @D",
        {dup + QStringLiteral("@S/acme/dup:1")});
    row("one folder for both",
        "image: {pull: {manifests: ['@S/acme/dup:1']}, push: {dest: '@T/e2/{{ .module.image.reference.repository "
        "}}:1'}}\n",
        "--to @D", {dup + QStringLiteral("@S/acme/dup:1"), dup + QStringLiteral("@T/e2/acme/dup:1")});
    row("another folder than the file's, and who reads it follows",
        "- image: {manifests: ['@S/acme/dup:1'], src: docker.io, dest: 'local:///no/such'}\n"
        "- image: {pattern: dup, src: 'local:///no/such', dest: '@T/e3/x:1'}\n",
        "--to @D", {dup + QStringLiteral("@S/acme/dup:1"), dup + QStringLiteral("@T/e3/x:1")});
    row("fits nothing", "{\"@S/acme/dup:1\": \"@T/e4\"}\n", "--to @D", {}, 2);
    row("not from a registry", "@S/acme/dup:1\n", "--from registry:@S --to @D", {}, 2);
    row("only what matches", "@S/acme/dup:1\n@S/acme/zstd:1.0\n",
        "--to @D --match dup:", {dup + QStringLiteral("@S/acme/dup:1")});
}

void TestRun::endsOfTheCommandLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, options);
    QFETCH(int, exit);
    QFETCH(QStringList, expected);
    const QString path = file(text, "input");
    const auto filled = [&](QString line) {
        line.replace(QStringLiteral("@S"), m_source->host());
        line.replace(QStringLiteral("@T"), m_target->host());
        return line.replace(QStringLiteral("@D"), QFileInfo(path).path() + QStringLiteral("/images"));
    };
    const QStringList line =
        QStringList{path, QStringLiteral("--json")} + filled(options).split(u' ', Qt::SkipEmptyParts);
    for (QString &one : expected) {
        one = filled(one);
    }
    const CommandRig::Result plan = run(line + QStringList{QStringLiteral("--plan")});
    QVERIFY2(plan.exit == exit, plan.told());
    QCOMPARE(copies(plan.json()), expected);
    const CommandRig::Result done = run(line);
    QVERIFY2(done.exit == exit, done.told());
    QCOMPARE(copies(done.json()), expected);
}

void TestRun::listsForPull_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("images");
    const auto row = [](const char *name, const QByteArray &text, const QStringList &images) {
        QTest::newRow(name) << text << images;
    };
    const QString dup = QStringLiteral("@S/acme/dup:1");
    const QString zstd = QStringLiteral("@S/acme/zstd:1.0");
    row("list with groups", "\xEF\xBB\xBF##one\r\n@S/acme/dup:1\r\n# no\r\n##two\r\ndocker pull @S/acme/zstd:1.0\r\n",
        {dup, zstd});
    row("Kubernetes",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: '@S/acme/dup:1'\n      args: "
        "['--x=@S/acme/zstd:1.0']\n",
        {dup});
    row("compose", "services:\n  a: {image: '@S/acme/dup:1'}\n  b: {image: '@S/acme/zstd:1.0'}\n", {dup, zstd});
    row("KubeKey", "image: {pull: {manifests: ['@S/acme/dup:1', '@S/acme/zstd:1.0'], platform: linux/amd64}}\n",
        {dup, zstd});
    row("KubeKey's manifest",
        "apiVersion: kubekey.kubesphere.io/v1alpha2\nkind: Manifest\nspec:\n  images: ['@S/acme/dup:1', "
        "'@S/acme/zstd:1.0']\n",
        {dup, zstd});
    row("KubeKey from a mirror",
        "image: {manifests: ['docker.io/acme/dup:1'], src: 'oci://@S/{{ .module.image.reference.repository }}:{{ "
        ".module.image.reference.reference }}', dest: 'local:///no/such'}\n",
        {QStringLiteral("docker.io/acme/dup:1")});
    row("JSON", "[\"@S/acme/dup:1\", \"@S/acme/zstd:1.0\", \"@S/acme/dup:1\"]", {dup, zstd});
    row("image-syncer", "{\"@S/acme/shared-a\": \"elsewhere.example/a\", \"@S/acme/dup:1\": \"elsewhere.example/b\"}",
        {QStringLiteral("@S/acme/shared-a:1"), dup});
}

void TestRun::listsForPull()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, images);
    const QString path = file(text, "list");
    const QString store = QFileInfo(path).path() + QStringLiteral("/images");
    const QStringList pull{QStringLiteral("pull"), QStringLiteral("--to"), store, QStringLiteral("--json"),
                           QStringLiteral("--file")};
    const CommandRig::Result named = m_rig.run(pull + QStringList{path});
    QVERIFY2(named.exit == 0, named.told());
    for (QString &image : images) {
        image.replace(QStringLiteral("@S"), m_source->host());
    }
    QCOMPARE(column(named.json(), "target"), images);
    const CommandRig::Result piped = m_rig.run(pull + QStringList{QStringLiteral("-")}, contents(path));
    QVERIFY2(piped.exit == 0, piped.told());
    QCOMPARE(column(piped.json(), "target"), images);
    QCOMPARE(column(piped.json(), "state"), QStringList(images.size(), QStringLiteral("skipped")));
}

void TestRun::badInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *name, const QByteArray &text, const QStringList &told) {
        QTest::newRow(name) << text << told;
    };
    // A task that would work is never started while another one is wrong.
    const QByteArray good = "- image: {manifests: ['@S/acme/dup:1'], src: docker.io, dest: 'local://@D'}\n";
    row("reference", good + "- image: {manifests: [Nope:1], src: docker.io, dest: 'local://@D'}\n",
        {QStringLiteral("input:2:23"), QStringLiteral("manifests"), QStringLiteral("Nope")});
    row("every mistake",
        good + "- image:\n    manifests: [a:1]\n    platform: linux\n    policy: maybe\n    src: docker.io\n"
               "    dest: 'local://@D'\n",
        {QStringLiteral("input:4:15"), QStringLiteral("linux"), QStringLiteral("input:5:13"), QStringLiteral("maybe")});
    row("unknown key", good + "- image: {manifests: [a:1], src: docker.io, dest: 'local://@D', speed: 9}\n",
        {QStringLiteral("input:2:"), QStringLiteral("speed")});
    row("variable", good + "- image: {manifests: ['{{ .hub }}/a:1'], src: docker.io, dest: 'local://{{ .dir }}'}\n",
        {QStringLiteral("--var hub=VALUE"), QStringLiteral("--var dir=VALUE"), QStringLiteral("input:2:")});
    row("function", good + "- image: {manifests: [a:1], src: docker.io, dest: 'h.local/{{ env \"HOME\" }}:1'}\n",
        {QStringLiteral("'env' is not known"), QStringLiteral("input:2:")});
    row("condition",
        good + "- image: {manifests: [a:1], src: docker.io, dest: 'local://@D'}\n  when: .x\n  loop: [1]\n",
        {QStringLiteral("--ignore when,loop"), QStringLiteral("input:2:")});
    row("not YAML", "image: [\n", {QStringLiteral("input:"), QStringLiteral("not valid YAML")});
    row("empty", "", {QStringLiteral("input")});
    row("key twice", "image: {manifests: [a:1], manifests: [b:1], src: docker.io, dest: 'local://@D'}\n",
        {QStringLiteral("manifests")});
    row("tags do not fit", "{\"@S/acme/dup:1,2\": \"@T/x:1\"}",
        {QStringLiteral("input:1:"), QStringLiteral("source 2")});
    row("no default registry", "{\"@S/acme/dup:1\": \"\"}", {QStringLiteral("--default-registry")});
    row("unset environment",
        "auth: {a.example: {username: $NO_SUCH, password: x}}\nimages: {a.example/x:1: b.example/x}\n",
        {QStringLiteral("NO_SUCH")});
    row("name too short for a template",
        good + "- image: {manifests: [a:1], src: 'local://@D', dest: '{{ .module.image."
               "reference.repository }}:1'}\n",
        {QStringLiteral("docker.io/library/a:1")});
    row("accounts only", "{\"auths\": {\"a.example\": {\"auth\": \"dTpw\"}}}", {QStringLiteral("name no image")});
}

void TestRun::badInput()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, told);
    const QString path = file(text, "input");
    const CommandRig::Result done = run({path, QStringLiteral("--json")});
    QVERIFY2(done.exit == 2, done.told());
    for (const QString &word : told) {
        QVERIFY2(done.err.contains(word.toUtf8()), word.toUtf8() + " is not in\n" + done.told());
    }
    QVERIFY2(done.out.isEmpty(), done.told());
    QVERIFY(!QFileInfo::exists(QFileInfo(path).path() + QStringLiteral("/images")));
    QVERIFY(!QFileInfo::exists(folder(QStringLiteral("no-such"))));
}

void TestRun::notesOnStandardError()
{
    const QString task =
        file("- name: with more\n  retries: 3\n  when: .x\n  image: {manifests: ['@S/acme/dup:1'], src: "
             "docker.io, dest: 'local://@D'}\n");
    const CommandRig::Result done = run({task, QStringLiteral("--ignore"), QStringLiteral("when")});
    QVERIFY2(done.exit == 0, done.told());
    QVERIFY2(done.err.contains("tasks.yaml:2:3: retries") && done.err.contains("tasks.yaml:3:3: when"), done.told());
    const CommandRig::Result missing = run({QStringLiteral("/no/such/file.yaml")});
    QVERIFY2(missing.exit == 2 && missing.err.contains("/no/such/file.yaml"), missing.told());
}

void TestRun::interruptEndsWith130()
{
    const QString big = m_source->host() + QStringLiteral("/big/layer:1");
    RegistryFiller filler(m_source->url());
    QVERIFY2(filler.fill(generateImage(*Reference::parse(big), {300LL * 1024 * 1024})),
             qUtf8Printable(filler.errorText()));
    const QString tasks = file("- image: {manifests: ['@S/big/layer:1'], src: docker.io, dest: 'local://@D'}\n"
                               "- image: {manifests: ['@S/acme/dup:1'], src: docker.io, dest: 'local://@D-two'}\n");
    const QString store = QFileInfo(tasks).path() + QStringLiteral("/images");
    QProcess process;
    m_rig.begin(process, {QStringLiteral("run"), tasks, QStringLiteral("--json")});
    const auto parts = [&store] {
        return QDir(store + QStringLiteral("/blobs/.stowage")).entryList({QStringLiteral("*.part")}, QDir::Files);
    };
    QVERIFY(QTest::qWaitFor([&] { return !parts().isEmpty() || process.state() == QProcess::NotRunning; }, 60000));
    QVERIFY(process.state() == QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
    QCOMPARE(process.exitCode(), 130);
    const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(column(document, "state"), QStringList{QStringLiteral("cancelled")});
    QCOMPARE(document.value(QStringLiteral("tasks")).toArray().at(1)[QStringLiteral("started")].toBool(), false);
    QVERIFY(!QFileInfo::exists(store + QStringLiteral("-two")));
    // The same command again goes on.
    const CommandRig::Result again = run({tasks, QStringLiteral("--json")});
    QVERIFY2(again.exit == 0, again.told());
    QCOMPARE(column(again.json(), "state"), QStringList(2, QStringLiteral("copied")));
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
