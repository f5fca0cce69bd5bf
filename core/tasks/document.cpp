// SPDX-License-Identifier: Apache-2.0
#include "tasks/document.h"

#include <QHash>
#include <QSet>
#include <QStringDecoder>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace stowage {

namespace {

constexpr qsizetype deepestNesting = 100;

/// A fault met while events arrive.
struct Stop
{
    DocumentFault fault;
};

/// Builds nodes from the parser's events; unlike yaml-cpp's own nodes these keep repeated keys from passing silently.
class Builder : public YAML::EventHandler
{
public:
    /// Lines are counted from behind the first `linesBefore`.
    explicit Builder(int linesBefore)
        : m_linesBefore(linesBefore)
    {
    }

    DocumentPointer root() const { return m_root; }
    /// The first key that stands twice; its later value is left out.
    const std::optional<DocumentFault> &repeated() const { return m_repeated; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        // At a stray bracket yaml-cpp gives empty documents for ever without moving on.
        if (m_documents++ > 0 && mark.pos == m_lastStart) {
            throw Stop{
                {mark.line + 1 - m_linesBefore, mark.column + 1, QStringLiteral("a bracket here closes nothing")}};
        }
        m_lastStart = mark.pos;
        m_root = std::make_shared<DocumentNode>();
        m_open.clear();
        m_anchors.clear();
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(make(DocumentNode::Kind::Null, mark), anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchors.constFind(anchor);
        if (known == m_anchors.constEnd()) {
            throw Stop{{mark.line + 1 - m_linesBefore, mark.column + 1,
                        QStringLiteral("the alias stands inside what it names")}};
        }
        place(*known);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        const auto node = make(DocumentNode::Kind::Scalar, mark);
        node->text = QString::fromStdString(value);
        node->plain = tag == "?";
        add(node, anchor);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(DocumentNode::Kind::List, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(DocumentNode::Kind::Map, mark, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        std::shared_ptr<DocumentNode> node;
        YAML::anchor_t anchor = 0;
        std::optional<DocumentNode::Entry> key; ///< Of a map: the key that waits for its value.
        QSet<QString> keys;
        bool again = false; ///< `key` stood before.
    };

    std::shared_ptr<DocumentNode> make(DocumentNode::Kind kind, const YAML::Mark &mark) const
    {
        auto node = std::make_shared<DocumentNode>();
        node->kind = kind;
        node->line = std::max(1, mark.line + 1 - m_linesBefore);
        node->column = mark.column + 1;
        return node;
    }

    void open(DocumentNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (m_open.size() >= deepestNesting) {
            throw Stop{
                {mark.line + 1 - m_linesBefore, mark.column + 1, QStringLiteral("the document is nested too deeply")}};
        }
        m_open.append({make(kind, mark), anchor, std::nullopt, {}});
    }

    void close()
    {
        const Open done = m_open.takeLast();
        for (const DocumentPointer &item : std::as_const(done.node->items)) {
            done.node->height = std::max(done.node->height, item->height + 1);
        }
        for (const DocumentNode::Entry &entry : std::as_const(done.node->entries)) {
            done.node->height = std::max(done.node->height, entry.value->height + 1);
        }
        // Chains of aliases nest without looking nested.
        if (done.node->height > deepestNesting) {
            throw Stop{{done.node->line, done.node->column, QStringLiteral("the document is nested too deeply")}};
        }
        add(done.node, done.anchor);
    }

    void add(const DocumentPointer &node, YAML::anchor_t anchor)
    {
        if (anchor != 0) {
            m_anchors.insert(anchor, node);
        }
        place(node);
    }

    void place(const DocumentPointer &node)
    {
        if (m_open.isEmpty()) {
            m_root = node;
            return;
        }
        Open &parent = m_open.last();
        if (parent.node->isList()) {
            parent.node->items.append(node);
        } else if (parent.key) {
            parent.key->value = node;
            DocumentNode::Entry entry = *std::exchange(parent.key, std::nullopt);
            if (!std::exchange(parent.again, false)) {
                parent.node->entries.append(entry);
            }
        } else {
            key(parent, *node);
        }
    }

    void key(Open &parent, const DocumentNode &node)
    {
        if (!node.isScalar() && !node.isNull()) {
            throw Stop{{node.line, node.column, QStringLiteral("a key is a plain word")}};
        }
        // A merge key may stand several times.
        if (parent.keys.contains(node.text) && node.text != QLatin1String("<<")) {
            parent.again = true;
            if (!m_repeated) {
                m_repeated = {node.line, node.column,
                              QStringLiteral("the key '%1' stands twice").arg(node.text.left(100))};
            }
        }
        parent.keys.insert(node.text);
        parent.key = DocumentNode::Entry{node.text, node.line, node.column, nullptr};
    }

    int m_linesBefore = 0;
    int m_documents = 0;
    int m_lastStart = 0;
    std::optional<DocumentFault> m_repeated;
    DocumentPointer m_root;
    QList<Open> m_open;
    QHash<YAML::anchor_t, DocumentPointer> m_anchors;
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n';
}

/// Whether the first thing that counts is a bracket or a quoted word: JSON rather than block YAML.
QChar firstOfJson(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size()) {
        const QStringView rest = QStringView(text).sliced(i);
        if (isBlank(rest.front())) {
            ++i;
        } else if (rest.startsWith(u"//") || rest.startsWith(u"#")) {
            const qsizetype end = text.indexOf(u'\n', i);
            i = end < 0 ? text.size() : end;
        } else if (rest.startsWith(u"/*")) {
            const qsizetype end = text.indexOf(QLatin1String("*/"), i + 2);
            i = end < 0 ? text.size() : end + 2;
        } else {
            const QChar c = rest.front();
            return c == u'{' || c == u'[' || c == u'"' ? c : QChar();
        }
    }
    return {};
}

/// Spaces for all but line ends; returns the last position blanked, where a loop goes on behind.
qsizetype blank(QString &text, qsizetype begin, qsizetype end)
{
    for (qsizetype i = begin; i < end; ++i) {
        if (text.at(i) != u'\n') {
            text[i] = u' ';
        }
    }
    return end - 1;
}

/// Replaces what YAML does not know of commented JSON by spaces: `//` and `/* */` outside of strings, and tabs.
QString withoutJsonComments(QString text)
{
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c == u'\\') {
                ++i;
            } else if (c == u'"') {
                quoted = false;
            }
            continue;
        }
        const QStringView rest = QStringView(text).sliced(i);
        // `//` behind a word is part of it, as in oci://host.
        const bool free = i == 0 || isBlank(text.at(i - 1)) || QStringView(u"{}[],:\"/").contains(text.at(i - 1));
        if (c == u'"') {
            quoted = true;
        } else if (c == u'\t') {
            text[i] = u' ';
        } else if (free && (rest.startsWith(u"//") || c == u'#')) {
            const qsizetype end = text.indexOf(u'\n', i);
            i = blank(text, i, end < 0 ? text.size() : end);
        } else if (free && rest.startsWith(u"/*")) {
            const qsizetype end = text.indexOf(QLatin1String("*/"), i + 2);
            i = blank(text, i, end < 0 ? text.size() : end + 2);
        }
    }
    return text;
}

