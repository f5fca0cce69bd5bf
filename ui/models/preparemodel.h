// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/service.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>

#include <optional>

namespace stowage {

/// The images chosen on the Prepare page, each looked up at its registry in the background, few at a time.
///
/// Rows keep their order (the user's). What was found is kept by reference, so that taking back a removal asks nobody.
class PrepareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Image, Tag, Platforms, Size, Account, State, Note, ColumnCount };

    explicit PrepareModel(Service &service, QObject *parent = nullptr);
    ~PrepareModel() override;

    QList<Reference> references() const;
    bool contains(const Reference &reference) const;
    /// Inserts at `row`; the caller has removed duplicates.
    void insert(int row, const QList<Reference> &references);
    void remove(const QList<Reference> &references);
    /// Looks everything up again.
    void refresh();

    /// The platforms asked for; rows that lack one say so. Empty: all.
    void setWantedPlatforms(const QList<Platform> &platforms, Policy policy);

    /// Every platform found in any row, in order of appearance.
    QList<Platform> foundPlatforms() const;
    /// Rows looked up with success, rows that failed, and the sum of the sizes found.
    struct Summary
    {
        int images = 0;
        int found = 0;
        int failed = 0;
        qint64 bytes = 0;
    };
    Summary summary() const;
    /// What the images found so far stand for.
    QHash<Reference, Digest> resolved() const;
    /// The error of a row's look-up, if it failed.
    std::optional<Error> errorAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Something in summary() or foundPlatforms() changed.
    void summaryChanged();

private:
    enum class Progress { Waiting, Looking, Found, Failed };
    struct Answer
    {
        Progress progress = Progress::Waiting;
        ImageSummary summary;
        std::optional<Error> error;
    };

    void lookUpMore();
    void settle(const Reference &reference, const Result<ImageSummary> &result);
    void rowChanged(const Reference &reference);
    QString text(const Reference &reference, const Answer &answer, int column) const;
    QString note(const Answer &answer) const;
    QList<Platform> missing(const Answer &answer) const;

    Service &m_service;
    QList<Reference> m_rows;
    QHash<Reference, Answer> m_answers;
    QHash<Reference, QFutureWatcher<Result<ImageSummary>> *> m_running;
    qsizetype m_nextToLookUp = 0; ///< Rows before it wait for nothing.
    QList<Platform> m_wanted;
    Policy m_policy = Policy::Strict;
};

} // namespace stowage
