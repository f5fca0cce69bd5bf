// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace stowage {

/// `text` as a YAML scalar in double quotes, which is also JSON. Internal to core/tasks.
QString yamlQuoted(const QString &text);

} // namespace stowage
