// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace stowage {

/// `json` broken into indented lines for reading; nothing is reordered, dropped or repaired, so what a manifest really
/// says (double keys, odd numbers) stays visible. Control and bidi characters become escapes. Text that is not JSON
/// comes out as harmless lines too. At most `maximumSize` bytes are looked at; `truncated` tells whether that was not
/// all.
QString prettyJson(const QByteArray &json, qsizetype maximumSize = 512 * 1024, bool *truncated = nullptr);

/// As a C-like escape where `c` would not be seen or would reorder the line; the character itself otherwise.
void appendVisible(QString &out, QChar c);

} // namespace stowage
