// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace stowage {

/// YAML, or JSON as people write it (comments, trailing commas, no outer braces), as a tree that knows where each value
/// stands. Internal to core/tasks; immutable, shared by aliases.
struct DocumentNode
{
    enum class Kind { Null, Scalar, List, Map };
    struct Entry
    {
        QString key;
        int line = 0;
        int column = 0;
        std::shared_ptr<const DocumentNode> value; ///< Never null.
    };

    Kind kind = Kind::Null;
    QString text;      ///< Scalar.
    bool plain = true; ///< Scalar without quotes: `true` and `1` are words of YAML, "true" is a string.
    QList<std::shared_ptr<const DocumentNode>> items;
    QList<Entry> entries; ///< In order, each key once.
    int line = 0;         ///< From 1.
    int column = 0;       ///< From 1.
    int height = 1;       ///< Levels from here down, aliases included; at most 100.

    bool isMap() const { return kind == Kind::Map; }
    bool isList() const { return kind == Kind::List; }
    bool isScalar() const { return kind == Kind::Scalar; }
    bool isNull() const { return kind == Kind::Null; }
    const DocumentNode *find(QLatin1String key) const;
    bool has(QLatin1String key) const { return find(key) != nullptr; }
};

using DocumentPointer = std::shared_ptr<const DocumentNode>;

/// Where and why reading stopped.
struct DocumentFault
{
    int line = 0;
    int column = 0;
    QString why;
};

struct Documents
{
    QList<DocumentPointer> documents; ///< Those before the fault; all when a key stands twice, without its later value.
    std::optional<DocumentFault> fault; ///< Broken syntax, a key that stands twice, too deep nesting.
};

/// Text of a file: UTF-8, or UTF-16/32 with a byte order mark. Nothing when it is neither.
std::optional<QString> decodedText(const QByteArray &bytes);

/// All documents of `text`.
Documents readDocuments(const QString &text);

} // namespace stowage
