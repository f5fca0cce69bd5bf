// SPDX-License-Identifier: Apache-2.0
#include "service/localservice.h"

#include "async/cancelled.h"
#include "service/copyitems.h"
#include "service/engine.h"
#include "service/taskrequests.h"
#include "store/verify.h"
#include "tasks/referencelist.h"
#include "text/sentence.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QStandardPaths>
#include <QtConcurrent>

#include <algorithm>

namespace stowage {

namespace {

Error interrupted()
{
    Error error;
    error.kind = ErrorKind::Interrupted;
    error.side = Side::Local;
    return error;
}

/// Runs one request in the engine thread and hands its outcome to the promise. A member of the engine's scope.
template <typename T>
QCoro::Task<void> serve(Engine *engine, std::shared_ptr<QPromise<Result<T>>> promise,
                        std::function<QCoro::Task<T>(Engine &, std::stop_token)> work)
{
    std::stop_source stop;
    const std::stop_callback onShutDown(engine->stopToken(), [&stop] { stop.request_stop(); });
    QFutureWatcher<Result<T>> watcher; // in this thread, so that cancelling the future stops the work
    QObject::connect(&watcher, &QFutureWatcherBase::canceled, [&stop] { stop.request_stop(); });
    watcher.setFuture(promise->future());
    Result<T> result = std::unexpected(interrupted());
    try {
        T value = co_await work(*engine, stop.get_token());
        result = std::move(value);
    } catch (const Error &error) {
        result = std::unexpected(error);
    } catch (const Cancelled &) {
        result = std::unexpected(interrupted());
    }
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace

ServiceOptions ServiceOptions::ofUser()
{
    ServiceOptions options;
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    options.settingsFile = config + QStringLiteral("/registries.ini");
    options.accountsFile = config + QStringLiteral("/accounts.ini");
    options.stateFolder =
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/jobs");
    options.cacheFolder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    return options;
}

LocalService::LocalService(const ServiceOptions &options, QObject *parent)
    : Service(parent)
    , m_options(options)
    , m_book(options.settingsFile)
{
    qRegisterMetaType<QList<TransferEvent>>();
    qRegisterMetaType<QList<RegistryEntry>>();
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
    // Made in its own thread, so that everything below it has that thread's affinity.
    QObject spark;
    spark.moveToThread(&m_thread);
    QMetaObject::invokeMethod(&spark, [this] { m_engine = new Engine(m_options); }, Qt::BlockingQueuedConnection);
    connect(m_engine, &Engine::transferEvents, this, &Service::transferEvents);
    connect(m_engine, &Engine::jobFinished, this, [this](JobId id, const Report &report) {
        m_finished.insert(id, {m_running.take(id), report});
        Q_EMIT jobFinished(id, report);
    });
    connect(m_engine, &Engine::accountsChanged, this, [this](const QList<RegistryEntry> &accounts) {
        m_accounts = accounts;
        Q_EMIT registriesChanged();
    });
    connect(m_engine, &Engine::stopped, m_engine, &QObject::deleteLater);
    // Direct: this thread is then waiting for the engine's to end, and quit() may be called from anywhere.
    connect(m_engine, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
    QMetaObject::invokeMethod(m_engine, &Engine::tellAccounts, Qt::QueuedConnection);
    pushRegistries();
}

LocalService::~LocalService()
{
    m_engine->disconnect(this);
    QMetaObject::invokeMethod(m_engine, &Engine::shutDown, Qt::QueuedConnection);
    m_thread.wait();
}

template <typename T>
QFuture<Result<T>> LocalService::ask(std::function<QCoro::Task<T>(Engine &, std::stop_token)> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    QMetaObject::invokeMethod(
        m_engine,
        [engine = m_engine, promise, work = std::move(work)] {
            engine->scope().spawn(serve<T>(engine, promise, work));
        },
        Qt::QueuedConnection);
    return future;
}

ReferenceList LocalService::readReferences(const QString &text) const
{
    const ImageList read = readReferenceList(text);
    ReferenceList list;
    list.references = read.references();
    for (const ImageList::Problem &problem : read.problems) {
        list.problems.append({problem.line, problem.text, problem.error});
    }
    return list;
}

QFuture<Result<QList<CopyItem>>> LocalService::targetNames(const QList<Reference> &sources, const QString &match,
                                                           const QString &targetName)
{
    return QtConcurrent::run([sources, match, targetName] { return distinctItems(sources, match, targetName); });
}

QFuture<Result<TaskSet>> LocalService::readTasks(const QStringList &files, const TaskContext &context)
{
    return QtConcurrent::run([files, context] { return Result<TaskSet>(readTaskFiles(files, context)); });
}

QFuture<Result<QList<CopyRequest>>> LocalService::expand(const TaskJob &job)
{
    return ask<QList<CopyRequest>>(
        [job](Engine &engine, std::stop_token stop) { return engine.expand(job, std::move(stop)); });
}

void LocalService::setRunAccess(const RunAccess &access)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, access] { engine->setRunAccess(access); }, Qt::QueuedConnection);
}

QFuture<Result<Listing>> LocalService::list(const End &end)
{
    return ask<Listing>([end](Engine &engine, std::stop_token stop) { return engine.list(end, std::move(stop)); });
}

QFuture<Result<ImageDetails>> LocalService::describe(const End &end, const Reference &image)
{
    return ask<ImageDetails>(
        [end, image](Engine &engine, std::stop_token stop) { return engine.describe(end, image, std::move(stop)); });
}

QFuture<Result<ImageSummary>> LocalService::lookUp(const Reference &image)
{
    return ask<ImageSummary>(
        [image](Engine &engine, std::stop_token stop) { return engine.lookUp(image, std::move(stop)); });
}

QFuture<Result<Verification>> LocalService::verify(const End &end)
{
    return QtConcurrent::run([end](QPromise<Result<Verification>> &promise) {
        std::stop_source stop;
        qint64 lastMiB = -1;
        const auto progress = [&promise, &stop, &lastMiB](qint64 done, qint64 total) {
            constexpr qint64 mib = 1024 * 1024;
            if (promise.isCanceled()) {
                stop.request_stop();
            } else if (done / mib != lastMiB) {
                lastMiB = done / mib;
                promise.setProgressRange(0, static_cast<int>(std::max<qint64>(1, total / mib)));
                promise.setProgressValue(static_cast<int>(lastMiB));
            }
        };
        try {
            promise.addResult(store::verifyStore(end.location, progress, stop.get_token()));
        } catch (const Error &error) {
            promise.addResult(Result<Verification>(std::unexpected(error)));
        } catch (const Cancelled &) {
            promise.addResult(Result<Verification>(std::unexpected(interrupted())));
        }
    });
}

QFuture<Result<Comparison>> LocalService::compare(const End &left, const End &right)
{
    return ask<Comparison>(
        [left, right](Engine &engine, std::stop_token stop) { return engine.compare(left, right, std::move(stop)); });
}

QFuture<Result<Plan>> LocalService::plan(const CopyRequest &request)
{
    return ask<Plan>([request](Engine &engine, std::stop_token stop) { return engine.plan(request, std::move(stop)); });
}

JobId LocalService::start(const Plan &plan)
{
    const JobId id = ++m_lastJob;
    m_running.insert(id, plan);
    Q_EMIT jobAdded(id, plan);
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, id, plan] { engine->startJob(id, plan); }, Qt::QueuedConnection);
    return id;
}

