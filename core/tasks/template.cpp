// SPDX-License-Identifier: Apache-2.0
#include "tasks/template.h"

#include "tasks/templatefunctions.h"
#include "tasks/templateparser.h"

namespace stowage {

namespace {

using namespace templates;

class Evaluator
{
public:
    explicit Evaluator(const Template::Lookup &lookup)
        : m_lookup(lookup)
    {
    }

    QString run(const std::vector<Statement> &statements)
    {
        block(statements);
        return m_output;
    }

private:
    struct Variable
    {
        QString name;
        TemplateValue value;
    };

    void block(const std::vector<Statement> &statements)
    {
        const qsizetype scope = m_variables.size();
        for (const Statement &statement : statements) {
            execute(statement);
        }
        m_variables.resize(scope);
    }

    void execute(const Statement &statement)
    {
        switch (statement.kind) {
        case Statement::Kind::Text: write(statement.text, statement.expression.at); break;
        case Statement::Kind::Print: print(statement.expression); break;
        case Statement::Kind::Set: {
            TemplateValue value = evaluate(statement.expression);
            if (statement.declares) {
                m_variables.append({statement.variable, std::move(value)});
            } else {
                variable(statement.variable) = std::move(value);
            }
            break;
        }
        case Statement::Kind::If:
        case Statement::Kind::With: choose(statement); break;
        }
    }

    void choose(const Statement &statement)
    {
        const qsizetype scope = m_variables.size();
        const TemplateValue value = evaluate(statement.expression);
        if (statement.declares) {
            m_variables.append({statement.variable, value});
        }
        if (!isTrue(value)) {
            block(statement.otherwise);
        } else if (statement.kind == Statement::Kind::With) {
            const TemplateValue outer = std::exchange(m_dot, value);
            block(statement.body);
            m_dot = outer;
        } else {
            block(statement.body);
        }
        m_variables.resize(scope);
    }

    void print(const Expression &expression)
    {
        const TemplateValue value = evaluate(expression);
        if (std::holds_alternative<std::monostate>(value)) {
            throw Fault{expression.at, expression.kind == Expression::Kind::Field
                                           ? QStringLiteral("the variable '%1' is not known").arg(expression.name)
                                           : QStringLiteral("this has no value")};
        }
        write(printed(value, expression.at), expression.at);
    }

    void write(const QString &text, qsizetype at)
    {
        if (m_output.size() + text.size() > longestValue) {
            throw Fault{at, QStringLiteral("the text becomes longer than %1 characters").arg(longestValue)};
        }
        m_output += text;
    }

    TemplateValue &variable(const QString &name)
    {
        qsizetype i = m_variables.size() - 1;
        while (i > 0 && m_variables.at(i).name != name) { // the parser has seen its declaration
            --i;
        }
        return m_variables[i].value;
    }

    TemplateValue evaluate(const Expression &expression)
    {
        switch (expression.kind) {
        case Expression::Kind::Literal: return expression.value;
        case Expression::Kind::Field: return m_lookup(expression.name).value_or(TemplateValue());
        case Expression::Kind::Variable: return variable(expression.name);
        case Expression::Kind::Dot: return m_dot;
        case Expression::Kind::Call: break;
        }
        const bool isAnd = expression.name == QLatin1String("and");
        if (isAnd || expression.name == QLatin1String("or")) {
            TemplateValue value;
            for (const Expression &argument : expression.arguments) {
                value = evaluate(argument);
                if (isTrue(value) != isAnd) {
                    break;
                }
            }
            return value;
        }
        std::vector<TemplateValue> arguments;
        arguments.reserve(expression.arguments.size());
        for (const Expression &argument : expression.arguments) {
            arguments.push_back(evaluate(argument));
            // Only `default`, `not` and comparisons may meet a variable without value.
            if (std::holds_alternative<std::monostate>(arguments.back()) && argument.kind == Expression::Kind::Field &&
                expression.name != QLatin1String("default") && expression.name != QLatin1String("not")) {
                throw Fault{argument.at, QStringLiteral("the variable '%1' is not known").arg(argument.name)};
            }
        }
        return call(expression.name, arguments, expression.at);
    }

    const Template::Lookup &m_lookup;
    QString m_output;
    QList<Variable> m_variables;
    TemplateValue m_dot;
};

std::unexpected<Error> faultAt(const QString &text, const Fault &fault)
{
    const QStringView before = QStringView(text).first(qBound<qsizetype>(0, fault.at, text.size()));
    const qsizetype line = before.count(u'\n') + 1;
    const qsizetype column = before.size() - (before.lastIndexOf(u'\n') + 1) + 1;
    return fail(ErrorKind::InvalidInput, text.size() > 300 ? text.first(300) + QChar(0x2026) : text,
                QStringLiteral("%1:%2: %3").arg(QString::number(line), QString::number(column), fault.why));
}

} // namespace

Result<Template> Template::parse(const QString &text, const QStringList &words)
{
    if (text.size() > longestValue) {
        return fail(ErrorKind::InvalidInput, text.first(80) + QChar(0x2026),
                    QStringLiteral("the template is too long"));
    }
    try {
        Template result;
        result.m_text = text;
        result.m_tree = std::make_shared<const Tree>(treeOf(text, words));
        return result;
    } catch (const Fault &fault) {
        return faultAt(text, fault);
    }
}

QStringList Template::variables() const
{
    return m_tree ? m_tree->variables : QStringList();
}

Result<QString> Template::render(const Lookup &lookup) const
{
    if (!m_tree) {
        return QString();
    }
    try {
        return Evaluator(lookup).run(m_tree->statements);
    } catch (const Fault &fault) {
        return faultAt(m_text, fault);
    }
}

} // namespace stowage
