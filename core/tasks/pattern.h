// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"

#include <memory>

namespace re2 {
class RE2;
}

namespace stowage {

/// A user's regular expression over image names: RE2 syntax, unanchored and in linear time, as KubeKey's Go code has
/// it. A cheap value; may be used from several threads at once.
class Pattern
{
public:
    /// Matches everything.
    Pattern() = default;
    /// InvalidInput with the position and the offending part. The empty text matches everything.
    static Result<Pattern> compile(const QString &text);

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    /// Whether it is found in `registry/repository:tag` (`…@digest` when untagged), where Docker Hub is called
    /// docker.io; patterns written for KubeKey's folders, where it is registry-1.docker.io, match too.
    bool matches(const Reference &reference) const;
    /// Whether it is found in `text` as it stands.
    bool matchesText(const QString &text) const;

    friend bool operator==(const Pattern &a, const Pattern &b) { return a.m_text == b.m_text; }

private:
    QString m_text;
    std::shared_ptr<const re2::RE2> m_regex; ///< Null when empty.
};

} // namespace stowage
