// SPDX-License-Identifier: Apache-2.0
#include "tasks/templatelexer.h"

namespace stowage::templates {

namespace {

bool isNameStart(QChar c)
{
    return c == u'_' || c.isLetter();
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || c.isDigit();
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n';
}

class Lexer
{
public:
    explicit Lexer(const QString &text)
        : m_text(text)
    {
    }

    QList<Token> run()
    {
        bool trimNext = false;
        while (m_at < m_text.size()) {
            const qsizetype open = m_text.indexOf(QLatin1String("{{"), m_at);
            const qsizetype end = open < 0 ? m_text.size() : open;
            // `{{- ` eats the white space before it, ` -}}` the white space behind it.
            const bool trimBefore = open >= 0 && at(open + 2) == u'-' && isBlank(at(open + 3));
            text(m_at, end, trimNext, trimBefore);
            trimNext = false;
            if (open < 0) {
                break;
            }
            m_at = open + 2 + (trimBefore ? 1 : 0);
            trimNext = action(open);
        }
        return std::move(m_tokens);
    }

private:
    QChar at(qsizetype i) const { return i < m_text.size() ? m_text.at(i) : QChar(); }

    bool isAt(qsizetype i, QLatin1String word) const
    {
        return QStringView(m_text).sliced(qMin(i, m_text.size())).startsWith(word);
    }

    void add(Token::Kind kind, qsizetype position, const QString &content = {})
    {
        m_tokens.append({kind, content, position, m_space});
        m_space = false;
    }

    void text(qsizetype begin, qsizetype end, bool trimStart, bool trimEnd)
    {
        while (trimStart && begin < end && isBlank(m_text.at(begin))) {
            ++begin;
        }
        while (trimEnd && begin < end && isBlank(m_text.at(end - 1))) {
            --end;
        }
        if (begin < end) {
            m_tokens.append({Token::Kind::Text, m_text.mid(begin, end - begin), begin, false});
        }
    }

    /// Behind `{{` or `{{-`; returns whether the closing side trims.
    bool action(qsizetype open)
    {
        qsizetype i = m_at;
        while (isBlank(at(i)) && m_at > open + 2) { // only behind `{{-`
            ++i;
        }
        if (isAt(i, QLatin1String("/*"))) {
            return comment(i, open);
        }
        add(Token::Kind::Begin, open);
        while (true) {
            while (isBlank(at(m_at)) && m_at < m_text.size()) {
                ++m_at;
                m_space = true;
            }
            if (m_at >= m_text.size()) {
                throw Fault{open, QStringLiteral("'{{' is not closed")};
            }
            if (m_space && isAt(m_at, QLatin1String("-}}"))) {
                add(Token::Kind::End, m_at);
                m_at += 3;
                return true;
            }
            if (isAt(m_at, QLatin1String("}}"))) {
                add(Token::Kind::End, m_at);
                m_at += 2;
                return false;
            }
            token();
        }
    }

    bool comment(qsizetype begin, qsizetype open)
    {
        const qsizetype close = m_text.indexOf(QLatin1String("*/"), begin + 2);
        if (close < 0) {
            throw Fault{open, QStringLiteral("the comment is not closed")};
        }
        m_at = close + 2;
        qsizetype i = m_at;
        while (isBlank(at(i))) {
            ++i;
        }
        if (i > m_at && isAt(i, QLatin1String("-}}"))) {
            m_at = i + 3;
            return true;
        }
        if (!isAt(m_at, QLatin1String("}}"))) {
            throw Fault{m_at, QStringLiteral("behind a comment belongs '}}'")};
        }
        m_at += 2;
        return false;
    }

    QString name()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isNamePart(m_text.at(m_at))) {
            ++m_at;
        }
        return m_text.mid(begin, m_at - begin);
    }

