// SPDX-License-Identifier: Apache-2.0
#include "ui/support/fakeservice.h"

namespace stowage {

namespace {

Error notSet(const QString &item)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.item = item;
    return error;
}

} // namespace

template <typename T>
QFuture<Result<T>> FakeService::answer(Result<T> value)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    QFuture<Result<T>> future = promise->future();
    promise->start();
    auto finish = [promise, value = std::move(value)] {
        if (!promise->isCanceled()) {
            promise->addResult(value);
        }
        promise->finish();
    };
    if (hold) {
        m_held.append(Held{finish, [promise] { return promise->isCanceled(); }});
    } else {
        finish();
    }
    return future;
}

void FakeService::release(int count)
{
    while (!m_held.isEmpty() && count != 0) {
        const Held held = m_held.takeFirst();
        if (held.isCancelled()) {
            ++m_cancelled;
        }
        held.finish();
        --count;
    }
}

int FakeService::cancelledCount() const
{
    int count = m_cancelled;
    for (const Held &held : m_held) {
        if (held.isCancelled()) {
            ++count;
        }
    }
    return count;
}

ReferenceList FakeService::readReferences(const QString &text) const
{
    calls << QStringLiteral("readReferences");
    if (onReadReferences) {
        return onReadReferences(text);
    }
    ReferenceList list;
    int number = 0;
    for (QString line : text.split(QLatin1Char('\n'))) {
        ++number;
        line = line.trimmed();
        if (line.startsWith(QLatin1String("docker pull "))) {
            line = line.mid(12).trimmed();
        }
        if (line.isEmpty() || line.startsWith(QLatin1Char('#'))) {
            continue;
        }
        const Result<Reference> reference = Reference::parse(line);
        if (!reference) {
            list.problems.append({number, line, reference.error()});
        } else if (!list.references.contains(*reference)) {
            list.references.append(*reference);
        }
    }
    return list;
}

QFuture<Result<QList<CopyItem>>> FakeService::targetNames(const QList<Reference> &sources, const QString &match,
                                                          const QString &targetName)
{
    calls << QStringLiteral("targetNames %1 %2").arg(match, targetName);
    if (onTargetNames) {
        return answer(onTargetNames(sources, match, targetName));
    }
    QList<CopyItem> items;
    for (const Reference &source : sources) {
        if (!match.isEmpty() && !source.toString().contains(match)) {
            continue;
        }
        const Result<Reference> target =
            Reference::parse(targetName + QLatin1Char('/') + source.repository() + QLatin1Char(':') + source.tag());
        if (!target) {
            return answer(Result<QList<CopyItem>>(std::unexpected(target.error())));
        }
        items.append({source, *target});
    }
    return answer(Result<QList<CopyItem>>(items));
}

QFuture<Result<TaskSet>> FakeService::readTasks(const QStringList &files, const TaskContext &context)
{
    calls << QStringLiteral("readTasks ") + files.join(QLatin1Char(' '));
    return answer(onReadTasks ? onReadTasks(files, context) : Result<TaskSet>(TaskSet()));
}

QFuture<Result<QList<CopyRequest>>> FakeService::expand(const TaskJob &job)
{
    calls << QStringLiteral("expand ") + job.name;
    return answer(onExpand ? onExpand(job) : Result<QList<CopyRequest>>(QList<CopyRequest>()));
}

void FakeService::setRunAccess(const RunAccess &access)
{
    calls << QStringLiteral("setRunAccess");
    runAccess = access;
}

QFuture<Result<Listing>> FakeService::list(const End &end)
{
    calls << QStringLiteral("list %1").arg(end.toString());
    return answer(onList ? onList(end) : Result<Listing>(Listing{}));
}

QFuture<Result<ImageDetails>> FakeService::describe(const End &end, const Reference &image)
{
    calls << QStringLiteral("describe %1 %2").arg(end.toString(), image.toString());
    return answer(onDescribe ? onDescribe(end, image)
                             : Result<ImageDetails>(std::unexpected(notSet(image.toString()))));
}

QFuture<Result<ImageSummary>> FakeService::lookUp(const Reference &image)
{
    calls << QStringLiteral("lookUp %1").arg(image.toString());
    return answer(onLookUp ? onLookUp(image) : Result<ImageSummary>(std::unexpected(notSet(image.toString()))));
}

QFuture<Result<Verification>> FakeService::verify(const End &store)
{
    calls << QStringLiteral("verify %1").arg(store.toString());
    return answer(onVerify ? onVerify(store) : Result<Verification>(Verification{}));
}

QFuture<Result<Comparison>> FakeService::compare(const End &left, const End &right)
{
    calls << QStringLiteral("compare %1 %2").arg(left.toString(), right.toString());
    return answer(onCompare ? onCompare(left, right) : Result<Comparison>(Comparison{}));
}

