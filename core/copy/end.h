// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

namespace stowage {

/// One side of a copy as a value: where images come from or go to (ux.md, "END").
struct End
{
    enum class Kind { Store, Registry, Layout, Bundle };
    Kind kind = Kind::Store;
    /// Store, Layout, Bundle: an absolute path. Registry: canonical `host[:port]`, or `*`: each image's own registry.
    QString location;
    /// Registry only: repository prefix without slashes at its ends; may be empty.
    QString prefix;

    /// Reads `dir:PATH`, `local:///PATH`, a path starting with `/`, `./`, `../` or `~`; `registry:HOST[/PREFIX]`,
    /// `oci://HOST[/PREFIX]`, or a bare word whose first part has `.` or `:` or is `localhost`; `layout:PATH`;
    /// `bundle:FILE`. Relative paths are made absolute against the working directory. InvalidInput says how to write
    /// it.
    static Result<End> parse(QStringView text);
    /// The source of a pull: every image comes from the registry that its name says (`registry:*`).
    static End eachOwn() { return {Kind::Registry, QStringLiteral("*"), {}}; }
    bool isEachOwn() const { return kind == Kind::Registry && location == QLatin1String("*"); }
    /// What a person reads, and parse() reads back: `dir:/data/images`, `registry:hub.local/team`.
    QString toString() const;

    friend bool operator==(const End &, const End &) = default;
};

} // namespace stowage