void LocalService::pause(JobId job)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, job] { engine->pauseJob(job); }, Qt::QueuedConnection);
}

void LocalService::resume(JobId job)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, job] { engine->resumeJob(job); }, Qt::QueuedConnection);
}

void LocalService::cancel(JobId job)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, job] { engine->cancelJob(job); }, Qt::QueuedConnection);
}

void LocalService::retryFailed(JobId job)
{
    const auto finished = m_finished.constFind(job);
    if (finished == m_finished.constEnd()) {
        return;
    }
    CopyRequest request = finished->plan.request;
    request.items.clear();
    for (const ImageResult &image : finished->report.images) {
        if (image.state != ImageState::Copied && image.state != ImageState::Skipped) {
            request.items.append(image.item);
        }
    }
    plan(request).then(this, [this, request](const Result<Plan> &planned) {
        if (planned) {
            start(*planned);
            return;
        }
        Plan empty;
        empty.request = request;
        const JobId id = ++m_lastJob;
        Q_EMIT jobAdded(id, empty);
        Report report;
        report.failure = planned.error();
        m_finished.insert(id, {empty, report});
        Q_EMIT jobFinished(id, report);
    });
}

QList<InterruptedJob> LocalService::interruptedJobs() const
{
    QList<InterruptedJob> jobs;
    const QList<transfer::JournalEntry> entries = transfer::Journal::interrupted(m_options.stateFolder);
    for (const transfer::JournalEntry &entry : entries) {
        InterruptedJob job;
        job.id = entry.id;
        job.request = entry.request;
        job.imagesLeft = static_cast<int>(entry.request.items.size() - entry.done.size());
        job.bytesLeft = entry.bytes;
        job.started = entry.started;
        jobs.append(job);
    }
    return jobs;
}

