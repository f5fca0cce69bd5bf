// SPDX-License-Identifier: Apache-2.0
#include "app/commandrig.h"
#include "support/registryfiller.h"
#include "support/registryserver.h"

#include <QDirIterator>

#include <csignal>

using namespace stowage;
using namespace stowage::test;

/// Ring 4: the program against real registries.
class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void roundTripKeepsEveryDigest();
    void planMovesNothing();
    void filteredPull();
    void skippedForItsPlatform();
    void secondRunTransfersNothing();
    void copyBetweenDirectoriesAndRegistries();
    void damageAtTheSource();
    void pullMendsBrokenIndex();
    void compareAndList();
    void verifyFindsDamage();
    void tlsWithCa();
    void accounts_data();
    void accounts();
    void killedPullResumesFromItsBytes();
    void interruptEndsWith130();
    void badInput_data();
    void badInput();
    void unreachable_data();
    void unreachable();
    void missingTagFailsThatImageOnly();
    void lockedStore();
    void unwritableDestination();
    void jsonIsOneDocument();
    void collidingNamesAreRefusedInThePlan();
    void nothingMatches();

private:
    QString image(const char *name) const { return m_source->host() + QLatin1Char('/') + QLatin1String(name); }
    QStringList allImages() const;
    CommandRig::Result pullAll(const QString &store, const QStringList &more = {}) const;

    std::unique_ptr<RegistryServer> m_source;
    std::unique_ptr<RegistryServer> m_target;
    GeneratedImages m_images;
    CommandRig m_rig;
};

namespace {

int files(const QString &folder)
{
    int count = 0;
    QDirIterator iterator(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (iterator.hasNext()) {
        iterator.next();
        ++count;
    }
    return count;
}

QHash<QString, QString> digestsOf(const QJsonObject &document, const char *list, const char *name)
{
    QHash<QString, QString> digests;
    const QJsonArray rows = document.value(QLatin1String(list)).toArray();
    for (const auto &row : rows) {
        digests.insert(row[QLatin1String(name)].toString(), row[QLatin1String("digest")].toString());
    }
    return digests;
}

} // namespace

void TestCommandLine::initTestCase()
{
    m_source = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_source->start(), qUtf8Printable(m_source->errorText()));
    m_target = std::make_unique<RegistryServer>(RegistryServer::Options{});
    QVERIFY2(m_target->start(), qUtf8Printable(m_target->errorText()));
    m_images = generateImages(m_source->host());
    RegistryFiller filler(m_source->url());
    QVERIFY2(filler.fill(m_images), qUtf8Printable(filler.errorText()));
}

QStringList TestCommandLine::allImages() const
{
    QStringList names;
    for (const auto &[reference, root] : m_images.images) {
        names.append(reference.toString());
    }
    return names;
}

CommandRig::Result TestCommandLine::pullAll(const QString &store, const QStringList &more) const
{
    return m_rig.run(QStringList{QStringLiteral("pull"), QStringLiteral("--to"), store, QStringLiteral("--json")} +
                     more + allImages());
}

void TestCommandLine::roundTripKeepsEveryDigest()
{
    const QString store = m_rig.path("round");
    const CommandRig::Result pulled = pullAll(store);
    QVERIFY2(pulled.exit == 0, pulled.told());
    QCOMPARE(pulled.json().value(QStringLiteral("images")).toArray().size(), m_images.images.size());
    const CommandRig::Result pushed =
        m_rig.run({QStringLiteral("push"), QStringLiteral("--from"), store, QStringLiteral("--to"),
                   m_target->host() + QStringLiteral("/mirror"), QStringLiteral("--json")});
    QVERIFY2(pushed.exit == 0, pushed.told());
    RegistryFiller reader(m_target->url());
    for (const auto &[reference, root] : m_images.images) {
        const QString repository = QStringLiteral("mirror/") + reference.repository();
        QVERIFY2(reader.digestOf(repository, reference.tag()) == root.digest.toString(),
                 qUtf8Printable(reference.toString()));
        for (const Descriptor &blob : m_images.blobsOf(root)) {
            QCOMPARE(reader.blob(repository, blob.digest), m_images.content.value(blob.digest));
        }
        for (const PlannedManifest &manifest : m_images.manifestsOf(root)) {
            QCOMPARE(reader.manifest(repository, manifest.descriptor.digest.toString()), manifest.bytes);
        }
    }
    // The report names what stands there.
    const QHash<QString, QString> reported = digestsOf(pushed.json(), "images", "source");
    for (const auto &[reference, root] : m_images.images) {
        QCOMPARE(reported.value(reference.toString()), root.digest.toString());
    }
}

