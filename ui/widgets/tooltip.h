// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace stowage {

/// A tool tip that shows `text` as it is. Qt guesses whether a tool tip is rich text; text from outside must not be
/// able to decide that.
inline QString plainToolTip(const QString &text)
{
    if (text.isEmpty()) {
        return {};
    }
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

} // namespace stowage
