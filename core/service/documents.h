// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"

#include <QJsonObject>

namespace stowage {

/// The JSON documents of the command line (ux.md): a contract. Pure; sizes in bytes, digests `algorithm:hex`,
/// references canonical, no secrets.
QJsonObject listDocument(const Listing &listing);
QJsonObject planDocument(const Plan &plan);
QJsonObject reportDocument(const Report &report);
QJsonObject verifyDocument(const Verification &verification);
QJsonObject compareDocument(const Comparison &comparison);
/// {"kind", "side", "status", "text"}.
QJsonObject errorDocument(const Error &error);

} // namespace stowage
