// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

namespace stowage {

/// The options of the command line.
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
    Var,
    Ignore,
    DefaultRegistry,
    DefaultNamespace,
    Help,
    Version,
};

/// One option: how it is written, who has it, what help says.
struct OptionRow
{
    const char *name;
    Option option;
    bool takesValue;
    const char *value; ///< Shown in the help.
    const char *text;
    const char *commands; ///< Space separated; empty: all.
};

/// One command.
struct CommandRow
{
    const char *name;
    Arguments::Command command;
    const char *usage;
    const char *text;
};

/// Null when there is none of that name.
const OptionRow *findOption(const QString &name);
const CommandRow *findCommand(const QString &name);
/// Whether the command called `command` has the option.
bool hasOption(const QString &command, const OptionRow &row);

} // namespace stowage