void TestCommandLine::planMovesNothing()
{
    const QString store = m_rig.path("planned");
    const CommandRig::Result plan = pullAll(store, {QStringLiteral("--plan")});
    QVERIFY2(plan.exit == 0, plan.told());
    QVERIFY(!QFileInfo::exists(store));
    const QJsonObject json = plan.json();
    QCOMPARE(json.value(QStringLiteral("images")).toArray().size(), m_images.images.size());
    QCOMPARE(json.value(QStringLiteral("images")).toArray().at(0)[QStringLiteral("action")].toString(),
             QStringLiteral("copy"));
    const QJsonObject blobs = json.value(QStringLiteral("blobs")).toObject();
    QVERIFY(blobs.value(QStringLiteral("unique")).toInt() > 0);
    QCOMPARE(blobs.value(QStringLiteral("unique")), blobs.value(QStringLiteral("toTransfer")));
    QVERIFY(json.value(QStringLiteral("refusals")).isArray() && json.value(QStringLiteral("warnings")).isArray());
}

void TestCommandLine::filteredPull()
{
    const QString store = m_rig.path("filtered");
    const QStringList platform{QStringLiteral("--platform"), QStringLiteral("linux/arm64")};
    // Strict: what lacks the platform is refused and named, the rest goes on (exit 1).
    const CommandRig::Result strict =
        m_rig.run(QStringList{QStringLiteral("pull"), image("acme/multi3:1.0"), image("library/single-oci:v1"),
                              QStringLiteral("--to"), store, QStringLiteral("--json")} +
                  platform);
    QVERIFY2(strict.exit == 1, strict.told());
    const QJsonArray rows = strict.json().value(QStringLiteral("images")).toArray();
    QCOMPARE(rows.at(0)[QStringLiteral("state")].toString(), QStringLiteral("copied"));
    QVERIFY(rows.at(0)[QStringLiteral("digest")] != rows.at(0)[QStringLiteral("sourceDigest")]);
    QCOMPARE(rows.at(1)[QStringLiteral("state")].toString(), QStringLiteral("refused"));
    QCOMPARE(rows.at(1)[QStringLiteral("error")][QStringLiteral("kind")].toString(),
             QStringLiteral("platform-missing"));
    // Warn: it is skipped with a word, never stored silently (exit 0).
    const CommandRig::Result warn =
        m_rig.run(QStringList{QStringLiteral("pull"), image("library/single-oci:v1"), QStringLiteral("--to"), store,
                              QStringLiteral("--policy"), QStringLiteral("warn"), QStringLiteral("--json")} +
                  platform);
    QVERIFY2(warn.exit == 0, warn.told());
    const CommandRig::Result listed = m_rig.run({QStringLiteral("list"), store, QStringLiteral("--json")});
    QCOMPARE(listed.json().value(QStringLiteral("images")).toArray().size(), 1);
    QCOMPARE(listed.json().value(QStringLiteral("images")).toArray().at(0)[QStringLiteral("platforms")].toArray(),
             QJsonArray{QStringLiteral("linux/arm64")});
    // Both platforms asked for, the filtered index survives the way into a registry.
    const CommandRig::Result pushed =
        m_rig.run({QStringLiteral("push"), QStringLiteral("--from"), store, QStringLiteral("--to"),
                   m_target->host() + QStringLiteral("/filtered"), QStringLiteral("--json")});
    QVERIFY2(pushed.exit == 0, pushed.told());
    RegistryFiller reader(m_target->url());
    QCOMPARE(reader.digestOf(QStringLiteral("filtered/acme/multi3"), QStringLiteral("1.0")),
             rows.at(0)[QStringLiteral("digest")].toString());
}

