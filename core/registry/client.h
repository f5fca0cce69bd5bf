// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/diskpool.h"
#include "copy/blobsource.h"
#include "http/sessionpool.h"
#include "oci/manifest.h"
#include "registry/answer.h"
#include "registry/auth.h"

#include <QJsonObject>

namespace stowage::registry {

/// Numbers of the protocol that tests want smaller. A value.
struct Limits
{
    http::RetryPolicy retry;
    http::Timeouts timeouts;
    /// A server may hash a large blob for minutes before it answers the last byte (F08).
    std::chrono::milliseconds uploadAnswer = std::chrono::minutes(15);
    int mostPages = 1000; ///< Of a listing (D102).
    qint64 pageSize = 16 * 1024 * 1024;
    /// How often and how long to look for what the server said it stored (D75, F23).
    int looks = 6;
    std::chrono::milliseconds firstLook = std::chrono::seconds(1);
};

/// What was found out about a registry.
struct Checkup
{
    bool loginProven = false; ///< The account was accepted for certain (H04).
    bool anonymous = false;   ///< No account is known for it.
    bool isHarbor = false;
    QString harborVersion; ///< Told only to accounts.
    bool readOnly = false; ///< Harbor says so (H21).
    QString address;       ///< Scheme and host that answered.
};

/// A list that may have been cut short by limits (D102).
struct NameList
{
    QStringList names; ///< Sorted, each once.
    bool complete = true;
};

/// Speaks the Distribution protocol with one registry: registries.md sections 1 to 5 are its specification.
///
/// Lives in the engine thread; any number of calls may be under way. Calls throw Error (never with a secret in it, side
/// unset) or Cancelled. What it is given outlives it; join all calls before destroying it.
class RegistryClient
{
public:
    enum class Access { Pull, Push };

    RegistryClient(RegistrySettings settings, http::SessionPool &pool, CredentialProvider *credentials, DiskPool &disk,
                   Limits limits = {});
    ~RegistryClient();

    /// Finds the registry (`/v2/`), its scheme and its way to log in, once (D10-D13).
    Task<void> connect(std::stop_token stop);
    /// Checks the address and the account (H04, H62).
    Task<Checkup> check(std::stop_token stop);

    // --- pull.cpp
    /// HEAD of a tag or digest, GET where HEAD does not tell all (D28, D29). Throws NotFound.
    Task<Descriptor> resolve(QString repository, QString reference, Access access, std::stop_token stop);
    /// The bytes of a manifest, proven against `descriptor.digest` (D27) and agreeing with its type (D22-D26).
    Task<QByteArray> manifest(QString repository, Descriptor descriptor, std::stop_token stop);
    /// The bytes of a blob from `offset` on (D40-D47). The body holds one of the host's blob slots.
    Task<std::unique_ptr<BlobBody>> openBlob(QString repository, Descriptor blob, qint64 offset, std::stop_token stop);
    /// Whether the blob is there; its size, or -1 when the server does not tell. Nothing: it is not there.
    Task<std::optional<qint64>> headBlob(QString repository, Digest digest, Access access, std::stop_token stop);

    // --- push.cpp
    /// Uploads `bytes` unless the blob is there. Returns the bytes that moved.
    Task<qint64> uploadBlob(QString repository, Descriptor blob, LocalRange bytes, BlobProgress progress,
                            std::stop_token stop);
    /// Takes a blob over from another repository. False: put it (D80-D83).
    Task<bool> mountBlob(QString repository, Descriptor blob, QString from, std::stop_token stop);
    /// Puts a manifest under a tag or its digest (D91-D94), and waits until it stands there.
    Task<void> putManifest(QString repository, QString reference, Descriptor manifest, QByteArray bytes,
                           std::stop_token stop);

    // --- listing.cpp
    /// Tags of a repository (D100-D104). Throws NotFound or RepositoryMissing.
    Task<NameList> tags(QString repository, std::stop_token stop);
    /// Repositories. Throws Unsupported when the registry does not list them to this account (D105).
    Task<NameList> catalog(std::stop_token stop);

