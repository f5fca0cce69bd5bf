// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QString>

namespace stowage::http {

/// Whom to trust and who to be when speaking TLS to one registry. Never applied to another host.
struct Trust
{
    bool skipVerification = false;
    QString caFile;            ///< PEM, trusted besides the system's (C20, C22).
    QString clientCertificate; ///< PEM, with clientKey (C25).
    QString clientKey;
    friend bool operator==(const Trust &, const Trust &) = default;
    friend size_t qHash(const Trust &t, size_t seed = 0)
    {
        return qHashMulti(seed, t.skipVerification, t.caFile, t.clientCertificate, t.clientKey);
    }
};

/// Reads the files of `trust`. TLS 1.2 or newer (S62), HTTP/1.1. NotReadable or InvalidInput names the file (C20).
Result<QSslConfiguration> tlsConfiguration(const Trust &trust);

/// The error a failed handshake is (C23): `found` are the faults of the certificate, `text` the library's own words.
/// The technical text shows subject, issuer, validity and fingerprint of the offending certificate (C22).
Error tlsError(const QList<QSslError> &found, const QString &text, const QUrl &url);

} // namespace stowage::http
