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

QTEST_GUILESS_MAIN(TestRunGuards)
#include "tst_runguards.moc"