    /// Texts of Warning headers seen so far, each once (D112).
    const QStringList &warnings() const { return m_warnings; }
    std::optional<RateLimit> rateLimit() const { return m_rateLimit; }
    const RegistrySettings &settings() const { return m_settings; }
    /// Scheme and host in use, once connected.
    QUrl base() const { return m_base; }

private:
    /// One request of the protocol, before it is known who sends it.
    struct Call
    {
        QByteArray method = QByteArrayLiteral("GET");
        QUrl url{};
        http::Headers headers{};
        QByteArray body{};
        std::optional<http::FileRange> file{};
        std::function<void(qint64)> sent{};
        QString repository{};
        QStringList scopes{};
        http::Timeouts timeouts{};
        qint64 answerLimit = 1024 * 1024;
        bool follow = true; ///< GET and HEAD: go where redirects lead.
        bool urgent = true; ///< Overtakes blobs in the queue.
        const char *operation = "";
    };
    struct Reply
    {
        http::Response response;
        bool hadAccount = false;
        bool headOnly = false;
    };

    QUrl apiUrl(const QString &path) const;
    QUrl repositoryUrl(const QString &repository, const QString &rest) const;
    static QStringList scopesFor(const QString &repository, Access access);
    Call call(const char *operation, const QByteArray &method, const QUrl &url, const QString &repository,
              Access access) const;
    http::Peer peer(const QString &accountKey) const;
    http::HostGate &gate() { return m_pool.gate(m_base); }

    Task<void> find(std::stop_token stop);
    Task<void> ping(QUrl base, std::stop_token stop);
    Task<Answer> pingOnce(http::Request request, http::Peer self, std::stop_token stop);
    Task<http::Response> transmit(http::Request request, http::Peer self, bool follows, std::stop_token stop);
    /// One request with authentication, once (A10, A11); any status.
    Task<Reply> perform(Call call, std::stop_token stop);
    /// The same, read to its end within a metadata slot, repeated while that may help; statuses that never help are
    /// answers.
    Task<Answer> ask(Call call, std::stop_token stop);
    Task<Answer> askOnce(Call call, std::stop_token stop);
    Task<Answer> readAnswer(Reply reply, qint64 limit, std::stop_token stop);
    /// What a GET says where a HEAD was refused without a word (D29).
    Task<Error> reasonFor(Answer refused, Call call, std::stop_token stop);
    Error errorOf(const Answer &answer, const Call &call) const;
    void note(const http::Headers &headers);

    Task<std::unique_ptr<BlobBody>> openBlobOnce(QString repository, Descriptor blob, qint64 offset, bool ranged,
                                                 std::stop_token stop);
    Task<std::unique_ptr<BlobBody>> openForeign(Descriptor blob, qint64 offset, std::stop_token stop);
    Task<Descriptor> resolveByGet(Call call, std::stop_token stop);
    /// Where to put the bytes of an upload; nothing when the registry took the blob over at once (D62).
    Task<std::optional<QUrl>> startUpload(QString repository, Digest digest, std::stop_token stop);
    Task<void> sendBlob(QString repository, Descriptor blob, LocalRange bytes, QUrl session, BlobProgress progress,
                        std::stop_token stop);
    Task<void> uploadOnce(QString repository, Descriptor blob, LocalRange bytes, BlobProgress progress,
                          std::stop_token stop);
    Task<void> confirmBlob(QString repository, Descriptor blob, std::stop_token stop);
    Task<void> dropUpload(QString repository, QUrl session);
    Result<QUrl> uploadAddress(const Answer &answer) const;
    Task<NameList> listPages(QUrl first, QString repository, QStringList scopes, QString member, const char *operation,
                             std::stop_token stop);
    Task<QJsonObject> harborInfo(std::stop_token stop);

    const RegistrySettings m_settings;
    http::SessionPool &m_pool;
    DiskPool &m_disk;
    const Limits m_limits;
    Authenticator m_authenticator;
    QUrl m_base;
    bool m_connected = false;
    Semaphore m_connecting{1};
    const QByteArray m_requestPrefix;
    int m_requests = 0;
    QStringList m_warnings;
    std::optional<RateLimit> m_rateLimit;
    QSet<QString> m_distrusted;         ///< Repositories that claimed blobs they do not have (D93).
    QHash<QString, QUrl> m_openUploads; ///< Sessions that a refused mount opened (D80).
};

} // namespace stowage::registry
