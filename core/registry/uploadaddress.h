// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/digest.h"

#include <QUrl>

namespace stowage::registry {

/// The address of an upload session from a Location header: `location` against the URL that answered (D63, D64).
///
/// The registry's own host with http instead of https stays https (H29). Another host, where the bytes of a private
/// image would go without anybody having been asked, is refused; so is a downgrade (S20).
Result<QUrl> judgeUploadAddress(const QUrl &answered, const QByteArray &location);

/// `session` with `digest` added behind its query, which stays as it is (D63).
QUrl withDigest(const QUrl &session, const Digest &digest);

} // namespace stowage::registry
