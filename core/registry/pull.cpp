// SPDX-License-Identifier: Apache-2.0
#include "async/cancelled.h"
#include "base/logging.h"
#include "registry/client.h"
#include "registry/contentrange.h"

namespace stowage::registry {

namespace {

/// All six, in one header: without the OCI types some registries say 404, without any they answer schema 1 (D20, D21).
const QByteArray &acceptManifests()
{
    static const QByteArray types =
        (QStringList{mediatype::ociIndex, mediatype::ociManifest, mediatype::dockerList, mediatype::dockerManifest}
             .join(QLatin1String(", ")) +
         QLatin1String(", */*"))
            .toLatin1();
    return types;
}

bool isOldType(const QString &type)
{
    return type.startsWith(QLatin1String("application/vnd.docker.distribution.manifest.v1+"));
}

QString digestPath(const char *kind, const Digest &digest)
{
    return QLatin1String(kind) + QLatin1Char('/') + digest.toString();
}

/// A blob on its way from a registry: holds one of the host's slots until it is read or dropped.
class RegistryBlob : public BlobBody
{
public:
    RegistryBlob(Semaphore::Permit permit, http::Response response, qint64 skip, qint64 expected)
        : m_permit(std::move(permit))
        , m_response(std::move(response))
        , m_skip(skip)
        , m_left(expected)
    {
    }

    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        while (true) {
            auto reading = m_response.body->read(stop);
            QByteArrayView piece = co_await reading;
            if (piece.isEmpty()) {
                break;
            }
            const qint64 skipped = std::min<qint64>(m_skip, piece.size());
            m_skip -= skipped;
            piece = piece.sliced(skipped);
            if (piece.isEmpty()) {
                continue;
            }
            if (m_left >= 0 && piece.size() > m_left) {
                m_response.body.reset();
                throw http::requestError(ErrorKind::SizeMismatch, m_response.url,
                                         QStringLiteral("more bytes came than the blob has")); // D42
            }
            m_left -= m_left >= 0 ? piece.size() : 0;
            co_return piece;
        }
        m_permit.release();
        if (m_left > 0 || m_skip > 0) {
            throw http::requestError(ErrorKind::ConnectionLost, m_response.url,
                                     QStringLiteral("the blob ended %1 bytes early").arg(m_left + m_skip));
        }
        co_return QByteArrayView();
    }

private:
    Semaphore::Permit m_permit;
    http::Response m_response;
    qint64 m_skip;
    qint64 m_left;
};

/// Nothing left to fetch.
class EmptyBlob : public BlobBody
{
public:
    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        throwIfStopped(stop);
        co_return QByteArrayView();
    }
};

} // namespace

// --- Manifests

Task<Descriptor> RegistryClient::resolve(QString repository, QString reference, Access access, std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    Call asking =
        call("resolve", "HEAD", repositoryUrl(repository, QLatin1String("manifests/") + reference), repository, access);
    asking.headers.set("Accept", acceptManifests());
    auto looking = ask(asking, stop);
    const Answer answer = co_await looking;
    const bool mayLie = answer.status == 400 || answer.status == 405 || answer.status == 501; // D29
    if (answer.status >= 400 && !mayLie && !(answer.status == 404 && access == Access::Pull)) {
        if (answer.status == 404) {
            throw errorOf(answer, asking);
        }
        auto reasoning = reasonFor(answer, asking, stop);
        const Error reason = co_await reasoning;
        throw reason;
    }
    if (answer.isOk()) {
        const Result<Digest> asked = Digest::parse(reference);
        const Result<Digest> told =
            Digest::parse(QString::fromLatin1(answer.headers.value("Docker-Content-Digest")).trimmed());
        Descriptor found;
        found.mediaType = answer.headers.contentType();
        if (isOldType(found.mediaType)) {
            Error error = errorOf(answer, asking);
            error.kind = ErrorKind::OldManifest;
            throw error;
        }
        if (asked) {
            found.digest = *asked;
        } else if (told) {
            found.digest = *told;
        }
        bool hasLength = false;
        found.size = answer.headers.value("Content-Length").toLongLong(&hasLength);
        const bool typeTells = found.isIndex() || found.isManifest(); // D24: else the body does
        if (!found.digest.isNull() && hasLength && found.size > 0 && typeTells) {
            co_return found;
        }
    }
    // The server does not tell all by HEAD, or says that there is nothing, which some only say to HEAD (D28, F16).
    asking.method = "GET";
    auto getting = resolveByGet(asking, stop);
    Descriptor found = co_await getting;
    co_return found;
}

