// SPDX-License-Identifier: Apache-2.0
#include "http/retry.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace stowage::http {

std::optional<std::chrono::milliseconds> RetryPolicy::restBefore(int next, const Error &last, double dice) const
{
    if (next > tries || !isTransient(last)) {
        return {};
    }
    const bool unreachable = last.kind == ErrorKind::HostNotFound || last.kind == ErrorKind::ConnectionRefused ||
                             last.kind == ErrorKind::Timeout;
    if (unreachable && !unreachableToo) {
        return {};
    }
    if (last.retryAfterSeconds >= 0) {
        const std::chrono::milliseconds asked = std::chrono::seconds(last.retryAfterSeconds);
        if (asked > longestRest) {
            return {};
        }
        // Everybody was told the same time: do not all come back at once.
        return asked + std::chrono::milliseconds(static_cast<qint64>(dice * 250));
    }
    const double grown = static_cast<double>(first.count()) * std::pow(factor, std::min(next - 2, 30));
    const double capped = std::min(grown, static_cast<double>(longest.count()));
    return std::chrono::milliseconds(static_cast<qint64>(capped * (1 + jitter * (2 * dice - 1))));
}

int parseRetryAfter(QByteArrayView value, const QDateTime &now)
{
    const QByteArray text = value.toByteArray().trimmed();
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    if (isNumber) {
        return number < 0 ? -1 : static_cast<int>(std::min<qlonglong>(number, 1000000000));
    }
    QString date = QString::fromLatin1(text);
    if (!date.endsWith(QLatin1String(" GMT"))) {
        return -1;
    }
    date.chop(4);
    QDateTime when = QLocale::c().toDateTime(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    when.setTimeSpec(Qt::UTC);
    if (!when.isValid() || when <= now) {
        return -1;
    }
    return static_cast<int>(std::min<qint64>(now.secsTo(when), 1000000000));
}

double throwDice()
{
    return QRandomGenerator::global()->generateDouble();
}

} // namespace stowage::http
