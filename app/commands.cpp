// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include "async/resumption.h"
#include "service/copyitems.h"
#include "service/documents.h"
#include "service/wording.h"
#include "text/sentence.h"

#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace stowage {

namespace {

/// Kinds that mean: we did not get in.
bool keepsOut(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::LoginRequired:
    case ErrorKind::LoginRefused:
    case ErrorKind::HostNotFound:
    case ErrorKind::ConnectionRefused:
    case ErrorKind::ConnectionLost:
    case ErrorKind::Timeout:
    case ErrorKind::TlsUntrusted:
    case ErrorKind::TlsHostMismatch:
    case ErrorKind::TlsExpired:
    case ErrorKind::TlsFailed:
    case ErrorKind::PlainHttpServer:
    case ErrorKind::ProxyFailed:
    case ErrorKind::NotARegistry:
    case ErrorKind::NotWritable:
    case ErrorKind::StoreLocked:
    case ErrorKind::KeychainUnavailable: return true;
    default: return false;
    }
}

} // namespace

Commands::Commands(const Arguments &arguments, Service &service, Console &console)
    : m_arguments(arguments)
    , m_service(service)
    , m_console(console)
{
    connect(&service, &Service::transferEvents, &console, &Console::events);
}

Error Commands::usageError(const QString &item, const QString &technical)
{
    Error error;
    error.kind = ErrorKind::InvalidInput;
    error.side = Side::Local;
    error.item = item;
    error.technical = technical;
    return error;
}

void Commands::interrupt()
{
    m_interrupted = true;
    if (m_cancel) {
        m_cancel();
    }
}

QCoro::Task<Exit> Commands::run()
{
    Exit code = Exit::Usage;
    switch (m_arguments.command) {
    case Arguments::Command::Pull: code = co_await pull(); break;
    case Arguments::Command::Push: code = co_await push(); break;
    case Arguments::Command::Copy: code = co_await copy(); break;
    case Arguments::Command::Run: code = co_await runFiles(); break;
    case Arguments::Command::List: code = co_await list(); break;
    case Arguments::Command::Compare: code = co_await compare(); break;
    case Arguments::Command::Verify: code = co_await verify(); break;
    case Arguments::Command::Login: code = co_await login(); break;
    case Arguments::Command::Logout: code = co_await logout(); break;
    case Arguments::Command::Window:
    case Arguments::Command::Help:
    case Arguments::Command::Version: break; // main() serves these
    }
    co_return m_interrupted ? Exit::Interrupted : code;
}

Exit Commands::stopWith(const Error &error, Exit code)
{
    m_console.error(error);
    if (m_console.json() && code != Exit::Usage) {
        m_console.document({{QStringLiteral("error"), errorDocument(error)}});
    }
    return code;
}

Error Commands::nothingIn(const std::optional<End> &from, const QString &pattern)
{
    Error error;
    error.kind = ErrorKind::NothingMatches;
    error.item = from ? from->toString() : QString();
    error.technical = pattern;
    return error;
}

Exit Commands::nothingMatches(const End &from)
{
    return stopWith(nothingIn(from, m_arguments.match), Exit::SomeFailed);
}

CopyRequest Commands::requestOf(const End &from, const End &to, const QList<CopyItem> &items) const
{
    CopyRequest request;
    request.from = from;
    request.to = to;
    request.items = items;
    request.platforms = m_arguments.platforms;
    request.policy = m_arguments.policy;
    applyOptions(request);
    return request;
}

void Commands::applyOptions(CopyRequest &request) const
{
    request.layout = m_arguments.layout;
    request.keepAttestations = m_arguments.keepAttestations;
    request.foreignLayers = m_arguments.foreignLayers;
    request.waitForLock = m_arguments.wait;
    request.blobsAtOnce = m_arguments.jobs;
}

