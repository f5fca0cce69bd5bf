// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArrayView>

#include <simdjson.h>

#include <memory>

namespace stowage {

/// A JSON document checked as a whole before anything is taken from it (S31), internal to core/oci.
///
/// simdjson's on-demand reader looks only at what it is asked for; here every value is visited once: grammar, UTF-8,
/// nesting depth, and keys that stand twice in one object. Afterwards `root()` may be read in any order of passes.
class StrictJson
{
public:
    static constexpr int deepestNesting = 64;

    /// `bytes` must be one JSON object. MalformedManifest otherwise; `item` is what the error calls the text.
    static Result<std::unique_ptr<StrictJson>> open(QByteArrayView bytes, const QString &item);

    /// The object from its start. Invalidates what an earlier call returned.
    simdjson::simdjson_result<simdjson::ondemand::object> root();
    /// Where `part`, which came out of this document, stands in the bytes.
    qsizetype offsetOf(std::string_view part) const;

private:
    explicit StrictJson(QByteArrayView bytes);
    simdjson::ondemand::parser m_parser;
    simdjson::padded_string m_text;
    simdjson::ondemand::document m_document;
};

/// `text` as a QString; simdjson has proven that it is UTF-8.
QString fromJson(std::string_view text);

} // namespace stowage
