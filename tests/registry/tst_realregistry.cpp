// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"
#include "support/imagegenerator.h"
#include "support/registryserver.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;

namespace {

Error failure(const QString &text)
{
    Error error;
    error.technical = text;
    return error;
}

/// Puts everything of one generated image, in the order of the ports (D90).
QCoro::Task<void> push(RegistryEnd *end, const GeneratedImages *images, Reference image, Rig *rig)
{
    const Descriptor root = images->root(image);
    for (const Descriptor &blob : images->blobsOf(root)) {
        BlobSource source;
        source.local = rig->file(images->content.value(blob.digest));
        co_await end->putBlob(image, blob, source, noProgress(), {});
    }
    const QList<PlannedManifest> manifests = images->manifestsOf(root);
    for (qsizetype i = 0; i + 1 < manifests.size(); ++i) {
        co_await end->putManifest(image, manifests.at(i).descriptor, manifests.at(i).bytes, {});
    }
    co_await end->tag(image, manifests.constLast().descriptor, manifests.constLast().bytes, {});
}

/// Reads it all back and compares every byte.
QCoro::Task<void> compare(RegistryEnd *end, const GeneratedImages *images, Reference image)
{
    const Descriptor root = images->root(image);
    const Descriptor found = co_await end->resolve(image, {});
    if (found.digest != root.digest || found.size != root.size || found.mediaType != root.mediaType) {
        throw failure(QStringLiteral("root differs"));
    }
    for (const PlannedManifest &manifest : images->manifestsOf(root)) {
        const QByteArray bytes = co_await end->manifest(image, manifest.descriptor, {});
        if (bytes != manifest.bytes) {
            throw failure(QStringLiteral("manifest differs"));
        }
    }
    for (const Descriptor &blob : images->blobsOf(root)) {
        const qint64 offset = blob.size / 3;
        auto reading = readBlob(&end->client(), image.repository(), blob, offset, {});
        const QByteArray bytes = co_await reading;
        if (bytes != images->content.value(blob.digest).mid(offset)) {
            throw failure(QStringLiteral("blob differs"));
        }
    }
}

} // namespace

/// A real CNCF Distribution registry in every way one can be set up.
class TestRealRegistry : public QObject
{
    Q_OBJECT

private:
    enum Setup { Plain, PlainFound, TlsWithCa, TlsSkip, TlsClient, Htpasswd, Token, TokenWithoutPost };
    static RegistryServer::Options optionsOf(int setup);
    static void apply(int setup, const RegistryServer &server, Rig &rig);
    static void addSetups();

private Q_SLOTS:
    void pushAndPull_data() { addSetups(); }
    void pushAndPull();
    void refusals_data();
    void refusals();
    void mountsAndProbes();
    void anonymousPull();
    void lists();
    void bigBlob();
    void goesAway();
};

RegistryServer::Options TestRealRegistry::optionsOf(int setup)
{
    RegistryServer::Options options;
    options.tls = setup == TlsWithCa || setup == TlsSkip || setup == TlsClient;
    options.clientCertificate = setup == TlsClient;
    options.auth = setup == Htpasswd                             ? RegistryServer::Auth::Htpasswd
                   : setup == Token || setup == TokenWithoutPost ? RegistryServer::Auth::Token
                                                                 : RegistryServer::Auth::None;
    options.tokenPost = setup != TokenWithoutPost;
    options.users = {{QStringLiteral("alice"), QStringLiteral("pass+word:1")}};
    return options;
}

void TestRealRegistry::apply(int setup, const RegistryServer &server, Rig &rig)
{
    rig.settings.plainHttp = setup != PlainFound && server.caFile().isEmpty();
    rig.settings.caFile = setup == TlsSkip ? QString() : server.caFile();
    rig.settings.skipVerification = setup == TlsSkip;
    if (setup == TlsClient) {
        rig.settings.clientCertificate = server.clientCertificateFile();
        rig.settings.clientKey = server.clientKeyFile();
    }
    if (setup >= Htpasswd) {
        rig.login(QStringLiteral("alice"), QStringLiteral("pass+word:1"));
    }
}

