// SPDX-License-Identifier: Apache-2.0
#include "ui/models/prettyjson.h"

#include <QStringDecoder>

namespace stowage {

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

qsizetype skipBlank(QStringView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at])) {
        ++at;
    }
    return at;
}

class Printer
{
public:
    explicit Printer(QStringView text)
        : m_text(text)
    {
        m_out.reserve(text.size() * 3 / 2);
    }

    QString run()
    {
        while (m_at < m_text.size()) {
            step();
        }
        return std::move(m_out);
    }

private:
    void step()
    {
        const QChar c = m_text[m_at];
        if (c == u'"') {
            string();
            return;
        }
        ++m_at;
        if (c == u'{' || c == u'[') {
            open(c);
        } else if (c == u'}' || c == u']') {
            m_depth = qMax(0, m_depth - 1);
            newLine();
            m_out += c;
        } else if (c == u',') {
            m_out += c;
            newLine();
        } else if (c == u':') {
            m_out += QStringLiteral(": ");
        } else if (!isBlank(c)) {
            appendVisible(m_out, c);
        }
    }

    void open(QChar c)
    {
        m_out += c;
        const qsizetype next = skipBlank(m_text, m_at);
        const QChar closing = c == u'{' ? u'}' : u']';
        if (next < m_text.size() && m_text[next] == closing) {
            m_out += closing;
            m_at = next + 1;
            return;
        }
        ++m_depth;
        newLine();
    }

    void string()
    {
        m_out += m_text[m_at++];
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at++];
            appendVisible(m_out, c);
            if (c == u'\\' && m_at < m_text.size()) {
                appendVisible(m_out, m_text[m_at++]);
            } else if (c == u'"') {
                return;
            }
        }
    }

    void newLine()
    {
        constexpr int deepest = 64; // hostile nesting must not grow the text without bounds
        m_out += u'\n';
        m_out += QString(qMin(m_depth, deepest) * 2, u' ');
    }

    QStringView m_text;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

void appendVisible(QString &out, QChar c)
{
    const QChar::Category category = c.category();
    const bool hidden = category == QChar::Other_Control || category == QChar::Other_Format ||
                        category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
    if (!hidden) {
        out += c;
        return;
    }
    out += QStringLiteral("\\u") + QString::number(c.unicode(), 16).rightJustified(4, u'0');
}

QString prettyJson(const QByteArray &json, qsizetype maximumSize, bool *truncated)
{
    if (truncated != nullptr) {
        *truncated = json.size() > maximumSize;
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(QByteArrayView(json).first(qMin(json.size(), maximumSize)));
    return Printer(text).run();
}

} // namespace stowage
