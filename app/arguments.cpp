// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"

#include "oci/reference.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace stowage {

namespace {

enum class Option {
    From,
    To,
    File,
    Platform,
    Policy,
    Match,
    Layout,
    Attestations,
    Foreign,
    Plan,
    Json,
    Quiet,
    NoWait,
    Jobs,
    PlainHttp,
    Insecure,
    Ca,
    Mirror,
    Proxy,
    Username,
    PasswordStdin,
    Report,
    Help,
    Version,
};

struct OptionRow
{
    const char *name;
    Option option;
    bool takesValue;
    const char *value; ///< Shown in the help.
    const char *text;
    const char *commands; ///< Space separated; empty: all.
};

constexpr const char *copying = " pull push copy ";

const OptionRow optionRows[] = {
    {"from", Option::From, true, "END", QT_TRANSLATE_NOOP("Arguments", "where images come from"), " push copy "},
    {"to", Option::To, true, "END|NAME", QT_TRANSLATE_NOOP("Arguments", "where images go; for push a name or template"),
     copying},
    {"file", Option::File, true, "LIST", QT_TRANSLATE_NOOP("Arguments", "a text file with one reference per line"),
     " pull "},
    {"platform", Option::Platform, true, "OS/ARCH[/VARIANT]",
     QT_TRANSLATE_NOOP("Arguments", "a platform to take; repeatable; none takes everything, bytes unchanged"), copying},
    {"policy", Option::Policy, true, "strict|warn",
     QT_TRANSLATE_NOOP("Arguments", "refuse images that lack a platform, or take what there is"), copying},
    {"match", Option::Match, true, "REGEX",
     QT_TRANSLATE_NOOP("Arguments", "only images whose registry/repository:tag matches (RE2)"), " push copy "},
    {"layout", Option::Layout, true, "both|tag|index",
     QT_TRANSLATE_NOOP("Arguments", "which KubeKey generation a store is written for"), " pull copy "},
    {"attestations", Option::Attestations, false, "",
     QT_TRANSLATE_NOOP("Arguments", "with --platform: keep the attestations of what is kept"), copying},
    {"foreign", Option::Foreign, false, "",
     QT_TRANSLATE_NOOP("Arguments", "fetch and push non-distributable layers too"), copying},
    {"jobs", Option::Jobs, true, "N", QT_TRANSLATE_NOOP("Arguments", "blobs moved at once (default 4)"), copying},
    {"plan", Option::Plan, false, "", QT_TRANSLATE_NOOP("Arguments", "show what would be done, write nothing"),
     copying},
    {"no-wait", Option::NoWait, false, "",
     QT_TRANSLATE_NOOP("Arguments", "give up at once when another program writes to the store"), copying},
    {"report", Option::Report, true, "FILE", QT_TRANSLATE_NOOP("Arguments", "write the JSON report there too"),
     copying},
    {"json", Option::Json, false, "",
     QT_TRANSLATE_NOOP("Arguments", "one JSON document on stdout; progress stays on stderr"), ""},
    {"quiet", Option::Quiet, false, "", QT_TRANSLATE_NOOP("Arguments", "no progress"), ""},
    {"plain-http", Option::PlainHttp, true, "HOST", QT_TRANSLATE_NOOP("Arguments", "speak http to this registry"), ""},
    {"insecure", Option::Insecure, true, "HOST",
     QT_TRANSLATE_NOOP("Arguments", "do not verify this registry's certificate"), ""},
    {"ca", Option::Ca, true, "[HOST=]FILE",
     QT_TRANSLATE_NOOP("Arguments", "trust this CA file as well, for all registries or for one"), ""},
    {"mirror", Option::Mirror, true, "HOST=HOST[/PREFIX]",
     QT_TRANSLATE_NOOP("Arguments", "fetch from there instead; names stay"), ""},
    {"proxy", Option::Proxy, true, "URL",
     QT_TRANSLATE_NOOP("Arguments",
                       "proxy for all registries (else https_proxy, http_proxy, no_proxy); \"none\" for none"),
     ""},
    {"username", Option::Username, true, "NAME", QT_TRANSLATE_NOOP("Arguments", "account, with --password-stdin"), ""},
    {"password-stdin", Option::PasswordStdin, false, "",
     QT_TRANSLATE_NOOP("Arguments", "read the password from standard input"), ""},
    {"help", Option::Help, false, "", QT_TRANSLATE_NOOP("Arguments", "show this help"), ""},
    {"version", Option::Version, false, "", QT_TRANSLATE_NOOP("Arguments", "show the version"), ""},
};

struct CommandRow
{
    const char *name;
    Arguments::Command command;
    const char *usage;
    const char *text;
};

const CommandRow commandRows[] = {
    {"pull", Arguments::Command::Pull, "pull REF... --to STORE  |  pull --file LIST --to STORE",
     QT_TRANSLATE_NOOP("Arguments", "fetch images from their registries into a store")},
    {"push", Arguments::Command::Push, "push --from END --to NAME",
     QT_TRANSLATE_NOOP("Arguments", "push the images of a store into a registry")},
    {"copy", Arguments::Command::Copy, "copy --from END --to END [REF...]",
     QT_TRANSLATE_NOOP("Arguments", "copy between any two ends")},
    {"list", Arguments::Command::List, "list END", QT_TRANSLATE_NOOP("Arguments", "list the images of an end")},
    {"compare", Arguments::Command::Compare, "compare END END",
     QT_TRANSLATE_NOOP("Arguments", "show what differs between two ends")},
    {"verify", Arguments::Command::Verify, "verify STORE",
     QT_TRANSLATE_NOOP("Arguments", "read everything in a store and check every digest")},
    {"login", Arguments::Command::Login, "login HOST[/NAMESPACE] --username NAME --password-stdin",
     QT_TRANSLATE_NOOP("Arguments", "check an account and keep it in the keychain")},
    {"logout", Arguments::Command::Logout, "logout HOST[/NAMESPACE]",
     QT_TRANSLATE_NOOP("Arguments", "forget an account")},
};

const OptionRow *findOption(const QString &name)
{
    const auto found = std::find_if(std::begin(optionRows), std::end(optionRows),
                                    [&name](const OptionRow &row) { return name == QLatin1String(row.name); });
    return found == std::end(optionRows) ? nullptr : found;
}

const CommandRow *findCommand(const QString &name)
{
    const auto found = std::find_if(std::begin(commandRows), std::end(commandRows),
                                    [&name](const CommandRow &row) { return name == QLatin1String(row.name); });
    return found == std::end(commandRows) ? nullptr : found;
}

std::unexpected<Error> wrong(const QString &item, const QString &text)
{
    return fail(ErrorKind::InvalidInput, item, text);
}

/// Collects the words of one command line.
class Reader
{
public:
    Result<Arguments> read(const QStringList &words)
    {
        bool optionsEnded = false;
        for (qsizetype i = 0; i < words.size(); ++i) {
            QString word = words.at(i);
            if (optionsEnded || !word.startsWith(QLatin1Char('-')) || word == QLatin1String("-")) {
                if (Result<void> taken = takeOperand(word); !taken) {
                    return std::unexpected(taken.error());
                }
                continue;
            }
            if (word == QLatin1String("--")) {
                optionsEnded = true;
                continue;
            }
            word = word == QLatin1String("-h") ? QStringLiteral("--help") : word;
            word = word == QLatin1String("-u") ? QStringLiteral("--username") : word;
            const QString name = word.mid(2).section(QLatin1Char('='), 0, 0);
            const OptionRow *row = word.startsWith(QLatin1String("--")) ? findOption(name) : nullptr;
            if (!row) {
                return wrong(word, QStringLiteral("unknown option"));
            }
            QString value;
            const bool attached = word.contains(QLatin1Char('='));
            if (row->takesValue && attached) {
                value = word.mid(word.indexOf(QLatin1Char('=')) + 1);
            } else if (row->takesValue) {
                if (i + 1 >= words.size()) {
                    return wrong(word, QStringLiteral("the option needs a value"));
                }
                value = words.at(++i);
            } else if (attached) {
                return wrong(word, QStringLiteral("the option takes no value"));
            }
            m_seen.append(row);
            if (Result<void> taken = takeOption(row->option, value); !taken) {
                return std::unexpected(taken.error());
            }
        }
        return check();
    }

private:
    Result<void> takeOperand(const QString &word)
    {
        if (m_arguments.commandName.isEmpty() && m_arguments.operands.isEmpty()) {
            if (const CommandRow *row = findCommand(word)) {
                m_arguments.command = row->command;
                m_arguments.commandName = word;
                return {};
            }
            // Anything else opens the window on a file or folder; a word that is neither is a mistyped command.
            if (!word.contains(QLatin1Char('/')) && !QFileInfo::exists(word)) {
                return wrong(word, QStringLiteral("no such command, file or folder"));
            }
        }
        m_arguments.operands.append(word);
        return {};
    }

