// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QString>

namespace stowage::icons {

/// The icon of the desktop's theme, or the bundled one (resources/icons) drawn in the colours of the palette. A name
/// without a bundled file gives the theme's icon or none.
QIcon get(const QString &name);
/// The bundled icon, whatever the theme has: for our own signs (`page-…`, `state-…`, `layer`).
QIcon bundled(const QString &name);

} // namespace stowage::icons
