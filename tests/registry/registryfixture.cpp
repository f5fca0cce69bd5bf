// SPDX-License-Identifier: Apache-2.0
#include "registryfixture.h"

#include <QFile>

namespace stowage::test {

QCoro::Task<std::optional<Account>> FixedCredentials::find(QString registry, QString repository, std::stop_token)
{
    ++asked;
    const QString name = repository.isEmpty() ? registry : registry + QLatin1Char('/') + repository;
    std::optional<Account> best;
    for (const Account &account : accounts) {
        const bool covers = name == account.scope || name.startsWith(account.scope + QLatin1Char('/'));
        if (covers && (!best || best->scope.size() < account.scope.size())) {
            best = account;
        }
    }
    co_return best;
}

Rig::Rig(const QString &host, bool plainHttp)
{
    settings.registry = host;
    settings.plainHttp = plainHttp;
    limits.firstLook = std::chrono::milliseconds(10);
}

void Rig::login(const QString &user, const QString &secret, const QString &scope)
{
    credentials.accounts.append({scope.isEmpty() ? settings.registry : scope, user, secret});
}

registry::RegistryClient &Rig::client()
{
    if (!m_client) {
        m_client = std::make_unique<registry::RegistryClient>(settings, pool, &credentials, disk, limits);
    }
    return *m_client;
}

RegistryEnd &Rig::end()
{
    if (!m_end) {
        End where;
        where.kind = End::Kind::Registry;
        where.location = settings.registry;
        m_end = std::make_unique<RegistryEnd>(where, settings, pool, &credentials, clock, disk, limits);
    }
    return *m_end;
}

LocalRange Rig::file(const QByteArray &bytes)
{
    const QString path = folder.filePath(QString::number(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write a test file");
    }
    return {path, 0, bytes.size()};
}

QCoro::Task<QByteArray> readBlob(registry::RegistryClient *client, QString repository, Descriptor blob, qint64 offset,
                                 std::stop_token stop)
{
    auto opening = client->openBlob(repository, blob, offset, stop);
    const std::unique_ptr<BlobBody> body = co_await opening;
    QByteArray whole;
    while (true) {
        auto reading = body->read(stop);
        const QByteArrayView piece = co_await reading;
        if (piece.isEmpty()) {
            break;
        }
        whole.append(piece.data(), piece.size());
    }
    co_return whole;
}

QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

Descriptor describe(const QByteArray &bytes, const QString &type)
{
    Descriptor descriptor;
    descriptor.mediaType = type;
    descriptor.digest = Digest::ofBytes(bytes);
    descriptor.size = bytes.size();
    return descriptor;
}

BlobProgress noProgress()
{
    return [](BlobPhase, qint64) {};
}

FakeTokens::FakeTokens(FakeHost &where, QHash<QByteArray, QByteArray> accounts)
    : host(where)
    , users(std::move(accounts))
{
    host.on({}, QStringLiteral("/token"), [this](const SeenRequest &request) { return serve(request); });
}

FakeAnswer FakeTokens::serve(const SeenRequest &request)
{
    bool known = false;
    bool tried = false;
    if (request.method == "POST") {
        if (postStatus != 200) {
            return {.status = postStatus};
        }
        for (const QByteArray &password : std::as_const(users)) {
            known = known || request.body.contains("refresh_token=" + password);
        }
        tried = true;
    } else if (request.has("Authorization")) {
        tried = true;
        for (auto user = users.constBegin(); user != users.constEnd(); ++user) {
            known = known || request.header("Authorization") == "Basic " + (user.key() + ':' + *user).toBase64();
        }
    }
    if (tried && !known && !(lenient && request.query().contains("scope="))) {
        return FakeAnswer{.status = 401, .body = R"({"details":"incorrect username or password"})"};
    }
    const QMutexLocker lock(&m_mutex);
    const QByteArray token = "token-" + QByteArray::number(++m_made);
    (known ? m_good : m_anonymous).insert(token);
    return json(R"({"token":")" + token + R"(","expires_in":)" + QByteArray::number(expiresIn) + '}');
}

bool FakeTokens::isGood(const QByteArray &token) const
{
    const QMutexLocker lock(&m_mutex);
    return m_good.contains(token);
}

bool FakeTokens::isAnonymous(const QByteArray &token) const
{
    const QMutexLocker lock(&m_mutex);
    return m_anonymous.contains(token);
}

void FakeTokens::revokeAll()
{
    const QMutexLocker lock(&m_mutex);
    m_good.clear();
    m_anonymous.clear();
}

void demandTokens(FakeRegistry &registry, const FakeTokens &tokens, bool anonymousMayPull)
{
    registry.judge([&tokens, anonymousMayPull](const SeenRequest &request) -> std::optional<FakeAnswer> {
        const QByteArray token = request.header("Authorization").mid(7);
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (tokens.isGood(token) || (anonymousMayPull && reads && tokens.isAnonymous(token))) {
            return {};
        }
        return registryError(401, "UNAUTHORIZED", "authentication required")
            .with("WWW-Authenticate", "Bearer realm=\"" + tokens.realm() + "\",service=\"fake\"");
    });
}

} // namespace stowage::test
