// SPDX-License-Identifier: Apache-2.0
#include "support/certificates.h"

#include <QtGlobal>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <memory>

namespace stowage::test {

namespace {

template <auto Free>
struct Freer
{
    template <typename T>
    void operator()(T *value) const
    {
        Free(value);
    }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Freer<&EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Freer<&X509_free>>;
using BioPointer = std::unique_ptr<BIO, Freer<&BIO_free_all>>;
using DigestPointer = std::unique_ptr<EVP_MD_CTX, Freer<&EVP_MD_CTX_free>>;

/// OpenSSL reports success as 1 or a pointer; anything else ends the test program.
void must(bool done, const char *what)
{
    if (!done) {
        qFatal("OpenSSL: %s failed", what);
    }
}

BioPointer reading(const QByteArray &pem)
{
    return BioPointer(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

QByteArray contents(BIO *bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return QByteArray(bytes, size);
}

KeyPointer readKey(const QByteArray &pem)
{
    KeyPointer key(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, nullptr, nullptr));
    must(key != nullptr, "PEM_read_bio_PrivateKey");
    return key;
}

CertificatePointer readCertificate(const QByteArray &pem)
{
    CertificatePointer certificate(PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr));
    must(certificate != nullptr, "PEM_read_bio_X509");
    return certificate;
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    must(extension != nullptr, "X509V3_EXT_conf_nid");
    must(X509_add_ext(certificate, extension, -1) == 1, "X509_add_ext");
    X509_EXTENSION_free(extension);
}

} // namespace

Certificate makeCertificate(const CertificateRequest &request, const Certificate *issuer)
{
    const KeyPointer key(request.key == CertificateRequest::Key::Rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
    must(key != nullptr, "making a key");
    const CertificatePointer certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    quint64 serial = 0;
    must(RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) == 1, "RAND_bytes");
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), request.notBefore.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), request.notAfter.toSecsSinceEpoch());
    X509_set_pubkey(certificate.get(), key.get());
    const QByteArray name = request.commonName.toUtf8();
    must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0) == 1,
         "X509_NAME_add_entry_by_txt");

    CertificatePointer issuerCertificate;
    KeyPointer issuerKey;
    if (issuer) {
        issuerCertificate = readCertificate(issuer->certificate);
        issuerKey = readKey(issuer->key);
    }
    X509 *const signer = issuer ? issuerCertificate.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    addExtension(certificate.get(), signer, NID_basic_constraints,
                 request.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(certificate.get(), signer, NID_subject_key_identifier, "hash");
    if (request.isAuthority) {
        addExtension(certificate.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign,digitalSignature");
    } else {
        addExtension(certificate.get(), signer, NID_key_usage, "critical,digitalSignature");
        addExtension(certificate.get(), signer, NID_ext_key_usage, "serverAuth,clientAuth");
    }
    if (!request.alternativeNames.isEmpty()) {
        addExtension(certificate.get(), signer, NID_subject_alt_name, request.alternativeNames.toUtf8());
    }
    must(X509_sign(certificate.get(), issuer ? issuerKey.get() : key.get(), EVP_sha256()) > 0, "X509_sign");

    const BioPointer certificateText(BIO_new(BIO_s_mem()));
    const BioPointer keyText(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1, "PEM_write_bio_X509");
    must(PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
         "PEM_write_bio_PKCS8PrivateKey");
    return {contents(certificateText.get()), contents(keyText.get())};
}

QByteArray signRs256(const QByteArray &pemKey, const QByteArray &data)
{
    const KeyPointer key = readKey(pemKey);
    const DigestPointer context(EVP_MD_CTX_new());
    must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1, "EVP_DigestSignInit");
    const auto *bytes = reinterpret_cast<const unsigned char *>(data.constData());
    size_t size = 0;
    must(EVP_DigestSign(context.get(), nullptr, &size, bytes, static_cast<size_t>(data.size())) == 1, "EVP_DigestSign");
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes,
                        static_cast<size_t>(data.size())) == 1,
         "EVP_DigestSign");
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

QByteArray derOfCertificate(const QByteArray &pemCertificate)
{
    const CertificatePointer certificate = readCertificate(pemCertificate);
    unsigned char *bytes = nullptr;
    const int size = i2d_X509(certificate.get(), &bytes);
    must(size > 0, "i2d_X509");
    QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

} // namespace stowage::test
