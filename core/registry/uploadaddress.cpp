// SPDX-License-Identifier: Apache-2.0
#include "registry/uploadaddress.h"

#include "http/sessionpool.h"

namespace stowage::registry {

Result<QUrl> judgeUploadAddress(const QUrl &answered, const QByteArray &location)
{
    if (location.trimmed().isEmpty()) {
        return std::unexpected(http::requestError(ErrorKind::ProtocolViolation, answered,
                                                  QStringLiteral("the registry sent no upload address")));
    }
    Result<QUrl> session = http::resolveLocation(answered, location);
    if (!session) {
        return session;
    }
    const bool sameHost = session->host().toLower() == answered.host().toLower();
    if (sameHost && answered.scheme() == QLatin1String("https") && session->scheme() == QLatin1String("http")) {
        session->setScheme(QStringLiteral("https"));
        if (session->port() == 80 || session->port() == -1) {
            session->setPort(answered.port());
        }
    }
    if (!http::sameOrigin(*session, answered)) {
        return std::unexpected(http::requestError(ErrorKind::ProtocolViolation, answered,
                                                  QStringLiteral("the registry wants the upload at another host: ") +
                                                      http::Origin::of(*session).hostAndPort()));
    }
    return session;
}

QUrl withDigest(const QUrl &session, const Digest &digest)
{
    QByteArray url = session.toEncoded();
    url += session.hasQuery() ? (url.endsWith('?') || url.endsWith('&') ? "" : "&") : "?";
    url += "digest=" + QUrl::toPercentEncoding(digest.toString());
    return QUrl::fromEncoded(url);
}

} // namespace stowage::registry