void TestCommandLine::skippedForItsPlatform()
{
    const QString store = m_rig.path("unwanted");
    const QString skipped = image("library/single-oci:v1");
    const QStringList pull{QStringLiteral("pull"),
                           image("acme/multi3:1.0"),
                           skipped,
                           QStringLiteral("--to"),
                           store,
                           QStringLiteral("--policy"),
                           QStringLiteral("warn"),
                           QStringLiteral("--platform"),
                           QStringLiteral("linux/arm64")};
    const CommandRig::Result plan = m_rig.run(pull + QStringList{QStringLiteral("--plan")});
    QVERIFY2(plan.exit == 0, plan.told());
    QVERIFY2(plan.out.contains("Skipped (no such platform) " + skipped.toUtf8()), plan.told());
    const CommandRig::Result run = m_rig.run(pull);
    QVERIFY2(run.exit == 0, run.told());
    QVERIFY2(run.err.contains("Skipped (no such platform): " + skipped.toUtf8()), run.told());
    QVERIFY2(!run.err.contains("Already there"), run.told());
    QVERIFY2(run.out.contains("1 copied, 0 already there, 0 failed, 0 refused"), run.told());
    QVERIFY2(run.out.contains("skipped: they have no wanted platform"), run.told());
    // Where nothing is to be moved there is no progress to tell of.
    const CommandRig::Result nothing =
        m_rig.run({QStringLiteral("pull"), skipped, QStringLiteral("--to"), store, QStringLiteral("--policy"),
                   QStringLiteral("warn"), QStringLiteral("--platform"), QStringLiteral("linux/arm64")});
    QVERIFY2(nothing.exit == 0 && !nothing.err.contains("100 %"), nothing.told());
    // No progress does not mean no warnings.
    const CommandRig::Result quiet = m_rig.run(pull + QStringList{QStringLiteral("--quiet")});
    QVERIFY2(quiet.err.contains("Note: " + skipped.toUtf8() + " is skipped"), quiet.told());
    QVERIFY2(!quiet.err.contains("Already there"), quiet.told());
}

void TestCommandLine::secondRunTransfersNothing()
{
    const QString store = m_rig.path("twice");
    QVERIFY(pullAll(store).exit == 0);
    const CommandRig::Result again = pullAll(store);
    QVERIFY2(again.exit == 0, again.told());
    QCOMPARE(again.json()[QStringLiteral("bytes")][QStringLiteral("transferred")].toInt(), 0);
    for (const auto &row : again.json().value(QStringLiteral("images")).toArray()) {
        QCOMPARE(row[QStringLiteral("state")].toString(), QStringLiteral("skipped"));
    }
}

void TestCommandLine::copyBetweenDirectoriesAndRegistries()
{
    const QString first = m_rig.path("dirone");
    const QString second = m_rig.path("dirtwo");
    QVERIFY(pullAll(first).exit == 0);
    const CommandRig::Result directories =
        m_rig.run({QStringLiteral("copy"), QStringLiteral("--from"), first, QStringLiteral("--to"), second,
                   QStringLiteral("--match"), QStringLiteral("acme/(multi|zstd)"), QStringLiteral("--json")});
    QVERIFY2(directories.exit == 0, directories.told());
    const CommandRig::Result verified = m_rig.run({QStringLiteral("verify"), second, QStringLiteral("--json")});
    QVERIFY2(verified.exit == 0, verified.told());
    const CommandRig::Result registries = m_rig.run(
        {QStringLiteral("copy"), QStringLiteral("--from"), QStringLiteral("registry:") + m_source->host(),
         QStringLiteral("--to"), QStringLiteral("registry:") + m_target->host() + QStringLiteral("/direct"),
         QStringLiteral("acme/multi3:1.0"), QStringLiteral("library/single-docker:v1"), QStringLiteral("--json")});
    QVERIFY2(registries.exit == 0, registries.told());
    RegistryFiller reader(m_target->url());
    for (const auto &[reference, root] : m_images.images) {
        if (reference.repository() == QLatin1String("acme/multi3")) {
            QCOMPARE(reader.digestOf(QStringLiteral("direct/acme/multi3"), QStringLiteral("1.0")),
                     root.digest.toString());
        }
    }
}

