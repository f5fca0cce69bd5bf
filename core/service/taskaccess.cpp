// SPDX-License-Identifier: Apache-2.0
#include "service/taskaccess.h"

#include "credentials/scope.h"

#include <QMap>
#include <QSet>

#include <algorithm>
#include <utility>

namespace stowage {

namespace {

/// Settings by registry.
using Settings = QMap<QString, RegistrySettings>;

RegistrySettings knownOf(const QString &registry, const QList<RegistrySettings> &known)
{
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&registry](const RegistrySettings &one) { return one.registry == registry; });
    if (found != known.end()) {
        return *found;
    }
    RegistrySettings fresh;
    fresh.registry = registry;
    return fresh;
}

class Access
{
public:
    Access(const TaskSet &set, const TaskJob &job, const QList<RegistrySettings> &known)
        : m_job(job)
        , m_known(known)
    {
        for (const QList<TaskAccount> *accounts : {&job.accounts, &set.accounts}) {
            for (const TaskAccount &account : *accounts) {
                m_accounts.append(&account);
            }
        }
        // Longest first; of equal ones the job's stay in front.
        std::stable_sort(m_accounts.begin(), m_accounts.end(), [](const TaskAccount *a, const TaskAccount *b) {
            return a->account.scope.size() > b->account.scope.size();
        });
    }

    /// What `image` needs of its registry, and of the mirror that stands in for it.
    Settings needs(const Reference &image, Side side) const
    {
        Settings settings;
        const RegistrySettings original = settingsFor(image.registry(), image.name(), side);
        settings.insert(original.registry, original);
        if (!original.mirror.isEmpty()) {
            const QString host = original.mirror.section(u'/', 0, 0);
            settings.insert(host, settingsFor(host, original.mirror + u'/' + image.repository(), side));
        }
        return settings;
    }

    /// The access that `settings` and the accounts of the file make for copies of `items`.
    RunAccess access(const Settings &settings, const QList<CopyItem> &items = {}) const
    {
        RunAccess access;
        for (const RegistrySettings &one : settings) {
            if (one != knownOf(one.registry, m_known)) {
                access.settings.append(one);
            }
        }
        for (const TaskAccount *account : m_accounts) {
            if (!account->account.username.isEmpty()) {
                access.accounts.append(narrowed(*account, items));
            }
        }
        return access;
    }

private:
    /// An account for one side that would be sent to the other as well: for the repositories of its own side only.
    static QList<Account> narrowed(const TaskAccount &account, const QList<CopyItem> &items)
    {
        if (!account.onlyAt) {
            return {account.account};
        }
        QSet<QString> own;
        QSet<QString> other;
        for (const CopyItem &item : items) {
            const QString source = item.source.name();
            const QString target = item.target.name();
            const bool atSource = *account.onlyAt == Side::Source;
            own.insert(atSource ? source : target);
            other.insert(atSource ? target : source);
        }
        const bool both = std::any_of(other.begin(), other.end(), [&account](const QString &name) {
            return scopeCovers(account.account.scope, name);
        });
        if (!both) {
            return {account.account};
        }
        QList<Account> accounts;
        for (const QString &name : std::as_const(own)) {
            if (scopeCovers(account.account.scope, name)) {
                accounts.append({name, account.account.username, account.account.secret});
            }
        }
        return accounts;
    }

    RegistrySettings settingsFor(const QString &registry, const QString &name, Side side) const
    {
        RegistrySettings settings = knownOf(registry, m_known);
        const bool skipsHere = m_job.skipVerification && (!m_job.skipOnlyAt || *m_job.skipOnlyAt == side);
        settings.skipVerification = settings.skipVerification || skipsHere;
        bool longest = true;
        TaskAccount files;
        for (const TaskAccount *entry : m_accounts) {
            const bool here = !entry->onlyAt || *entry->onlyAt == side;
            if (!scopeCovers(entry->account.scope, name) || (!here && side != Side::None)) {
                continue;
            }
            if (longest && here) {
                settings.skipVerification = entry->skipVerification.value_or(settings.skipVerification);
                settings.plainHttp = entry->plainHttp.value_or(settings.plainHttp);
                settings.mayUseHttp = settings.mayUseHttp || entry->mayUseHttp;
                longest = false;
            }
            if (files.caFile.isEmpty()) {
                files.caFile = entry->caFile;
            }
            if (files.clientCertificate.isEmpty()) {
                files.clientCertificate = entry->clientCertificate;
                files.clientKey = entry->clientKey;
            }
        }
        if (!files.caFile.isEmpty()) {
            settings.caFile = files.caFile;
        }
        if (!files.clientCertificate.isEmpty()) {
            settings.clientCertificate = files.clientCertificate;
            settings.clientKey = files.clientKey;
        }
        return settings;
    }

    const TaskJob &m_job;
    const QList<RegistrySettings> &m_known;
    QList<const TaskAccount *> m_accounts;
};

bool fitTogether(const Settings &a, const Settings &b)
{
    return std::all_of(b.begin(), b.end(), [&a](const RegistrySettings &one) {
        const auto other = a.constFind(one.registry);
        return other == a.constEnd() || *other == one;
    });
}

/// Adds `more`; where the two disagree, nothing is allowed that only one of them allows.
void addStrictly(Settings &settings, const Settings &more)
{
    for (const RegistrySettings &one : more) {
        const auto known = settings.find(one.registry);
        if (known == settings.end()) {
            settings.insert(one.registry, one);
            continue;
        }
        known->skipVerification = known->skipVerification && one.skipVerification;
        known->plainHttp = known->plainHttp && one.plainHttp;
        known->mayUseHttp = known->mayUseHttp && one.mayUseHttp;
    }
}

} // namespace

RunAccess accessOf(const TaskSet &set, const TaskJob &job, const QList<Reference> &images,
                   const QList<RegistrySettings> &known, Side side)
{
    const Access access(set, job, known);
    Settings settings;
    for (const Reference &image : images) {
        addStrictly(settings, access.needs(image, side));
    }
    return access.access(settings);
}

QList<TaskStep> withAccess(const QList<CopyRequest> &requests, const TaskSet &set, const TaskJob &job,
                           const QList<RegistrySettings> &known)
{
    const Access access(set, job, known);
    QList<TaskStep> steps;
    for (const CopyRequest &request : requests) {
        QList<std::pair<CopyRequest, Settings>> parts;
        for (const CopyItem &item : request.items) {
            Settings needed;
            if (request.from.kind == End::Kind::Registry) {
                needed = access.needs(item.source, Side::Source);
            }
            if (request.to.kind == End::Kind::Registry) {
                addStrictly(needed, access.needs(item.target, Side::Target));
            }
            auto part = std::find_if(parts.begin(), parts.end(), [&needed](const auto &candidate) {
                return fitTogether(candidate.second, needed);
            });
            if (part == parts.end()) {
                CopyRequest fresh = request;
                fresh.items.clear();
                parts.append({fresh, {}});
                part = parts.end() - 1;
            }
            part->first.items.append(item);
            part->second.insert(needed);
        }
        for (const auto &[copy, settings] : std::as_const(parts)) {
            // Of images of a store, only their names at the target name a registry.
            const bool bothRegistries = copy.from.kind == End::Kind::Registry && copy.to.kind == End::Kind::Registry;
            steps.append({copy, access.access(settings, bothRegistries ? copy.items : QList<CopyItem>())});
        }
    }
    return steps;
}

} // namespace stowage
