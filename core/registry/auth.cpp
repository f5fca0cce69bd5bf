// SPDX-License-Identifier: Apache-2.0
#include "registry/auth.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "registry/answer.h"
#include "registry/realm.h"
#include "registry/tokenanswer.h"

#include <QHostInfo>

#include <algorithm>

namespace stowage::registry {

namespace {

using namespace std::chrono_literals;

constexpr qint64 tokenBodyLimit = 256 * 1024;
constexpr int mostTokenHops = 3;
// A token is renewed this long before its end, so that it does not end on its way.
constexpr std::chrono::milliseconds renewEarly = 10s;
// User name that marks the secret as an identity token (A33).
const QString tokenUser = QStringLiteral("<token>");

/// Strict percent-encoding: QUrlQuery would leave a plus sign alone, which servers read as a space (A35).
QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QUrl withQuery(const QUrl &realm, const QByteArray &query)
{
    QByteArray url = realm.toEncoded();
    if (!query.isEmpty()) {
        url += (realm.hasQuery() ? '&' : '?') + query;
    }
    return QUrl::fromEncoded(url);
}

/// Whether a token service refuses the POST form rather than the account (A20).
bool refusesForm(int status)
{
    return status == 400 || status == 401 || status == 403 || status == 404 || status == 405;
}

} // namespace

Authenticator::Authenticator(http::SessionPool &pool, RegistrySettings settings, CredentialProvider *credentials,
                             http::RetryPolicy retry)
    : m_pool(pool)
    , m_settings(std::move(settings))
    , m_credentials(credentials)
    , m_retry(retry)
{
}

QByteArray Authenticator::basicHeader(const Account &account)
{
    const QString pair = account.username + QLatin1Char(':') + account.secret;
    return "Basic " + pair.toUtf8().toBase64();
}

QString Authenticator::keyOf(const std::optional<Account> &account)
{
    return account ? account->scope + QLatin1Char('|') + account->username : QString();
}

Semaphore &Authenticator::lock(const QString &key)
{
    auto &found = m_locks[key];
    if (!found) {
        found = std::make_unique<Semaphore>(1);
    }
    return *found;
}

Task<std::optional<Account>> Authenticator::account(QString repository, std::stop_token stop)
{
    if (!m_credentials) {
        co_return std::optional<Account>();
    }
    const auto known = m_accounts.constFind(repository);
    if (known != m_accounts.constEnd()) {
        co_return *known;
    }
    auto finding = m_credentials->find(m_settings.registry, repository, stop);
    std::optional<Account> found = co_await finding;
    m_accounts.insert(repository, found);
    co_return found;
}

http::Peer Authenticator::peerFor(const QUrl &url, const QString &accountKey) const
{
    http::Peer peer;
    peer.proxy = m_settings.proxy;
    peer.account = accountKey;
    // Trust belongs to a host: a token service elsewhere must be trusted by everybody.
    if (url.host() == m_asked.host()) {
        peer.trust = {m_settings.skipVerification, m_settings.caFile, m_settings.clientCertificate,
                      m_settings.clientKey};
    }
    return peer;
}

Task<bool> Authenticator::isPrivateRegistry(QString host, std::stop_token stop)
{
    if (http::isPrivate(host) || http::isLoopback(host)) {
        co_return true;
    }
    // A name in a private network counts too: asked only when a realm depends on it.
    struct Lookup
    {
        QHostInfo info;
    };
    const auto lookup = std::make_shared<Lookup>();
    const auto resumption = Resumption::make();
    QObject context;
    const int id = QHostInfo::lookupHost(host, &context, [lookup, resumption](const QHostInfo &info) {
        lookup->info = info;
        resumption->fire();
    });
    {
        const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
        co_await resumption->wait();
    }
    QHostInfo::abortHostLookup(id);
    throwIfStopped(stop);
    const QList<QHostAddress> addresses = lookup->info.addresses();
    co_return !addresses.isEmpty() && std::all_of(addresses.begin(), addresses.end(), [](const QHostAddress &address) {
        return http::isPrivate(address.toString());
    });
}

Task<void> Authenticator::learn(QList<QByteArray> challenges, QUrl url, std::stop_token stop)
{
    const Result<QList<Challenge>> offered = parseChallenges(challenges);
    if (!offered) {
        throw http::requestError(offered.error().kind, url, offered.error().technical);
    }
    if (offered->isEmpty()) {
        co_return; // D12: what is known already still counts.
    }
    const std::optional<Challenge> picked = pickChallenge(*offered);
    if (!picked) {
        throw http::requestError(ErrorKind::Unsupported, url,
                                 QStringLiteral("the server offers only these ways to log in: ") +
                                     schemeNames(*offered));
    }
    const bool basic =
        std::any_of(offered->begin(), offered->end(), [](const Challenge &c) { return c.scheme == "basic"; });
    if (picked->scheme == "basic") {
        m_asked = url;
        m_basic = true;
        co_return;
    }
    const QByteArray realm = picked->parameters.value("realm");
    bool privateRegistry = true;
    if (realmIsPrivate(realm, url)) {
        auto asking = isPrivateRegistry(url.host(), stop);
        privateRegistry = co_await asking;
    }
    const Result<Realm> judged = judgeRealm(realm, url, privateRegistry);
    if (!judged) {
        throw judged.error();
    }
    if (judged->upgraded) {
        qCInfo(lcRegistry) << "token service offered over http, asking over https:" << http::publicText(judged->url);
    }
    m_asked = url;
    m_realm = judged->url;
    m_service = picked->parameters.value("service");
    m_basic = basic;
}

Task<Authenticator::Pass> Authenticator::pass(QString repository, QStringList scopes, std::stop_token stop)
{
    auto finding = account(repository, stop);
    const std::optional<Account> found = co_await finding;
    Pass pass;
    pass.accountKey = keyOf(found);
    pass.hasAccount = found.has_value();
    pass.scopes = mergeScopes(scopes);
    if (wantsToken()) {
        const quint64 before = m_tokensMade;
        auto fetching = token(found, pass.scopes, {}, stop);
        const Token token = co_await fetching;
        pass.header = "Bearer " + token.value;
        pass.isToken = true;
        pass.isFresh = token.serial > before;
    } else if (m_basic && found) {
        pass.header = basicHeader(*found);
    }
    co_return pass;
}

Task<std::optional<Authenticator::Pass>> Authenticator::answer(Pass refused, QString repository, QStringList scopes,
                                                               QList<QByteArray> challenges, QUrl url,
                                                               std::stop_token stop)
{
    const std::optional<Pass> final;
    const Result<QList<Challenge>> offered = parseChallenges(challenges);
    const std::optional<Challenge> picked = offered ? pickChallenge(*offered) : std::nullopt;
    QStringList wanted = mergeScopes(scopes);
    if (picked && picked->scheme == "bearer") {
        const QStringList extra = splitScopes(picked->parameters.value("scope"));
        if (!coversScopes(wanted, extra)) {
            wanted = mergeScopes(wanted + extra);
        }
    }
    if (!refused.header.isEmpty() && !refused.isToken) {
        co_return final; // The password itself was refused.
    }
    if (refused.isToken && refused.isFresh && coversScopes(refused.scopes, wanted)) {
        co_return final; // A10: a token made for this request does not suffice. Harbor says Basic then (A31): no
                         // matter.
    }
    if (!refused.isToken) {
        auto learning = learn(challenges, url, stop);
        co_await learning;
    } else if (picked && picked->scheme == "bearer") {
        auto learning = learn(challenges, url, stop);
        co_await learning;
    }
    auto finding = account(repository, stop);
    const std::optional<Account> found = co_await finding;
    Pass next;
    next.accountKey = keyOf(found);
    next.hasAccount = found.has_value();
    next.scopes = wanted;
    if (wantsToken()) {
        auto fetching = token(found, wanted, refused.header.mid(qstrlen("Bearer ")), stop);
        const Token token = co_await fetching;
        next.header = "Bearer " + token.value;
        next.isToken = true;
        next.isFresh = true;
        co_return next;
    }
    if (m_basic && found) {
        next.header = basicHeader(*found);
        co_return next;
    }
    co_return final;
}

Task<bool> Authenticator::proveAccount(QString repository, std::stop_token stop)
{
    auto finding = account(repository, stop);
    const std::optional<Account> found = co_await finding;
    if (!found || !wantsToken()) {
        co_return false;
    }
    auto proving = prove(found, stop);
    co_await proving;
    co_return m_proven.contains(keyOf(found));
}

Task<void> Authenticator::prove(std::optional<Account> account, std::stop_token stop)
{
    const QString key = keyOf(account);
    if (!account || m_proven.contains(key)) {
        co_return;
    }
    // One at a time: a few wrong passwords at once would lock the account out (H11). Asked without scope: with one,
    // Harbor hands out a token for what everybody may do, whatever the password (H04).
    auto waiting = lock(key).acquire(stop);
    const Semaphore::Permit permit = co_await waiting;
    const auto refusal = m_refused.constFind(key);
    if (refusal != m_refused.constEnd()) {
        throw Error(*refusal);
    }
    if (!m_proven.contains(key)) {
        auto fetching = fetchToken(account, {}, stop);
        co_await fetching;
        m_proven.insert(key);
    }
}

Task<Authenticator::Token> Authenticator::token(std::optional<Account> account, QStringList scopes, QByteArray refused,
                                                std::stop_token stop)
{
    auto proving = prove(account, stop);
    co_await proving;
    const QString key = keyOf(account) + QLatin1Char('\n') + scopes.join(QLatin1Char(' '));
    auto waiting = lock(key).acquire(stop); // One flight per set of scopes (A28).
    const Semaphore::Permit permit = co_await waiting;
    const auto cached = m_tokens.constFind(key);
    if (cached != m_tokens.constEnd() && cached->value != refused && cached->goodUntil > m_pool.clock().now()) {
        co_return *cached;
    }
    auto fetching = fetchToken(account, scopes, stop);
    Token fetched = co_await fetching;
    fetched.serial = ++m_tokensMade;
    m_tokens.insert(key, fetched);
    co_return fetched;
}

Task<Authenticator::Token> Authenticator::fetchToken(std::optional<Account> account, QStringList scopes,
                                                     std::stop_token stop)
{
    auto fetching = http::retrying(
        m_retry, m_pool.gate(m_realm), m_pool.clock(), [=, this] { return fetchOnce(account, scopes, stop); }, stop);
    Token fetched = co_await fetching;
    co_return fetched;
}

Task<http::Response> Authenticator::askTokenService(http::Request request, http::Peer peer, std::stop_token stop)
{
    for (int hops = 0;; ++hops) {
        auto sending = m_pool.send(request, peer, stop);
        http::Response response = co_await sending;
        if (!http::isRedirect(response.status)) {
            co_return response;
        }
        const Result<QUrl> next = http::resolveLocation(request.url, response.headers.value("Location"));
        if (!next) {
            throw next.error();
        }
        if (hops == mostTokenHops || request.method != "GET") {
            throw http::requestError(ErrorKind::ProtocolViolation, request.url,
                                     QStringLiteral("the token service redirects without end"));
        }
        // The same rules as for the realm itself (A07); a stranger gets no password.
        const Result<Realm> judged = judgeRealm(next->toEncoded(), m_asked, http::isPrivate(m_asked.host()));
        if (!judged) {
            throw judged.error();
        }
        if (request.url.scheme() == QLatin1String("https") && judged->url.scheme() != QLatin1String("https")) {
            throw http::requestError(ErrorKind::ProtocolViolation, request.url,
                                     QStringLiteral("the token service redirects from https to http"));
        }
        if (!http::sameOrigin(request.url, judged->url)) {
            request.headers.remove("Authorization");
            peer = peerFor(judged->url, {});
        }
        request.url = judged->url;
    }
}

Task<Authenticator::Token> Authenticator::fetchOnce(std::optional<Account> account, QStringList scopes,
                                                    std::stop_token stop)
{
    const http::Peer peer = peerFor(m_realm, keyOf(account));
    const std::chrono::milliseconds received = m_pool.clock().now();
    const bool identity = account && account->username == tokenUser;
    Answer answer;
    answer.hadAccount = account.has_value();
    for (const bool form : {true, false}) {
        if (form && !identity) {
            continue;
        }
        http::Request request;
        request.urgent = true;
        request.headers.set("Accept", "application/json");
        QByteArray query;
        const auto add = [&query](const QByteArray &name, const QByteArray &value) {
            query += (query.isEmpty() ? "" : "&") + name + '=' + value;
        };
        if (!m_service.isEmpty()) {
            add("service", encoded(QString::fromUtf8(m_service)));
        }
        if (form) {
            if (!scopes.isEmpty()) {
                add("scope", encoded(scopes.join(QLatin1Char(' '))));
            }
            add("grant_type", "refresh_token");
            add("client_id", "stowage");
            add("refresh_token", encoded(account->secret));
            request.method = "POST";
            request.url = m_realm;
            request.headers.set("Content-Type", "application/x-www-form-urlencoded");
            request.body = query;
        } else {
            for (const QString &scope : scopes) {
                add("scope", encoded(scope)); // A03
            }
            if (account) {
                add("account", encoded(account->username));
                request.headers.set("Authorization", basicHeader(*account));
            }
            request.url = withQuery(m_realm, query);
        }
        auto asking = askTokenService(request, peer, stop);
        http::Response response = co_await asking;
        answer.status = response.status;
        answer.headers = response.headers;
        answer.url = response.url;
        auto reading = response.body->readAll(tokenBodyLimit, stop);
        answer.body = co_await reading;
        if (!form || !refusesForm(answer.status)) {
            break;
        }
    }
    if (answer.isOk()) {
        const Result<TokenAnswer> read = parseTokenAnswer(answer.body);
        if (!read) {
            throw http::requestError(read.error().kind, answer.url, read.error().technical);
        }
        Token token;
        token.value = read->token;
        token.goodUntil = received + read->life - renewEarly;
        co_return token;
    }
    Error error = answerError(answer, QStringLiteral("fetch a token"));
    if (answer.status == 401 || answer.status == 403) {
        error.kind = account ? ErrorKind::LoginRefused : ErrorKind::LoginRequired;
        error.item = m_settings.registry;
        if (account) {
            m_refused.insert(keyOf(account), error);
        }
    }
    throw error;
}

} // namespace stowage::registry
