// SPDX-License-Identifier: Apache-2.0
#include "optiontable.h"

#include <algorithm>
#include <iterator>

namespace stowage {

namespace {

constexpr const char *copying = " pull push copy run ";
constexpr const char *filing = " pull run ";

const OptionRow optionRows[] = {
    {"from", Option::From, true, "END", QT_TRANSLATE_NOOP("Arguments", "where images come from"), " push copy run "},
    {"to", Option::To, true, "END|NAME", QT_TRANSLATE_NOOP("Arguments", "where images go; for push a name or template"),
     copying},
    {"file", Option::File, true, "LIST",
     QT_TRANSLATE_NOOP("Arguments", "a list, or any file that run takes: pulls the images it names"), " pull "},
    {"platform", Option::Platform, true, "OS/ARCH[/VARIANT]",
     QT_TRANSLATE_NOOP("Arguments", "a platform to take; repeatable; none takes everything, bytes unchanged"), copying},
    {"policy", Option::Policy, true, "strict|warn",
     QT_TRANSLATE_NOOP("Arguments", "refuse images that lack a platform, or take what there is"), copying},
    {"match", Option::Match, true, "REGEX",
     QT_TRANSLATE_NOOP("Arguments", "only images whose registry/repository:tag matches (RE2)"), " push copy run "},
    {"layout", Option::Layout, true, "both|tag|index",
     QT_TRANSLATE_NOOP("Arguments", "which KubeKey generation a store is written for"), " pull copy run "},
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
    {"var", Option::Var, true, "NAME=VALUE",
     QT_TRANSLATE_NOOP("Arguments", "the value of a template variable in a file; repeatable"), filing},
    {"ignore", Option::Ignore, true, "KEYS",
     QT_TRANSLATE_NOOP("Arguments", "run tasks without these keys that would change them: when,loop,with_*"), filing},
    {"default-registry", Option::DefaultRegistry, true, "HOST",
     QT_TRANSLATE_NOOP("Arguments", "where image-syncer rules without destination lead (else DEFAULT_REGISTRY)"),
     filing},
    {"default-namespace", Option::DefaultNamespace, true, "NAME",
     QT_TRANSLATE_NOOP("Arguments", "and in which namespace (else DEFAULT_NAMESPACE)"), filing},
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
    {"username", Option::Username, true, "NAME",
     QT_TRANSLATE_NOOP("Arguments", "account of the target registry, or of the only one; with --password-stdin"), ""},
    {"password-stdin", Option::PasswordStdin, false, "",
     QT_TRANSLATE_NOOP("Arguments", "read the password from standard input"), ""},
    {"help", Option::Help, false, "", QT_TRANSLATE_NOOP("Arguments", "show this help"), ""},
    {"version", Option::Version, false, "", QT_TRANSLATE_NOOP("Arguments", "show the version"), ""},
};

const CommandRow commandRows[] = {
    {"pull", Arguments::Command::Pull, "pull REF... --to STORE  |  pull --file LIST --to STORE",
     QT_TRANSLATE_NOOP("Arguments", "fetch images from their registries into a store")},
    {"push", Arguments::Command::Push, "push --from END --to NAME",
     QT_TRANSLATE_NOOP("Arguments", "push the images of a store into a registry")},
    {"copy", Arguments::Command::Copy, "copy --from END --to END [REF...]",
     QT_TRANSLATE_NOOP("Arguments", "copy between any two ends")},
    {"run", Arguments::Command::Run, "run FILE... [--to END] [--from END]",
     QT_TRANSLATE_NOOP("Arguments",
                       "carry out task files: KubeKey image tasks, image-syncer rules, lists, Kubernetes YAML")},
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

} // namespace

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

bool hasOption(const QString &command, const OptionRow &row)
{
    const QString commands = QLatin1String(row.commands);
    return commands.isEmpty() || commands.contains(QLatin1Char(' ') + command + QLatin1Char(' '));
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
    for (const OptionRow &row : optionRows) {
        if (one && !hasOption(command, row)) {
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
