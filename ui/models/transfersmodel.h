// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/service.h"
#include "ui/models/ratemeter.h"
#include "ui/models/roles.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace stowage {

/// Every job of this run of the program: job > image > blob, fed by the service's signals.
///
/// A batch of events becomes one dataChanged per contiguous range of rows. Rows keep their place: jobs in the order
/// they were added, images and blobs in the order of the plan. A blob that several images share stands under each of
/// them.
class TransfersModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Progress, Bytes, Speed, TimeLeft, State, ColumnCount };
    enum OwnRole {
        StateRole = FirstOwnRole, ///< TransferState as int.
        JobRole,                  ///< JobId of the row's job.
    };

    /// Monotonic milliseconds; tests bring their own.
    using Now = std::function<qint64()>;
    explicit TransfersModel(Service &service, QObject *parent = nullptr, Now now = {});
    ~TransfersModel() override;

    /// What the status bar says.
    struct Summary
    {
        int running = 0; ///< Jobs not finished.
        int paused = 0;  ///< Of these, paused.
        double bytesPerSecond = 0;
        qint64 secondsLeft = -1; ///< -1: unknown.
    };
    Summary summary() const;

    bool hasJobs() const { return !m_jobs.empty(); }
    bool isFinished(JobId job) const;
    bool isPaused(JobId job) const;
    /// Whether a finished job has images that failed or were cancelled.
    bool canRetry(JobId job) const;
    /// The report of a finished job, else null. Valid until the job is cleared.
    const Report *report(JobId job) const;
    const Plan *plan(JobId job) const;
    /// What went wrong with the row (its job, image or blob), if anything did.
    std::optional<Error> errorOf(const QModelIndex &index) const;
    JobId jobOf(const QModelIndex &index) const;
    QModelIndex indexOfJob(JobId job) const;
    /// Removes the finished jobs.
    void clearFinished();
    bool hasFinished() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// One line for people about what a request does: `12 images to /data/images`.
    static QString title(const CopyRequest &request);

Q_SIGNALS:
    void summaryChanged();

private:
    struct Node
    {
        TransferState state = TransferState::Waiting;
        qint64 done = 0;
        qint64 total = 0;
        RateMeter meter;
        std::optional<Error> error;
    };
    struct Job
    {
        JobId id = 0;
        quint32 serial = 0;
        Plan plan;
        Node node;
        std::vector<Node> images;
        std::vector<Node> blobs;
        /// For each blob, the places it is shown at: image and row under it.
        std::vector<std::vector<std::pair<int, int>>> places;
        std::optional<Report> report;
    };
    struct Touched; // rows of one job changed by a batch

    void addJob(JobId id, const Plan &plan);
    void apply(const QList<TransferEvent> &events);
    void finish(JobId id, const Report &report);
    void tick();
    void announce(const Job &job, const Touched &touched, int firstColumn);
    Job *find(JobId id) const;
    Job *jobAt(const QModelIndex &index) const;
    int rowOf(const Job &job) const;
    const Node *nodeAt(const QModelIndex &index) const;
    QString nameAt(const QModelIndex &index, const Job &job) const;
    QString copyAt(const QModelIndex &index, const Job &job) const;
    double rateOf(const Node &node) const;
    qint64 secondsLeftOf(const Node &node) const;

    Now m_now;
    std::vector<std::unique_ptr<Job>> m_jobs;
    quint32 m_nextSerial = 1;
    QTimer m_tick; ///< Lets speeds fall while nothing arrives.
};

} // namespace stowage
