// SPDX-License-Identifier: Apache-2.0
#include "app/commandrig.h"
#include "support/registryfiller.h"
#include "support/registryserver.h"

using namespace stowage;
using namespace stowage::test;

/// Ring 4: what `stowage run` must not do, with real registries.
class TestRunGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void collisionsOverTasks_data();
    void collisionsOverTasks();
    void trustOfOneSide_data();
    void trustOfOneSide();
    void rulesFilterPlatforms_data();
    void rulesFilterPlatforms();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void listsSayWhatTheyLeaveOut();

private:
    Digest root(const char *repository) const
    {
        return m_images.root(*Reference::parse(m_source->host() + u'/' + QLatin1String(repository))).digest;
    }
    /// `text` with @S and @T as the registries and @D as a fresh folder, written as a file.
    QString file(QByteArray text)
    {
        const QString here = m_rig.home.filePath(QString::number(++m_files));
        QDir().mkpath(here);
        text.replace("@S", m_source->host().toUtf8());
        text.replace("@T", m_target->host().toUtf8());
        text.replace("@D", (here + QStringLiteral("/images")).toUtf8());
        QString path = here + QStringLiteral("/tasks.yaml");
        QFile written(path);
        if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size()) {
            return {};
        }
        return path;
    }
    CommandRig::Result run(const QStringList &arguments) const
    {
        return m_rig.run(QStringList{QStringLiteral("run")} + arguments);
    }
    QString standing(const QString &repository, const char *tag) const
    {
        RegistryFiller reader(m_target->url());
        return reader.digestOf(repository, QLatin1String(tag));
    }

    std::unique_ptr<RegistryServer> m_source;
    std::unique_ptr<RegistryServer> m_target;
    GeneratedImages m_images;
    CommandRig m_rig;
    int m_files = 0;
};

void TestRunGuards::initTestCase()
{
    m_source = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_source->start(), qUtf8Printable(m_source->errorText()));
    m_target = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_target->start(), qUtf8Printable(m_target->errorText()));
    m_images = generateImages(m_source->host());
    RegistryFiller filler(m_source->url());
    QVERIFY2(filler.fill(m_images), qUtf8Printable(filler.errorText()));
}

void TestRunGuards::collisionsOverTasks_data()
{
    QTest::addColumn<QByteArrayList>("files");
    QTest::newRow("tasks") << QByteArrayList{
        R"([{image: {manifests: ["@S/acme/shared-a:1", "@S/acme/dup:1"], src: docker.io,
                     dest: "@T/@N/{{ if contains \"shared\" .module.image.reference.repository }}same{{ else }}dup{{ end }}:1"}},
            {image: {manifests: ["@S/acme/shared-b:1"], src: docker.io, dest: "@T/@N/same:1"}}])"};
    QTest::newRow("files") << QByteArrayList{R"({"@S/acme/shared-a:1": "@T/@N/same:1", "@S/acme/dup:1": "@T/@N/dup"})",
                                             R"({"@S/acme/shared-b:1": "@T/@N/same:1"})"};
    // Other trust for one of them makes two requests of one task.
    QTest::newRow("parts") << QByteArrayList{
        R"({auth: {"@S/acme/shared-b": {insecure: true}},
            images: {"@S/acme/shared-a:1": "@T/@N/same:1", "@S/acme/shared-b:1": "@T/@N/same:1",
                     "@S/acme/dup:1": "@T/@N/dup"}})"};
    QTest::newRow("all tags") << QByteArrayList{R"({"@S/acme/shared-a": "@T/@N/same", "@S/acme/dup:1": "@T/@N/dup"})",
                                                R"({"@S/acme/shared-b": "@T/@N/same"})"};
}

