// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "tasks/templatevalue.h"

#include <functional>
#include <memory>
#include <optional>

namespace stowage {

namespace templates {
struct Tree;
}

/// The part of Go's text/template that KubeKey's task files need (task-files.md, "Templates"): text, `{{ }}` with
/// trimming, field chains, literals, pipelines, `if`, `else if`, `else`, `with`, `$x :=`, comments, and the functions
/// eq ne and or not contains hasPrefix hasSuffix trimPrefix trimSuffix trim replace lower upper splitList first last
/// join default printf, arguments in Sprig's order. Everything else is refused by name and position, nothing is
/// guessed.
///
/// An immutable value, cheap to copy.
class Template
{
public:
    /// The value of a variable by its path (`.module.image.reference.tag`); nothing when it is unknown.
    using Lookup = std::function<std::optional<TemplateValue>(const QString &path)>;

    Template() = default;
    /// InvalidInput with `line:column` and what was expected. Each of `words` may be written bare, as `{{ word }}`, and
    /// means the variable `.word`.
    static Result<Template> parse(const QString &text, const QStringList &words = {});

    const QString &text() const { return m_text; }
    /// The variables it names, sorted, each once.
    QStringList variables() const;
    /// The text with all expressions evaluated. InvalidInput with the position when a function gets what it cannot use
    /// or a variable without value is printed.
    Result<QString> render(const Lookup &lookup) const;

    friend bool operator==(const Template &a, const Template &b) { return a.m_text == b.m_text; }

private:
    QString m_text;
    std::shared_ptr<const templates::Tree> m_tree;
};

} // namespace stowage