void TestCommandLine::damageAtTheSource()
{
    const QString store = m_rig.path("lossy");
    const CommandRig::Result pulled = m_rig.run(
        {QStringLiteral("pull"), QStringLiteral("--to"), store, image("library/single-oci:v1"), image("a/b/c/d:1.0")});
    QVERIFY2(pulled.exit == 0, pulled.told());
    const Result<Reference> reference = Reference::parse(image("library/single-oci:v1"));
    const Descriptor layer = m_images.blobsOf(m_images.root(*reference)).constLast();
    QFile blob(store + QStringLiteral("/blobs/") + layer.digest.toString());
    QVERIFY(blob.open(QIODevice::ReadWrite));
    const QByteArray first = blob.read(1);
    QVERIFY(blob.seek(0) && blob.write(first == "x" ? "y" : "x") == 1);
    blob.close();
    const QStringList copy{QStringLiteral("copy"), QStringLiteral("--from"), store, QStringLiteral("--to"),
                           m_rig.path("lossycopy")};
    const CommandRig::Result flipped = m_rig.run(copy);
    QCOMPARE(flipped.exit, 1);
    QVERIFY2(flipped.err.contains("The source sent something else than " + layer.digest.toString().toLatin1()),
             flipped.told());
    QVERIFY2(!flipped.err.contains("At the target"), flipped.told());

    QVERIFY(blob.remove());
    const QStringList push{QStringLiteral("push"),
                           QStringLiteral("--from"),
                           store,
                           QStringLiteral("--to"),
                           m_target->host() + QStringLiteral("/lossy"),
                           QStringLiteral("--json")};
    const QByteArray said = "The store is damaged at " + layer.digest.toString().toLatin1() + ": the blob is missing";
    const CommandRig::Result plan = m_rig.run(push + QStringList{QStringLiteral("--plan")});
    QVERIFY2(plan.exit == 1, plan.told());
    const QJsonArray refusals = plan.json().value(QStringLiteral("refusals")).toArray();
    QVERIFY2(refusals.size() == 1, plan.told());
    QCOMPARE(refusals.at(0)[QStringLiteral("item")].toString(), reference->toString());
    QVERIFY2(refusals.at(0)[QStringLiteral("text")].toString().toUtf8().startsWith(said), plan.told());
    const CommandRig::Result pushed = m_rig.run(push);
    QVERIFY2(pushed.exit == 1, pushed.told());
    QVERIFY2(pushed.err.contains(said), pushed.told());
    const QJsonArray images = pushed.json().value(QStringLiteral("images")).toArray();
    QCOMPARE(images.size(), 2);
    for (const auto &row : images) {
        const bool damaged = row[QStringLiteral("source")].toString() == reference->toString();
        QCOMPARE(row[QStringLiteral("state")].toString(),
                 damaged ? QStringLiteral("refused") : QStringLiteral("copied"));
    }
    RegistryFiller reader(m_target->url());
    QVERIFY(!reader.digestOf(QStringLiteral("lossy/a/b/c/d"), QStringLiteral("1.0")).isEmpty());
}

