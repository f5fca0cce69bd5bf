// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

using namespace stowage;
using namespace stowage::registry;
using namespace stowage::test;
using namespace std::chrono_literals;

using Access = RegistryClient::Access;

/// Who gets which credentials, and how often.
class TestAuth : public QObject
{
    Q_OBJECT

private:
    static constexpr const char *tokenPath = "/token";
    static int tokenRequests(const FakeHost &host) { return host.count({}, QLatin1String(tokenPath)); }

private Q_SLOTS:
    void passwordOnly();
    void passwordRefused();
    void passwordNeverLeavesTheOrigin();
    void anonymousToken();
    void tokenWithAccount();
    void tokenServiceElsewhere();
    void wrongPasswordIsAskedOnce();
    void lenientTokenService();
    void badRealms_data();
    void badRealms();
    void redirectedTokenService_data();
    void redirectedTokenService();
    void oneFlightPerKey();
    void pushScopeFromTheStart();
    void renewsBeforeTheEnd();
    void renewsRevokedToken();
    void freshTokenRefusedIsFinal_data();
    void freshTokenRefusedIsFinal();
    void harborAnswersBasicToOldTokens();
    void projectMissing();
    void wantsMoreScope();
    void challengeWithoutHeader();
    void identityToken_data();
    void identityToken();
    void oddNames_data();
    void oddNames();
    void realmWithQuery();
    void accountsOfNamespaces();
    void onlyUnknownSchemes();
    void credentialsFail();
    void noSecretInErrors();
};

void TestAuth::passwordOnly()
{
    FakeRegistry registry;
    const Descriptor image = registry.addImage("team/app", "1", {"layer"});
    registry.demandPassword("alice", "se:cret");
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("se:cret"));
    AWAIT_VALUE(found, rig.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(found.digest, image.digest);
    // A32: the ping was asked without, the rest with it: no 401 twice.
    QCOMPARE(registry.seen().size(), 2);
    QVERIFY(!registry.seen().constFirst().has("Authorization"));
}

void TestAuth::passwordRefused()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"layer"});
    registry.demandPassword("alice", "right");
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("wrong"));
    AWAIT_ERROR(rig.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {}),
                ErrorKind::LoginRefused);
    Rig nobody(registry.host());
    AWAIT_ERROR(nobody.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {}),
                ErrorKind::LoginRequired); // A25
}

void TestAuth::passwordNeverLeavesTheOrigin()
{
    FakeRegistry registry;
    FakeHost storage;
    const QByteArray bytes = noise(1000);
    const Descriptor blob = registry.addBlob("team/app", bytes);
    registry.on("GET", QStringLiteral("/v2/team/app/blobs/.*"),
                redirect(307, storage.url(QStringLiteral("/key")).toEncoded()));
    storage.on("GET", QStringLiteral("/key"), FakeAnswer{.body = bytes});
    registry.demandPassword("alice", "secret");
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_VALUE(got, readBlob(&rig.client(), QStringLiteral("team/app"), blob, 0, {}));
    QVERIFY(got == bytes);
    QVERIFY(!storage.sawHeader("Authorization")); // F18
    // F19: storage that asks for a login gets none, and the registry is asked for a new address (F20).
    storage.on("GET", QStringLiteral("/key"),
               FakeAnswer{.status = 401}.with("WWW-Authenticate", "Basic realm=\"give\""));
    AWAIT_ERROR(readBlob(&rig.client(), QStringLiteral("team/app"), blob, 0, {}), ErrorKind::ServerError);
    QVERIFY(!storage.sawHeader("Authorization"));
}

void TestAuth::anonymousToken()
{
    FakeRegistry registry;
    registry.addImage("library/app", "1", {"layer"});
    FakeTokens tokens(registry, {});
    demandTokens(registry, tokens, true);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("library/app"), QStringLiteral("1"), Access::Pull, {})); // H01
    const QList<SeenRequest> asked = registry.seen("GET", QLatin1String(tokenPath));
    QCOMPARE(asked.size(), 1);
    QVERIFY(!asked.constFirst().has("Authorization"));
    QCOMPARE(asked.constFirst().parameter("scope"), QByteArray("repository:library/app:pull"));
    QCOMPARE(asked.constFirst().parameter("service"), QByteArray("fake"));
    // A25: what nobody may do is not asked for again and again.
    registry.forget();
    const LocalRange file = rig.file("x");
    AWAIT_ERROR(rig.client().uploadBlob(QStringLiteral("library/app"), describe("x"), file, noProgress(), {}),
                ErrorKind::LoginRequired);
}

