// SPDX-License-Identifier: Apache-2.0
#include "ui/models/transfersmodel.h"

#include "ui/models/transfersmodel_p.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <map>

namespace stowage {

using namespace transfers;

namespace {

/// The ranges of consecutive numbers in `rows`, which get sorted and made unique.
template <typename F>
void forRanges(std::vector<int> &rows, F range)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1) {
            ++end;
        }
        range(rows[i], rows[end - 1]);
        i = end;
    }
}

TransfersModel::Now systemNow()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] { return timer.elapsed(); };
}

TransferState stateOf(ImageState state)
{
    switch (state) {
    case ImageState::Copied: return TransferState::Done;
    case ImageState::Skipped: return TransferState::Skipped;
    case ImageState::Failed: return TransferState::Failed;
    case ImageState::Refused: return TransferState::Refused;
    case ImageState::Cancelled: return TransferState::Cancelled;
    }
    return TransferState::Failed;
}

} // namespace

struct TransfersModel::Touched
{
    bool job = false;
    std::vector<int> images;
    std::map<int, std::vector<int>> blobs; ///< By image.
};

TransfersModel::TransfersModel(Service &service, QObject *parent, Now now)
    : QAbstractItemModel(parent)
    , m_now(now ? std::move(now) : systemNow())
{
    connect(&service, &Service::jobAdded, this, &TransfersModel::addJob);
    connect(&service, &Service::transferEvents, this, &TransfersModel::apply);
    connect(&service, &Service::jobFinished, this, &TransfersModel::finish);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &TransfersModel::tick);
}

TransfersModel::~TransfersModel() = default;

TransfersModel::Summary TransfersModel::summary() const
{
    Summary sum;
    for (const auto &job : m_jobs) {
        if (job->report) {
            continue;
        }
        ++sum.running;
        if (job->node.state == TransferState::Paused) {
            ++sum.paused;
            continue;
        }
        sum.bytesPerSecond += rateOf(job->node);
        sum.secondsLeft = std::max(sum.secondsLeft, secondsLeftOf(job->node));
    }
    return sum;
}

bool TransfersModel::isFinished(JobId id) const
{
    const Job *job = find(id);
    return job && job->report.has_value();
}

bool TransfersModel::isPaused(JobId id) const
{
    const Job *job = find(id);
    return job && !job->report && job->node.state == TransferState::Paused;
}

bool TransfersModel::canRetry(JobId id) const
{
    const Job *job = find(id);
    if (!job || !job->report) {
        return false;
    }
    const QList<ImageResult> &images = job->report->images;
    return job->report->failure.has_value() ||
           std::any_of(images.cbegin(), images.cend(), [](const ImageResult &image) {
               return image.state == ImageState::Failed || image.state == ImageState::Cancelled;
           });
}

const Report *TransfersModel::report(JobId id) const
{
    const Job *job = find(id);
    return job && job->report ? &*job->report : nullptr;
}

const Plan *TransfersModel::plan(JobId id) const
{
    const Job *job = find(id);
    return job ? &job->plan : nullptr;
}

std::optional<Error> TransfersModel::errorOf(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node ? node->error : std::nullopt;
}

JobId TransfersModel::jobOf(const QModelIndex &index) const
{
    const Job *job = jobAt(index);
    return job ? job->id : 0;
}

QModelIndex TransfersModel::indexOfJob(JobId id) const
{
    const Job *job = find(id);
    return job ? index(rowOf(*job), 0) : QModelIndex();
}

void TransfersModel::clearFinished()
{
    for (int row = int(m_jobs.size()) - 1; row >= 0; --row) {
        if (m_jobs[std::size_t(row)]->report) {
            beginRemoveRows({}, row, row);
            m_jobs.erase(m_jobs.begin() + row);
            endRemoveRows();
        }
    }
    Q_EMIT summaryChanged();
}

bool TransfersModel::hasFinished() const
{
    return std::any_of(m_jobs.cbegin(), m_jobs.cend(), [](const auto &job) { return job->report.has_value(); });
}

void TransfersModel::addJob(JobId id, const Plan &plan)
{
    auto job = std::make_unique<Job>();
    job->id = id;
    job->serial = m_nextSerial++;
    job->plan = plan;
    job->node.total = plan.totals.bytesToTransfer + plan.totals.bytesPresent;
    job->images.resize(std::size_t(plan.images.size()));
    job->blobs.resize(std::size_t(plan.blobs.size()));
    job->places.resize(job->blobs.size());
    for (qsizetype i = 0; i < plan.images.size(); ++i) {
        const PlannedImage &image = plan.images.at(i);
        Node &node = job->images[std::size_t(i)];
        node.total = image.bytes;
        if (image.action == ImageAction::Skip) {
            node.state = TransferState::Skipped;
            node.done = image.bytes;
        } else if (image.action == ImageAction::Refuse) {
            node.state = TransferState::Refused;
            node.error = image.refusal;
        }
        for (qsizetype row = 0; row < image.blobs.size(); ++row) {
            job->places.at(std::size_t(image.blobs.at(row))).emplace_back(int(i), int(row));
        }
    }
    for (qsizetype b = 0; b < plan.blobs.size(); ++b) {
        const PlannedBlob &blob = plan.blobs.at(b);
        Node &node = job->blobs[std::size_t(b)];
        node.total = std::max<qint64>(blob.descriptor.size, 0);
        if (blob.way == PlannedBlob::Way::Present) {
            node.state = TransferState::Skipped;
            node.done = node.total;
        } else {
            node.done = blob.partial;
        }
    }
    const int row = int(m_jobs.size());
    beginInsertRows({}, row, row);
    m_jobs.push_back(std::move(job));
    endInsertRows();
    m_tick.start();
    Q_EMIT summaryChanged();
}

