// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/transfersmodel.h"
#include "ui/widgets/page.h"

class QTreeView;

namespace stowage {

class ErrorDetails;

/// What runs and what ran: jobs with their images and blobs, and what can be done to them.
class TransfersPage : public Page
{
    Q_OBJECT

public:
    explicit TransfersPage(UiContext &context, QWidget *parent = nullptr);

    /// The chosen job; with digests when it has run.
    ExportedJob exportedJob() const override;
    const TransfersModel &model() const { return *m_model; }

private:
    QWidget *firstFocus() const override;
    void buildActions();
    void updateActions();
    void showJob(JobId job);
    void sayFinished(JobId job, const Report &report);
    /// The job of the selection, or the only one there is; 0 for none.
    JobId currentJob() const;
    void showError();
    void saveReport();
    void writeReport(JobId job, const QString &path);

    TransfersModel *m_model = nullptr;
    QTreeView *m_tree = nullptr;
    ErrorDetails *m_error = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_report = nullptr;
    QAction *m_clear = nullptr;
};

} // namespace stowage
