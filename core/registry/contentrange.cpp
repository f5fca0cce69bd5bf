// SPDX-License-Identifier: Apache-2.0
#include "registry/contentrange.h"

namespace stowage::registry {

std::optional<ContentRange> parseContentRange(QByteArrayView value)
{
    const QByteArray text = value.toByteArray().trimmed().toLower();
    if (!text.startsWith("bytes ")) {
        return {};
    }
    const QByteArray body = text.mid(6).trimmed();
    const qsizetype dash = body.indexOf('-');
    const qsizetype slash = body.indexOf('/');
    if (dash <= 0 || slash <= dash + 1) {
        return {};
    }
    bool okFirst = false;
    bool okLast = false;
    bool okTotal = true;
    ContentRange range;
    range.first = body.left(dash).toLongLong(&okFirst);
    range.last = body.mid(dash + 1, slash - dash - 1).toLongLong(&okLast);
    const QByteArray total = body.mid(slash + 1);
    if (total != "*") {
        range.total = total.toLongLong(&okTotal);
    }
    const bool fits = range.first >= 0 && range.last >= range.first && (total == "*" || range.total > range.last);
    return okFirst && okLast && okTotal && fits ? std::optional(range) : std::nullopt;
}

bool continuesAt(const ContentRange &range, qint64 offset, qint64 size)
{
    const qint64 total = size >= 0 ? size : range.total;
    return range.first == offset && (range.total < 0 || size < 0 || range.total == size) &&
           (total < 0 || range.last == total - 1);
}

} // namespace stowage::registry