void TestAuth::tokenWithAccount()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"layer"});
    FakeTokens tokens(registry, {{"alice", "secret"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    for (int i = 0; i < 3; ++i) {
        AWAIT_OK(rig.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {}));
    }
    const QList<SeenRequest> asked = registry.seen("GET", QLatin1String(tokenPath));
    QCOMPARE(asked.size(), 2); // H04: once without scope, as proof; once with; then from memory (A28)
    QVERIFY(asked.at(0).parameter("scope").isEmpty());
    QCOMPARE(asked.at(1).parameter("account"), QByteArray("alice"));
    // The password went to the token service only.
    for (const SeenRequest &request : registry.seen()) {
        QVERIFY(request.path() == tokenPath || !request.header("Authorization").startsWith("Basic"));
    }
}

void TestAuth::tokenServiceElsewhere()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"layer"});
    FakeHost service;
    FakeTokens tokens(service, {{"alice", "secret"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_OK(rig.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {})); // A07
    QCOMPARE(tokenRequests(service), 2);
}

void TestAuth::wrongPasswordIsAskedOnce()
{
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "right"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("wrong"));
    QList<std::shared_ptr<Outcome<Descriptor>>> outcomes;
    for (int i = 0; i < 10; ++i) {
        const QString name = QStringLiteral("team/app%1").arg(i);
        outcomes.append(started(rig.client().resolve(name, QStringLiteral("1"), Access::Pull, {})));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    for (const auto &outcome : outcomes) {
        QCOMPARE(outcome->summary(), QStringLiteral("login-refused"));
    }
    QCOMPARE(tokenRequests(registry), 1); // A11, H11: ten images, one failed login
}

void TestAuth::lenientTokenService()
{
    FakeRegistry registry;
    registry.addImage("team/app", "1", {"layer"});
    FakeTokens tokens(registry, {{"alice", "right"}});
    tokens.lenient = true;
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("wrong"));
    AWAIT_ERROR(rig.client().check({}), ErrorKind::LoginRefused); // H04
    AWAIT_ERROR(rig.client().resolve(QStringLiteral("team/app"), QStringLiteral("1"), Access::Pull, {}),
                ErrorKind::LoginRefused);
}

void TestAuth::badRealms_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("A06 http on another host") << QByteArray("Bearer realm=\"http://127.0.0.2:1/token\"");
    QTest::newRow("A05 null scheme") << QByteArray("Bearer realm=\"null://host/v2/token\"");
    QTest::newRow("A05 missing") << QByteArray("Bearer service=\"x\"");
    QTest::newRow("A02 unreadable") << QByteArray("Bearer realm=\"http://");
}

void TestAuth::badRealms()
{
    QFETCH(QByteArray, challenge);
    FakeRegistry registry;
    registry.demand({"x"}, challenge);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_ERROR(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}),
                ErrorKind::ProtocolViolation);
    QVERIFY(!registry.sawHeader("Authorization"));
}

void TestAuth::redirectedTokenService_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("reached");
    QTest::newRow("A07 other port: no password") << "127.0.0.1" << true;
    QTest::newRow("A06 http on another host") << "127.0.0.2" << false;
}

