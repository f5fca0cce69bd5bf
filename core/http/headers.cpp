// SPDX-License-Identifier: Apache-2.0
#include "http/headers.h"

#include <QString>

#include <algorithm>

namespace stowage::http {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

} // namespace

bool Headers::has(QByteArrayView name) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [name](const auto &field) { return sameName(field.first, name); });
}

QByteArray Headers::value(QByteArrayView name) const
{
    for (const auto &[key, value] : m_fields) {
        if (sameName(key, name)) {
            return value;
        }
    }
    return {};
}

QList<QByteArray> Headers::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const auto &[key, value] : m_fields) {
        if (sameName(key, name)) {
            found.append(value);
        }
    }
    return found;
}

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    append(name, value);
}

void Headers::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const auto &field) { return sameName(field.first, name); });
}

QString Headers::contentType() const
{
    return QString::fromLatin1(value("Content-Type").split(';').constFirst()).trimmed().toLower();
}

} // namespace stowage::http
