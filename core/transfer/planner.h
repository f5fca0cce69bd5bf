// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"
#include "transfer/selection.h"

namespace stowage::transfer {

/// What is known about the target before the plan is made.
struct TargetFacts
{
    QHash<QString, Presence> presence; ///< By blob scope.
    QHash<QString, Digest> standing;   ///< By target name (targetName()): the digest there now.
    QHash<QString, QString> scopes;    ///< By target name: the blob scope.
    QHash<QString, Error> errors;      ///< By target name: why it could not be looked at.
    QHash<Digest, Error> missing;      ///< Blobs that the source cannot give (ImageSource::missing).
    bool keepsImagesWhole = false;     ///< ImageTarget::keepsImagesWhole.
    qint64 freeBytes = -1;             ///< Free space at the target; -1 when unknown.
};

/// The name an image gets at the target: by its tag, or by the digest that will stand there when it has none (a
/// filtered index has another digest than the one asked for).
Reference targetName(const SelectedImage &image);

/// Makes the plan: which blob moves once, which is there, which is mounted; which image is copied, skipped, overwritten
/// or refused; collisions refused with both names. Pure; never throws.
Plan makePlan(const CopyRequest &request, const QList<SelectedImage> &images, const TargetFacts &facts);

} // namespace stowage::transfer
