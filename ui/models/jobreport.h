// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/report.h"

#include <QByteArray>
#include <QString>

namespace stowage {

/// The report of a job as the JSON document that the command line prints (ux.md, `pull push copy run`).
QByteArray reportAsJson(const Report &report);
/// The same for people, plain text in the language of the program.
QString reportAsText(const Report &report, const QString &title);

} // namespace stowage
