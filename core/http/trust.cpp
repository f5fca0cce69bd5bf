// SPDX-License-Identifier: Apache-2.0
#include "http/trust.h"

#include "http/message.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>
#include <array>

namespace stowage::http {

namespace {

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::NotReadable, path, file.errorString());
    }
    constexpr qint64 enough = 4 * 1024 * 1024;
    return file.read(enough);
}

Result<QSslKey> keyOf(const QString &path)
{
    const Result<QByteArray> pem = contentOf(path);
    if (!pem) {
        return std::unexpected(pem.error());
    }
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull()) {
            return key;
        }
    }
    return fail(ErrorKind::InvalidInput, path, QStringLiteral("holds no private key in PEM form without a passphrase"));
}

Result<QList<QSslCertificate>> certificatesOf(const QString &path)
{
    const Result<QByteArray> pem = contentOf(path);
    if (!pem) {
        return std::unexpected(pem.error());
    }
    QList<QSslCertificate> found = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (found.isEmpty()) {
        return fail(ErrorKind::InvalidInput, path, QStringLiteral("holds no certificate in PEM form"));
    }
    return found;
}

QString describe(const QSslCertificate &certificate)
{
    QByteArray print = certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    return QStringLiteral("subject \"%1\", issuer \"%2\", valid %3 to %4, SHA-256 fingerprint %5")
        .arg(certificate.subjectDisplayName(), certificate.issuerDisplayName(),
             certificate.effectiveDate().toUTC().toString(Qt::ISODate),
             certificate.expiryDate().toUTC().toString(Qt::ISODate), QString::fromLatin1(print));
}

ErrorKind kindOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::HostNameMismatch: return ErrorKind::TlsHostMismatch;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid: return ErrorKind::TlsExpired;
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateRejected:
    case QSslError::InvalidCaCertificate: return ErrorKind::TlsUntrusted;
    default: return ErrorKind::TlsFailed;
    }
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const Trust &trust)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    if (!trust.caFile.isEmpty()) {
        const auto extra = certificatesOf(trust.caFile);
        if (!extra) {
            return std::unexpected(extra.error());
        }
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + *extra);
    }
    if (trust.clientCertificate.isEmpty() != trust.clientKey.isEmpty()) {
        return fail(
            ErrorKind::InvalidInput, trust.clientCertificate + trust.clientKey,
            QStringLiteral("a client certificate needs its key, and a key its certificate; CA files end in .crt"));
    }
    if (!trust.clientCertificate.isEmpty()) {
        const auto chain = certificatesOf(trust.clientCertificate);
        if (!chain) {
            return std::unexpected(chain.error());
        }
        const auto key = keyOf(trust.clientKey);
        if (!key) {
            return std::unexpected(key.error());
        }
        configuration.setLocalCertificateChain(*chain);
        configuration.setPrivateKey(*key);
    }
    return configuration;
}

Error tlsError(const QList<QSslError> &found, const QString &text, const QUrl &url)
{
    if (!found.isEmpty()) {
        // Several faults at once: who issued it matters before for whom, and that before until when.
        constexpr std::array worstFirst{ErrorKind::TlsUntrusted, ErrorKind::TlsHostMismatch, ErrorKind::TlsExpired,
                                        ErrorKind::TlsFailed};
        for (const ErrorKind kind : worstFirst) {
            const auto hit = std::find_if(found.begin(), found.end(),
                                          [kind](const QSslError &e) { return kindOf(e.error()) == kind; });
            if (hit == found.end()) {
                continue;
            }
            QStringList words;
            for (const QSslError &error : found) {
                words.append(error.errorString());
            }
            words.removeDuplicates();
            QSslCertificate certificate = hit->certificate();
            QString technical = words.join(QLatin1String("; "));
            if (!certificate.isNull()) {
                technical += QLatin1String(": ") + describe(certificate);
            }
            return requestError(kind, url, technical);
        }
    }
    const QString lower = text.toLower();
    // What OpenSSL says when the first bytes are "HTTP/1.1 400 Bad Request".
    if (lower.contains(QLatin1String("wrong version number")) ||
        lower.contains(QLatin1String("packet length too long")) || lower.contains(QLatin1String("http request")) ||
        lower.contains(QLatin1String("record layer failure"))) {
        return requestError(ErrorKind::PlainHttpServer, url, text);
    }
    if (lower.contains(QLatin1String("certificate required")) || lower.contains(QLatin1String("bad certificate")) ||
        lower.contains(QLatin1String("handshake failure"))) {
        return requestError(ErrorKind::TlsFailed, url,
                            QStringLiteral("the server wants a client certificate, or refuses this one: ") + text);
    }
    return requestError(ErrorKind::TlsFailed, url, text);
}

} // namespace stowage::http