    void token()
    {
        const qsizetype begin = m_at;
        const QChar c = m_text.at(m_at);
        if (c == u'.') {
            field(begin);
        } else if (c == u'$') {
            ++m_at;
            const QString word = name();
            add(Token::Kind::Variable, begin, word);
        } else if (c == u'"') {
            quoted(begin);
        } else if (c == u'`') {
            raw(begin);
        } else if (c.isDigit() || ((c == u'-' || c == u'+') && at(m_at + 1).isDigit())) {
            ++m_at;
            while (m_at < m_text.size() && (isNamePart(m_text.at(m_at)) || m_text.at(m_at) == u'.')) {
                ++m_at;
            }
            add(Token::Kind::Number, begin, m_text.mid(begin, m_at - begin));
        } else if (isNameStart(c)) {
            const QString word = name();
            add(Token::Kind::Word, begin, word);
        } else if (c == u'|') {
            ++m_at;
            add(Token::Kind::Pipe, begin);
        } else if (c == u'(') {
            ++m_at;
            add(Token::Kind::Open, begin);
        } else if (c == u')') {
            ++m_at;
            add(Token::Kind::Close, begin);
        } else if (isAt(m_at, QLatin1String(":="))) {
            m_at += 2;
            add(Token::Kind::Declare, begin);
        } else if (c == u'=') {
            ++m_at;
            add(Token::Kind::Assign, begin);
        } else {
            throw Fault{begin, QStringLiteral("'%1' is not understood here").arg(c)};
        }
    }

    void field(qsizetype begin)
    {
        QString path;
        while (at(m_at) == u'.' && m_at < m_text.size() && isNameStart(at(m_at + 1))) {
            ++m_at;
            path += u'.' + name();
        }
        if (path.isEmpty()) {
            ++m_at;
            if (at(m_at) == u'.' || at(m_at).isDigit()) {
                throw Fault{begin, QStringLiteral("a variable is written .name.name")};
            }
            add(Token::Kind::Dot, begin);
            return;
        }
        add(Token::Kind::Field, begin, path);
    }

    void raw(qsizetype begin)
    {
        const qsizetype close = m_text.indexOf(u'`', begin + 1);
        if (close < 0) {
            throw Fault{begin, QStringLiteral("the string is not closed")};
        }
        m_at = close + 1;
        add(Token::Kind::String, begin, m_text.mid(begin + 1, close - begin - 1));
    }

    void quoted(qsizetype begin)
    {
        QString value;
        ++m_at;
        while (true) {
            if (m_at >= m_text.size() || m_text.at(m_at) == u'\n') {
                throw Fault{begin, QStringLiteral("the string is not closed")};
            }
            const QChar c = m_text.at(m_at++);
            if (c == u'"') {
                break;
            }
            value += c == u'\\' ? escape() : QString(c);
        }
        add(Token::Kind::String, begin, value);
    }

    QString escape()
    {
        const qsizetype begin = m_at - 1;
        const QChar c = at(m_at++);
        switch (c.unicode()) {
        case u'n': return QStringLiteral("\n");
        case u't': return QStringLiteral("\t");
        case u'r': return QStringLiteral("\r");
        case u'"': return QStringLiteral("\"");
        case u'\\': return QStringLiteral("\\");
        case u'x': return code(begin, 2);
        case u'u': return code(begin, 4);
        default: throw Fault{begin, QStringLiteral("the escape '\\%1' is not understood").arg(c)};
        }
    }

    QString code(qsizetype begin, qsizetype digits)
    {
        bool ok = false;
        const QString hex = m_text.mid(m_at, digits);
        const uint value = hex.toUInt(&ok, 16);
        if (!ok || hex.size() != digits || QChar::isSurrogate(value)) {
            throw Fault{begin, QStringLiteral("the escape is not followed by %1 hexadecimal digits").arg(digits)};
        }
        m_at += digits;
        return QString(QChar(char16_t(value)));
    }

    const QString &m_text;
    qsizetype m_at = 0;
    bool m_space = false;
    QList<Token> m_tokens;
};

} // namespace

QList<Token> tokensOf(const QString &text)
{
    return Lexer(text).run();
}

} // namespace stowage::templates