    RegistrySettings *settingsOf(const QString &host)
    {
        const QString registry = Reference::canonicalRegistry(host);
        for (RegistrySettings &settings : m_arguments.registries) {
            if (settings.registry == registry) {
                return &settings;
            }
        }
        RegistrySettings fresh;
        fresh.registry = registry;
        m_arguments.registries.append(fresh);
        return &m_arguments.registries.last();
    }

    static Result<void> checkHost(const QString &host)
    {
        if (!Reference::isValidRegistry(host)) {
            return wrong(host, QStringLiteral("not a registry host"));
        }
        return {};
    }

    template <typename T>
    static Result<T> choose(const QString &value, const QHash<QString, T> &choices)
    {
        const auto found = choices.constFind(value);
        if (found == choices.constEnd()) {
            QStringList names = choices.keys();
            names.sort();
            return wrong(value, QStringLiteral("expected one of: ") + names.join(QStringLiteral(", ")));
        }
        return *found;
    }

    Result<void> takeOption(Option option, const QString &value)
    {
        switch (option) {
        case Option::From: m_from = value; break;
        case Option::To: m_to = value; break;
        case Option::File: m_arguments.listFile = value; break;
        case Option::Match: m_arguments.match = value; break;
        case Option::Attestations: m_arguments.keepAttestations = true; break;
        case Option::Foreign: m_arguments.foreignLayers = true; break;
        case Option::Plan: m_arguments.planOnly = true; break;
        case Option::Json: m_arguments.json = true; break;
        case Option::Quiet: m_arguments.quiet = true; break;
        case Option::NoWait: m_arguments.wait = false; break;
        case Option::Proxy: m_arguments.proxy = value; break;
        case Option::Username: m_arguments.username = value; break;
        case Option::PasswordStdin: m_arguments.passwordStdin = true; break;
        case Option::Report: m_arguments.reportFile = value; break;
        case Option::Help: m_help = true; break;
        case Option::Version: m_version = true; break;
        case Option::Platform: return takePlatform(value);
        case Option::Policy: {
            const Result<Policy> policy = choose<Policy>(
                value, {{QStringLiteral("strict"), Policy::Strict}, {QStringLiteral("warn"), Policy::Warn}});
            if (!policy) {
                return std::unexpected(policy.error());
            }
            m_arguments.policy = *policy;
            break;
        }
        case Option::Layout: {
            const Result<TreeLayout> layout = choose<TreeLayout>(value, {{QStringLiteral("both"), TreeLayout::Both},
                                                                         {QStringLiteral("tag"), TreeLayout::Tag},
                                                                         {QStringLiteral("index"), TreeLayout::Index}});
            if (!layout) {
                return std::unexpected(layout.error());
            }
            m_arguments.layout = *layout;
            break;
        }
        case Option::Jobs: {
            bool number = false;
            m_arguments.jobs = value.toInt(&number);
            if (!number || m_arguments.jobs < 1 || m_arguments.jobs > 64) {
                return wrong(value, QStringLiteral("--jobs takes a number from 1 to 64"));
            }
            break;
        }
        case Option::PlainHttp:
        case Option::Insecure: {
            if (Result<void> host = checkHost(value); !host) {
                return host;
            }
            RegistrySettings *settings = settingsOf(value);
            (option == Option::PlainHttp ? settings->plainHttp : settings->skipVerification) = true;
            break;
        }
        case Option::Ca: return takeCa(value);
        case Option::Mirror: {
            const QString host = value.section(QLatin1Char('='), 0, 0);
            const QString mirror = value.section(QLatin1Char('='), 1);
            if (Result<void> checked = checkHost(host); !checked) {
                return checked;
            }
            if (mirror.isEmpty()) {
                return wrong(value, QStringLiteral("--mirror takes HOST=HOST[/PREFIX]"));
            }
            settingsOf(host)->mirror = mirror;
            break;
        }
        }
        return {};
    }

