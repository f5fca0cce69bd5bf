// SPDX-License-Identifier: Apache-2.0
// MainWindow: files of jobs and lists, in and out.
#include "text/sentence.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/importqueue.h"
#include "ui/mainwindow.h"
#include "ui/pages/preparepage.h"
#include "ui/pages/pushpage.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QStatusBar>

namespace stowage {

void MainWindow::openPath(const QString &storeOrFile)
{
    const QFileInfo info(storeOrFile);
    if (info.isDir()) {
        m_context.openStore(info.absoluteFilePath());
    } else if (info.exists()) {
        importFiles({info.absoluteFilePath()});
    } else {
        statusBar()->showMessage(tr("%1 does not exist.").arg(Sentence::harmless(storeOrFile, 120)));
    }
}

void MainWindow::importFiles(const QStringList &files)
{
    if (files.isEmpty()) {
        askForFiles();
        return;
    }
    auto *dialog = new ImportDialog(m_context, files, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::chosen, this, &MainWindow::takeOver);
    dialog->open();
}

void MainWindow::askForFiles()
{
    auto *dialog = new QFileDialog(this, tr("Import"));
    dialog->setObjectName(QStringLiteral("import.files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Task files and lists (*.yaml *.yml *.json *.txt *.list)"), tr("All files (*)")});
    if (const QString folder = m_context.settings().text(QStringLiteral("import/folder")); !folder.isEmpty()) {
        dialog->setDirectory(folder);
    }
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        if (!files.isEmpty()) {
            m_context.settings().setText(QStringLiteral("import/folder"), QFileInfo(files.first()).absolutePath());
            importFiles(files);
        }
    });
    dialog->open();
}

void MainWindow::takeOver(const ImportChoice &choice)
{
    switch (choice.way) {
    case ImportChoice::Way::None: return;
    case ImportChoice::Way::Prepare:
        showPage(PageId::Prepare);
        m_prepare->addJobs(choice.jobs);
        return;
    case ImportChoice::Way::Push:
        showPage(PageId::Push);
        m_push->takeJob(choice.jobs.first());
        return;
    case ImportChoice::Way::Review: break;
    }
    QList<ImportQueue::Step> steps;
    for (const TaskJob &job : choice.jobs) {
        steps.append({job, {}});
    }
    m_queue->add(steps);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList files;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (!url.isLocalFile()) {
            continue;
        }
        const QFileInfo info(url.toLocalFile());
        if (info.isDir()) {
            m_context.openStore(info.absoluteFilePath());
        } else {
            files << info.absoluteFilePath();
        }
    }
    event->acceptProposedAction();
    if (!files.isEmpty()) {
        importFiles(files);
    } else if (!event->mimeData()->hasUrls()) {
        showPage(PageId::Prepare);
        m_prepare->addText(event->mimeData()->text());
    }
}

} // namespace stowage
