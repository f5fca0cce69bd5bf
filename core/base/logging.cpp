// SPDX-License-Identifier: Apache-2.0
#include "base/logging.h"

namespace stowage {

Q_LOGGING_CATEGORY(lcHttp, "stowage.http", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRegistry, "stowage.registry", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStore, "stowage.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTransfer, "stowage.transfer", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCredentials, "stowage.credentials", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "stowage.ui", QtWarningMsg)

} // namespace stowage
