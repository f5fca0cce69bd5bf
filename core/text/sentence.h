// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QCoreApplication>

namespace stowage {

/// Sentences for people, translatable, plain text. Qt Core only, so the command line speaks them too.
class Sentence
{
    Q_DECLARE_TR_FUNCTIONS(Sentence)

public:
    /// What happened, on which side, and what to do next: one or two sentences naming the item.
    static QString of(const Error &error);
    /// `text` from a registry or file made harmless for one line of display: control and bidi characters become
    /// escapes, long text is elided in the middle (S50, S51).
    static QString harmless(const QString &text, int maximumLength = 300);
    /// `1.2 GiB` in the default locale.
    static QString size(qint64 bytes);
    /// `3.4 MiB/s`.
    static QString rate(double bytesPerSecond);
    /// `2 min 10 s`; empty when unknown (negative).
    static QString duration(qint64 seconds);
};

} // namespace stowage
