// SPDX-License-Identifier: Apache-2.0
#include "ui/models/preparemodel.h"

#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/statustext.h"

#include <QSet>

#include <algorithm>

namespace stowage {

namespace {
/// Enough to hide the latency of one registry, few enough to be polite (rate limits count each of them).
constexpr int lookUpsAtOnce = 4;
} // namespace

PrepareModel::PrepareModel(Service &service, QObject *parent)
    : QAbstractTableModel(parent)
    , m_service(service)
{
}

PrepareModel::~PrepareModel()
{
    for (QFutureWatcher<Result<ImageSummary>> *watcher : std::as_const(m_running)) {
        watcher->disconnect(this);
        watcher->cancel();
    }
}

QList<Reference> PrepareModel::references() const
{
    return m_rows;
}

bool PrepareModel::contains(const Reference &reference) const
{
    return m_rows.contains(reference);
}

void PrepareModel::insert(int row, const QList<Reference> &references)
{
    if (references.isEmpty()) {
        return;
    }
    row = std::clamp(row, 0, int(m_rows.size()));
    beginInsertRows({}, row, row + int(references.size()) - 1);
    for (qsizetype i = 0; i < references.size(); ++i) {
        m_rows.insert(row + i, references.at(i));
        (void)m_answers[references.at(i)]; // keeps what is known
    }
    endInsertRows();
    m_nextToLookUp = 0;
    lookUpMore();
    Q_EMIT summaryChanged();
}

void PrepareModel::remove(const QList<Reference> &references)
{
    // Run by run: taking back an import of thousands is one change for the views.
    const QSet<Reference> gone(references.cbegin(), references.cend());
    QList<Reference> removed;
    for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
        if (!gone.contains(m_rows.at(last))) {
            continue;
        }
        qsizetype first = last;
        while (first > 0 && gone.contains(m_rows.at(first - 1))) {
            --first;
        }
        removed += m_rows.mid(first, last - first + 1);
        beginRemoveRows({}, int(first), int(last));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
    for (const Reference &reference : std::as_const(removed)) {
        if (auto *watcher = m_running.take(reference)) {
            watcher->disconnect(this);
            watcher->cancel();
            watcher->deleteLater();
            m_answers.remove(reference);
        } else if (m_answers.value(reference).progress != Progress::Found) {
            m_answers.remove(reference);
        }
    }
    m_nextToLookUp = 0;
    lookUpMore();
    Q_EMIT summaryChanged();
}

void PrepareModel::refresh()
{
    for (auto it = m_answers.begin(); it != m_answers.end();) {
        if (!m_rows.contains(it.key())) {
            it = m_answers.erase(it);
            continue;
        }
        if (!m_running.contains(it.key())) {
            it->progress = Progress::Waiting;
            it->error.reset();
        }
        ++it;
    }
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    m_nextToLookUp = 0;
    lookUpMore();
    Q_EMIT summaryChanged();
}

void PrepareModel::setWantedPlatforms(const QList<Platform> &platforms, Policy policy)
{
    m_wanted = platforms;
    m_policy = policy;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, Note));
    }
}

QList<Platform> PrepareModel::foundPlatforms() const
{
    QList<Platform> found;
    for (const Reference &reference : m_rows) {
        const auto answer = m_answers.constFind(reference);
        if (answer == m_answers.cend()) {
            continue;
        }
        for (const Platform &platform : answer->summary.platforms) {
            if (!platform.isNull() && !platform.isUnknown() && !found.contains(platform)) {
                found.append(platform);
            }
        }
    }
    return found;
}

PrepareModel::Summary PrepareModel::summary() const
{
    Summary sum;
    sum.images = int(m_rows.size());
    for (const Reference &reference : m_rows) {
        const auto answer = m_answers.constFind(reference);
        if (answer == m_answers.cend()) {
            continue;
        }
        if (answer->progress == Progress::Found) {
            ++sum.found;
            sum.bytes += answer->summary.size;
        } else if (answer->progress == Progress::Failed) {
            ++sum.failed;
        }
    }
    return sum;
}

QHash<Reference, Digest> PrepareModel::resolved() const
{
    QHash<Reference, Digest> digests;
    for (const Reference &reference : m_rows) {
        const auto answer = m_answers.constFind(reference);
        if (answer != m_answers.cend() && answer->progress == Progress::Found &&
            !answer->summary.root.digest.isNull()) {
            digests.insert(reference, answer->summary.root.digest);
        }
    }
    return digests;
}

std::optional<Error> PrepareModel::errorAt(int row) const
{
    if (row < 0 || row >= m_rows.size()) {
        return std::nullopt;
    }
    return m_answers.value(m_rows.at(row)).error;
}