void TestRunGuards::collisionsOverTasks()
{
    QFETCH(QByteArrayList, files);
    const QByteArray prefix = "c" + QByteArray::number(m_files);
    QStringList paths;
    for (QByteArray text : std::as_const(files)) {
        paths.append(file(text.replace("@N", prefix)));
    }
    const CommandRig::Result plan = run(paths + QStringList{QStringLiteral("--plan"), QStringLiteral("--json")});
    QVERIFY2(plan.exit == 1, plan.told());
    const QJsonArray refusals = plan.json().value(QStringLiteral("refusals")).toArray();
    QVERIFY2(!refusals.isEmpty(), plan.told());
    for (const auto &refusal : refusals) {
        QVERIFY2(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-a:1")), plan.told());
        QVERIFY2(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-b:1")), plan.told());
    }
    const CommandRig::Result done = run(paths + QStringList{QStringLiteral("--json")});
    QVERIFY2(done.exit == 1, done.told());
    QVERIFY2(done.err.contains("would both become"), done.told());
    QCOMPARE(standing(QString::fromLatin1(prefix) + QStringLiteral("/dup"), "1"), root("acme/dup:1").toString());
    const QString same = standing(QString::fromLatin1(prefix) + QStringLiteral("/same"), "1");
    QVERIFY2(same.isEmpty() || same == root("acme/shared-a:1").toString(), done.told());
    QCOMPARE(refusals.size(), same.isEmpty() ? 2 : 1);
}

void TestRunGuards::trustOfOneSide_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("exit");
    QTest::newRow("source") << QByteArray("skip_tls_verify: true") << QByteArray("skip_tls_verify: false") << 0;
    QTest::newRow("target") << QByteArray("skip_tls_verify: false") << QByteArray("skip_tls_verify: true") << 3;
    QTest::newRow("target alone") << QByteArray("type: hub") << QByteArray("skip_tls_verify: true") << 3;
    QTest::newRow("entry of the source") << QByteArray("auths: [{repo: '@H', insecure: true}]")
                                         << QByteArray("skip_tls_verify: false") << 0;
    QTest::newRow("entry of the target") << QByteArray("skip_tls_verify: false")
                                         << QByteArray("auths: [{repo: '@H', insecure: true}]") << 3;
}

void TestRunGuards::trustOfOneSide()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, exit);
    static RegistryServer server({.tls = true});
    if (!server.isRunning()) {
        QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
        RegistryFiller filler(server.url());
        QVERIFY(filler.fill(generateImage(*Reference::parse(server.host() + QStringLiteral("/acme/b:1")), {1000})));
    }
    QByteArray text = "image: {copy: {from: {type: hub, manifests: ['@H/acme/b:1'], @F}, to: {type: hub, path: "
                      "'@T/trust/b:1', @O}}}\n";
    text.replace("@F", from == "type: hub" ? QByteArray("policy: strict") : from);
    text.replace("@O", to);
    text.replace("@H", server.host().toUtf8());
    const CommandRig::Result done = run({file(text)});
    QVERIFY2(done.exit == exit, done.told());
}

void TestRunGuards::rulesFilterPlatforms_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("noted");
    QTest::newRow("has one of them") << QByteArray("os: [linux], arch: [amd64, arm64]") << QStringLiteral("copied")
                                     << false;
    QTest::newRow("not every combination exists")
        << QByteArray("os: [linux, 'windows:10.0.20348.2113'], arch: [amd64, 'arm:v7']") << QStringLiteral("copied")
        << false;
    QTest::newRow("has none") << QByteArray("os: [linux], arch: [s390x]") << QStringLiteral("skipped") << true;
}

void TestRunGuards::rulesFilterPlatforms()
{
    QFETCH(QByteArray, filter);
    QFETCH(QString, state);
    QFETCH(bool, noted);
    const QByteArray to = "filter/" + QByteArray::number(m_files);
    const CommandRig::Result done = run(
        {file("{images: {'@S/library/single-oci:v1': '@T/" + to + "'}, " + filter + "}\n"), QStringLiteral("--json")});
    QVERIFY2(done.exit == 0, done.told());
    QCOMPARE(done.json().value(QStringLiteral("images")).toArray().at(0)[QStringLiteral("state")].toString(), state);
    QCOMPARE(standing(QString::fromLatin1(to), "v1").isEmpty(), noted);
    QCOMPARE(done.err.contains("Note: "), noted);
    const CommandRig::Result index =
        run({file("{images: {'@S/acme/multi3:1.0': '@T/" + to + "'}, " + filter + "}\n"), QStringLiteral("--json")});
    QVERIFY2(index.exit == 0, index.told());
    QVERIFY2(!index.err.contains("does not have") && !index.err.contains("windows"), index.told());
}

