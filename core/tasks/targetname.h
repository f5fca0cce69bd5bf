// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/reference.h"
#include "tasks/template.h"

#include <QMap>

namespace stowage {

/// How images are called at the target.
///
/// `push --to` and the Push page's "Target name" (ux.md), read by parse():
/// - with `{{`: a template with KubeKey's variables in both spellings
///   (`.module.image.reference.…` and `.module.image.src.reference.…` with `registry`, `repository`, `reference`), or
///   with the bare words `registry`, `repository` and `reference`;
/// - ending in `:tag` after a `/`: an exact name, for one image only;
/// - else a prefix: `<prefix>/<repository>:<reference>`.
/// `reference` is the tag, or the digest of an untagged image. A leading `registry:` or `oci://` is allowed.
/// Task files also keep the source's name (same()), rename the repository only (repository()), or give KubeKey's `dest`
/// (literal()). A value.
class TargetName
{
public:
    enum class Kind { Same, Prefix, Repository, Exact, Template };

    /// The source's own name.
    TargetName() = default;
    /// `variables` are further variables of a template by their path (`.image_registry.auth.registry`).
    /// InvalidInput names the offending part.
    static Result<TargetName> parse(const QString &text, const QMap<QString, QString> &variables = {});
    /// As parse(), but without `{{` the text is an exact name that must have a tag or digest: KubeKey's `dest`.
    static Result<TargetName> literal(const QString &text, const QMap<QString, QString> &variables = {});
    /// Another registry and repository, the tag or digest stays the source's.
    static TargetName repository(const Reference &name);
    /// This name, whatever the source is called. `name` has a tag or digest.
    static TargetName exact(const Reference &name);

    Kind kind() const { return m_kind; }
    const QString &text() const { return m_text; } ///< As written.
    /// The further variables a template uses.
    const QMap<QString, QString> &variables() const { return m_variables; }
    /// The name of `source` at the target. InvalidInput when a template renders no valid name with registry and tag.
    Result<Reference> render(const Reference &source) const;

    friend bool operator==(const TargetName &, const TargetName &) = default;

private:
    Kind m_kind = Kind::Same;
    QString m_text;
    QString m_name; ///< Without `registry:` and `oci://`.
    Template m_template;
    QMap<QString, QString> m_variables;
};

/// What `{{ }}` finds under a variable's path for the image `source`: KubeKey's variables in both spellings and the
/// bare words; `further` are tried first.
std::optional<TemplateValue> imageVariable(const QString &path, const Reference &source,
                                           const QMap<QString, QString> &further = {});
/// Whether imageVariable() knows `path` for every image.
bool isImageVariable(const QString &path);

} // namespace stowage
