// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

namespace stowage::test {

/// What a certificate says; the defaults make a valid one for this machine's loopback.
struct CertificateRequest
{
    enum class Key { EllipticCurve, Rsa };
    QString commonName = QStringLiteral("stowage test");
    /// OpenSSL's subjectAltName syntax.
    QString alternativeNames = QStringLiteral("IP:127.0.0.1,DNS:localhost");
    QDateTime notBefore = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime notAfter = QDateTime::currentDateTimeUtc().addDays(2);
    bool isAuthority = false;
    Key key = Key::EllipticCurve;
};

/// PEM text of a certificate and its private key.
struct Certificate
{
    QByteArray certificate;
    QByteArray key;
};

/// Makes a key and a certificate signed by `issuer`, or by itself when there is none. Aborts the test program when
/// OpenSSL cannot.
Certificate makeCertificate(const CertificateRequest &request, const Certificate *issuer = nullptr);

/// The signature of `data` with the private key `pemKey` (RSA PKCS#1 v1.5, SHA-256: the RS256 of JSON web tokens).
QByteArray signRs256(const QByteArray &pemKey, const QByteArray &data);

/// The DER bytes inside a PEM certificate.
QByteArray derOfCertificate(const QByteArray &pemCertificate);

} // namespace stowage::test
