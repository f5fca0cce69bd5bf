// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/event.h"
#include "copy/plan.h"
#include "copy/report.h"

#include <QCoreApplication>

namespace stowage {

/// Words for the values of a plan and a run, the same in the window and on the command line. Translatable, plain text.
class Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)

public:
    /// One or two sentences: the consequence, naming the image.
    static QString warning(const PlanWarning &warning);
    static QString action(ImageAction action);
    static QString state(TransferState state);
    /// The same for an image, told apart: what is there already from what has no wanted platform.
    static QString action(const PlannedImage &image);
    static QString state(const PlannedImage &image, TransferState state);
    static QString result(ImageState state);
    /// What is said of an image without a wanted platform (policy warn).
    static QString skipped();
    /// `linux/amd64, linux/arm64`.
    static QString platforms(const QList<Platform> &platforms);
};

} // namespace stowage
