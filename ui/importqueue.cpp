// SPDX-License-Identifier: Apache-2.0
#include "ui/importqueue.h"

#include "service/taskrequests.h"
#include "ui/context.h"
#include "ui/dialogs/lookupsheet.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/whendone.h"

#include <algorithm>

namespace stowage {

namespace {

/// What is looked at or copied, on both sides, as far as it is known before looking.
QList<Reference> imagesOf(const TaskJob &job)
{
    const Reference any = Reference::parse(u"docker.io/library/any:1").value_or(Reference());
    QList<Reference> images;
    const auto add = [&](const Reference &source, const TargetName &target) {
        images.append(source);
        if (const Result<Reference> name = target.render(
                source.tag().isEmpty() && source.digest().isNull() ? source.withTag(QStringLiteral("any")) : source)) {
            images.append(*name);
        }
    };
    for (const TaskImage &image : job.images) {
        add(image.source, image.target);
    }
    if (job.wholeSource) {
        if (const Result<Reference> name = job.target.render(any)) {
            images.append(*name);
        }
    }
    return images;
}

} // namespace

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

void ImportQueue::add(const QList<TaskJob> &jobs, const TaskSet &set)
{
    if (!m_open && waiting() == 0) {
        m_claims = {};
    }
    for (const TaskJob &job : jobs) {
        if (const Result<QList<CopyRequest>> known = taskRequests(job, {}, {})) {
            m_claims.announce(*known); // what only a look at the source can tell is claimed when its turn comes
        }
        Step step;
        step.job = job;
        step.set.accounts = set.accounts;
        m_steps.append(step);
    }
    next();
}

QList<RegistrySettings> ImportQueue::knownSettings() const
{
    QList<RegistrySettings> known;
    const QList<RegistryEntry> entries = m_context.service().registries();
    for (const RegistryEntry &entry : entries) {
        known.append(entry.settings);
    }
    return known;
}

RunAccess ImportQueue::giveAccess(const QList<TaskJob> &jobs, const TaskSet &set)
{
    RunAccess all;
    for (const TaskJob &job : jobs) {
        const RunAccess one = accessOf(set, job, imagesOf(job), knownSettings());
        all.accounts.append(one.accounts);
        all.settings.append(one.settings);
    }
    give(all);
    return all;
}

void ImportQueue::give(const RunAccess &access)
{
    RunAccess now = access;
    for (const Account &account : std::as_const(m_access.accounts)) {
        const bool replaced = std::any_of(now.accounts.cbegin(), now.accounts.cend(),
                                          [&account](const Account &one) { return one.scope == account.scope; });
        if (!replaced) {
            now.accounts.append(account);
        }
    }
    for (const RegistrySettings &settings : std::as_const(m_access.settings)) {
        const bool replaced =
            std::any_of(now.settings.cbegin(), now.settings.cend(),
                        [&settings](const RegistrySettings &one) { return one.registry == settings.registry; });
        if (!replaced) {
            now.settings.append(settings);
        }
    }
    m_access = now;
    m_context.service().setRunAccess(now);
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
    if (isBeingWritten(m_requests.isEmpty() ? m_steps.first().job.from : m_requests.first().request.from)) {
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
    giveAccess({step.job}, step.set);
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
    whenDone(sheet, m_lookingUp, [this, sheet, step](const Result<QList<CopyRequest>> &requests) {
        if (!requests) {
            sheet->fail(requests.error());
        } else if (requests->isEmpty()) {
            Error nothing;
            nothing.kind = ErrorKind::NotFound;
            nothing.item = TaskText::title(step.job);
            nothing.technical = QStringLiteral("no image is there that the job takes");
            sheet->fail(nothing);
        } else {
            m_requests = withAccess(*requests, step.set, step.job, knownSettings());
            sheet->accept();
        }
    });
}

void ImportQueue::review()
{
    const TaskStep step = m_requests.takeFirst();
    CopyRequest request = step.request;
    const QList<PlannedImage> refused = m_claims.takeRefused(request);
    give(step.access);
    ReviewSheet *sheet = m_review(request, refused);
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
