// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <optional>

namespace stowage::registry {

/// One way to log in that a server offers in WWW-Authenticate.
struct Challenge
{
    QByteArray scheme;                       ///< Lower case.
    QMap<QByteArray, QByteArray> parameters; ///< Keys in lower case, values unquoted.
    friend bool operator==(const Challenge &, const Challenge &) = default;
};

/// Reads all WWW-Authenticate values of an answer; several challenges may share one value (A01, A02).
/// An empty list when there are none; ProtocolViolation when they cannot be read.
Result<QList<Challenge>> parseChallenges(const QList<QByteArray> &values);

/// The one to answer: Bearer before Basic; others are not spoken (A01).
std::optional<Challenge> pickChallenge(const QList<Challenge> &offered);

/// `Bearer, Negotiate`: the schemes offered, for an error text.
QString schemeNames(const QList<Challenge> &offered);

} // namespace stowage::registry
