// SPDX-License-Identifier: Apache-2.0
#include "registry/tokenanswer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stowage::registry {

Result<TokenAnswer> parseTokenAnswer(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        return fail(ErrorKind::ProtocolViolation, {},
                    QStringLiteral("the token service answered something else than JSON: ") +
                        QString::fromUtf8(body.left(50)).simplified());
    }
    const QJsonObject object = document.object();
    TokenAnswer answer;
    for (const QLatin1String name : {QLatin1String("access_token"), QLatin1String("token")}) {
        if (answer.token.isEmpty()) {
            answer.token = object.value(name).toString().toUtf8();
        }
    }
    const bool usable =
        std::all_of(answer.token.begin(), answer.token.end(), [](char c) { return c > ' ' && c < 127; });
    if (answer.token.isEmpty() || !usable) {
        return fail(ErrorKind::ProtocolViolation, {}, QStringLiteral("no token in the answer of the token service"));
    }
    constexpr double least = 60;
    constexpr double most = 30.0 * 24 * 3600;
    const double seconds = object.value(QLatin1String("expires_in")).toDouble(least);
    answer.life = std::chrono::seconds(static_cast<qint64>(std::clamp(seconds, least, most)));
    return answer;
}

} // namespace stowage::registry
