// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/templatevalue.h"

#include <vector>

/// What a template is made of; internal to core/tasks.
namespace stowage::templates {

/// A mistake at a place of the template's text; turned into an Error by Template.
struct Fault
{
    qsizetype at = 0;
    QString why;
};

/// Caps what a template may build or nest, so that no input is expensive.
constexpr int deepestNesting = 100;
constexpr qsizetype longestValue = 64 * 1024;

struct Expression
{
    enum class Kind {
        Literal,  ///< `value`
        Field,    ///< `name` is the whole path, from the root
        Variable, ///< `name` without `$`
        Dot,      ///< the value of the innermost `with`
        Call,     ///< `name` with `arguments`
    };
    Kind kind = Kind::Literal;
    qsizetype at = 0;
    TemplateValue value;
    QString name;
    std::vector<Expression> arguments;
};

struct Statement
{
    enum class Kind {
        Text,  ///< `text`
        Print, ///< `expression`
        Set,   ///< `variable` gets `expression`
        If,    ///< `expression`, perhaps also set as `variable`, chooses `body` or `otherwise`
        With,  ///< as If; dot is the value in `body`
    };
    Kind kind = Kind::Text;
    QString text;
    Expression expression;
    QString variable;
    bool declares = false; ///< `:=` rather than `=`.
    std::vector<Statement> body;
    std::vector<Statement> otherwise;
};

struct Tree
{
    std::vector<Statement> statements;
    QStringList variables;
};

} // namespace stowage::templates