void TestCommandLine::pullMendsBrokenIndex()
{
    const QString store = m_rig.path("torn");
    const QStringList pull{QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"), store};
    QVERIFY(m_rig.run(pull).exit == 0);
    QDirIterator indexes(store, {QStringLiteral("layout")}, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(indexes.hasNext());
    QFile index(indexes.next());
    QVERIFY(index.open(QIODevice::ReadWrite) && index.resize(20));
    index.close();
    QVERIFY(m_rig.run({QStringLiteral("verify"), store}).exit != 0);
    const CommandRig::Result mended = m_rig.run(pull);
    QVERIFY2(mended.exit == 0, mended.told());
    const CommandRig::Result verified = m_rig.run({QStringLiteral("verify"), store});
    QVERIFY2(verified.exit == 0, verified.told());
}

void TestCommandLine::compareAndList()
{
    const QString store = m_rig.path("compared");
    QVERIFY(pullAll(store).exit == 0);
    const CommandRig::Result listed = m_rig.run({QStringLiteral("list"), store, QStringLiteral("--json")});
    QHash<QString, QString> expected;
    for (const auto &[reference, root] : m_images.images) {
        expected.insert(reference.toString(), root.digest.toString());
    }
    QCOMPARE(digestsOf(listed.json(), "images", "reference"), expected);
    const CommandRig::Result remote =
        m_rig.run({QStringLiteral("list"), QStringLiteral("registry:") + m_source->host(), QStringLiteral("--json")});
    QVERIFY2(remote.exit == 0, remote.told());
    const QHash<QString, QString> remoteDigests = digestsOf(remote.json(), "images", "reference");
    for (auto row = expected.cbegin(); row != expected.cend(); ++row) {
        QCOMPARE(remoteDigests.value(row.key()), row.value());
    }
    const CommandRig::Result compared = m_rig.run(
        {QStringLiteral("compare"), store, QStringLiteral("registry:") + m_source->host(), QStringLiteral("--json")});
    QVERIFY2(compared.exit == 0, compared.told());
    QCOMPARE(compared.json().value(QStringLiteral("same")).toArray().size(), m_images.images.size());
    QCOMPARE(compared.json().value(QStringLiteral("onlyLeft")).toArray().size(), 0);
    QCOMPARE(compared.json().value(QStringLiteral("different")).toArray().size(), 0);
}

void TestCommandLine::verifyFindsDamage()
{
    const QString store = m_rig.path("damaged");
    QVERIFY(pullAll(store).exit == 0);
    QVERIFY(m_rig.run({QStringLiteral("verify"), store}).exit == 0);
    const QStringList blobs =
        QDir(store + QStringLiteral("/blobs")).entryList({QStringLiteral("sha256:*")}, QDir::Files);
    QFile file(store + QStringLiteral("/blobs/") + blobs.constFirst());
    QVERIFY(file.open(QIODevice::ReadWrite));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(0));
    QVERIFY(file.putChar(static_cast<char>(byte ^ 1)));
    file.close();
    const CommandRig::Result verified = m_rig.run({QStringLiteral("verify"), store, QStringLiteral("--json")});
    QCOMPARE(verified.exit, 4);
    const QJsonValue problem = verified.json().value(QStringLiteral("problems")).toArray().at(0);
    QCOMPARE(problem[QStringLiteral("kind")].toString(), QStringLiteral("corrupt-blob"));
    QCOMPARE(problem[QStringLiteral("item")].toString(), blobs.constFirst());
}

void TestCommandLine::tlsWithCa()
{
    RegistryServer::Options options;
    options.tls = true;
    RegistryServer server(options);
    QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
    RegistryFiller filler(server.url());
    QVERIFY(filler.fill(generateImage(*Reference::parse(server.host() + QStringLiteral("/a/b:1")), {1000})));
    const QString name = server.host() + QStringLiteral("/a/b:1");
    const auto pull = [&](const QStringList &trust) {
        return m_rig.run(QStringList{QStringLiteral("pull"), name, QStringLiteral("--to"), m_rig.path("tls")} + trust);
    };
    const CommandRig::Result untrusted = pull({});
    QVERIFY2(untrusted.exit == 3, untrusted.told()); // C22, C23
    QVERIFY2(untrusted.err.contains(server.host().toUtf8()), untrusted.told());
    const CommandRig::Result withCa = pull({QStringLiteral("--ca"), server.caFile()});
    QVERIFY2(withCa.exit == 0, withCa.told());
    const CommandRig::Result insecure = pull({QStringLiteral("--insecure"), server.host()});
    QVERIFY2(insecure.exit == 0, insecure.told());
    const CommandRig::Result hostCa =
        pull({QStringLiteral("--ca"), server.host() + QLatin1Char('=') + server.caFile()});
    QVERIFY2(hostCa.exit == 0, hostCa.told());
}

void TestCommandLine::accounts_data()
{
    QTest::addColumn<bool>("token");
    QTest::newRow("htpasswd") << false;
    QTest::newRow("token server") << true;
}

void TestCommandLine::accounts()
{
    QFETCH(bool, token);
    RegistryServer::Options options;
    options.auth = token ? RegistryServer::Auth::Token : RegistryServer::Auth::Htpasswd;
    options.users = {{QStringLiteral("robot$team+push"), QStringLiteral("s3:cret")}}; // A35, C02
    RegistryServer server(options);
    QVERIFY2(server.start(), qUtf8Printable(server.errorText()));
    const QString store = m_rig.path(token ? "token" : "htpasswd");
    QVERIFY(m_rig.run({QStringLiteral("pull"), image("acme/multi3:1.0"), QStringLiteral("--to"), store}).exit == 0);
    const QStringList push{QStringLiteral("push"),
                           QStringLiteral("--from"),
                           store,
                           QStringLiteral("--to"),
                           server.host() + QStringLiteral("/x"),
                           QStringLiteral("--json")};
    const CommandRig::Result anonymous = m_rig.run(push);
    QVERIFY2(anonymous.exit == 3, anonymous.told());
    const QStringList login{QStringLiteral("--username"), QStringLiteral("robot$team+push"),
                            QStringLiteral("--password-stdin")};
    const CommandRig::Result wrong = m_rig.run(push + login, "nope\n");
    QVERIFY2(wrong.exit == 3, wrong.told());
    QVERIFY(!wrong.err.contains("nope") && !wrong.out.contains("nope"));
    const CommandRig::Result right = m_rig.run(push + login, "s3:cret\n");
    QVERIFY2(right.exit == 0, right.told());
    QVERIFY(!right.err.contains("s3:cret") && !right.out.contains("s3:cret"));
    CommandRig fromEnvironment;
    fromEnvironment.variables = {{QStringLiteral("STOWAGE_USERNAME"), QStringLiteral("robot$team+push")},
                                 {QStringLiteral("STOWAGE_PASSWORD"), QStringLiteral("s3:cret")}};
    const CommandRig::Result again = fromEnvironment.run(push);
    QVERIFY2(again.exit == 0, again.told());
    const CommandRig::Result noKeychain =
        m_rig.run(QStringList{QStringLiteral("login"), server.host()} + login, "s3:cret\n");
    QVERIFY2(noKeychain.exit == 3, noKeychain.told()); // accepted, but there is no keychain to keep it in
    QVERIFY2(noKeychain.err.contains("STOWAGE_USERNAME"), noKeychain.told());
    // A login that failed leaves no trust behind.
    RegistryServer::Options tls = options;
    tls.tls = true;
    RegistryServer secured(tls);
    QVERIFY2(secured.start(), qUtf8Printable(secured.errorText()));
    const QStringList insecure{QStringLiteral("login"), secured.host(), QStringLiteral("--insecure"), secured.host()};
    const CommandRig::Result lost = m_rig.run(insecure + login, "s3:cret\n");
    QVERIFY2(lost.exit == 3, lost.told());
    m_rig.variables = fromEnvironment.variables;
    const CommandRig::Result here = m_rig.run({QStringLiteral("list"), secured.host()});
    m_rig.variables.clear();
    QVERIFY2(here.exit == 3 && here.err.contains("certificate"), here.told());
}

void TestCommandLine::killedPullResumesFromItsBytes()
{
    const QString big = image("big/layer:1");
    const qint64 size = 400LL * 1024 * 1024;
    const GeneratedImages generated = generateImage(*Reference::parse(big), {size});
    RegistryFiller filler(m_source->url());
    QVERIFY2(filler.fill(generated), qUtf8Printable(filler.errorText()));
    const QString store = m_rig.path("killed");
    const QStringList pull{QStringLiteral("pull"), big, QStringLiteral("--to"), store, QStringLiteral("--json")};
    qint64 kept = 0;
    {
        QProcess process;
        m_rig.begin(process, pull);
        const QString parts = store + QStringLiteral("/blobs/.stowage");
        const auto partBytes = [&parts] {
            qint64 most = 0;
            for (const QFileInfo &part : QDir(parts).entryInfoList({QStringLiteral("*.part")}, QDir::Files)) {
                most = std::max(most, part.size());
            }
            return most;
        };
        QVERIFY(QTest::qWaitFor(
            [&] { return partBytes() > 20 * 1024 * 1024 || process.state() == QProcess::NotRunning; }, 60000));
        QVERIFY(process.state() == QProcess::Running);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        kept = partBytes();
        QVERIFY(kept > 0 && kept < size);
    }
    // The store is whole: nothing half-written under a final name, no tag.
    QVERIFY(m_rig.run({QStringLiteral("verify"), store}).exit == 0);
    const CommandRig::Result again = m_rig.run(pull);
    QVERIFY2(again.exit == 0, again.told());
    const qint64 moved =
        static_cast<qint64>(again.json()[QStringLiteral("bytes")][QStringLiteral("transferred")].toDouble());
    const Descriptor root = generated.images.constFirst().second;
    qint64 whole = 0;
    for (const Descriptor &blob : generated.blobsOf(root)) {
        whole += blob.size;
    }
    QVERIFY2(moved <= whole - kept, QByteArray::number(moved) + " moved, " + QByteArray::number(kept) + " were there");
    // And the server saw it: the last answer was a part, not the whole.
    QVERIFY(m_source->log().contains(QStringLiteral(" 206 ")) ||
            m_source->log().contains(QStringLiteral("status=206")));
    QVERIFY(m_rig.run({QStringLiteral("verify"), store}).exit == 0);
}

void TestCommandLine::interruptEndsWith130()
{
    const QString store = m_rig.path("interrupted");
    QProcess process;
    m_rig.begin(process, {QStringLiteral("pull"), image("big/layer:1"), QStringLiteral("--to"), store});
    QVERIFY(QTest::qWaitFor(
        [&] {
            return !QDir(store + QStringLiteral("/blobs/.stowage"))
                        .entryList({QStringLiteral("*.part")}, QDir::Files)
                        .isEmpty() ||
                   process.state() == QProcess::NotRunning;
        },
        60000));
    QVERIFY(process.state() == QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
    QCOMPARE(process.exitCode(), 130);
    // Not a failure, and it is said how to go on.
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(out.contains("0 failed"), out);
    QVERIFY2(out.contains("cancelled; run the same command again"), out);
}

void TestCommandLine::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *line, const char *named) {
        QTest::newRow(name) << QString::fromUtf8(line).split(QLatin1Char(' ')) << QString::fromUtf8(named);
    };
    row("reference", "pull UPPER/Case --to ./x", "UPPER/Case");
    row("one of several references", "pull alpine quay.io/a:b:c --to ./x", "quay.io/a:b:c");
    row("platform", "pull alpine --to ./x --platform linux-amd64", "linux-amd64");
    row("digest", "pull alpine@sha256:123 --to ./x", "sha256:123");
    row("end", "list nowhere", "nowhere");
    row("list file", "pull --file /no/such/list --to ./x", "/no/such/list");
    row("template", "push --from ./x --to h.local/{{.unknown}}", ".unknown");
    row("regex", "push --from ./x --to h.local/y --match (", "(");
    row("option", "pull alpine --to ./x --frob", "--frob");
}

