// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/imagegenerator.h"

#include <QNetworkAccessManager>
#include <QUrl>

namespace stowage::test {

/// Fills and reads a registry with bare requests of its own, so that what the program does is checked by something else
/// than the program. Waits by running the event loop; one thread.
class RegistryFiller
{
public:
    /// `user` and `password` are sent as Basic when given.
    explicit RegistryFiller(const QUrl &registry, const QString &user = {}, const QString &password = {});

    /// Pushes every image of `images` under its repository and tag. False: see errorText().
    bool fill(const GeneratedImages &images);
    bool pushBlob(const QString &repository, const QByteArray &bytes);
    bool pushManifest(const QString &repository, const QString &reference, const QString &mediaType,
                      const QByteArray &bytes);
    /// The digest a tag stands for, computed from the bytes; empty when there is none.
    QString digestOf(const QString &repository, const QString &tag);
    /// Bytes of a manifest (by tag or digest) or a blob; empty when there is none.
    QByteArray manifest(const QString &repository, const QString &reference);
    QByteArray blob(const QString &repository, const Digest &digest);
    const QString &errorText() const { return m_errorText; }

private:
    struct Reply
    {
        int status = 0;
        QByteArray body;
        QUrl location;
    };
    Reply send(const QByteArray &method, const QUrl &url, const QByteArray &body = {}, const QByteArray &type = {});
    QUrl address(const QString &path) const;
    bool expect(const Reply &reply, int status, const QString &what);

    QUrl m_registry;
    QByteArray m_authorization;
    QNetworkAccessManager m_network;
    QString m_errorText;
};

} // namespace stowage::test