Task<Descriptor> RegistryClient::resolveByGet(Call asking, std::stop_token stop)
{
    asking.answerLimit = Manifest::maximumSize;
    auto getting = ask(asking, stop);
    const Answer answer = co_await getting;
    if (!answer.isOk()) {
        throw errorOf(answer, asking);
    }
    const QString reference = asking.url.path().section(QLatin1Char('/'), -1);
    const Result<Digest> asked = Digest::parse(reference);
    const QString header = QString::fromLatin1(answer.headers.value("Docker-Content-Digest")).trimmed();
    const Result<Digest> told = Digest::parse(header);
    const Digest like = asked ? *asked : told ? *told : Digest();
    const Digest found = Digest::ofBytes(answer.body, like);
    if ((asked && *asked != found) || (told && *told != found)) {
        Error error = errorOf(answer, asking);
        error.kind = ErrorKind::DigestMismatch;
        error.digest = like.toString();
        error.technical = QStringLiteral("the bytes have the digest ") + found.toString();
        throw error;
    }
    const QString type = answer.headers.contentType();
    const bool typeTells = mediatype::isIndex(type) || mediatype::isManifest(type) || isOldType(type);
    const Result<Manifest> manifest = Manifest::parse(answer.body, typeTells ? type : QString());
    if (!manifest) {
        Error error = manifest.error();
        error.operation = QString::fromLatin1(asking.operation);
        error.url = http::publicText(answer.url);
        throw error;
    }
    Descriptor descriptor;
    descriptor.mediaType = manifest->mediaType;
    descriptor.digest = found;
    descriptor.size = answer.body.size();
    co_return descriptor;
}

Task<QByteArray> RegistryClient::manifest(QString repository, Descriptor descriptor, std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    Call asking = call("fetch a manifest", "GET", repositoryUrl(repository, digestPath("manifests", descriptor.digest)),
                       repository, Access::Pull);
    asking.headers.set("Accept", acceptManifests());
    asking.answerLimit = Manifest::maximumSize;
    Error mismatch;
    for (int attempt = 0; attempt < 2; ++attempt) { // D27: damage on the way may happen once
        auto getting = ask(asking, stop);
        const Answer answer = co_await getting;
        if (!answer.isOk()) {
            Error error = errorOf(answer, asking);
            error.digest = descriptor.digest.toString();
            throw error;
        }
        const Digest found = Digest::ofBytes(answer.body, descriptor.digest);
        if (found == descriptor.digest) {
            co_return answer.body;
        }
        mismatch = errorOf(answer, asking);
        mismatch.kind = ErrorKind::DigestMismatch;
        mismatch.digest = descriptor.digest.toString();
        mismatch.technical = QStringLiteral("the bytes have the digest ") + found.toString();
    }
    throw mismatch;
}

// --- Blobs

Task<std::optional<qint64>> RegistryClient::headBlob(QString repository, Digest digest, Access access,
                                                     std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    Call asking =
        call("look for a blob", "HEAD", repositoryUrl(repository, digestPath("blobs", digest)), repository, access);
    auto looking = ask(asking, stop);
    const Answer answer = co_await looking;
    if (answer.isOk()) {
        bool hasLength = false;
        const qint64 size = answer.headers.value("Content-Length").toLongLong(&hasLength);
        co_return std::optional<qint64>(hasLength ? size : -1);
    }
    if (answer.status == 404 || answer.status == 405 || answer.status == 501) {
        co_return std::optional<qint64>();
    }
    auto reasoning = reasonFor(answer, asking, stop);
    Error reason = co_await reasoning;
    reason.digest = digest.toString();
    throw reason;
}

Task<std::unique_ptr<BlobBody>> RegistryClient::openBlob(QString repository, Descriptor blob, qint64 offset,
                                                         std::stop_token stop)
{
    if (blob.size >= 0 && offset == blob.size && offset > 0) {
        co_return std::unique_ptr<BlobBody>(std::make_unique<EmptyBlob>());
    }
    auto connecting = connect(stop);
    co_await connecting;
    const auto attempt = [this, repository, blob, offset, stop] {
        return openBlobOnce(repository, blob, offset, offset > 0, stop);
    };
    std::optional<Error> missing;
    try {
        auto opening = http::retrying(m_limits.retry, gate(), m_pool.clock(), attempt, stop);
        std::unique_ptr<BlobBody> body = co_await opening;
        co_return body;
    } catch (const Error &error) {
        if (error.kind != ErrorKind::NotFound || !blob.isForeign() || blob.urls.isEmpty()) {
            throw;
        }
        missing = error;
    }
    auto opening = openForeign(blob, offset, stop); // D49
    std::unique_ptr<BlobBody> body = co_await opening;
    co_return body;
}