QString plainWords(const std::string &message)
{
    return QString::fromStdString(message).left(200);
}

Documents parse(const QString &text, int linesBefore = 0)
{
    Documents result;
    std::istringstream stream(text.toStdString());
    Builder builder(linesBefore);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
            result.documents.append(builder.root());
        }
    } catch (const Stop &stop) {
        result.fault = stop.fault;
    } catch (const YAML::Exception &exception) {
        result.fault =
            DocumentFault{exception.mark.line + 1 - linesBefore, exception.mark.column + 1, plainWords(exception.msg)};
    }
    if (!result.fault) {
        result.fault = builder.repeated();
    }
    return result;
}

} // namespace

const DocumentNode *DocumentNode::find(QLatin1String key) const
{
    for (const Entry &entry : entries) {
        if (entry.key == key) {
            return entry.value.get();
        }
    }
    return nullptr;
}

std::optional<QString> decodedText(const QByteArray &bytes)
{
    const QStringConverter::Encoding encoding =
        QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    // Odd bytes of UTF-16 are replaced without an error.
    if (decoder.hasError() || text.contains(QChar(QChar::ReplacementCharacter))) {
        return std::nullopt;
    }
    if (text.startsWith(QChar(QChar::ByteOrderMark))) {
        text.remove(0, 1);
    }
    return text;
}

Documents readDocuments(const QString &text)
{
    const QChar first = firstOfJson(text);
    if (first.isNull()) {
        return parse(text);
    }
    const QString cleaned = withoutJsonComments(text);
    Documents result = parse(cleaned);
    if (first == u'"' && result.fault) {
        // The published examples of image-syncer leave the outer braces away.
        Documents wrapped = parse(QStringLiteral("{\n") + cleaned + QStringLiteral("\n}"), 1);
        if (!wrapped.fault || wrapped.fault->line > result.fault->line) {
            result = std::move(wrapped);
        }
    }
    return result;
}

} // namespace stowage
