// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/layout.h"

#include <QByteArray>

namespace stowage::store {

/// What the file `manifests/layout` of a repository turned out to be.
struct IndexFile
{
    enum class State {
        None,
        Index,
        TagFile, ///< The manifest of a tag called `layout`, in the tag layout.
        Broken,  ///< Neither: `error` says why.
    };
    State state = State::None;
    LayoutIndex index; ///< State::Index.
    Error error;       ///< State::Broken.
};

/// Reads `folder`/layout (`folder` is a `manifests` folder). Blocks.
IndexFile readIndexFile(const QString &folder);

/// Whether `name`, of a file in a `manifests` folder, is a manifest kept under its digest.
std::optional<Digest> digestOfName(const QString &name);

} // namespace stowage::store
