// SPDX-License-Identifier: Apache-2.0
#include "commandaccount.h"

#include "oci/reference.h"

#include <QFile>
#include <QSet>

#include <cstdio>

namespace stowage {

namespace {

QString firstPart(const QString &text)
{
    return text.section(QLatin1Char('/'), 0, 0);
}

} // namespace

QString accountRegistry(const Arguments &arguments)
{
    switch (arguments.command) {
    case Arguments::Command::Login:
    case Arguments::Command::Logout: return Reference::canonicalRegistry(firstPart(arguments.operands.value(0)));
    case Arguments::Command::Push: {
        QString name = arguments.toName;
        for (const QString &scheme : {QStringLiteral("oci://"), QStringLiteral("registry:")}) {
            name = name.startsWith(scheme) ? name.mid(scheme.size()) : name;
        }
        return Reference::canonicalRegistry(firstPart(name));
    }
    case Arguments::Command::Run: // files bring accounts of their own, for any registry but the one given here
        return arguments.to && arguments.to->kind == End::Kind::Registry ? arguments.to->location : QString();
    case Arguments::Command::Copy:
        if (arguments.to && arguments.to->kind == End::Kind::Registry) {
            return arguments.to->location;
        }
        return arguments.from && arguments.from->kind == End::Kind::Registry ? arguments.from->location : QString();
    case Arguments::Command::List:
    case Arguments::Command::Compare: {
        QSet<QString> hosts;
        for (const QString &operand : arguments.operands) {
            const Result<End> end = End::parse(operand);
            if (end && end->kind == End::Kind::Registry) {
                hosts.insert(end->location);
            }
        }
        return hosts.size() == 1 ? *hosts.constBegin() : QString();
    }
    case Arguments::Command::Pull: {
        QSet<QString> hosts;
        for (const QString &operand : arguments.operands) {
            if (const Result<Reference> reference = Reference::parse(operand)) {
                hosts.insert(reference->registry());
            }
        }
        return hosts.size() == 1 ? *hosts.constBegin() : QString();
    }
    case Arguments::Command::Verify:
    case Arguments::Command::Window:
    case Arguments::Command::Help:
    case Arguments::Command::Version: break;
    }
    return {};
}

Result<std::optional<Account>> commandAccount(const Arguments &arguments,
                                              const std::function<QByteArray(const char *)> &environment)
{
    Account account;
    account.scope = accountRegistry(arguments);
    if (arguments.passwordStdin) {
        if (account.scope.isEmpty()) {
            return fail(ErrorKind::InvalidInput, QStringLiteral("--username"),
                        QStringLiteral("it is not clear which registry the account is for; use stowage login"));
        }
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly)) {
            return fail(ErrorKind::NotReadable, QStringLiteral("standard input"), input.errorString());
        }
        account.username = arguments.username;
        account.secret = QString::fromUtf8(input.readLine(64 * 1024));
        while (account.secret.endsWith(QLatin1Char('\n')) || account.secret.endsWith(QLatin1Char('\r'))) {
            account.secret.chop(1);
        }
        if (account.secret.isEmpty()) {
            return fail(ErrorKind::InvalidInput, QStringLiteral("--password-stdin"),
                        QStringLiteral("standard input holds no password"));
        }
        return std::optional(account);
    }
    const QByteArray username = environment("STOWAGE_USERNAME");
    if (username.isEmpty() || account.scope.isEmpty()) {
        return std::optional<Account>();
    }
    account.username = QString::fromUtf8(username);
    account.secret = QString::fromUtf8(environment("STOWAGE_PASSWORD"));
    return std::optional(account);
}

} // namespace stowage