    Result<void> takePlatform(const QString &value)
    {
        const QStringList words = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
        if (words.isEmpty()) {
            return wrong(value, QStringLiteral("--platform takes os/arch[/variant]"));
        }
        for (const QString &word : words) {
            const Result<Platform> platform = Platform::parse(word.trimmed());
            if (!platform) {
                return std::unexpected(platform.error());
            }
            if (!m_arguments.platforms.contains(*platform)) {
                m_arguments.platforms.append(*platform);
            }
        }
        return {};
    }

    Result<void> takeCa(const QString &value)
    {
        const qsizetype equals = value.indexOf(QLatin1Char('='));
        const QString host = equals > 0 ? value.left(equals) : QString();
        const bool named = !host.isEmpty() && Reference::isValidRegistry(host);
        const QString file = QFileInfo(named ? value.mid(equals + 1) : value).absoluteFilePath();
        if (!QFileInfo(file).isReadable()) {
            return wrong(file, QStringLiteral("the CA file cannot be read"));
        }
        if (named) {
            settingsOf(host)->caFile = file;
        } else {
            m_arguments.caFile = file;
        }
        return {};
    }

    Result<Arguments> check()
    {
        if (m_help) {
            m_arguments.command = Arguments::Command::Help;
            return m_arguments;
        }
        if (m_version) {
            m_arguments.command = Arguments::Command::Version;
            return m_arguments;
        }
        const QString inWords = QLatin1Char(' ') + m_arguments.commandName + QLatin1Char(' ');
        for (const OptionRow *row : std::as_const(m_seen)) {
            const QString commands = QLatin1String(row->commands);
            if (m_arguments.commandName.isEmpty() || (!commands.isEmpty() && !commands.contains(inWords))) {
                return wrong(QStringLiteral("--") + QLatin1String(row->name),
                             QStringLiteral("not an option of this command"));
            }
        }
        if (m_arguments.passwordStdin != !m_arguments.username.isEmpty()) {
            return wrong(m_arguments.passwordStdin ? QStringLiteral("--password-stdin") : QStringLiteral("--username"),
                         QStringLiteral("--username and --password-stdin go together"));
        }
        if (Result<void> ends = readEnds(); !ends) {
            return std::unexpected(ends.error());
        }
        return checkOperands();
    }

