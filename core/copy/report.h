// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"

namespace stowage {

enum class ImageState { Copied, Skipped, Failed, Refused, Cancelled };

/// `copied`, `skipped`, `failed`, `refused`, `cancelled`.
QString imageStateName(ImageState state);

/// What became of one image.
struct ImageResult
{
    CopyItem item;
    Digest sourceDigest;
    Digest digest; ///< Read back from the target after a copy; null when nothing stands there.
    ImageState state = ImageState::Copied;
    qint64 bytes = 0; ///< Moved for this image (a shared blob counts for the image that moved it).
    std::optional<Error> error;

    /// PlannedImage::isUnwanted() of what it was planned from.
    bool isUnwanted() const { return state == ImageState::Skipped && digest.isNull(); }
};

/// What a run did. Pure data.
struct Report
{
    QList<ImageResult> images; ///< In the order of the plan.
    qint64 bytesTransferred = 0;
    qint64 bytesSkipped = 0; ///< Already there or mounted.
    double seconds = 0;
    bool cancelled = false;
    std::optional<Error> failure; ///< The run could not start or had to stop as a whole.

    bool allDone() const; ///< Every image copied or skipped.
};

} // namespace stowage

Q_DECLARE_METATYPE(stowage::Report)
