// SPDX-License-Identifier: Apache-2.0
#include "tasks/templatefunctions.h"

#include <algorithm>
#include <array>

namespace stowage::templates {

namespace {

using Arguments = std::vector<TemplateValue>;

struct Function
{
    const char *name;
    qsizetype least;
    qsizetype most; ///< -1: any number.
};

constexpr std::array functions{
    Function{"eq", 2, -1},        Function{"ne", 2, 2},        Function{"and", 1, -1},
    Function{"or", 1, -1},        Function{"not", 1, 1},       Function{"contains", 2, 2},
    Function{"hasPrefix", 2, 2},  Function{"hasSuffix", 2, 2}, Function{"trimPrefix", 2, 2},
    Function{"trimSuffix", 2, 2}, Function{"trim", 1, 1},      Function{"replace", 3, 3},
    Function{"lower", 1, 1},      Function{"upper", 1, 1},     Function{"splitList", 2, 2},
    Function{"first", 1, 1},      Function{"last", 1, 1},      Function{"join", 2, 2},
    Function{"default", 2, 2},    Function{"printf", 1, -1},
};

const Function *find(const QString &name)
{
    const auto *const found = std::find_if(functions.begin(), functions.end(),
                                           [&name](const Function &f) { return name == QLatin1String(f.name); });
    return found == functions.end() ? nullptr : found;
}

/// Arguments of one call, taken as what the function wants.
class Taken
{
public:
    Taken(const QString &name, const Arguments &arguments, qsizetype at)
        : m_name(name)
        , m_arguments(arguments)
        , m_at(at)
    {
    }

    QString text(size_t i) const
    {
        if (const auto *const value = std::get_if<QString>(&m_arguments.at(i))) {
            return *value;
        }
        throw Fault{m_at, QStringLiteral("'%1' wants a string as argument %2").arg(m_name).arg(i + 1)};
    }

    QStringList list(size_t i) const
    {
        if (const auto *const value = std::get_if<QStringList>(&m_arguments.at(i))) {
            return *value;
        }
        throw Fault{m_at, QStringLiteral("'%1' wants a list as argument %2").arg(m_name).arg(i + 1)};
    }

private:
    const QString &m_name;
    const Arguments &m_arguments;
    qsizetype m_at;
};

QString capped(QString text, qsizetype at)
{
    if (text.size() > longestValue) {
        throw Fault{at, QStringLiteral("the text becomes longer than %1 characters").arg(longestValue)};
    }
    return text;
}

bool equal(const TemplateValue &a, const TemplateValue &b, qsizetype at)
{
    if (a.index() == b.index()) {
        return a == b;
    }
    if (std::holds_alternative<std::monostate>(a) || std::holds_alternative<std::monostate>(b)) {
        return false;
    }
    throw Fault{at, QStringLiteral("values of different kinds cannot be compared")};
}

/// The size of what replacing would give, to refuse it before it is built.
QString replaced(const QString &from, const QString &to, const QString &text, qsizetype at)
{
    const qsizetype count = from.isEmpty() ? text.size() + 1 : text.count(from);
    if (to.size() > from.size() && count > longestValue / std::max<qsizetype>(to.size() - from.size(), 1)) {
        throw Fault{at, QStringLiteral("the text becomes longer than %1 characters").arg(longestValue)};
    }
    QString result = text;
    return capped(result.replace(from, to), at);
}

QString quoted(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\') {
            result += u'\\';
        }
        result += c == u'\n' ? QStringLiteral("\\n") : QString(c);
    }
    return result + u'"';
}

QString formatted(const Arguments &arguments, qsizetype at)
{
    const QString name = QStringLiteral("printf");
    const QString format = Taken(name, arguments, at).text(0);
    QString result;
    size_t next = 1;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format.at(i) != u'%') {
            result += format.at(i);
            continue;
        }
        const QChar verb = ++i < format.size() ? format.at(i) : QChar();
        if (verb == u'%') {
            result += u'%';
            continue;
        }
        if (verb != u's' && verb != u'v' && verb != u'd' && verb != u'q') {
            throw Fault{at, QStringLiteral("printf knows %s, %v, %d, %q and %% only")};
        }
        if (next >= arguments.size()) {
            throw Fault{at, QStringLiteral("printf has fewer arguments than its format asks for")};
        }
        const TemplateValue &value = arguments.at(next++);
        if (verb == u'd' && !std::holds_alternative<qint64>(value)) {
            throw Fault{at, QStringLiteral("printf %d wants a whole number")};
        }
        if ((verb == u's' || verb == u'q') && !std::holds_alternative<QString>(value)) {
            throw Fault{at, QStringLiteral("printf %%1 wants a string").arg(verb)};
        }
        result += verb == u'q' ? quoted(std::get<QString>(value)) : printed(value, at);
        result = capped(result, at);
    }
    if (next < arguments.size()) {
        throw Fault{at, QStringLiteral("printf has more arguments than its format asks for")};
    }
    return result;
}

} // namespace

