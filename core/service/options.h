// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"

#include <QList>
#include <QString>

namespace stowage {

/// Where a LocalService keeps its things and what the command line overrides.
struct ServiceOptions
{
    QString settingsFile;    ///< INI file of the registries.
    QString accountsFile;    ///< INI file of scopes and user names; no secrets.
    QString stateFolder;     ///< Journals.
    QString cacheFolder;     ///< Spools.
    bool keepJournal = true; ///< False on the command line: the same command again resumes.
    bool useKeychain = true;
    QList<RegistrySettings> overrides; ///< Replace the kept settings of their registry for this run.
    QString caFile;                    ///< Trusted for every registry in addition.
    QString proxy;                     ///< For every registry.
    QList<Account> accounts;           ///< For this run only; go before kept ones.

    /// The user's own places (QStandardPaths).
    static ServiceOptions ofUser();
};

} // namespace stowage
