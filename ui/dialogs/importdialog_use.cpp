// SPDX-License-Identifier: Apache-2.0
// The Import dialog: what becomes of the jobs.
#include "service/wording.h"
#include "text/sentence.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/importquestions.h"
#include "ui/models/importaccountsmodel.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/whendone.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace stowage {

bool fitsPrepare(const TaskJob &job)
{
    const bool toStore = !job.to || job.to->kind == End::Kind::Store;
    return job.kind == TaskJob::Kind::Pull && !job.wholeSource && toStore &&
           std::all_of(job.images.cbegin(), job.images.cend(), [](const TaskImage &image) {
               if (image.tags != TaskImage::Tags::Named) {
                   return false;
               }
               const Result<Reference> name = image.target.render(image.source);
               return name && *name == image.source;
           });
}

bool fitsPush(const TaskJob &job)
{
    if (job.kind != TaskJob::Kind::Push || !job.wholeSource || !job.images.isEmpty() || !job.from ||
        job.from->kind != End::Kind::Store) {
        return false;
    }
    const Result<TargetName> read = TargetName::parse(job.target.text());
    return read && *read == job.target;
}

TaskJob ImportDialog::jobNow(int job) const
{
    TaskJob now = m_model->chosenJob(job);
    now.refusedKeys.clear(); // allowed by tick: what is refused still is not used
    if (!now.from) {
        if (const auto source = m_questions->source(); source && *source) {
            now.from = **source;
        }
    }
    if (!now.to) {
        if (const auto destination = m_questions->destination(); destination && *destination) {
            now.to = **destination;
        }
    }
    return now;
}

ImportChoice ImportDialog::choice() const
{
    ImportChoice choice;
    choice.set = m_set;
    choice.keepSettingsOf = m_accounts->keptRegistries();
    for (int job = 0; job < m_model->jobs().size(); ++job) {
        if (m_model->isUsed(job)) {
            choice.jobs.append(jobNow(job));
        }
    }
    if (choice.jobs.isEmpty()) {
        return choice;
    }
    const TaskJob &first = choice.jobs.first();
    const bool alike = std::all_of(choice.jobs.cbegin(), choice.jobs.cend(), [&first](const TaskJob &job) {
        return fitsPrepare(job) && job.to == first.to && job.platforms == first.platforms && job.policy == first.policy;
    });
    if (alike) {
        choice.way = ImportChoice::Way::Prepare;
    } else if (choice.jobs.size() == 1 && fitsPush(first)) {
        choice.way = ImportChoice::Way::Push;
    } else {
        choice.way = ImportChoice::Way::Review;
    }
    return choice;
}

void ImportDialog::updateUse()
{
    const ImportChoice now = choice();
    int images = 0;
    bool fromOpen = false;
    bool toOpen = false;
    for (int job = 0; job < m_model->jobs().size(); ++job) {
        if (!m_model->isUsed(job)) {
            continue;
        }
        images += m_model->chosenCount(job);
        fromOpen = fromOpen || !m_model->jobs().at(job).from;
        toOpen = toOpen || !m_model->jobs().at(job).to;
    }
    // The Prepare page has a field of its own for the destination.
    const bool needsEnds = now.way == ImportChoice::Way::Review;
    const bool asksDestination = needsEnds && toOpen;
    m_questions->askSource(fromOpen);
    m_questions->askDestination(asksDestination, m_context.settings().destinationStore());

    std::optional<Error> wrong;
    for (const auto &end : {m_questions->source(), m_questions->destination()}) {
        if (end && !*end && !wrong) {
            wrong = end->error();
        }
    }
    const bool endsMissing = std::any_of(now.jobs.cbegin(), now.jobs.cend(),
                                         [&](const TaskJob &job) { return !job.from || (needsEnds && !job.to); });
    switch (now.way) {
    case ImportChoice::Way::Prepare: m_use->setText(tr("&Add to Prepare")); break;
    case ImportChoice::Way::Push: m_use->setText(tr("&Open in Push")); break;
    case ImportChoice::Way::None:
    case ImportChoice::Way::Review: m_use->setText(tr("&Review")); break;
    }
    const bool onlyAccounts = m_set.jobs.isEmpty() && m_accounts->rowCount() > 0;
    if (onlyAccounts) {
        m_use->setText(tr("&Keep"));
    }
    QStringList parts;
    if (wrong) {
        parts << Sentence::of(*wrong);
    } else if (endsMissing) {
        parts << tr("Choose the folder above.");
    } else if (onlyAccounts) {
        parts << tr("Accounts only: tick those to keep.");
    } else if (now.way == ImportChoice::Way::None) {
        parts << (m_set.jobs.isEmpty() ? tr("Nothing to copy.") : tr("No job can be used yet."));
    } else {
        parts << tr("%n job(s)", nullptr, int(now.jobs.size()));
        if (images > 0) {
            parts << tr("%n image(s)", nullptr, images);
        }
    }
    m_summary->setText(parts.join(QStringLiteral(" · ")));
    const bool busy = !m_busy->isHidden();
    m_summary->setVisible(!busy);
    const bool anything = now.way != ImportChoice::Way::None || onlyAccounts;
    m_use->setEnabled(m_wasRead && !busy && anything && !wrong && !endsMissing);
}

void ImportDialog::use()
{
    m_choice = choice();
    m_error->clear();
    m_toKeep = m_accounts->keptAccounts();
    m_sessionOnly = false;
    if (!m_toKeep.isEmpty()) {
        m_summary->hide();
        m_busy->start(tr("Waiting for the keychain…"));
        m_use->setEnabled(false);
    }
    keepNext();
}

void ImportDialog::keepNext()
{
    if (m_toKeep.isEmpty()) {
        m_busy->stop();
        if (m_sessionOnly) {
            m_context.notify(tr("No keychain is reachable: the accounts are kept for this session only."));
        }
        Q_EMIT chosen(m_choice);
        accept();
        return;
    }
    const int number = ++m_number;
    const QString scope = m_toKeep.first().scope;
    whenDone(this, m_context.service().saveAccount(m_toKeep.first()),
             [this, number, scope](const Result<RegistryEntry::Keeping> &kept) {
                 if (number != m_number) {
                     return;
                 }
                 if (!kept) {
                     m_toKeep.clear();
                     m_busy->stop();
                     m_accounts->dontKeep(scope); // the next attempt uses it for these jobs only
                     m_error->setError(kept.error());
                     updateUse();
                     return;
                 }
                 m_sessionOnly = m_sessionOnly || *kept == RegistryEntry::Keeping::Session;
                 m_toKeep.removeFirst();
                 keepNext();
             });
}

} // namespace stowage
