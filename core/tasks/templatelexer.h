// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/templatetree.h"

#include <QList>

namespace stowage::templates {

struct Token
{
    enum class Kind {
        Text,     ///< Outside of actions, trimmed.
        Begin,    ///< `{{`
        End,      ///< `}}`
        Word,     ///< `if`, `contains`, `true`, …
        Field,    ///< `.a.b`
        Dot,      ///< `.`
        Variable, ///< `$x`; text without the dollar sign, empty for `$`
        String,   ///< Unquoted.
        Number,
        Pipe,
        Open,
        Close,
        Declare, ///< `:=`
        Assign,  ///< `=`
    };
    Kind kind = Kind::Text;
    QString text;
    qsizetype at = 0;        ///< Position in the template's text.
    bool afterSpace = false; ///< White space stands before it (inside an action).
};

/// The tokens of `text`; throws Fault.
QList<Token> tokensOf(const QString &text);

} // namespace stowage::templates