void TestCommandLine::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const CommandRig::Result result = m_rig.run(arguments);
    QVERIFY2(result.exit == 2, result.told());
    QVERIFY2(result.err.contains(named.toUtf8()), result.told());
    QVERIFY(!QFileInfo::exists(m_rig.path("x")));
}

void TestCommandLine::unreachable_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("unknown host F09") << QStringLiteral("no-such-host.invalid");
    QTest::newRow("refused F09") << QStringLiteral("127.0.0.1:1");
}

void TestCommandLine::unreachable()
{
    QFETCH(QString, host);
    const QString store = m_rig.path("unreachable");
    const CommandRig::Result result =
        m_rig.run({QStringLiteral("pull"), host + QStringLiteral("/a:1"), QStringLiteral("--to"), store});
    QVERIFY2(result.exit == 3, result.told());
    QVERIFY2(result.err.contains(host.toUtf8()), result.told());
    QCOMPARE(files(store + QStringLiteral("/127.0.0.1:1")), 0);
}

void TestCommandLine::missingTagFailsThatImageOnly()
{
    const QString store = m_rig.path("missing");
    const CommandRig::Result result =
        m_rig.run({QStringLiteral("pull"), image("acme/multi3:none"), image("acme/multi3:1.0"), QStringLiteral("--to"),
                   store, QStringLiteral("--json")});
    QVERIFY2(result.exit == 1, result.told());
    const QJsonArray rows = result.json().value(QStringLiteral("images")).toArray();
    QCOMPARE(rows.at(0)[QStringLiteral("error")][QStringLiteral("kind")].toString(), QStringLiteral("not-found"));
    QCOMPARE(rows.at(0)[QStringLiteral("error")][QStringLiteral("side")].toString(), QStringLiteral("source"));
    QCOMPARE(rows.at(1)[QStringLiteral("state")].toString(), QStringLiteral("copied"));
}

