// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"

#include "oci/reference.h"
#include "optiontable.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace stowage {

namespace {

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
        case Option::Proxy: return takeProxy(value);
        case Option::Username: m_arguments.username = value; break;
        case Option::PasswordStdin: m_arguments.passwordStdin = true; break;
        case Option::Report: return takeReport(value);
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
            m_arguments.policyGiven = true;
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
        case Option::Var: return takeVariable(value);
        case Option::Ignore: {
            const QStringList keys = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
            for (const QString &key : keys) {
                m_arguments.ignoredKeys.append(key.trimmed());
            }
            break;
        }
        case Option::DefaultRegistry: m_arguments.defaultRegistry = value; return checkHost(value);
        case Option::DefaultNamespace: m_arguments.defaultNamespace = value; break;
        case Option::Mirror: {
            const QString host = value.section(QLatin1Char('='), 0, 0);
            const QString mirror = value.section(QLatin1Char('='), 1);
            if (Result<void> checked = checkHost(host); !checked) {
                return checked;
            }
            if (!Reference::isValidRegistry(mirror.section(QLatin1Char('/'), 0, 0))) {
                return wrong(value, QStringLiteral("--mirror takes HOST=HOST[/PREFIX]"));
            }
            settingsOf(host)->mirror = mirror;
            break;
        }
        }
        return {};
    }

    Result<void> takeProxy(const QString &value)
    {
        const QUrl url(value.contains(QLatin1String("://")) ? value : QLatin1String("http://") + value,
                       QUrl::StrictMode);
        if (value != QLatin1String("none") && (!url.isValid() || url.host().isEmpty())) {
            // The value may hold a password.
            return wrong(QStringLiteral("--proxy"), QStringLiteral("--proxy takes http://host:port, or none"));
        }
        m_arguments.proxy = value;
        return {};
    }

    /// Better now than after hours of copying.
    Result<void> takeReport(const QString &value)
    {
        const QFileInfo file(value);
        const QFileInfo folder(file.absolutePath());
        if (file.isDir() || !folder.isDir() || !(file.exists() ? file : folder).isWritable()) {
            return wrong(value, QStringLiteral("the report cannot be written there"));
        }
        m_arguments.reportFile = value;
        return {};
    }

    Result<void> takeVariable(const QString &value)
    {
        const qsizetype equals = value.indexOf(QLatin1Char('='));
        QString name = value.left(equals).trimmed();
        name.remove(0, name.startsWith(QLatin1Char('.')) ? 1 : 0);
        if (equals < 0 || name.isEmpty()) {
            // The value may be a password.
            return wrong(QStringLiteral("--var"), QStringLiteral("--var takes NAME=VALUE"));
        }
        m_arguments.variables.insert(name, value.mid(equals + 1));
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
        QFile held(file);
        if (!held.open(QIODevice::ReadOnly) || !held.read(16 * 1024 * 1024).contains("-----BEGIN ")) {
            return wrong(file, QStringLiteral("the CA file holds no certificate in PEM form"));
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
        for (const OptionRow *row : std::as_const(m_seen)) {
            if (m_arguments.commandName.isEmpty() || !hasOption(m_arguments.commandName, *row)) {
                return wrong(QStringLiteral("--") + QLatin1String(row->name),
                             QStringLiteral("not an option of this command"));
            }
        }
        if (m_arguments.passwordStdin != !m_arguments.username.isEmpty()) {
            return wrong(m_arguments.passwordStdin ? QStringLiteral("--password-stdin") : QStringLiteral("--username"),
                         QStringLiteral("--username and --password-stdin go together"));
        }
        const bool fileOnInput =
            m_arguments.listFile == QLatin1String("-") ||
            (m_arguments.command == Arguments::Command::Run && m_arguments.operands.contains(QStringLiteral("-")));
        if (fileOnInput && m_arguments.passwordStdin) {
            return wrong(QStringLiteral("--password-stdin"),
                         QStringLiteral("standard input cannot be the file and the password"));
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
        if (m_arguments.command == Arguments::Command::Pull || m_arguments.command == Arguments::Command::Copy) {
            for (const QString &reference : std::as_const(m_arguments.operands)) {
                static const QRegularExpression space(QStringLiteral("\\s"));
                if (reference.contains(space)) {
                    return wrong(reference, QStringLiteral("a reference has no spaces"));
                }
            }
        }
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
        case Arguments::Command::Run: return need(count > 0, "run takes one or more files");
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

} // namespace stowage
