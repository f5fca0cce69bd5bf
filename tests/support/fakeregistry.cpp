// SPDX-License-Identifier: Apache-2.0
#include "support/fakeregistry.h"

#include "oci/mediatype.h"

#include <algorithm>

namespace stowage::test {

namespace {

QByteArray entry(const Descriptor &descriptor)
{
    return "{\"mediaType\":\"" + descriptor.mediaType.toUtf8() + "\",\"digest\":\"" +
           descriptor.digest.toString().toUtf8() + "\",\"size\":" + QByteArray::number(descriptor.size) + '}';
}

/// The session's query must come back unchanged: `%2B` and `%3D` tell whether somebody decoded it.
QByteArray stateOf(const QByteArray &session)
{
    return "_state=" + session + "%2Bx%3D%3D&x=a%2Fb";
}

} // namespace

FakeAnswer registryError(int status, const QByteArray &code, const QByteArray &message)
{
    return FakeAnswer{.status = status,
                      .body = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}"}
        .with("Content-Type", "application/json");
}

FakeAnswer json(const QByteArray &body)
{
    return FakeAnswer{.body = body}.with("Content-Type", "application/json");
}

FakeAnswer redirect(int status, const QByteArray &location)
{
    return FakeAnswer{.status = status}.with("Location", location);
}

Descriptor FakeRegistry::addBlob(const QByteArray &repository, const QByteArray &bytes, const QString &type)
{
    Descriptor descriptor;
    descriptor.mediaType = type;
    descriptor.digest = Digest::ofBytes(bytes);
    descriptor.size = bytes.size();
    const QMutexLocker lock(&m_mutex);
    m_blobs.insert(repository + '@' + descriptor.digest.toString().toLatin1(), bytes);
    m_repositories.insert(repository);
    return descriptor;
}

Descriptor FakeRegistry::addManifest(const QByteArray &repository, const QByteArray &tag, const QByteArray &bytes,
                                     const QString &type)
{
    Descriptor descriptor;
    descriptor.mediaType = type;
    descriptor.digest = Digest::ofBytes(bytes);
    descriptor.size = bytes.size();
    const QByteArray digest = descriptor.digest.toString().toLatin1();
    const QMutexLocker lock(&m_mutex);
    m_manifests.insert(repository + '@' + digest, {bytes, type.toLatin1()});
    if (!tag.isEmpty()) {
        m_tags.insert(repository + ':' + tag, digest);
    }
    m_repositories.insert(repository);
    return descriptor;
}

Descriptor FakeRegistry::addImage(const QByteArray &repository, const QByteArray &tag, const QList<QByteArray> &layers)
{
    const QByteArray configBytes = R"({"os":"linux","architecture":"amd64","rootfs":{"type":"layers"}})";
    const Descriptor config = addBlob(repository, configBytes, mediatype::ociConfig);
    QByteArray entries;
    for (const QByteArray &layer : layers) {
        const Descriptor added =
            addBlob(repository, layer, QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip"));
        entries += (entries.isEmpty() ? "" : ",") + entry(added);
    }
    const QByteArray manifest = R"({"schemaVersion":2,"mediaType":")" + mediatype::ociManifest.toLatin1() +
                                R"(","config":)" + entry(config) + R"(,"layers":[)" + entries + "]}";
    return addManifest(repository, tag, manifest, mediatype::ociManifest);
}

QByteArray FakeRegistry::blob(const QByteArray &repository, const Digest &digest) const
{
    const QMutexLocker lock(&m_mutex);
    return m_blobs.value(repository + '@' + digest.toString().toLatin1());
}

bool FakeRegistry::hasBlob(const QByteArray &repository, const Digest &digest) const
{
    const QMutexLocker lock(&m_mutex);
    return m_blobs.contains(repository + '@' + digest.toString().toLatin1());
}

QByteArray FakeRegistry::manifest(const QByteArray &repository, const QByteArray &reference) const
{
    const QMutexLocker lock(&m_mutex);
    const QByteArray digest = reference.contains(':') ? reference : m_tags.value(repository + ':' + reference);
    return m_manifests.value(repository + '@' + digest).bytes;
}

bool FakeRegistry::hasManifest(const QByteArray &repository, const QByteArray &reference) const
{
    return !manifest(repository, reference).isEmpty();
}

int FakeRegistry::openUploads() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(m_uploads.size());
}

void FakeRegistry::demand(const QSet<QByteArray> &accepted, const QByteArray &challenge)
{
    const QMutexLocker lock(&m_mutex);
    m_accepted = accepted;
    m_challenge = challenge;
}

void FakeRegistry::judge(std::function<std::optional<FakeAnswer>(const SeenRequest &)> judge)
{
    const QMutexLocker lock(&m_mutex);
    m_judge = std::move(judge);
}

void FakeRegistry::demandPassword(const QByteArray &user, const QByteArray &password)
{
    demand({"Basic " + (user + ':' + password).toBase64()}, "Basic realm=\"fake\"");
}

