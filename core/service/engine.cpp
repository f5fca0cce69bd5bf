// SPDX-License-Identifier: Apache-2.0
#include "service/engine.h"

#include "async/cancelled.h"
#include "base/logging.h"
#include "credentials/accountstore.h"
#include "http/sessionpool.h"
#include "service/registrycheck.h"
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
    m_accounts = credentials::makeAccountStore(options.settingsFile, options.useKeychain, m_clock);
    for (const Account &account : options.accounts) {
        m_accounts->addForThisRun(account);
    }
    m_sessions = std::make_unique<http::SessionPool>(m_clock);
    tellAccounts();
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
}

RegistrySettings Engine::settingsOf(const QString &registry) const
{
    RegistrySettings settings = m_registries.value(registry);
    settings.registry = registry;
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
    return {*m_sessions, *m_accounts, m_clock, m_disk,
            [this](const QString &registry) { return settingsOf(registry); }};
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
    const OpenEnd opened = open(end);
    ImageDetails details = co_await transfer::describeImage(*opened.source, image, opened.local, stop);
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

QCoro::Task<Plan> Engine::plan(CopyRequest request, std::stop_token stop)
{
    const OpenEnd source = open(request.from);
    const OpenEnd target = open(request.to, {request.layout, request.waitForLock});
    if (!target.target) {
        throw unsupported(request.to, QStringLiteral("cannot be written"));
    }
    const qint64 space = co_await m_disk.run([end = request.to] { return freeBytes(end); });
    Plan plan = co_await transfer::preparePlan(request, *source.source, *target.target, space, {}, stop);
    co_return plan;
}

QCoro::Task<Comparison> Engine::compare(End left, End right, std::stop_token stop)
{
    const Listing leftListing = co_await list(left, stop);
    const Listing rightListing = co_await list(right, stop);
    const bool registries = left.kind == End::Kind::Registry || right.kind == End::Kind::Registry;
    Comparison comparison = co_await m_disk.run([leftListing, rightListing, left, right, registries] {
        return compareListings(withoutPrefix(leftListing, left), withoutPrefix(rightListing, right), registries);
    });
    co_return comparison;
}

QCoro::Task<RegistryEntry::Keeping> Engine::saveAccount(Account account, std::stop_token stop)
{
    const credentials::Keeping keeping = co_await m_accounts->save(account, stop);
    m_sessions->forget(account.scope);
    tellAccounts();
    co_return keeping == credentials::Keeping::Keychain ? RegistryEntry::Keeping::Keychain
                                                        : RegistryEntry::Keeping::Session;
}

QCoro::Task<bool> Engine::removeAccount(QString scope, std::stop_token stop)
{
    co_await m_accounts->remove(scope, stop);
    m_sessions->forget(scope);
    tellAccounts();
    co_return true;
}

QCoro::Task<RegistryTest> Engine::testRegistry(RegistrySettings settings, std::optional<Account> account,
                                               std::stop_token stop)
{
    RegistryTest test = co_await checkRegistry(settings, account, tools(), stop);
    co_return test;
}

QCoro::Task<QStringList> Engine::repositories(QString registry, std::stop_token stop)
{
    QStringList names = co_await registryRepositories(registry, tools(), stop);
    co_return names;
}

QCoro::Task<QStringList> Engine::tags(QString registry, QString repository, std::stop_token stop)
{
    QStringList names = co_await registryTags(registry, repository, tools(), stop);
    co_return names;
}

void Engine::tellAccounts()
{
    QList<RegistryEntry> entries;
    const QList<credentials::KnownAccount> known = m_accounts->known();
    for (const credentials::KnownAccount &account : known) {
        RegistryEntry entry;
        entry.settings.registry = account.scope.section(QLatin1Char('/'), 0, 0);
        entry.scope = account.scope;
        entry.username = account.username;
        entry.keeping = account.keeping == credentials::Keeping::Keychain ? RegistryEntry::Keeping::Keychain
                                                                          : RegistryEntry::Keeping::Session;
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
    SpoolFolder spool(m_options.cacheFolder, plan.request);
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
    Report report;
    try {
        const OpenEnd source = open(plan.request.from);
        const OpenEnd target = open(plan.request.to, {plan.request.layout, plan.request.waitForLock});
        const transfer::RunTools runTools{*source.source, *target.target, m_disk, m_clock, job.gate, spool.path()};
        report = co_await transfer::runPlan(plan, runTools, id, observer, either.token());
    } catch (const Error &error) {
        report.failure = error;
    }
    if (journal && !m_stop.stop_requested()) {
        journal->remove();
    }
    if (report.allDone()) {
        spool.remove();
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
    Q_EMIT stopped();
}

} // namespace stowage