void PrepareModel::lookUpMore()
{
    for (; m_nextToLookUp < m_rows.size(); ++m_nextToLookUp) {
        if (m_running.size() >= lookUpsAtOnce) {
            return;
        }
        const Reference reference = m_rows.at(m_nextToLookUp);
        Answer &answer = m_answers[reference];
        if (answer.progress != Progress::Waiting || m_running.contains(reference)) {
            continue;
        }
        answer.progress = Progress::Looking;
        auto *watcher = new QFutureWatcher<Result<ImageSummary>>(this);
        m_running.insert(reference, watcher);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, reference, watcher] {
            m_running.remove(reference);
            watcher->deleteLater();
            const QFuture<Result<ImageSummary>> future = watcher->future();
            if (future.resultCount() > 0) {
                settle(reference, future.result());
            } else {
                Error error;
                error.kind = ErrorKind::Interrupted;
                error.reference = reference.toString();
                settle(reference, std::unexpected(error));
            }
        });
        watcher->setFuture(m_service.lookUp(reference));
        rowChanged(reference);
    }
}

void PrepareModel::settle(const Reference &reference, const Result<ImageSummary> &result)
{
    Answer &answer = m_answers[reference];
    if (result) {
        answer.progress = Progress::Found;
        answer.summary = *result;
        answer.error.reset();
    } else {
        answer.progress = Progress::Failed;
        answer.error = result.error();
    }
    rowChanged(reference);
    lookUpMore();
    Q_EMIT summaryChanged();
}

void PrepareModel::rowChanged(const Reference &reference)
{
    const int row = int(m_rows.indexOf(reference));
    if (row >= 0) {
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

int PrepareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PrepareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PrepareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Reference &reference = m_rows.at(index.row());
    const auto found = m_answers.constFind(reference);
    const Answer answer = found == m_answers.cend() ? Answer() : *found;
    switch (role) {
    case Qt::DisplayRole: return text(reference, answer, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Image || index.column() == Tag) {
            return plainToolTip(Sentence::harmless(reference.toString()));
        }
        return plainToolTip(text(reference, answer, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == Size ? Qt::AlignRight | Qt::AlignVCenter
                                                          : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::DecorationRole:
        if (index.column() == State) {
            switch (answer.progress) {
            case Progress::Waiting: return icons::bundled(QStringLiteral("state-waiting"));
            case Progress::Looking: return icons::bundled(QStringLiteral("state-checking"));
            case Progress::Found:
                return missing(answer).isEmpty() ? icons::bundled(QStringLiteral("state-done"))
                                                 : icons::bundled(QStringLiteral("state-warning"));
            case Progress::Failed: return icons::bundled(QStringLiteral("state-error"));
            }
        }
        return {};
    case SortRole:
        if (index.column() == Size) {
            return answer.progress == Progress::Found ? answer.summary.size : qint64(-1);
        }
        return text(reference, answer, index.column());
    case CopyRole: return reference.toString();
    default: return {};
    }
}

QVariant PrepareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == Size) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Image: return tr("Image");
    case Tag: return tr("Tag or digest");
    case Platforms: return tr("Platforms found");
    case Size: return tr("Size");
    case Account: return tr("Account");
    case State: return tr("State");
    case Note: return tr("Note");
    default: return {};
    }
}

QString PrepareModel::text(const Reference &reference, const Answer &answer, int column) const
{
    switch (column) {
    case Image: return Sentence::harmless(reference.name());
    case Tag:
        if (reference.tag().isEmpty()) {
            return reference.digest().shortText();
        }
        return reference.digest().isNull() ? reference.tag()
                                           : reference.tag() + QLatin1Char('@') + reference.digest().shortText();
    case Platforms: return StatusText::platforms(answer.summary.platforms);
    case Size: return answer.progress == Progress::Found ? Sentence::size(answer.summary.size) : QString();
    case Account:
        if (answer.progress == Progress::Found) {
            //: No account was used to read the image.
            return answer.summary.account.isEmpty() ? tr("anonymous") : Sentence::harmless(answer.summary.account, 60);
        }
        if (answer.error && answer.error->kind == ErrorKind::LoginRequired) {
            //: An account is needed and none is known.
            return tr("missing");
        }
        return {};
    case State:
        switch (answer.progress) {
        case Progress::Waiting: return tr("Waiting");
        case Progress::Looking: return tr("Looking…");
        case Progress::Found: return missing(answer).isEmpty() ? tr("Found") : tr("Incomplete");
        case Progress::Failed:
            return answer.error && answer.error->kind == ErrorKind::NotFound ? tr("Not found") : tr("Problem");
        }
        return {};
    case Note: return note(answer);
    default: return {};
    }
}

QString PrepareModel::note(const Answer &answer) const
{
    if (answer.error) {
        return Sentence::of(*answer.error);
    }
    const QList<Platform> gone = missing(answer);
    if (gone.isEmpty()) {
        return {};
    }
    const QString list = StatusText::platforms(gone);
    return m_policy == Policy::Strict ? tr("Not built for %1: will be refused.").arg(list)
                                      : tr("Not built for %1: the others are taken.").arg(list);
}

QList<Platform> PrepareModel::missing(const Answer &answer) const
{
    QList<Platform> gone;
    if (answer.progress != Progress::Found || answer.summary.platforms.isEmpty()) {
        return gone;
    }
    for (const Platform &wanted : m_wanted) {
        const auto selects = [&wanted](const Platform &candidate) { return wanted.selects(candidate); };
        if (std::none_of(answer.summary.platforms.cbegin(), answer.summary.platforms.cend(), selects)) {
            gone.append(wanted);
        }
    }
    return gone;
}

} // namespace stowage