void TestRealRegistry::addSetups()
{
    QTest::addColumn<int>("setup");
    QTest::newRow("http") << int(Plain);
    QTest::newRow("D07 http, not told") << int(PlainFound);
    QTest::newRow("TLS with its CA") << int(TlsWithCa);
    QTest::newRow("TLS, not verified") << int(TlsSkip);
    QTest::newRow("C25 client certificate") << int(TlsClient);
    QTest::newRow("A32 htpasswd") << int(Htpasswd);
    QTest::newRow("A20 token") << int(Token);
    QTest::newRow("A20 token, GET only") << int(TokenWithoutPost);
}

void TestRealRegistry::pushAndPull()
{
    QFETCH(int, setup);
    RegistryServer server(optionsOf(setup));
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    apply(setup, server, rig);
    // Every kind of image once; to see that a login or a certificate works a few are enough.
    const GeneratedImages images = generateImages(server.host());
    const QList<QPair<Reference, Descriptor>> chosen = setup == Plain ? images.images : images.images.mid(0, 3);
    for (const auto &[image, root] : chosen) {
        const auto pushed = await(push(&rig.end(), &images, image, &rig));
        QVERIFY2(pushed.value.has_value(), (image.toString().toUtf8() + ": " + pushed.explanation()));
    }
    // With no memory of the push: another client.
    Rig other(server.host());
    apply(setup, server, other);
    for (const auto &[image, root] : chosen) {
        const auto pulled = await(compare(&other.end(), &images, image));
        QVERIFY2(pulled.value.has_value(), (image.toString().toUtf8() + ": " + pulled.explanation()));
        AWAIT_VALUE(standing, other.end().standing(image, {}));
        QVERIFY(standing.has_value());
        QCOMPARE(standing->digest, root.digest);
    }
    AWAIT_VALUE(checkup, rig.client().check({}));
    QCOMPARE(checkup.loginProven, setup >= Htpasswd);
    QVERIFY(!checkup.isHarbor);
}

void TestRealRegistry::refusals_data()
{
    QTest::addColumn<int>("setup");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("withCa");
    QTest::addColumn<QString>("expected");
    QTest::newRow("A32 wrong password") << int(Htpasswd) << "alice" << "wrong" << true << "login-refused";
    QTest::newRow("A25 htpasswd, nobody") << int(Htpasswd) << "" << "" << true << "login-required";
    QTest::newRow("H04 token, wrong password") << int(Token) << "alice" << "wrong" << true << "login-refused";
    QTest::newRow("A25 token, nobody") << int(Token) << "" << "" << true << "login-required";
    QTest::newRow("C23 unknown authority") << int(TlsWithCa) << "" << "" << false << "tls-untrusted";
    QTest::newRow("missing image") << int(Plain) << "" << "" << true << "not-found";
}

void TestRealRegistry::refusals()
{
    QFETCH(int, setup);
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(bool, withCa);
    RegistryServer server(optionsOf(setup));
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    apply(setup, server, rig);
    rig.credentials.accounts.clear();
    if (!user.isEmpty()) {
        rig.login(user, password);
    }
    if (!withCa) {
        rig.settings.caFile.clear();
    }
    const Reference image = *Reference::fromParts(server.host(), u"team/app", u"1");
    const auto outcome = await(rig.end().resolve(image, {}));
    QTEST(outcome.summary(), "expected");
}

