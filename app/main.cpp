// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include "commandaccount.h"
#include "commands.h"
#include "console.h"
#include "interruptsignal.h"
#include "service/localservice.h"
#include "window.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace stowage;

/// The command as a coroutine of the main thread; ends the event loop with its exit code.
QCoro::Task<void> serveCommand(Commands &commands)
{
    const Exit code = co_await commands.run();
    QCoreApplication::exit(static_cast<int>(code));
}

ServiceOptions optionsFor(const Arguments &arguments)
{
    ServiceOptions options = ServiceOptions::ofUser();
    options.keepJournal = false;
    options.overrides = arguments.registries;
    options.caFile = arguments.caFile;
    options.proxy = arguments.proxy;
    return options;
}

int runCommand(int argc, char **argv, const Arguments &arguments)
{
    QCoreApplication application(argc, argv);
    Console console(arguments.json, arguments.quiet);
    ServiceOptions options = optionsFor(arguments);
    const Result<std::optional<Account>> account = commandAccount(arguments, qgetenv);
    if (!account) {
        console.error(account.error());
        return static_cast<int>(Exit::Usage);
    }
    if (!*account && !qEnvironmentVariableIsEmpty("STOWAGE_USERNAME") &&
        arguments.command != Arguments::Command::Verify) {
        console.note(Console::tr("STOWAGE_USERNAME is not used: it is not clear which registry it is for. "
                                 "Use stowage login."));
    }
    if (*account && arguments.command != Arguments::Command::Login) {
        options.accounts = {**account};
    }
    LocalService service(options);
    Commands commands(arguments, service, console);
    commands.setAccount(*account);
    InterruptSignal interrupt;
    QObject::connect(&interrupt, &InterruptSignal::interrupted, &commands, &Commands::interrupt);
    QMetaObject::invokeMethod(&commands, [&commands] { serveCommand(commands); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    using namespace stowage;
    QCoreApplication::setApplicationName(QStringLiteral("stowage"));
    QCoreApplication::setOrganizationName(QStringLiteral("stowage"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STOWAGE_VERSION));
    QStringList words;
    for (int i = 1; i < argc; ++i) {
        words.append(QString::fromLocal8Bit(argv[i]));
    }
    const Result<Arguments> arguments = Arguments::parse(words);
    if (!arguments) {
        Console console(false, false);
        console.error(arguments.error());
        console.note(Console::tr("stowage --help shows how it is used."));
        return static_cast<int>(Exit::Usage);
    }
    switch (arguments->command) {
    case Arguments::Command::Help:
        std::fputs(qUtf8Printable(Arguments::help(arguments->commandName)), stdout);
        return 0;
    case Arguments::Command::Version: std::puts("stowage " STOWAGE_VERSION); return 0;
    case Arguments::Command::Window: return runWindow(argc, argv, arguments->operands.value(0));
    default: return runCommand(argc, argv, *arguments);
    }
}
