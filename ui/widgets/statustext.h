// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/event.h"
#include "copy/plan.h"
#include "copy/report.h"
#include "oci/digest.h"

#include <QCoreApplication>
#include <QIcon>

namespace stowage {

/// States as an icon and a word, the same everywhere: colour is never the only sign.
class StatusText
{
    Q_DECLARE_TR_FUNCTIONS(StatusText)

public:
    static QString word(TransferState state);
    static QIcon icon(TransferState state);
    static QString word(ImageAction action);
    static QIcon icon(ImageAction action);
    static QString word(ImageState state);
    static QIcon icon(ImageState state);

    /// `linux/amd64, linux/arm64`, plain text.
    static QString platforms(const QList<Platform> &platforms);
};

} // namespace stowage
