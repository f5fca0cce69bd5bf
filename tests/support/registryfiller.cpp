// SPDX-License-Identifier: Apache-2.0
#include "support/registryfiller.h"

#include <QNetworkReply>
#include <QSet>
#include <QSignalSpy>

#include <memory>

namespace stowage::test {

RegistryFiller::RegistryFiller(const QUrl &registry, const QString &user, const QString &password)
    : m_registry(registry)
{
    if (!user.isEmpty()) {
        m_authorization = "Basic " + (user + QLatin1Char(':') + password).toUtf8().toBase64();
    }
}

QUrl RegistryFiller::address(const QString &path) const
{
    QUrl url = m_registry;
    url.setPath(QStringLiteral("/v2/") + path);
    return url;
}

RegistryFiller::Reply RegistryFiller::send(const QByteArray &method, const QUrl &url, const QByteArray &body,
                                           const QByteArray &type)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Content-Type", type.isEmpty() ? QByteArray("application/octet-stream") : type);
    request.setRawHeader("Accept", "*/*, application/vnd.oci.image.index.v1+json, "
                                   "application/vnd.oci.image.manifest.v1+json, "
                                   "application/vnd.docker.distribution.manifest.list.v2+json, "
                                   "application/vnd.docker.distribution.manifest.v2+json");
    if (!m_authorization.isEmpty()) {
        request.setRawHeader("Authorization", m_authorization);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [r = reply.get()] { r->ignoreSslErrors(); });
    // A real event loop: qWaitFor() naps between its turns, and an upload takes a turn for every 16 KiB.
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(600000)) {
        return {};
    }
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            url.resolved(QUrl::fromEncoded(reply->rawHeader("Location")))};
}

bool RegistryFiller::expect(const Reply &reply, int status, const QString &what)
{
    if (reply.status != status) {
        m_errorText =
            QStringLiteral("%1: %2 %3").arg(what).arg(reply.status).arg(QString::fromUtf8(reply.body.left(200)));
    }
    return reply.status == status;
}

bool RegistryFiller::pushBlob(const QString &repository, const QByteArray &bytes)
{
    const QString digest = Digest::ofBytes(bytes).toString();
    const Reply session = send("POST", address(repository + QStringLiteral("/blobs/uploads/")));
    if (!expect(session, 202, QStringLiteral("start upload"))) {
        return false;
    }
    QByteArray location = session.location.toEncoded();
    location += (location.contains('?') ? "&digest=" : "?digest=") + digest.toUtf8();
    return expect(send("PUT", QUrl::fromEncoded(location), bytes), 201, QStringLiteral("put blob"));
}

bool RegistryFiller::pushManifest(const QString &repository, const QString &reference, const QString &mediaType,
                                  const QByteArray &bytes)
{
    return expect(
        send("PUT", address(repository + QStringLiteral("/manifests/") + reference), bytes, mediaType.toUtf8()), 201,
        QStringLiteral("put manifest ") + repository + QLatin1Char(':') + reference);
}

bool RegistryFiller::fill(const GeneratedImages &images)
{
    QSet<QString> pushed;
    for (const auto &[reference, root] : images.images) {
        const QString repository = reference.repository();
        const QList<Descriptor> blobs = images.blobsOf(root);
        for (const Descriptor &blob : blobs) {
            const QString key = repository + blob.digest.toString();
            if (!pushed.contains(key) && !pushBlob(repository, images.content.value(blob.digest))) {
                return false;
            }
            pushed.insert(key);
        }
        const QList<PlannedManifest> manifests = images.manifestsOf(root);
        for (const PlannedManifest &manifest : manifests) {
            if (!pushManifest(repository, manifest.descriptor.digest.toString(), manifest.descriptor.mediaType,
                              manifest.bytes)) {
                return false;
            }
        }
        if (!pushManifest(repository, reference.tag(), root.mediaType, images.content.value(root.digest))) {
            return false;
        }
    }
    return true;
}

QString RegistryFiller::digestOf(const QString &repository, const QString &tag)
{
    const QByteArray bytes = manifest(repository, tag);
    return bytes.isEmpty() ? QString() : Digest::ofBytes(bytes).toString();
}

QByteArray RegistryFiller::manifest(const QString &repository, const QString &reference)
{
    const Reply reply = send("GET", address(repository + QStringLiteral("/manifests/") + reference));
    return reply.status == 200 ? reply.body : QByteArray();
}

QByteArray RegistryFiller::blob(const QString &repository, const Digest &digest)
{
    const Reply reply = send("GET", address(repository + QStringLiteral("/blobs/") + digest.toString()));
    return reply.status == 200 ? reply.body : QByteArray();
}

} // namespace stowage::test