    Result<void> readEnds()
    {
        if (!m_from.isEmpty()) {
            const Result<End> from = End::parse(m_from);
            if (!from) {
                return std::unexpected(from.error());
            }
            m_arguments.from = *from;
        }
        if (m_arguments.command == Arguments::Command::Push) {
            m_arguments.toName = m_to;
        } else if (!m_to.isEmpty()) {
            const Result<End> to = End::parse(m_to);
            if (!to) {
                return std::unexpected(to.error());
            }
            m_arguments.to = *to;
        }
        return {};
    }

    Result<Arguments> checkOperands()
    {
        const qsizetype count = m_arguments.operands.size();
        const QString command = m_arguments.commandName;
        const auto need = [&](bool right, const char *text) -> Result<Arguments> {
            return right ? Result<Arguments>(m_arguments) : Result<Arguments>(wrong(command, QLatin1String(text)));
        };
        switch (m_arguments.command) {
        case Arguments::Command::Pull:
            if (m_to.isEmpty()) {
                return need(false, "pull needs --to STORE");
            }
            if (m_arguments.to->kind == End::Kind::Registry) {
                return need(false, "pull writes into a store; use copy to copy between registries");
            }
            return need((count > 0) != !m_arguments.listFile.isEmpty(), "pull takes references or --file LIST");
        case Arguments::Command::Push:
            return need(m_arguments.from && !m_to.isEmpty() && count == 0, "push needs --from END and --to NAME");
        case Arguments::Command::Copy:
            return need(m_arguments.from && m_arguments.to, "copy needs --from END and --to END");
        case Arguments::Command::List: return need(count == 1, "list takes one end");
        case Arguments::Command::Compare: return need(count == 2, "compare takes two ends");
        case Arguments::Command::Verify: return need(count == 1, "verify takes one store");
        case Arguments::Command::Login:
            return need(count == 1 && m_arguments.passwordStdin, "login takes HOST, --username and --password-stdin");
        case Arguments::Command::Logout: return need(count == 1, "logout takes HOST");
        case Arguments::Command::Window: return need(count <= 1, "the window opens one file or folder");
        case Arguments::Command::Help:
        case Arguments::Command::Version: break;
        }
        return m_arguments;
    }