void TestCommandLine::lockedStore()
{
    const QString store = m_rig.path("locked");
    QProcess holder;
    m_rig.begin(holder, {QStringLiteral("pull"), image("big/layer:1"), QStringLiteral("--to"), store});
    QVERIFY(QTest::qWaitFor(
        [&] {
            return !QDir(store + QStringLiteral("/blobs/.stowage"))
                        .entryList({QStringLiteral("*.part")}, QDir::Files)
                        .isEmpty();
        },
        60000));
    ::kill(static_cast<pid_t>(holder.processId()), SIGSTOP);
    const CommandRig::Result result = m_rig.run(
        {QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"), store, QStringLiteral("--no-wait")});
    QProcess waiting;
    m_rig.begin(waiting, {QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"), store});
    QByteArray told;
    const auto tells = [&] {
        told += waiting.readAllStandardError();
        return told.contains("Waits for " + store.toUtf8() + ": stowage (process " +
                             QByteArray::number(holder.processId()) + ") is writing to it");
    };
    const bool saysSo = QTest::qWaitFor(tells, 30000);
    ::kill(static_cast<pid_t>(holder.processId()), SIGCONT);
    QVERIFY2(saysSo, told);
    QVERIFY2(result.exit == 3, result.told());
    QVERIFY2(result.err.contains(QByteArray::number(holder.processId())), result.told());
    QTRY_COMPARE_WITH_TIMEOUT(waiting.state(), QProcess::NotRunning, 60000);
    QCOMPARE(waiting.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(holder.state(), QProcess::NotRunning, 60000);
    QCOMPARE(holder.exitCode(), 0);
}

void TestCommandLine::unwritableDestination()
{
    const CommandRig::Result result = m_rig.run(
        {QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"), QStringLiteral("/proc/stowage-test")});
    QVERIFY2(result.exit == 3, result.told());
    QVERIFY2(result.err.contains("/proc/stowage-test"), result.told());
}

void TestCommandLine::jsonIsOneDocument()
{
    const CommandRig::Result result = m_rig.run({QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"),
                                                 m_rig.path("json"), QStringLiteral("--json")});
    QVERIFY2(result.exit == 0, result.told());
    QJsonParseError error;
    QJsonDocument::fromJson(result.out, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    for (const char *key : {"images", "bytes", "seconds"}) {
        QVERIFY(result.json().contains(QLatin1String(key)));
    }
    QVERIFY(!result.err.isEmpty()); // progress
}

void TestCommandLine::collidingNamesAreRefusedInThePlan()
{
    const QString store = m_rig.path("colliding");
    QVERIFY(m_rig
                .run({QStringLiteral("pull"), image("acme/shared-a:1"), image("acme/shared-b:1"),
                      image("acme/zstd:1.0"), QStringLiteral("--to"), store})
                .exit == 0);
    const CommandRig::Result plan =
        m_rig.run({QStringLiteral("push"), QStringLiteral("--from"), store, QStringLiteral("--to"),
                   m_target->host() + QStringLiteral("/same:{{ .module.image.reference.reference }}"),
                   QStringLiteral("--plan"), QStringLiteral("--json")});
    QVERIFY2(plan.exit == 1, plan.told());
    const QJsonArray refusals = plan.json().value(QStringLiteral("refusals")).toArray();
    QCOMPARE(refusals.size(), 2);
    for (const auto &refusal : refusals) {
        QVERIFY(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-a:1")));
        QVERIFY(refusal[QStringLiteral("text")].toString().contains(QStringLiteral("acme/shared-b:1")));
    }
    QCOMPARE(plan.json().value(QStringLiteral("images")).toArray().size(), 3);
}

void TestCommandLine::nothingMatches()
{
    const QString store = m_rig.path("few");
    QVERIFY(m_rig.run({QStringLiteral("pull"), image("acme/zstd:1.0"), QStringLiteral("--to"), store}).exit == 0);
    const CommandRig::Result push =
        m_rig.run({QStringLiteral("push"), QStringLiteral("--from"), store, QStringLiteral("--to"),
                   m_target->host() + QStringLiteral("/x"), QStringLiteral("--match"), QStringLiteral("^nothing$")});
    QVERIFY2(push.exit == 1, push.told());
    QVERIFY2(push.err.contains("^nothing$"), push.told());
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
