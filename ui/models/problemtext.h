// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "ui/models/celltable.h"

#include <QCoreApplication>

namespace stowage {

/// What is wrong in a store, in words for people.
class ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(ProblemText)

public:
    /// One sentence: what is wrong with the item, which it names in full (plain text, harmless).
    static QString sentence(const Problem &problem);
    /// One word for the table: damage or leftover.
    static QString severity(const Problem &problem);
    static QStringList headers();
    /// Rows for a CellTable under headers(): damage first.
    static QList<CellTable::Row> rows(const QList<Problem> &problems);

private:
    static QString about(const Problem &problem, const QString &item);
};

} // namespace stowage
