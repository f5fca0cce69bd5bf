// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <variant>

namespace stowage {

/// What an expression of a template may be; `monostate` is a variable that is not set.
using TemplateValue = std::variant<std::monostate, bool, qint64, double, QString, QStringList>;

} // namespace stowage
