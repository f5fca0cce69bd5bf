// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"

#include <QCoreApplication>

namespace stowage {

/// What a successful test of a registry proved, in words.
class RegistryTestText
{
    Q_DECLARE_TR_FUNCTIONS(RegistryTestText)

public:
    static QString sentence(const QString &registry, const RegistryTest &test);
};

} // namespace stowage
