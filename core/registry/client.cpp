// SPDX-License-Identifier: Apache-2.0
#include "registry/client.h"

#include "async/cancelled.h"
#include "base/logging.h"

#include <QJsonDocument>
#include <QUuid>

namespace stowage::registry {

namespace {

using namespace std::chrono_literals;

constexpr qint64 shortAnswer = 64 * 1024;
constexpr int mostWarnings = 100;

/// docker.io is a name, not the address of its registry (R11).
QString addressOf(const QString &registry)
{
    return registry == QLatin1String("docker.io") ? QStringLiteral("registry-1.docker.io") : registry;
}

QUrl baseUrl(const QString &scheme, const QString &registry)
{
    return QUrl(scheme + QLatin1String("://") + addressOf(registry), QUrl::StrictMode);
}

} // namespace

RegistryClient::RegistryClient(RegistrySettings settings, http::SessionPool &pool, CredentialProvider *credentials,
                               DiskPool &disk, Limits limits)
    : m_settings(std::move(settings))
    , m_pool(pool)
    , m_disk(disk)
    , m_limits(limits)
    , m_authenticator(pool, m_settings, credentials, limits.retry)
    , m_requestPrefix("stowage-" + QUuid::createUuid().toByteArray(QUuid::Id128).left(12))
{
}

RegistryClient::~RegistryClient() = default;

QUrl RegistryClient::apiUrl(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(path);
    return url;
}

QUrl RegistryClient::repositoryUrl(const QString &repository, const QString &rest) const
{
    return apiUrl(QLatin1String("/v2/") + repository + QLatin1Char('/') + rest);
}

QStringList RegistryClient::scopesFor(const QString &repository, Access access)
{
    if (repository.isEmpty()) {
        return {};
    }
    // The same scope from the first look on, so that one token serves a whole push (A26).
    return {QLatin1String("repository:") + repository +
            (access == Access::Push ? QLatin1String(":pull,push") : QLatin1String(":pull"))};
}

RegistryClient::Call RegistryClient::call(const char *operation, const QByteArray &method, const QUrl &url,
                                          const QString &repository, Access access) const
{
    Call call;
    call.method = method;
    call.url = url;
    call.repository = repository;
    call.scopes = scopesFor(repository, access);
    call.timeouts = m_limits.timeouts;
    call.operation = operation;
    return call;
}

http::Peer RegistryClient::peer(const QString &accountKey) const
{
    return {{m_settings.skipVerification, m_settings.caFile, m_settings.clientCertificate, m_settings.clientKey},
            m_settings.proxy,
            accountKey};
}

void RegistryClient::note(const http::Headers &headers)
{
    for (const QString &text : warningTexts(headers)) {
        if (m_warnings.size() < mostWarnings && !m_warnings.contains(text)) {
            m_warnings.append(text);
        }
    }
    if (const auto limit = rateLimitOf(headers)) {
        m_rateLimit = limit;
    }
}

// --- Finding the registry

Task<void> RegistryClient::connect(std::stop_token stop)
{
    if (m_connected) {
        co_return;
    }
    auto waiting = m_connecting.acquire(stop);
    const Semaphore::Permit permit = co_await waiting;
    if (!m_connected) {
        auto finding = find(stop);
        co_await finding;
        m_connected = true;
    }
}

Task<void> RegistryClient::find(std::stop_token stop)
{
    const QUrl https = baseUrl(QStringLiteral("https"), m_settings.registry);
    const QUrl http = baseUrl(QStringLiteral("http"), m_settings.registry);
    if (!https.isValid() || https.host().isEmpty()) {
        throw http::requestError(ErrorKind::InvalidInput, https, QStringLiteral("not the address of a registry"));
    }
    // Unasked, plain http is spoken with this machine only (D07).
    const bool mayFallBack = !m_settings.plainHttp && (m_settings.mayUseHttp || http::isLoopback(https.host()));
    std::optional<Error> failed;
    try {
        auto pinging = ping(m_settings.plainHttp ? http : https, stop);
        co_await pinging;
    } catch (const Error &error) {
        failed = error;
    }
    if (!failed) {
        co_return;
    }
    const bool noTls = failed->kind == ErrorKind::PlainHttpServer || failed->kind == ErrorKind::ConnectionRefused ||
                       // Some servers hang up on what is not http.
                       (m_settings.mayUseHttp && failed->kind == ErrorKind::ConnectionLost);
    if (!mayFallBack || !noTls) {
        throw *failed;
    }
    auto pinging = ping(http, stop);
    co_await pinging;
}

Task<void> RegistryClient::ping(QUrl base, std::stop_token stop)
{
    http::RetryPolicy policy = m_limits.retry;
    policy.unreachableToo = false;
    for (int hops = 0; hops < 3; ++hops) {
        http::Request request;
        request.url = base;
        request.url.setPath(QStringLiteral("/v2/"));
        request.urgent = true;
        request.timeouts = m_limits.timeouts;
        request.timeouts.answer = std::min<std::chrono::milliseconds>(request.timeouts.answer, 20s);
        const http::Peer self = peer({});
        const auto attempt = [this, request, self, stop]() { return pingOnce(request, self, stop); };
        auto trying = http::retrying(policy, m_pool.gate(base), m_pool.clock(), attempt, stop);
        const Answer answer = co_await trying;
        if (answer.isOk() || answer.status == 401) {
            m_base = base;
            auto learning = m_authenticator.learn(answer.headers.values("WWW-Authenticate"), request.url, stop);
            co_await learning;
            co_return;
        }
        if (http::isRedirect(answer.status)) {
            const Result<QUrl> next = http::resolveLocation(request.url, answer.headers.value("Location"));
            if (!next) {
                throw next.error();
            }
            const bool downgrade = base.scheme() == QLatin1String("https") && next->scheme() != QLatin1String("https");
            if (next->host() == base.host() && !downgrade && !http::sameOrigin(*next, base)) {
                base = *next; // D13: the same host, by another way in
                base.setPath({});
                base.setQuery(QString());
                continue;
            }
            if (next->host() != base.host()) {
                m_base = base; // Its content lies elsewhere; each request finds its own way there.
                co_return;
            }
        }
        Error error = errorOf(answer, Call{.url = request.url, .operation = "look for a registry"});
        if (error.kind != ErrorKind::ProxyFailed) {
            error.kind = ErrorKind::NotARegistry;
        }
        throw error;
    }
    throw http::requestError(ErrorKind::NotARegistry, base, QStringLiteral("the server redirects in circles"));
}

Task<Answer> RegistryClient::pingOnce(http::Request request, http::Peer self, std::stop_token stop)
{
    auto sending = m_pool.send(request, self, stop);
    http::Response response = co_await sending;
    note(response.headers);
    Reply reply{std::move(response), false, false};
    auto reading = readAnswer(std::move(reply), shortAnswer, stop);
    Answer answer = co_await reading;
    if (answer.status >= 400) {
        const Error error = errorOf(answer, Call{.url = request.url, .operation = "look for a registry"});
        if (isTransient(error)) {
            throw error;
        }
    }
    co_return answer;
}

// --- Requests

Task<http::Response> RegistryClient::transmit(http::Request request, http::Peer self, bool follows,
                                              std::stop_token stop)
{
    return follows ? m_pool.follow(std::move(request), std::move(self), std::move(stop))
                   : m_pool.send(std::move(request), std::move(self), std::move(stop));
}

Task<RegistryClient::Reply> RegistryClient::perform(Call call, std::stop_token stop)
{
    auto passing = m_authenticator.pass(call.repository, call.scopes, stop);
    Authenticator::Pass pass = co_await passing;
    // The first request, one with a new token, one with what else is offered; then stop (A11).
    for (int round = 1;; ++round) {
        http::Request request;
        request.method = call.method;
        request.url = call.url;
        request.headers = call.headers;
        request.headers.set("X-Request-Id", m_requestPrefix + '-' + QByteArray::number(++m_requests));
        if (!pass.header.isEmpty()) {
            request.headers.set("Authorization", pass.header);
        }
        request.body = call.body;
        request.file = call.file;
        request.sent = call.sent;
        request.timeouts = call.timeouts;
        request.urgent = call.urgent;
        const bool follows = call.follow && (call.method == "GET" || call.method == "HEAD");
        const http::Peer self = peer(pass.accountKey);
        auto sending = transmit(request, self, follows, stop);
        http::Response response = co_await sending;
        Reply reply{std::move(response), pass.hasAccount, call.method == "HEAD"};
        note(reply.response.headers);
        if (reply.response.status != 401 || reply.response.elsewhere || round == 3) {
            co_return reply;
        }
        auto answering = m_authenticator.answer(pass, call.repository, call.scopes,
                                                reply.response.headers.values("WWW-Authenticate"), call.url, stop);
        const std::optional<Authenticator::Pass> next = co_await answering;
        if (!next) {
            co_return reply;
        }
        pass = *next;
        // Reading the short refusal to its end keeps the connection.
        if (reply.response.body->promisedLength() >= 0 && reply.response.body->promisedLength() <= shortAnswer) {
            auto draining = reply.response.body->readAll(shortAnswer, stop);
            co_await draining;
        }
    }
}

Task<Answer> RegistryClient::readAnswer(Reply reply, qint64 limit, std::stop_token stop)
{
    Answer answer;
    answer.status = reply.response.status;
    answer.headers = reply.response.headers;
    answer.url = reply.response.url;
    answer.elsewhere = reply.response.elsewhere;
    answer.hadAccount = reply.hadAccount;
    if (reply.response.body->promisedLength() > limit && answer.isOk() && !reply.headOnly) {
        throw http::requestError(ErrorKind::TooLarge, answer.url,
                                 QStringLiteral("the answer has %1 bytes, %2 are allowed")
                                     .arg(reply.response.body->promisedLength())
                                     .arg(limit));
    }
    if (!answer.isOk()) {
        // What a refusal says need not be read to its end (D110).
        QByteArray text;
        while (text.size() < shortAnswer) {
            auto reading = reply.response.body->read(stop);
            const QByteArrayView piece = co_await reading;
            if (piece.isEmpty()) {
                break;
            }
            text.append(piece.data(), piece.size());
        }
        answer.body = text;
        co_return answer;
    }
    auto reading = reply.response.body->readAll(limit, stop);
    answer.body = co_await reading;
    co_return answer;
}

Task<Answer> RegistryClient::ask(Call call, std::stop_token stop)
{
    const auto attempt = [this, call, stop] { return askOnce(call, stop); };
    auto trying = http::retrying(m_limits.retry, gate(), m_pool.clock(), attempt, stop);
    Answer answer = co_await trying;
    co_return answer;
}

Task<Answer> RegistryClient::askOnce(Call call, std::stop_token stop)
{
    auto entering = gate().enter(http::HostGate::Lane::Metadata, stop);
    const Semaphore::Permit permit = co_await entering;
    auto performing = perform(call, stop);
    Reply reply = co_await performing;
    auto reading = readAnswer(std::move(reply), call.answerLimit, stop);
    Answer answer = co_await reading;
    if (answer.status >= 400) {
        const Error error = errorOf(answer, call);
        if (isTransient(error)) {
            throw error;
        }
    }
    co_return answer;
}

Task<Error> RegistryClient::reasonFor(Answer refused, Call call, std::stop_token stop)
{
    const Error plain = errorOf(refused, call);
    if (call.method != "HEAD") {
        co_return plain;
    }
    call.method = "GET";
    call.headers.set("Range", "bytes=0-0");
    auto asking = ask(call, stop);
    const Answer answer = co_await asking;
    co_return answer.status >= 400 ? errorOf(answer, call) : plain;
}

Error RegistryClient::errorOf(const Answer &answer, const Call &call) const
{
    Error error = answerError(answer, QString::fromLatin1(call.operation));
    if (error.requestId.isEmpty() && m_requests > 0 && !answer.elsewhere) {
        error.requestId = QString::fromLatin1(m_requestPrefix + '-' + QByteArray::number(m_requests));
    }
    if (answer.elsewhere && (answer.status == 400 || answer.status == 401 || answer.status == 403)) {
        // A signed address that ran out, or a clock that is wrong: the registry hands out a new one (F20, F24).
        error.kind = ErrorKind::ServerError;
        error.technical.prepend(QStringLiteral("the registry's storage refused: "));
        return error;
    }
    error.item = m_settings.registry;
    if (answer.status == 401 && error.kind == ErrorKind::Denied && m_authenticator.wantsPassword()) {
        error.kind = ErrorKind::LoginRefused;
    }
    return error;
}

// --- Checking

Task<QJsonObject> RegistryClient::harborInfo(std::stop_token stop)
{
    Call asking = call("look for Harbor", "GET", apiUrl(QStringLiteral("/api/v2.0/systeminfo")), {}, Access::Pull);
    auto finding = m_authenticator.account({}, stop);
    const std::optional<Account> account = co_await finding;
    http::Request request;
    request.url = asking.url;
    request.urgent = true;
    request.timeouts = m_limits.timeouts;
    request.headers.set("Accept", "application/json");
    // The API takes no tokens, and tells accounts more (H60, H62).
    if (account) {
        request.headers.set("Authorization", Authenticator::basicHeader(*account));
    }
    QJsonObject found;
    try {
        const http::Peer self = peer(account ? account->scope + QLatin1Char('|') + account->username : QString());
        auto sending = m_pool.send(request, self, stop);
        http::Response response = co_await sending;
        Reply reply{std::move(response), account.has_value(), false};
        auto reading = readAnswer(std::move(reply), shortAnswer, stop);
        const Answer answer = co_await reading;
        if (answer.status == 200) {
            found = QJsonDocument::fromJson(answer.body).object();
        }
    } catch (const Error &error) {
        qCDebug(lcRegistry) << "no Harbor API:" << technicalLine(error);
    }
    co_return found;
}

Task<Checkup> RegistryClient::check(std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    Checkup checkup;
    checkup.address = http::publicText(m_base);
    auto finding = m_authenticator.account({}, stop);
    const std::optional<Account> account = co_await finding;
    checkup.anonymous = !account.has_value();
    if (account) {
        auto proving = m_authenticator.proveAccount({}, stop);
        checkup.loginProven = co_await proving;
        Call asking = call("check the login", "GET", apiUrl(QStringLiteral("/v2/")), {}, Access::Pull);
        auto pinging = ask(asking, stop);
        const Answer answer = co_await pinging;
        if (answer.status == 401) {
            Error error = errorOf(answer, asking);
            error.kind = ErrorKind::LoginRefused;
            throw error;
        }
        checkup.loginProven = checkup.loginProven || (answer.isOk() && m_authenticator.wantsPassword());
    }
    auto looking = harborInfo(stop);
    const QJsonObject harbor = co_await looking;
    checkup.isHarbor = harbor.contains(QLatin1String("auth_mode"));
    checkup.harborVersion = harbor.value(QLatin1String("harbor_version")).toString().left(100);
    checkup.readOnly = harbor.value(QLatin1String("read_only")).toBool();
    co_return checkup;
}

} // namespace stowage::registry