void TestAuth::redirectedTokenService()
{
    QFETCH(QString, address);
    QFETCH(bool, reached);
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeHost::Options options;
    options.address = QHostAddress(address);
    FakeHost stranger(options);
    FakeTokens tokens(stranger, {});
    demandTokens(registry, tokens, true);
    registry.on("GET", QStringLiteral("/service"), redirect(307, stranger.url(QStringLiteral("/token")).toEncoded()));
    registry.judge([&registry](const SeenRequest &) -> std::optional<FakeAnswer> {
        return registryError(401, "UNAUTHORIZED", "x")
            .with("WWW-Authenticate", "Bearer realm=\"" + registry.url(QStringLiteral("/service")).toEncoded() + '"');
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    const auto outcome = await(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QVERIFY(outcome.error.has_value());
    QVERIFY(!stranger.sawHeader("Authorization"));
    QCOMPARE(!stranger.seen().isEmpty(), reached);
    QCOMPARE(registry.seen("GET", QStringLiteral("/service")).constFirst().has("Authorization"), true);
}

void TestAuth::oneFlightPerKey()
{
    FakeRegistry registry;
    QList<Descriptor> blobs;
    for (int i = 0; i < 20; ++i) {
        blobs.append(registry.addBlob("team/app", noise(100, i + 1)));
    }
    FakeTokens tokens(registry, {{"alice", "secret"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    QList<std::shared_ptr<Outcome<std::optional<qint64>>>> outcomes;
    for (const Descriptor &blob : blobs) {
        outcomes.append(started(rig.client().headBlob(QStringLiteral("team/app"), blob.digest, Access::Pull, {})));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o->ended(); }));
    for (const auto &outcome : outcomes) {
        QVERIFY2(outcome->value.has_value(), outcome->explanation());
    }
    QCOMPARE(tokenRequests(registry), 2); // A28
    QCOMPARE(registry.count("GET", QStringLiteral("/v2/")), 1);
}

void TestAuth::pushScopeFromTheStart()
{
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "secret"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    const LocalRange file = rig.file("bytes");
    AWAIT_OK(rig.client().uploadBlob(QStringLiteral("team/app"), describe("bytes"), file, noProgress(), {}));
    const QList<SeenRequest> asked = registry.seen("GET", QLatin1String(tokenPath));
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.at(1).parameter("scope"), QByteArray("repository:team/app:pull,push")); // A26
}

void TestAuth::renewsBeforeTheEnd()
{
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {});
    demandTokens(registry, tokens, true);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    rig.clock.advance(285s);
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(tokenRequests(registry), 1);
    rig.clock.advance(6s); // A22: 291 of 300 seconds
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(tokenRequests(registry), 2);
}

void TestAuth::renewsRevokedToken()
{
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {});
    demandTokens(registry, tokens, true);
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    tokens.revokeAll(); // H12
    registry.forget();
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(tokenRequests(registry), 1);
    QCOMPARE(registry.count("HEAD", QStringLiteral("/v2/a/manifests/1")), 2); // A11
}

void TestAuth::freshTokenRefusedIsFinal_data()
{
    QTest::addColumn<QByteArray>("later");
    QTest::newRow("A10 the same challenge") << QByteArray("Bearer");
    QTest::newRow("A31 Harbor's Basic") << QByteArray("Basic realm=\"harbor\"");
    QTest::newRow("H05 empty") << QByteArray("");
}

void TestAuth::freshTokenRefusedIsFinal()
{
    QFETCH(QByteArray, later);
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "secret"}});
    registry.judge([&tokens, later](const SeenRequest &request) -> std::optional<FakeAnswer> {
        const QByteArray bearer = "Bearer realm=\"" + tokens.realm() + "\",service=\"fake\"";
        const bool first = !request.has("Authorization");
        return registryError(401, "UNAUTHORIZED", "unauthorized to access repository: p/r, action: push")
            .with("WWW-Authenticate", first || later == "Bearer" ? bearer : later);
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    const LocalRange file = rig.file("bytes");
    AWAIT_ERROR(rig.client().uploadBlob(QStringLiteral("p/r"), describe("bytes"), file, noProgress(), {}),
                ErrorKind::Denied); // H06
    QCOMPARE(registry.count("HEAD", QStringLiteral("/v2/p/r/blobs/.*")), 1);
    QVERIFY(tokenRequests(registry) <= 3);
    // No password ever goes to the registry itself, whatever it asks for.
    for (const SeenRequest &request : registry.seen()) {
        QVERIFY(request.path() == tokenPath || !request.header("Authorization").startsWith("Basic"));
    }
}

void TestAuth::harborAnswersBasicToOldTokens()
{
    FakeRegistry registry;
    registry.addImage("a/b", "1", {"layer"});
    FakeTokens tokens(registry, {{"alice", "secret"}});
    registry.judge([&tokens](const SeenRequest &request) -> std::optional<FakeAnswer> {
        if (tokens.isGood(request.header("Authorization").mid(7))) {
            return {};
        }
        const QByteArray challenge = request.has("Authorization")
                                         ? QByteArray("Basic realm=\"harbor\"")
                                         : "Bearer realm=\"" + tokens.realm() + "\",service=\"harbor-registry\"";
        return registryError(401, "UNAUTHORIZED", "x").with("WWW-Authenticate", challenge);
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    AWAIT_OK(rig.client().resolve(QStringLiteral("a/b"), QStringLiteral("1"), Access::Pull, {}));
    tokens.revokeAll();
    AWAIT_OK(rig.client().resolve(QStringLiteral("a/b"), QStringLiteral("1"), Access::Pull, {})); // A31, H03
    for (const SeenRequest &request : registry.seen()) {
        QVERIFY(request.path() == tokenPath || !request.header("Authorization").startsWith("Basic"));
    }
}

void TestAuth::projectMissing()
{
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "secret"}});
    registry.judge([&tokens](const SeenRequest &request) -> std::optional<FakeAnswer> {
        if (request.path() == "/v2/") {
            return registryError(401, "UNAUTHORIZED", "x")
                .with("WWW-Authenticate", "Bearer realm=\"" + tokens.realm() + '"');
        }
        return registryError(401, "UNAUTHORIZED", "project nope not found").with("WWW-Authenticate", "");
    });
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("secret"));
    Reference image = *Reference::fromParts(registry.host(), QStringLiteral("nope/app"), QStringLiteral("1"));
    AWAIT_ERROR(rig.end().standing(image, {}), ErrorKind::RepositoryMissing); // H05
    QVERIFY(registry.seen().size() < 10);
}

