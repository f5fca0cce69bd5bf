// SPDX-License-Identifier: Apache-2.0
#include "ui/models/transfersmodel.h"

#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/widgets/statustext.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <map>

namespace stowage {

namespace {

// The id of an index: the serial number of its job above, and below 0 for a job, 1 for an image, i + 2 for a blob of
// image i.
constexpr quint32 jobLevel = 0;
constexpr quint32 imageLevel = 1;
constexpr quint32 firstBlobLevel = 2;

constexpr quintptr makeId(quint32 serial, quint32 level)
{
    return (quintptr(serial) << 32) | level;
}

quint32 serialOf(const QModelIndex &index)
{
    return quint32(index.internalId() >> 32);
}

quint32 levelOf(const QModelIndex &index)
{
    return quint32(index.internalId() & 0xffffffffU);
}

bool isMoving(TransferState state)
{
    return state == TransferState::Active || state == TransferState::Finishing;
}

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
    , m_service(service)
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

const TransfersModel::Node *TransfersModel::nodeAt(const QModelIndex &index) const
{
    const Job *job = jobAt(index);
    if (!job) {
        return nullptr;
    }
    switch (levelOf(index)) {
    case jobLevel: return &job->node;
    case imageLevel: return &job->images[std::size_t(index.row())];
    default: {
        const PlannedImage &image = job->plan.images.at(qsizetype(levelOf(index) - firstBlobLevel));
        return &job->blobs[std::size_t(image.blobs.at(index.row()))];
    }
    }
}

QModelIndex TransfersModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return createIndex(row, column, makeId(m_jobs[std::size_t(row)]->serial, jobLevel));
    }
    const quint32 level = levelOf(parent) == jobLevel ? imageLevel : firstBlobLevel + quint32(parent.row());
    return createIndex(row, column, makeId(serialOf(parent), level));
}

QModelIndex TransfersModel::parent(const QModelIndex &index) const
{
    const Job *job = jobAt(index);
    if (!job || levelOf(index) == jobLevel) {
        return {};
    }
    if (levelOf(index) == imageLevel) {
        return createIndex(rowOf(*job), 0, makeId(job->serial, jobLevel));
    }
    return createIndex(int(levelOf(index) - firstBlobLevel), 0, makeId(job->serial, imageLevel));
}

int TransfersModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_jobs.size());
    }
    const Job *job = jobAt(parent);
    if (!job || parent.column() != 0) {
        return 0;
    }
    switch (levelOf(parent)) {
    case jobLevel: return int(job->images.size());
    case imageLevel: return int(job->plan.images.at(parent.row()).blobs.size());
    default: return 0;
    }
}

int TransfersModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant TransfersModel::data(const QModelIndex &index, int role) const
{
    const Job *job = jobAt(index);
    const Node *node = nodeAt(index);
    if (!job || !node) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name: return nameAt(index, *job);
        case Progress:
            if (node->total <= 0) {
                return {};
            }
            // Never 100 % before it is.
            return tr("%1 %").arg(std::min(int(std::floor(100.0 * double(node->done) / double(node->total))), 100));
        case Bytes:
            return node->total > 0 ? tr("%1 of %2").arg(Sentence::size(node->done), Sentence::size(node->total))
                                   : QString();
        case Speed: return isMoving(node->state) && rateOf(*node) > 0 ? Sentence::rate(rateOf(*node)) : QString();
        case TimeLeft: return Sentence::duration(secondsLeftOf(*node));
        case State: return StatusText::word(node->state);
        default: return {};
        }
    case ProgressRole:
        if (index.column() != Progress || node->total <= 0) {
            return {};
        }
        return std::clamp(double(node->done) / double(node->total), 0.0, 1.0);
    case Qt::ToolTipRole:
        if (node->error) {
            return plainToolTip(Sentence::of(*node->error));
        }
        return index.column() == Name ? plainToolTip(Sentence::harmless(copyAt(index, *job))) : QString();
    case Qt::DecorationRole: return index.column() == State ? QVariant(StatusText::icon(node->state)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == Bytes || index.column() == Speed || index.column() == TimeLeft
                                       ? Qt::AlignRight | Qt::AlignVCenter
                                       : Qt::AlignLeft | Qt::AlignVCenter);
    case CopyRole: return copyAt(index, *job);
    case StateRole: return int(node->state);
    case JobRole: return job->id;
    default: return {};
    }
}

QVariant TransfersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && (section == Bytes || section == Speed || section == TimeLeft)) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name: return tr("Name");
    case Progress: return tr("Progress");
    case Bytes: return tr("Bytes");
    case Speed: return tr("Speed");
    case TimeLeft: return tr("Time left");
    case State: return tr("State");
    default: return {};
    }
}

QString TransfersModel::title(const CopyRequest &request)
{
    const QString place = Sentence::harmless(
        request.to.kind == End::Kind::Registry
            ? request.to.location + (request.to.prefix.isEmpty() ? QString() : QLatin1Char('/') + request.to.prefix)
            : request.to.location,
        120);
    const int count = int(request.items.size());
    return place.isEmpty() ? tr("%n image(s)", nullptr, count) : tr("%n image(s) to %1", nullptr, count).arg(place);
}

QString TransfersModel::nameAt(const QModelIndex &index, const Job &job) const
{
    if (levelOf(index) == jobLevel) {
        return title(job.plan.request);
    }
    if (levelOf(index) == imageLevel) {
        const CopyItem &item = job.plan.images.at(index.row()).item;
        const QString source = Sentence::harmless(item.source.toString(), 200);
        return item.source == item.target
                   ? source
                   : QStringLiteral("%1 → %2").arg(source, Sentence::harmless(item.target.toString(), 200));
    }
    const PlannedImage &image = job.plan.images.at(qsizetype(levelOf(index) - firstBlobLevel));
    const PlannedBlob &blob = job.plan.blobs.at(image.blobs.at(index.row()));
    const bool config = blob.descriptor.mediaType.contains(QLatin1String("config")) ||
                        blob.descriptor.mediaType.contains(QLatin1String("container.image"));
    return config ? tr("Config %1").arg(blob.descriptor.digest.shortText())
                  : tr("Layer %1").arg(blob.descriptor.digest.shortText());
}

QString TransfersModel::copyAt(const QModelIndex &index, const Job &job) const
{
    if (levelOf(index) == jobLevel) {
        return title(job.plan.request);
    }
    if (levelOf(index) == imageLevel) {
        return job.plan.images.at(index.row()).item.target.toString();
    }
    const PlannedImage &image = job.plan.images.at(qsizetype(levelOf(index) - firstBlobLevel));
    return job.plan.blobs.at(image.blobs.at(index.row())).descriptor.digest.toString();
}

double TransfersModel::rateOf(const Node &node) const
{
    return node.meter.rate(m_now());
}

qint64 TransfersModel::secondsLeftOf(const Node &node) const
{
    if (!isMoving(node.state) || node.total <= 0) {
        return -1;
    }
    const double rate = rateOf(node);
    return rate < 1 ? -1 : qint64(std::ceil(double(node.total - node.done) / rate));
}

} // namespace stowage
