// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"
#include "ui/context.h"
#include "ui/models/importmodel.h"

#include <QDialog>
#include <QFuture>

#include <optional>

class QLabel;
class QPushButton;
class QTabWidget;
class QTableView;
class QTreeView;

namespace stowage {

class BusyBar;
class CellTable;
class EmptyState;
class ErrorDetails;
class ImportAccountsModel;
class ImportQuestions;

/// What a person chose to do with the jobs of files. Holds secrets of the files' accounts.
struct ImportChoice
{
    enum class Way {
        None,
        Prepare, ///< Pulls that the Prepare page can say, alike but for their images.
        Push,    ///< One push that the Push page can say.
        Review,  ///< Anything else: job by job, through expand() and the Review sheet.
    };
    Way way = Way::None;
    QList<TaskJob> jobs;        ///< Ticked images only, ends filled in, nothing refused.
    TaskSet set;                ///< As read: its accounts apply to all jobs.
    QStringList keepSettingsOf; ///< Registries whose settings in the files are to be kept.
};

/// Shows what files of jobs, lists and accounts mean before anything is kept or started. Opened with open(); reads in
/// the background through Service::readTasks. Ticked accounts and settings are kept when the choice is made; passwords
/// are shown nowhere.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(UiContext &context, const QStringList &files, QWidget *parent = nullptr);
    ~ImportDialog() override;

    const ImportModel &model() const { return *m_model; }

Q_SIGNALS:
    /// The person agreed; sent once, before the dialog closes.
    void chosen(const stowage::ImportChoice &choice);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildJobs();
    QWidget *buildTabs();
    QWidget *buildAccounts();
    QLayout *buildButtons();
    void addFiles();
    void sayFiles();
    void read();
    void show(const TaskSet &set);
    void showProblems();
    void copyProblem(const QModelIndex &index);
    void ask();
    void updateBlocked();
    void updateUse();
    QList<ImportModel::Block> blocked() const;
    bool hasProblem(const TaskJob &job) const;
    /// A problem outside of every job, such as an account that cannot be used: no task may start then.
    bool hasCommonProblem() const;
    /// The job as it would be used now: ticked images, answered ends.
    TaskJob jobNow(int job) const;
    ImportChoice choice() const;
    void use();
    void keepNext();

    UiContext &m_context;
    QStringList m_files;
    TaskSet m_set;
    QFuture<Result<TaskSet>> m_reading;
    int m_number = 0; ///< Of the reading whose answer counts.
    bool m_wasRead = false;
    ImportModel *m_model = nullptr;
    ImportAccountsModel *m_accounts = nullptr;
    CellTable *m_problems = nullptr;
    CellTable *m_ignored = nullptr;
    QLabel *m_names = nullptr;
    ImportQuestions *m_questions = nullptr;
    ErrorDetails *m_error = nullptr;
    QTreeView *m_tree = nullptr;
    EmptyState *m_empty = nullptr;
    QTabWidget *m_tabs = nullptr;
    QTableView *m_problemTable = nullptr;
    QTableView *m_accountTable = nullptr;
    QTableView *m_ignoredTable = nullptr;
    BusyBar *m_busy = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_use = nullptr;
    ImportChoice m_choice;
    QList<Account> m_toKeep; ///< Emptied as they are kept.
    bool m_sessionOnly = false;
};

/// Whether the Prepare page can say `job`: a pull of images by name, none of them renamed.
bool fitsPrepare(const TaskJob &job);
/// Whether the Push page can say `job`: whatever matches, under a name it can read.
bool fitsPush(const TaskJob &job);

} // namespace stowage

Q_DECLARE_METATYPE(stowage::ImportChoice)