void TestAuth::wantsMoreScope()
{
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {});
    registry.judge([&tokens, &registry](const SeenRequest &request) -> std::optional<FakeAnswer> {
        const QByteArray bearer = "Bearer realm=\"" + tokens.realm() + "\",service=\"fake\"";
        const QList<SeenRequest> asked = registry.seen("GET", QLatin1String(tokenPath));
        const bool enough = !asked.isEmpty() && asked.constLast().query().contains("extra");
        if (request.path() != "/v2/" && enough) {
            return {};
        }
        return registryError(401, "UNAUTHORIZED", "x")
            .with("WWW-Authenticate", request.path() == "/v2/"
                                          ? bearer
                                          : bearer + ",scope=\"repository:a:pull registry:extra:read\","
                                                     "error=\"insufficient_scope\"");
    });
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {})); // A10
    const SeenRequest asked = registry.seen("GET", QLatin1String(tokenPath)).constLast();
    QVERIFY(asked.query().contains("scope=repository%3Aa%3Apull&scope=registry%3Aextra%3Aread")); // A03
}

void TestAuth::challengeWithoutHeader()
{
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {});
    registry.judge([&tokens](const SeenRequest &request) -> std::optional<FakeAnswer> {
        if (tokens.isAnonymous(request.header("Authorization").mid(7))) {
            return {};
        }
        FakeAnswer refusal = registryError(401, "UNAUTHORIZED", "x");
        if (request.path() == "/v2/") {
            refusal.with("WWW-Authenticate", "Bearer realm=\"" + tokens.realm() + '"');
        }
        return refusal;
    });
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {})); // D12
    tokens.revokeAll();
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
}

void TestAuth::identityToken_data()
{
    QTest::addColumn<int>("postStatus");
    QTest::addColumn<bool>("fallsBack");
    QTest::newRow("A20 POST") << 200 << false;
    for (const int status : {400, 401, 403, 404, 405}) {
        QTest::addRow("A20 POST answers %d", status) << status << true;
    }
}

void TestAuth::identityToken()
{
    QFETCH(int, postStatus);
    QFETCH(bool, fallsBack);
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {{"<token>", "identity"}});
    tokens.postStatus = postStatus;
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("<token>"), QStringLiteral("identity")); // A33
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(registry.count("GET", QLatin1String(tokenPath)) > 0, fallsBack);
    const QList<SeenRequest> posts = registry.seen("POST", QLatin1String(tokenPath));
    QVERIFY(posts.constLast().body.contains("grant_type=refresh_token"));
    QVERIFY(posts.constLast().body.contains("scope=repository%3Aa%3Apull"));
    for (const SeenRequest &post : posts) {
        QVERIFY(!post.target.contains("identity")); // a secret has no place in an address
    }
}

void TestAuth::oddNames_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("account");
    QTest::newRow("A35 robot") << "robot$proj+name" << "p" << QByteArray("account=robot%24proj%2Bname");
    QTest::newRow("A35 domain") << "DOMAIN\\u" << "p" << QByteArray("account=DOMAIN%5Cu");
    QTest::newRow("A35 mail") << "a@b.c" << "p w:x" << QByteArray("account=a%40b.c");
    QTest::newRow("A35 UTF-8") << QString::fromUtf8("\xc3\xbc ber") << QString::fromUtf8("\xe5\xaf\x86")
                               << QByteArray("account=%C3%BC%20ber");
}

