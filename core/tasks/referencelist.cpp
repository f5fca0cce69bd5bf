// SPDX-License-Identifier: Apache-2.0
#include "tasks/referencelist.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace stowage {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

QList<QStringView> wordsOf(QStringView line)
{
    QList<QStringView> words;
    qsizetype begin = -1;
    for (qsizetype i = 0; i <= line.size(); ++i) {
        const bool space = i == line.size() || line.at(i).isSpace();
        if (!space && begin < 0) {
            begin = i;
        } else if (space && begin >= 0) {
            words.append(line.sliced(begin, i - begin));
            begin = -1;
        }
    }
    return words;
}

QStringView unquoted(QStringView word)
{
    if (word.endsWith(u',')) {
        word.chop(1);
    }
    for (const QChar quote : {QChar(u'"'), QChar(u'\'')}) {
        if (word.size() >= 2 && word.startsWith(quote) && word.endsWith(quote)) {
            return word.sliced(1, word.size() - 2);
        }
    }
    return word;
}

/// Drops `[$] [sudo] docker [image] pull [-q]`; false when the line is a command we do not understand.
bool dropPullCommand(QList<QStringView> &words, QString &why)
{
    static constexpr std::array programs{"docker", "podman", "nerdctl", "crictl", "ctr"};
    qsizetype i = 0;
    while (i < words.size() && (words.at(i) == u"$" || words.at(i) == u"sudo")) {
        ++i;
    }
    const bool program = i + 1 < words.size() && std::any_of(programs.begin(), programs.end(), [&](const char *name) {
                             return words.at(i) == QLatin1String(name);
                         });
    if (!program) {
        return true;
    }
    const QStringView name = words.at(i);
    ++i;
    if (i < words.size() && (words.at(i) == u"image" || words.at(i) == u"images")) {
        ++i;
    }
    if (i >= words.size() || words.at(i) != u"pull") {
        why = QStringLiteral("only the pull command of %1 is understood").arg(name);
        return false;
    }
    ++i;
    while (i < words.size() && words.at(i).startsWith(u'-')) {
        if (words.at(i) != u"-q" && words.at(i) != u"--quiet") {
            why = QStringLiteral("the option %1 is not taken over; choose platforms and accounts separately")
                      .arg(words.at(i).toString().section(u'=', 0, 0));
            return false;
        }
        ++i;
    }
    words.remove(0, i);
    if (words.isEmpty()) {
        why = QStringLiteral("the image is missing");
        return false;
    }
    return true;
}

/// Something of several words: a row of names, not a sentence.
bool looksLikeName(QStringView word)
{
    return word.contains(u'/') || word.contains(u':');
}

class Reader
{
public:
    explicit Reader(QStringView text)
        : m_rest(text)
    {
        if (m_rest.startsWith(QChar(QChar::ByteOrderMark))) {
            m_rest = m_rest.sliced(1);
        }
        m_oneLine = std::none_of(m_rest.begin(), m_rest.end(), isLineEnd);
    }

    ImageList read()
    {
        while (!m_rest.isEmpty()) {
            qsizetype end = 0;
            while (end < m_rest.size() && !isLineEnd(m_rest.at(end))) {
                ++end;
            }
            ++m_line;
            line(m_rest.first(end).trimmed());
            if (end < m_rest.size()) {
                const bool pair = m_rest.at(end) == u'\r' && end + 1 < m_rest.size() && m_rest.at(end + 1) == u'\n';
                end += pair ? 2 : 1;
            }
            m_rest = m_rest.sliced(end);
        }
        return std::move(m_list);
    }

private:
    void line(QStringView text)
    {
        if (text.isEmpty()) {
            return;
        }
        if (text.startsWith(u'#')) {
            if (text.startsWith(u"##") && !text.startsWith(u"###")) {
                m_group = text.sliced(2).trimmed().toString();
            }
            return;
        }
        QList<QStringView> words = wordsOf(text);
        for (qsizetype i = 1; i < words.size(); ++i) {
            if (words.at(i).startsWith(u'#')) {
                words.resize(i);
                break;
            }
        }
        if (words.size() > 1 && words.first() == u"-") {
            words.removeFirst();
        }
        QString why;
        if (!dropPullCommand(words, why)) {
            // Of a command no more is shown than what it is: the rest may be a password.
            const QList<QStringView> all = wordsOf(text);
            const QString shown = all.first().toString() + u' ' + all.value(1).toString() + u' ' + QChar(0x2026);
            problem(shown, fail(ErrorKind::InvalidInput, shown, why).error());
            return;
        }
        // What is typed into a field may be several bare names; in a file that would be prose.
        if (words.size() > 1 && !m_oneLine && !std::all_of(words.begin(), words.end(), looksLikeName)) {
            problem(text,
                    fail(ErrorKind::InvalidInput, text.toString(), QStringLiteral("a line names one image")).error());
            return;
        }
        for (const QStringView word : words) {
            const Result<Reference> reference = Reference::parse(unquoted(word));
            if (reference) {
                m_list.entries.append({*reference, m_group, m_line});
            } else {
                problem(text, reference.error());
            }
        }
    }

    void problem(QStringView text, const Error &error)
    {
        // A line with user info is shown from the host on.
        const QStringView shown = text.contains(u'@') ? text.sliced(text.lastIndexOf(u'@') + 1) : text;
        m_list.problems.append({m_line, shown.toString(), error});
        if (shown.size() != text.size() && m_list.problems.last().error.item.contains(u'@')) {
            m_list.problems.last().error.item = shown.toString();
        }
    }

    QStringView m_rest;
    QString m_group;
    int m_line = 0;
    bool m_oneLine = false;
    ImageList m_list;
};

} // namespace

QList<Reference> ImageList::references() const
{
    QList<Reference> unique;
    QSet<Reference> seen;
    unique.reserve(entries.size());
    for (const Entry &entry : entries) {
        if (!seen.contains(entry.reference)) {
            seen.insert(entry.reference);
            unique.append(entry.reference);
        }
    }
    return unique;
}

ImageList readReferenceList(const QString &text)
{
    return Reader(text).read();
}

} // namespace stowage
