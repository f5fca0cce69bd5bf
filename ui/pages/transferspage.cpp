// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/transferspage.h"

#include "tasks/taskwriter.h"
#include "text/sentence.h"
#include "ui/models/jobreport.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/progressdelegate.h"
#include "ui/widgets/viewsetup.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QTreeView>
#include <QVBoxLayout>

namespace stowage {

TransfersPage::TransfersPage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.transfers"), tr("Transfers"),
           tr("What runs now and what ran since the start."), parent)
    , m_model(new TransfersModel(context.service(), this))
{
    m_tree = new QTreeView(this);
    m_tree->setObjectName(QStringLiteral("transfers.jobs"));
    m_tree->setModel(m_model);
    setColumnWidths(m_tree->header(), {34, 16, 21, 10, 11, 16});
    setUpTree(m_tree, tr("Jobs"), QStringLiteral("transfers/jobs"), context.settings());
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(TransfersModel::Name, QHeaderView::Stretch);
    m_tree->setSortingEnabled(false); // rows keep their place while they run
    m_tree->setItemDelegateForColumn(TransfersModel::Progress, new ProgressDelegate(m_tree));

    auto *prepare = new QAction(tr("Choose &images"), this);
    connect(prepare, &QAction::triggered, this, [this] { this->context().showPage(PageId::Prepare); });
    new EmptyState(m_tree, QStringLiteral("page-transfers"),
                   tr("Nothing has been transferred yet. Choose images to fetch them."), prepare);

    m_error = new ErrorDetails(this);
    content()->addWidget(m_tree, 1);
    content()->addWidget(m_error);
    buildActions();

    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        showError();
    });
    connect(m_model, &TransfersModel::summaryChanged, this, [this] {
        updateActions();
        showError();
    });
    // After the model's own connections: the rows exist when these run.
    connect(&context.service(), &Service::jobAdded, this, &TransfersPage::showJob);
    connect(&context.service(), &Service::jobFinished, this, &TransfersPage::sayFinished);
    updateActions();
}

QWidget *TransfersPage::firstFocus() const
{
    return m_tree;
}

ExportedJob TransfersPage::exportedJob() const
{
    ExportedJob job;
    const Plan *plan = m_model->plan(currentJob());
    if (!plan) {
        return job;
    }
    job.named.jobs.append(taskJobOf(plan->request));
    job.rule = job.named;
    if (const Report *report = m_model->report(currentJob())) {
        for (const ImageResult &image : report->images) {
            if (!image.sourceDigest.isNull()) {
                job.resolved.insert(image.item.source, image.sourceDigest);
            }
        }
    }
    return job;
}

