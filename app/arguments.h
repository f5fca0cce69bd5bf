// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"
#include "copy/end.h"
#include "copy/request.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <optional>

namespace stowage {

/// The command line as a value (ux.md, "Command line"). Pure: reads no file, no environment.
struct Arguments
{
    Q_DECLARE_TR_FUNCTIONS(Arguments)

public:
    enum class Command { Window, Help, Version, Pull, Push, Copy, Run, List, Compare, Verify, Login, Logout };

    Command command = Command::Window;
    QString commandName;  ///< As typed; empty for the window.
    QStringList operands; ///< References, ends, files, a host, or what the window opens.
    std::optional<End> from;
    std::optional<End> to;            ///< pull, copy and run.
    QString toName;                   ///< push: prefix, exact name or template.
    QString listFile;                 ///< `-`: standard input.
    QMap<QString, QString> variables; ///< --var, names without leading dot.
    QStringList ignoredKeys;
    QString defaultRegistry;
    QString defaultNamespace;
    QList<Platform> platforms;
    Policy policy = Policy::Strict;
    bool policyGiven = false; ///< Files may say another one else.
    QString match;
    TreeLayout layout = TreeLayout::Both;
    bool keepAttestations = false;
    bool foreignLayers = false;
    bool planOnly = false;
    bool json = false;
    bool quiet = false;
    bool wait = true;
    int jobs = 4;
    QList<RegistrySettings> registries; ///< From --plain-http, --insecure, --ca HOST=, --mirror; one per registry.
    QString caFile;                     ///< --ca without a host.
    QString proxy;
    QString username;
    bool passwordStdin = false;
    QString reportFile;

    /// `words` without the program's name. InvalidInput says what is wrong with which word.
    static Result<Arguments> parse(const QStringList &words);
    /// The help text of a command, or of the whole program.
    static QString help(const QString &command = {});
};

} // namespace stowage
