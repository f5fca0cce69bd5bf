// SPDX-License-Identifier: Apache-2.0
// The Prepare page: what comes from files and from outside the window.
#include "tasks/taskwriter.h"
#include "ui/models/preparemodel.h"
#include "ui/pages/preparepage.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/platformpicker.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSet>
#include <QUndoCommand>

namespace stowage {

/// What a file asks for: images, and what stands beside the list.
class ImportImages : public QUndoCommand
{
public:
    ImportImages(PreparePage *page, QList<Reference> references, PreparePage::Wants after)
        : QUndoCommand(PreparePage::tr("import %n image(s)", nullptr, int(references.size())))
        , m_page(page)
        , m_references(std::move(references))
        , m_before(page->wants())
        , m_after(std::move(after))
    {
    }
    void redo() override
    {
        m_page->m_model->insert(m_page->m_model->rowCount(), m_references);
        m_page->setWants(m_after);
    }
    void undo() override
    {
        m_page->m_model->remove(m_references);
        m_page->setWants(m_before);
    }

private:
    PreparePage *m_page;
    QList<Reference> m_references;
    PreparePage::Wants m_before;
    PreparePage::Wants m_after;
};

QList<Reference> PreparePage::freshOf(const QList<Reference> &references) const
{
    const QList<Reference> standing = m_model->references();
    QSet<Reference> known(standing.cbegin(), standing.cend());
    QList<Reference> fresh;
    for (const Reference &reference : references) {
        if (!known.contains(reference)) {
            known.insert(reference);
            fresh << reference;
        }
    }
    return fresh;
}

PreparePage::Wants PreparePage::wants() const
{
    return {m_platforms->names(), Policy(m_policy->currentData().toInt()), destination()};
}

void PreparePage::setWants(const Wants &wants)
{
    m_platforms->setPlatforms(wants.platforms);
    m_policy->setCurrentIndex(m_policy->findData(int(wants.policy)));
    m_destination->setText(wants.destination);
    context().settings().setDestinationStore(wants.destination);
}

void PreparePage::addJobs(const QList<TaskJob> &jobs)
{
    if (jobs.isEmpty()) {
        return;
    }
    QList<Reference> references;
    for (const TaskJob &job : jobs) {
        for (const TaskImage &image : job.images) {
            if (image.chosen && job.pattern.matches(image.source)) {
                references << image.source;
            }
        }
    }
    const TaskJob &first = jobs.first();
    Wants after = wants();
    after.policy = first.policy;
    after.platforms.clear();
    for (const Platform &platform : first.platforms) {
        after.platforms << platform.toString();
    }
    if (first.to) {
        after.destination = QDir::toNativeSeparators(first.to->location);
    }
    m_problems->clear();
    m_undo.push(new ImportImages(this, freshOf(references), after));
}

ExportedJob PreparePage::exportedJob() const
{
    ExportedJob job;
    if (m_model->rowCount() == 0) {
        return job;
    }
    const Result<End> end = destinationEnd();
    TaskJob pull = taskJobOf(request());
    pull.kind = TaskJob::Kind::Pull;
    pull.to = end ? std::optional(*end) : std::nullopt;
    job.rule.jobs.append(pull);
    job.named = job.rule;
    job.resolved = m_model->resolved();
    return job;
}

void PreparePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText() && !event->mimeData()->hasUrls()) { // files are the window's
        event->acceptProposedAction();
    }
}

void PreparePage::dropEvent(QDropEvent *event)
{
    addText(event->mimeData()->text());
    event->acceptProposedAction();
}

} // namespace stowage
