// SPDX-License-Identifier: Apache-2.0
// The details of the Browse page: what the pane says about the current row, and verifying.
#include "text/sentence.h"
#include "ui/models/imagefacts.h"
#include "ui/pages/browsepage.h"
#include "ui/widgets/imagedetailspane.h"
#include "ui/widgets/verifybar.h"

#include <algorithm>

namespace stowage {

void BrowsePage::verify()
{
    const BrowseModel::Store *store = m_model->storeAt(current());
    if (store != nullptr && !m_verifyBar->isRunning()) {
        m_verifyBar->follow(store->end, context().service().verify(store->end));
    }
}

void BrowsePage::verified(const End &store, const Result<Verification> &result)
{
    if (!result) {
        m_details->showError(result.error());
        return;
    }
    m_verified.insert(store.toString(), *result);
    const BrowseModel::Store *shown = m_model->storeAt(current());
    if (shown != nullptr && shown->end == store) {
        showProblems(*shown);
        m_details->raiseProblems();
    }
    const auto damage = std::count_if(result->problems.begin(), result->problems.end(),
                                      [](const Problem &problem) { return isDamage(problem.kind); });
    const QString name = Sentence::harmless(store.location, 80);
    context().notify(damage == 0 ? tr("%1 is whole.").arg(name)
                                 : tr("%1 is damaged in %n place(s).", nullptr, int(damage)).arg(name));
}

void BrowsePage::showCurrent()
{
    const QModelIndex index = current();
    const BrowseModel::Store *store = m_model->storeAt(index);
    if (store == nullptr) {
        m_details->clear();
        return;
    }
    if (const Error *error = m_model->error(index)) {
        m_details->showError(*error);
    } else if (store->state == BrowseModel::StoreState::Ready) {
        m_details->clearError();
    }
    showProblems(*store);
    const ListedImage *image = m_model->image(index);
    const ImageDetails *details = m_model->details(index);
    if (image != nullptr && details != nullptr && m_model->manifest(index) < details->manifests.size()) {
        m_details->showManifest(*image, details->manifests.at(m_model->manifest(index)));
        return;
    }
    if (image != nullptr) {
        m_details->showListed(*image);
        return;
    }
    QList<CellTable::Row> facts;
    facts << ImageFacts::fact(tr("Store"), Sentence::harmless(store->end.location), store->end.location);
    if (m_model->kind(index) != BrowseKind::Store) {
        facts << ImageFacts::fact(tr("Name"), index.data().toString());
    }
    facts << ImageFacts::fact(tr("State"), index.siblingAtColumn(BrowseModel::StateColumn).data().toString());
    m_details->showFacts(facts);
}

void BrowsePage::showProblems(const BrowseModel::Store &store)
{
    const auto verification = m_verified.constFind(store.end.toString());
    if (verification == m_verified.constEnd()) {
        m_details->showProblems(store.listing.problems.isEmpty()
                                    ? tr("Nothing was noticed while reading the store. Verify reads every byte.")
                                    : tr("Noticed while reading the store. Verify reads every byte."),
                                store.listing.problems);
        return;
    }
    const QString read =
        tr("%n file(s) with %1 were read.", nullptr, int(verification->blobs)).arg(Sentence::size(verification->bytes));
    const QString found = verification->problems.isEmpty() ? tr("Every digest matches: the store is whole.")
                                                           : tr("These problems were found:");
    m_details->showProblems(read + u' ' + found, verification->problems);
}

} // namespace stowage
