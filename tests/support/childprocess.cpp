// SPDX-License-Identifier: Apache-2.0
#include "support/childprocess.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace stowage::test {

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

ChildProcess::ChildProcess()
{
    setProcessEnvironment(plainEnvironment());
    setStandardInputFile(QProcess::nullDevice());
    const pid_t parent = ::getpid();
    setChildProcessModifier([parent] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) { // it died before prctl took effect
            ::_exit(127);
        }
    });
}

ChildProcess::~ChildProcess()
{
    stop();
}

void ChildProcess::stop()
{
    if (state() == QProcess::NotRunning) {
        return;
    }
    terminate();
    if (!waitForFinished(5000)) {
        kill();
        waitForFinished(5000);
    }
}

QString findProgram(const char *variable, const QString &program)
{
    const QString named = qEnvironmentVariable(variable);
    if (!named.isEmpty()) {
        return QFileInfo(named).isExecutable() ? named : QString();
    }
    const QString found = QStandardPaths::findExecutable(program);
    // Debian keeps servers out of a plain user's PATH.
    return found.isEmpty()
               ? QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
               : found;
}

QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.endsWith(QLatin1String("_proxy"), Qt::CaseInsensitive) ||
            name.startsWith(QLatin1String("REGISTRY_")) || name.startsWith(QLatin1String("STOWAGE_")) ||
            name.startsWith(QLatin1String("LC_")) || name.startsWith(QLatin1String("DOCKER_")) ||
            name.startsWith(QLatin1String("OTEL_"))) {
            environment.remove(name);
        }
    }
    environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    return environment;
}

quint16 freePort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    quint16 port = 0;
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) == 0 &&
        ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0) {
        port = ntohs(address.sin_port);
    }
    ::close(fd);
    return port;
}

bool isListening(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    // Loopback answers at once: accepted by the backlog or refused.
    const bool accepted = ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return accepted;
}

} // namespace stowage::test
