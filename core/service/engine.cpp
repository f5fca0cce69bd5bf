// SPDX-License-Identifier: Apache-2.0
#include "service/engine.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "credentials/accountstore.h"
#include "credentials/keychain.h"
#include "http/sessionpool.h"
#include "registry/registryend.h"
#include "service/registrycheck.h"
#include "service/taskrequests.h"
#include "store/details.h"
#include "transfer/describe.h"
#include "transfer/engine.h"
#include "transfer/prepare.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLockFile>
#include <QStorageInfo>

#include <algorithm>

namespace stowage {

namespace {

Error unsupported(const End &end, const QString &what)
{
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.item = end.toString();
    error.technical = what;
    return error;
}

/// Free bytes of the file system that `path` is or will be on; -1 when it is not a local path.
qint64 freeBytes(const End &end)
{
    if (end.kind == End::Kind::Registry) {
        return -1;
    }
    QDir folder(end.location);
    while (!folder.exists() && folder.cdUp()) {
    }
    return QStorageInfo(folder).bytesAvailable();
}

/// Stands in where no keychain is wanted: accounts then count for this session.
class NoKeychain : public SecretStore
{
public:
    QCoro::Task<void> write(QString key, QByteArray, std::stop_token) override
    {
        throw unavailable(key);
        co_return;
    }
    QCoro::Task<std::optional<QByteArray>> read(QString key, std::stop_token) override
    {
        throw unavailable(key);
        co_return {};
    }
    QCoro::Task<void> remove(QString key, std::stop_token) override
    {
        throw unavailable(key);
        co_return;
    }

private:
    static Error unavailable(const QString &key)
    {
        Error error;
        error.kind = ErrorKind::KeychainUnavailable;
        error.side = Side::Local;
        error.item = key;
        return error;
    }
};

/// The folder of spooled blobs of one pair of ends: found again after a crash, held by one job at a time.
class SpoolFolder
{
public:
    SpoolFolder(const QString &cache, const CopyRequest &request)
    {
        const QByteArray key = (request.from.toString() + QLatin1Char('\n') + request.to.toString()).toUtf8();
        const QString name =
            QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha1).toHex().left(16));
        for (int i = 0; i < 100; ++i) {
            m_path = cache + QStringLiteral("/spool/") + name + QLatin1Char('-') + QString::number(i);
            QDir().mkpath(m_path);
            m_lock = std::make_unique<QLockFile>(m_path + QStringLiteral("/lock"));
            m_lock->setStaleLockTime(0);
            if (m_lock->tryLock(0)) {
                return;
            }
        }
    }
    const QString &path() const { return m_path; }
    /// Nothing of it is needed any more.
    void remove()
    {
        m_lock->unlock();
        QDir(m_path).removeRecursively();
    }

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace

Engine::Engine(const ServiceOptions &options)
    : m_options(options)
{
    if (options.useKeychain) {
        m_secrets = std::make_unique<Keychain>();
    } else {
        m_secrets = std::make_unique<NoKeychain>();
    }
    m_accounts = std::make_unique<AccountStore>(options.accountsFile, *m_secrets, m_clock);
    m_accounts->setGiven(options.accounts);
    m_accounts->setLateChangeListener([this] { accountsMoved(); });
    m_sessions = std::make_unique<http::SessionPool>(m_clock);
    m_ends = std::make_unique<RegistryEnds>(*m_sessions, *m_accounts, m_clock, m_disk,
                                            [this](const QString &registry) { return settingsOf(registry); });
}

Engine::~Engine() = default;

void Engine::setRegistries(const QList<RegistrySettings> &settings)
{
    m_registries.clear();
    for (const RegistrySettings &one : settings) {
        m_registries.insert(one.registry, one);
    }
    for (const RegistrySettings &one : m_options.overrides) {
        m_registries.insert(one.registry, one);
    }
    m_ends->forgetAll();
}

void Engine::setRunAccess(const RunAccess &access)
{
    m_runSettings = access.settings;
    m_accounts->setGiven(m_options.accounts + access.accounts); // of equal scopes the first counts
    m_ends->forgetAll();
}

RegistrySettings Engine::settingsOf(const QString &registry) const
{
    RegistrySettings settings = m_registries.value(registry);
    settings.registry = registry;
    for (const RegistrySettings &one : m_runSettings) {
        if (one.registry == registry) {
            settings = one;
        }
    }
    if (settings.caFile.isEmpty()) {
        settings.caFile = m_options.caFile;
    }
    if (settings.proxy.isEmpty()) {
        settings.proxy = m_options.proxy;
    }
    return settings;
}

EndTools Engine::tools()
{
    return {*m_ends, m_clock, m_disk};
}

OpenEnd Engine::open(const End &end, const EndOptions &options)
{
    Result<OpenEnd> opened = openEnd(end, options, tools());
    if (!opened) {
        throw opened.error();
    }
    return *opened;
}

QCoro::Task<Listing> Engine::list(End end, std::stop_token stop)
{
    const OpenEnd opened = open(end);
    if (!opened.lister) {
        throw unsupported(end, QStringLiteral("cannot be listed"));
    }
    Listing listing = co_await opened.lister->list(stop);
    co_return listing;
}

QCoro::Task<ImageDetails> Engine::describe(End end, Reference image, std::stop_token stop)
{
    if (end.kind == End::Kind::Store) {
        // Straight from the disk: a damaged image can be looked at too.
        const auto describe = [end, image, stop] { return store::describeImage(end.location, image, stop); };
        const Result<store::StoredImageDetails> stored = co_await m_disk.run(describe);
        if (!stored) {
            throw stored.error();
        }
        co_return stored->image;
    }
    const OpenEnd opened = open(end);
    ImageDetails details = co_await transfer::describeImage(*opened.source, image, stop);
    co_return details;
}

QCoro::Task<ImageSummary> Engine::lookUp(Reference image, std::stop_token stop)
{
    const OpenEnd opened = open(End{End::Kind::Registry, image.registry(), {}});
    const transfer::ImageSketch sketch = co_await transfer::sketchImage(*opened.source, image, stop);
    ImageSummary summary;
    summary.reference = image;
    summary.root = sketch.root;
    summary.platforms = sketch.platforms;
    summary.size = sketch.size;
    const std::optional<Account> account = co_await m_accounts->find(image.registry(), image.repository(), stop);
    summary.account = account ? account->username : QString();
    co_return summary;
}

QCoro::Task<QList<CopyRequest>> Engine::expand(TaskJob job, std::stop_token stop)
{
    QList<Reference> there;
    if (job.wholeSource && job.from) {
        const Listing listing = co_await list(*job.from, stop);
        for (const ListedImage &image : listing.images) {
            there.append(image.reference);
        }
    }
    QMap<QString, QStringList> tagsThere;
    const QList<Reference> repositories = job.repositoriesToList();
    for (const Reference &repository : repositories) {
        const QStringList names = co_await tags(repository.registry(), repository.repository(), stop);
        tagsThere.insert(repository.name(), names);
    }
    const Result<QList<CopyRequest>> requests = taskRequests(job, there, tagsThere);
    if (!requests) {
        throw requests.error();
    }
    co_return *requests;
}

QCoro::Task<Plan> Engine::plan(CopyRequest request, std::stop_token stop)
{
    const OpenEnd source = open(request.from);
    const OpenEnd target = open(request.to, {request.layout, request.waitForLock});
    if (!target.target) {
        throw unsupported(request.to, QStringLiteral("cannot be written"));
    }
    const auto measure = [end = request.to] { return freeBytes(end); };
    const qint64 space = co_await m_disk.run(measure);
    const transfer::ResolveProgress noProgress;
    Plan plan = co_await transfer::preparePlan(request, *source.source, *target.target, space, noProgress, stop);
    co_return plan;
}

QCoro::Task<Comparison> Engine::compare(End left, End right, std::stop_token stop)
{
    const Listing leftListing = co_await list(left, stop);
    const Listing rightListing = co_await list(right, stop);
    const bool registries = left.kind == End::Kind::Registry || right.kind == End::Kind::Registry;
    const auto compareBoth = [leftListing, rightListing, left, right, registries] {
        return compareListings(withoutPrefix(leftListing, left), withoutPrefix(rightListing, right), registries);
    };
    Comparison comparison = co_await m_disk.run(compareBoth);
    co_return comparison;
}

QCoro::Task<RegistryEntry::Keeping> Engine::saveAccount(Account account, std::stop_token stop)
{
    const Keeping keeping = co_await m_accounts->save(account, stop);
    accountsMoved();
    co_return keeping == Keeping::Keychain ? RegistryEntry::Keeping::Keychain : RegistryEntry::Keeping::Session;
}

QCoro::Task<bool> Engine::removeAccount(QString scope, std::stop_token stop)
{
    co_await m_accounts->remove(scope, stop);
    accountsMoved();
    co_return true;
}

QCoro::Task<RegistryTest> Engine::testRegistry(RegistrySettings settings, std::optional<Account> account,
                                               std::stop_token stop)
{
    if (settings.proxy.isEmpty()) {
        settings.proxy = m_options.proxy;
    }
    RegistryTest test = co_await checkRegistry(settings, account, *m_ends, stop);
    co_return test;
}

QCoro::Task<QStringList> Engine::repositories(QString registry, std::stop_token stop)
{
    const std::shared_ptr<RegistryEnd> end = m_ends->of(registry);
    const registry::NameList list = co_await end->client().catalog(stop);
    co_return list.names;
}

QCoro::Task<QStringList> Engine::tags(QString registry, QString repository, std::stop_token stop)
{
    const std::shared_ptr<RegistryEnd> end = m_ends->of(registry);
    const registry::NameList list = co_await end->client().tags(repository, stop);
    co_return list.names;
}

void Engine::accountsMoved()
{
    m_ends->forgetAll();
    tellAccounts();
}

void Engine::tellAccounts()
{
    QList<RegistryEntry> entries;
    const QList<KeptAccount> known = m_accounts->accounts();
    for (const KeptAccount &account : known) {
        RegistryEntry entry;
        entry.settings.registry = account.scope.section(QLatin1Char('/'), 0, 0);
        entry.scope = account.scope;
        entry.username = account.username;
        entry.keeping =
            account.keeping == Keeping::Keychain ? RegistryEntry::Keeping::Keychain : RegistryEntry::Keeping::Session;
        entries.append(entry);
    }
    Q_EMIT accountsChanged(entries);
}

void Engine::startJob(JobId id, const Plan &plan)
{
    m_jobs.emplace(id, std::make_unique<Job>());
    m_scope.spawn(runJob(id, plan));
}

void Engine::pauseJob(JobId id)
{
    if (const auto job = m_jobs.find(id); job != m_jobs.end()) {
        job->second->gate.close();
    }
}

void Engine::resumeJob(JobId id)
{
    if (const auto job = m_jobs.find(id); job != m_jobs.end()) {
        job->second->gate.open();
    }
}

void Engine::cancelJob(JobId id)
{
    if (const auto job = m_jobs.find(id); job != m_jobs.end()) {
        job->second->stop.request_stop();
    }
}

QCoro::Task<void> Engine::runJob(JobId id, Plan plan)
{
    Job &job = *m_jobs.at(id);
    connect(&job.board, &transfer::ProgressBoard::flushed, this, &Engine::transferEvents);
    std::unique_ptr<transfer::Journal> journal;
    // Only a registry that is fed by another one needs its blobs as files first.
    std::optional<SpoolFolder> spool;
    if (plan.request.from.kind == End::Kind::Registry && plan.request.to.kind == End::Kind::Registry) {
        spool.emplace(m_options.cacheFolder, plan.request);
    }
    if (m_options.keepJournal) {
        journal = transfer::Journal::begin(m_options.stateFolder, plan);
    }
    const transfer::RunObserver observer{[&job](const TransferEvent &event) { job.board.put(event); },
                                         [&journal](const ImageResult &result) {
                                             if (journal) {
                                                 journal->imageEnded(result);
                                             }
                                         }};
    const transfer::EitherStop either(job.stop.get_token(), m_stop.get_token());
    const auto tellLocked = [&job, id, &plan](const Error &locked) {
        TransferEvent event;
        event.job = id;
        event.state = TransferState::Waiting;
        event.error = locked;
        for (const PlannedBlob &blob : plan.blobs) {
            event.total += std::max<qint64>(0, blob.descriptor.size);
        }
        job.board.put(event);
    };
    Report report;
    try {
        const OpenEnd source = open(plan.request.from);
        const OpenEnd target = open(plan.request.to, {plan.request.layout, plan.request.waitForLock, tellLocked});
        const transfer::RunTools runTools{*source.source, *target.target, m_disk,
                                          m_clock,        job.gate,       spool ? spool->path() : QString()};
        report = co_await transfer::runPlan(plan, runTools, id, observer, either.token());
    } catch (const Error &error) {
        report.failure = error;
    }
    if (journal && !m_stop.stop_requested()) {
        journal->remove();
    }
    if (spool && report.allDone()) {
        spool->remove();
    }
    job.board.flush();
    Q_EMIT jobFinished(id, report);
    // The board may be on the stack above (a flush that resumed us never is: resumptions are queued).
    m_jobs.erase(id);
}

void Engine::shutDown()
{
    m_stop.request_stop();
    // Nothing holds the returned task: joinAll() ends by telling that it ended.
    joinAll();
}

QCoro::Task<void> Engine::joinAll()
{
    try {
        co_await m_scope.join();
    } catch (...) {
        qCWarning(lcTransfer) << "an engine task ended with an exception";
    }
    co_await m_accounts->close();
    Q_EMIT stopped();
}

} // namespace stowage
