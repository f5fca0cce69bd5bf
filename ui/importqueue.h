// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/service.h"

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
    using Review = std::function<ReviewSheet *(const CopyRequest &request)>;

    /// `review` opens a Review sheet; `window` is the parent of other sheets.
    ImportQueue(UiContext &context, Review review, QWidget *window);
    ~ImportQueue() override;

    /// What counts while a job is looked up, planned and run, beside the job itself.
    struct Step
    {
        TaskJob job;
        RunAccess access;
    };
    void add(const QList<Step> &steps);
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
    QList<Step> m_steps;
    QList<CopyRequest> m_requests; ///< Of the step looked up last.
    QHash<JobId, End> m_running;   ///< Jobs of this queue that run, and where they write.
    QPointer<QObject> m_open;      ///< The sheet that is shown.
    QFuture<Result<QList<CopyRequest>>> m_lookingUp;
};

} // namespace stowage
