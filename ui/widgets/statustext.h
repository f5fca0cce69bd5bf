// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/event.h"
#include "copy/plan.h"
#include "copy/report.h"
#include "service/wording.h"

#include <QIcon>

namespace stowage {

/// States as an icon and a word, the same everywhere: colour is never the only sign. The words are the command line's.
class StatusText
{
public:
    static QString word(TransferState state) { return Wording::state(state); }
    static QIcon icon(TransferState state);
    static QString word(ImageAction action) { return Wording::action(action); }
    /// Tells what stands there already from what nobody asked for.
    static QString word(const PlannedImage &image) { return Wording::action(image); }
    static QString word(const PlannedImage &image, TransferState state) { return Wording::state(image, state); }
    static QIcon icon(ImageAction action);
    static QString word(ImageState state) { return Wording::result(state); }
    static QIcon icon(ImageState state);

    /// `linux/amd64, linux/arm64`, plain text.
    static QString platforms(const QList<Platform> &platforms) { return Wording::platforms(platforms); }
};

} // namespace stowage
