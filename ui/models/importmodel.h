// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

#include <QAbstractItemModel>
#include <QHash>

#include <vector>

namespace stowage {

/// The jobs of read files and their images, with ticks: job > group > image, or job > image where there are no groups.
/// Ticks that a person changed last when the files are read again. UI thread; replaced in one reset.
class ImportModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Image, Target, Found, ColumnCount };
    using QAbstractItemModel::QAbstractItemModel;

    /// Why a job cannot be used, a sentence; empty: it can.
    struct Block
    {
        QString reason = {};
        bool isError = false; ///< Else it waits for the person.
    };
    /// `blocked`: one for each job.
    void setJobs(const QList<TaskJob> &jobs, const QList<Block> &blocked);
    /// Replaces the reasons; same jobs.
    void setBlocked(const QList<Block> &blocked);
    const QList<TaskJob> &jobs() const { return m_jobs; }
    /// The job with only its ticked images.
    TaskJob chosenJob(int job) const;
    /// Whether anything of it is ticked and nothing blocks it.
    bool isUsed(int job) const;
    const QString &blocked(int job) const { return m_blocked.at(job).reason; }
    /// Ticked images; a job of its whole source counts none.
    int chosenCount(int job) const;
    /// The job that a row belongs to; -1 for an invalid index.
    int jobOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void ticksChanged();

private:
    struct Group
    {
        QString name;
        std::vector<int> images; ///< Places in the job's list; -1: the rule for the whole source.
    };
    struct Branch
    {
        std::vector<Group> groups;
        bool flat = true;         ///< One group without name: its images stand right below the job.
        bool wholeTicked = true;  ///< Tick of the rule.
        std::vector<char> byFile; ///< Ticks as the file gives them.
    };
    /// What a row is: -1 where it is above that level.
    struct Place
    {
        int job = -1;
        int group = -1;
        int row = -1;
    };

    Place placeOf(const QModelIndex &index) const;
    bool ticked(int job, int image) const;
    void setTicked(int job, int image, bool on);
    Qt::CheckState state(const Place &place) const;
    QString text(const Place &place, int column) const;
    QString keyOf(int job, int image) const;
    Branch branchOf(int job);
    /// Ticks that a person changed, by place and name.
    QHash<QString, bool> changedTicks() const;

    QList<TaskJob> m_jobs;
    QList<Block> m_blocked;
    std::vector<Branch> m_branches;
};

} // namespace stowage
