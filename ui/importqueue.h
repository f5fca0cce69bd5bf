// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/service.h"
#include "service/targetclaims.h"
#include "service/taskaccess.h"

#include <QHash>
#include <QPointer>

#include <functional>

class QWidget;

namespace stowage {

class LookUpSheet;
class ReviewSheet;
class UiContext;

/// The jobs of files that no page can say: each is looked up, then its requests are reviewed, one after the other. A
/// job that reads a folder into which an earlier one still writes waits for that one. Cancelling a sheet drops the
/// rest. UI thread; owned by the window.
class ImportQueue : public QObject
{
    Q_OBJECT

public:
    using Review = std::function<ReviewSheet *(const CopyRequest &request, const QList<PlannedImage> &refused)>;

    /// `review` opens a Review sheet; `window` is the parent of other sheets.
    ImportQueue(UiContext &context, Review review, QWidget *window);
    ~ImportQueue() override;

    /// `set`: the files that the jobs stand in, for its accounts and settings.
    void add(const QList<TaskJob> &jobs, const TaskSet &set);
    /// Lets what the files bring count for the images of `jobs` from now on, beside what earlier files brought: their
    /// jobs may still run. Gives what these files bring.
    RunAccess giveAccess(const QList<TaskJob> &jobs, const TaskSet &set);
    /// Jobs and requests that were not reviewed yet.
    int waiting() const { return int(m_steps.size() + m_requests.size()); }

private:
    void next();
    bool isBeingWritten(const std::optional<End> &end) const;
    void lookUp();
    void review();
    void drop();

    UiContext &m_context;
    Review m_review;
    QWidget *m_window;
    struct Step
    {
        TaskJob job;
        TaskSet set; ///< Accounts only.
    };
    QList<RegistrySettings> knownSettings() const;
    void give(const RunAccess &access);

    QList<Step> m_steps;
    QList<TaskStep> m_requests;  ///< Of the step looked up last.
    RunAccess m_access;          ///< What files brought so far. Holds secrets.
    QHash<JobId, End> m_running; ///< Jobs of this queue that run, and where they write.
    TargetClaims m_claims;       ///< Of what was added since the queue was last empty.
    QPointer<QObject> m_open;    ///< The sheet that is shown.
    QFuture<Result<QList<CopyRequest>>> m_lookingUp;
};

} // namespace stowage
