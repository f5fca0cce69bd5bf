// SPDX-License-Identifier: Apache-2.0
// What TransfersModel shows: structure and texts. How it changes is in transfersmodel.cpp.
#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/transfersmodel.h"
#include "ui/models/transfersmodel_p.h"
#include "ui/widgets/statustext.h"

#include <algorithm>
#include <cmath>

namespace stowage {

using namespace transfers;

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
        case State:
            return levelOf(index) == imageLevel ? StatusText::word(job->plan.images.at(index.row()), node->state)
                                                : StatusText::word(node->state);
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
    if (!isMoving(node.state) || node.total <= 0 || !node.meter.isSettled(m_now())) {
        return -1;
    }
    const double rate = rateOf(node);
    return rate < 1 ? -1 : qint64(std::ceil(double(node.total - node.done) / rate));
}

} // namespace stowage
