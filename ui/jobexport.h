// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"

#include <QHash>
#include <QObject>

class QWidget;

namespace stowage {

class UiContext;

/// A page's job as it can be exported. Holds no secret.
struct ExportedJob
{
    TaskSet rule;                      ///< As the page says it: a push of whatever matches is one rule.
    TaskSet named;                     ///< The same with every image by its name, for formats without rules.
    QHash<Reference, Digest> resolved; ///< What images were resolved to, as far as it is known.
    bool isEmpty() const { return rule.jobs.isEmpty() && named.jobs.isEmpty(); }
};

/// Formats that jobs are written in, in the order of the file dialog.
enum class ExportFormat { KubeKey, ImageSyncer, Skopeo, List, Lock };

/// A file and its content; accounts stand in a file of their own in image-syncer's format.
struct ExportedFile
{
    QString path;
    QByteArray content;
};

/// The files of `job` at `path`. Unsupported, naming image or job, when the format cannot say it. Pure.
Result<QList<ExportedFile>> exportedFiles(const ExportedJob &job, ExportFormat format, const QString &path);

/// Asks where to, and writes in the background. UI thread; owned by the window.
class JobExport : public QObject
{
    Q_OBJECT

public:
    JobExport(UiContext &context, QWidget *window);

    /// All formats that fit.
    void ask(const ExportedJob &job);
    /// KubeKey tasks, the program's own documents.
    void askToSave(const ExportedJob &job);
    /// Writes without asking; failed() or written() follows.
    void write(const ExportedJob &job, ExportFormat format, const QString &path);

Q_SIGNALS:
    void written(const QStringList &paths);
    void failed(const stowage::Error &error);

private:
    void open(const ExportedJob &job, const QList<ExportFormat> &formats, const QString &title);

    UiContext &m_context;
    QWidget *m_window;
};

} // namespace stowage
