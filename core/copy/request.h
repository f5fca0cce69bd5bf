// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"
#include "oci/platform.h"
#include "oci/reference.h"

#include <QList>

namespace stowage {

/// What to do with an image that lacks a requested platform.
enum class Policy {
    Strict, ///< Refuse that image before a byte moves, go on with the others.
    Warn,   ///< Take what there is and say so; a single image of another platform is skipped.
};

/// Which KubeKey generation a store is written for (layouts.md).
enum class TreeLayout { Both, Tag, Index };

/// One image to copy: its name at the source and its name at the target.
struct CopyItem
{
    Reference source;
    Reference target;
    friend bool operator==(const CopyItem &, const CopyItem &) = default;
};

/// A whole copy as a value: what the journal keeps. Holds no secret.
struct CopyRequest
{
    End from;
    End to;
    QList<CopyItem> items;
    QList<Platform> platforms; ///< Empty: everything, bytes unchanged.
    Policy policy = Policy::Strict;
    TreeLayout layout = TreeLayout::Both;
    bool keepAttestations = false; ///< With platforms: keep the attestations of kept entries (P08).
    bool foreignLayers = false;    ///< Fetch and push non-distributable layers too (P11).
    bool waitForLock = true;       ///< False: StoreLocked at once (--no-wait).
    int blobsAtOnce = 4;
    friend bool operator==(const CopyRequest &, const CopyRequest &) = default;
};

} // namespace stowage
