// SPDX-License-Identifier: Apache-2.0
#include "tasks/yamltext.h"

namespace stowage {

QString yamlQuoted(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\') {
            result += u'\\';
            result += c;
        } else if (c == u'\n') {
            result += QLatin1String("\\n");
        } else if (c == u'\t') {
            result += QLatin1String("\\t");
        } else if (c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() <= 0xa0) || c == QChar(0x2028) ||
                   c == QChar(0x2029) || c == QChar(QChar::ByteOrderMark)) {
            result += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
        } else {
            result += c;
        }
    }
    return result + u'"';
}

} // namespace stowage