QCoro::Task<Exit> Commands::push()
{
    // Template and pattern are wrong before anything is read.
    const Result<QList<CopyItem>> checked = namedItems({}, m_arguments.match, m_arguments.toName);
    if (!checked) {
        co_return stopWith(checked.error(), Exit::Usage);
    }
    const QFuture<Result<Listing>> future = m_service.list(*m_arguments.from);
    const Result<Listing> listing = co_await awaitResult(future);
    if (!listing) {
        co_return stopWith(listing.error(), Exit::NotStarted);
    }
    QList<Reference> sources;
    for (const ListedImage &image : listing->images) {
        sources.append(image.reference);
    }
    // Colliding names are refused in the plan, beside what can be pushed.
    const Result<QList<CopyItem>> items = namedItems(sources, m_arguments.match, m_arguments.toName);
    if (!items) {
        co_return stopWith(items.error(), Exit::Usage);
    }
    if (items->isEmpty()) {
        co_return nothingMatches(*m_arguments.from);
    }
    const Result<End> to = targetEnd(*items);
    if (!to) {
        co_return stopWith(to.error(), Exit::Usage);
    }
    const CopyRequest request = requestOf(*m_arguments.from, *to, *items);
    const Exit code = co_await carryOut(request);
    co_return code;
}

QCoro::Task<Exit> Commands::copy()
{
    QList<Reference> sources;
    const End from = *m_arguments.from;
    if (m_arguments.operands.isEmpty()) {
        const QFuture<Result<Listing>> future = m_service.list(from);
        const Result<Listing> listing = co_await awaitResult(future);
        if (!listing) {
            co_return stopWith(listing.error(), Exit::NotStarted);
        }
        for (const ListedImage &image : listing->images) {
            sources.append(image.reference);
        }
    } else {
        for (const QString &operand : m_arguments.operands) {
            const Result<Reference> reference = referenceAt(from, operand);
            if (!reference) {
                co_return stopWith(reference.error(), Exit::Usage);
            }
            sources.append(*reference);
        }
    }
    const Result<QList<Reference>> matching = matchingReferences(sources, m_arguments.match);
    if (!matching) {
        co_return stopWith(matching.error(), Exit::Usage);
    }
    if (matching->isEmpty()) {
        co_return nothingMatches(from);
    }
    const Result<QList<CopyItem>> items = copyItems(from, *m_arguments.to, *matching);
    if (!items) {
        co_return stopWith(items.error(), Exit::Usage);
    }
    const CopyRequest request = requestOf(from, *m_arguments.to, *items);
    const Exit code = co_await carryOut(request);
    co_return code;
}

QCoro::Task<Result<Plan>> Commands::makePlan(CopyRequest request)
{
    m_console.note(tr("Reading the manifests of %n image(s)…", nullptr, static_cast<int>(request.items.size())));
    const QFuture<Result<Plan>> future = m_service.plan(request);
    const Result<Plan> plan = co_await awaitStoppable(future);
    co_return plan;
}

void Commands::tellBefore(const Plan &plan)
{
    for (const PlanWarning &warning : plan.warnings) {
        m_console.warning(tr("Note: %1").arg(Wording::warning(warning)));
    }
    for (const PlannedImage &image : plan.images) {
        if (image.refusal) {
            m_console.error(*image.refusal);
        }
    }
}

QCoro::Task<Exit> Commands::carryOut(CopyRequest request)
{
    const Result<Plan> plan = co_await makePlan(request);
    if (!plan) {
        co_return stopWith(plan.error(), Exit::NotStarted);
    }
    if (m_arguments.planOnly) {
        co_return planned(*plan);
    }
    tellBefore(*plan);
    const Report report = co_await runJob(*plan);
    co_return reported(report);
}

QCoro::Task<Report> Commands::runJob(Plan plan)
{
    const auto ended = Resumption::make();
    Report report;
    m_console.watch(plan);
    const JobId job = m_service.start(plan);
    const QMetaObject::Connection connection =
        connect(&m_service, &Service::jobFinished, this, [&report, ended, job](JobId id, const Report &result) {
            if (id == job) {
                report = result;
                ended->fire();
            }
        });
    m_cancel = [this, job] { m_service.cancel(job); };
    if (m_interrupted) {
        m_cancel();
    }
    co_await ended->wait();
    m_cancel = {};
    disconnect(connection);
    m_console.endProgress();
    co_return report;
}