void TestRunGuards::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("told");
    const QByteArray good = "- name: good one\n  image: {manifests: ['@S/acme/dup:1'], src: docker.io, dest: "
                            "'local://@D'}\n";
    QTest::newRow("no manifests") << QByteArray("image:\n  pull:\n    images_dir: '@D'\n    manifests: []\n")
                                  << QByteArrayList{"tasks.yaml:4:", "pull.manifests", "a list of images is required"};
    QTest::newRow("manifests of nothing")
        << QByteArray("image:\n  src: docker.io\n  dest: 'local://@D'\n  manifests:\n")
        << QByteArrayList{"tasks.yaml:", "'manifests'", "a list of images is required"};
    QTest::newRow("key twice") << good + "- image: {manifests: [a:1], manifests: [b:1], src: docker.io, dest: /x}\n"
                               << QByteArrayList{"tasks.yaml:3:29", "stands twice", "tasks.yaml:1:3", "good one",
                                                 "nothing was started"};
    QTest::newRow("function behind a long template")
        << QByteArray("image: {manifests: [a:1], src: docker.io, dest: '@T/{{ if eq "
                      ".module.image.reference.registry \"registry.k8s.io\" }}kubernetes/{{ end }}{{ regexReplaceAll "
                      "\"a\" .module.image.reference.repository \"b\" }}:{{ .module.image.reference.reference }}'}\n")
        << QByteArrayList{"'regexReplaceAll' is not known"};
    QTest::newRow("registry alone") << QByteArray("{'x.example/y:1': '127.0.0.1:5862'}\n")
                                    << QByteArrayList{"a registry alone is not a repository", "127.0.0.1:5862"};
    QTest::newRow("rule of a map") << QByteArray("{'@S/acme/dup:1': '@T/j1/a',\n '@S/acme/dup:2': {a: 1}}\n")
                                   << QByteArrayList{"tasks.yaml:2:", "acme/dup:2", "a list of destinations"};
}

void TestRunGuards::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, told);
    const QString path = file(text);
    const CommandRig::Result done = run({path, QStringLiteral("--plan"), QStringLiteral("--json")});
    QVERIFY2(done.exit == 2, done.told());
    for (const QByteArray &word : std::as_const(told)) {
        QVERIFY2(done.err.contains(word), word + " is not in\n" + done.told());
    }
    QVERIFY2(done.out.isEmpty(), done.told());
    QVERIFY(!QFileInfo::exists(QFileInfo(path).path() + QStringLiteral("/images")));
}

void TestRunGuards::listsSayWhatTheyLeaveOut()
{
    const auto pull = [this](const QString &path, const QStringList &options = {}) {
        return m_rig.run(QStringList{QStringLiteral("pull"), QStringLiteral("--plan"), QStringLiteral("--to"),
                                     QFileInfo(path).path() + QStringLiteral("/store"), QStringLiteral("--file"),
                                     path} +
                         options);
    };
    const CommandRig::Result tasks =
        pull(file("- retries: 3\n  when: .x\n  image: {manifests: ['@S/acme/dup:1'], src: docker.io, dest: "
                  "'local:///no/such'}\n"),
             {QStringLiteral("--ignore"), QStringLiteral("when")});
    QVERIFY2(tasks.exit == 0, tasks.told());
    QVERIFY2(tasks.err.contains("tasks.yaml:1:3: retries") && tasks.err.contains("tasks.yaml:2:3: when"), tasks.told());
    QVERIFY2(tasks.err.contains("also says targets"), tasks.told());
    const CommandRig::Result pod =
        pull(file("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: '@S/acme/dup:1'\n      args: "
                  "['--x=@S/acme/zstd:1.0']\n    - image: ''\n"));
    QVERIFY2(pod.exit == 0, pod.told());
    QVERIFY2(pod.err.contains("1 value") && pod.err.contains("tasks.yaml:7:"), pod.told());
    QVERIFY2(!pod.err.contains("also says"), pod.told());
}

QTEST_GUILESS_MAIN(TestRunGuards)
#include "tst_runguards.moc"
