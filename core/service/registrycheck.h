// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/ends.h"
#include "service/types.h"

namespace stowage {

/// "Test" of the Registries page: reaches the registry, proves the account, looks whether it is a Harbor.
/// Without `account` the kept one is used, else anonymous. Throws what stands in the way.
QCoro::Task<RegistryTest> checkRegistry(RegistrySettings settings, std::optional<Account> account, EndTools tools,
                                        std::stop_token stop);
/// The catalog of a registry; throws Denied or Unsupported where it is not offered (D105).
QCoro::Task<QStringList> registryRepositories(QString registry, EndTools tools, std::stop_token stop);
/// All tags of a repository, natural order left to the view.
QCoro::Task<QStringList> registryTags(QString registry, QString repository, EndTools tools, std::stop_token stop);

/// `listing` of a registry end with the end's prefix taken off its repositories, for comparing; other ends unchanged.
Listing withoutPrefix(const Listing &listing, const End &end);

} // namespace stowage