bool isFunction(const QString &name)
{
    return find(name) != nullptr;
}

QString functionNames()
{
    QStringList names;
    for (const Function &function : functions) {
        names.append(QLatin1String(function.name));
    }
    return names.join(QLatin1String(", "));
}

QString argumentComplaint(const QString &name, qsizetype count)
{
    const Function *const function = find(name);
    if (!function || (count >= function->least && (function->most < 0 || count <= function->most))) {
        return {};
    }
    return QStringLiteral("'%1' takes %2%3 arguments, not %4")
        .arg(name, function->least == function->most ? QString() : QStringLiteral("at least "),
             QString::number(function->least), QString::number(count));
}

bool isTrue(const TemplateValue &value)
{
    struct Truth
    {
        bool operator()(std::monostate) const { return false; }
        bool operator()(bool flag) const { return flag; }
        bool operator()(qint64 number) const { return number != 0; }
        bool operator()(double number) const { return number < 0 || number > 0; }
        bool operator()(const QString &text) const { return !text.isEmpty(); }
        bool operator()(const QStringList &list) const { return !list.isEmpty(); }
    };
    return std::visit(Truth(), value);
}

QString printed(const TemplateValue &value, qsizetype at)
{
    struct Print
    {
        qsizetype at;
        QString operator()(std::monostate) const { throw Fault{at, QStringLiteral("a variable has no value here")}; }
        QString operator()(bool flag) const { return flag ? QStringLiteral("true") : QStringLiteral("false"); }
        QString operator()(qint64 number) const { return QString::number(number); }
        QString operator()(double number) const { return QString::number(number); }
        QString operator()(const QString &text) const { return text; }
        QString operator()(const QStringList &list) const { return u'[' + list.join(u' ') + u']'; }
    };
    return std::visit(Print{at}, value);
}

TemplateValue call(const QString &name, const Arguments &arguments, qsizetype at)
{
    const Taken taken(name, arguments, at);
    if (name == QLatin1String("eq")) {
        return std::any_of(arguments.begin() + 1, arguments.end(),
                           [&](const TemplateValue &other) { return equal(arguments.front(), other, at); });
    }
    if (name == QLatin1String("ne")) {
        return !equal(arguments.at(0), arguments.at(1), at);
    }
    if (name == QLatin1String("not")) {
        return !isTrue(arguments.at(0));
    }
    if (name == QLatin1String("default")) {
        return isTrue(arguments.at(1)) ? arguments.at(1) : arguments.at(0);
    }
    if (name == QLatin1String("contains")) {
        return taken.text(1).contains(taken.text(0));
    }
    if (name == QLatin1String("hasPrefix")) {
        return taken.text(1).startsWith(taken.text(0));
    }
    if (name == QLatin1String("hasSuffix")) {
        return taken.text(1).endsWith(taken.text(0));
    }
    if (name == QLatin1String("trimPrefix")) {
        const QString prefix = taken.text(0);
        const QString text = taken.text(1);
        return text.startsWith(prefix) ? text.mid(prefix.size()) : text;
    }
    if (name == QLatin1String("trimSuffix")) {
        const QString suffix = taken.text(0);
        const QString text = taken.text(1);
        return text.endsWith(suffix) ? text.chopped(suffix.size()) : text;
    }
    if (name == QLatin1String("trim")) {
        return taken.text(0).trimmed();
    }
    if (name == QLatin1String("replace")) {
        return replaced(taken.text(0), taken.text(1), taken.text(2), at);
    }
    if (name == QLatin1String("lower")) {
        return taken.text(0).toLower();
    }
    if (name == QLatin1String("upper")) {
        return capped(taken.text(0).toUpper(), at);
    }
    if (name == QLatin1String("splitList")) {
        const QString separator = taken.text(0);
        const QString text = taken.text(1);
        // Go splits by an empty separator into characters.
        return separator.isEmpty() ? QStringList(text.split(QString(), Qt::SkipEmptyParts)) : text.split(separator);
    }
    if (name == QLatin1String("first") || name == QLatin1String("last")) {
        const QStringList list = taken.list(0);
        if (list.isEmpty()) {
            return std::monostate();
        }
        return name == QLatin1String("first") ? list.first() : list.last();
    }
    if (name == QLatin1String("join")) {
        const QStringList list = taken.list(1);
        if (list.size() > longestValue / std::max<qsizetype>(taken.text(0).size(), 1)) {
            throw Fault{at, QStringLiteral("the text becomes longer than %1 characters").arg(longestValue)};
        }
        return capped(list.join(taken.text(0)), at);
    }
    return formatted(arguments, at);
}

} // namespace stowage::templates