void LocalService::discardInterrupted(const QString &id)
{
    transfer::Journal::discard(m_options.stateFolder, id);
}

void LocalService::pushRegistries()
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, settings = m_book.all()] { engine->setRegistries(settings); },
        Qt::QueuedConnection);
}

QList<RegistryEntry> LocalService::registries() const
{
    QList<RegistryEntry> entries;
    const auto addTest = [this](RegistryEntry &entry) {
        const RegistryBook::LastTest test = m_book.lastTest(entry.settings.registry);
        entry.lastTest = test.time;
        entry.lastTestText = test.text;
        entry.lastTestOk = test.ok;
    };
    for (RegistryEntry account : m_accounts) {
        account.settings = m_book.of(account.settings.registry);
        addTest(account);
        entries.append(account);
    }
    const QList<RegistrySettings> kept = m_book.all();
    for (const RegistrySettings &settings : kept) {
        const bool shown = std::any_of(entries.begin(), entries.end(), [&settings](const RegistryEntry &entry) {
            return entry.settings.registry == settings.registry;
        });
        if (!shown) {
            RegistryEntry entry;
            entry.settings = settings;
            entry.scope = settings.registry;
            addTest(entry);
            entries.append(entry);
        }
    }
    return entries;
}

void LocalService::saveRegistry(const RegistrySettings &settings)
{
    m_book.save(settings);
    pushRegistries();
    Q_EMIT registriesChanged();
}

void LocalService::removeRegistry(const QString &registry)
{
    m_book.remove(registry);
    pushRegistries();
    for (const RegistryEntry &account : std::as_const(m_accounts)) {
        if (account.settings.registry == registry) {
            removeAccount(account.scope);
        }
    }
    Q_EMIT registriesChanged();
}

QFuture<Result<RegistryEntry::Keeping>> LocalService::saveAccount(const Account &account)
{
    return ask<RegistryEntry::Keeping>(
        [account](Engine &engine, std::stop_token stop) { return engine.saveAccount(account, std::move(stop)); });
}

QFuture<Result<void>> LocalService::removeAccount(const QString &scope)
{
    return ask<bool>(
               [scope](Engine &engine, std::stop_token stop) { return engine.removeAccount(scope, std::move(stop)); })
        .then([](const Result<bool> &removed) {
            return removed ? Result<void>() : Result<void>(std::unexpected(removed.error()));
        });
}

QFuture<Result<RegistryTest>> LocalService::testRegistry(const RegistrySettings &settings,
                                                         const std::optional<Account> &account)
{
    QFuture<Result<RegistryTest>> tested = ask<RegistryTest>([settings, account](Engine &engine, std::stop_token stop) {
        return engine.testRegistry(settings, account, std::move(stop));
    });
    const QString registry = settings.registry;
    return tested.then(this, [this, registry](const Result<RegistryTest> &result) {
        const QString text = result ? QString() : Sentence::of(result.error());
        m_book.setLastTest(registry, {QDateTime::currentDateTime(), text, result.has_value()});
        Q_EMIT registriesChanged();
        return result;
    });
}

QFuture<Result<QStringList>> LocalService::repositories(const QString &registry)
{
    return ask<QStringList>(
        [registry](Engine &engine, std::stop_token stop) { return engine.repositories(registry, std::move(stop)); });
}

QFuture<Result<QStringList>> LocalService::tags(const QString &registry, const QString &repository)
{
    return ask<QStringList>([registry, repository](Engine &engine, std::stop_token stop) {
        return engine.tags(registry, repository, std::move(stop));
    });
}

} // namespace stowage