    Arguments m_arguments;
    QList<const OptionRow *> m_seen;
    QString m_from;
    QString m_to;
    bool m_help = false;
    bool m_version = false;
};

} // namespace

Result<Arguments> Arguments::parse(const QStringList &words)
{
    return Reader().read(words);
}

QString Arguments::help(const QString &command)
{
    QString text;
    const CommandRow *one = findCommand(command);
    if (one) {
        text += QStringLiteral("stowage ") + QLatin1String(one->usage) + QStringLiteral("\n\n  ") + tr(one->text) +
                QStringLiteral("\n");
    } else {
        text += QStringLiteral("stowage                      ") + tr("opens the window") +
                QStringLiteral("\nstowage FILE|DIR             ") + tr("opens the window on it") +
                QStringLiteral("\n\n");
        for (const CommandRow &row : commandRows) {
            text += QStringLiteral("stowage ") + QLatin1String(row.usage) + QStringLiteral("\n      ") + tr(row.text) +
                    QStringLiteral("\n");
        }
    }
    text += QStringLiteral("\n") + tr("Options") + QStringLiteral(":\n");
    const QString inWords = QLatin1Char(' ') + command + QLatin1Char(' ');
    for (const OptionRow &row : optionRows) {
        const QString commands = QLatin1String(row.commands);
        if (one && !commands.isEmpty() && !commands.contains(inWords)) {
            continue;
        }
        QString name = QStringLiteral("  --") + QLatin1String(row.name);
        if (row.takesValue) {
            name += QLatin1Char(' ') + QLatin1String(row.value);
        }
        text += name.leftJustified(34) + QLatin1Char(' ') + tr(row.text) + QStringLiteral("\n");
    }
    text +=
        QStringLiteral("\n") +
        tr("END is a store (dir:PATH, or a path starting with /, ./, ../ or ~) or a registry (registry:HOST[/PREFIX], "
           "or a host with a dot or a port).") +
        QStringLiteral("\n") +
        tr("Exit status: 0 all done; 1 some images failed or were refused; 2 wrong usage; 3 could not start; 4 damage "
           "found; 130 interrupted.") +
        QStringLiteral("\n");
    return text;
}

} // namespace stowage
