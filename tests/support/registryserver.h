// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/childprocess.h"
#include "support/tokenserver.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace stowage::test {

/// A real CNCF Distribution registry (Debian's `docker-registry`) on 127.0.0.1, with its own empty storage.
///
///     RegistryServer server({.auth = RegistryServer::Auth::Htpasswd, .users = {{"alice", "secret"}}});
///     QVERIFY2(server.start(), qPrintable(server.errorText()));
///
/// The program is the one named by STOWAGE_DOCKER_REGISTRY, else the one on PATH; without it start() fails and says so.
class RegistryServer
{
public:
    enum class Auth { None, Htpasswd, Token };

    struct Options
    {
        bool tls = false; ///< https with a certificate signed by caFile().
        Auth auth = Auth::None;
        QHash<QString, QString> users{};  ///< For Htpasswd and Token: name → password.
        bool anonymousPull = false;       ///< Token only.
        bool tokenPost = true;            ///< Token only: the OAuth form is offered.
        int tokenSeconds = 300;           ///< Token only: life of a token.
        bool clientCertificate = false;   ///< TLS only: refuse who has no certificate of ours.
        CertificateRequest certificate{}; ///< TLS only: what the server's certificate says.
        QString storage{};                ///< A folder to keep the images in; empty: a temporary one.
        bool readOnly = false;            ///< Refuses pushes with 405.
    };

    RegistryServer();
    explicit RegistryServer(Options options);
    ~RegistryServer();
    RegistryServer(const RegistryServer &) = delete;
    RegistryServer &operator=(const RegistryServer &) = delete;

    /// Starts the server and waits until it accepts connections. False: see errorText(). After stop() it starts again
    /// on the same port with the same storage.
    bool start();
    /// Ends the server; what it stored stays until this object goes.
    void stop();
    /// Ends it as a power cut would.
    void kill();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    const QString &errorText() const { return m_errorText; }

    /// `127.0.0.1:port`.
    QString host() const;
    quint16 port() const { return m_port; }
    /// `http(s)://127.0.0.1:port`.
    QUrl url() const;
    /// PEM files; empty without TLS. The key pair is for `clientCertificate`.
    QString caFile() const;
    QString clientCertificateFile() const;
    QString clientKeyFile() const;
    /// Folder of the images (Distribution's own layout below `docker/registry/v2`).
    QString storage() const { return m_storage; }
    /// What the server wrote so far, with one access line per request.
    QString log() const;
    /// Auth::Token only.
    TokenServer *tokenServer() const { return m_tokens.get(); }

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    bool write(const QString &name, const QByteArray &bytes);
    bool prepare();
    bool writePasswords();
    QByteArray configuration() const;
    bool launch();

    Options m_options;
    QTemporaryDir m_folder;
    QString m_storage;
    QString m_program;
    QString m_errorText;
    quint16 m_port = 0;
    std::unique_ptr<TokenServer> m_tokens;
    ChildProcess m_process;
};

} // namespace stowage::test
