// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/templatetree.h"

namespace stowage::templates {

/// The tree of `text`; throws Fault. Each of `words` may stand bare for the variable `.word`.
Tree treeOf(const QString &text, const QStringList &words);

} // namespace stowage::templates
