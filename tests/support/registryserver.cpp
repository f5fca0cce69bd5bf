// SPDX-License-Identifier: Apache-2.0
#include "support/registryserver.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace stowage::test {

namespace {

constexpr int StartMilliseconds = 20'000;
constexpr int PortAttempts = 5;

QByteArray quoted(const QString &text)
{
    return '\'' + text.toUtf8().replace("'", "''") + '\'';
}

} // namespace

RegistryServer::RegistryServer()
    : RegistryServer(Options())
{
}

RegistryServer::RegistryServer(Options options)
    : m_options(std::move(options))
{
    m_storage = m_options.storage.isEmpty() ? file(QStringLiteral("storage")) : m_options.storage;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file(QStringLiteral("server.log")), QIODevice::Append);
}

RegistryServer::~RegistryServer()
{
    stop();
}

bool RegistryServer::start()
{
    if (isRunning()) {
        return true;
    }
    const bool again = m_port != 0;
    if (!again && !prepare()) {
        return false;
    }
    for (int attempt = 0; attempt < PortAttempts; ++attempt) {
        if (!again) {
            m_port = freePort();
        }
        if (!write(QStringLiteral("config.yml"), configuration())) {
            return false;
        }
        if (launch()) {
            return true;
        }
        // Only a port that somebody else took in the meantime is worth another attempt.
        if (!log().contains(QLatin1String("address already in use"))) {
            return false;
        }
    }
    return false;
}

void RegistryServer::stop()
{
    m_process.stop();
}

void RegistryServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString RegistryServer::host() const
{
    return QStringLiteral("127.0.0.1:") + QString::number(m_port);
}

QUrl RegistryServer::url() const
{
    return QUrl(QLatin1String(m_options.tls ? "https://" : "http://") + host());
}

QString RegistryServer::caFile() const
{
    return m_options.tls ? file(QStringLiteral("ca.pem")) : QString();
}

QString RegistryServer::clientCertificateFile() const
{
    return m_options.tls ? file(QStringLiteral("client.pem")) : QString();
}

QString RegistryServer::clientKeyFile() const
{
    return m_options.tls ? file(QStringLiteral("client.key")) : QString();
}

QString RegistryServer::log() const
{
    QFile log(file(QStringLiteral("server.log")));
    return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
}

bool RegistryServer::write(const QString &name, const QByteArray &bytes)
{
    QFile target(file(name));
    if (target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size()) {
        return true;
    }
    m_errorText = QStringLiteral("cannot write %1: %2").arg(target.fileName(), target.errorString());
    return false;
}

bool RegistryServer::prepare()
{
    m_program = findProgram("STOWAGE_DOCKER_REGISTRY", QStringLiteral("docker-registry"));
    if (m_program.isEmpty()) {
        m_errorText =
            QStringLiteral("These tests need the registry server: install Debian's package docker-registry, or "
                           "set STOWAGE_DOCKER_REGISTRY to its program. (./dev test does it.)");
        return false;
    }
    if (!m_folder.isValid() || !QDir().mkpath(m_storage)) {
        m_errorText = QStringLiteral("cannot make a temporary folder: ") + m_folder.errorString();
        return false;
    }
    Certificate server;
    if (m_options.tls) {
        const Certificate authority = makeCertificate(
            {.commonName = QStringLiteral("stowage test authority"), .alternativeNames = {}, .isAuthority = true});
        server = makeCertificate(m_options.certificate, &authority);
        const Certificate client = makeCertificate({.commonName = QStringLiteral("stowage test client")}, &authority);
        if (!write(QStringLiteral("ca.pem"), authority.certificate) ||
            !write(QStringLiteral("server.pem"), server.certificate + authority.certificate) ||
            !write(QStringLiteral("server.key"), server.key) ||
            !write(QStringLiteral("client.pem"), client.certificate) ||
            !write(QStringLiteral("client.key"), client.key)) {
            return false;
        }
    }
    switch (m_options.auth) {
    case Auth::None: break;
    case Auth::Htpasswd: return writePasswords();
    case Auth::Token: {
        TokenServer::Options tokens;
        tokens.users = m_options.users;
        tokens.anonymousPull = m_options.anonymousPull;
        tokens.allowPost = m_options.tokenPost;
        tokens.expiresInSeconds = m_options.tokenSeconds;
        tokens.tls = server;
        m_tokens = std::make_unique<TokenServer>(tokens);
        return write(QStringLiteral("tokens.pem"), m_tokens->signer().certificate);
    }
    }
    return true;
}

