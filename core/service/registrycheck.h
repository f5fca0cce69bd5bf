// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "service/registryends.h"
#include "service/types.h"

namespace stowage {

/// "Test" of the Registries page: reaches the registry, proves the account, looks whether it is a Harbor.
/// Without `account` the kept one is used, else anonymous. Throws what stands in the way.
QCoro::Task<RegistryTest> checkRegistry(RegistrySettings settings, std::optional<Account> account, RegistryEnds &ends,
                                        std::stop_token stop);

/// `listing` of a registry end named without the end's prefix, for comparing with what was pushed below it; other ends
/// unchanged. Pure.
Listing withoutPrefix(const Listing &listing, const End &end);

} // namespace stowage
