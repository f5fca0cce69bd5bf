// SPDX-License-Identifier: Apache-2.0
#include "oci/strictjson.h"

#include <string>
#include <unordered_set>

namespace stowage {

namespace {

namespace od = simdjson::ondemand;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, of any size: unknown fields may hold numbers we never look at.
bool isNumber(std::string_view text)
{
    size_t i = 0;
    const auto digits = [&text, &i] {
        const size_t begin = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
            ++i;
        }
        return i - begin;
    };
    if (i < text.size() && text[i] == '-') {
        ++i;
    }
    const bool zero = i < text.size() && text[i] == '0';
    const size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) {
        return false;
    }
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (digits() == 0) {
            return false;
        }
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
            ++i;
        }
        if (digits() == 0) {
            return false;
        }
    }
    return i == text.size();
}

/// Visits every value below; an empty string when all is well, else what is wrong.
class Check
{
public:
    QString object(od::object object, int depth)
    {
        if (depth > StrictJson::deepestNesting) {
            return tooDeep();
        }
        std::unordered_set<std::string> keys;
        for (auto entry : object) {
            od::field field;
            std::string_view key;
            if (const auto error = std::move(entry).get(field)) {
                return broken(error);
            }
            if (const auto error = field.unescaped_key().get(key)) {
                return broken(error);
            }
            if (!keys.emplace(key).second) {
                return QStringLiteral("the key '%1' stands twice in one object").arg(fromJson(key.substr(0, 100)));
            }
            if (QString problem = value(field.value(), depth); !problem.isEmpty()) {
                return problem;
            }
        }
        return {};
    }

private:
    QString value(od::value value, int depth)
    {
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return broken(error);
        }
        switch (type) {
        case od::json_type::object: {
            od::object inner;
            if (const auto error = value.get_object().get(inner)) {
                return broken(error);
            }
            return object(inner, depth + 1);
        }
        case od::json_type::array: {
            od::array inner;
            if (const auto error = value.get_array().get(inner)) {
                return broken(error);
            }
            return array(inner, depth + 1);
        }
        case od::json_type::string: {
            std::string_view text;
            const auto error = value.get_string().get(text);
            return error ? broken(error) : QString();
        }
        case od::json_type::number: {
            if (!isNumber(trimmed(value.raw_json_token()))) {
                return QStringLiteral("a number is malformed");
            }
            return {};
        }
        case od::json_type::boolean: {
            bool flag = false;
            const auto error = value.get_bool().get(flag);
            return error ? broken(error) : QString();
        }
        case od::json_type::null:
            return trimmed(value.raw_json_token()) == "null" ? QString() : QStringLiteral("a word is not JSON");
        }
        return QStringLiteral("a value is not JSON");
    }

    QString array(od::array array, int depth)
    {
        if (depth > StrictJson::deepestNesting) {
            return tooDeep();
        }
        for (auto entry : array) {
            od::value inner;
            if (const auto error = std::move(entry).get(inner)) {
                return broken(error);
            }
            if (QString problem = value(inner, depth); !problem.isEmpty()) {
                return problem;
            }
        }
        return {};
    }

    static QString tooDeep()
    {
        return QStringLiteral("the JSON is nested deeper than %1 levels").arg(StrictJson::deepestNesting);
    }

    static QString broken(simdjson::error_code error)
    {
        return QStringLiteral("the JSON is broken: %1").arg(QLatin1String(simdjson::error_message(error)));
    }
};

} // namespace

QString fromJson(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

StrictJson::StrictJson(QByteArrayView bytes)
    : m_text(bytes.data(), size_t(bytes.size()))
{
}

Result<std::unique_ptr<StrictJson>> StrictJson::open(QByteArrayView bytes, const QString &item)
{
    const auto malformed = [&item](const QString &why) { return fail(ErrorKind::MalformedManifest, item, why); };
    std::unique_ptr<StrictJson> json(new StrictJson(bytes));
    if (const auto error = json->m_parser.iterate(json->m_text).get(json->m_document)) {
        return malformed(QStringLiteral("the JSON is broken: %1").arg(QLatin1String(simdjson::error_message(error))));
    }
    od::object root;
    if (const auto error = json->m_document.get_object().get(root)) {
        return malformed(
            error == simdjson::INCORRECT_TYPE
                ? QStringLiteral("the document is not a JSON object")
                : QStringLiteral("the JSON is broken: %1").arg(QLatin1String(simdjson::error_message(error))));
    }
    if (const QString problem = Check().object(root, 1); !problem.isEmpty()) {
        return malformed(problem);
    }
    if (json->m_document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
        return malformed(QStringLiteral("something follows the end of the JSON document"));
    }
    return json;
}

simdjson::simdjson_result<od::object> StrictJson::root()
{
    m_document.rewind();
    return m_document.get_object();
}

qsizetype StrictJson::offsetOf(std::string_view part) const
{
    return qsizetype(part.data() - m_text.data());
}

} // namespace stowage