bool RegistryServer::writePasswords()
{
    const QString program = findProgram("STOWAGE_HTPASSWD", QStringLiteral("htpasswd"));
    if (program.isEmpty()) {
        m_errorText = QStringLiteral("These tests need htpasswd: install Debian's package apache2-utils.");
        return false;
    }
    QByteArray lines;
    for (auto user = m_options.users.cbegin(); user != m_options.users.cend(); ++user) {
        ChildProcess htpasswd;
        // The password goes through a pipe: arguments are for everybody to read.
        htpasswd.setStandardInputFile(QString());
        htpasswd.start(program, {QStringLiteral("-niBC"), QStringLiteral("4"), user.key()});
        htpasswd.write(user.value().toUtf8());
        htpasswd.closeWriteChannel();
        if (!htpasswd.waitForFinished() || htpasswd.exitCode() != 0) {
            m_errorText = QStringLiteral("htpasswd failed: ") + QString::fromUtf8(htpasswd.readAllStandardError());
            return false;
        }
        lines += htpasswd.readAllStandardOutput().trimmed() + '\n';
    }
    return write(QStringLiteral("htpasswd"), lines);
}

QByteArray RegistryServer::configuration() const
{
    QByteArray text = "version: 0.1\n"
                      "log:\n  level: info\n  formatter: text\n  accesslog:\n    disabled: false\n"
                      "storage:\n  filesystem:\n    rootdirectory: " +
                      quoted(m_storage) +
                      "\n  delete:\n    enabled: true\n"
                      "  maintenance:\n    uploadpurging:\n      enabled: false\n    readonly:\n      enabled: " +
                      (m_options.readOnly ? "true" : "false") +
                      "\nvalidation:\n  manifests:\n    urls:\n      allow: ['^https?://']\n"
                      "http:\n  addr: " +
                      quoted(host()) + "\n  secret: stowage-test\n";
    if (m_options.tls) {
        text += "  tls:\n    certificate: " + quoted(file(QStringLiteral("server.pem"))) +
                "\n    key: " + quoted(file(QStringLiteral("server.key"))) + '\n';
        if (m_options.clientCertificate) {
            text += "    clientcas:\n      - " + quoted(caFile()) + '\n';
        }
    }
    if (m_options.auth == Auth::Htpasswd) {
        text +=
            "auth:\n  htpasswd:\n    realm: stowage-test\n    path: " + quoted(file(QStringLiteral("htpasswd"))) + '\n';
    } else if (m_options.auth == Auth::Token) {
        text += "auth:\n  token:\n    realm: " + quoted(m_tokens->realm()) +
                "\n    service: " + quoted(m_tokens->options().service) +
                "\n    issuer: " + quoted(m_tokens->options().issuer) +
                "\n    rootcertbundle: " + quoted(file(QStringLiteral("tokens.pem"))) + '\n';
    }
    return text;
}

bool RegistryServer::launch()
{
    m_process.start(m_program, {QStringLiteral("serve"), file(QStringLiteral("config.yml"))});
    if (!m_process.waitForStarted()) {
        m_errorText = QStringLiteral("cannot start %1: %2").arg(m_program, m_process.errorString());
        return false;
    }
    const bool settled = QTest::qWaitFor(
        [this] { return m_process.state() == QProcess::NotRunning || isListening(m_port); }, StartMilliseconds);
    if (settled && isRunning() && !log().contains(QLatin1String("address already in use"))) {
        m_errorText.clear();
        return true;
    }
    m_process.stop();
    m_errorText = QStringLiteral("docker-registry did not come up: ") + log().right(2000);
    return false;
}

} // namespace stowage::test
