// SPDX-License-Identifier: Apache-2.0
#include "async/cancelled.h"
#include "base/logging.h"
#include "oci/hasher.h"
#include "registry/client.h"
#include "registry/uploadaddress.h"

#include <QFile>

namespace stowage::registry {

namespace {

// How long a cancelled upload may take to say so to the registry.
constexpr std::chrono::seconds dropPatience(5);

/// The registry has forgotten the session: a new one is needed (F22).
bool sessionIsLost(const Error &error)
{
    return error.registryCodes.contains(QLatin1String("BLOB_UPLOAD_UNKNOWN")) ||
           error.registryCodes.contains(QLatin1String("BLOB_UPLOAD_INVALID"));
}

/// What one sends may have arrived although no good answer came (F05).
bool mayHaveArrived(const Error &error)
{
    return error.kind == ErrorKind::ServerError || error.kind == ErrorKind::ConnectionLost ||
           error.kind == ErrorKind::Timeout;
}

bool namesMissingContent(const Error &error)
{
    const auto says = [&error](const char *code) { return error.registryCodes.contains(QLatin1String(code)); };
    return says("MANIFEST_BLOB_UNKNOWN") || says("BLOB_UNKNOWN") || says("MANIFEST_UNKNOWN") ||
           says("MANIFEST_INVALID");
}

Digest digestOf(const LocalRange &bytes, const Digest &like, const std::stop_token &stop)
{
    QFile file(bytes.path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(bytes.offset)) {
        return {};
    }
    Hasher hasher(like);
    QByteArray buffer(1024 * 1024, Qt::Uninitialized);
    for (qint64 left = bytes.length; left > 0 && !stop.stop_requested();) {
        const qint64 got = file.read(buffer.data(), std::min<qint64>(left, buffer.size()));
        if (got <= 0) {
            return {};
        }
        hasher.add(QByteArrayView(buffer.constData(), got));
        left -= got;
    }
    return hasher.finish();
}

} // namespace

// --- Blobs

Task<qint64> RegistryClient::uploadBlob(QString repository, Descriptor blob, LocalRange bytes, BlobProgress progress,
                                        std::stop_token stop)
{
    progress(BlobPhase::Checking, 0);
    if (m_distrusted.contains(repository)) {
        auto connecting = connect(stop);
        co_await connecting;
    } else {
        auto looking = headBlob(repository, blob.digest, Access::Push, stop); // D60
        const std::optional<qint64> there = co_await looking;
        if (there && (*there < 0 || *there == blob.size)) {
            progress(BlobPhase::Finishing, blob.size);
            co_return 0;
        }
    }

    bool sentTwice = false;
    for (int number = 1;; ++number) {
        std::optional<Error> failed;
        try {
            auto uploading = uploadOnce(repository, blob, bytes, progress, stop);
            co_await uploading;
        } catch (const Error &error) {
            failed = error;
        }
        if (!failed) {
            break;
        }
        failed->digest = blob.digest.toString();
        if (mayHaveArrived(*failed)) {
            auto again = headBlob(repository, blob.digest, Access::Push, stop);
            const std::optional<qint64> arrived = co_await again;
            if (arrived) {
                break;
            }
        }
        if (failed->registryCodes.contains(QLatin1String("DIGEST_INVALID"))) { // D74: damaged here, or on the way?
            auto hashing = m_disk.run([bytes, blob, stop] { return digestOf(bytes, blob.digest, stop); });
            const Digest found = co_await hashing;
            throwIfStopped(stop);
            if (found != blob.digest || sentTwice) {
                failed->kind = ErrorKind::DigestMismatch;
                failed->side = found != blob.digest ? Side::Local : Side::None;
                failed->item = found != blob.digest ? bytes.path : failed->item;
                throw *failed;
            }
            sentTwice = true;
            continue;
        }
        Error judged = *failed;
        if (sessionIsLost(judged)) {
            judged.kind = ErrorKind::ConnectionLost;
        }
        const auto rest = m_limits.retry.restBefore(number + 1, judged, http::throwDice());
        if (!rest) {
            throw *failed;
        }
        progress(BlobPhase::Checking, 0); // An upload starts from its beginning again.
        if (judged.retryAfterSeconds >= 0 || judged.kind == ErrorKind::RateLimited) {
            gate().pauseFor(*rest);
            auto waiting = gate().ready(stop);
            co_await waiting;
        } else {
            auto sleeping = m_pool.clock().sleep(*rest, stop);
            co_await sleeping;
        }
    }
    progress(BlobPhase::Finishing, blob.size);
    auto confirming = confirmBlob(repository, blob, stop);
    co_await confirming;
    co_return blob.size;
}

Task<void> RegistryClient::uploadOnce(QString repository, Descriptor blob, LocalRange bytes, BlobProgress progress,
                                      std::stop_token stop)
{
    // One POST for a session, one PUT with all bytes: what every registry understands (D61).
    std::optional<QUrl> session;
    const QString opened = repository + QLatin1Char('@') + blob.digest.toString();
    if (m_openUploads.contains(opened)) {
        session = m_openUploads.take(opened); // A mount that was not done left it for us (D80).
    } else {
        auto starting = startUpload(repository, blob.digest, stop);
        session = co_await starting;
    }
    if (!session) {
        co_return;
    }
    std::exception_ptr failed;
    try {
        auto sending = sendBlob(repository, blob, bytes, *session, progress, stop);
        co_await sending;
    } catch (...) {
        failed = std::current_exception();
    }
    if (failed) {
        auto dropping = dropUpload(repository, *session); // D76
        co_await dropping;
        std::rethrow_exception(failed);
    }
}

Task<std::optional<QUrl>> RegistryClient::startUpload(QString repository, Digest digest, std::stop_token stop)
{
    QUrl url = repositoryUrl(repository, QStringLiteral("blobs/uploads/"));
    if (digest.algorithm() != QLatin1String("sha256")) {
        url.setQuery(QLatin1String("digest-algorithm=") + digest.algorithm()); // D79
    }
    Call posting = call("start an upload", "POST", url, repository, Access::Push);
    auto asking = ask(posting, stop);
    const Answer answer = co_await asking;
    if (answer.status == 201) {
        co_return std::optional<QUrl>(); // D62: there at once
    }
    if (answer.status != 202 && answer.status != 200 && answer.status != 204) {
        Error error = errorOf(answer, posting);
        if (http::isRedirect(answer.status)) {
            error.technical = QStringLiteral("the registry redirects uploads elsewhere"); // F21
        }
        throw error;
    }
    const Result<QUrl> session = judgeUploadAddress(answer.url, answer.headers.value("Location"));
    if (!session) {
        throw session.error();
    }
    co_return std::optional<QUrl>(*session);
}

Task<void> RegistryClient::sendBlob(QString repository, Descriptor blob, LocalRange bytes, QUrl session,
                                    BlobProgress progress, std::stop_token stop)
{
    auto entering = gate().enter(http::HostGate::Lane::Blob, stop);
    const Semaphore::Permit permit = co_await entering;
    Call putting = call("upload a blob", "PUT", withDigest(session, blob.digest), repository, Access::Push);
    putting.headers.set("Content-Type", "application/octet-stream");
    if (bytes.length > 0) {
        putting.file = http::FileRange{bytes.path, bytes.offset, bytes.length};
    }
    putting.urgent = false;
    putting.timeouts.answer = m_limits.uploadAnswer;
    putting.sent = [progress, whole = bytes.length](qint64 sent) {
        progress(BlobPhase::Moving, sent);
        if (sent == whole) {
            progress(BlobPhase::Finishing, sent);
        }
    };
    progress(BlobPhase::Moving, 0);
    for (int hops = 0;; ++hops) {
        auto performing = perform(putting, stop);
        Reply reply = co_await performing;
        auto reading = readAnswer(std::move(reply), putting.answerLimit, stop);
        const Answer answer = co_await reading;
        if (answer.isOk()) {
            co_return; // 201; 200 and 204 of some, 202 that means later (D73): confirmed by looking.
        }
        if ((answer.status == 307 || answer.status == 308) && hops < 3) { // F21: the same again, at the same host
            const Result<QUrl> next = judgeUploadAddress(answer.url, answer.headers.value("Location"));
            if (!next) {
                throw next.error();
            }
            putting.url = *next;
            continue;
        }
        throw errorOf(answer, putting);
    }
}

Task<void> RegistryClient::confirmBlob(QString repository, Descriptor blob, std::stop_token stop)
{
    std::chrono::milliseconds rest = m_limits.firstLook;
    for (int look = 1;; ++look) {
        auto looking = headBlob(repository, blob.digest, Access::Push, stop);
        const std::optional<qint64> there = co_await looking;
        if (there && (*there < 0 || *there == blob.size)) {
            co_return;
        }
        if (look == m_limits.looks) {
            Error error = http::requestError(
                there ? ErrorKind::SizeMismatch : ErrorKind::ServerError,
                repositoryUrl(repository, QStringLiteral("blobs/") + blob.digest.toString()),
                there ? QStringLiteral("the registry took the blob but has %1 bytes of %2").arg(*there).arg(blob.size)
                      : QStringLiteral("the registry took the blob but does not have it"));
            error.operation = QStringLiteral("confirm a blob");
            error.digest = blob.digest.toString();
            throw error;
        }
        auto sleeping = m_pool.clock().sleep(rest, stop);
        co_await sleeping;
        rest *= 2;
    }
}

Task<void> RegistryClient::dropUpload(QString repository, QUrl session)
{
    // The caller may have been cancelled: this goes on a little longer, and whether it works does not matter.
    std::stop_source patience;
    const auto alarm = m_pool.clock().alarm(dropPatience, [patience]() mutable { patience.request_stop(); });
    Call dropping = call("cancel an upload", "DELETE", session, repository, Access::Push);
    try {
        auto performing = perform(dropping, patience.get_token());
        Reply reply = co_await performing;
        qCDebug(lcRegistry) << "upload dropped, status" << reply.response.status;
    } catch (const Error &error) {
        qCDebug(lcRegistry) << "upload not dropped:" << technicalLine(error);
    } catch (const Cancelled &) {
        qCDebug(lcRegistry) << "upload not dropped: no answer";
    }
}

Task<bool> RegistryClient::mountBlob(QString repository, Descriptor blob, QString from, std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    QUrl url = repositoryUrl(repository, QStringLiteral("blobs/uploads/"));
    const QByteArray query =
        "mount=" + QUrl::toPercentEncoding(blob.digest.toString()) + "&from=" + QUrl::toPercentEncoding(from, "/");
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    Call mounting = call("mount a blob", "POST", url, repository, Access::Push);
    mounting.scopes += scopesFor(from, Access::Pull); // Behind the push scope: some read only the first (A26).
    try {
        auto entering = gate().enter(http::HostGate::Lane::Metadata, stop);
        const Semaphore::Permit permit = co_await entering;
        auto performing = perform(mounting, stop);
        Reply reply = co_await performing;
        auto reading = readAnswer(std::move(reply), mounting.answerLimit, stop);
        const Answer answer = co_await reading;
        if (answer.status == 201) {
            co_return true;
        }
        if (answer.status == 202) {
            const Result<QUrl> session = judgeUploadAddress(answer.url, answer.headers.value("Location"));
            if (session) {
                m_openUploads.insert(repository + QLatin1Char('@') + blob.digest.toString(), *session);
            }
        }
        qCDebug(lcRegistry) << "not mounted, status" << answer.status;
    } catch (const Error &error) {
        qCDebug(lcRegistry) << "not mounted:" << technicalLine(error); // D81: a push never fails because of a mount
    }
    co_return false;
}

// --- Manifests

Task<void> RegistryClient::putManifest(QString repository, QString reference, Descriptor manifest, QByteArray bytes,
                                       std::stop_token stop)
{
    if (Digest::ofBytes(bytes, manifest.digest) != manifest.digest) { // A registry would take any bytes under a tag.
        Error error = http::requestError(ErrorKind::DigestMismatch,
                                         repositoryUrl(repository, QLatin1String("manifests/") + reference),
                                         QStringLiteral("these are not the bytes of the manifest"));
        error.digest = manifest.digest.toString();
        throw error;
    }
    auto connecting = connect(stop);
    co_await connecting;
    Call putting = call("put a manifest", "PUT", repositoryUrl(repository, QLatin1String("manifests/") + reference),
                        repository, Access::Push);
    putting.headers.set("Content-Type", manifest.mediaType.toLatin1()); // D91
    putting.body = bytes;
    const auto explained = [&](Error error) {
        error.digest = manifest.digest.toString();
        if (error.kind == ErrorKind::TooLarge) {
            error.technical += QStringLiteral(" (the manifest has %1 bytes; registries take 4 MiB)").arg(bytes.size());
        }
        return error;
    };
    std::optional<Error> failed;
    try {
        auto asking = ask(putting, stop);
        const Answer answer = co_await asking;
        if (!answer.isOk()) {
            throw errorOf(answer, putting);
        }
        const Result<Digest> told =
            Digest::parse(QString::fromLatin1(answer.headers.value("Docker-Content-Digest")).trimmed());
        if (told && told->algorithm() == manifest.digest.algorithm() && *told != manifest.digest) { // D92
            Error error = errorOf(answer, putting);
            error.kind = ErrorKind::DigestMismatch;
            error.technical = QStringLiteral("the registry stored ") + told->toString();
            throw error;
        }
    } catch (const Error &error) {
        failed = explained(error);
    }
    if (failed) {
        if (namesMissingContent(*failed)) {
            m_distrusted.insert(repository); // D93: what it says about blobs there no longer counts.
        }
        throw *failed;
    }
    // It counts when it stands there (F23).
    std::chrono::milliseconds rest = m_limits.firstLook;
    for (int look = 1;; ++look) {
        std::optional<Descriptor> standing;
        std::optional<Error> missing;
        try {
            auto resolving = resolve(repository, reference, Access::Push, stop);
            standing = co_await resolving;
        } catch (const Error &error) {
            missing = error;
        }
        if (missing && missing->kind == ErrorKind::PolicyBlocked) {
            co_return; // H42: stored; only fetching it is blocked.
        }
        if (standing && standing->digest == manifest.digest) {
            co_return;
        }
        const bool mayCome =
            standing || missing->kind == ErrorKind::NotFound || missing->kind == ErrorKind::RepositoryMissing;
        if (!mayCome || look == m_limits.looks) {
            if (missing) {
                throw explained(*missing);
            }
            Error error = http::requestError(ErrorKind::DigestMismatch, putting.url,
                                             QStringLiteral("there stands ") + standing->digest.toString());
            error.operation = QString::fromLatin1(putting.operation);
            throw explained(error);
        }
        auto sleeping = m_pool.clock().sleep(rest, stop);
        co_await sleeping;
        rest *= 2;
    }
}

} // namespace stowage::registry
