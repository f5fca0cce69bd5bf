// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/context.h"

#include <QMainWindow>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace stowage {

class ImportQueue;
class InterruptedBar;
class JobExport;
class Page;
class PreparePage;
class PushPage;
class ReviewSheet;
class TransfersPage;
struct ExportedJob;
struct ImportChoice;

/// The main window: navigation at the left, the page at the right, what runs at the bottom.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `service` and `settings` must outlive the window.
    MainWindow(Service &service, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens what the command line or the desktop named: a store folder on the Browse page, a file in the preview.
    void openPath(const QString &storeOrFile);
    void showPage(PageId id);
    PageId currentPage() const;
    /// Plans `request` and shows the Review sheet.
    ReviewSheet *review(const CopyRequest &request, const QList<PlannedImage> &refused = {});

    /// Previews files of jobs, lists or accounts; asks which when `files` is empty.
    void importFiles(const QStringList &files);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPages();
    void addPage(PageId id, Page *page, const QString &iconName);
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildHelpMenu();
    void fillActionsMenu();
    void buildStatusBar();
    void updateStatus();
    void openStoreDialog();
    void askForFiles();
    void takeOver(const ImportChoice &choice);
    void keepSettings(const ImportChoice &choice);
    ExportedJob exportedJob();
    void copyFromFocus();
    void showAbout();
    void askBeforeClosing(int running);
    Page *page(PageId id) const;

    UiContext m_context;
    QSettings &m_settings;
    QListWidget *m_navigation = nullptr;
    QStackedWidget *m_stack = nullptr;
    PreparePage *m_prepare = nullptr;
    PushPage *m_push = nullptr;
    TransfersPage *m_transfers = nullptr;
    ImportQueue *m_queue = nullptr;
    JobExport *m_export = nullptr;
    InterruptedBar *m_interrupted = nullptr;
    QPushButton *m_status = nullptr;
    QMenu *m_actionsMenu = nullptr;
    QMenu *m_recentMenu = nullptr;
    QAction *m_filter = nullptr;
    bool m_mayClose = false;
};

} // namespace stowage
