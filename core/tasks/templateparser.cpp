// SPDX-License-Identifier: Apache-2.0
#include "tasks/templateparser.h"

#include "tasks/templatefunctions.h"
#include "tasks/templatelexer.h"

#include <algorithm>
#include <array>

namespace stowage::templates {

namespace {

using Kind = Token::Kind;

const QString knownVariables =
    QStringLiteral("the documented variables are .module.image.reference.registry, "
                   ".module.image.reference.repository and .module.image.reference.reference");

class Parser
{
public:
    Parser(const QString &text, const QStringList &words)
        : m_words(words)
        , m_end(text.size())
        , m_tokens(tokensOf(text))
    {
    }

    Tree run()
    {
        m_scopes.append(QStringList());
        Tree tree;
        tree.statements = list();
        if (m_index < m_tokens.size()) {
            throw Fault{peek().at,
                        QStringLiteral("'%1' without 'if' or 'with' before it").arg(m_tokens.at(m_index + 1).text)};
        }
        m_variables.sort();
        m_variables.removeDuplicates();
        tree.variables = m_variables;
        return tree;
    }

private:
    struct Guard
    {
        explicit Guard(Parser &owner)
            : parser(owner)
        {
            if (++parser.m_depth > deepestNesting) {
                throw Fault{parser.here(), QStringLiteral("the template is nested too deeply")};
            }
        }
        ~Guard() { --parser.m_depth; }
        Q_DISABLE_COPY_MOVE(Guard)
        Parser &parser;
    };

    const Token &peek() const { return m_tokens.at(m_index); }
    bool is(Kind kind) const { return m_index < m_tokens.size() && peek().kind == kind; }
    bool isWord(qsizetype index, const char *word) const
    {
        return index < m_tokens.size() && m_tokens.at(index).kind == Kind::Word &&
               m_tokens.at(index).text == QLatin1String(word);
    }
    qsizetype here() const { return m_index < m_tokens.size() ? peek().at : m_end; }

    /// Statements up to `{{end}}`, `{{else …}}` (not consumed) or the end of the text.
    std::vector<Statement> list()
    {
        const Guard guard(*this);
        std::vector<Statement> statements;
        while (m_index < m_tokens.size()) {
            if (is(Kind::Text)) {
                Statement text;
                text.text = peek().text;
                ++m_index;
                statements.push_back(std::move(text));
                continue;
            }
            if (isWord(m_index + 1, "end") || isWord(m_index + 1, "else")) {
                break;
            }
            ++m_index; // Begin
            if (isWord(m_index, "if") || isWord(m_index, "with")) {
                statements.push_back(block());
            } else {
                statements.push_back(simple());
                expectEnd();
            }
        }
        return statements;
    }

    /// At `if` or `with`, up to and including `{{end}}`.
    Statement block()
    {
        const Guard guard(*this);
        const qsizetype begin = here();
        Statement statement;
        statement.kind = isWord(m_index, "if") ? Statement::Kind::If : Statement::Kind::With;
        ++m_index;
        m_scopes.append(m_scopes.last());
        if (is(Kind::Variable) && m_index + 1 < m_tokens.size() && m_tokens.at(m_index + 1).kind == Kind::Declare) {
            statement.variable = peek().text;
            statement.declares = true;
            m_index += 2;
        }
        statement.expression = pipeline();
        if (statement.declares) {
            declare(statement.variable, begin);
        }
        expectEnd();
        m_with += statement.kind == Statement::Kind::With ? 1 : 0;
        m_scopes.append(m_scopes.last());
        statement.body = list();
        m_scopes.removeLast();
        m_with -= statement.kind == Statement::Kind::With ? 1 : 0;
        if (m_index >= m_tokens.size()) {
            throw Fault{
                begin, QStringLiteral("'%1' has no 'end'")
                           .arg(statement.kind == Statement::Kind::If ? QStringLiteral("if") : QStringLiteral("with"))};
        }
        ++m_index; // Begin
        if (isWord(m_index, "else")) {
            ++m_index;
            if (isWord(m_index, "if") || isWord(m_index, "with")) {
                statement.otherwise.push_back(block()); // takes the common {{end}}
                m_scopes.removeLast();
                return statement;
            }
            expectEnd();
            m_scopes.append(m_scopes.last());
            statement.otherwise = list();
            m_scopes.removeLast();
            if (m_index >= m_tokens.size()) {
                throw Fault{begin, QStringLiteral("'else' has no 'end'")};
            }
            ++m_index; // Begin
            if (!isWord(m_index, "end")) {
                throw Fault{here(), QStringLiteral("after 'else' belongs 'end'")};
            }
        }
        ++m_index; // end
        expectEnd();
        m_scopes.removeLast();
        return statement;
    }

    Statement simple()
    {
        Statement statement;
        const qsizetype begin = here();
        if (is(Kind::Variable) && m_index + 1 < m_tokens.size() &&
            (m_tokens.at(m_index + 1).kind == Kind::Declare || m_tokens.at(m_index + 1).kind == Kind::Assign)) {
            statement.kind = Statement::Kind::Set;
            statement.variable = peek().text;
            statement.declares = m_tokens.at(m_index + 1).kind == Kind::Declare;
            m_index += 2;
            statement.expression = pipeline();
            if (statement.declares) {
                declare(statement.variable, begin);
            } else {
                requireDeclared(statement.variable, begin);
            }
            return statement;
        }
        static constexpr std::array unsupported{"range", "define", "template", "block", "break", "continue"};
        for (const char *word : unsupported) {
            if (isWord(m_index, word)) {
                throw Fault{
                    begin,
                    QStringLiteral("'%1' is not supported; there are if, else, with and end").arg(QLatin1String(word))};
            }
        }
        statement.kind = Statement::Kind::Print;
        statement.expression = pipeline();
        return statement;
    }

