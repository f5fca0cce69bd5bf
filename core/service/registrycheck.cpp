// SPDX-License-Identifier: Apache-2.0
#include "service/registrycheck.h"

#include "registry/client.h"
#include "service/copyitems.h"

namespace stowage {

namespace {

/// Answers with the one account that is being tried.
class OneAccount : public CredentialProvider
{
public:
    explicit OneAccount(Account account)
        : m_account(std::move(account))
    {
    }

    QCoro::Task<std::optional<Account>> find(QString, QString, std::stop_token) override
    {
        std::optional<Account> account = m_account;
        co_return account;
    }

private:
    const Account m_account;
};

} // namespace

QCoro::Task<RegistryTest> checkRegistry(RegistrySettings settings, std::optional<Account> account, RegistryEnds &ends,
                                        std::stop_token stop)
{
    OneAccount tried(account.value_or(Account{}));
    CredentialProvider &credentials = account ? static_cast<CredentialProvider &>(tried) : ends.credentials();
    registry::RegistryClient client(settings, ends.sessions(), &credentials, ends.disk());
    const registry::Checkup checkup = co_await client.check(stop);
    RegistryTest test;
    test.loginProven = checkup.loginProven;
    test.anonymous = checkup.anonymous;
    test.isHarbor = checkup.isHarbor;
    test.harborVersion = checkup.harborVersion;
    test.address = checkup.address;
    co_return test;
}

Listing withoutPrefix(const Listing &listing, const End &end)
{
    if (end.kind != End::Kind::Registry || end.prefix.isEmpty()) {
        return listing;
    }
    Listing result = listing;
    for (ListedImage &image : result.images) {
        const Result<Reference> shorter =
            Reference::fromParts(image.reference.registry(), pathBelow(end, image.reference), image.reference.tag(),
                                 image.reference.digest());
        if (shorter) {
            image.reference = *shorter;
        }
    }
    return result;
}

} // namespace stowage
