// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"

namespace stowage {

/// How images are called at the target registry: `push --to` and the Push page's "Target name" (ux.md).
///
/// - with `{{`: a template, KubeKey's variables in both spellings
///   (`.module.image.reference.…` and `.module.image.src.reference.…` with `registry`, `repository`, `reference`);
/// - ending in `:tag` after a `/`: an exact name, for one image only;
/// - else a prefix: `<prefix>/<repository>:<reference>`.
/// `reference` is the tag, or the digest of an untagged image. A leading `registry:` or `oci://` is allowed.
class TargetName
{
public:
    enum class Kind { Prefix, Exact, Template };

    /// InvalidInput names the offending part.
    static Result<TargetName> parse(const QString &text);

    Kind kind() const { return m_kind; }
    const QString &text() const { return m_text; } ///< As written.
    /// The name of `source` at the target. InvalidInput when a template renders no valid name with registry and tag.
    Result<Reference> render(const Reference &source) const;

    friend bool operator==(const TargetName &, const TargetName &) = default;

private:
    Kind m_kind = Kind::Prefix;
    QString m_text;
    QString m_name; ///< Without `registry:` and `oci://`.
};

} // namespace stowage