void TestRealRegistry::mountsAndProbes()
{
    RegistryServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    const QByteArray bytes = noise(100'000);
    const Descriptor blob = describe(bytes);
    const Reference one = *Reference::fromParts(server.host(), u"one", u"1");
    const Reference two = *Reference::fromParts(server.host(), u"two/deep", u"1");
    BlobSource source;
    source.local = rig.file(bytes);
    AWAIT_VALUE(moved, rig.end().putBlob(one, blob, source, noProgress(), {}));
    QCOMPARE(moved, bytes.size());
    AWAIT_VALUE(again, rig.end().putBlob(one, blob, source, noProgress(), {}));
    QCOMPARE(again, 0);
    AWAIT_VALUE(before, rig.end().probe(two, {blob}, {}));
    QVERIFY(before.whole.isEmpty());
    AWAIT_VALUE(mounted, rig.end().mountBlob(two, blob, one, {})); // D80
    QVERIFY(mounted);
    AWAIT_VALUE(after, rig.end().probe(two, {blob}, {}));
    QCOMPARE(after.whole, QSet<Digest>{blob.digest});
    // From where it is not: the session that the registry opens instead is used.
    const Descriptor missing = describe("missing");
    AWAIT_VALUE(refused, rig.end().mountBlob(two, missing, one, {}));
    QVERIFY(!refused);
    source.local = rig.file("missing");
    AWAIT_VALUE(put, rig.end().putBlob(two, missing, source, noProgress(), {}));
    QCOMPARE(put, 7);
}

void TestRealRegistry::anonymousPull()
{
    RegistryServer::Options options = optionsOf(Token);
    options.anonymousPull = true;
    RegistryServer server(options);
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    apply(Token, server, rig);
    const Reference image = *Reference::fromParts(server.host(), u"team/app", u"1");
    const GeneratedImages images = generateImage(image, {1000});
    AWAIT_OK(push(&rig.end(), &images, image, &rig));
    Rig nobody(server.host());
    AWAIT_OK(compare(&nobody.end(), &images, image)); // H01
    BlobSource source;
    source.local = nobody.file("bytes");
    AWAIT_ERROR(nobody.end().putBlob(image, describe("bytes"), source, noProgress(), {}), ErrorKind::LoginRequired);
}

void TestRealRegistry::lists()
{
    RegistryServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    const GeneratedImages images = generateImages(server.host());
    QStringList names;
    for (const auto &[image, root] : images.images) {
        AWAIT_OK(push(&rig.end(), &images, image, &rig));
        names.append(image.toString());
    }
    AWAIT_VALUE(listing, rig.end().list({}));
    QStringList found;
    for (const ListedImage &image : listing.images) {
        found.append(image.reference.toString());
        QVERIFY(image.complete);
        QVERIFY(image.size > 0);
    }
    names.sort();
    found.sort();
    QCOMPARE(found, names);
    for (const Problem &problem : listing.problems) {
        QFAIL(qPrintable(problem.item + problem.text));
    }
}

void TestRealRegistry::bigBlob()
{
    RegistryServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    const QByteArray bytes = noise(64 * 1024 * 1024);
    const Reference image = *Reference::fromParts(server.host(), u"big", u"1");
    BlobSource source;
    source.local = rig.file(bytes);
    AWAIT_VALUE(moved, rig.end().putBlob(image, describe(bytes), source, noProgress(), {}));
    QCOMPARE(moved, bytes.size());
    AWAIT_VALUE(got, readBlob(&rig.client(), QStringLiteral("big"), describe(bytes), 0, {}));
    QVERIFY(got == bytes);
}

void TestRealRegistry::goesAway()
{
    RegistryServer server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Rig rig(server.host());
    const Reference image = *Reference::fromParts(server.host(), u"team/app", u"1");
    const GeneratedImages images = generateImage(image, {1000});
    AWAIT_OK(push(&rig.end(), &images, image, &rig));
    server.stop();
    AWAIT_ERROR(rig.end().resolve(image, {}), ErrorKind::ConnectionRefused); // F09
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    AWAIT_OK(compare(&rig.end(), &images, image)); // the same client goes on
}

QTEST_GUILESS_MAIN(TestRealRegistry)
#include "tst_realregistry.moc"
