// SPDX-License-Identifier: Apache-2.0
#include "registry/challenge.h"

#include <algorithm>

namespace stowage::registry {

namespace {

constexpr qsizetype longestHeader = 16 * 1024;

/// Walks over one header value (RFC 9110, 11.6.1).
class Scanner
{
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text.at(m_at); }
    bool skip(char c)
    {
        const bool there = peek() == c && !atEnd();
        m_at += there ? 1 : 0;
        return there;
    }
    /// Skips spaces and tabs; says whether there were any.
    bool skipSpace()
    {
        const qsizetype from = m_at;
        while (peek() == ' ' || peek() == '\t') {
            ++m_at;
        }
        return m_at > from;
    }
    void skipSpaceAndCommas()
    {
        while (skipSpace() || skip(',')) {
        }
    }
    QByteArray token()
    {
        const qsizetype from = m_at;
        while (!atEnd() && isTokenCharacter(peek())) {
            ++m_at;
        }
        return m_text.mid(from, m_at - from);
    }
    /// A value without quotes: servers put more into it than the grammar allows (`/`, `:`).
    QByteArray looseValue()
    {
        const qsizetype from = m_at;
        while (!atEnd() && peek() != ',' && peek() != ' ' && peek() != '\t') {
            ++m_at;
        }
        return m_text.mid(from, m_at - from);
    }
    std::optional<QByteArray> quoted()
    {
        QByteArray value;
        ++m_at;
        while (!atEnd()) {
            const char c = m_text.at(m_at++);
            if (c == '"') {
                return value;
            }
            if (c == '\\' && !atEnd()) {
                value.append(m_text.at(m_at++));
            } else {
                value.append(c);
            }
        }
        return {};
    }
    qsizetype position() const { return m_at; }
    void goTo(qsizetype position) { m_at = position; }

private:
    static bool isTokenCharacter(char c)
    {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

Result<void> parseOne(const QByteArray &text, QList<Challenge> &found)
{
    const auto broken = [](const char *what) {
        return fail(ErrorKind::ProtocolViolation, {}, QStringLiteral("WWW-Authenticate: ") + QLatin1String(what));
    };
    if (text.size() > longestHeader) {
        return broken("too long");
    }
    Scanner scan(text);
    for (scan.skipSpaceAndCommas(); !scan.atEnd(); scan.skipSpaceAndCommas()) {
        const qsizetype start = scan.position();
        const QByteArray name = scan.token();
        if (name.isEmpty()) {
            return broken("unexpected character");
        }
        scan.skipSpace();
        if (scan.peek() == '=' && !found.isEmpty() && !found.last().scheme.isEmpty()) {
            scan.skip('=');
            scan.skipSpace();
            QByteArray value;
            if (scan.peek() == '"') {
                const auto quoted = scan.quoted();
                if (!quoted) {
                    return broken("a quote is not closed");
                }
                value = *quoted;
            } else {
                value = scan.looseValue();
            }
            found.last().parameters.insert(name.toLower(), value);
            continue;
        }
        if (scan.peek() == '=') {
            return broken("a parameter without a scheme");
        }
        // A scheme. What follows is a parameter, the next scheme after a comma, or one opaque word (`Negotiate YII=`).
        found.append({name.toLower(), {}});
        if (scan.atEnd() || scan.peek() == ',') {
            continue;
        }
        const qsizetype behind = scan.position();
        scan.token();
        scan.skipSpace();
        bool parameter = scan.skip('=');
        while (scan.skip('=')) {
        }
        scan.skipSpace();
        parameter = parameter && !scan.atEnd() && scan.peek() != ','; // else the padding of an opaque word
        scan.goTo(behind);
        if (!parameter) {
            scan.looseValue();
        } else if (behind == start) {
            return broken("unexpected character");
        }
    }
    return {};
}

} // namespace

Result<QList<Challenge>> parseChallenges(const QList<QByteArray> &values)
{
    QList<Challenge> all;
    for (const QByteArray &value : values) {
        QList<Challenge> found;
        const Result<void> read = parseOne(value, found);
        if (!read) {
            return std::unexpected(read.error());
        }
        all += found;
    }
    return all;
}

std::optional<Challenge> pickChallenge(const QList<Challenge> &offered)
{
    for (const QByteArray &scheme : {QByteArrayLiteral("bearer"), QByteArrayLiteral("basic")}) {
        const auto hit =
            std::find_if(offered.begin(), offered.end(), [&scheme](const Challenge &c) { return c.scheme == scheme; });
        if (hit != offered.end()) {
            return *hit;
        }
    }
    return {};
}

QString schemeNames(const QList<Challenge> &offered)
{
    QStringList names;
    for (const Challenge &challenge : offered) {
        names.append(QString::fromLatin1(challenge.scheme.left(40)));
    }
    names.removeDuplicates();
    return names.join(QLatin1String(", "));
}

} // namespace stowage::registry