Task<std::unique_ptr<BlobBody>> RegistryClient::openBlobOnce(QString repository, Descriptor blob, qint64 offset,
                                                             bool ranged, std::stop_token stop)
{
    auto entering = gate().enter(http::HostGate::Lane::Blob, stop);
    Semaphore::Permit permit = co_await entering;
    Call asking = call("fetch a blob", "GET", repositoryUrl(repository, digestPath("blobs", blob.digest)), repository,
                       Access::Pull);
    asking.urgent = false;
    if (ranged) {
        asking.headers.set("Range", "bytes=" + QByteArray::number(offset) + '-');
    }
    auto performing = perform(asking, stop);
    Reply reply = co_await performing;
    http::Response &response = reply.response;
    const qint64 promised = response.body->promisedLength();
    const qint64 left = blob.size >= 0 ? blob.size - offset : -1;
    const auto sizeError = [&](qint64 expected) {
        Error error = http::requestError(ErrorKind::SizeMismatch, response.url,
                                         QStringLiteral("%1 bytes promised, %2 expected").arg(promised).arg(expected));
        error.operation = QString::fromLatin1(asking.operation);
        error.digest = blob.digest.toString();
        return error;
    };
    bool unusable = response.status == 416;
    if (response.status == 206) {
        const auto range = parseContentRange(response.headers.value("Content-Range"));
        if (range && ranged && continuesAt(*range, offset, blob.size)) { // D44
            if (promised >= 0 && left >= 0 && promised != left) {
                throw sizeError(left);
            }
            co_return std::unique_ptr<BlobBody>(
                std::make_unique<RegistryBlob>(std::move(permit), std::move(response), 0, left));
        }
        unusable = true; // D47
    }
    if (response.status == 200) {
        // The whole blob: what is there already is skipped (D45). A wrong length shows before a gigabyte moved (D41).
        if (promised >= 0 && blob.size >= 0 && promised != blob.size) {
            throw sizeError(blob.size);
        }
        co_return std::unique_ptr<BlobBody>(
            std::make_unique<RegistryBlob>(std::move(permit), std::move(response), offset, left));
    }
    if (unusable && ranged) {
        response.body.reset();
        permit.release();
        auto again = openBlobOnce(repository, blob, offset, false, stop);
        std::unique_ptr<BlobBody> body = co_await again;
        co_return body;
    }
    if (response.status < 400) {
        throw http::requestError(ErrorKind::ProtocolViolation, response.url,
                                 QStringLiteral("unexpected status %1").arg(response.status));
    }
    auto reading = readAnswer(std::move(reply), asking.answerLimit, stop);
    const Answer answer = co_await reading;
    Error error = errorOf(answer, asking);
    error.digest = blob.digest.toString();
    throw error;
}

Task<std::unique_ptr<BlobBody>> RegistryClient::openForeign(Descriptor blob, qint64 offset, std::stop_token stop)
{
    const bool localRegistry = http::isLoopback(m_base.host());
    // Strangers' addresses from inside a manifest: no accounts, and nothing that only this machine could reach (S10,
    // S11).
    const auto mayGo = [localRegistry](const QUrl &url) -> Result<void> {
        if (http::Origin::of(url).isNull() || (http::isLocalOnly(url.host()) && !localRegistry)) {
            return std::unexpected(http::requestError(ErrorKind::ProtocolViolation, url,
                                                      QStringLiteral("refused an address of a foreign layer")));
        }
        return {};
    };
    std::optional<Error> last;
    for (const QString &text : blob.urls) {
        const QUrl url = QUrl::fromEncoded(text.toUtf8(), QUrl::StrictMode);
        const Result<void> allowed = mayGo(url);
        if (!allowed) {
            last = allowed.error();
            continue;
        }
        try {
            auto entering = m_pool.gate(url).enter(http::HostGate::Lane::Blob, stop);
            Semaphore::Permit permit = co_await entering;
            http::Request request;
            request.url = url;
            request.timeouts = m_limits.timeouts;
            http::Peer stranger;
            stranger.proxy = m_settings.proxy;
            auto following = m_pool.follow(request, stranger, stop, mayGo);
            http::Response response = co_await following;
            if (response.status == 200) {
                co_return std::unique_ptr<BlobBody>(std::make_unique<RegistryBlob>(
                    std::move(permit), std::move(response), offset, blob.size >= 0 ? blob.size - offset : -1));
            }
            last = http::requestError(ErrorKind::NotFound, url,
                                      QStringLiteral("the foreign layer's host answered %1").arg(response.status));
        } catch (const Error &error) {
            last = error;
        }
    }
    Error error = *last;
    error.operation = QStringLiteral("fetch a foreign layer");
    error.digest = blob.digest.toString();
    throw error;
}

} // namespace stowage::registry
