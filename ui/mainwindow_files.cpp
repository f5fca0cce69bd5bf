// SPDX-License-Identifier: Apache-2.0
// MainWindow: files of jobs and lists, in and out.
#include "service/taskaccess.h"
#include "text/sentence.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/importqueue.h"
#include "ui/jobexport.h"
#include "ui/mainwindow.h"
#include "ui/pages/preparepage.h"
#include "ui/pages/pushpage.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QSet>
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
    if (!choice.keepSettingsOf.isEmpty()) {
        keepSettings(choice);
    }
    switch (choice.way) {
    case ImportChoice::Way::None: return;
    case ImportChoice::Way::Prepare:
        m_queue->giveAccess(choice.jobs, choice.set);
        showPage(PageId::Prepare);
        m_prepare->addJobs(choice.jobs);
        return;
    case ImportChoice::Way::Push:
        m_queue->giveAccess(choice.jobs, choice.set);
        showPage(PageId::Push);
        m_push->takeJob(choice.jobs.first());
        return;
    case ImportChoice::Way::Review: break;
    }
    m_queue->add(choice.jobs, choice.set);
}

void MainWindow::keepSettings(const ImportChoice &choice)
{
    QList<RegistrySettings> known;
    const QList<RegistryEntry> entries = m_context.service().registries();
    for (const RegistryEntry &entry : entries) {
        known.append(entry.settings);
    }
    // As they count for a repository of each registry, whichever jobs are used.
    for (const QString &registry : choice.keepSettingsOf) {
        TaskSet set;
        set.accounts = choice.set.accounts;
        for (const TaskJob &job : choice.set.jobs) {
            set.accounts.append(job.accounts);
        }
        QList<Reference> images;
        for (const TaskAccount &account : std::as_const(set.accounts)) {
            const QString scope = account.account.scope;
            if (scope.section(u'/', 0, 0) == registry) {
                const QString space = scope.section(u'/', 1);
                if (const auto below = Reference::fromParts(
                        registry, space.isEmpty() ? QStringLiteral("any") : space + QStringLiteral("/any"),
                        QStringLiteral("1"))) {
                    images.append(*below);
                }
            }
        }
        if (images.isEmpty()) {
            continue;
        }
        const RunAccess access = accessOf(set, TaskJob(), images, known);
        for (const RegistrySettings &settings : access.settings) {
            if (settings.registry == registry) {
                m_context.service().saveRegistry(settings);
            }
        }
    }
}

ExportedJob MainWindow::exportedJob()
{
    ExportedJob job = page(currentPage())->exportedJob();
    // Who one is and how registries are spoken to belongs to the job; passwords stay in the keychain.
    QSet<QString> registries;
    for (const TaskJob &named : std::as_const(job.named.jobs)) {
        for (const TaskImage &image : named.images) {
            registries.insert(image.source.registry());
            if (const Result<Reference> name = image.target.render(image.source)) {
                registries.insert(name->registry());
            }
        }
    }
    QList<TaskAccount> accounts;
    const QList<RegistryEntry> known = m_context.service().registries();
    for (const RegistryEntry &entry : known) {
        TaskAccount account;
        account.account = {entry.scope, entry.username, {}};
        account.skipVerification = entry.settings.skipVerification ? std::optional(true) : std::nullopt;
        account.plainHttp = entry.settings.plainHttp ? std::optional(true) : std::nullopt;
        account.caFile = entry.settings.caFile;
        account.clientCertificate = entry.settings.clientCertificate;
        account.clientKey = entry.settings.clientKey;
        TaskAccount nothing;
        nothing.account.scope = entry.scope;
        if (registries.contains(entry.settings.registry) && !(account == nothing)) {
            accounts.append(account);
        }
    }
    job.rule.accounts = accounts;
    job.named.accounts = accounts;
    return job;
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
