// SPDX-License-Identifier: Apache-2.0
#include "registry/client.h"
#include "registry/link.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace stowage::registry {

namespace {

constexpr qsizetype mostNames = 1000000;

NameList sorted(QSet<QString> names, bool complete)
{
    NameList list;
    list.names = QStringList(names.begin(), names.end());
    std::sort(list.names.begin(), list.names.end());
    list.complete = complete;
    return list;
}

} // namespace

Task<NameList> RegistryClient::tags(QString repository, std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    const QUrl first = repositoryUrl(repository, QStringLiteral("tags/list"));
    auto listing =
        listPages(first, repository, scopesFor(repository, Access::Pull), QStringLiteral("tags"), "list tags", stop);
    NameList list = co_await listing;
    co_return list;
}

Task<NameList> RegistryClient::catalog(std::stop_token stop)
{
    auto connecting = connect(stop);
    co_await connecting;
    const QUrl first = apiUrl(QStringLiteral("/v2/_catalog"));
    const QStringList scopes{QStringLiteral("registry:catalog:*")};
    std::optional<Error> refused;
    try {
        auto listing = listPages(first, {}, scopes, QStringLiteral("repositories"), "list repositories", stop);
        NameList list = co_await listing;
        co_return list;
    } catch (const Error &error) {
        if (error.httpStatus < 400 || error.httpStatus >= 500 || isTransient(error)) {
            throw;
        }
        // A registry that lets nobody in without an account says so here as everywhere.
        const bool asksForLogin = m_authenticator.wantsToken() || m_authenticator.wantsPassword();
        if (error.kind == ErrorKind::LoginRefused || (error.kind == ErrorKind::LoginRequired && asksForLogin)) {
            throw;
        }
        refused = error;
    }
    // Harbor shows it to administrators only, others to nobody: no failed login (D105).
    refused->kind = ErrorKind::Unsupported;
    throw *refused;
}

Task<NameList> RegistryClient::listPages(QUrl first, QString repository, QStringList scopes, QString member,
                                         const char *operation, std::stop_token stop)
{
    Call asking;
    asking.repository = repository;
    asking.scopes = scopes;
    asking.timeouts = m_limits.timeouts;
    asking.answerLimit = m_limits.pageSize;
    asking.operation = operation;
    asking.headers.set("Accept", "application/json");
    asking.url = first;
    asking.url.setQuery(QStringLiteral("n=1000"));
    QSet<QUrl> seen;
    QSet<QString> names;
    for (int page = 0; page < m_limits.mostPages && names.size() < mostNames; ++page) {
        seen.insert(asking.url);
        auto getting = ask(asking, stop);
        const Answer answer = co_await getting;
        if (answer.status == 400 && page == 0 && asking.url.hasQuery()) { // D104
            asking.url = first;
            continue;
        }
        if (!answer.isOk()) {
            throw errorOf(answer, asking);
        }
        const QJsonDocument document = QJsonDocument::fromJson(answer.body);
        if (!document.isObject()) {
            Error error = errorOf(answer, asking);
            error.kind = ErrorKind::ProtocolViolation;
            error.technical = QStringLiteral("the list is not a JSON object");
            throw error;
        }
        const qsizetype before = names.size();
        const QJsonArray entries = document.object().value(member).toArray(); // null and missing: none (D101)
        for (const auto &entry : entries) {
            if (entry.isString()) {
                names.insert(entry.toString());
            }
        }
        const std::optional<QUrl> next = nextLink(answer.headers.values("Link"), answer.url);
        if (!next) {
            co_return sorted(std::move(names), true);
        }
        const bool circles = seen.contains(*next) || (names.size() == before && !entries.isEmpty());
        if (circles || !http::sameOrigin(*next, asking.url)) { // D102, D103
            co_return sorted(std::move(names), false);
        }
        asking.url = *next;
    }
    co_return sorted(std::move(names), false);
}

} // namespace stowage::registry
