// SPDX-License-Identifier: Apache-2.0
#include "awaitresult.h"
#include "commands.h"

namespace stowage {

QCoro::Task<Exit> Commands::login()
{
    const QString scope = m_arguments.operands.constFirst();
    const QString host = scope.section(QLatin1Char('/'), 0, 0);
    if (!Reference::isValidRegistry(host)) {
        co_return stopWith(usageError(scope, QStringLiteral("not a registry host")), Exit::Usage);
    }
    const QString registry = Reference::canonicalRegistry(host);
    RegistrySettings settings;
    settings.registry = registry;
    const QList<RegistryEntry> kept = m_service.registries();
    for (const RegistryEntry &entry : kept) {
        if (entry.settings.registry == registry) {
            settings = entry.settings;
        }
    }
    for (const RegistrySettings &given : m_arguments.registries) {
        if (given.registry == registry) {
            settings = given; // what the command line says, from now on
        }
    }
    if (settings.caFile.isEmpty()) {
        settings.caFile = m_arguments.caFile;
    }
    Account account = m_account.value_or(Account{});
    account.scope = registry + scope.mid(host.size());
    const QFuture<Result<RegistryTest>> testing = m_service.testRegistry(settings, account);
    const Result<RegistryTest> test = co_await awaitResult(testing);
    if (!test) {
        co_return stopWith(test.error(), Exit::NotStarted);
    }
    const QFuture<Result<RegistryEntry::Keeping>> saving = m_service.saveAccount(account);
    const Result<RegistryEntry::Keeping> keeping = co_await awaitResult(saving);
    if (!keeping || *keeping != RegistryEntry::Keeping::Keychain) {
        Error error;
        error.kind = ErrorKind::KeychainUnavailable;
        error.side = Side::Local;
        error.item = account.scope;
        if (!keeping) {
            error.technical = keeping.error().technical;
        }
        m_console.note(tr("A single command takes the account by --username and --password-stdin, or by "
                          "STOWAGE_USERNAME and STOWAGE_PASSWORD."));
        co_return stopWith(error, Exit::NotStarted);
    }
    m_service.saveRegistry(settings); // trust is kept for an account that is kept, never for a failed attempt
    m_console.print(tr("%1 accepted the account; it is kept in the keychain.").arg(registry));
    co_return Exit::Done;
}

QCoro::Task<Exit> Commands::logout()
{
    const QString scope = m_arguments.operands.constFirst();
    const QString host = scope.section(QLatin1Char('/'), 0, 0);
    if (!Reference::isValidRegistry(host)) {
        co_return stopWith(usageError(scope, QStringLiteral("not a registry host")), Exit::Usage);
    }
    const QString key = Reference::canonicalRegistry(host) + scope.mid(host.size());
    const QFuture<Result<void>> future = m_service.removeAccount(key);
    const Result<void> removed = co_await awaitResult(future);
    if (!removed) {
        co_return stopWith(removed.error(), Exit::NotStarted);
    }
    m_console.print(tr("No account of %1 is kept any more.").arg(key));
    co_return Exit::Done;
}

} // namespace stowage