void TestAuth::oddNames()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QByteArray, account);
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {{user.toUtf8(), password.toUtf8()}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(user, password);
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    const QByteArray query = registry.seen("GET", QLatin1String(tokenPath)).constLast().query();
    QVERIFY2(query.contains(account), query);
}

void TestAuth::realmWithQuery()
{
    FakeRegistry registry;
    registry.addImage("a", "1", {"layer"});
    FakeTokens tokens(registry, {});
    registry.judge([&tokens](const SeenRequest &request) -> std::optional<FakeAnswer> {
        if (tokens.isAnonymous(request.header("Authorization").mid(7))) {
            return {};
        }
        return registryError(401, "UNAUTHORIZED", "x")
            .with("WWW-Authenticate",
                  "Bearer realm=\"" + tokens.realm() + "?a=%2Fb\",service=\"registry.aliyuncs.com:cn-hangzhou:26842\"");
    });
    Rig rig(registry.host());
    AWAIT_OK(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    const QByteArray query = registry.seen("GET", QLatin1String(tokenPath)).constLast().query();
    QVERIFY2(query.startsWith("a=%2Fb&service=registry.aliyuncs.com%3Acn-hangzhou%3A26842&scope="), query); // A08, A09
}

void TestAuth::accountsOfNamespaces()
{
    FakeRegistry registry;
    registry.addImage("a/x", "1", {"layer"});
    registry.addImage("b/x", "1", {"layer"});
    FakeTokens tokens(registry, {{"alice", "1"}, {"bob", "2"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("1"), registry.host() + QStringLiteral("/a"));
    rig.login(QStringLiteral("bob"), QStringLiteral("2"), registry.host() + QStringLiteral("/b"));
    AWAIT_OK(rig.client().resolve(QStringLiteral("a/x"), QStringLiteral("1"), Access::Pull, {}));
    AWAIT_OK(rig.client().resolve(QStringLiteral("b/x"), QStringLiteral("1"), Access::Pull, {}));
    const QList<SeenRequest> asked = registry.seen("GET", QLatin1String(tokenPath)); // C13
    for (const SeenRequest &request : asked) {
        const QByteArray scope = request.parameter("scope");
        if (!scope.isEmpty()) {
            QCOMPARE(request.parameter("account"), QByteArray(scope.contains("a/x") ? "alice" : "bob"));
        }
    }
    QCOMPARE(asked.size(), 4);
}

void TestAuth::onlyUnknownSchemes()
{
    FakeRegistry registry;
    registry.demand({"x"}, "Negotiate, NTLM");
    Rig rig(registry.host());
    const auto outcome = await(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QCOMPARE(outcome.summary(), QStringLiteral("unsupported")); // A01
    QVERIFY(outcome.error->technical.contains(QLatin1String("negotiate, ntlm")));
}

void TestAuth::credentialsFail()
{
    class Locked : public CredentialProvider
    {
    public:
        QCoro::Task<std::optional<Account>> find(QString, QString, std::stop_token) override
        {
            Error error;
            error.kind = ErrorKind::KeychainUnavailable;
            throw error;
            co_return std::optional<Account>();
        }
    };
    FakeRegistry registry;
    registry.demandPassword("a", "b");
    Rig rig(registry.host());
    Locked locked;
    RegistryClient client(rig.settings, rig.pool, &locked, rig.disk);
    AWAIT_ERROR(client.resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}),
                ErrorKind::KeychainUnavailable);
}

void TestAuth::noSecretInErrors()
{
    FakeRegistry registry;
    FakeTokens tokens(registry, {{"alice", "right"}});
    demandTokens(registry, tokens);
    Rig rig(registry.host());
    rig.login(QStringLiteral("alice"), QStringLiteral("hunter2"));
    const auto outcome = await(rig.client().resolve(QStringLiteral("a"), QStringLiteral("1"), Access::Pull, {}));
    QVERIFY(outcome.error.has_value());
    const QString text = technicalLine(*outcome.error);
    QVERIFY2(!text.contains(QLatin1String("hunter2")), qPrintable(text));
    QVERIFY2(!text.contains(QLatin1String("scope=")), qPrintable(text)); // C12
}

QTEST_GUILESS_MAIN(TestAuth)
#include "tst_auth.moc"