    void expectEnd()
    {
        if (!is(Kind::End)) {
            throw Fault{here(), m_index < m_tokens.size() ? QStringLiteral("'}}' is expected here")
                                                          : QStringLiteral("'{{' is not closed")};
        }
        ++m_index;
    }

    void declare(const QString &name, qsizetype at)
    {
        if (name.isEmpty()) {
            throw Fault{at, QStringLiteral("a variable needs a name, as in $name")};
        }
        m_scopes.last().append(name);
    }

    void requireDeclared(const QString &name, qsizetype at) const
    {
        if (!m_scopes.last().contains(name)) {
            throw Fault{at, QStringLiteral("the variable '$%1' is not known here").arg(name)};
        }
    }

    Expression pipeline()
    {
        const Guard guard(*this);
        Expression value = command(nullptr);
        int steps = 0;
        while (is(Kind::Pipe)) {
            if (++steps > deepestNesting) { // each step wraps the ones before it
                throw Fault{here(), QStringLiteral("the pipeline is too long")};
            }
            ++m_index;
            value = command(&value);
        }
        return value;
    }

    /// One step of a pipeline; `piped`, the result so far, becomes its last argument.
    Expression command(Expression *piped)
    {
        const qsizetype begin = here();
        if (is(Kind::Word) && isFunction(peek().text)) {
            Expression call;
            call.kind = Expression::Kind::Call;
            call.at = begin;
            call.name = peek().text;
            ++m_index;
            while (startsOperand()) {
                call.arguments.push_back(operand());
            }
            if (piped) {
                call.arguments.push_back(std::move(*piped));
            }
            if (const QString why = argumentComplaint(call.name, qsizetype(call.arguments.size())); !why.isEmpty()) {
                throw Fault{begin, why};
            }
            return call;
        }
        Expression value = operand();
        if (piped) {
            throw Fault{begin, QStringLiteral("behind '|' belongs a function")};
        }
        if (startsOperand()) {
            throw Fault{here(), QStringLiteral("only a function takes arguments")};
        }
        return value;
    }

    bool startsOperand() const
    {
        return is(Kind::Field) || is(Kind::Dot) || is(Kind::Variable) || is(Kind::String) || is(Kind::Number) ||
               is(Kind::Open) || is(Kind::Word);
    }

    Expression operand()
    {
        if (m_index >= m_tokens.size()) {
            throw Fault{m_end, QStringLiteral("'{{' is not closed")};
        }
        const Token token = peek();
        Expression value;
        value.at = token.at;
        switch (token.kind) {
        case Kind::Open:
            ++m_index;
            value = pipeline();
            if (!is(Kind::Close)) {
                throw Fault{token.at, QStringLiteral("'(' is not closed")};
            }
            ++m_index;
            break;
        case Kind::Field:
            ++m_index;
            if (m_with > 0) {
                throw Fault{token.at, QStringLiteral("inside 'with' write $%1").arg(token.text)};
            }
            field(value, token.text);
            break;
        case Kind::Dot:
            ++m_index;
            if (m_with == 0) {
                throw Fault{token.at, QStringLiteral("'.' alone is not supported; %1").arg(knownVariables)};
            }
            value.kind = Expression::Kind::Dot;
            break;
        case Kind::Variable:
            ++m_index;
            if (token.text.isEmpty()) {
                if (!is(Kind::Field) || peek().afterSpace) {
                    throw Fault{token.at, QStringLiteral("'$' alone is not supported; %1").arg(knownVariables)};
                }
                field(value, peek().text);
                ++m_index;
                break;
            }
            requireDeclared(token.text, token.at);
            value.kind = Expression::Kind::Variable;
            value.name = token.text;
            break;
        case Kind::String:
            ++m_index;
            value.value = token.text;
            break;
        case Kind::Number:
            ++m_index;
            value.value = number(token);
            break;
        case Kind::Word:
            ++m_index;
            word(value, token);
            break;
        default: throw Fault{token.at, QStringLiteral("a value is expected here")};
        }
        if (is(Kind::Field) && !peek().afterSpace) {
            throw Fault{here(), QStringLiteral("'%1' cannot be taken from a value").arg(peek().text)};
        }
        return value;
    }

    void field(Expression &value, const QString &path)
    {
        value.kind = Expression::Kind::Field;
        value.name = path;
        m_variables.append(path);
    }

    void word(Expression &value, const Token &token)
    {
        if (token.text == QLatin1String("true") || token.text == QLatin1String("false")) {
            value.value = token.text == QLatin1String("true");
        } else if (m_words.contains(token.text)) {
            field(value, u'.' + token.text);
        } else if (isFunction(token.text)) {
            throw Fault{token.at, QStringLiteral("put the call of '%1' into brackets").arg(token.text)};
        } else {
            throw Fault{
                token.at,
                QStringLiteral("the function '%1' is not known; there are %2").arg(token.text, functionNames())};
        }
    }

    static TemplateValue number(const Token &token)
    {
        bool ok = false;
        if (const qint64 whole = token.text.toLongLong(&ok, 10); ok) {
            return whole;
        }
        if (const double real = token.text.toDouble(&ok); ok) {
            return real;
        }
        throw Fault{token.at, QStringLiteral("'%1' is not a number").arg(token.text)};
    }

    QStringList m_words;
    qsizetype m_end = 0;
    QList<Token> m_tokens;
    qsizetype m_index = 0;
    int m_depth = 0;
    int m_with = 0;
    QList<QStringList> m_scopes;
    QStringList m_variables;
};

} // namespace

Tree treeOf(const QString &text, const QStringList &words)
{
    return Parser(text, words).run();
}

} // namespace stowage::templates
