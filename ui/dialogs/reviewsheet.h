// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/context.h"

#include <QDialog>
#include <QFutureWatcher>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace stowage {

class ErrorDetails;
class PlanModel;

/// The sheet before every start: plans the request, shows what will happen, starts it when nothing is red.
/// Opened with open(); deletes nothing by itself, give it WA_DeleteOnClose.
class ReviewSheet : public QDialog
{
    Q_OBJECT

public:
    /// `refused`: images that are not in `request` because of others of the same file; shown among the planned ones.
    ReviewSheet(UiContext &context, const CopyRequest &request, const QList<PlannedImage> &refused,
                QWidget *parent = nullptr);
    ~ReviewSheet() override;

Q_SIGNALS:
    /// The plan was handed to the service.
    void started(stowage::JobId job);

private:
    QWidget *buildBusy();
    QWidget *buildPlan();
    QWidget *buildFailure();
    QLayout *buildButtons();
    void makePlan();
    void planArrived();
    void showPlan(const Plan &plan);
    void showNotices(const Plan &plan);
    void updateStart();
    void start();
    void indexChoiceChanged();

    UiContext &m_context;
    CopyRequest m_request;
    const QList<PlannedImage> m_refused;
    const QList<Platform> m_askedPlatforms;
    QFutureWatcher<Result<Plan>> m_watcher;
    PlanModel *m_model = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_busyText = nullptr;
    QProgressBar *m_busyBar = nullptr;
    ErrorDetails *m_failure = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_happens = nullptr;
    QLabel *m_blobs = nullptr;
    QLabel *m_toMove = nullptr;
    QLabel *m_present = nullptr;
    QLabel *m_mounted = nullptr;
    QLabel *m_needed = nullptr;
    QLabel *m_noticesLabel = nullptr;
    QListWidget *m_notices = nullptr;
    QLabel *m_indexLabel = nullptr;
    QComboBox *m_index = nullptr;
    QCheckBox *m_goOn = nullptr;
    QPushButton *m_start = nullptr;
    bool m_hasPlan = false;
};

} // namespace stowage
