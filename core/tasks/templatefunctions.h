// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/templatetree.h"

namespace stowage::templates {

bool isFunction(const QString &name);
/// All names, for error texts.
QString functionNames();
/// What is wrong with this number of arguments; empty when nothing.
QString argumentComplaint(const QString &name, qsizetype count);
/// Calls any function but `and` and `or`, which do not evaluate all their arguments. Throws Fault at `at`.
TemplateValue call(const QString &name, const std::vector<TemplateValue> &arguments, qsizetype at);

/// Whether Go's templates take `value` for true: not false, 0, empty or unset.
bool isTrue(const TemplateValue &value);
/// As `{{ }}` prints it; throws Fault at `at` for an unset variable.
QString printed(const TemplateValue &value, qsizetype at);

} // namespace stowage::templates
