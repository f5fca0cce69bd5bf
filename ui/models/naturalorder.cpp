// SPDX-License-Identifier: Apache-2.0
#include "ui/models/naturalorder.h"

namespace stowage {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The digits that start at `from`, leading zeros left out.
QStringView significantDigits(QStringView text, qsizetype &from)
{
    while (from < text.size() && text[from] == u'0') {
        ++from;
    }
    const qsizetype begin = from;
    while (from < text.size() && isDigit(text[from])) {
        ++from;
    }
    return text.sliced(begin, from - begin);
}

} // namespace

int naturalCompare(QStringView left, QStringView right)
{
    qsizetype l = 0;
    qsizetype r = 0;
    while (l < left.size() && r < right.size()) {
        if (isDigit(left[l]) && isDigit(right[r])) {
            const QStringView a = significantDigits(left, l);
            const QStringView b = significantDigits(right, r);
            if (a.size() != b.size()) {
                return a.size() < b.size() ? -1 : 1;
            }
            if (const int order = a.compare(b); order != 0) {
                return order;
            }
            continue;
        }
        const char16_t a = left[l].toCaseFolded().unicode();
        const char16_t b = right[r].toCaseFolded().unicode();
        if (a != b) {
            return a < b ? -1 : 1;
        }
        ++l;
        ++r;
    }
    const qsizetype restLeft = left.size() - l;
    const qsizetype restRight = right.size() - r;
    if (restLeft != restRight) {
        return restLeft < restRight ? -1 : 1;
    }
    return left.compare(right); // `01` and `1`, `A` and `a`: equal so far, but not the same
}

} // namespace stowage