QFuture<Result<Plan>> FakeService::plan(const CopyRequest &request)
{
    calls << QStringLiteral("plan %1 items").arg(request.items.size());
    plannedRequests << request;
    if (onPlan) {
        return answer(onPlan(request));
    }
    Plan plan;
    plan.request = request;
    for (const CopyItem &item : request.items) {
        PlannedImage image;
        image.item = item;
        plan.images.append(image);
    }
    return answer(Result<Plan>(plan));
}

JobId FakeService::start(const Plan &plan)
{
    calls << QStringLiteral("start");
    startedPlans << plan;
    const JobId job = ++m_lastJob;
    Q_EMIT jobAdded(job, plan);
    return job;
}

void FakeService::pause(JobId job)
{
    calls << QStringLiteral("pause %1").arg(job);
}

void FakeService::resume(JobId job)
{
    calls << QStringLiteral("resume %1").arg(job);
}

void FakeService::cancel(JobId job)
{
    calls << QStringLiteral("cancel %1").arg(job);
}

void FakeService::retryFailed(JobId job)
{
    calls << QStringLiteral("retryFailed %1").arg(job);
}

QList<InterruptedJob> FakeService::interruptedJobs() const
{
    return interrupted;
}

void FakeService::discardInterrupted(const QString &id)
{
    calls << QStringLiteral("discardInterrupted %1").arg(id);
    interrupted.removeIf([&id](const InterruptedJob &job) { return job.id == id; });
}

QList<RegistryEntry> FakeService::registries() const
{
    return entries;
}

void FakeService::saveRegistry(const RegistrySettings &settings)
{
    calls << QStringLiteral("saveRegistry %1").arg(settings.registry);
    savedRegistries << settings;
    for (RegistryEntry &entry : entries) {
        if (entry.settings.registry == settings.registry) {
            entry.settings = settings;
            Q_EMIT registriesChanged();
            return;
        }
    }
    RegistryEntry entry;
    entry.settings = settings;
    entry.scope = settings.registry;
    entries << entry;
    Q_EMIT registriesChanged();
}

void FakeService::removeRegistry(const QString &registry)
{
    calls << QStringLiteral("removeRegistry %1").arg(registry);
    entries.removeIf([&registry](const RegistryEntry &entry) { return entry.settings.registry == registry; });
    Q_EMIT registriesChanged();
}

QFuture<Result<RegistryEntry::Keeping>> FakeService::saveAccount(const Account &account)
{
    calls << QStringLiteral("saveAccount %1 %2").arg(account.scope, account.username);
    savedAccounts << account;
    for (RegistryEntry &entry : entries) {
        if (entry.scope == account.scope || entry.settings.registry == account.scope) {
            entry.scope = account.scope;
            entry.username = account.username;
            entry.keeping = keeping;
        }
    }
    Q_EMIT registriesChanged();
    return answer(Result<RegistryEntry::Keeping>(keeping));
}

QFuture<Result<void>> FakeService::removeAccount(const QString &scope)
{
    calls << QStringLiteral("removeAccount %1").arg(scope);
    return answer(Result<void>());
}

QFuture<Result<RegistryTest>> FakeService::testRegistry(const RegistrySettings &settings,
                                                        const std::optional<Account> &account)
{
    calls << QStringLiteral("testRegistry %1%2")
                 .arg(settings.registry, account ? QStringLiteral(" as ") + account->username : QString());
    return answer(onTestRegistry ? onTestRegistry(settings, account) : Result<RegistryTest>(RegistryTest{}));
}

QFuture<Result<QStringList>> FakeService::repositories(const QString &registry)
{
    calls << QStringLiteral("repositories %1").arg(registry);
    return answer(onRepositories ? onRepositories(registry) : Result<QStringList>(QStringList{}));
}

QFuture<Result<QStringList>> FakeService::tags(const QString &registry, const QString &repository)
{
    calls << QStringLiteral("tags %1 %2").arg(registry, repository);
    return answer(onTags ? onTags(registry, repository) : Result<QStringList>(QStringList{}));
}

Reference ref(const char *text)
{
    const Result<Reference> reference = Reference::parse(QString::fromUtf8(text));
    Q_ASSERT(reference);
    return reference ? *reference : Reference();
}

Platform plat(const char *text)
{
    const Result<Platform> platform = Platform::parse(QString::fromUtf8(text));
    Q_ASSERT(platform);
    return platform ? *platform : Platform();
}

Digest dig(const char *text)
{
    return Digest::ofBytes(QByteArrayView(text));
}

} // namespace stowage
