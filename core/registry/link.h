// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <optional>

namespace stowage::registry {

/// The target of the first link with `rel=next` in an answer's Link headers, resolved against `base` (D100).
/// Nothing when there is none or it cannot be read.
std::optional<QUrl> nextLink(const QList<QByteArray> &values, const QUrl &base);

} // namespace stowage::registry