FakeAnswer FakeRegistry::fallback(const SeenRequest &request)
{
    const QByteArray path = request.path();
    if (!path.startsWith("/v2/")) {
        return {.status = 404};
    }
    if (!m_accepted.isEmpty() && !m_accepted.contains(request.header("Authorization"))) {
        return registryError(401, "UNAUTHORIZED", "authentication required").with("WWW-Authenticate", m_challenge);
    }
    const std::optional<FakeAnswer> judged = m_judge ? m_judge(request) : std::nullopt;
    if (judged) {
        return *judged;
    }
    if (path == "/v2/") {
        return json("{}");
    }
    if (path == "/v2/_catalog") {
        QByteArrayList names(m_repositories.begin(), m_repositories.end());
        std::sort(names.begin(), names.end());
        return json("{\"repositories\":[" + (names.isEmpty() ? QByteArray() : '"' + names.join("\",\"") + '"') + "]}");
    }
    const QByteArray rest = path.mid(4);
    // The last of these words counts: a repository may be called `acme/blobs`.
    QByteArray what;
    qsizetype at = 0;
    for (const char *kind : {"/blobs/uploads/", "/blobs/", "/manifests/", "/tags/list"}) {
        const qsizetype found = rest.lastIndexOf(kind);
        if (found > at) {
            at = found;
            what = kind;
        }
    }
    const QByteArray repository = rest.left(at);
    const QByteArray item = rest.mid(at + what.size());
    if (what == "/blobs/uploads/") {
        return uploads(request, repository, item);
    }
    if (what == "/blobs/") {
        return blobs(request, repository, item);
    }
    if (what == "/manifests/") {
        return manifests(request, repository, item);
    }
    return what.isEmpty() ? registryError(404, "UNSUPPORTED", "no such thing") : tags(repository);
}

FakeAnswer FakeRegistry::blobs(const SeenRequest &request, const QByteArray &repository, const QByteArray &digest) const
{
    const auto found = m_blobs.constFind(repository + '@' + digest);
    if (found == m_blobs.constEnd()) {
        return registryError(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }
    FakeAnswer answer{.body = *found};
    answer.with("Docker-Content-Digest", digest).with("Content-Type", "application/octet-stream");
    const QByteArray range = request.header("Range");
    if (range.startsWith("bytes=") && request.method == "GET") {
        const qint64 from = range.mid(6).split('-').constFirst().toLongLong();
        const QByteArray size = QByteArray::number(found->size());
        if (from >= found->size()) {
            return FakeAnswer{.status = 416}.with("Content-Range", "bytes */" + size);
        }
        answer.status = 206;
        answer.body = found->mid(from);
        answer.with("Content-Range",
                    "bytes " + QByteArray::number(from) + '-' + QByteArray::number(found->size() - 1) + '/' + size);
    }
    return answer;
}

FakeAnswer FakeRegistry::manifests(const SeenRequest &request, const QByteArray &repository,
                                   const QByteArray &reference)
{
    if (request.method == "PUT") {
        const QByteArray digest = Digest::ofBytes(request.body).toString().toLatin1();
        if (reference.contains(':') && reference != digest) {
            return registryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        m_manifests.insert(repository + '@' + digest, {request.body, request.header("Content-Type")});
        m_repositories.insert(repository);
        if (!reference.contains(':')) {
            m_tags.insert(repository + ':' + reference, digest);
        }
        return FakeAnswer{.status = 201}.with("Docker-Content-Digest", digest);
    }
    const QByteArray digest = reference.contains(':') ? reference : m_tags.value(repository + ':' + reference);
    const auto found = m_manifests.constFind(repository + '@' + digest);
    if (found == m_manifests.constEnd()) {
        return registryError(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }
    return FakeAnswer{.body = found->bytes}.with("Content-Type", found->type).with("Docker-Content-Digest", digest);
}

FakeAnswer FakeRegistry::uploads(const SeenRequest &request, const QByteArray &repository, const QByteArray &session)
{
    if (request.method == "POST") {
        const QByteArray mount = request.parameter("mount");
        const QByteArray from = request.parameter("from");
        if (!mount.isEmpty() && m_blobs.contains(from + '@' + mount)) {
            m_blobs.insert(repository + '@' + mount, m_blobs.value(from + '@' + mount));
            return FakeAnswer{.status = 201}.with("Docker-Content-Digest", mount);
        }
        const QByteArray name = "session-" + QByteArray::number(++m_uploadsMade);
        m_uploads.insert(name);
        return FakeAnswer{.status = 202}
            .with("Location", "/v2/" + repository + "/blobs/uploads/" + name + '?' + stateOf(name))
            .with("Range", "0-0");
    }
    if (!m_uploads.contains(session)) {
        return registryError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    if (request.method == "DELETE") {
        m_uploads.remove(session);
        return {.status = 204};
    }
    if (request.method != "PUT" || !request.query().startsWith(stateOf(session) + "&digest=")) {
        return registryError(400, "BLOB_UPLOAD_INVALID", "the state came back changed");
    }
    const QByteArray digest = request.parameter("digest");
    const Result<Digest> claimed = Digest::parse(QString::fromLatin1(digest));
    if (!claimed || Digest::ofBytes(request.body, *claimed) != *claimed) {
        return registryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    m_uploads.remove(session);
    m_blobs.insert(repository + '@' + digest, request.body);
    m_repositories.insert(repository);
    return FakeAnswer{.status = 201}.with("Docker-Content-Digest", digest);
}

FakeAnswer FakeRegistry::tags(const QByteArray &repository) const
{
    if (!m_repositories.contains(repository)) {
        return registryError(404, "NAME_UNKNOWN", "repository name not known to registry");
    }
    QByteArray names;
    for (auto tag = m_tags.constBegin(); tag != m_tags.constEnd(); ++tag) {
        if (tag.key().startsWith(repository + ':')) {
            names += (names.isEmpty() ? "\"" : ",\"") + tag.key().mid(repository.size() + 1) + '"';
        }
    }
    return json("{\"name\":\"" + repository + "\",\"tags\":[" + names + "]}");
}

} // namespace stowage::test
