// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"

#include <QJsonObject>

namespace stowage::transfer {

/// A request as the journal keeps it. Pure; holds no secret because a request holds none.
QJsonObject requestToJson(const CopyRequest &request);
/// Reads what requestToJson() wrote; InvalidInput names the field that is missing or malformed.
Result<CopyRequest> requestFromJson(const QJsonObject &json);

} // namespace stowage::transfer
