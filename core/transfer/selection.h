// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"
#include "transfer/resolver.h"

namespace stowage::transfer {

/// One image after the platform filter: what exactly would be copied. Pure value.
struct SelectedImage
{
    CopyItem item;
    Digest sourceDigest;
    Descriptor root;                  ///< What the target's tag will stand for.
    QList<PlannedManifest> manifests; ///< Children before the index that names them; the root last.
    QList<Descriptor> blobs;          ///< Unique, configs and layers in order; foreign layers left out unless asked.
    QList<Platform> platforms;        ///< Present and kept; attestations left out.
    QList<PlanWarning> warnings;
    bool skipped = false; ///< Nothing of it is wanted (policy warn, other platform).
    std::optional<Error> refusal;
};

/// Applies platforms and policy to a resolved image (design: "Manifests are bytes"). Pure; never throws.
///
/// Every entry whose normalised platform equals a requested one is kept, in source order, spliced byte for byte; nested
/// indexes are filtered the same way and their entries retargeted. Nothing requested: everything, bytes unchanged.
SelectedImage selectImage(const ResolvedImage &image, const CopyRequest &request);

} // namespace stowage::transfer
