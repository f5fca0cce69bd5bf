// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace stowage {

/// One category per room that logs. Nothing logged may hold a secret, a header value or a URL query.
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcRegistry)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcTransfer)
Q_DECLARE_LOGGING_CATEGORY(lcCredentials)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace stowage
