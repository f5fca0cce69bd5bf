// SPDX-License-Identifier: Apache-2.0
#include "ui/importqueue.h"

#include "ui/context.h"
#include "ui/dialogs/lookupsheet.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/whendone.h"

#include <algorithm>

namespace stowage {

ImportQueue::ImportQueue(UiContext &context, Review review, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_review(std::move(review))
    , m_window(window)
{
    connect(&context.service(), &Service::jobFinished, this, [this](JobId job) {
        if (m_running.remove(job) > 0) {
            next();
        }
    });
}

ImportQueue::~ImportQueue()
{
    m_lookingUp.cancel();
}

void ImportQueue::add(const QList<Step> &steps)
{
    m_steps.append(steps);
    next();
}

bool ImportQueue::isBeingWritten(const std::optional<End> &end) const
{
    return end && end->kind == End::Kind::Store &&
           std::any_of(m_running.cbegin(), m_running.cend(), [&end](const End &to) { return to == *end; });
}

void ImportQueue::next()
{
    if (m_open || waiting() == 0) {
        return;
    }
    if (isBeingWritten(m_requests.isEmpty() ? m_steps.first().job.from : m_requests.first().from)) {
        m_context.notify(tr("The next job reads what is being written now: it follows when that is done."));
        return;
    }
    if (m_requests.isEmpty()) {
        lookUp();
    } else {
        review();
    }
}

void ImportQueue::lookUp()
{
    const Step step = m_steps.takeFirst();
    m_context.service().setRunAccess(step.access);
    auto *sheet = new LookUpSheet(TaskText::title(step.job), int(m_steps.size()), m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    m_open = sheet;
    m_lookingUp = m_context.service().expand(step.job);
    connect(sheet, &QDialog::finished, this, [this](int result) {
        m_open.clear();
        m_lookingUp.cancel();
        if (result == QDialog::Rejected) {
            drop();
        } else {
            QMetaObject::invokeMethod(this, &ImportQueue::next, Qt::QueuedConnection); // after this sheet has gone
        }
    });
    sheet->open();
    whenDone(sheet, m_lookingUp, [this, sheet, job = step.job](const Result<QList<CopyRequest>> &requests) {
        if (!requests) {
            sheet->fail(requests.error());
        } else if (requests->isEmpty()) {
            Error nothing;
            nothing.kind = ErrorKind::NotFound;
            nothing.item = TaskText::title(job);
            nothing.technical = QStringLiteral("no image is there that the job takes");
            sheet->fail(nothing);
        } else {
            m_requests = *requests;
            sheet->accept();
        }
    });
}

void ImportQueue::review()
{
    const CopyRequest request = m_requests.takeFirst();
    ReviewSheet *sheet = m_review(request);
    m_open = sheet;
    connect(sheet, &ReviewSheet::started, this, [this, to = request.to](JobId job) { m_running.insert(job, to); });
    connect(sheet, &QDialog::finished, this, [this](int result) {
        m_open.clear();
        if (result == QDialog::Rejected) {
            drop();
        } else {
            QMetaObject::invokeMethod(this, &ImportQueue::next, Qt::QueuedConnection);
        }
    });
}

void ImportQueue::drop()
{
    if (const int left = waiting(); left > 0) {
        m_context.notify(tr("%n further job(s) of the file were not started.", nullptr, left));
    }
    m_steps.clear();
    m_requests.clear();
}

} // namespace stowage
