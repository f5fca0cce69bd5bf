// SPDX-License-Identifier: Apache-2.0
#include "ui/jobexport.h"

#include "service/service.h"
#include "tasks/taskwriter.h"
#include "text/sentence.h"
#include "ui/context.h"
#include "ui/widgets/whendone.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>
#include <QUuid>
#include <QtConcurrent>

#include <memory>
#include <vector>

namespace stowage {

namespace {

/// `rules.yaml` → `rules-auth.yaml`; image-syncer's own pair is images.yaml and auth.yaml.
QString accountsPath(const QString &path)
{
    const QFileInfo info(path);
    const QString base = info.completeBaseName();
    return info.dir().filePath(base == QLatin1String("images") ? QStringLiteral("auth.yaml")
                                                               : base + QStringLiteral("-auth.yaml"));
}

Error notWritten(const QSaveFile &file)
{
    Error error;
    error.kind = ErrorKind::NotWritable;
    error.side = Side::Local;
    error.item = file.fileName();
    error.technical = file.errorString();
    return error;
}

Result<QStringList> save(const QList<ExportedFile> &files)
{
    std::vector<std::unique_ptr<QSaveFile>> open;
    for (const ExportedFile &one : files) {
        auto file = std::make_unique<QSaveFile>(one.path);
        if (!file->open(QIODevice::WriteOnly) || file->write(one.content) != one.content.size() || !file->flush()) {
            return std::unexpected(notWritten(*file));
        }
        open.push_back(std::move(file));
    }
    QStringList paths;
    for (const auto &file : open) { // all or none: nothing has its name yet
        if (!file->commit()) {
            return std::unexpected(notWritten(*file));
        }
        paths << file->fileName();
    }
    return paths;
}

QString suffixOf(ExportFormat format)
{
    return format == ExportFormat::List || format == ExportFormat::Lock ? QStringLiteral("txt")
                                                                        : QStringLiteral("yaml");
}

QString proposedName(ExportFormat format)
{
    switch (format) {
    case ExportFormat::KubeKey: return QStringLiteral("job.yaml");
    case ExportFormat::ImageSyncer: return QStringLiteral("images.yaml");
    case ExportFormat::Skopeo: return QStringLiteral("sync.yaml");
    case ExportFormat::List: return QStringLiteral("images.txt");
    case ExportFormat::Lock: break;
    }
    return QStringLiteral("images.lock.txt");
}

} // namespace

Result<QList<ExportedFile>> exportedFiles(const ExportedJob &job, ExportFormat format, const QString &path)
{
    const auto one = [&path](const Result<QString> &text) -> Result<QList<ExportedFile>> {
        if (!text) {
            return std::unexpected(text.error());
        }
        return QList<ExportedFile>{{path, text->toUtf8()}};
    };
    switch (format) {
    case ExportFormat::KubeKey: return one(writeKubeKey(job.rule));
    case ExportFormat::Skopeo: return one(writeSkopeoSync(job.named));
    case ExportFormat::List: return one(writeList(job.named));
    case ExportFormat::Lock: return one(writeLock(job.named, job.resolved));
    case ExportFormat::ImageSyncer: break;
    }
    const Result<ImageSyncerFiles> both = writeImageSyncer(job.named);
    if (!both) {
        return std::unexpected(both.error());
    }
    QList<ExportedFile> files{{path, both->images.toUtf8()}};
    if (both->auth != QLatin1String("{}\n")) {
        const QString accounts = accountsPath(path);
        if (QFileInfo::exists(accounts)) { // the person was asked about the first file only
            return fail(ErrorKind::NotWritable, accounts,
                        QStringLiteral("it exists already and would hold the accounts; choose another name"));
        }
        files.append({accounts, both->auth.toUtf8()});
    }
    return files;
}

JobExport::JobExport(UiContext &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    connect(this, &JobExport::written, this, [this](const QStringList &paths) {
        m_context.notify(tr("Saved to %1.").arg(Sentence::harmless(paths.join(QStringLiteral(", ")), 200)));
    });
    connect(this, &JobExport::failed, this, [this](const Error &error) {
        auto *box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Stowage"), tr("Nothing was saved."),
                                    QMessageBox::Close, m_window);
        box->setObjectName(QStringLiteral("export.failed"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(Sentence::of(error));
        box->open();
    });
}

void JobExport::ask(const ExportedJob &job)
{
    // What cannot say this job is not offered: image-syncer, for one, knows registries only.
    QList<ExportFormat> formats;
    const QString nowhere = QDir::temp().filePath(QUuid::createUuid().toString(QUuid::Id128) + QStringLiteral(".yaml"));
    for (const ExportFormat format :
         {ExportFormat::KubeKey, ExportFormat::ImageSyncer, ExportFormat::Skopeo, ExportFormat::List}) {
        if (format == ExportFormat::KubeKey || exportedFiles(job, format, nowhere)) {
            formats.append(format);
        }
    }
    if (!job.resolved.isEmpty()) {
        formats.append(ExportFormat::Lock);
    }
    open(job, formats, tr("Export"));
}

void JobExport::askToSave(const ExportedJob &job)
{
    open(job, {ExportFormat::KubeKey}, tr("Save the job"));
}

void JobExport::open(const ExportedJob &job, const QList<ExportFormat> &formats, const QString &title)
{
    if (job.isEmpty()) {
        m_context.notify(tr("There is nothing to save on this page yet."));
        return;
    }
    QStringList filters;
    for (const ExportFormat format : formats) {
        switch (format) {
        case ExportFormat::KubeKey: filters << tr("KubeKey tasks (*.yaml)"); break;
        case ExportFormat::ImageSyncer: filters << tr("image-syncer rules and accounts (*.yaml)"); break;
        case ExportFormat::Skopeo: filters << tr("skopeo sync (*.yaml)"); break;
        case ExportFormat::List: filters << tr("List of images (*.txt)"); break;
        case ExportFormat::Lock: filters << tr("Lock file: list with digests (*.txt)"); break;
        }
    }
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(QStringLiteral("export.dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    const QString folder = m_context.settings().text(QStringLiteral("export/folder"));
    if (!folder.isEmpty()) {
        dialog->setDirectory(folder);
    }
    const auto choose = [dialog, filters, formats](const QString &filter) {
        const ExportFormat format = formats.value(filters.indexOf(filter), ExportFormat::KubeKey);
        dialog->setDefaultSuffix(suffixOf(format));
        dialog->selectFile(proposedName(format));
    };
    choose(filters.first());
    connect(dialog, &QFileDialog::filterSelected, dialog, choose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, job, filters, formats](const QString &path) {
        m_context.settings().setText(QStringLiteral("export/folder"), QFileInfo(path).absolutePath());
        write(job, formats.value(filters.indexOf(dialog->selectedNameFilter()), ExportFormat::KubeKey), path);
    });
    dialog->open();
}

void JobExport::write(const ExportedJob &job, ExportFormat format, const QString &path)
{
    const QFuture<Result<QStringList>> writing = QtConcurrent::run([job, format, path]() -> Result<QStringList> {
        const Result<QList<ExportedFile>> files = exportedFiles(job, format, path);
        return files ? save(*files) : std::unexpected(files.error());
    });
    whenDone(this, writing, [this](const Result<QStringList> &paths) {
        if (paths) {
            Q_EMIT written(*paths);
        } else {
            Q_EMIT failed(paths.error());
        }
    });
}

} // namespace stowage