void TransfersModel::apply(const QList<TransferEvent> &events)
{
    const qint64 now = m_now();
    std::map<JobId, Touched> touched;
    for (const TransferEvent &event : events) {
        Job *job = find(event.job);
        if (!job) {
            continue;
        }
        Touched &rows = touched[event.job];
        Node *node = nullptr;
        if (event.image >= 0 && std::size_t(event.image) < job->images.size()) {
            node = &job->images[std::size_t(event.image)];
            rows.images.push_back(event.image);
        } else if (event.image < 0 && event.blob >= 0 && std::size_t(event.blob) < job->blobs.size()) {
            node = &job->blobs[std::size_t(event.blob)];
            for (const auto &[image, row] : job->places[std::size_t(event.blob)]) {
                rows.blobs[image].push_back(row);
            }
        } else if (event.image < 0 && event.blob < 0) {
            node = &job->node;
            rows.job = true;
        } else {
            continue;
        }
        node->state = event.state;
        node->done = event.done;
        node->total = event.total;
        node->error = event.error;
        if (isMoving(event.state)) {
            node->meter.note(event.moved, now);
        } else {
            node->meter.clear();
        }
    }
    for (const auto &[id, rows] : touched) {
        announce(*find(id), rows, Progress);
    }
    if (!touched.empty()) {
        Q_EMIT summaryChanged();
    }
}

void TransfersModel::finish(JobId id, const Report &report)
{
    Job *job = find(id);
    if (!job) {
        // Planning for a retry failed: there never was a plan, but the user must see why.
        Plan empty;
        for (const ImageResult &image : report.images) {
            empty.request.items.append(image.item);
            PlannedImage planned;
            planned.item = image.item;
            empty.images.append(planned);
        }
        addJob(id, empty);
        job = find(id);
    }
    Touched touched;
    touched.job = true;
    bool anyFailed = false;
    for (qsizetype i = 0; i < report.images.size() && std::size_t(i) < job->images.size(); ++i) {
        const ImageResult &result = report.images.at(i);
        Node &node = job->images[std::size_t(i)];
        node.state = stateOf(result.state);
        node.error = result.error;
        node.meter.clear();
        anyFailed = anyFailed || result.state == ImageState::Failed || result.state == ImageState::Refused;
        if (result.state == ImageState::Copied || result.state == ImageState::Skipped) {
            node.done = node.total;
        }
        touched.images.push_back(int(i));
    }
    for (std::size_t b = 0; b < job->blobs.size(); ++b) {
        Node &node = job->blobs[b];
        node.meter.clear();
        if (!isFinal(node.state)) { // nothing more will be told about it
            node.state = TransferState::Cancelled;
            for (const auto &[image, row] : job->places[b]) {
                touched.blobs[image].push_back(row);
            }
        }
    }
    job->node.meter.clear();
    job->node.error = report.failure;
    if (report.cancelled) {
        job->node.state = TransferState::Cancelled;
    } else if (report.failure || anyFailed) {
        job->node.state = TransferState::Failed;
    } else {
        job->node.state = TransferState::Done;
        job->node.done = job->node.total;
    }
    job->report = report;
    announce(*job, touched, 0);
    if (summary().running == 0) {
        m_tick.stop();
    }
    Q_EMIT summaryChanged();
}

void TransfersModel::tick()
{
    for (const auto &job : m_jobs) {
        if (job->report) {
            continue;
        }
        Touched touched;
        touched.job = true;
        for (std::size_t i = 0; i < job->images.size(); ++i) {
            if (isMoving(job->images[i].state)) {
                touched.images.push_back(int(i));
            }
        }
        for (std::size_t b = 0; b < job->blobs.size(); ++b) {
            if (isMoving(job->blobs[b].state)) {
                for (const auto &[image, row] : job->places[b]) {
                    touched.blobs[image].push_back(row);
                }
            }
        }
        announce(*job, touched, Speed);
    }
    Q_EMIT summaryChanged();
}

void TransfersModel::announce(const Job &job, const Touched &touched, int firstColumn)
{
    const QModelIndex top = index(rowOf(job), 0);
    if (touched.job) {
        Q_EMIT dataChanged(top.siblingAtColumn(firstColumn), top.siblingAtColumn(State));
    }
    std::vector<int> images = touched.images;
    forRanges(images, [&](int first, int last) {
        Q_EMIT dataChanged(index(first, firstColumn, top), index(last, State, top));
    });
    for (const auto &[image, rows] : touched.blobs) {
        const QModelIndex parent = index(image, 0, top);
        std::vector<int> sorted = rows;
        forRanges(sorted, [&](int first, int last) {
            Q_EMIT dataChanged(index(first, firstColumn, parent), index(last, State, parent));
        });
    }
}

TransfersModel::Job *TransfersModel::find(JobId id) const
{
    const auto job = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [id](const auto &j) { return j->id == id; });
    return job == m_jobs.cend() ? nullptr : job->get();
}

TransfersModel::Job *TransfersModel::jobAt(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return nullptr;
    }
    const quint32 serial = serialOf(index);
    const auto job =
        std::find_if(m_jobs.cbegin(), m_jobs.cend(), [serial](const auto &j) { return j->serial == serial; });
    return job == m_jobs.cend() ? nullptr : job->get();
}

int TransfersModel::rowOf(const Job &job) const
{
    const auto it = std::find_if(m_jobs.cbegin(), m_jobs.cend(), [&job](const auto &j) { return j.get() == &job; });
    return int(it - m_jobs.cbegin());
}

} // namespace stowage
