// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"
#include "copy/comparison.h"
#include "copy/event.h"
#include "copy/plan.h"
#include "copy/report.h"

#include <QDateTime>

namespace stowage {

/// What a pasted text or list meant, line by line.
struct ReferenceList
{
    struct Problem
    {
        int line = 0; ///< From 1.
        QString text; ///< The line as it stands.
        Error error;
    };
    QList<Reference> references; ///< In order, duplicates removed.
    QList<Problem> problems;
};

/// What a look at one remote image found: a row of the Prepare page.
struct ImageSummary
{
    Reference reference;
    Descriptor root;
    QList<Platform> platforms;
    qint64 size = 0; ///< Unique bytes of all platforms; foreign layers left out.
    QString account; ///< User name used; empty for anonymous.
};

/// One row of the Registries page.
struct RegistryEntry
{
    enum class Keeping { None, Keychain, Session };
    RegistrySettings settings;
    QString scope;    ///< Account scope: the registry or registry/namespace.
    QString username; ///< Empty: anonymous.
    Keeping keeping = Keeping::None;
    QDateTime lastTest;
    QString lastTestText; ///< Plain sentence; empty when never tested.
    bool lastTestOk = false;
};

/// Result of "Test": what was proven.
struct RegistryTest
{
    bool loginProven = false; ///< The account was really checked (H04), not just accepted.
    bool anonymous = false;
    bool isHarbor = false;
    QString harborVersion; ///< Empty when not told.
    QString address;       ///< Scheme and host that answered.
};

/// Settings and accounts that count beside the kept ones while one task of a file is carried out. Holds secrets.
struct RunAccess
{
    QList<RegistrySettings> settings; ///< Replace the kept ones of their registry.
    QList<Account> accounts;          ///< Win over kept ones wherever their scope covers.
};

/// A job that an earlier run of the program left unfinished.
struct InterruptedJob
{
    QString id; ///< Journal name.
    CopyRequest request;
    int imagesLeft = 0;
    qint64 bytesLeft = 0;
    QDateTime started;
};

} // namespace stowage
