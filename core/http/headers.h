// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace stowage::http {

/// Header fields in order; names compare without case. A value.
class Headers
{
public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<QByteArray, QByteArray>> fields)
        : m_fields(fields)
    {
    }

    bool has(QByteArrayView name) const;
    /// The first field of that name; empty when there is none.
    QByteArray value(QByteArrayView name) const;
    /// Every field of that name. Equal fields of an answer arrive joined by ", " (Q07): parsers must split them.
    QList<QByteArray> values(QByteArrayView name) const;
    /// Replaces all fields of that name.
    void set(const QByteArray &name, const QByteArray &value);
    void append(const QByteArray &name, const QByteArray &value) { m_fields.append({name, value}); }
    void remove(QByteArrayView name);
    const QList<std::pair<QByteArray, QByteArray>> &all() const { return m_fields; }
    /// The media type of Content-Type in lower case and without parameters (D22).
    QString contentType() const;

private:
    QList<std::pair<QByteArray, QByteArray>> m_fields;
};

} // namespace stowage::http
