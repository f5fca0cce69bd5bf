// SPDX-License-Identifier: Apache-2.0
#include "copy/fileerror.h"

#include <cerrno>
#include <system_error>

namespace stowage {

Error fileError(int number, FileUse use, const QString &operation, const QString &path)
{
    Error error;
    if (number == ENOSPC || number == EDQUOT) {
        error.kind = ErrorKind::DiskFull;
    } else {
        error.kind = use == FileUse::Write ? ErrorKind::NotWritable : ErrorKind::NotReadable;
    }
    error.side = Side::Local;
    error.operation = operation;
    error.item = path;
    error.technical = QString::fromStdString(std::generic_category().message(number));
    return error;
}

} // namespace stowage
