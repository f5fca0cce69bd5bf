// SPDX-License-Identifier: Apache-2.0
#include "registry/link.h"

namespace stowage::registry {

namespace {

/// The end of one link: the next comma outside of quotes.
qsizetype endOfLink(const QByteArray &text, qsizetype from)
{
    bool quoted = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text.at(i) == '\\' && quoted) {
            ++i;
        } else if (text.at(i) == '"') {
            quoted = !quoted;
        } else if (text.at(i) == ',' && !quoted) {
            return i;
        }
    }
    return text.size();
}

bool saysNext(const QByteArray &parameters)
{
    for (const QByteArray &parameter : parameters.split(';')) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0 || parameter.left(equals).trimmed().toLower() != "rel") {
            continue;
        }
        QByteArray value = parameter.mid(equals + 1).trimmed();
        if (value.startsWith('"') && value.endsWith('"') && value.size() >= 2) {
            value = value.mid(1, value.size() - 2);
        }
        return value.toLower().simplified().split(' ').contains("next");
    }
    return false;
}

} // namespace

std::optional<QUrl> nextLink(const QList<QByteArray> &values, const QUrl &base)
{
    for (const QByteArray &text : values) {
        qsizetype at = 0;
        while (true) {
            const qsizetype open = text.indexOf('<', at);
            const qsizetype close = open < 0 ? -1 : text.indexOf('>', open);
            if (close < 0) {
                break;
            }
            const qsizetype end = endOfLink(text, close + 1);
            const QByteArray target = text.mid(open + 1, close - open - 1).trimmed();
            if (!target.isEmpty() && saysNext(text.mid(close + 1, end - close - 1))) {
                const QUrl url = QUrl::fromEncoded(target, QUrl::TolerantMode);
                return url.isValid() ? std::optional<QUrl>(base.resolved(url)) : std::nullopt;
            }
            at = end + 1;
        }
    }
    return {};
}

} // namespace stowage::registry
