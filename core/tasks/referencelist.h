// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"

#include <QList>

namespace stowage {

/// What a text with one image per line means (task-files.md, "Lists").
struct ImageList
{
    struct Entry
    {
        Reference reference;
        QString group; ///< Of the last `##name` line; empty before the first.
        int line = 0;  ///< From 1.
    };
    struct Problem
    {
        int line = 0;
        QString text; ///< The line, trimmed.
        Error error;
    };
    QList<Entry> entries; ///< In order, repetitions included.
    QList<Problem> problems;

    /// The images in order, each once.
    QList<Reference> references() const;
};

/// Reads pasted text or a list file: references, `docker pull` lines, `#` comments, `##group` headers, blank lines; any
/// line end, byte order mark, YAML dashes and quotes. Never fails as a whole: what is not understood becomes a problem.
ImageList readReferenceList(const QString &text);

} // namespace stowage