void TransfersPage::buildActions()
{
    Service &service = context().service();
    m_pause = addPageAction(tr("&Pause"), QStringLiteral("media-playback-pause"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    m_resume = addPageAction(tr("&Resume"), QStringLiteral("media-playback-start"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    m_cancel =
        addPageAction(tr("&Cancel"), QStringLiteral("process-stop"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    m_retry = addPageAction(tr("Retry faile&d"), QStringLiteral("view-refresh"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_report =
        addPageAction(tr("Rep&ort…"), QStringLiteral("document-save"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_clear =
        addPageAction(tr("Clear fi&nished"), QStringLiteral("edit-clear-all"), QKeySequence(Qt::CTRL | Qt::Key_Delete));
    connect(m_pause, &QAction::triggered, this, [this, &service] { service.pause(currentJob()); });
    connect(m_resume, &QAction::triggered, this, [this, &service] { service.resume(currentJob()); });
    connect(m_cancel, &QAction::triggered, this, [this, &service] { service.cancel(currentJob()); });
    connect(m_retry, &QAction::triggered, this, [this, &service] { service.retryFailed(currentJob()); });
    connect(m_report, &QAction::triggered, this, &TransfersPage::saveReport);
    connect(m_clear, &QAction::triggered, m_model, &TransfersModel::clearFinished);
    for (QAction *action : {m_pause, m_resume, m_cancel, m_retry, m_report, m_clear}) {
        QPushButton *button = addButton(action);
        QString name = action->text();
        button->setAccessibleName(name.remove(QLatin1Char('&')));
    }
    for (QAction *action : {m_pause, m_resume, m_cancel, m_retry, m_report}) {
        m_tree->addAction(action);
    }
}

void TransfersPage::updateActions()
{
    const JobId job = currentJob();
    const bool running = job != 0 && !m_model->isFinished(job);
    const bool paused = m_model->isPaused(job);
    m_pause->setEnabled(running && !paused);
    m_resume->setEnabled(running && paused);
    m_cancel->setEnabled(running);
    m_retry->setEnabled(job != 0 && m_model->canRetry(job));
    m_report->setEnabled(job != 0 && m_model->isFinished(job));
    m_clear->setEnabled(m_model->hasFinished());
}

JobId TransfersPage::currentJob() const
{
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    if (!rows.isEmpty()) {
        return m_model->jobOf(rows.first());
    }
    return m_model->rowCount() == 1 ? m_model->jobOf(m_model->index(0, 0)) : 0;
}

void TransfersPage::showJob(JobId job)
{
    const QModelIndex row = m_model->indexOfJob(job);
    m_tree->expand(row);
    m_tree->setCurrentIndex(row);
    m_tree->scrollTo(row);
}

void TransfersPage::sayFinished(JobId job, const Report &report)
{
    int failed = 0;
    for (const ImageResult &image : report.images) {
        failed += image.state == ImageState::Failed || image.state == ImageState::Refused ? 1 : 0;
    }
    QString sentence;
    if (report.failure) {
        sentence = Sentence::of(*report.failure);
    } else if (report.cancelled) {
        sentence = tr("Cancelled.");
    } else if (failed > 0) {
        sentence = tr("Finished, but %n image(s) failed.", nullptr, failed);
    } else {
        sentence = tr("Finished: %1 moved.").arg(Sentence::size(report.bytesTransferred));
    }
    context().notify(sentence);
    if (!m_tree->currentIndex().isValid()) {
        m_tree->setCurrentIndex(m_model->indexOfJob(job));
    }
    showError();
}

void TransfersPage::showError()
{
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        m_error->clear();
        return;
    }
    if (const std::optional<Error> error = m_model->errorOf(rows.first())) {
        m_error->setError(*error);
        return;
    }
    const JobId job = m_model->jobOf(rows.first());
    const Report *report = m_model->report(job);
    if (!report || rows.first() != m_model->indexOfJob(job)) {
        m_error->clear();
        return;
    }
    QStringList details;
    QString first;
    int failed = 0;
    for (const ImageResult &image : report->images) {
        if (image.error) {
            ++failed;
            first = first.isEmpty() ? Sentence::of(*image.error) : first;
            details << Sentence::of(*image.error) << technicalLine(*image.error) << QString();
        }
    }
    if (failed == 0) {
        m_error->clear();
    } else if (failed == 1) {
        m_error->setText(first, details.join(QLatin1Char('\n')).trimmed());
    } else {
        m_error->setText(tr("%n image(s) failed. The first: %1", nullptr, failed).arg(first),
                         details.join(QLatin1Char('\n')).trimmed());
    }
}

void TransfersPage::saveReport()
{
    const JobId job = currentJob();
    auto *dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("stowage-report.json"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("*.txt")) ? QStringLiteral("txt")
                                                                         : QStringLiteral("json"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, job](const QString &path) { writeReport(job, path); });
    dialog->open();
}

void TransfersPage::writeReport(JobId job, const QString &path)
{
    const Report *report = m_model->report(job);
    if (!report) {
        return;
    }
    const bool asText = path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive);
    // A few kilobytes: written here and now.
    QSaveFile file(path);
    const QByteArray bytes = asText ? reportAsText(*report, TransfersModel::title(m_model->plan(job)->request)).toUtf8()
                                    : reportAsJson(*report);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        Error error;
        error.kind = ErrorKind::NotWritable;
        error.side = Side::Local;
        error.item = path;
        error.technical = file.errorString();
        m_error->setError(error);
        return;
    }
    context().notify(tr("Report saved to %1.").arg(Sentence::harmless(path, 120)));
}

} // namespace stowage