void Commands::Tally::add(const Report &report)
{
    for (const ImageResult &image : report.images) {
        if (image.isUnwanted()) {
            ++unwanted;
        } else {
            ++counts[image.state];
        }
        if (image.error && image.state != ImageState::Copied && image.state != ImageState::Skipped) {
            add(*image.error, false);
        }
    }
    if (report.failure) {
        add(*report.failure, true);
    }
    bytes += report.bytesTransferred;
    seconds += report.seconds;
}

void Commands::Tally::add(const Plan &plan)
{
    for (const PlannedImage &image : plan.images) {
        if (image.refusal) {
            add(*image.refusal, false);
        } else {
            ++counts[ImageState::Copied];
        }
    }
}

void Commands::Tally::add(const Error &error, bool keptOut)
{
    errors.append(error);
    notStarted = notStarted && (keptOut || keepsOut(error));
}

Exit Commands::Tally::code() const
{
    if (errors.isEmpty()) {
        return Exit::Done;
    }
    return notStarted && !anythingDone() ? Exit::NotStarted : Exit::SomeFailed;
}

void Commands::printPlan(const Plan &plan)
{
    for (const PlannedImage &image : plan.images) {
        QString line = Wording::action(image).leftJustified(13) + QLatin1Char(' ') + image.item.source.toString();
        if (image.item.target != image.item.source) {
            line += QStringLiteral(" -> ") + image.item.target.toString();
        }
        if (!image.platforms.isEmpty()) {
            line += QStringLiteral("  [") + Wording::platforms(image.platforms) + QLatin1Char(']');
        }
        m_console.print(line);
        if (image.refusal) {
            m_console.print(QStringLiteral("              ") + Sentence::of(*image.refusal));
        }
    }
    for (const PlanWarning &warning : plan.warnings) {
        m_console.print(tr("Note: %1").arg(Wording::warning(warning)));
    }
    m_console.print(tr("%1 of %2 blobs to transfer: %3; already there: %4.")
                        .arg(plan.totals.blobsToTransfer)
                        .arg(plan.totals.uniqueBlobs)
                        .arg(Sentence::size(plan.totals.bytesToTransfer), Sentence::size(plan.totals.bytesPresent)));
}

Exit Commands::planned(const Plan &plan)
{
    if (m_console.json()) {
        m_console.document(planDocument(plan));
    } else {
        printPlan(plan);
    }
    Tally tally;
    tally.add(plan);
    return tally.code();
}

void Commands::writeReport(const QJsonObject &document)
{
    if (!m_arguments.reportFile.isEmpty()) {
        QSaveFile file(m_arguments.reportFile);
        const bool written =
            file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(document).toJson()) >= 0 && file.commit();
        if (!written) {
            Error error = usageError(m_arguments.reportFile, file.errorString());
            error.kind = ErrorKind::NotWritable;
            m_console.error(error);
        }
    }
    if (m_console.json()) {
        m_console.document(document);
    }
}

void Commands::printTally(const Tally &tally)
{
    m_console.print(tr("%1 copied, %2 already there, %3 failed, %4 refused; %5 transferred in %6 s.")
                        .arg(tally.counts[ImageState::Copied])
                        .arg(tally.counts[ImageState::Skipped])
                        .arg(tally.counts[ImageState::Failed])
                        .arg(tally.counts[ImageState::Refused])
                        .arg(Sentence::size(tally.bytes))
                        .arg(tally.seconds, 0, 'f', 1));
    if (tally.unwanted > 0) {
        m_console.print(tr("%n image(s) skipped: they have no wanted platform.", nullptr, tally.unwanted));
    }
    if (const int cancelled = tally.counts[ImageState::Cancelled]; cancelled > 0) {
        m_console.print(
            tr("%n image(s) cancelled; run the same command again to go on from there.", nullptr, cancelled));
    }
}

Exit Commands::reported(const Report &report)
{
    writeReport(reportDocument(report));
    if (report.failure) {
        m_console.error(*report.failure);
        return Exit::NotStarted;
    }
    Tally tally;
    tally.add(report);
    printTally(tally);
    return report.cancelled ? Exit::Interrupted : tally.code();
}

} // namespace stowage
